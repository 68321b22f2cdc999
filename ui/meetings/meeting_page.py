"""One meeting: its items with what came of them, who was there, and the way to its minutes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.meetings import ItemOutcome, MeetingState
from cluster_desk.formats.dates import date_long, time_text, weekday_text
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.queries.meetings.roll import RollLine
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.changing import (
    RemoveAttendance,
    WithdrawProxy,
    remove_attendance,
    withdraw_proxy,
)
from ui.kit.buttons import ActionButton
from ui.kit.chips import Chip
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import Rule, clear, column, panel, row
from ui.kit.tabs import Tab, Tabs
from ui.meetings.item_part import ItemPart
from ui.meetings.meeting_actions import MEETING_ACTIONS
from ui.meetings.presence_part import PresencePart
from ui.meetings.words import SETTLED, STATE_TONES, call_text, named, place_text
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.theme.tokens import LABEL
from ui.work.workspace import Workspace

ITEMS, PRESENCE = "items", "presence"
_MAIN = {
    MeetingState.PLANNED: ("meeting.change", "meeting.convocation", "meeting.convene"),
    MeetingState.CONVENED: ("meeting.convocation", "meeting.deserted", "meeting.open"),
    MeetingState.OPEN: ("meeting.convocation", "meeting.minutes", "meeting.close"),
    MeetingState.CLOSED: ("meeting.convocation", "meeting.minutes"),
    MeetingState.DESERTED: ("meeting.convocation", "meeting.minutes"),
    MeetingState.CANCELLED: ("meeting.convocation",),
}
"""The buttons of each state, the last as the main one."""


class MeetingPage(Page):
    """Read whole in one go; every write is followed by reading it again."""

    TOPICS = frozenset({"meetings", "bodies", "members", "fees"})

    def __init__(self, workspace: Workspace, meeting_id: int, *, part: str = "") -> None:
        super().__init__(workspace, MEETING_ACTIONS)
        self.meeting_id = meeting_id
        self.facts: MeetingFacts | None = None
        self._state: MeetingState | None = None
        self._part = part
        self._title, self._chips = Title(""), row(gap=6)
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        self._buttons = row(gap=8)
        name = row(self._title, self._chips, None, gap=10)
        head = row((Heading(name, self._meta, self._buttons), 1), margins=(20, 13, 20, 9))
        self.tabs = Tabs(_("Parts of the meeting"))
        self.items, self.presence = ItemPart(self), PresencePart(self)
        self._parts = QStackedWidget()
        for widget in (self.items, self.presence):
            self._parts.addWidget(widget)
        tabs = row((self.tabs, 1), margins=(20, 0, 20, 0))
        self.setLayout(
            column(panel(column(head, tabs, gap=0), "surface"), Rule(), (self._parts, 1), gap=0)
        )
        self.tabs.currentChanged.connect(lambda _index: self._show_part())
        self.items.form.changed.connect(self.actions_here.refresh)
        self.items.moved.connect(self.status_changed)
        self.actions_here.refresh()
        self.reload()

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Meetings and minutes"), self._title.text() or "…"]

    def status(self) -> Status:
        if self.facts is None:
            return Status()
        if self.tabs.current_key() == PRESENCE:
            keys = (
                ("F8", _("arrival")),
                ("Shift+F8", _("departure")),
                ("Space", _("tick")),
                ("Ctrl+Tab", _("next part")),
                ("Esc", _("back")),
            )
            return Status(place=self.presence.present_text(), keys=keys)
        item = self.items.item()
        count = len(self.facts.items)
        where = _("Item {position} of {count}")
        place = where.format(position=item.position, count=count) if item is not None else ""
        keys = (
            ("Alt+Up", ""),
            ("Alt+Down", _("item")),
            ("Ctrl+S", _("save")),
            ("Ctrl+Return", _("record the outcome")),
            ("Esc", _("back")),
        )
        return Status(place=place, keys=keys)

    def part(self) -> str:
        return self.tabs.current_key()

    def areas(self) -> list[QWidget]:
        if self.tabs.current_key() == PRESENCE:
            return [self.presence.table, self.tabs]
        return [self.items.said.editor, self.items.list, self.items.side, self.tabs]

    def reload(self) -> None:
        self.workspace.read(
            meeting_card, self.meeting_id, then=self._show, lane=f"meeting.{self.meeting_id}"
        )

    def may_leave(self) -> bool:
        """What was typed is kept: nothing is asked."""
        self.items.keep_words()
        return True

    @property
    def is_living(self) -> bool:
        """Whether anything can still be recorded in it."""
        return self.facts is not None and self.facts.sitting.state not in SETTLED

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def remove_presence(self, line: RollLine | None) -> None:
        """The last stay of a line, or its proxy; it can be undone."""
        if line is None:
            return
        if line.stays:
            gone = RemoveAttendance(attendance_id=line.stays[-1].id)
            self.workspace.write(remove_attendance, gone, then=self._removed)
        else:
            back = WithdrawProxy(meeting_id=self.meeting_id, grantor_id=line.id)
            self.workspace.write(withdraw_proxy, back, then=self._removed)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _removed(self, outcome: Outcome[Any]) -> None:
        self.noticed.emit(undoable(self.workspace, outcome))

    def _show(self, card: MeetingCard | None) -> None:
        if card is None:
            self.finished.emit()
            return
        first = self.facts is None
        self.facts = facts = card.facts
        self._show_head(card)
        self.items.show_facts(facts)
        self.presence.show_facts(facts)
        done = sum(1 for item in facts.items if item.outcome is not ItemOutcome.OPEN)
        self.tabs.show_tabs(
            [
                Tab(key=ITEMS, text=_("Items and outcomes {done}/{count}").format(
                    done=done, count=len(facts.items))),
                Tab(key=PRESENCE, text=_("Presence {present}").format(
                    present=self.presence.present_text())),
            ]
        )  # fmt: skip
        if first:
            begun = facts.sitting.opened_at is not None
            convened = facts.sitting.state is MeetingState.CONVENED
            self.tabs.choose(self._part or (PRESENCE if convened and not begun else ITEMS))
            self._show_part()
            QTimer.singleShot(0, self._first_focus)
        self.actions_here.refresh()
        self.crumbs_changed.emit()
        self.status_changed.emit()

    def _show_head(self, card: MeetingCard) -> None:
        facts, sitting = card.facts, card.facts.sitting
        self._title.setText(named(facts.body.name, sitting))
        when = f"{weekday_text(sitting.held_on)} {date_long(sitting.held_on)}"
        hours = _("at {time}").format(time=time_text(sitting.starts_at))
        if sitting.opened_at is not None:
            hours = _("opened at {time}").format(time=time_text(sitting.opened_at))
        if sitting.closed_at is not None and sitting.opened_at is not None:
            hours = f"{time_text(sitting.opened_at)}–{time_text(sitting.closed_at)}"
        parts = [f"{when[:1].upper()}{when[1:]}", hours, place_text(sitting)]
        if sitting.chair_id is not None and sitting.chair_id in facts.people:
            chair = facts.people[sitting.chair_id].name
            parts.append(_("{name} in the chair").format(name=chair))
        self._meta.setText(" · ".join(part for part in parts if part))
        clear(self._chips)
        self._chips.addWidget(Chip(sitting.state.label, STATE_TONES[sitting.state]))
        if card.warning is not None:
            chip = Chip(card.warning.fault.label, "bad")
            chip.setToolTip(str(card.warning.words))
            self._chips.addWidget(chip)
        if call := call_text(sitting.call):
            self._chips.addWidget(Chip(call, dot=False))
        if sitting.state is not self._state:
            self._state = sitting.state
            self._show_buttons(sitting.state)

    def _show_buttons(self, state: MeetingState) -> None:
        clear(self._buttons)
        icons = {record.id: record.icon for record in MEETING_ACTIONS}
        wanted = _MAIN[state]
        for action_id in wanted:
            kind = "primary" if action_id == wanted[-1] else "secondary"
            button = ActionButton(self.actions_here[action_id], kind, icon=icons[action_id])
            self._buttons.addWidget(button)

    def _show_part(self) -> None:
        presence = self.tabs.current_key() == PRESENCE
        self._parts.setCurrentWidget(self.presence if presence else self.items)
        self.status_changed.emit()

    def _first_focus(self) -> None:
        areas = self.areas()
        if self.isVisible() and areas:
            areas[0].setFocus()
