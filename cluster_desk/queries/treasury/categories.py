"""The categories of income and expense, with how much stands on each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.treasury import Direction
from cluster_desk.store.tables.treasury import Category, MovementSplit


@dataclass(frozen=True, kw_only=True)
class CategoryRow:
    """A category; `uses` counts the movements that stand on it."""

    id: int
    code: str
    name: str
    direction: Direction
    statement_line: str
    uses: int


def category_rows(session: Session) -> list[CategoryRow]:
    """Income first, then by code."""
    counted = func.count(distinct(MovementSplit.movement_id)).label("uses")
    uses = (
        select(MovementSplit.category_id.label("of"), counted)
        .group_by(MovementSplit.category_id)
        .subquery()
    )
    query = (
        select(Category, uses.c.uses)
        .outerjoin(uses, uses.c.of == Category.id)
        .order_by(Category.code)
    )
    found = [
        CategoryRow(
            id=row.id,
            code=row.code,
            name=row.name,
            direction=row.direction,
            statement_line=row.statement_line,
            uses=count or 0,
        )
        for row, count in session.execute(query)
    ]
    return sorted(found, key=lambda row: row.direction is not Direction.INCOME)
