"""Whom to choose from in a meeting: who may stand for a member, preside, write the minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import AFTER_ALL
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.members import Affiliation, Organisation, Person

_MOST = 5_000
_HAS_A_NAME = Person.sort_key != AFTER_ALL


@dataclass(frozen=True, kw_only=True)
class PersonChoice:
    """A person; `detail` tells one from another of the same name."""

    id: int
    name: str
    detail: str
    role: AffiliationRole | None = None


def representatives(
    session: Session, organisations: Sequence[int], *, on: date
) -> dict[int, list[PersonChoice]]:
    """By organisation, who stands for it on the day, the legal representative first.

    As in `people`, nobody whose name was erased by law.
    """
    query = (
        select(Affiliation, Person)
        .join(Person, Person.id == Affiliation.person_id)
        .where(
            Affiliation.organisation_id.in_(organisations),
            _HAS_A_NAME,
            or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
            or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
        )
        .order_by(Person.sort_key, Affiliation.id)
    )
    order = list(AffiliationRole)
    rows = sorted(session.execute(query).all(), key=lambda row: order.index(row[0].role))
    found: dict[int, dict[int, PersonChoice]] = defaultdict(dict)
    for tie, person in rows:
        choice = PersonChoice(
            id=person.id, name=full_name(person), detail=tie.role.label, role=tie.role
        )
        found[tie.organisation_id].setdefault(person.id, choice)
    return {organisation: list(stand.values()) for organisation, stand in found.items()}


def people(session: Session, *, on: date) -> list[PersonChoice]:
    """Everybody who is known, by name, with an organisation they stand for on the day.

    Whose name was erased by law is not to be chosen any more.
    """
    begun = or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on)
    lasts = or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on)
    stands_for = (
        select(func.min(Organisation.name))
        .join(Affiliation, Affiliation.organisation_id == Organisation.id)
        .where(Affiliation.person_id == Person.id, begun, lasts)
        .correlate(Person)
        .scalar_subquery()
    )
    known = select(Person, stands_for).where(_HAS_A_NAME)
    query = known.order_by(Person.sort_key, Person.id).limit(_MOST)
    return [
        PersonChoice(id=person.id, name=full_name(person), detail=name or "")
        for person, name in session.execute(query).all()
    ]


def organisations(session: Session) -> dict[int, str]:
    """Every organisation by id, in the order of the names."""
    query = select(Organisation.id, Organisation.name).order_by(
        Organisation.sort_key, Organisation.id
    )
    return {row[0]: row[1] for row in session.execute(query).all()}
