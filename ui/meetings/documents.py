"""Show the papers of a meeting as they are: convocation, minutes, whatever was issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _
from cluster_desk.running import Outcome
from ui.pages.page import Page


def preview_convocation(page: Page, meeting_id: int) -> None:
    """The letter as it would go out now."""

    def make(desk: Desk) -> Any:
        from cluster_desk.services.exports.convocation import convocation_file  # ReportLab

        return desk.read(convocation_file, meeting_id=meeting_id)

    _compute(page, make, _("Convocation"))


def preview_document(page: Page, document_id: int) -> None:
    """An issued document, byte for byte."""

    def make(desk: Desk) -> Any:
        from cluster_desk.services.exports.issued import document_file  # ReportLab

        return desk.read(document_file, document_id=document_id)

    _compute(page, make, _("Document"))


def preview_minutes(page: Page, meeting_id: int, then: Callable[[Any], object]) -> None:
    """The issued bytes of approved minutes; before, a draft composed now and kept nowhere."""
    from cluster_desk.services.exports.meetings import approved_minutes, draft_minutes  # ReportLab

    def drafted(outcome: Outcome[Any]) -> None:
        then(outcome.value)

    def found(file: Any) -> None:
        if file is not None:
            then(file)
            return
        page.workspace.preview(
            draft_minutes, meeting_id, then=drafted, refused=lambda e: _refuse(page, e)
        )

    page.workspace.read(
        approved_minutes, meeting_id=meeting_id, then=found, refused=lambda e: _refuse(page, e)
    )


def show_file(page: Page, title: str, file: Any) -> None:
    """In a page of its own."""
    from ui.pages.preview_page import About, PreviewPage  # loads the PDF viewer

    about = About(crumbs=tuple(page.crumbs()))
    page.page_wanted.emit(PreviewPage(page.workspace, title, file.content, file.name, about))


def _compute(page: Page, make: Callable[[Desk], Any], title: str) -> None:
    page.workspace.compute(
        lambda: make(page.workspace.desk),
        then=lambda file: show_file(page, title, file),
        refused=lambda error: _refuse(page, error),
    )


def _refuse(page: Page, error: DeskError) -> None:
    page.refused.emit(str(error))
