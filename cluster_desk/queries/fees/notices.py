"""Which charges were asked for by which request of payment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.queries.fees.open_charges import OpenChargeRow, chunks, open_charges
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.fees import Charge, NoticeLine, PaymentNotice
from cluster_desk.store.tables.members import Membership, Organisation, Person

SERIES = "RV"


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """A request of payment; `is_void` ones keep their number."""

    id: int
    number: str
    membership_id: int
    member: str
    issued_on: date
    due_on: date
    amount: Money
    document_id: int | None
    is_void: bool


def notice_rows(
    session: Session,
    *,
    year: int | None = None,
    membership_id: int | None = None,
    charge_id: int | None = None,
) -> list[NoticeRow]:
    """The latest number first."""
    query = (
        select(PaymentNotice, Organisation.name, Person)
        .join(Membership, Membership.id == PaymentNotice.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .order_by(PaymentNotice.year.desc(), PaymentNotice.number.desc())
    )
    if year is not None:
        query = query.where(PaymentNotice.year == year)
    if membership_id is not None:
        query = query.where(PaymentNotice.membership_id == membership_id)
    if charge_id is not None:
        naming = select(NoticeLine.notice_id).where(NoticeLine.charge_id == charge_id)
        query = query.where(PaymentNotice.id.in_(naming))
    return [
        NoticeRow(
            id=row.id,
            number=SeriesNumber(SERIES, row.year, row.number).text,
            membership_id=row.membership_id,
            member=name or full_name(person),
            issued_on=row.issued_on,
            due_on=row.due_on,
            amount=row.amount,
            document_id=row.document_id,
            is_void=row.voided_on is not None,
        )
        for row, name, person in session.execute(query)
    ]


def notice_numbers(session: Session, charges: Sequence[int]) -> dict[int, str]:
    """The latest valid request that names each charge."""
    found: dict[int, str] = {}
    for part in chunks(charges):
        query = (
            select(NoticeLine.charge_id, PaymentNotice.year, PaymentNotice.number)
            .join(PaymentNotice, PaymentNotice.id == NoticeLine.notice_id)
            .where(NoticeLine.charge_id.in_(part), PaymentNotice.voided_on.is_(None))
            .order_by(PaymentNotice.id)
        )
        for charge_id, year, number in session.execute(query):
            found[charge_id] = SeriesNumber(SERIES, year, number).text
    return found


def unasked(session: Session, rows: Sequence[OpenChargeRow]) -> list[OpenChargeRow]:
    """Those of the charges that no valid request of payment names."""
    asked = notice_numbers(session, [row.id for row in rows])
    return [row for row in rows if row.id not in asked]


def unasked_charges(
    session: Session, *, year: int, members: Sequence[int] | None = None
) -> list[OpenChargeRow]:
    """What is open of a year and was not asked for yet, of everybody or of these members."""
    return unasked(session, open_charges(session, members=members, year=year))


def members_to_ask(session: Session, *, year: int) -> list[int]:
    """Whose open charges of the year were not asked for yet, by register number."""
    wanted = {row.membership_id for row in unasked_charges(session, year=year)}
    order = select(Membership.id).order_by(
        Membership.register_number.nulls_last(), Membership.sort_key, Membership.id
    )
    return [member_id for member_id in session.scalars(order) if member_id in wanted]


def mandates(session: Session, charges: Sequence[int]) -> dict[int, tuple[date | None, str]]:
    """Of the charges of public bodies: since when a payment order is under way, its reference."""
    found: dict[int, tuple[date | None, str]] = {}
    for part in chunks(charges):
        query = select(Charge.id, Charge.mandate_on, Charge.mandate_ref).where(
            Charge.id.in_(part), (Charge.mandate_on.is_not(None)) | (Charge.mandate_ref != "")
        )
        found |= {row[0]: (row[1], row[2]) for row in session.execute(query)}
    return found
