"""Put an item to the vote: votes for, against and abstained, which must add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from cluster_desk.domain.ballots import BallotCount, TieRule
from cluster_desk.domain.meetings import BallotMethod, Choice
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import parse_time, time_text
from cluster_desk.i18n import N_, _, ngettext, pgettext
from cluster_desk.queries.meetings.facts import ItemFacts, MeetingFacts
from cluster_desk.services.meetings.voting import CastVote, HoldBallot
from ui.kit.binding import Form
from ui.kit.chips import Chip
from ui.kit.entry_fields import choices_of, hour_field
from ui.kit.fields import ChoiceField, DigitsField, Field
from ui.kit.filters import FilterChip
from ui.kit.folding import Folding
from ui.kit.grid import FieldGrid
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import Card, column, panel, row
from ui.kit.segments import Segments
from ui.meetings.tally import (
    Bench,
    bench,
    outcome_of,
    outcome_words,
    sum_problem,
    votes_needed,
)
from ui.meetings.vote_bar import VoteBar
from ui.meetings.words import quorum_text
from ui.theme.tokens import CAPTION, LABEL, SECTION, SEMIBOLD

_COUNTS = ("in_favour", "against", "abstained")
_PAPERS = ("blank", "void")
_LETTERS = {
    Qt.Key.Key_F: "in_favour",
    Qt.Key.Key_C: "against",
    Qt.Key.Key_A: "abstained",
}


class NotACount(DeskError):
    """Anything but digits where votes are counted."""

    message = N_("Write a whole number of votes.")


class VoteCard(Card):
    """What is typed is counted at once; nothing is written before a person says so."""

    changed = Signal()

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {
            "held_at": hour_field(_("Voted at"), required=_("Write the hour.")),
            "in_favour": _count_field(pgettext("votes", "In favour")),
            "against": _count_field(pgettext("votes", "Against")),
            "abstained": _count_field(pgettext("votes", "Abstained")),
            "blank": _count_field(_("Blank papers")),
            "void": _count_field(_("Void papers")),
            "casting_choice": ChoiceField(
                _("Vote of the chair"),
                [("", "—"), *choices_of(Choice)],
                parse=Choice,
            ),
        }
        self.form = Form(self.fields)
        self._facts: MeetingFacts | None = None
        self._item: ItemFacts | None = None
        self.method = Segments(_("How it is voted"), choices_of(BallotMethod))
        self._voters = Chip("", dot=False)
        title = panel(row(Label(_("Vote"), SECTION, SEMIBOLD), self._voters, None, gap=10))
        head = Folding(title, self.method, gap=10)
        self._against = FilterChip(_("Against, by name"), ())
        self._abstained = FilterChip(_("Abstained, by name"), ())
        self._tellers = FilterChip(_("Tellers"), ())
        names = row(self._against, self._abstained, self._tellers, None, gap=8)
        self._bar = VoteBar()
        self._majority = Label("", CAPTION, tone="text2", tabular=True)
        self._sign = IconLabel("info", "info_dot")
        self._words = Label("", LABEL, wrap=True)
        spans = {"held_at": 3, "casting_choice": 3}
        grid = FieldGrid([(field, spans.get(name, 3)) for name, field in self.fields.items()])
        parts = (head, grid, names, self._bar, self._majority)
        super().__init__(
            column(
                *parts, row(self._sign, (self._words, 1), gap=8), gap=12, margins=(16, 14, 16, 14)
            )
        )
        self._wire()

    def _wire(self) -> None:
        self.method.chosen.connect(lambda _key: self._follow())
        self.form.changed.connect(self._follow)
        for chip in (self._against, self._abstained):
            chip.changed.connect(self._count_names)
        for name in _COUNTS:
            self.fields[name].edited.connect(self._forget_names)
        self.letters = VoteLetters(self, self.fields)

    def show_item(self, facts: MeetingFacts, item: ItemFacts, at: time) -> None:
        """Another item, or the same as it is now; whoever is there is in favour until typed."""
        self._facts, self._item = facts, item
        there = bench(facts.room, item, at)
        named = [(str(voter), _voter_name(facts, voter)) for voter in sorted(there.base.may_vote)]
        people = [(str(person), name.name) for person, name in facts.people.items()]
        for chip, offered in (
            (self._against, named),
            (self._abstained, named),
            (self._tellers, people),
        ):
            chip.blockSignals(True)
            chip.choose(())
            chip.blockSignals(False)
            chip.offer(offered)
        self.method.choose(BallotMethod.SHOW_OF_HANDS.value)
        texts = dict.fromkeys(self.fields, "")
        texts |= {"held_at": time_text(at), "in_favour": str(there.voters)}
        texts |= {"against": "0", "abstained": "0"}
        self.form.load(texts)

    @property
    def is_secret(self) -> bool:
        """Whether only papers are counted."""
        return self.method.current() == BallotMethod.SECRET.value

    def bench(self) -> Bench | None:
        """Who is there at the hour that is typed."""
        if self._facts is None or self._item is None:
            return None
        try:
            at = parse_time(self.fields["held_at"].text())
        except DeskError:
            return None
        return bench(self._facts.room, self._item, at)

    def count(self) -> BallotCount:
        """What is typed; letters count as none, and stand in red."""
        papers = _PAPERS if self.is_secret else ()
        typed = {name: self.fields[name].text() for name in (*_COUNTS, *papers)}
        return BallotCount(**{n: int(t) if t.isdigit() else 0 for n, t in typed.items()})

    def ballot(self, item_id: int, wording: str) -> HoldBallot | None:
        """The command, or None with every problem shown."""
        values, there = self.form.values(), self.bench()
        if values is None or there is None:
            self.form.focus_invalid()
            return None
        if problem := sum_problem(self.count(), there.voters):
            self.fields["in_favour"].show_problem(problem)
            self.fields["in_favour"].editor.setFocus()
            return None
        names = self._named()
        if names:
            return HoldBallot(
                item_id=item_id,
                held_at=there.at,
                wording=wording,
                method=BallotMethod(self.method.current()),
                votes=names,
                others_in_favour=True,
            )
        return HoldBallot(
            item_id=item_id,
            held_at=there.at,
            wording=wording,
            method=BallotMethod(self.method.current()),
            tellers=tuple(map(int, self._tellers.chosen)) if self.is_secret else (),
            **self._counts(values),
        )

    def _counts(self, values: Mapping[str, Any]) -> dict[str, Any]:
        names = (*_COUNTS, *(_PAPERS if self.is_secret else ()))
        counts: dict[str, Any] = {name: values[name] or 0 for name in names}
        if not self.fields["casting_choice"].isHidden():
            counts["casting_choice"] = values["casting_choice"]
        return counts

    def _named(self) -> tuple[CastVote, ...]:
        if self.is_secret:
            return ()
        chosen = ((self._against, Choice.AGAINST), (self._abstained, Choice.ABSTAINED))
        return tuple(
            CastVote(voter_id=int(key), choice=choice)
            for chip, choice in chosen
            for key in chip.chosen
        )

    def _count_names(self) -> None:
        """Names were chosen: the figures follow them."""
        there = self.bench()
        if there is None:
            return
        against, abstained = len(self._against.chosen), len(self._abstained.chosen)
        self.fields["against"].set_text(str(against))
        self.fields["abstained"].set_text(str(abstained))
        self.fields["in_favour"].set_text(str(max(there.voters - against - abstained, 0)))
        self._follow()

    def _forget_names(self) -> None:
        """Figures were typed: whom they belong to is not known any more."""
        for chip in (self._against, self._abstained):
            chip.blockSignals(True)
            chip.choose(())
            chip.blockSignals(False)

    def _follow(self) -> None:
        there, count = self.bench(), self.count()
        for name in _PAPERS:
            self.fields[name].setVisible(self.is_secret)
        for chip in (self._against, self._abstained):
            chip.setVisible(not self.is_secret)
        self._tellers.setVisible(self.is_secret)
        if there is None:
            self._say("info", _("Write at what time it was voted."))
            return
        tied = count.in_favour == count.against > 0 and not self.is_secret
        breaks = there.rules.tie is TieRule.PRESIDENT_PREVAILS
        self.fields["casting_choice"].setVisible(tied and breaks and not self._named())
        voters = ngettext("{count} may vote", "{count} may vote", there.voters)
        self._voters.say(voters.format(count=there.voters))
        self._show_outcome(there, count)
        self.changed.emit()

    def _show_outcome(self, there: Bench, count: BallotCount) -> None:
        self._bar.show_votes(count, there.voters, votes_needed(count, there))
        needed = _("{rule}: {needed} needed")
        self._majority.setText(
            needed.format(rule=there.rules.majority.text, needed=votes_needed(count, there))
        )
        if not there.quorum.is_met:
            self._say("warn", quorum_text(there.quorum))
            return
        typed = self.fields["casting_choice"].text()
        decision = outcome_of(count, there, Choice(typed) if typed else None)
        if decision is None:
            self._say("bad", sum_problem(count, there.voters))
            return
        if self.fields["in_favour"].state:
            self.fields["in_favour"].clear_problem()
        self._say("ok" if decision.is_approved else "info", outcome_words(count, decision))

    def _say(self, tone: str, text: str) -> None:
        icons = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
        self._sign.set_icon(icons.get(tone, "info"), f"{tone}_dot")
        self._words.setText(text)
        self._words.set_tone("text" if tone in ("ok", "info") else f"{tone}_fg")


class VoteLetters(QObject):
    """F, C and A lead to the votes for, against and abstained: a letter is no number of votes."""

    def __init__(self, card: VoteCard, fields: Mapping[str, Field]) -> None:
        super().__init__(card)
        self._fields = fields
        card.installEventFilter(self)
        for field in fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = _LETTERS.get(Qt.Key(event.key()))
            if name is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.go_to(name)
                return True
        return super().eventFilter(watched, event)

    def go_to(self, name: str) -> None:
        """The cursor in this count."""
        editor = self._fields[name].editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()


def _voter_name(facts: MeetingFacts, voter: int) -> str:
    member = facts.room.members.get(voter)
    if member is not None:
        return member.name
    return facts.people[voter].name if voter in facts.people else str(voter)


def _count_field(label: str) -> DigitsField:
    """Votes; empty is none."""
    return DigitsField(label, longest=6, example="0", parse=_votes)


def _votes(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit():
        raise NotACount
    return int(typed)
