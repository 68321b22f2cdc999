"""Who is there at a moment: votes against the quorum, heads, and who may not vote on an item."""

from __future__ import annotations

from collections import defaultdict
from datetime import time

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.mandates import Exclusion, ItemQuorum
from cluster_desk.formats.dates import time_text
from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _, pgettext
from cluster_desk.queries.meetings.facts import ItemFacts, MeetingFacts
from ui.kit.bars import ShareBar
from ui.kit.buttons import ActionButton
from ui.kit.chips import Chip
from ui.kit.labels import Label, Overline
from ui.kit.layout import Card, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.meetings.item_words import quorum_of
from ui.meetings.words import SETTLED, quorum_text
from ui.pages.page import Page
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, META

WIDTH = 300


class QuorumCard(Card):
    """The votes that are there, out of how many, and how many the statute wants."""

    def __init__(self) -> None:
        self._figure = Label("", FIGURE, BOLD, tabular=True)
        self._of = Label("", META, tone="text2", tabular=True)
        self._chip = Chip("")
        self._bar = ShareBar(token="ok_dot", height=8)
        self._words = Label("", CAPTION, tone="text2", wrap=True, tabular=True)
        self._counts = column(gap=5)
        head = row(self._figure, self._of, None, self._chip, gap=8)
        super().__init__(
            column(head, self._bar, self._words, self._counts, gap=9, margins=(14, 12, 14, 14))
        )

    def show_at(self, facts: MeetingFacts, quorum: ItemQuorum, at: time) -> None:
        """The check of a moment."""
        self._figure.setText(str(quorum.present))
        self._of.setText(_("of {base} at {time}").format(base=quorum.base, time=time_text(at)))
        met = quorum.is_met
        words = pgettext("quorum", "Reached") if met else pgettext("quorum", "Lacking")
        self._chip.say(words, "ok" if met else "warn")
        self._bar.show_share(quorum.present, quorum.base, "ok_dot" if met else "warn_dot")
        self._words.setText(quorum_text(quorum))
        heads = facts.room.heads(at)
        clear(self._counts)
        for name, value in (
            (_("In person"), heads.own_votes - heads.remote_votes),
            (_("Remotely"), heads.remote_votes),
            (_("By proxy"), heads.proxy_votes),
            (_("Guests"), heads.guests),
        ):
            if value > 0:
                self._counts.addLayout(pair(name, str(value)))
        self.setAccessibleName(quorum_text(quorum))


class ItemSide(QWidget):
    """For an item: the quorum of its moment, declared interests, who is left out of the vote."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Who is there for the item"))
        self._quorum = QuorumCard()
        self._left_out = column(gap=9)
        self._declare = ActionButton(page.actions_here["meeting.conflict"], icon="hand", small=True)
        inner = column(
            self._quorum,
            self._left_out,
            row(self._declare, None),
            None,
            gap=14,
            margins=(14, 14, 14, 14),
        )
        self.setLayout(column((scrolled(panel(inner), _("Who is there for the item")), 1), gap=0))
        theme.changed.connect(self._measure)
        self._measure()

    def show_item(self, facts: MeetingFacts, item: ItemFacts, at: time) -> None:
        """Another item, or the same after a change."""
        conflicted = frozenset(conflict.person_id for conflict in item.conflicts)
        base = facts.room.base(at, item.kind, conflicted)
        self._quorum.show_at(facts, quorum_of(facts, at, item), at)
        self._declare.setVisible(facts.sitting.state not in SETTLED)
        clear(self._left_out)
        if item.conflicts:
            self._left_out.addWidget(Overline(_("Declared interests")))
        for conflict in item.conflicts:
            name = facts.people[conflict.person_id].name
            self._left_out.addWidget(_line(name, _absence(conflict.left_at, conflict.returned_at)))
            self._left_out.addWidget(Label(conflict.statement, META, tone="text2", wrap=True))
        reasons: dict[str, list[str]] = defaultdict(list)
        for out in base.excluded:
            if out.person_id not in conflicted:
                reasons[str(out.words)].append(_voter(facts, out))
        if reasons:
            self._left_out.addWidget(Overline(_("Do not vote on this item")))
        for reason, names in reasons.items():
            self._left_out.addWidget(Label(reason, META, tone="text2", wrap=True))
            self._left_out.addWidget(Label(join_names(names), LABEL, wrap=True))

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(WIDTH))


def _voter(facts: MeetingFacts, out: Exclusion) -> str:
    member, person = facts.room.members.get(out.voter_id), facts.people.get(out.person_id)
    return member.name if member else person.name if person else ""


def _absence(left: time | None, back: time | None) -> str:
    if left is None:
        return _("stays in the room, does not vote")
    if back is None:
        return _("out from {left}").format(left=time_text(left))
    return _("out from {left} to {back}").format(left=time_text(left), back=time_text(back))


def _line(name: str, detail: str) -> QWidget:
    return panel(
        column(
            Label(name, LABEL, wrap=True), Label(detail, CAPTION, tone="text3", wrap=True), gap=1
        )
    )
