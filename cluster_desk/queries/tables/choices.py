"""Offer what the sheets of the working tables are filled from: people, organisations, projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from cluster_desk.queries.tables.register import listed_name
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.members import Affiliation, Organisation, Person


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """A person, and for whom they stand on the day, in any role."""

    id: int
    name: str
    organisation_id: int | None
    organisation: str


@dataclass(frozen=True, kw_only=True)
class TableChoices:
    """By name; organisations are members or not: experts come from anywhere."""

    people: tuple[KnownPerson, ...]
    organisations: tuple[tuple[int, str], ...]
    projects: tuple[tuple[int, str], ...]


def table_choices(session: Session, *, on: date) -> TableChoices:
    """In three statements."""
    stands_for = and_(
        Affiliation.person_id == Person.id,
        or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
        or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
    )
    query = (
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Organisation.id.label("organisation_id"),
            Organisation.name,
        )
        .outerjoin(Affiliation, stands_for)
        .outerjoin(Organisation, Organisation.id == Affiliation.organisation_id)
        .order_by(Person.sort_key, Person.id, Affiliation.id)
    )
    people: dict[int, KnownPerson] = {}
    for row in session.execute(query):
        known = KnownPerson(
            id=row.id,
            name=listed_name(row),
            organisation_id=row.organisation_id,
            organisation=row.name or "",
        )
        people.setdefault(row.id, known)
    organisations = select(Organisation.id, Organisation.name).order_by(
        Organisation.sort_key, Organisation.id
    )
    projects = select(Project.id, Project.title).order_by(Project.title, Project.id)
    return TableChoices(
        people=tuple(people.values()),
        organisations=tuple((row[0], row[1]) for row in session.execute(organisations)),
        projects=tuple((row[0], row[1]) for row in session.execute(projects)),
    )
