"""Why a file is not a bank statement that can be read, and what to do about it."""

from __future__ import annotations

from cluster_desk.errors import FileRefused
from cluster_desk.i18n import N_


class EmptyStatement(FileRefused):
    """No bytes, or nothing but blanks."""

    message = N_("The file is empty: download the statement again from the bank's site.")


class StatementTooBig(FileRefused):
    """Beyond the limits that keep the program quick; `limit` is in MB."""

    message = N_("The file is larger than {limit} MB: download a shorter period from the bank.")


class TooManyMovements(FileRefused):
    """More lines than anybody can reconcile; `limit` is how many are accepted."""

    message = N_(
        "The file holds more than {limit} movements: download a shorter period from the bank."
    )


class TooManyStatements(FileRefused):
    """More statements than years have days; `limit` is how many are accepted."""

    message = N_(
        "The file holds more than {limit} statements: download a shorter period from the bank."
    )


class NotAStatement(FileRefused):
    """Readable, but nothing in it is a statement."""

    message = N_(
        "This is not a bank statement in a known format: download it from the bank as "
        "CAMT (XML), MT940, OFX, CBI, CSV or Excel."
    )


class OtherXml(FileRefused):
    """An XML file about something else; `root` is its first element."""

    message = N_(
        "This XML file is not a bank statement (it begins with «{root}»): "
        "download the CAMT.053 statement from the bank."
    )


class PrintedStatement(FileRefused):
    """A PDF."""

    message = N_(
        "A PDF is made to be printed and cannot be imported: download the movements from the bank "
        "as CAMT (XML), CSV or Excel."
    )


class BinaryFile(FileRefused):
    """Not text and not a spreadsheet."""

    message = N_(
        "This file holds no readable text: download the statement again from the bank, "
        "as CAMT (XML), CSV or Excel."
    )


class HostileXml(FileRefused):
    """A DOCTYPE or entities, which no bank's file needs."""

    message = N_(
        "This XML file declares entities (DOCTYPE), which a bank's file never does: it was not "
        "opened. Download the statement again from the bank."
    )


class TangledXml(FileRefused):
    """Nested or repeated beyond what a statement can need."""

    message = N_(
        "This XML file is built in a way no statement is: it was not opened. "
        "Download the statement again from the bank."
    )


class DamagedXml(FileRefused):
    """Not well formed; `line` is where."""

    message = N_(
        "The XML file is damaged at line {line}: download the statement again from the bank."
    )


class CutOff(FileRefused):
    """Ends before its end."""

    message = N_(
        "The file stops before its end: the download was cut off. Download it again from the bank."
    )


class OtherCbiFlow(FileRefused):
    """A CBI flow that holds no movements; `flow` is its two letters."""

    message = N_(
        "This CBI file is a flow «{flow}», not a statement: download from the bank the flow "
        "«RH», “rendicontazione saldi e movimenti”."
    )


class UnknownColumns(FileRefused):
    """A table without a row of headings that names a date and an amount."""

    message = N_(
        "No row of column headings with a date and an amount was found in this table: download the "
        "list of movements again from the bank, or name the columns «Data», «Descrizione», "
        "«Importo»."
    )


class MembersInstead(FileRefused):
    """A register: names with their codes or addresses."""

    message = N_("This is a list of members, not a bank statement: import it from «Members».")


class OnlyPositiveAmounts(FileRefused):
    """An export that does not tell money in from money out."""

    message = N_(
        "In this file every amount is positive, so money in cannot be told from money out: "
        "download from the bank the list of movements with signed amounts, or a longer period."
    )


class NothingBooked(FileRefused):
    """Every movement is still waiting."""

    message = N_(
        "No movement in this file is booked yet: download it again when the bank has booked them."
    )
