"""What stands at the right of the list: a card, several members together, or a hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import MemberCard, member_card
from cluster_desk.queries.members.rows import MemberRow, member_rows
from ui.kit.layout import panel, row, set_ground
from ui.kit.states import StatePanel
from ui.members.aggregate import TickedInspector
from ui.members.inspector import WIDTH, MemberInspector
from ui.members.listing import MemberList
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.work.workspace import Workspace

_AFTER_MS = 80  # arrows held down go past members nobody wants to read


class MemberSide(QStackedWidget):
    """Reads the card a moment after the last step through the list."""

    close_wanted = Signal()
    summed = Signal()  # `sum_text` is another

    def __init__(self, workspace: Workspace, members: MemberList, actions: ActionSet) -> None:
        super().__init__()
        self._workspace, self._list = workspace, members
        set_ground(self, "surface")
        self.card = MemberInspector(actions)
        self.ticked = TickedInspector(actions)
        self._hint = _hint()
        for widget in (self._hint, self.card, self.ticked):
            self.addWidget(widget)
        self._wanted: int | None = None
        self.sum_text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.reload)
        self.card.close_wanted.connect(self.close_wanted)
        theme.changed.connect(self._measure)
        self._measure()

    def look_at(self, row_id: int | None) -> None:
        """Another member, soon."""
        self._wanted = row_id
        self._timer.start()

    def reload(self) -> None:
        """Read what is shown again."""
        ticked = self._list.model.ticks.ids()
        question = self._list.question
        day: dict[str, Any] = {"on": question.on, "year": question.year, "lane": "members.side"}
        if ticked:
            self.sum_text = ""
            self.ticked.show_count(len(ticked))
            self.setCurrentWidget(self.ticked)
            self._workspace.read(member_rows, sorted(ticked), then=self._show_ticked, **day)
        elif self._wanted is None:
            self.setCurrentWidget(self._hint)
        else:
            self._workspace.read(member_card, self._wanted, then=self._show_card, **day)

    def _show_card(self, card: MemberCard | None) -> None:
        if card is None:
            self.setCurrentWidget(self._hint)
            return
        self.card.show_card(card, self._list.question.year)
        self.setCurrentWidget(self.card)

    def _show_ticked(self, rows: Sequence[MemberRow]) -> None:
        self.ticked.show_rows(rows)
        total = Money.total(row.balance for row in rows)
        self.sum_text = _("Open in all: {amount} €").format(amount=money_text(total))
        self.summed.emit()

    def _measure(self) -> None:
        self.setFixedWidth(theme.scaled(WIDTH))


def _hint() -> QWidget:
    text = _("Choose a member in the list to see its card.")
    return panel(
        row(StatePanel("users", _("No member chosen"), text, token="neutral_dot", width=260))
    )
