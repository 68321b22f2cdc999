"""Organisations, member or not, and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import sought_words
from cluster_desk.domain.members import OrganisationKind
from cluster_desk.queries.members.standing import status_code
from cluster_desk.store.tables.members import Membership, MembershipEvent, Organisation


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """One organisation; `status` is of its last membership begun by the day, empty without."""

    id: int
    name: str
    kind: OrganisationKind
    tax_code: str
    vat_number: str
    city: str
    province: str
    public_body: bool
    status: str


def organisation_rows(session: Session, *, on: date, text: str = "") -> list[OrganisationRow]:
    """Every organisation by name."""
    status = status_code(on)
    latest = (
        select(func.max(Membership.id).label("id"))
        .join(MembershipEvent, MembershipEvent.membership_id == Membership.id)
        .where(Membership.organisation_id.is_not(None), MembershipEvent.on_day <= on)
        .group_by(Membership.organisation_id)
        .subquery()
    )
    query = (
        select(Organisation, status)
        .outerjoin(
            Membership,
            (Membership.organisation_id == Organisation.id)
            & Membership.id.in_(select(latest.c.id)),
        )
        .order_by(Organisation.sort_key, Organisation.id)
    )
    for word in sought_words(text):
        query = query.where(
            or_(
                Organisation.search_text.like(f"%{word}%"),
                Organisation.sort_key.like(f"%{word}%"),
            )
        )
    return [
        OrganisationRow(
            id=row.id,
            name=row.name,
            kind=row.kind,
            tax_code=row.tax_code,
            vat_number=row.vat_number,
            city=row.city,
            province=row.province,
            public_body=row.public_body,
            status=code or "",
        )
        for row, code in session.execute(query).all()
    ]
