"""Everything the first page shows, in one read of eight statements at most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.home.dated import DatedFigures, dated_figures
from cluster_desk.queries.home.fees import FeeFigures, fee_figures
from cluster_desk.queries.home.meetings import MeetingFigures, meeting_figures
from cluster_desk.queries.home.members import MemberFigures, member_figures
from cluster_desk.queries.home.waiting import Waiting, waiting
from cluster_desk.store.tables.history import ChangeSet

_LATEST = 30


@dataclass(frozen=True, kw_only=True)
class Gesture:
    """Something that was done. `times`: how often in a row, of one day; the latest is told."""

    id: int
    seq: int
    label: str
    use_case: str
    actor: str
    at: datetime
    topics: frozenset[str]
    is_undo: bool
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The first page of a day, with the figures of a year."""

    on: date
    year: int
    members: MemberFigures
    fees: FeeFigures
    meetings: MeetingFigures
    dated: DatedFigures
    waiting: tuple[Waiting, ...]
    gestures: tuple[Gesture, ...]

    @property
    def last_seq(self) -> int:
        """The number of the latest change set; zero in a desk where nothing was done."""
        return self.gestures[0].seq if self.gestures else 0

    @property
    def is_first_use(self) -> bool:
        """Nobody is on record yet, not even as an applicant."""
        return not self.members.everyone


def overview(session: Session, *, on: date, year: int) -> Overview:
    """As of the day; `year` is the one whose fees are shown."""
    rules = statute_rules(session)
    members = member_figures(session, on=on, year=year)
    fees = fee_figures(session, on=on, year=year)
    meetings = meeting_figures(session, rules, on=on)
    dated = dated_figures(session, on=on, year=year)
    return Overview(
        on=on,
        year=year,
        members=members,
        fees=fees,
        meetings=meetings,
        dated=dated,
        waiting=waiting(members, fees, meetings, dated, rules, on=on),
        gestures=_gestures(session),
    )


def _gestures(session: Session) -> tuple[Gesture, ...]:
    """The latest first; the same words again on the same day are one line."""
    query = select(ChangeSet).where(ChangeSet.seq.is_not(None))
    found: list[Gesture] = []
    for row in session.scalars(query.order_by(ChangeSet.seq.desc()).limit(_LATEST)):
        at = datetime.fromisoformat(row.at)
        last = found[-1] if found else None
        if last is not None and (last.label, last.at.date()) == (row.label, at.date()):
            found[-1] = replace(last, times=last.times + 1)
            continue
        found.append(
            Gesture(
                id=row.id,
                seq=row.seq or 0,
                label=row.label,
                use_case=row.use_case,
                actor=row.actor,
                at=at,
                topics=frozenset(row.topics.split(",")),
                is_undo=row.undoes_id is not None,
            )
        )
    return tuple(found)
