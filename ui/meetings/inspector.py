"""The card at the right: the meeting that is looked at, read first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.formats.dates import date_text, instant_text, time_text, weekday_text
from cluster_desk.i18n import _, pgettext
from cluster_desk.queries.meetings.look import DecisionLine, MeetingLook, StoryLine
from ui.kit.buttons import ActionButton, Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.tabs import Tab, Tabs
from ui.meetings.columns import minutes_text, present_text
from ui.meetings.words import (
    ITEM_TONES,
    MINUTES_TONES,
    STATE_TONES,
    call_text,
    named,
)
from ui.pages.actions import ActionSet
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, CAPTION, LABEL, MEDIUM, META, SEMIBOLD

_FACTS, _DECISIONS, _DOCUMENTS, _STORY = "facts", "decisions", "documents", "story"


class MeetingInspector(QWidget):
    """Follows the list; the tab that is open stays open from meeting to meeting."""

    close_wanted = Signal()
    document_wanted = Signal(object)  # the id of an issued document

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Meeting’s card"))
        self._look: MeetingLook | None = None
        self._title = GivingLabel("", 15.5, BOLD)
        self._when = GivingLabel("", META, tone="text2", tabular=True)
        close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        top = row((column(self._title, self._when, gap=2), 1), close, gap=10)
        self._chips = row(gap=6)
        open_it = ActionButton(actions["meetings.open"], icon="gavel")
        minutes = ActionButton(actions["meetings.minutes"], icon="file-pen-line")
        buttons = row((open_it, 1), (minutes, 1), gap=8)
        head = column(top, self._chips, buttons, gap=12, margins=(16, 16, 14, 10))
        self.tabs = Tabs(_("Sides of the card"))
        self.tabs.currentChanged.connect(lambda _index: self._show_side())
        tabs = row((self.tabs, 1), margins=(16, 0, 16, 0))
        self._side = column(gap=14, margins=(16, 14, 16, 16))
        body = scrolled(panel(column(self._side, None, gap=0)), _("Meeting’s card"))
        self.setLayout(column(head, tabs, Rule(), (body, 1), gap=0))

    def show_look(self, look: MeetingLook) -> None:
        """Another meeting, or the same after a change."""
        self._look = look
        meeting = look.row
        name = named(meeting.body, meeting)
        self.setAccessibleName(_("Card of {name}").format(name=name))
        self._title.setText(name)
        when = f"{weekday_text(meeting.held_on)} {date_text(meeting.held_on)}"
        self._when.setText(f"{when} · {_hours(look)}")
        clear(self._chips)
        self._chips.addWidget(Chip(meeting.state.label, STATE_TONES[meeting.state]))
        if look.warning is not None:
            self._chips.addWidget(Chip(look.warning.fault.label, "bad"))
        if call := call_text(meeting.call):
            self._chips.addWidget(Chip(call, dot=False))
        self._chips.addStretch(1)
        self.tabs.show_tabs(
            [
                Tab(key=_FACTS, text=_("Record")),
                Tab(key=_DECISIONS, text=pgettext("agenda", "Items"), count=len(look.decisions)),
                Tab(key=_DOCUMENTS, text=_("Documents"), count=len(look.documents)),
                Tab(key=_STORY, text=_("Story")),
            ]
        )
        self._show_side()

    def _show_side(self) -> None:
        clear(self._side)
        look = self._look
        if look is None:
            return
        match self.tabs.current_key():
            case "decisions":
                for line in look.decisions:
                    self._side.addWidget(decision_line(line))
                if not look.decisions:
                    self._say(_("The agenda is still empty."))
            case "documents":
                self._show_documents(look)
            case "story":
                for entry in look.story:
                    self._side.addWidget(_story_line(entry))
            case _:
                self._show_facts(look)

    def _show_facts(self, look: MeetingLook) -> None:
        self._side.addWidget(_minutes_card(look))
        self._side.addLayout(_section(_("Meeting"), _fact_pairs(look)))
        decided = [line for line in look.decisions if line.number is not None]
        if decided:
            self._side.addWidget(Overline(_("Resolutions")))
            for line in decided:
                self._side.addWidget(decision_line(line))

    def _show_documents(self, look: MeetingLook) -> None:
        for document in look.documents:
            words = column(
                GivingLabel(document.title, LABEL, MEDIUM),
                GivingLabel(date_text(document.issued_on), CAPTION, tone="text3", tabular=True),
                gap=1,
            )
            see = Button(_("Open"), small=True)
            see.clicked.connect(lambda _on, wanted=document.id: self.document_wanted.emit(wanted))
            see.setAccessibleName(_("Open {name}").format(name=document.title))
            self._side.addLayout(row(IconLabel("file-text", "info_dot"), (words, 1), see, gap=10))
        if not look.documents:
            self._say(_("Nothing was issued yet: minutes are issued when they are approved."))

    def _say(self, text: str) -> None:
        self._side.addWidget(Label(text, LABEL, tone="text3", wrap=True))


def decision_line(line: DecisionLine) -> QWidget:
    """An item: its number, title, and what came of it in figures."""
    head = GivingLabel(f"{line.position}. {line.title}", LABEL, MEDIUM)
    under = row(Chip(line.outcome.label, ITEM_TONES[line.outcome]), gap=8)
    parts = []
    if line.number is not None:
        parts.append(_("resolution no. {number}/{year}").format(number=line.number, year=line.year))
    if line.in_favour is not None:
        votes = _("{in_favour} in favour, {against} against, {abstained} abstained")
        parts.append(
            votes.format(in_favour=line.in_favour, against=line.against, abstained=line.abstained)
        )
    quorum = ""
    if line.present is not None:
        quorum = _("{present} present, {needed} needed").format(
            present=line.present, needed=line.needed
        )
    under.addStretch(1)
    layout = column(head, under, gap=4)
    for text in (" · ".join(parts), quorum):
        if text:
            layout.addWidget(Label(text, CAPTION, tone="text3", wrap=True))
    widget = panel(layout)
    widget.setAccessibleName(f"{line.position}. {line.title}, {line.outcome.label}")
    return widget


def _minutes_card(look: MeetingLook) -> Card:
    text = minutes_text(look.row)
    state = look.row.minutes
    head = row(Label(_("Minutes"), LABEL, SEMIBOLD), None)
    if text:
        head.addWidget(Chip(text, MINUTES_TONES[state] if state is not None else "bad"))
    if look.minutes_approved_on is not None:
        detail = _("approved on {date}").format(date=date_text(look.minutes_approved_on))
    elif state in (MinutesState.DRAFT, MinutesState.IN_REVIEW):
        detail = _("Can still be changed: approving freezes words and facts.")
    elif text:
        detail = _("The meeting is over: compose the minutes from its facts.")
    else:
        detail = _("They are composed once the meeting has begun.")
    return Card(
        column(head, Label(detail, META, tone="text2", wrap=True), gap=6, margins=(12, 11, 12, 12)),
        inner=True,
    )


def _hours(look: MeetingLook) -> str:
    begins = look.opened_at or look.row.starts_at
    ends = look.closed_at or look.ends_at
    return f"{time_text(begins)}–{time_text(ends)}" if ends else time_text(begins)


def _fact_pairs(look: MeetingLook) -> Iterator[tuple[str, str]]:
    meeting = look.row
    notice = ""
    if look.notice_sent_on is not None:
        notice = " · ".join(
            part for part in (date_text(look.notice_sent_on), look.notice_channel) if part
        )
    elif look.notice_by is not None:
        notice = _("to be sent by {date}").format(date=date_text(look.notice_by))
    if look.warning is not None:
        notice = " · ".join(part for part in (notice, str(look.warning.words)) if part)
    yield _("Title"), meeting.title
    yield _("How it is held"), meeting.mode.label
    yield _("Place"), meeting.venue
    yield _("Platform"), look.platform
    yield _("Notice"), notice
    yield _("Present"), present_text(meeting)
    yield _("Chair"), look.chair
    yield _("Minute-taker"), look.minute_taker


def _section(title: str, lines: Iterator[tuple[str, str]]) -> QVBoxLayout:
    layout = column(Overline(title), gap=7)
    for name, value in lines:
        if value:
            layout.addLayout(pair(name, value))
    return layout


def _story_line(entry: StoryLine) -> QWidget:
    under = " · ".join(part for part in (instant_text(entry.at), entry.actor) if part)
    words = column(
        Label(entry.label, LABEL, MEDIUM, wrap=True),
        GivingLabel(under, CAPTION, tone="text3", tabular=True),
        gap=1,
    )
    line = row((words, 1), gap=10)
    line.insertWidget(0, IconLabel("history", "neutral_dot"), 0, Qt.AlignmentFlag.AlignTop)
    widget = panel(line)
    widget.setAccessibleName(f"{entry.label}, {under}")
    return widget
