"""The card at the right of the list: the table that is looked at, read first; or several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.domain.tables import Share
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.tables.actions import ActionRow
from cluster_desk.queries.tables.card import Participant, TableCard
from cluster_desk.queries.tables.lists import TableRow
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard
from ui.tables.matrix_paint import share_token
from ui.tables.register_side import hours_text
from ui.tables.spec import TABLES_LIST
from ui.tables.words import action_state, share_text, when_text
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, META, SEMIBOLD

_ACTIONS = 4
_NAMED = 6


class TableInspector(QWidget):
    """Follows the list; `part_wanted` when one of its figures is to be opened."""

    close_wanted = Signal()
    part_wanted = Signal(str)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Table’s card"))
        self._avatar = Avatar(side=44)
        self._name = GivingLabel("", 15.5, BOLD)
        self._kind = GivingLabel("", META, tone="text2")
        close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        names = (column(self._name, self._kind, gap=2), 1)
        top = row(self._avatar, names, close, gap=10)
        self._chips = row(gap=6)
        opened = actions.button("tables.open")
        sign_in = actions.button("tables.sign_in")
        buttons = row((opened, 1), (sign_in, 1), gap=8)
        head = column(top, self._chips, buttons, gap=12, margins=(16, 16, 14, 12))
        self._side = column(gap=14, margins=(16, 14, 16, 16))
        body = scrolled(panel(column(self._side, None, gap=0)), _("Table’s card"))
        self.setLayout(column(head, Rule(), (body, 1), gap=0))

    def show_card(self, card: TableCard, year: int) -> None:
        """Another table, or the same after a change."""
        self.setAccessibleName(_("Card of {name}").format(name=card.name))
        self._avatar.set_name(card.name)
        self._name.setText(card.name)
        self._kind.setText(card.project or _("Working table"))
        clear(self._chips)
        state = (_("Active table"), "ok") if card.is_active else (_("Ended table"), "neutral")
        self._chips.addWidget(Chip(*state))
        self._chips.addWidget(Chip(card.code, dot=False))
        self._chips.addStretch(1)
        clear(self._side)
        self._side.addWidget(_attendance(card, year))
        self._side.addLayout(_facts(card))
        self._show_people(card.seated)
        self._show_actions([each for each in card.actions if each.done_on is None])

    def _show_people(self, seated: Sequence[Participant]) -> None:
        every = Button(_("See all"), kind="link", run=lambda: self.part_wanted.emit("people"))
        self._side.addLayout(row(Overline(_("Participants")), None, every))
        for each in seated[:_NAMED]:
            name = GivingLabel(each.name, LABEL, MEDIUM)
            under = GivingLabel(each.organisation or each.role.label, CAPTION, tone="text2")
            figure = Label(share_text(each.share), LABEL, SEMIBOLD, "text2", tabular=True)
            words = (column(name, under, gap=0), 1)
            self._side.addLayout(row(Avatar(each.name, 24), words, figure, gap=9))
        rest = len(seated) - _NAMED
        if rest > 0:
            text = ngettext("and {count} more", "and {count} more", rest)
            self._side.addWidget(Label(text.format(count=rest), META, tone="text3"))

    def _show_actions(self, todo: Sequence[ActionRow]) -> None:
        if not todo:
            return
        every = Button(_("See all"), kind="link", run=lambda: self.part_wanted.emit("actions"))
        self._side.addLayout(row(Overline(_("Open actions")), None, every))
        for each in todo[:_ACTIONS]:
            self._side.addLayout(_action(each))


def _attendance(card: TableCard, year: int) -> Card:
    held = [each for each in card.meetings if each.minutes]
    share = Share(
        came=sum(each.share.came for each in held), called=sum(each.share.called for each in held)
    )
    minutes = sum(each.minutes for each in held)
    title = Label(_("Attendance {year}").format(year=year), LABEL, SEMIBOLD)
    figure = Label(share_text(share), FIGURE, BOLD, tabular=True)
    words = ngettext("{count} table meeting", "{count} table meetings", len(held)).format(
        count=len(held)
    )
    told = f"{words} · {hours_text(minutes)}" if minutes else words
    bar = ShareBar(share.came, share.called, share_token(share.percent))
    came = _("{came} of {called} called").format(came=share.came, called=share.called)
    foot = row(Label(came, CAPTION, tone="text2", tabular=True), None)
    head = row(figure, Label(told, CAPTION, tone="text2", tabular=True), None, gap=8)
    return Card(column(title, head, bar, foot, gap=8, margins=(12, 11, 12, 12)), inner=True)


def _facts(card: TableCard) -> QVBoxLayout:
    coordinator, coming = card.coordinator, card.next_meeting
    who = ""
    if coordinator is not None:
        who = ", ".join(part for part in (coordinator.name, coordinator.organisation) if part)
    planned = _("to be planned") if card.is_active else ""
    lines = [
        (_("Coordinator"), who, "text"),
        (
            _("Next table meeting"),
            when_text(coming.held_on, coming.starts_at) if coming else planned,
            "text" if coming else "warn_fg",
        ),
        (_("Subject"), coming.title if coming else "", "text"),
        (_("Works since"), date_text(card.active_from) if card.active_from else "", "text"),
        (_("Ended"), date_text(card.active_to) if card.active_to else "", "text"),
        (_("Project"), card.project, "text"),
        (_("CUP"), card.cup, "text"),
        (_("What it is for"), card.purpose, "text"),
    ]
    layout = column(Overline(_("Record")), gap=7)
    for name, value, tone in lines:
        if value:
            layout.addLayout(pair(name, value, tone))
    return layout


def _action(action: ActionRow) -> QVBoxLayout:
    words, tone = action_state(action)
    due = _("due on {date}").format(date=date_text(action.due_on)) if action.due_on else words
    under = " · ".join(part for part in (due, action.owner) if part)
    late = tone if tone == "bad" else ""
    return column(
        GivingLabel(action.wording, LABEL, MEDIUM),
        GivingLabel(under, CAPTION, tone=f"{late}_fg" if late else "text2", tabular=True),
        gap=1,
    )


class TickedTables(TickedCard):
    """Several tables together."""

    def __init__(self, actions: ActionSet) -> None:
        self._facts = column(gap=7)
        super().__init__(TABLES_LIST, actions, _("Selected tables"), sums=self._facts)

    def show_rows(self, rows: Sequence[TableRow]) -> str:
        """The tables that are ticked; what they make together, in words."""
        ordered = sorted(rows, key=lambda found: found.name.casefold())
        self.name_rows(
            ordered, lambda each: row(Avatar(each.name, 24), (GivingLabel(each.name), 1), gap=9)
        )
        people = {person for each in rows for person, _organisation in each.seated}
        meetings = sum(each.meetings for each in rows)
        minutes = sum(each.minutes for each in rows)
        share = Share(
            came=sum(each.share.came for each in rows),
            called=sum(each.share.called for each in rows),
        )
        clear(self._facts)
        for name, value in (
            (_("People"), count_text(len(people))),
            (_("Meetings"), count_text(meetings)),
            (_("Hours"), hours_text(minutes)),
            (_("Attendance rate"), share_text(share)),
            (_("Open actions"), count_text(sum(each.open_actions for each in rows))),
        ):
            self._facts.addLayout(pair(name, value))
        words = count_words("{count} table meeting", "{count} table meetings", meetings)
        return f"{words}, {hours_text(minutes)}"
