"""Record what happens to a membership after its admission, with day, reason and resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from cluster_desk.domain import membership as rules
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.periods import calendar_year_end
from cluster_desk.domain.rule_kinds import YearMeaning
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import statute_rules
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.numbering import MEMBER_REGISTER, next_number
from cluster_desk.store.tables.association import FiscalYear
from cluster_desk.store.tables.members import Membership, MembershipEvent, Organisation, Person
from cluster_desk.tx import Tx

AHEAD = timedelta(days=366)
"""What is resolved may count from the year's end; further away it is a slip of the year."""
NEEDS_REASON = frozenset({Kind.SUSPENSION, Kind.EXCLUSION, Kind.LAPSE, Kind.REFUSAL})


class OutOfOrder(Refused):
    """The event does not follow from what happened before."""

    message = N_("{reason}")


@dataclass(frozen=True, kw_only=True)
class RecordMembershipEvent:
    """`on_day` is the day of effect; of a withdrawal it is computed from `received_on`.

    Suspension, exclusion, lapse and refusal need a reason and a resolution (DOMAIN §10).
    """

    membership_id: int
    kind: Kind
    on_day: date | None = None
    received_on: date | None = None
    notified_on: date | None = None
    reason: str = ""
    resolution_id: int | None = None
    resolution_text: str = ""


def record_membership_event(tx: Tx, command: RecordMembershipEvent) -> int:
    """The event's id. Refused where the sequence does not allow it, Invalid with the fields."""
    tx.allow("members.status")
    membership = tx.get(Membership, command.membership_id, _("member"))
    problems = [*_problems(command), *_day_problems(tx, command)]
    if command.kind is Kind.ADMISSION:
        others = _other_chapters(tx, membership)
        problems += overlap_problems(others, command.on_day, field="on_day")
    if problems:
        raise Invalid(problems)
    happened = command.received_on if command.kind is Kind.WITHDRAWAL else command.on_day
    assert happened is not None
    against = rules.why_not(story_of(tx, membership.id), command.kind, happened)
    if against is not None:
        raise OutOfOrder(reason=str(against))
    if command.kind is Kind.ADMISSION and membership.register_number is None:
        membership.register_number = next_number(tx, MEMBER_REGISTER, 0)
        membership.search_text = f"{membership.register_number} {membership.search_text}"
    event = MembershipEvent(
        membership_id=membership.id,
        kind=command.kind,
        on_day=_effect(tx, command),
        received_on=command.received_on if command.kind is Kind.WITHDRAWAL else None,
        notified_on=command.notified_on,
        reason=command.reason.strip(),
        resolution_id=command.resolution_id,
        resolution_text=command.resolution_text.strip(),
    )
    tx.session.add(event)
    tx.session.flush()
    tx.describe(_("{what} of {name}").format(what=command.kind.label, name=_name(tx, membership)))
    return event.id


def _problems(command: RecordMembershipEvent) -> list[Problem]:
    problems = []
    if command.kind is Kind.WITHDRAWAL:
        if command.received_on is None:
            message = _("Write the day on which the letter was received.")
            problems.append(Problem(field="received_on", message=message))
    elif command.on_day is None:
        problems.append(Problem(field="on_day", message=_("Write from which day.")))
    if command.kind in NEEDS_REASON:
        if not command.reason.strip():
            problems.append(Problem(field="reason", message=_("Write the reason.")))
        if command.resolution_id is None and not command.resolution_text.strip():
            message = _("Name the resolution: organ, number and day.")
            problems.append(Problem(field="resolution_text", message=message))
    return problems


def _day_problems(tx: Tx, command: RecordMembershipEvent) -> list[Problem]:
    today = tx.clock.today()
    problems = []
    for name in ("received_on", "notified_on"):
        day = getattr(command, name)
        if day is not None and day > today:
            message = _("The date cannot be later than today.")
            problems.append(Problem(field=name, message=message))
    on, received = command.on_day, command.received_on
    if on is not None and on > today + AHEAD and command.kind is not Kind.WITHDRAWAL:
        message = _("It is more than a year away: check the year.")
        problems.append(Problem(field="on_day", message=message))
    if command.kind is Kind.WITHDRAWAL and on is not None and received is not None:
        if on < received:
            message = _("A withdrawal cannot take effect before its letter.")
            problems.append(Problem(field="on_day", message=message))
    elif command.kind is not Kind.APPLICATION:  # one applies to who is still founding it, too
        problems += founding_problems(tx, on, field="on_day")
    return problems


def overlap_problems(
    stories: Iterable[list[rules.MembershipEvent]], day: date | None, *, field: str
) -> list[Problem]:
    """Why nobody enters the register on this day: another of their chapters still lasts."""
    if day is None or not any(rules.is_member(rules.status_at(each, day)) for each in stories):
        return []
    message = _("It was still a member on that day: choose a later one.")
    return [Problem(field=field, message=message)]


def _other_chapters(tx: Tx, chapter: Membership) -> list[list[rules.MembershipEvent]]:
    """What happened to the other memberships of the same organisation or person."""
    same = Membership.organisation_id == chapter.organisation_id
    if chapter.organisation_id is None:
        same = Membership.person_id == chapter.person_id
    others = select(Membership.id).where(same, Membership.id != chapter.id)
    return [story_of(tx, each) for each in tx.session.scalars(others).all()]


def story_of(tx: Tx, membership_id: int) -> list[rules.MembershipEvent]:
    """What happened to a membership, as the rules read it."""
    query = (
        select(MembershipEvent)
        .where(MembershipEvent.membership_id == membership_id)
        .order_by(MembershipEvent.id)
    )
    return [
        rules.MembershipEvent(kind=row.kind, on=row.on_day, received_on=row.received_on)
        for row in tx.session.scalars(query)
    ]


def _effect(tx: Tx, command: RecordMembershipEvent) -> date:
    if command.kind is not Kind.WITHDRAWAL:
        assert command.on_day is not None
        return command.on_day
    if command.on_day is not None:
        return command.on_day
    assert command.received_on is not None
    months = statute_rules(tx.session).number("withdrawal")
    return rules.withdrawal_effective_on(command.received_on, _year_end(tx), months=months)


def _year_end(tx: Tx) -> Callable[[date], date]:
    meaning = statute_rules(tx.session).choice("withdrawal_year", YearMeaning)
    if meaning is not YearMeaning.FISCAL:
        return calendar_year_end
    years = list(tx.session.scalars(select(FiscalYear).order_by(FiscalYear.starts_on)))

    def end(day: date) -> date:
        for year in years:
            if year.starts_on <= day <= year.ends_on:
                return year.ends_on
        return calendar_year_end(day)

    return end


def _name(tx: Tx, membership: Membership) -> str:
    if membership.organisation_id is not None:
        return tx.get(Organisation, membership.organisation_id, _("organisation")).name
    assert membership.person_id is not None
    tx.get(Person, membership.person_id, _("person"))
    # a person's name never stands in a label: labels outlive an erasure
    return _("member no. {number}").format(number=membership.register_number)
