"""Give documents away: shown, printed, saved, or many at once into a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from cluster_desk.desk import Desk
from cluster_desk.domain.documents import DocumentState, document_kind_text
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.progress import Progress
from cluster_desk.queries.documents import ArchivedDocument, document_bytes
from ui.archive.columns import STATE_TONES
from ui.kit.dialogs import ask_where_to_save, ask_which_folder, open_file
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.pages.saving import save_file, write_whole

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 90  # with its folder a name must stay under 260 letters on Windows


def file_name(document: ArchivedDocument) -> str:
    """`Ricevuta RIC 2026-0001 Consorzio.pdf`: readable, and allowed on every system."""
    plain = _UNFIT.sub("-", document.title.replace(": ", " "))
    return f"{' '.join(plain.split())[:_LONGEST].rstrip(' .')}.{ending(document)}"


def ending(document: ArchivedDocument) -> str:
    """The ending of its kind of file."""
    kinds = {"application/pdf": "pdf", "text/csv": "csv", "text/plain": "txt"}
    return kinds.get(document.media_type, "xlsx" if "sheet" in document.media_type else "bin")


def show_document(
    page: Page, document: ArchivedDocument, show: Callable[[Page], object] | None = None
) -> None:
    """The very bytes that were issued, one level down, or where `show` takes them."""
    then = partial(_show, page, document, show or page.page_wanted.emit)
    page.workspace.read(document_bytes, document.id, then=then, lane="archive.preview")


def _show(
    page: Page,
    document: ArchivedDocument,
    show: Callable[[Page], object],
    content: bytes | None,
) -> None:
    from ui.pages.preview_page import About, PreviewPage  # QtPdf: only when one is looked at

    kind, day = document_kind_text(document.kind), date_text(document.issued_on)
    state = document.state
    about = About(
        crumbs=(_("Archive"),),
        meta=_("{kind} · issued on {date}").format(kind=kind, date=day),
        state=(state.label, STATE_TONES[state]) if state is not DocumentState.VALID else ("", ""),
    )
    content = content or b""
    show(PreviewPage(page.workspace, document.title, content, file_name(document), about))


def print_one(page: Page, document: ArchivedDocument) -> None:
    """On a printer, without showing it first."""

    def go(content: bytes | None) -> None:
        from ui.pages.printing import print_document  # QtPrintSupport: only to print

        print_document(page, document.title, content or b"")

    page.workspace.read(document_bytes, document.id, then=go)


def save_one(page: Page, document: ArchivedDocument) -> None:
    """In a file that is asked for."""
    suffix = ending(document)
    kinds = ((suffix.upper(), suffix),)
    path = ask_where_to_save(page, _("Save the document"), file_name(document), kinds)
    if path is not None:
        sentence = _("The document was saved as «{file}»")
        save_file(page, partial(_content, document.id), path, sentence)


def _content(document_id: int, desk: Desk) -> bytes:
    return desk.read(document_bytes, document_id) or b""


def save_several(page: Page, documents: Sequence[ArchivedDocument]) -> None:
    """Each in its own file, in a folder that is asked for; files that are there stay."""
    folder = ask_which_folder(page, _("Save the documents into a folder"))
    if folder is None:
        return
    job = page.workspace.jobs.begin(
        _("Saving documents into «{folder}»").format(folder=folder.name)
    )
    assert job is not None  # it has a title
    page.workspace.compute(
        partial(_write_all, page.workspace.desk, list(documents), folder, job),
        then=partial(_told, page, folder),
        job=job,
    )


def _write_all(
    desk: Desk, documents: Sequence[ArchivedDocument], folder: Path, progress: Progress
) -> int:
    for done, document in enumerate(documents):
        progress.step(done, len(documents))
        write_whole(_free(folder / file_name(document)), _content(document.id, desk))
    return len(documents)


def _free(path: Path) -> Path:
    """A name that no file has yet: `Verbale.pdf`, `Verbale (2).pdf`."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found


def _told(page: Page, folder: Path, count: int) -> None:
    text = ngettext(
        "{count} document saved into «{folder}»", "{count} documents saved into «{folder}»", count
    )
    sentence = text.format(count=count_text(count), folder=folder.name)
    notice = Notice(text=sentence, action=_("Open the folder"), run=lambda: open_file(folder))
    page.noticed.emit(notice)
