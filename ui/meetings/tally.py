"""Count a vote while it is typed: who may vote now, whether it adds up, what would come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from cluster_desk.domain.ballots import BallotCount, Decision, VoteBases, base_of, decide
from cluster_desk.domain.mandates import ItemBase, ItemQuorum
from cluster_desk.domain.meetings import Choice
from cluster_desk.domain.statute_rules import ItemRules
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.facts import ItemFacts
from cluster_desk.queries.meetings.room import Room


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Who is there for an item at a moment, and under which rules it is voted."""

    at: time
    base: ItemBase
    quorum: ItemQuorum
    rules: ItemRules
    in_office: int
    blank_counts: bool

    @property
    def voters(self) -> int:
        """How many may vote."""
        return len(self.base.may_vote)


def bench(room: Room, item: ItemFacts, at: time) -> Bench:
    """The item as it would be voted at this moment."""
    conflicted = frozenset(conflict.person_id for conflict in item.conflicts)
    return Bench(
        at=at,
        base=room.base(at, item.kind, conflicted),
        quorum=room.quorum(at, item.kind),
        rules=room.rules_of(item.kind),
        in_office=len(room.in_office),
        blank_counts=room.rules.flag("blank_papers"),
    )


def sum_problem(count: BallotCount, voters: int) -> str:
    """Why the votes do not add up; empty where they do."""
    over = count.total - voters
    if over > 0:
        text = ngettext(
            "The votes are {votes} but those who may vote are {voters}: take {count} away.",
            "The votes are {votes} but those who may vote are {voters}: take {count} away.",
            over,
        )
    elif over < 0:
        text = ngettext(
            "The votes are {votes} but those who may vote are {voters}: {count} is missing.",
            "The votes are {votes} but those who may vote are {voters}: {count} are missing.",
            -over,
        )
    else:
        return ""
    return text.format(
        votes=count_text(count.total), voters=count_text(voters), count=count_text(abs(over))
    )


def outcome_of(count: BallotCount, there: Bench, chair: Choice | None) -> Decision | None:
    """What would come of it; None while the votes do not add up."""
    if sum_problem(count, there.voters):
        return None
    bases = VoteBases(present=there.voters, in_office=there.in_office, all_members=there.in_office)
    return decide(
        count,
        there.rules.majority,
        bases,
        tie=there.rules.tie,
        chair_choice=chair,
        quorum_met=there.quorum.is_met,
        blank_counts=there.blank_counts,
    )


def votes_needed(count: BallotCount, there: Bench) -> int:
    """The votes in favour that approve."""
    bases = VoteBases(present=there.voters, in_office=there.in_office, all_members=there.in_office)
    rule = there.rules.majority
    return rule.needed(base_of(rule, count, bases, blank_counts=there.blank_counts))


def outcome_words(count: BallotCount, decision: Decision) -> str:
    """`164 + 5 + 9 = 178: i voti corrispondono. Esito: approvata a maggioranza.`"""
    parts = [count.in_favour, count.against, count.abstained, count.blank, count.void]
    shown = [part for place, part in enumerate(parts) if part or place < 3]
    added = " + ".join(count_text(part) for part in shown)
    sentence = _("{added} = {total}: the votes add up. {outcome}")
    return sentence.format(added=added, total=count_text(count.total), outcome=decision.words)
