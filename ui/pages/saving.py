"""Read and write files that were asked for: whole or not at all, and beside the event loop."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path

from shiboken6 import isValid

from cluster_desk.desk import Desk
from cluster_desk.errors import Cancelled, DeskError, FileRefused
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from cluster_desk.progress import Progress
from cluster_desk.store.places import refuse_to_bury
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
    save_in_steps(page, lambda desk, _progress: make(desk), path, sentence, count)


def save_in_steps(
    page: Page,
    make: Callable[[Desk, Progress], bytes],
    path: Path,
    sentence: str,
    count: int = 0,
) -> None:
    """The same for what takes long: `make` tells how far it is. Stopped, it leaves no file."""
    job = page.workspace.jobs.begin(_("Export to «{file}»").format(file=path.name))
    assert job is not None  # it has a title

    def work() -> None:
        content = make(page.workspace.desk, job)
        job.step(job.done, job.total)  # the last moment to stop
        write_whole(path, content)

    def done(_nothing: None) -> None:
        text = sentence.format(count=count_text(count), file=path.name)
        tell(page, Notice(text=text, action=_("Open"), run=lambda: open_file(path)))

    stopped = partial(tell_stopped, page, _("Export stopped: no file was written"))
    page.workspace.compute(work, then=done, refused=stopped, job=job)


def tell_stopped(page: Page, text: str, error: DeskError) -> None:
    """What the person stopped is no fault; anything else is said as one."""
    if isinstance(error, Cancelled):
        tell(page, Notice(text=text))
    else:
        page.workspace.refused.emit(error)


def tell(page: Page, notice: Notice) -> None:
    """Say it, where the page was not left meanwhile."""
    if isValid(page):
        page.noticed.emit(notice)


def write_whole(path: Path, content: bytes) -> None:
    """All of the bytes, or the file as it was. NotWritten or HoldsDesk where the place refuses."""
    refuse_to_bury(path)
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (NoRoom() if is_full else NotWritten(file=path.name)) from error
