"""Projects and the activities of the yearly plan, with how much stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, distinct, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cluster_desk.store.tables.association import PlanActivity, Project
from cluster_desk.store.tables.treasury import MovementSplit


@dataclass(frozen=True, kw_only=True)
class ProjectRow:
    """A funded project; `uses` counts the movements tagged with it."""

    id: int
    code: str
    title: str
    cup: str
    funder: str
    from_on: date | None
    to_on: date | None
    uses: int


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """An activity of a year's plan; `uses` counts the movements tagged with it."""

    id: int
    year: int
    code: str
    title: str
    objective: str
    project_id: int | None
    project: str
    uses: int


def project_rows(session: Session) -> list[ProjectRow]:
    """Every project, by code."""
    uses = _uses(MovementSplit.project_id)
    query = (
        select(Project, uses.c.uses).outerjoin(uses, uses.c.of == Project.id).order_by(Project.code)
    )
    return [
        ProjectRow(
            id=row.id,
            code=row.code,
            title=row.title,
            cup=row.cup,
            funder=row.funder,
            from_on=row.from_on,
            to_on=row.to_on,
            uses=count or 0,
        )
        for row, count in session.execute(query)
    ]


def activity_rows(session: Session) -> list[ActivityRow]:
    """Every activity, the latest year first, then by code."""
    uses = _uses(MovementSplit.activity_id)
    query = (
        select(PlanActivity, Project.code, uses.c.uses)
        .outerjoin(Project, Project.id == PlanActivity.project_id)
        .outerjoin(uses, uses.c.of == PlanActivity.id)
        .order_by(PlanActivity.year.desc(), PlanActivity.code)
    )
    return [
        ActivityRow(
            id=row.id,
            year=row.year,
            code=row.code,
            title=row.title,
            objective=row.objective,
            project_id=row.project_id,
            project=project or "",
            uses=count or 0,
        )
        for row, project, count in session.execute(query)
    ]


def _uses(column: InstrumentedAttribute[int | None]) -> Subquery:
    counted = func.count(distinct(MovementSplit.movement_id))
    query = select(column.label("of"), counted.label("uses"))
    return query.where(column.is_not(None)).group_by(column).subquery()
