"""Say what waits for somebody, and by when: one list out of every subject, the pressing first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.notice import NoticeWarning
from cluster_desk.domain.periods import add_months
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.queries.home.dated import DatedFigures, Promise
from cluster_desk.queries.home.fees import FeeFigures
from cluster_desk.queries.home.meetings import MeetingFigures
from cluster_desk.queries.home.members import MemberFigures

AHEAD = timedelta(days=60)
SOON_DAYS, NEAR_DAYS = 2, 7


class Matter(StrEnum):
    """What it is about; of two that press alike the first of this order comes first."""

    OVERDUE = "overdue"
    EARLIER = "earlier"
    NOTICE = "notice"
    UNCALLED = "uncalled"
    BANK = "bank"
    MINUTES = "minutes"
    APPLICATIONS = "applications"
    SCHEDULE = "schedule"
    UNCHARGED = "uncharged"
    DECIDED = "decided"
    PROMISED = "promised"
    MEETING = "meeting"
    FEES_DUE = "fees_due"
    SEATS = "seats"
    ACCOUNTS = "accounts"


class Urgency(StrEnum):
    """How pressing it is."""

    LATE = "late"
    SOON = "soon"
    NEAR = "near"
    CALM = "calm"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One matter. `day` is by when; None where it waits now, `since` then says how long.

    `name` and `about` are the association's own words: a body, a promise, an account. `warning`
    is of a meeting: that it was not called, or not in time.
    """

    matter: Matter
    urgency: Urgency
    day: date | None = None
    since: date | None = None
    name: str = ""
    about: str = ""
    number: int | None = None
    count: int = 1
    amount: Money = ZERO
    record: int | None = None
    state: MinutesState | None = None
    warning: NoticeWarning | None = None


def waiting(
    members: MemberFigures,
    fees: FeeFigures,
    meetings: MeetingFigures,
    dated: DatedFigures,
    rules: StatuteRules,
    *,
    on: date,
) -> tuple[Waiting, ...]:
    """By urgency; then what waits already, and what has a day to come, the nearest first."""
    found = [
        *_of_members(members, fees.year, dated, on),
        *_of_fees(fees, on),
        *_of_meetings(meetings, on),
        *_of_bank(dated),
        *_promises(Matter.DECIDED, dated.decided, on),
        *_promises(Matter.PROMISED, dated.promised, on),
        *_of_seats(dated, on),
        *_of_accounts(dated, rules, on),
    ]
    pressing, order = list(Urgency), list(Matter)
    return tuple(
        sorted(
            found,
            key=lambda it: (
                pressing.index(it.urgency),
                it.day or date.min,
                order.index(it.matter),
            ),
        )
    )


def urgency(day: date, *, on: date) -> Urgency:
    """By the days that are left."""
    left = (day - on).days
    if left < 0:
        return Urgency.LATE
    if left <= SOON_DAYS:
        return Urgency.SOON
    return Urgency.NEAR if left <= NEAR_DAYS else Urgency.CALM


def _of_members(
    members: MemberFigures, year: int, dated: DatedFigures, on: date
) -> Iterator[Waiting]:
    """Who asks to come in, and who was not asked for the fee of the year."""
    if members.applicants:
        yield Waiting(matter=Matter.APPLICATIONS, urgency=Urgency.CALM, count=members.applicants)
    if members.uncharged and "fees" in dated.begun:
        yield Waiting(
            matter=Matter.UNCHARGED, urgency=Urgency.CALM, count=members.uncharged, number=year
        )
    elif members.uncharged and year >= on.year:
        yield Waiting(matter=Matter.SCHEDULE, urgency=Urgency.CALM, number=year)


def _of_fees(fees: FeeFigures, on: date) -> Iterator[Waiting]:
    for matter, share in ((Matter.OVERDUE, fees.overdue), (Matter.EARLIER, fees.earlier)):
        if share.count:
            yield Waiting(
                matter=matter, urgency=Urgency.LATE, count=share.count, amount=share.amount
            )
    for day, share in fees.due:
        if day <= on + AHEAD:
            yield Waiting(
                matter=Matter.FEES_DUE,
                urgency=urgency(day, on=on),
                day=day,
                count=share.count,
                amount=share.amount,
            )


def _of_meetings(meetings: MeetingFigures, on: date) -> Iterator[Waiting]:
    for meeting in (*meetings.missed, *meetings.coming):
        if meeting.held_on > on + AHEAD:
            continue
        over = meeting.held_on < on
        coming = Waiting(
            matter=Matter.MEETING,
            urgency=urgency(meeting.held_on, on=on),
            day=None if over else meeting.held_on,
            since=meeting.held_on if over else None,
            name=meeting.body,
            about=meeting.venue,
            number=meeting.number,
            record=meeting.id,
        )
        yield coming
        if meeting.warning is not None:
            yield replace(
                coming, matter=Matter.UNCALLED, urgency=Urgency.LATE, warning=meeting.warning
            )
        if meeting.notice_by is not None and not over:
            yield _due(replace(coming, matter=Matter.NOTICE), meeting.notice_by, on)
    for minutes in meetings.minutes:
        yield Waiting(
            matter=Matter.MINUTES,
            urgency=Urgency.NEAR,
            since=minutes.held_on,
            name=minutes.body,
            number=minutes.number,
            record=minutes.meeting_id,
            state=minutes.state,
            warning=minutes.warning,
        )


def _of_bank(dated: DatedFigures) -> Iterator[Waiting]:
    for lines in dated.bank:
        yield Waiting(
            matter=Matter.BANK,
            urgency=Urgency.NEAR,
            since=lines.oldest_on,
            name=lines.name,
            count=lines.count,
            amount=lines.total,
            record=lines.account_id,
        )


def _promises(matter: Matter, promises: Sequence[Promise], on: date) -> Iterator[Waiting]:
    """The late ones together, those of the next weeks one by one."""
    late = [promise for promise in promises if promise.due_on < on]
    if late:
        alone = len(late) == 1
        yield Waiting(
            matter=matter,
            urgency=Urgency.LATE,
            since=late[0].due_on,
            name=late[0].wording if alone else "",
            about=late[0].body if alone else "",
            record=late[0].found_at if alone else None,
            count=len(late),
        )
    for promise in promises:
        if on <= promise.due_on <= on + AHEAD:
            yield Waiting(
                matter=matter,
                urgency=urgency(promise.due_on, on=on),
                day=promise.due_on,
                name=promise.wording,
                about=promise.body,
                record=promise.found_at,
            )


def _of_seats(dated: DatedFigures, on: date) -> Iterator[Waiting]:
    for seats in dated.seats:
        ending = Waiting(
            matter=Matter.SEATS,
            urgency=Urgency.CALM,
            name=seats.body,
            count=seats.count,
            record=seats.body_id,
        )
        yield _due(ending, seats.to_on, on)


def _of_accounts(dated: DatedFigures, rules: StatuteRules, on: date) -> Iterator[Waiting]:
    """The assembly approves a year’s accounts within the months of the statute."""
    for year, ends_on in dated.open_years:
        deadline = add_months(ends_on, rules.number("accounts_deadline"))
        accounts = Waiting(matter=Matter.ACCOUNTS, urgency=Urgency.CALM, number=year)
        yield _due(accounts, deadline, on)


def _due(what: Waiting, day: date, on: date) -> Waiting:
    """By a day to come; where it has passed, waiting since then."""
    pressing = urgency(day, on=on)
    if day < on:
        return replace(what, urgency=pressing, day=None, since=day)
    return replace(what, urgency=pressing, day=day)
