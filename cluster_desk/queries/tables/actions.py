"""What was promised at working tables and is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.members import Organisation, Person
from cluster_desk.store.tables.resolutions import ActionItem


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """An action; late where its day has passed and it is not done."""

    id: int
    body_id: int
    body: str
    meeting_id: int
    person_id: int | None
    organisation_id: int | None
    wording: str
    owner: str
    agreed_on: date
    due_on: date | None
    done_on: date | None
    is_late: bool


def action_rows(
    session: Session, *, on: date, body_id: int | None = None, only_open: bool = True
) -> list[ActionRow]:
    """Actions agreed by the day, the most urgent first."""
    query = (
        select(ActionItem, Body.name, Meeting.held_on, Person, Organisation.name)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .join(Body, Body.id == ActionItem.body_id)
        .outerjoin(Person, Person.id == ActionItem.person_id)
        .outerjoin(Organisation, Organisation.id == ActionItem.organisation_id)
        .where(Meeting.held_on <= on)
        .order_by(ActionItem.due_on.asc().nulls_last(), ActionItem.id)
    )
    if body_id is not None:
        query = query.where(ActionItem.body_id == body_id)
    if only_open:
        query = query.where(or_(ActionItem.done_on.is_(None), ActionItem.done_on > on))
    return [
        ActionRow(
            id=row.id,
            body_id=row.body_id,
            body=body,
            meeting_id=row.meeting_id,
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            wording=row.wording,
            owner=_owner(person, name),
            agreed_on=agreed_on,
            due_on=row.due_on,
            done_on=row.done_on,
            is_late=row.due_on is not None
            and row.due_on < on
            and (row.done_on is None or row.done_on > on),
        )
        for row, body, agreed_on, person, name in session.execute(query).all()
    ]


def _owner(person: Person | None, organisation: str | None) -> str:
    names = (full_name(person) if person is not None else "", organisation or "")
    return ", ".join(name for name in names if name)
