"""Offer what the sheets of the working tables are filled from: people, organisations, projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.queries.meetings.persons import PersonChoice, organisations, people
from cluster_desk.store.tables.association import Project


@dataclass(frozen=True, kw_only=True)
class TableChoices:
    """By name; organisations are members or not: experts come from anywhere."""

    people: tuple[PersonChoice, ...]
    organisations: dict[int, str]
    projects: dict[int, str]


def table_choices(session: Session, *, on: date) -> TableChoices:
    """In three statements."""
    projects = select(Project.id, Project.title).order_by(Project.title, Project.id)
    return TableChoices(
        people=tuple(people(session, on=on)),
        organisations=organisations(session),
        projects={row[0]: row[1] for row in session.execute(projects)},
    )
