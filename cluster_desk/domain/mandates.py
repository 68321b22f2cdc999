"""Count heads and votes apart: who carries whose vote, under which limits, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Capacity
from cluster_desk.domain.presence import Stay, present_at
from cluster_desk.domain.quorum import QuorumRule
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

_VOTELESS = frozenset({Capacity.GUEST, Capacity.CONTROL_BODY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Mandate:
    """A person stands for a voter: a member in the assembly, a seat in another body.

    `holder_id` is the member that received a proxy, whose limit it counts against; without it a
    proxy counts against the person. A one-off designation is no proxy and has no limit.
    """

    person_id: int
    voter_id: int
    capacity: Capacity
    holder_id: int | None = None

    @property
    def is_proxy(self) -> bool:
        """Whether another member gave this vote to carry."""
        return self.capacity is Capacity.PROXY


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCount:
    """Who is there at a moment: heads are people, votes are members or seats.

    Votes are their own, some of them cast by who is connected (`remote_votes`), or by proxy.
    """

    heads: int
    votes: int
    own_votes: int
    proxy_votes: int
    remote_votes: int
    guests: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MandateProblem:
    """Why a mandate cannot stand."""

    mandate: Mandate
    words: Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A vote that is present but may not be cast on an item, and why."""

    voter_id: int
    person_id: int
    words: Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemBase:
    """Who counts on one item: present for the quorum, and of those who may vote."""

    present: frozenset[int]
    may_vote: frozenset[int]
    excluded: tuple[Exclusion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemQuorum:
    """The check of the quorum at a moment, for one item."""

    at: datetime
    present: int
    base: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether the meeting may resolve at that moment."""
        return self.present >= self.needed

    @property
    def words(self) -> Sentence:
        """The check in one sentence."""
        wording = (
            N_("Valid: {present} present out of {base}, {needed} needed.")
            if self.is_met
            else N_("Not valid: {present} present out of {base}, {needed} needed.")
        )
        return say(wording, present=self.present, base=self.base, needed=self.needed)


def carried_votes(
    stays: Iterable[Stay], mandates: Iterable[Mandate], at: datetime
) -> dict[int, Mandate]:
    """The votes present at a moment, each with who carries it.

    A vote counts once: who comes in their own right takes it back from a proxy.
    """
    here = present_at(stays, at)
    carried: dict[int, Mandate] = {}
    for mandate in mandates:
        if mandate.person_id not in here or mandate.capacity in _VOTELESS:
            continue
        known = carried.get(mandate.voter_id)
        if known is None or (known.is_proxy and not mandate.is_proxy):
            carried[mandate.voter_id] = mandate
    return carried


def heads_and_votes(stays: Iterable[Stay], mandates: Iterable[Mandate], at: datetime) -> HeadCount:
    """Heads and votes at a moment; a person without a vote to carry is a guest."""
    known_stays, known = list(stays), list(mandates)
    here = present_at(known_stays, at)
    carried = carried_votes(known_stays, known, at)
    voters = {m.person_id for m in known if m.capacity not in _VOTELESS} & here.keys()
    own = [mandate for mandate in carried.values() if not mandate.is_proxy]
    return HeadCount(
        heads=len(voters),
        votes=len(carried),
        own_votes=len(own),
        proxy_votes=len(carried) - len(own),
        remote_votes=sum(1 for m in own if here[m.person_id] is AttendanceMode.REMOTE),
        guests=len(here) - len(voters),
    )


def check_proxies(
    mandates: Iterable[Mandate],
    *,
    limit: int,
    entitled: Collection[int],
    barred_holders: Collection[int] = (),
) -> tuple[MandateProblem, ...]:
    """What is wrong with the proxies of a meeting, one sentence each, in the order given.

    `limit` is how many one member may receive (0: none admitted); `entitled` are the voters
    with a vote on that day; `barred_holders` may carry none (directors, where a statute says so).
    """
    known = list(mandates)
    given_away = {m.voter_id for m in known if m.is_proxy}
    in_own_right = {m.voter_id for m in known if not m.is_proxy and m.capacity not in _VOTELESS}
    received: Counter[tuple[bool, int]] = Counter()
    givers: Counter[int] = Counter()
    problems = []
    for mandate in (m for m in known if m.is_proxy):
        holder = mandate.holder_id
        key = (True, mandate.person_id) if holder is None else (False, holder)
        received[key] += 1
        givers[mandate.voter_id] += 1
        reasons = (
            (limit == 0, N_("Proxies are not admitted in this body.")),
            (0 < limit < received[key], N_("More proxies than the statute allows to one member.")),
            (mandate.voter_id not in entitled, N_("Who gave the proxy has no vote on that day.")),
            (holder not in entitled, N_("Who holds the proxy is not a member with a vote.")),
            (holder == mandate.voter_id, N_("Nobody gives a proxy to themselves.")),
            (givers[mandate.voter_id] > 1, N_("The same member gave more than one proxy.")),
            (mandate.voter_id in in_own_right, N_("Who gave the proxy takes part directly.")),
            (
                holder != mandate.voter_id and holder in given_away,
                N_("Who holds the proxy gave its own vote to another member."),
            ),
            (holder in barred_holders, N_("Who holds the proxy may not carry any.")),
        )
        problems += [
            MandateProblem(mandate=mandate, words=say(words)) for wrong, words in reasons if wrong
        ]
    return tuple(problems)


def item_base(
    carried: Mapping[int, Mandate],
    kind: AgendaKind = AgendaKind.RESOLUTION,
    *,
    directors: Collection[int] = (),
    director_voters: Collection[int] = (),
    conflicted: Collection[int] = (),
) -> ItemBase:
    """Who counts on an item, given the votes present.

    `directors` are persons: on the accounts and on their liability no vote they carry is cast
    (art. 21 c.c.), and it still counts for the quorum. `director_voters` are members whose own
    vote is withheld too, where they may not send another representative. `conflicted` are
    persons who declared an interest in the item. In the board itself `directors` is left empty.
    """
    on_directors = kind in (AgendaKind.ACCOUNTS, AgendaKind.LIABILITY)
    excluded = []
    for voter, mandate in sorted(carried.items()):
        if on_directors and (mandate.person_id in directors or voter in director_voters):
            words = say(N_("Directors do not vote on the accounts nor on their liability."))
        elif mandate.person_id in conflicted:
            words = say(N_("Declared an interest in this item."))
        else:
            continue
        excluded.append(Exclusion(voter_id=voter, person_id=mandate.person_id, words=words))
    may_vote = carried.keys() - {exclusion.voter_id for exclusion in excluded}
    return ItemBase(
        present=frozenset(carried), may_vote=frozenset(may_vote), excluded=tuple(excluded)
    )


def item_quorum(
    rule: QuorumRule, carried: Collection[int], *, at: datetime, base: int
) -> ItemQuorum:
    """The quorum with the votes present at a moment; `base` is what the rule counts of."""
    return ItemQuorum(at=at, present=len(carried), base=base, needed=rule.needed(base))
