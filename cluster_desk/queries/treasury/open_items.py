"""What members still owe, with everything by which a bank line may name them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.domain.proposals import OpenItem
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Charge, NoticeLine, PayerAlias, PaymentNotice
from cluster_desk.store.tables.members import Membership, Organisation, Person


def open_items(session: Session, *, on: date) -> list[OpenItem]:
    """Every charge with something to pay, in three statements whatever their number."""
    balance = standing.charge_balances(on)
    residue = balance.c.owed - balance.c.paid
    firm, who = Organisation, Person
    query = (
        select(
            Charge.id,
            Charge.membership_id,
            Charge.due_on,
            Charge.fee_year,
            Charge.reference,
            firm.name.label("firm"),
            firm.vat_number,
            firm.iban,
            who.given_name,
            who.family_name,
            func.coalesce(firm.tax_code, who.tax_code).label("tax_code"),
            residue.label("residue"),
        )
        .join(balance, balance.c.id == Charge.id)
        .join(Membership, Membership.id == Charge.membership_id)
        .outerjoin(firm, firm.id == Membership.organisation_id)
        .outerjoin(who, who.id == Membership.person_id)
        .where(residue > 0)
        .order_by(Charge.due_on, Charge.id)
    )
    ibans, names = _aliases(session)
    notices = _notices(session)
    return [
        OpenItem(
            charge_id=row.id,
            member_id=row.membership_id,
            member_name_folded=fold(row.firm or f"{row.given_name} {row.family_name}".strip()),
            amount_open=Money(int(row.residue)),
            due_on=row.due_on,
            fee_year=row.fee_year,
            tax_code=row.tax_code,
            vat_number=row.vat_number or "",
            ibans=(*((row.iban,) if row.iban else ()), *ibans[row.membership_id]),
            aliases=tuple(names[row.membership_id]),
            reference=row.reference,
            notice_number=notices.get(row.id, ""),
        )
        for row in session.execute(query)
    ]


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
