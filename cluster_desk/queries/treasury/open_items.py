"""What members still owe, with everything by which a bank line may name them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.domain.proposals import OpenItem
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.fees import Charge, NoticeLine, PayerAlias, PaymentNotice
from cluster_desk.store.tables.members import Membership, Organisation, Person


def open_items(session: Session, *, on: date) -> list[OpenItem]:
    """Every charge with something to pay, in three statements whatever their number."""
    balance = standing.charge_balances(on)
    residue = balance.c.owed - balance.c.paid
    query = (
        select(Charge, Organisation, Person, residue)
        .join(balance, balance.c.id == Charge.id)
        .join(Membership, Membership.id == Charge.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(residue > 0)
        .order_by(Charge.due_on, Charge.id)
    )
    ibans, names = _aliases(session)
    notices = _notices(session)
    items = []
    for charge, organisation, person, cents in session.execute(query).all():
        member = charge.membership_id
        own_iban = [organisation.iban] if organisation is not None and organisation.iban else []
        party = organisation if organisation is not None else person
        name = organisation.name if organisation is not None else full_name(person)
        items.append(
            OpenItem(
                charge_id=charge.id,
                member_id=member,
                member_name_folded=fold(name),
                amount_open=Money(int(cents)),
                due_on=charge.due_on,
                fee_year=charge.fee_year,
                tax_code=party.tax_code,
                vat_number=organisation.vat_number if organisation is not None else "",
                ibans=(*own_iban, *ibans[member]),
                aliases=tuple(names[member]),
                reference=charge.reference,
                notice_number=notices.get(charge.id, ""),
            )
        )
    return items


def _aliases(session: Session) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    ibans: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    query = select(PayerAlias.membership_id, PayerAlias.kind, PayerAlias.value)
    for member, kind, value in session.execute(query.order_by(PayerAlias.id)):
        (ibans if kind == "iban" else names)[member].append(value)
    return ibans, names


def _notices(session: Session) -> dict[int, str]:
    query = (
        select(NoticeLine.charge_id, PaymentNotice.year, PaymentNotice.number)
        .join(PaymentNotice, PaymentNotice.id == NoticeLine.notice_id)
        .order_by(PaymentNotice.id)
    )
    return {
        charge_id: SeriesNumber("RV", year, number).text
        for charge_id, year, number in session.execute(query)
    }
