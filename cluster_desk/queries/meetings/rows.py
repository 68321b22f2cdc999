"""The rows of the pages of meetings and of resolutions, whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    BallotOutcome,
    Call,
    MeetingMode,
    MeetingState,
    MinutesState,
)
from cluster_desk.queries.bodies import VOTING_ROLES
from cluster_desk.queries.words import all_words, has_words
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import AgendaItem, Attendance, Meeting, Proxy
from cluster_desk.store.tables.resolutions import Ballot, Minutes, Resolution


@dataclass(frozen=True, kw_only=True)
class MeetingFilter:
    """What a page shows; `text` is looked for in titles, places and agenda items."""

    body_id: int | None = None
    kinds: tuple[BodyKind, ...] = ()
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingRow:
    """A meeting. `present` are the votes that were there at any time, out of `in_office`.

    Of an assembly `in_office` is known from its votes alone, None before the first.
    """

    id: int
    body_id: int
    body: str
    body_code: str
    body_kind: BodyKind
    number: int | None
    year: int
    title: str
    held_on: date
    starts_at: time
    mode: MeetingMode
    venue: str
    call: Call
    state: MeetingState
    present: int
    in_office: int | None
    resolutions: int
    minutes: MinutesState | None
    notice_sent_on: date | None
    urgent: bool
    totalitarian: bool


@dataclass(frozen=True, kw_only=True)
class ResolutionRow:
    """A resolution with where, when and how it was adopted."""

    id: int
    body_id: int
    body: str
    body_code: str
    year: int
    number: int
    adopted_on: date
    meeting_id: int
    meeting_number: int | None
    item: int
    title: str
    wording: str
    in_favour: int
    against: int
    abstained: int
    outcome: BallotOutcome
    owner: str
    due_on: date | None
    executed_on: date | None

    @property
    def cited(self) -> str:
        """`12/2026`."""
        return f"{self.number}/{self.year}"


_ALL = MeetingFilter()


def meeting_rows(
    session: Session, *, until: date | None = None, filter: MeetingFilter = _ALL
) -> list[MeetingRow]:
    """The meetings held or planned up to a day (None: all), the latest first."""
    query = _with_body().order_by(
        Meeting.held_on.desc(), Meeting.starts_at.desc(), Meeting.id.desc()
    )
    if until is not None:
        query = query.where(Meeting.held_on <= until)
    return _rows(session, filtered(session, query, filter))


def meeting_rows_of(session: Session, ids: Sequence[int]) -> list[MeetingRow]:
    """These meetings, in the order of the ids; unknown ids are left out."""
    found = {row.id: row for row in _rows(session, _with_body().where(Meeting.id.in_(ids)))}
    return [found[i] for i in ids if i in found]


def _with_body() -> Select[Any]:
    adopted = (
        select(func.count(Resolution.id))
        .where(Resolution.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
    )
    return (
        select(Meeting, Body, Minutes.state, adopted)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
    )


def _rows(session: Session, query: Select[Any]) -> list[MeetingRow]:
    found = session.execute(query).all()
    ids = [meeting.id for meeting, *_rest in found]
    present = _present(session, ids)
    in_office = _in_office(session, ids)
    return [
        MeetingRow(
            **{name: getattr(meeting, name) for name in _OWN},
            body=body.name,
            body_code=body.code,
            body_kind=body.kind,
            present=present.get(meeting.id, 0),
            in_office=in_office.get(meeting.id),
            resolutions=resolutions,
            minutes=state,
        )
        for meeting, body, state, resolutions in found
    ]


_OWN = (
    "id", "body_id", "number", "year", "title", "held_on", "starts_at", "mode", "venue", "call",
    "state", "notice_sent_on", "urgent", "totalitarian",
)  # fmt: skip


def filtered(session: Session, query: Select[Any], wanted: MeetingFilter) -> Select[Any]:
    """The same question, narrowed; it must know meetings and bodies."""
    if wanted.body_id is not None:
        query = query.where(Meeting.body_id == wanted.body_id)
    if wanted.kinds:
        query = query.where(Body.kind.in_(wanted.kinds))
    if wanted.year is not None:
        query = query.where(Meeting.year == wanted.year)
    if wanted.text.strip():
        query = query.where(Meeting.id.in_(_worded(session, wanted.text)))
    return query


def _worded(session: Session, typed: str) -> list[int]:
    """The meetings where the words are, read without accents; asked once in a session."""
    key = ("meetings with the words", typed)
    if key not in session.info:
        own = (Meeting.title, Meeting.venue, Body.name)
        query = (
            select(Meeting.id, *own, AgendaItem.title)
            .join(Body, Body.id == Meeting.body_id)
            .outerjoin(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        )
        for word in typed.split():
            item = select(AgendaItem.id).where(AgendaItem.meeting_id == Meeting.id)
            item = item.where(all_words(session, word, (AgendaItem.title,))).correlate(Meeting)
            query = query.where(or_(item.exists(), all_words(session, word, own)))
        said: dict[int, str] = {}
        for meeting_id, title, venue, body, item_title in session.execute(query).all():
            before = said.get(meeting_id, f"{title} {venue} {body}")
            said[meeting_id] = f"{before} {item_title or ''}"
        session.info[key] = [each for each, text in said.items() if has_words(text, typed)]
    return list(session.info[key])


def _present(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Votes that were there at any time: seats or members, those by proxy included, each once."""
    votes = (
        select(
            Attendance.meeting_id,
            func.count(
                func.distinct(func.coalesce(Attendance.membership_id, -Attendance.person_id))
            ),
        )
        .where(Attendance.meeting_id.in_(ids), Attendance.votes)
        .group_by(Attendance.meeting_id)
    )
    themselves = aliased(Attendance)
    came_itself = select(themselves.id).where(
        themselves.meeting_id == Proxy.meeting_id,
        themselves.membership_id == Proxy.grantor_id,
        themselves.votes,
    )
    carried = (
        select(Proxy.meeting_id, func.count(func.distinct(Proxy.grantor_id)))
        .join(
            Attendance,
            and_(
                Attendance.meeting_id == Proxy.meeting_id,
                Attendance.membership_id == Proxy.holder_id,
                Attendance.votes,
            ),
        )
        .where(Proxy.meeting_id.in_(ids), ~came_itself.exists())
        .group_by(Proxy.meeting_id)
    )
    total: Counter[int] = Counter()
    for meeting_id, count in session.execute(union_all(votes, carried)).all():
        total[meeting_id] += count
    return dict(total)


