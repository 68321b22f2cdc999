"""Read who came to a meeting, who was carried there by another, and who excused themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import CompoundSelect, literal, null, select, union_all
from sqlalchemy.orm import Session

from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.store.tables.meetings import Attendance, Invitation, Proxy
from cluster_desk.store.tables.members import Organisation

_STAY = "stay"
_PROXY = "proxy"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """A stay as it was recorded."""

    person_id: int
    organisation: str
    membership_id: int | None
    capacity: Capacity
    mode: AttendanceMode
    arrived_at: time
    left_at: time | None
    votes: bool


@dataclass(frozen=True, kw_only=True)
class GivenProxy:
    """A member's vote in the hands of another."""

    grantor_id: int
    holder_id: int


@dataclass(frozen=True, kw_only=True)
class Attended:
    """The people of a meeting; `stay_ids` are those of `presences`, in the same order."""

    presences: tuple[Presence, ...]
    stay_ids: tuple[int, ...]
    proxies: tuple[GivenProxy, ...]
    excused_people: frozenset[int]
    excused_members: frozenset[int]


def attended(session: Session, meeting_id: int) -> Attended:
    """Stays, proxies and excuses are one question to the database: all of them, always."""
    stays = (
        select(
            literal(_STAY).label("what"),
            Attendance.id,
            Attendance.person_id,
            Attendance.membership_id,
            Organisation.name,
            Attendance.capacity,
            Attendance.mode,
            Attendance.arrived_at,
            Attendance.left_at,
            Attendance.votes,
        )
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
    )
    nothing = [null()] * 6
    proxies = select(literal(_PROXY), Proxy.id, Proxy.grantor_id, Proxy.holder_id, *nothing)
    excuses = select(
        literal("excuse"), Invitation.id, Invitation.person_id, Invitation.membership_id, *nothing
    )
    query: CompoundSelect[Any] = union_all(
        stays,
        proxies.where(Proxy.meeting_id == meeting_id),
        excuses.where(Invitation.meeting_id == meeting_id, Invitation.excused),
    )
    rows = session.execute(query.order_by("arrived_at", "id")).all()
    return _parted(rows)


def _parted(rows: Sequence[Any]) -> Attended:
    came = [row for row in rows if row[0] == _STAY]
    excused = [row for row in rows if row[0] not in (_STAY, _PROXY)]
    return Attended(
        presences=tuple(
            Presence(
                person_id=row[2],
                membership_id=row[3],
                organisation=row[4] or "",
                capacity=row[5],
                mode=row[6],
                arrived_at=row[7],
                left_at=row[8],
                votes=bool(row[9]),
            )
            for row in came
        ),
        stay_ids=tuple(row[1] for row in came),
        proxies=tuple(
            GivenProxy(grantor_id=row[2], holder_id=row[3]) for row in rows if row[0] == _PROXY
        ),
        excused_people=frozenset(row[2] for row in excused if row[2]),
        excused_members=frozenset(row[3] for row in excused if row[3]),
    )
