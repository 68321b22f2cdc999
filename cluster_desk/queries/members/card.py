"""Everything about one member as of a day: the record, its people, its money, its story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import (
    AffiliationRole,
    ChannelKind,
    ChannelPurpose,
    MembershipEventKind,
)
from cluster_desk.domain.membership import next_allowed
from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.rows import MemberRow, events_of, full_name, member_rows
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.fees import Allocation, Charge, Payment, Receipt
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    MembershipEvent,
    Organisation,
    Person,
)


@dataclass(frozen=True, kw_only=True)
class ChannelRow:
    """One way to reach the member."""

    kind: ChannelKind
    purpose: ChannelPurpose
    value: str


@dataclass(frozen=True, kw_only=True)
class RepresentativeRow:
    """A person who stands for the member on the day."""

    person_id: int
    name: str
    role: AffiliationRole
    office: str
    from_on: date | None


@dataclass(frozen=True, kw_only=True)
class ChargeLine:
    """One charge of the member: owed after adjustments, paid by the day."""

    id: int
    description: str
    fee_year: int
    due_on: date
    owed: Money
    paid: Money


@dataclass(frozen=True, kw_only=True)
class StoryEntry:
    """One dated fact; `kind` is membership, charge, payment, receipt or meeting."""

    on: date
    kind: str
    title: str
    detail: str = ""
    amount: Money | None = None


@dataclass(frozen=True, kw_only=True)
class MemberCard:
    """What the inspector and the form show. `facts` are the organisation's fields by name."""

    row: MemberRow
    version: int
    facts: dict[str, Any]
    channels: tuple[ChannelRow, ...]
    representatives: tuple[RepresentativeRow, ...]
    charges: tuple[ChargeLine, ...]
    story: tuple[StoryEntry, ...]


FACTS = [
    "name",
    "short_name",
    "kind",
    "public_body",
    "tax_code",
    "vat_number",
    "address",
    "postal_code",
    "city",
    "province",
    "country",
    "website",
    "sdi_code",
    "ipa_code",
    "sector",
    "iban",
    "salutation",
    "notes",
]


def member_card(session: Session, membership_id: int, *, on: date, year: int) -> MemberCard | None:
    """The card of one membership; None where there is no such one."""
    rows = member_rows(session, [membership_id], on=on, year=year)
    if not rows:
        return None
    row = rows[0]
    organisation = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    channels = _channels(session, membership_id)
    facts: dict[str, Any] = {"name": row.name}
    if organisation is not None:
        facts = {name: getattr(organisation, name) for name in FACTS}
    for name, kind in _GENERAL.items():
        facts[name] = next((c.value for c in channels if c.kind is kind), "")
    charges = _charges(session, membership_id, on)
    return MemberCard(
        row=row,
        version=organisation.version if organisation else 1,
        facts=facts,
        channels=channels,
        representatives=_representatives(session, row.organisation_id, on),
        charges=charges,
        story=_story(session, membership_id, on, charges),
    )


def next_events(
    session: Session, membership_id: int, *, on: date
) -> tuple[MembershipEventKind, ...]:
    """What may happen to this membership on the day, in the order of the vocabulary."""
    allowed = next_allowed(events_of(session, [membership_id])[membership_id], on)
    return tuple(kind for kind in MembershipEventKind if kind in allowed)


_GENERAL = {"pec": ChannelKind.PEC, "email": ChannelKind.EMAIL, "phone": ChannelKind.PHONE}


def _channels(session: Session, membership_id: int) -> tuple[ChannelRow, ...]:
    query = (
        select(Channel.kind, Channel.purpose, Channel.value)
        .join(
            Membership,
            or_(
                Membership.organisation_id == Channel.organisation_id,
                Membership.person_id == Channel.person_id,
            ),
        )
        .where(Membership.id == membership_id)
        .order_by(Channel.id)
    )
    found = [ChannelRow(kind=k, purpose=p, value=v) for k, p, v in session.execute(query)]
    return tuple(sorted(found, key=lambda c: c.purpose is not ChannelPurpose.GENERAL))