def _in_office(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Seats on the day of each meeting; of an assembly, the votes its ballots were counted of."""
    seats = (
        select(Meeting.id, func.count(Seat.id))
        .join(Body, Body.id == Meeting.body_id)
        .join(
            Seat,
            and_(
                Seat.body_id == Meeting.body_id,
                Seat.from_on <= Meeting.held_on,
                or_(Seat.to_on.is_(None), Seat.to_on >= Meeting.held_on),
                Seat.role.in_(VOTING_ROLES),
            ),
        )
        .where(Meeting.id.in_(ids), Body.kind != BodyKind.ASSEMBLY)
        .group_by(Meeting.id)
    )
    entitled = (
        select(AgendaItem.meeting_id, func.max(Ballot.entitled))
        .join(Ballot, Ballot.item_id == AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(Meeting.id.in_(ids), Body.kind == BodyKind.ASSEMBLY)
        .group_by(AgendaItem.meeting_id)
    )
    return {row[0]: row[1] for row in session.execute(union_all(seats, entitled)).all()}


def resolution_rows(
    session: Session, *, until: date | None = None, filter: MeetingFilter = _ALL
) -> list[ResolutionRow]:
    """The resolutions adopted up to a day (None: all), the latest first."""
    query = (
        select(Resolution, Ballot, AgendaItem, Meeting, Body)
        .join(Ballot, Ballot.id == Resolution.ballot_id)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Body, Body.id == Resolution.body_id)
        .order_by(Resolution.adopted_on.desc(), Resolution.body_id, Resolution.number.desc())
    )
    if until is not None:
        query = query.where(Resolution.adopted_on <= until)
    if filter.body_id is not None:
        query = query.where(Resolution.body_id == filter.body_id)
    if filter.kinds:
        query = query.where(Body.kind.in_(filter.kinds))
    if filter.year is not None:
        query = query.where(Resolution.year == filter.year)
    return [
        ResolutionRow(
            **{name: getattr(row, name) for name in _DECIDED},
            body=body.name,
            body_code=body.code,
            meeting_number=meeting.number,
            item=item.position,
            title=item.title,
            in_favour=ballot.in_favour,
            against=ballot.against,
            abstained=ballot.abstained,
            outcome=ballot.outcome,
        )
        for row, ballot, item, meeting, body in session.execute(query).all()
        if not filter.text.strip()
        or has_words(f"{row.wording} {item.title} {row.owner}", filter.text)
    ]


_DECIDED = (
    "id", "body_id", "year", "number", "adopted_on", "meeting_id", "wording", "owner", "due_on",
    "executed_on",
)  # fmt: skip
