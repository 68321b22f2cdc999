"""Read and write files that were asked for: whole or not at all, and beside the event loop."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError, FileRefused
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from ui.kit.dialogs import open_file
from ui.kit.toast import Notice
from ui.pages.page import Page


class NotWritten(DeskError):
    """The place does not take the file."""

    message = N_(
        "«{file}» cannot be written: it is open in another program, or the folder is protected."
    )


class NoRoom(NotWritten):
    """The file would be larger than what is free."""

    message = N_("The disk is full: nothing was changed. Free some space and try again.")


class NotRead(FileRefused):
    """Gone meanwhile, or protected."""

    message = N_("«{file}» cannot be read: it is gone, or the folder is protected.")


def read_whole(path: Path, most: int = -1) -> bytes:
    """Its bytes, or the first `most`. NotRead where the stick is out or the file not ours."""
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise NotRead(file=path.name) from error


def save_file(
    page: Page, make: Callable[[Desk], bytes], path: Path, sentence: str, count: int = 0
) -> None:
    """Make the bytes, write them and say so; `sentence` may have the fields file and count."""

    def work() -> None:
        write_whole(path, make(page.workspace.desk))

    def done(_nothing: None) -> None:
        text = sentence.format(count=count_text(count), file=path.name)
        page.noticed.emit(Notice(text=text, action=_("Open"), run=lambda: open_file(path)))

    page.workspace.compute(work, then=done, job=_("Export to «{file}»").format(file=path.name))


def write_whole(path: Path, content: bytes) -> None:
    """All of the bytes, or the file as it was. NotWritten where the place refuses."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (NoRoom() if is_full else NotWritten(file=path.name)) from error
