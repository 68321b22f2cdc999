"""Say what a membership is on a day, what may happen to it next, and when a withdrawal bites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.periods import add_months
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

ENDED = frozenset({Status.WITHDRAWN, Status.EXCLUDED, Status.LAPSED})
"""The ways in which a membership is over; who comes back gets a new one and a new number."""

MEMBERS = frozenset({Status.ACTIVE, Status.SUSPENDED, Status.WITHDRAWING})
"""Who is in the register of members: a withdrawing member keeps rights and duties (art. 24)."""

# What a membership is just before an event → what may happen to it. None: nothing happened yet.
_ENDINGS = frozenset({Kind.EXCLUSION, Kind.LAPSE})
_FOLLOWS: dict[Status | None, frozenset[Kind]] = {
    None: frozenset({Kind.APPLICATION, Kind.ADMISSION}),
    Status.APPLICANT: frozenset({Kind.ADMISSION, Kind.REFUSAL}),
    # The appeal of an applicant may succeed, and who was refused may apply again.
    Status.REFUSED: frozenset({Kind.APPLICATION, Kind.ADMISSION}),
    Status.ACTIVE: frozenset({Kind.SUSPENSION, Kind.WITHDRAWAL}) | _ENDINGS,
    Status.SUSPENDED: frozenset({Kind.REINSTATEMENT, Kind.WITHDRAWAL}) | _ENDINGS,
    Status.WITHDRAWING: frozenset({Kind.SUSPENSION}) | _ENDINGS,
}
_BECOMES = {
    Kind.APPLICATION: Status.APPLICANT,
    Kind.ADMISSION: Status.ACTIVE,
    Kind.REFUSAL: Status.REFUSED,
    Kind.SUSPENSION: Status.SUSPENDED,
    Kind.REINSTATEMENT: Status.ACTIVE,
    Kind.EXCLUSION: Status.EXCLUDED,
    Kind.LAPSE: Status.LAPSED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class MembershipEvent:
    """What happened, and from which day.

    `on` is the first day of the effect; of a withdrawal it is the last day as a member, and
    `received_on` the day its letter came. Events of one day count in the order given.
    """

    kind: Kind
    on: date
    received_on: date | None = None

    @property
    def happened_on(self) -> date:
        """When it took its place in the story: a withdrawal with its letter, the rest on `on`."""
        return self.received_on if self.received_on and self.kind is Kind.WITHDRAWAL else self.on


@dataclass(frozen=True, slots=True)
class _State:
    status: Status | None = None
    leaves_on: date | None = None

    def at(self, on: date) -> Status | None:
        if self.leaves_on is None or self.status not in MEMBERS:
            return self.status
        if on > self.leaves_on:
            return Status.WITHDRAWN
        return Status.SUSPENDED if self.status is Status.SUSPENDED else Status.WITHDRAWING

    def after(self, event: MembershipEvent) -> _State:
        if event.kind is Kind.WITHDRAWAL:
            return _State(self.status, event.on)
        return _State(_BECOMES[event.kind], self.leaves_on)


def status_at(events: Iterable[MembershipEvent], on: date) -> Status | None:
    """The status on this day; None where nothing had happened yet."""
    state = _State()
    for event in in_order(events):
        if event.happened_on > on or state.at(event.happened_on) in ENDED:
            break
        state = state.after(event)
    return state.at(on)


def in_order(events: Iterable[MembershipEvent]) -> tuple[MembershipEvent, ...]:
    """By the day they happened; those of one day as they were given."""
    return tuple(sorted(events, key=lambda event: event.happened_on))


def is_member(status: Status | None) -> bool:
    """Whether it stands in the register of members, whatever it owes."""
    return status in MEMBERS


def next_allowed(events: Iterable[MembershipEvent], on: date) -> frozenset[Kind]:
    """What may happen to this membership on this day; empty once it has ended."""
    known = in_order(events)
    if known and on < known[-1].happened_on:
        return frozenset()
    status = status_at(known, on)
    allowed = _FOLLOWS.get(status, frozenset())
    leaving = any(event.kind is Kind.WITHDRAWAL for event in known)
    return allowed - {Kind.WITHDRAWAL} if leaving else allowed


def why_not(events: Iterable[MembershipEvent], kind: Kind, on: date) -> Sentence | None:
    """The reason why this may not happen on this day, or None if it may."""
    known = in_order(events)
    if known and on < known[-1].happened_on:
        return say(N_("Something that happened later is already recorded."))
    if kind in next_allowed(known, on):
        return None
    status = status_at(known, on)
    if status in ENDED:
        return say(N_("The membership has ended: who comes back is admitted anew."))
    if status is None:
        return say(N_("Nobody becomes a member without an admission."))
    if kind is Kind.WITHDRAWAL and is_member(status):
        return say(N_("A withdrawal is already recorded."))
    return _REASONS.get((status, kind)) or say(N_("The membership does not allow this now."))


_REASONS = {
    (Status.ACTIVE, Kind.REINSTATEMENT): say(N_("The membership is not suspended.")),
    (Status.WITHDRAWING, Kind.REINSTATEMENT): say(N_("The membership is not suspended.")),
    (Status.SUSPENDED, Kind.SUSPENSION): say(N_("The membership is suspended already.")),
    **{
        (status, kind): say(N_("The admission is already recorded."))
        for status in MEMBERS
        for kind in (Kind.APPLICATION, Kind.ADMISSION, Kind.REFUSAL)
    },
    **{
        (status, kind): say(N_("Only a member can be suspended or leave."))
        for status in (Status.APPLICANT, Status.REFUSED)
        for kind in (
            Kind.SUSPENSION,
            Kind.REINSTATEMENT,
            Kind.WITHDRAWAL,
            Kind.EXCLUSION,
            Kind.LAPSE,
        )
    },
    (Status.APPLICANT, Kind.APPLICATION): say(N_("The application is already recorded.")),
    (Status.REFUSED, Kind.REFUSAL): say(N_("The application is refused already.")),
}


def sequence_problems(events: Sequence[MembershipEvent]) -> tuple[Sentence, ...]:
    """Everything impossible in a story of events, as an import or a back-dated event makes it."""
    known: list[MembershipEvent] = []
    problems: list[Sentence] = []
    for event in in_order(events):
        if event.kind is Kind.WITHDRAWAL and event.received_on is None:
            problems.append(say(N_("A withdrawal needs the day its letter was received.")))
        elif event.happened_on > event.on:
            problems.append(say(N_("A withdrawal cannot take effect before its letter.")))
        elif (reason := why_not(known, event.kind, event.happened_on)) is not None:
            problems.append(reason)
            continue
        known.append(event)
    return tuple(problems)


def withdrawal_effective_on(
    received_on: date, year_end: Callable[[date], date], *, months: int = 3
) -> date:
    """The last day as a member (art. 24 c.c.): the year's end if the letter came in time.

    `year_end` gives the closing day of the year a day belongs to: `periods.calendar_year_end`,
    or the `end_of` of a `FiscalCalendar` where the statute means that. In time is a letter from
    which the months expire by that day, counted as art. 2963 c.c. counts them: received by
    30/09/2026 → 31/12/2026, on 01/10/2026 → 31/12/2027.
    """
    end = year_end(received_on)
    while add_months(received_on, months) > end:
        end = year_end(end + timedelta(days=1))
    return end
