"""Say what an item asks for and by which rule, and of which moment its quorum is."""

from __future__ import annotations

from datetime import time

from cluster_desk.domain.mandates import ItemQuorum
from cluster_desk.domain.meetings import AgendaKind
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import BallotFacts, ItemFacts, MeetingFacts
from ui.meetings.words import SETTLED

VOTED = frozenset(AgendaKind) - {
    AgendaKind.DISCUSSION,
    AgendaKind.ACKNOWLEDGMENT,
    AgendaKind.ANY_OTHER_BUSINESS,
}
"""What is put to the vote as a rule; another kind only where somebody proposed something."""


def kind_words(facts: MeetingFacts, item: ItemFacts) -> str:
    """`Delibera · maggioranza dei presenti · art. 19 dello statuto`."""
    parts = [item.kind.label]
    if item.rapporteur_id is not None and item.rapporteur_id in facts.people:
        name = facts.people[item.rapporteur_id].name
        parts.append(_("presented by {name}").format(name=name))
    rules = facts.room.rules_of(item.kind)
    if rules.majority_key and item.kind in VOTED:
        parts.append(str(rules.majority.text))
        article = facts.room.rules.article(rules.majority_key)
        if article:
            parts.append(_("art. {article} of the statute").format(article=article))
    return " · ".join(parts)


def moment_of(facts: MeetingFacts, item: ItemFacts) -> time:
    """When it was taken up; before that, the last thing that happened in the meeting."""
    if item.begins_at is not None:
        return item.begins_at
    known = [ballot.held_at for each in facts.items for ballot in each.ballots]
    known += [presence.arrived_at for presence in facts.presences]
    known += [facts.sitting.opened_at or facts.sitting.starts_at]
    return max(known)


def quorum_of(facts: MeetingFacts, at: time, item: ItemFacts | None = None) -> ItemQuorum:
    """As it was counted when a vote was taken; else as it is counted now.

    Of a meeting that is over the count of then stands: a payment entered later must not change
    what the chair found.
    """
    ballots = item.ballots if item else tuple(b for each in facts.items for b in each.ballots)
    settled = facts.sitting.state in SETTLED
    if ballots and (settled or item is not None):
        return counted(facts, ballots[-1])
    if item is None:
        return facts.room.quorum(at)
    return facts.room.quorum(at, item.kind)


def counted(facts: MeetingFacts, ballot: BallotFacts) -> ItemQuorum:
    """The quorum that was written with a vote."""
    return ItemQuorum(
        at=facts.room.moment(ballot.held_at),
        present=ballot.present,
        base=ballot.entitled,
        needed=ballot.quorum_needed,
    )