def _representatives(
    session: Session, organisation_id: int | None, on: date
) -> tuple[RepresentativeRow, ...]:
    query = (
        select(Affiliation, Person)
        .join(Person, Person.id == Affiliation.person_id)
        .where(
            Affiliation.organisation_id == organisation_id,
            or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
            or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
        )
        .order_by(Affiliation.id)
    )
    return tuple(
        RepresentativeRow(
            person_id=person.id,
            name=full_name(person),
            role=affiliation.role,
            office=affiliation.office,
            from_on=affiliation.from_on,
        )
        for affiliation, person in session.execute(query)
    )


def _charges(session: Session, membership_id: int, on: date) -> tuple[ChargeLine, ...]:
    balance = standing.charge_balances(on, [membership_id])
    query = (
        select(Charge.description, balance)
        .join(balance, balance.c.id == Charge.id)
        .order_by(Charge.due_on.desc(), Charge.id.desc())
    )
    return tuple(
        ChargeLine(
            id=row.id,
            description=row.description,
            fee_year=row.fee_year,
            due_on=row.due_on,
            owed=Money(int(row.owed)),
            paid=Money(int(row.paid)),
        )
        for row in session.execute(query)
    )


def _story(
    session: Session, membership_id: int, on: date, charges: tuple[ChargeLine, ...]
) -> tuple[StoryEntry, ...]:
    entries = [*_events(session, membership_id, on), *_payments(session, membership_id, on)]
    entries += _meetings(session, membership_id, on)
    issued = select(Charge.id, Charge.issued_on).where(Charge.membership_id == membership_id)
    days = {row.id: row.issued_on for row in session.execute(issued)}
    entries += [
        StoryEntry(on=days[c.id], kind="charge", title=c.description, amount=c.owed)
        for c in charges
    ]
    return tuple(sorted(entries, key=lambda entry: entry.on, reverse=True))


def _events(session: Session, membership_id: int, on: date) -> list[StoryEntry]:
    query = select(MembershipEvent).where(
        MembershipEvent.membership_id == membership_id,
        func.coalesce(MembershipEvent.received_on, MembershipEvent.on_day) <= on,
    )
    return [
        StoryEntry(
            on=event.received_on or event.on_day,
            kind="membership",
            title=event.kind.label,
            detail=event.resolution_text or event.reason,
        )
        for event in session.scalars(query)
    ]


def _payments(session: Session, membership_id: int, on: date) -> list[StoryEntry]:
    query = (
        select(
            Payment.received_on,
            Payment.method,
            func.sum(standing.cents(Allocation.amount)),
            func.max(Receipt.year),
            func.max(Receipt.number),
        )
        .join(Allocation, Allocation.payment_id == Payment.id)
        .join(Charge, Charge.id == Allocation.charge_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & Receipt.voided_on.is_(None))
        .where(Charge.membership_id == membership_id, standing.received_by(on))
        .group_by(Payment.id, Payment.received_on, Payment.method)
    )
    return [
        StoryEntry(
            on=received_on,
            kind="payment",
            title=method.label,
            detail=_("Receipt {year}/{number:04d}").format(year=year, number=number)
            if number
            else "",
            amount=Money(int(cents)),
        )
        for received_on, method, cents, year, number in session.execute(query)
    ]


def _meetings(session: Session, membership_id: int, on: date) -> list[StoryEntry]:
    organisation = (
        select(Membership.organisation_id).where(Membership.id == membership_id).scalar_subquery()
    )
    query = (
        select(Meeting.held_on, Body.name)
        .join(Body, Body.id == Meeting.body_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(
            or_(
                Attendance.membership_id == membership_id,
                Attendance.organisation_id == organisation,
            ),
            Meeting.held_on <= on,
        )
        .distinct()
    )
    return [
        StoryEntry(on=held_on, kind="meeting", title=name)
        for held_on, name in session.execute(query)
    ]
