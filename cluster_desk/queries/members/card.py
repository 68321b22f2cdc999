"""Everything about one member as of a day: the record, its people, its money, its story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    Integer,
    Select,
    String,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from cluster_desk.domain.members import (
    AffiliationRole,
    ChannelKind,
    ChannelPurpose,
    MembershipEventKind,
)
from cluster_desk.domain.membership import next_allowed
from cluster_desk.domain.money import Money
from cluster_desk.domain.terms import Term
from cluster_desk.domain.treasury import PaymentMethod
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
    """A person who stands for the member from a day on; `to_on` where the last day is known."""

    id: int
    person_id: int
    name: str
    role: AffiliationRole
    office: str
    from_on: date | None
    to_on: date | None


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
    """One dated fact; `kind` is membership, person, charge, payment, receipt or meeting."""

    on: date
    kind: str
    title: str
    detail: str = ""
    amount: Money | None = None


@dataclass(frozen=True, kw_only=True)
class MemberCard:
    """What the inspector and the form show. `facts` are the organisation's fields by name.

    `representatives` stand for it on the day, `coming` are known to do so later.
    """

    row: MemberRow
    version: int
    facts: dict[str, Any]
    channels: tuple[ChannelRow, ...]
    representatives: tuple[RepresentativeRow, ...]
    coming: tuple[RepresentativeRow, ...]
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
    """The card of one membership; None where there is no such one. Eight statements."""
    rows = member_rows(session, [membership_id], on=on, year=year)
    if not rows:
        return None
    row = rows[0]
    organisation, channels = _party(session, membership_id)
    facts: dict[str, Any] = {"name": row.name}
    if organisation is not None:
        facts = {name: getattr(organisation, name) for name in FACTS}
    for name, kind in _GENERAL.items():
        facts[name] = next((c.value for c in channels if c.kind is kind), "")
    charges, issued = _charges(session, membership_id, on)
    stood = _stood(session, row.organisation_id)
    now = [r for r in stood if r.to_on is None or r.to_on >= on]
    return MemberCard(
        row=row,
        version=organisation.version if organisation else 1,
        facts=facts,
        channels=channels,
        representatives=tuple(r for r in now if r.from_on is None or r.from_on <= on),
        coming=tuple(r for r in now if r.from_on is not None and r.from_on > on),
        charges=charges,
        story=tuple(
            sorted(
                [*issued, *_turns(stood, on), *_story(session, membership_id, on)],
                key=lambda entry: entry.on,
                reverse=True,
            )
        ),
    )


def next_events(
    session: Session, membership_id: int, *, on: date
) -> tuple[MembershipEventKind, ...]:
    """What may happen to this membership on the day, in the order of the vocabulary."""
    allowed = next_allowed(events_of(session, [membership_id])[membership_id], on)
    return tuple(kind for kind in MembershipEventKind if kind in allowed)


_GENERAL = {"pec": ChannelKind.PEC, "email": ChannelKind.EMAIL, "phone": ChannelKind.PHONE}


def _party(
    session: Session, membership_id: int
) -> tuple[Organisation | None, tuple[ChannelRow, ...]]:
    """The organisation, where the member is one, and every way to reach the member."""
    query = (
        select(Organisation, Channel.kind, Channel.purpose, Channel.value)
        .select_from(Membership)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(
            Channel,
            or_(
                Membership.organisation_id == Channel.organisation_id,
                Membership.person_id == Channel.person_id,
            ),
        )
        .where(Membership.id == membership_id)
        .order_by(Channel.id)
    )
    rows: list[Any] = list(session.execute(query))
    found = [ChannelRow(kind=k, purpose=p, value=v) for _party, k, p, v in rows if k is not None]
    first = sorted(found, key=lambda c: c.purpose is not ChannelPurpose.GENERAL)
    return rows[0][0], tuple(first)


def _stood(session: Session, organisation_id: int | None) -> list[RepresentativeRow]:
    """Whoever stood, stands or will stand for the organisation, in the order of entering."""
    query = (
        select(Affiliation, Person)
        .join(Person, Person.id == Affiliation.person_id)
        .where(Affiliation.organisation_id == organisation_id)
        .order_by(Affiliation.id)
    )
    return [
        RepresentativeRow(
            id=affiliation.id,
            person_id=person.id,
            name=full_name(person),
            role=affiliation.role,
            office=affiliation.office,
            from_on=affiliation.from_on,
            to_on=affiliation.to_on,
        )
        for affiliation, person in session.execute(query)
    ]


def _turns(stood: Iterable[RepresentativeRow], on: date) -> Iterator[StoryEntry]:
    """From which day each stood for it, and until which."""
    for each in stood:
        if each.from_on is not None and each.from_on <= on:
            detail = ", ".join(filter(None, (each.role.label, each.office)))
            yield StoryEntry(on=each.from_on, kind="person", title=each.name, detail=detail)
        if each.to_on is not None and each.to_on < on:
            detail = _("{role} until this day").format(role=each.role.label)
            yield StoryEntry(on=each.to_on, kind="person", title=each.name, detail=detail)


def _charges(
    session: Session, membership_id: int, on: date
) -> tuple[tuple[ChargeLine, ...], list[StoryEntry]]:
    """The charges, the last due first, and what the story says of them."""
    balance = standing.charge_balances(on, [membership_id])
    query = (
        select(Charge.description, Charge.issued_on, balance)
        .join(balance, balance.c.id == Charge.id)
        .order_by(Charge.due_on.desc(), Charge.id.desc())
    )
    lines, told = [], []
    for row in session.execute(query):
        owed = Money(int(row.owed))
        line = ChargeLine(
            id=row.id,
            description=row.description,
            fee_year=row.fee_year,
            due_on=row.due_on,
            owed=owed,
            paid=Money(int(row.paid)),
        )
        lines.append(line)
        told.append(StoryEntry(on=row.issued_on, kind="charge", title=row.description, amount=owed))
    return tuple(lines), told


def _story(session: Session, membership_id: int, on: date) -> list[StoryEntry]:
    """What happened, what was paid and where it was present; the last written first."""
    happened = union_all(
        _events(membership_id, on), _payments(membership_id, on), _meetings(membership_id, on)
    )
    rows = sorted(session.execute(happened).all(), key=lambda row: int(row.row_id), reverse=True)
    return [_entry(row) for row in rows]


def _entry(row: Any) -> StoryEntry:
    title = _TITLES[row.kind](row.word).label if row.kind in _TITLES else row.word
    detail = row.detail
    if row.number:
        detail = _("Receipt {year}/{number:04d}").format(year=row.year, number=row.number)
    amount = None if row.cents is None else Money(int(row.cents))
    return StoryEntry(on=row.told_on, kind=row.kind, title=title, detail=detail, amount=amount)


_TITLES: dict[str, type[Term]] = {"membership": MembershipEventKind, "payment": PaymentMethod}


def _told(on: Any, kind: str, row_id: Any, word: Any, *rest: Any) -> tuple[Any, ...]:
    """The columns of one branch of the union, in the types that all branches share."""
    detail, amount, year, number = rest or (literal(""), None, None, None)
    return (
        on.label("told_on"),
        literal(kind).label("kind"),
        row_id.label("row_id"),
        type_coerce(word, String).label("word"),
        type_coerce(detail, String).label("detail"),
        cast(amount, BigInteger).label("cents"),
        cast(year, Integer).label("year"),
        cast(number, Integer).label("number"),
    )


def _events(membership_id: int, on: date) -> Select[Any]:
    event = MembershipEvent
    told_on = type_coerce(func.coalesce(event.received_on, event.on_day), Date)
    detail = func.coalesce(func.nullif(event.resolution_text, ""), event.reason)
    columns = _told(told_on, "membership", event.id, event.kind, detail, None, None, None)
    return select(*columns).where(event.membership_id == membership_id, told_on <= on)


def _payments(membership_id: int, on: date) -> Select[Any]:
    paid = func.sum(standing.cents(Allocation.amount))
    year, number = func.max(Receipt.year), func.max(Receipt.number)
    told = (Payment.method, literal(""), paid, year, number)
    columns = _told(Payment.received_on, "payment", Payment.id, *told)
    return (
        select(*columns)
        .join(Allocation, Allocation.payment_id == Payment.id)
        .join(Charge, Charge.id == Allocation.charge_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & Receipt.voided_on.is_(None))
        .where(Charge.membership_id == membership_id, standing.received_by(on))
        .group_by(Payment.id, Payment.received_on, Payment.method)
    )


def _meetings(membership_id: int, on: date) -> Select[Any]:
    organisation = (
        select(Membership.organisation_id).where(Membership.id == membership_id).scalar_subquery()
    )
    return (
        select(*_told(Meeting.held_on, "meeting", Meeting.id, Body.name))
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
