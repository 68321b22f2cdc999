"""The page of the working tables: their list, the card of one or of several together."""

from __future__ import annotations

from typing import Any

from cluster_desk.queries.tables.card import TableCard, table_card
from ui.pages.lists.page import KEYS, ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.tables.actions import ON_A_ROW, TABLES_ACTIONS, table_apart
from ui.tables.inspector import TableInspector, TickedTables
from ui.tables.spec import TABLES_LIST
from ui.work.workspace import Workspace


class TablesPage(ListPage):
    """Who works at what, how often and how well attended, and what is still to be done."""

    TOPICS = frozenset({"tables", "meetings", "bodies", "members"})
    spec = TABLES_LIST
    BUTTONS = Buttons(
        header=(
            ("tables.register", "secondary"),
            ("tables.export", "secondary"),
            ("tables.new", "primary"),
        ),
        on_a_row=ON_A_ROW,
    )
    OPENS = "tables.open"
    APART = staticmethod(table_apart)
    KEYS = tuple(hint for hint in KEYS if hint[0] != "F2")

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        self.looked_at: TableCard | None = None
        super().__init__(workspace, preferences, TABLES_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = TableInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["tables.side"].trigger)
        self.card.part_wanted.connect(self._open_part)
        self.ticked = TickedTables(self.actions_here)
        return Cards(
            one=self.card,
            query=_card,
            show=self._show_card,
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
        )

    def go_to(self, target: Target) -> None:
        """A view of the list; a record is opened, its view being the part that is wanted."""
        if target.record is None:
            super().go_to(target)
        else:
            self.open_table(target.record, target.view)

    def open_table(self, body_id: int, part: str = "") -> None:
        """Its page, at the register or at another part."""
        from ui.tables.table_page import TablePage  # imported when the first one is opened

        self.wanted = body_id
        self.page_wanted.emit(TablePage(self.workspace, body_id, part or "register"))

    def _open_part(self, part: str) -> None:
        row_id = self.body.table.current_id()
        if row_id is not None:
            self.open_table(row_id, part)

    def _show_card(self, card: TableCard, question: Question) -> None:
        self.looked_at = card
        self.card.show_card(card, question.year)
        self.actions_here.refresh()


def _card(session: Any, row_id: int, question: Question) -> TableCard | None:
    return table_card(session, row_id, on=question.on, year=question.year)
