"""Name every reason why a file is not read, each with the sentence that says what to do."""

from __future__ import annotations

from cluster_desk.errors import FileRefused
from cluster_desk.i18n import N_


class FileTooLarge(FileRefused):
    """More bytes than any list of members or statement needs."""

    message = N_("This file has {size} MB, at most {limit} are read: split it into smaller files.")


class EmptyFile(FileRefused):
    """No bytes, or nothing but blanks."""

    message = N_("This file is empty: choose the one that holds the list.")


class DamagedFile(FileRefused):
    """It begins like a workbook and cannot be read to its end."""

    message = N_(
        "This file is damaged or incomplete: open it with Excel or LibreOffice and save it "
        "again as .xlsx."
    )


class ProtectedFile(FileRefused):
    """Encrypted: nothing in it can be read without its password."""

    message = N_(
        "This file is protected by a password: open it, remove the password, save it and try again."
    )


class SwollenFile(FileRefused):
    """A small archive that unfolds into an enormous one (a zip bomb), or claims to."""

    message = N_(
        "This file unfolds into far more than a list can hold and was not opened: copy the list "
        "into a new workbook and save that."
    )


class HostileMarkup(FileRefused):
    """XML with a DOCTYPE or entities, which no spreadsheet program writes."""

    message = N_(
        "This file contains instructions that no spreadsheet program writes and was not opened: "
        "ask its sender for a new copy saved as .xlsx."
    )


class SheetTooLarge(FileRefused):
    """A cell beyond the rows, columns or cells that are read."""

    message = N_(
        "The sheet «{sheet}» is too large: at most {rows} rows, {columns} columns and {cells} "
        "cells are read. Delete what is not part of the list, or split the file."
    )


class TextTooLong(FileRefused):
    """One cell with more text than a cell can hold."""

    message = N_(
        "A cell of row {row} on the sheet «{sheet}» holds more than {limit} characters: shorten "
        "it and try again."
    )


class UnclosedQuote(FileRefused):
    """Quotation marks that swallow the following lines: never guessed at."""

    message = N_(
        'From row {row} the quotation marks (") do not match and the rows cannot be told apart: '
        "correct them and try again."
    )


class UnreadableText(FileRefused):
    """Bytes that are neither a workbook nor text."""

    message = N_(
        "This file is neither a workbook nor readable text: save the list as .xlsx or as CSV "
        "and choose that."
    )


class NoSheets(FileRefused):
    """A workbook or page with no cell filled in."""

    message = N_("No sheet of this file contains data: choose the file that holds the list.")


class NotAList(FileRefused):
    """A well-known kind of file that holds no table; subclasses say which."""

    message = N_("This file is not a list: save the list as .xlsx or CSV and choose that.")


class PdfFile(NotAList):
    """A printed page."""

    message = N_("This is a PDF: ask for the list as a workbook (.xlsx) or CSV and choose that.")


class WordFile(NotAList):
    """A word processor's document."""

    message = N_(
        "This is a text document: copy its table into a workbook, save it as .xlsx and choose that."
    )


class PictureFile(NotAList):
    """A picture of a list is no list."""

    message = N_("This is a picture: ask for the list as a workbook (.xlsx) or CSV.")


class ArchiveFile(NotAList):
    """A compressed folder."""

    message = N_("This is a compressed archive: extract it and choose the list inside.")


class ProgramFile(NotAList):
    """An executable or a library."""

    message = N_("This is a program, not a list: it was not opened.")


class DeskFile(NotAList):
    """A database, perhaps a desk."""

    message = N_("This is a database, not a list: to bring back a backup use «restore».")


class BinaryWorkbook(NotAList):
    """Excel's binary format, read by Excel alone."""

    message = N_("This is a binary Excel workbook: open it with Excel and save it as .xlsx.")


class AppleWorkbook(NotAList):
    """Numbers, Pages or Keynote."""

    message = N_("This is an Apple iWork file: open it with Numbers and export it as Excel.")


class MarkupFile(NotAList):
    """XML that is no workbook: a bank statement, an electronic invoice."""

    message = N_(
        "This is an XML file, not a list: bank statements are imported from «Banca e prima nota», "
        "lists as .xlsx or CSV."
    )
