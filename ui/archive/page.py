"""The archive: every document that was issued, and the way to the history of the desk."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.queries.documents import DocumentCard, document_card
from ui.archive.actions import ARCHIVE_ACTIONS, ON_A_ROW, document_apart
from ui.archive.card import DocumentInspector, TickedDocuments
from ui.archive.spec import DOCUMENTS
from ui.history.page import open_history
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.pages.targets import HISTORY, Target
from ui.work.workspace import Workspace


class ArchivePage(ListPage):
    """Documents are only read here: what is final is voided where it was issued."""

    TOPICS = frozenset({"documents", "fees", "meetings", "members"})
    spec = DOCUMENTS
    BUTTONS = Buttons(
        header=(
            ("archive.check", "secondary"),
            ("archive.export", "secondary"),
            ("archive.history", "primary"),
        ),
        on_a_row=ON_A_ROW,
        on_ticked=("archive.save_ticked",),
    )
    OPENS = "archive.preview"
    APART = staticmethod(document_apart)
    KEYS = (
        ("↑↓", N_("move")),
        ("Space", N_("tick")),
        ("Return", N_("show")),
        ("Ctrl+P", N_("print")),
        ("Ctrl+F", N_("filter")),
        ("F1", N_("keys")),
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, ARCHIVE_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = DocumentInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["archive.side"].trigger)
        self.ticked = TickedDocuments(self.actions_here)
        return Cards(
            one=self.card,
            query=_card,
            show=lambda card, _question: self.card.show_card(card),
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
        )

    def go_to(self, target: Target) -> None:
        """A view or a document; or the history, of everything or of one record."""
        view, _colon, table = target.view.partition(":")
        if view == HISTORY:
            self.open_history(table, target.record, target.text)
        else:
            super().go_to(target)

    def open_history(self, table: str = "", record: int | None = None, text: str = "") -> None:
        """One level down: every operation, or those of a record and its parts."""
        open_history(self, table, record, text)


def _card(session: Any, document_id: int, _question: Question) -> DocumentCard | None:
    return document_card(session, document_id)
