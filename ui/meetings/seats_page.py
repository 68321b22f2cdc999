"""Who sits in the bodies: a list, and the card of one seat with what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.seats import SeatLine, seat_lines
from ui.kit.avatar import Avatar
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Overline
from ui.kit.layout import clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.meetings.seat_sheets import open_appoint_sheet, open_end_sheet
from ui.meetings.seats_spec import SEATS, seat_state
from ui.meetings.setting_up import set_up_bodies
from ui.pages.actions import Action, ActionSet
from ui.pages.lists.actions import has_one, list_actions
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.lists.ticked import TickedCard
from ui.pages.preferences import Preferences
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, LABEL, META
from ui.work.workspace import Workspace


def _current(page: Any) -> SeatLine | None:
    row_id = page.body.table.current_id()
    return None if row_id is None else page.list.model.cache.record(row_id)


def _can_end(page: Any) -> bool:
    line = _current(page)
    return line is not None and not line.is_over


def _erase(page: Any) -> None:
    from ui.pages.erasing import open_erasing  # opened now and then

    line = _current(page)
    if line is not None:
        open_erasing(page, line.person_id)


SEATS_ACTIONS = (
    Action(
        id="seats.appoint",
        text=N_("Appoint"),
        menu="file",
        icon="user-plus",
        keys=("Ctrl+N",),
        run=open_appoint_sheet,
    ),
    *list_actions(SEATS),
    Action(
        id="seats.set_up",
        text=N_("Set up the bodies"),
        menu="go",
        group=4,
        icon="settings",
        run=set_up_bodies,
    ),
    Action(
        id="seats.end",
        text=N_("End the term"),
        menu="record",
        icon="user-minus",
        keys=("F2",),
        enabled=_can_end,
        run=lambda page: open_end_sheet(page, _current(page)),
    ),
    Action(
        id="seats.again",
        text=N_("Appoint a successor"),
        menu="record",
        icon="repeat",
        enabled=has_one,
        run=lambda page: open_appoint_sheet(page, after=_current(page)),
    ),
    Action(
        id="seats.erase",
        text=N_("Erase the person’s data by law…"),
        menu="record",
        group=9,
        icon="user-x",
        enabled=has_one,
        run=_erase,
    ),
)


class SeatsPage(ListPage):
    """Opened from the meetings; the tables have their people in their own place."""

    TOPICS = frozenset({"bodies"})
    spec = SEATS
    BUTTONS = Buttons(
        header=(
            ("seats.set_up", "secondary"),
            ("seats.export", "secondary"),
            ("seats.appoint", "primary"),
        ),
        on_a_row=("seats.end", "seats.again", "seats.copy"),
    )
    OPENS = "seats.end"
    PLACE = "meetings"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("↑↓", N_("move")),
        ("Space", N_("tick")),
        ("Ctrl+N", N_("appoint")),
        ("F2", N_("end the term")),
        ("Esc", N_("back")),
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, SEATS_ACTIONS)

    def crumbs(self) -> list[str]:
        return [_("Meetings and minutes"), *super().crumbs()]

    def make_cards(self) -> Cards:
        self.card = SeatCard(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["seats.side"].trigger)
        self.ticked = TickedSeats(self.actions_here)
        return Cards(
            one=self.card,
            query=_line,
            show=lambda line, _question: self.card.show_line(line),
            several=self.ticked,
            show_ticked=self.ticked.show_lines,
            close=self.card.close_button,
        )


def _line(session: Any, row_id: int, question: Question) -> SeatLine | None:
    found = seat_lines(session, [row_id], on=question.on)
    return found[0] if found else None


class SeatCard(QWidget):
    """One seat, read first."""

    close_wanted = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Seat’s card"))
        self._avatar = Avatar(side=44)
        self._name = GivingLabel("", 15.5, BOLD)
        self._role = GivingLabel("", META, tone="text2")
        self.close_button = close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        top = row(self._avatar, (column(self._name, self._role, gap=2), 1), close, gap=10)
        self._chips = row(gap=6)
        end = ActionButton(actions["seats.end"], icon="user-minus")
        again = ActionButton(actions["seats.again"], icon="repeat")
        buttons = row((end, 1), gap=8)
        head = column(top, self._chips, buttons, again, gap=12, margins=(16, 16, 14, 10))
        self._facts = column(gap=7, margins=(16, 6, 16, 16))
        body = scrolled(panel(column(self._facts, None, gap=0)), _("Seat’s card"))
        self.setLayout(column(head, (body, 1), gap=0))

    def show_line(self, line: SeatLine) -> None:
        """Another seat, or the same after a change."""
        self.setAccessibleName(_("Card of {name}").format(name=line.name))
        self._avatar.set_name(line.name)
        self._name.setText(line.name)
        self._role.setText(f"{line.role.label} · {line.body}")
        clear(self._chips)
        self._chips.addWidget(Chip(*seat_state(line)))
        self._chips.addStretch(1)
        clear(self._facts)
        self._facts.addWidget(Overline(_("Term")))
        for name, value in (
            (_("Body"), line.body),
            (_("Office"), line.role.label),
            (_("Represents"), line.organisation),
            (_("Since"), date_text(line.from_on)),
            (_("Until"), date_text(line.to_on) if line.to_on else ""),
            (_("Reason"), line.end_reason),
        ):
            if value:
                self._facts.addLayout(pair(name, value))


class TickedSeats(TickedCard):
    """The names of the seats that are ticked."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__(SEATS, actions, _("Selected seats"))

    def show_lines(self, lines: Sequence[SeatLine]) -> str:
        """The seats that are ticked; there is nothing to add up."""
        self.name_rows(lines, _named_line)
        return ""


def _named_line(seat: SeatLine) -> QHBoxLayout:
    name = GivingLabel(f"{seat.name} · {seat.role.label}", LABEL)
    return row(Avatar(seat.name, 24), (name, 1))
