"""The history: every operation or those of one record, what it changed, and the way back."""

from __future__ import annotations

from functools import partial
from typing import Any

from cluster_desk.i18n import N_, _
from cluster_desk.queries.history.card import OperationCard, operation_card
from cluster_desk.queries.history.lists import record_name
from cluster_desk.queries.history.record import RecordOf
from ui.history.actions import HISTORY_ACTIONS, ON_A_ROW
from ui.history.card import OperationInspector, TickedOperations
from ui.history.spec import HISTORY_LIST, list_of
from ui.pages.apart import Apart
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.pages.targets import HISTORY, Target
from ui.work.workspace import Workspace


def _apart(page: Any, row_id: int) -> Apart:
    """In a window of its own: everything an operation changed."""
    from ui.history.operation_page import OperationPage  # opened now and then

    return Apart(
        place="archive",
        kind="operation",
        key=f"operation:{row_id}",
        make=lambda show: show(OperationPage(page.workspace, row_id, page.show_record)),
    )


class HistoryPage(ListPage):
    """With a record, only what touched it or what is part of it."""

    TOPICS = frozenset(
        {
            "members",
            "fees",
            "treasury",
            "bodies",
            "meetings",
            "tables",
            "documents",
            "projects",
            "association",
            "series",
        }
    )
    BUTTONS = Buttons(
        header=(
            ("history.export", "secondary"),
            ("history.check", "secondary"),
            ("history.undo", "primary"),
        ),
        on_a_row=ON_A_ROW,
    )
    OPENS = "history.open"
    APART = staticmethod(_apart)
    KEYS = (
        ("↑↓", N_("move")),
        ("Return", N_("open")),
        ("Ctrl+Shift+U", N_("undo")),
        ("Ctrl+F", N_("filter")),
        ("Esc", N_("back")),
        ("F1", N_("keys")),
    )

    def __init__(
        self,
        workspace: Workspace,
        preferences: Preferences,
        record: RecordOf | None = None,
        title: str = "",
    ) -> None:
        self.record = record
        self.spec = list_of(record, title) if record else HISTORY_LIST
        super().__init__(workspace, preferences, HISTORY_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = OperationInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["history.side"].trigger)
        self.ticked = TickedOperations(self.actions_here)
        return Cards(
            one=self.card,
            query=partial(_card, self.record),
            show=self._show_card,
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
        )

    def crumbs(self) -> list[str]:
        return [_("Archive"), *super().crumbs()[:1]]

    @property
    def may_undo(self) -> bool:
        """Whether the operation that is looked at can be taken back, as far as is known."""
        card = self.card.shown
        looked_at = self.body.table.current_id()
        return card is not None and card.id == looked_at and not card.why_not

    def undo(self) -> None:
        """Take it back; the window says that it was done, or why not."""
        card = self.card.shown
        if card is not None:
            self.workspace.steps.undo(card.id)

    def open_operation(self) -> None:
        """Everything it changed, one level down."""
        from ui.history.operation_page import OperationPage  # opened now and then

        row_id = self.body.table.current_id()
        if row_id is not None:
            page = OperationPage(self.workspace, row_id, self.show_record)
            self.page_wanted.emit(page)

    def show_record(self, page: Page, table: str, record_id: int) -> None:
        """The history of one record, one level down from `page`."""
        open_record(page, self.preferences, RecordOf(table=table, id=record_id))

    def _show_card(self, card: OperationCard, _question: Question) -> None:
        self.card.show_card(card)
        self.actions_here.refresh()


def open_history(page: Any, table: str, record_id: int | None, text: str) -> None:
    """From a page with preferences: everything at a text or an operation, or one record's own."""
    if table and record_id is not None:
        open_record(page, page.preferences, RecordOf(table=table, id=record_id))
        return
    history = HistoryPage(page.workspace, page.preferences)
    page.page_wanted.emit(history)
    if text or record_id is not None:
        history.go_to(Target(place="archive", view="", record=record_id, text=text))


def open_record(page: Page, preferences: Preferences, record: RecordOf) -> None:
    """The history of a record under its name."""

    def show(name: str) -> None:
        told = _("History of {record}").format(record=name or _("a record"))
        page.page_wanted.emit(HistoryPage(page.workspace, preferences, record, told))

    page.workspace.read(record_name, record, then=show, lane=HISTORY)


def _card(
    record: RecordOf | None, session: Any, row_id: int, _question: Question
) -> OperationCard | None:
    return operation_card(session, row_id, record=record)
