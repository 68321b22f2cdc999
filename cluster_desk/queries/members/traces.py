"""Say where a person is in the desk, and why their name must stay or may go (GDPR art. 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.errors import NotFound
from cluster_desk.i18n import _
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.documents import Attachment
from cluster_desk.store.tables.meetings import Attendance, Invitation, Meeting
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    Organisation,
    Person,
)
from cluster_desk.store.tables.resolutions import Minutes

_OPEN = (MinutesState.DRAFT, MinutesState.IN_REVIEW)


@dataclass(frozen=True, kw_only=True)
class PersonTraces:
    """What the desk holds of a person. `reasons` say why the name cannot go yet; empty: it may.

    Addresses, notes and attachments go in every case. Documents that were issued stay as they
    are: they are kept by law (art. 17.3.b GDPR; arts 2220 and 23-24 Civil Code).
    """

    id: int
    name: str
    addresses: int
    offices: int
    meetings: int
    attachments: int
    is_erased: bool
    reasons: tuple[str, ...]


def person_traces(session: Session, person_id: int, *, on: date) -> PersonTraces:
    """NotFound where there is no such person. Six statements."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(what=_("person"), id=person_id)
    attended = union(
        select(Attendance.meeting_id).where(Attendance.person_id == person_id),
        select(Invitation.meeting_id).where(Invitation.person_id == person_id),
    ).subquery()
    files = (Attachment.owner_table == "person", Attachment.owner_id == person_id)
    counts: Any = (
        select(func.count()).where(Channel.person_id == person_id).scalar_subquery(),
        select(func.count()).where(Affiliation.person_id == person_id).scalar_subquery(),
        select(func.count()).select_from(attended).scalar_subquery(),
        select(func.count()).where(*files).scalar_subquery(),
    )
    addresses, offices, meetings, attachments = session.execute(select(*counts)).one()
    return PersonTraces(
        id=person_id,
        name=full_name(person),
        addresses=addresses,
        offices=offices,
        meetings=meetings,
        attachments=attachments,
        is_erased=not person.search_text,
        reasons=(
            *_seats(session, person_id, on),
            *_offices(session, person_id, on),
            *_membership(session, person_id),
            *_minutes(session, attended),
        ),
    )


def _seats(session: Session, person_id: int, on: date) -> list[str]:
    query = (
        select(Body.name)
        .join(Seat, Seat.body_id == Body.id)
        .where(Seat.person_id == person_id, or_(Seat.to_on.is_(None), Seat.to_on >= on))
        .order_by(Body.name)
    )
    sentence = _("The person sits in «{body}»: end the term first.")
    return [sentence.format(body=name) for name in session.scalars(query)]


def _offices(session: Session, person_id: int, on: date) -> list[str]:
    query = (
        select(Organisation.name)
        .join(Affiliation, Affiliation.organisation_id == Organisation.id)
        .where(
            Affiliation.person_id == person_id,
            or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
        )
        .distinct()
        .order_by(Organisation.name)
    )
    sentence = _("The person stands for «{organisation}»: end that first.")
    return [sentence.format(organisation=name) for name in session.scalars(query)]


def _membership(session: Session, person_id: int) -> list[str]:
    query = select(Membership.register_number).where(Membership.person_id == person_id)
    sentence = _("The person is in the register of members, which keeps names for ever.")
    return [sentence] if session.scalars(query).all() else []


def _minutes(session: Session, attended: Any) -> list[str]:
    query = (
        select(Meeting.held_on)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.id.in_(select(attended)), Minutes.state.in_(_OPEN))
        .order_by(Meeting.held_on)
    )
    sentence = _("The minutes of {date} name the person and are not approved yet.")
    return [sentence.format(date=day.strftime("%d/%m/%Y")) for day in session.scalars(query)]
