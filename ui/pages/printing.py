"""Print a document from any page; imported when something is printed."""

from __future__ import annotations

from functools import partial

from cluster_desk.i18n import _
from ui.kit.printing import ask_printer, print_pdf
from ui.kit.toast import Notice
from ui.pages.page import Page


def print_document(page: Page, title: str, content: bytes) -> None:
    """On a printer that is asked for, as a job that can be stopped."""
    printer = ask_printer(page, title, content)
    if printer is None:
        return
    job = page.workspace.jobs.begin(_("Print of «{title}»").format(title=title))
    assert job is not None  # it has a title
    text = _("«{title}» was sent to the printer").format(title=title)
    page.workspace.compute(
        partial(print_pdf, content, printer, job),
        then=lambda _nothing: page.noticed.emit(Notice(text=text)),
        job=job,
    )
