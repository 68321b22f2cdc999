"""The page of one working table: its register, its people, its meetings, what is to be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.tables import Mark
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.tables.card import TableCard, table_card
from ui.kit.layout import Rule, column
from ui.kit.states import Skeleton, StatePanel
from ui.pages.actions import ActionSet
from ui.pages.page import Page, Status
from ui.tables.edits import RegisterEdits
from ui.tables.presence_sheets import open_presence
from ui.tables.register_pane import RegisterPane
from ui.tables.roll import Roll
from ui.tables.tab_columns import ACTIONS as ACTION_COLUMNS
from ui.tables.tab_columns import MEETINGS as MEETING_COLUMNS
from ui.tables.tab_columns import PARTICIPANTS
from ui.tables.table_actions import TABLE_ACTIONS
from ui.tables.table_header import ACTIONS, MEETINGS, PEOPLE, REGISTER, TableHeader
from ui.work.workspace import Workspace

_READ_AGAIN_AFTER_MS = 700  # what was typed is shown already: no haste
_TABS = (REGISTER, PEOPLE, MEETINGS, ACTIONS)


class TablePage(Page):
    """One table; marks of the register are shown at once and saved behind them."""

    TOPICS = frozenset({"tables", "meetings", "bodies", "members"})

    def __init__(self, workspace: Workspace, body_id: int, tab: str = REGISTER) -> None:
        super().__init__(workspace, TABLE_ACTIONS)
        self.body_id = body_id
        self.card: TableCard | None = None
        self.edits = RegisterEdits(workspace)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_AGAIN_AFTER_MS)
        self._build()
        self._wire()
        self.header.tabs.choose(tab)
        self.reload()

    def _build(self) -> None:
        here = self.actions_here
        self.header = TableHeader(here)
        self.register = RegisterPane(self.edits, here, self.workspace.year)
        self.people, self.meetings, self.actions_roll = _people(here), _meetings(here), _todo(here)
        self._parts = QStackedWidget()
        for part in (self.register, self.people, self.meetings, self.actions_roll):
            self._parts.addWidget(part)
        self._loading = Skeleton(_("The table is loading"))
        self._parts.addWidget(self._loading)
        self._parts.setCurrentWidget(self._loading)
        self.setLayout(column(self.header, Rule(), (self._parts, 1), gap=0))

    def _wire(self) -> None:
        self._later.timeout.connect(self.read)
        tabs = self.header.tabs
        tabs.currentChanged.connect(lambda _index: self._show_tab(focus=not tabs.hasFocus()))
        self.register.period_wanted.connect(lambda _period: self.read())
        self.register.moved.connect(self._say)
        self.edits.refused.connect(partial(_refuse, self))
        self.edits.unclear.connect(partial(_ask_who, self))
        self.workspace.year_changed.connect(partial(_change_year, self))
        table, run = self.register.matrix.table, self.actions_here
        table.mark_wanted.connect(self.mark)
        table.detail_wanted.connect(run["table.presence"].trigger)
        table.note_wanted.connect(run["table.note"].trigger)
        table.copy_wanted.connect(run["table.copy"].trigger)
        table.paste_wanted.connect(run["table.paste"].trigger)
        names = [each.id for each in TABLE_ACTIONS if each.id.startswith(_ON_A_CELL)]
        table.offer([run[name] for name in names])
        self.meetings.opened.connect(lambda _id: run["table.open_meeting"].trigger())
        self.actions_roll.opened.connect(lambda _id: run["table.action.edit"].trigger())
        for roll in (self.people, self.meetings, self.actions_roll):
            roll.looked_at.connect(self._say)

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    @property
    def tab(self) -> str:
        """Which part is seen."""
        return self.header.tabs.current_key()

    def crumbs(self) -> list[str]:
        name = self.card.name if self.card else ""
        return [_("Working tables"), name, self.header.tabs.tabText(_TABS.index(self.tab))]

    def name(self) -> str:
        return self.card.name if self.card else "…"

    def status(self) -> Status:
        if self.card is None:
            return Status()
        if self.tab == REGISTER:
            keys = (
                ("↑↓←→", _("cell")),
                (
                    "P\N{NO-BREAK SPACE}R\N{NO-BREAK SPACE}D\N{NO-BREAK SPACE}G\N{NO-BREAK SPACE}A",
                    _("mark"),
                ),
                ("Return", _("hours")),
                ("N", _("note")),
                ("Ctrl+E", _("export")),
            )
            place, told = self.register.place_text(), self.register.saved_text()
            return Status(place=f"{place}   {told}", keys=keys)
        return Status(
            place=_count_text(self.card, self.tab),
            keys=(("↑↓", _("move")), ("Return", _("open")), ("Ctrl+Tab", _("next tab"))),
        )

    def part(self) -> str:
        return self.tab

    def areas(self) -> list[QWidget]:
        part = self._parts.currentWidget()
        focus = part if part is not None else self.header.tabs
        return [focus, self.header.tabs, self.header]

    def reload(self) -> None:
        if self.edits.wrote_now:  # our own mark, which is shown: the truth is read when it is calm
            self.edits.wrote_now = False
            self._later.start()
        else:
            self.read()

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def mark(self, mark: Mark) -> None:
        """The cells that are taken in the register, in one gesture."""
        grid = self.register.grid
        if grid is not None and self.tab == REGISTER:
            self.edits.mark(grid, self.register.matrix.cells(), mark)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def read(self) -> None:
        """Everything about the table, as it is now."""
        turn = self.edits.turn
        self.workspace.read(
            table_card,
            self.body_id,
            on=self.workspace.today(),
            year=self.register.year,
            then=lambda card: self._show(card, turn),
            lane=f"table.{id(self)}",
        )

    def _show(self, card: TableCard | None, turn: int) -> None:
        if card is None:
            self.finished.emit()  # taken back meanwhile
            return
        if turn != self.edits.turn and self.card is not None:
            self._later.start()  # marked meanwhile: what was read is older than what is shown
            return
        is_first = self.card is None
        self.card = card
        self.header.show_card(card)
        self.register.show_register(card.register)
        self._show_tab(focus=is_first)
        self.crumbs_changed.emit()

    def _show_tab(self, *, focus: bool) -> None:
        if self.card is None:
            return
        _fill(self, self.card)
        self._parts.setCurrentIndex(_TABS.index(self.tab))
        part = self._parts.currentWidget()
        if part is not None and focus:
            part.setFocus()
        self.crumbs_changed.emit()
        self._say()

    def _say(self) -> None:
        self.actions_here.refresh()
        self.status_changed.emit()


def _fill(page: TablePage, card: TableCard) -> None:
    """The list that is seen: the others are filled when somebody goes to them."""
    if page.tab == PEOPLE:
        page.people.show_rows(card.participants)
        page.people.say(card.purpose)
    elif page.tab == MEETINGS:
        page.meetings.show_rows(card.meetings)
    elif page.tab == ACTIONS:
        todo = sorted(card.actions, key=lambda each: each.done_on is not None)
        page.actions_roll.show_rows(todo)
        page.actions_roll.say(carried_text(card))


def carried_text(card: TableCard) -> str:
    """Where the open actions go."""
    if all(each.done_on is not None for each in card.actions):
        return ""
    coming = card.next_meeting
    if coming is None:
        return _("The open ones are carried to the next meeting, which is still to be planned.")
    day = date_text(coming.held_on)
    return _("The open ones are carried to the meeting of {date}.").format(date=day)


def _count_text(card: TableCard, tab: str) -> str:
    if tab == PEOPLE:
        count = len(card.seated)
        words = ngettext("{count} participant", "{count} participants", count)
    elif tab == MEETINGS:
        count = len(card.meetings)
        words = ngettext("{count} table meeting", "{count} table meetings", count)
    else:
        count = sum(each.done_on is None for each in card.actions)
        words = ngettext("{count} open action", "{count} open actions", count)
    return words.format(count=count)


def _change_year(page: TablePage) -> None:
    page.register.show_year(page.workspace.year)
    page.read()


def _refuse(page: TablePage, why: str) -> None:
    page.refused.emit(why)
    page.read()


def _ask_who(page: TablePage, row: int, column: int, mark: Mark) -> None:
    grid = page.register.grid
    if grid is not None:
        open_presence(page, grid, (row, column), mark=mark)


_ON_A_CELL = (
    "table.mark.",
    "table.presence",
    "table.note",
    "table.guest",
    "table.hold",
    "table.copy",
    "table.paste",
)


def _people(actions: ActionSet) -> Roll:
    nothing = StatePanel(
        "users",
        _("Nobody sits at this table yet"),
        _("Add the participants: each with the organisation they come for."),
        (actions.button("table.join", "primary"),),
    )
    bar = [actions.button("table.leave"), actions.button("table.join")]
    roll = Roll(_("Participants"), PARTICIPANTS, lambda row: int(row.id), nothing, bar)
    roll.offer(actions, ("table.leave", "table.join"))
    return roll


def _meetings(actions: ActionSet) -> Roll:
    nothing = StatePanel(
        "calendar-days",
        _("No meeting yet"),
        _("Plan the first one: day, hours, place and what it is about."),
        (actions.button("table.plan", "primary"),),
    )
    names = ("table.open_meeting", "table.cancel", "table.agenda", "table.hold")
    bar = [actions.button(name) for name in names]
    roll = Roll(_("Meetings of the table"), MEETING_COLUMNS, lambda row: int(row.id), nothing, bar)
    roll.offer(actions, (*names, "table.duplicate", "table.sign_in"))
    return roll


def _todo(actions: ActionSet) -> Roll:
    nothing = StatePanel(
        "list-checks",
        _("No action agreed yet"),
        _("Write down who promised what: it is carried to the next meeting until it is done."),
        (actions.button("table.action", "primary"),),
    )
    names = ("table.action.reopen", "table.action.edit", "table.action.done", "table.action")
    bar = [actions.button(name) for name in names]
    roll = Roll(_("Actions of the table"), ACTION_COLUMNS, lambda row: int(row.id), nothing, bar)
    roll.offer(actions, ("table.action.done", "table.action.edit", "table.action.reopen"))
    return roll
