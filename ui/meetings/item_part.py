"""The items of a meeting: what was said, what is resolved, how it was voted."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.meetings import AgendaKind, ItemOutcome, MeetingState
from cluster_desk.errors import Conflict, DeskError, Invalid
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import ItemFacts, MeetingFacts
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.planning import EditAgendaItem, edit_agenda_item
from cluster_desk.services.meetings.results import RecordResult, record_result
from cluster_desk.services.meetings.voting import EndItem
from cluster_desk.store.elsewhere import Sight
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.chips import Chip
from ui.kit.fields import NoteField
from ui.kit.folding import Folding
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.toast import Notice
from ui.meetings.item_list import ItemList
from ui.meetings.item_words import VOTED, kind_words, moment_of
from ui.meetings.quorum_card import ItemSide
from ui.meetings.result_box import result_box
from ui.meetings.vote_card import VoteCard
from ui.meetings.words import ITEM_TONES, SETTLED
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page
from ui.theme.icons import MIDDLE
from ui.theme.theme import theme
from ui.theme.tokens import BODY, ITEM, LABEL, SEMIBOLD

_LIST = 264
_IN_PROGRESS = MeetingState.OPEN


class ItemPart(QWidget):
    """Agenda at the left, the item in the middle, who is there for it at the right."""

    moved = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._facts: MeetingFacts | None = None
        self.item_id: int | None = None
        self._is_recording = False
        self._sight: Sight | None = None  # of the desk, when the words were filled in
        self.list = ItemList()
        self.list.chosen.connect(self.go_to)
        self.side = ItemSide(page)
        self.banner = Banner("bad", closable=False)
        self.said = NoteField(_("Discussion"), lines=4)
        self.proposal = NoteField(_("What is resolved"), lines=4)
        self.form = Form({"discussion": self.said, "proposal": self.proposal})
        self.form.setParent(self)  # its draft must not outlive its fields
        self.offer = Banner("info", closable=False)
        self.draft = FormDraft(DeskDrafts(page.workspace), "", self.form, self.offer)
        page.left.connect(self.draft.end)
        self.vote = VoteCard()
        self._build()
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        record = page.actions_here["meeting.vote"].trigger
        # Not the action's own: over the page lie sheets that save with the same keys.
        recording = QShortcut(QKeySequence("Ctrl+Return"), self, record)
        recording.setContext(inside)  # given to the constructor beside a slot it is lost
        recording.setAutoRepeat(False)  # it goes on to the next item

    def _build(self) -> None:
        actions, left = self._page.actions_here, _agenda_column(self._page, self.list)
        self._title = GivingLabel("", ITEM, SEMIBOLD)
        self._chip = Chip("")
        self._kind = Label("", LABEL, tone="text2", wrap=True)
        before = IconButton("chevron-left", _("Item before"), keys="Alt+Up", size=MIDDLE)
        before.clicked.connect(lambda _on: self.step(-1))
        after = IconButton("chevron-right", _("Item after"), keys="Alt+Down", size=MIDDLE)
        after.clicked.connect(lambda _on: self.step(1))
        title = row((self._title, 1), self._chip, before, after, gap=8)
        self._results = column(gap=10)
        words = Card(column(self.said, self.proposal, gap=12, margins=(16, 14, 16, 16)))
        closing = (
            ActionButton(actions["meeting.acknowledge"], small=True),
            ActionButton(actions["meeting.discussed"], small=True),
            ActionButton(actions["meeting.postpone"], small=True),
        )
        recording = (
            ActionButton(actions["meeting.save_words"], "ghost"),
            ActionButton(actions["meeting.vote"], "primary", icon="gavel"),
        )
        self._ends = Folding(panel(row(*closing, None)), panel(row(*recording)))
        middle = column(
            column(title, self._kind, gap=3),
            self.banner,
            self.offer,
            words,
            self._results,
            self.vote,
            self._ends,
            None,
            gap=12,
            margins=(18, 14, 18, 14),
        )
        inner = panel(middle)
        set_ground(inner, "app")
        parts = (
            left,
            Rule(upright=True),
            (scrolled(inner, _("Item")), 1),
            Rule(upright=True),
            self.side,
        )
        self.setLayout(row(*parts, gap=0))

    # ── what is shown ────────────────────────────────────────────────────────────────────────
    def show_facts(self, facts: MeetingFacts) -> None:
        """The meeting as it is now; what is being typed on the same item stays."""
        self._facts, self._is_recording = facts, False
        known = [item.id for item in facts.items]
        if self.item_id not in known:
            waiting = [item.id for item in facts.items if item.outcome is ItemOutcome.OPEN]
            self.item_id = next(iter(waiting or known), None)
        self.list.show_items(facts.items, self.item_id)
        self._show_item(kept=True)

    def item(self) -> ItemFacts | None:
        """The item that is worked on."""
        if self._facts is None:
            return None
        return next((item for item in self._facts.items if item.id == self.item_id), None)

    @property
    def may(self) -> frozenset[str]:
        """What can be done with the item now: write words, end it, put it to the vote."""
        item = self.item()
        if item is None or self._facts is None or self._facts.sitting.state in SETTLED:
            return frozenset()
        if item.outcome is not ItemOutcome.OPEN or self._facts.sitting.state is not _IN_PROGRESS:
            return frozenset({"write"})
        votes = item.kind is not AgendaKind.ANY_OTHER_BUSINESS
        return frozenset({"write", "end", "vote"} if votes else {"write", "end"})

    # ── what a person does ───────────────────────────────────────────────────────────────────
    def go_to(self, item_id: int) -> None:
        """Another item; what was typed on this one is kept first."""
        if item_id == self.item_id:
            return
        self.keep_words()
        self.item_id = item_id
        self.list.show_current(item_id)
        self._show_item(kept=False)

    def step(self, steps: int) -> None:
        """To the item before or after."""
        if self._facts is None:
            return
        ids = [item.id for item in self._facts.items]
        at = ids.index(self.item_id) + steps if self.item_id in ids else -1
        if 0 <= at < len(ids):
            self.go_to(ids[at])

    def keep_words(self) -> None:
        """Write what was typed, if anything was."""
        if self.form.is_dirty and self.item_id is not None and "write" in self.may:
            said = self._said()
            self.form.load(self.form.texts())
            self._page.workspace.write(
                edit_agenda_item,
                said,
                then=lambda _outcome: None,
                refused=partial(self._refused, said=said),
                sight=self._sight,
            )

    def record_vote(self) -> None:
        """Write the words and the vote together, then go to the next item."""
        item = self.item()
        if item is None:
            return
        if not self.proposal.text():
            self.proposal.show_problem(_("Write what is resolved."))
            self.proposal.editor.setFocus()
            return
        ballot = self.vote.ballot(item.id, self.proposal.text())
        if ballot is not None:
            self._record(RecordResult(said=self._said(), ballot=ballot))

    def end(self, outcome: ItemOutcome, postponed_to: str = "") -> None:
        """Without a vote: noted, discussed or put off."""
        if self.item_id is not None:
            end = EndItem(item_id=self.item_id, outcome=outcome, postponed_to=postponed_to)
            self._record(RecordResult(said=self._said(), end=end))

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _said(self) -> EditAgendaItem:
        assert self.item_id is not None
        return EditAgendaItem(
            item_id=self.item_id, discussion=self.said.text(), proposal=self.proposal.text()
        )

    def _record(self, command: RecordResult) -> None:
        """Once: a second press before the meeting was read again is the first."""
        if self._is_recording:
            return
        self._is_recording = True
        self._page.workspace.write(
            record_result,
            command,
            then=self._recorded,
            refused=self._refused,
            sight=self._sight,
        )

    def _recorded(self, outcome: Outcome[Any]) -> None:
        self.banner.leave()
        self.form.load(self.form.texts())
        text = str(outcome.value.decision.words) if outcome.value is not None else ""
        notice = undoable(self._page.workspace, outcome, text)
        if outcome.value is not None and outcome.value.resolution_id is not None:
            notice = Notice(text=text)  # a resolution is final: no way back is offered
        self._page.noticed.emit(notice)
        done = self._facts.items if self._facts is not None else ()
        waiting = [i.id for i in done if i.outcome is ItemOutcome.OPEN and i.id != self.item_id]
        if waiting and (outcome.value is None or outcome.value.decision.is_approved):
            self.item_id = waiting[0]  # shown when the meeting has been read again
            self.form.load({"discussion": "", "proposal": ""})

    def _refused(self, error: DeskError, said: EditAgendaItem | None = None) -> None:
        """Where `said` was overtaken by somebody else's words, it is shown again, not saved."""
        self._is_recording = False
        if isinstance(error, Conflict):
            if said is not None:
                self.item_id = said.item_id
                self._show_item(kept=False)
                self.said.set_text(said.discussion or "")
                self.proposal.set_text(said.proposal or "")
            self._sight = None  # told once: who saves again wants it so
        if isinstance(error, Invalid):
            homeless = self.vote.form.show_problems(error.problems)
            if homeless:
                self.banner.say(" ".join(homeless))
        else:
            self.banner.say(str(error))

    def _show_item(self, *, kept: bool) -> None:
        item, facts = self.item(), self._facts
        if item is None or facts is None:
            self._title.setText(_("The agenda is still empty."))
            return
        self.banner.leave()
        self._title.setText(f"{item.position}. {item.title}")
        self._chip.say(item.outcome.label, ITEM_TONES[item.outcome])
        self._kind.setText(kind_words(facts, item))
        if not (kept and self.form.is_dirty):
            self.form.load({"discussion": item.discussion, "proposal": item.proposal})
            self._sight = self._page.workspace.outlook.sight()
        may, votes = self.may, item.kind in VOTED
        self.draft.turn(f"item:{item.id}" if "write" in may else "")
        for field in self.form.fields.values():
            field.fix(fixed="write" not in may)
        is_told = any(ballot.number is not None for ballot in item.ballots)
        self.proposal.setVisible(not is_told and (votes or bool(item.proposal)))
        clear(self._results)
        for ballot in item.ballots:
            self._results.addWidget(result_box(ballot, item))
        at = moment_of(facts, item)
        is_voted = "vote" in may and (votes or bool(item.proposal))
        self.vote.setVisible(is_voted)
        if is_voted:
            self.vote.show_item(facts, item, at)
        self._ends.setVisible(bool(may))
        self.side.show_item(facts, item, at)
        self._page.actions_here.refresh()
        self.moved.emit()


def _agenda_column(page: Page, agenda: ItemList) -> QWidget:
    add = IconButton("plus", _("Add an item"), size=MIDDLE)
    action = page.actions_here["meeting.add_item"]
    add.clicked.connect(action.trigger)
    action.changed.connect(lambda: add.setVisible(action.isEnabled()))
    head = row(Label(_("Agenda"), BODY, SEMIBOLD), None, add)
    parts = (head, (scrolled(agenda, _("Agenda")), 1))
    left = panel(column(*parts, gap=10, margins=(12, 14, 12, 12)), "surface")
    left.setFixedWidth(theme.beside(_LIST))
    return left
