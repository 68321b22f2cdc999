"""The roll of a meeting: who is there, how, from when to when; proxies and excuses."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.queries.meetings.roll import RollLine, RollState, roll
from ui.kit.buttons import ActionButton
from ui.kit.labels import Label, Overline
from ui.kit.layout import Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.search import SearchLine
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.meetings.item_words import quorum_of
from ui.meetings.quorum_card import WIDTH, QuorumCard
from ui.meetings.roll_columns import ROLL_COLUMNS, who_text
from ui.meetings.words import SETTLED
from ui.pages.page import Page
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, META

_THERE = (RollState.THERE, RollState.CONNECTED, RollState.WENT)


class PresencePart(QWidget):
    """The table, what can be done with a line, and the quorum beside it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._facts: MeetingFacts | None = None
        self.lines: tuple[RollLine, ...] = ()
        self.model = RowsModel(ROLL_COLUMNS, lambda line: int(line.id))
        self.table = TableView(self.model, _("Roll of the meeting"))
        self.table.looked_at.connect(lambda _id: self._look())
        self.table.opened.connect(lambda _id: self._open())
        self.model.ticks.changed.connect(self._look)
        self.search = SearchLine(_("Filter by name…"), "Ctrl+F")
        self.search.setMaximumWidth(226)
        self.search.typed.connect(lambda _text: self._list())
        self._count = Label("", META, tone="text2", tabular=True)
        self._build()

    def _build(self) -> None:
        actions = self._page.actions_here
        self._tools = panel(
            row(
                ActionButton(actions["meeting.arrive"], "soft", icon="log-in", small=True),
                ActionButton(actions["meeting.leave_room"], icon="log-out", small=True),
                ActionButton(actions["meeting.proxy"], icon="handshake", small=True),
                ActionButton(actions["meeting.excuse"], icon="calendar-x", small=True),
                ActionButton(actions["meeting.guest"], icon="user-plus", small=True),
                gap=8,
            )
        )
        head = ((self.search, 20), self._count, None, self._tools)
        bar = panel(row(*head, gap=8, margins=(16, 9, 12, 9)), "app")
        left = panel(column(bar, Rule(), (self.table, 1), gap=0), "surface")
        self._quorum = QuorumCard()
        self._stays = column(gap=9)
        self._mending = panel(
            row(
                ActionButton(actions["meeting.correct"], icon="pencil", small=True),
                ActionButton(actions["meeting.remove"], icon="x", small=True),
                None,
            )
        )
        inner = column(
            self._quorum, self._stays, self._mending, None, gap=14, margins=(14, 14, 14, 14)
        )
        self._side = panel(column((scrolled(panel(inner), _("Quorum and presence")), 1), gap=0))
        set_ground(self._side, "surface")
        self._side.setAccessibleName(_("Quorum and presence"))
        self._side.setFixedWidth(theme.beside(WIDTH))
        self.setLayout(row((left, 1), Rule(upright=True), self._side, gap=0))

    # ── what is shown ────────────────────────────────────────────────────────────────────────
    def show_facts(self, facts: MeetingFacts) -> None:
        """The meeting as it is now; the line that is looked at stays."""
        self._facts, current = facts, self.table.current_id()
        self.lines = roll(facts)
        for part in (self._tools, self._mending):
            part.setVisible(facts.sitting.state not in SETTLED)
        at = latest_moment(facts)
        quorum = quorum_of(facts, at)
        self._quorum.show_at(facts, quorum, quorum.at.time())
        self._list()
        if not self.table.look_at(current) and self.lines:
            self.table.look_at(self.lines[0].id)
        self._look()

    def present_text(self) -> str:
        """`6 / 9`: who is there or was, of those who may vote; as an assembly was counted."""
        if self._facts is not None and self._facts.body.kind is BodyKind.ASSEMBLY:
            quorum = quorum_of(self._facts, latest_moment(self._facts))
            return f"{quorum.present} / {quorum.base}"
        voters = [each for each in self.lines if each.voting is None or each.voting.may_vote]
        voters = [each for each in voters if each.state is not RollState.GUEST]
        came = [each for each in voters if each.state in (*_THERE, RollState.BY_PROXY)]
        return f"{len(came)} / {len(voters)}"

    def current(self) -> RollLine | None:
        """The line that is looked at."""
        wanted = self.table.current_id()
        return next((line for line in self.lines if line.id == wanted), None)

    def chosen(self) -> list[RollLine]:
        """The lines that are ticked, or else the one that is looked at."""
        ticked = self.model.ticks.ids()
        if ticked:
            return [line for line in self.lines if line.id in ticked]
        line = self.current()
        return [line] if line is not None else []

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _list(self) -> None:
        words = self.search.text().casefold().split()
        shown = [
            line
            for line in self.lines
            if all(word in f"{line.name} {who_text(line)}".casefold() for word in words)
        ]
        self.model.show([line.id for line in shown], shown)
        count = sum(1 for line in self.lines if line.stays)
        text = ngettext("{count} came", "{count} came", count)
        self._count.setText(text.format(count=count))

    def _look(self) -> None:
        clear(self._stays)
        line = self.current()
        if line is not None:
            self._stays.addWidget(Overline(_("In detail")))
            self._stays.addWidget(Label(line.name, LABEL, MEDIUM, wrap=True))
            self._stays.addLayout(pair(_("Presence"), line.state.label))
            for stay in line.stays:
                until = time_text(stay.left_at) if stay.left_at is not None else "…"
                hours = f"{time_text(stay.arrived_at)} → {until}"
                self._stays.addLayout(pair(hours, f"{stay.person}, {stay.mode.label.lower()}"))
        self._page.actions_here.refresh()

    def _open(self) -> None:
        line = self.current()
        if line is None:
            return
        wanted = "meeting.correct" if line.stays else "meeting.arrive"
        self._page.actions_here[wanted].trigger()


def latest_moment(facts: MeetingFacts) -> time:
    """The last thing that happened: the presence of then is the presence of now."""
    sitting = facts.sitting
    known = [sitting.opened_at or sitting.starts_at]
    known += [each.arrived_at for each in facts.presences]
    known += [each.left_at for each in facts.presences if each.left_at is not None]
    if sitting.closed_at is not None:  # everybody goes when it is closed
        known = [at for at in known if at < sitting.closed_at] or known
    return max(known)
