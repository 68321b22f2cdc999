"""What was done, by whom and when: of the desk, and of one record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.store.tables.history import Change, ChangeSet


@dataclass(frozen=True, kw_only=True)
class ChangeSetRow:
    """One gesture; `undoes` is the set that it took back."""

    id: int
    seq: int
    kind: str
    label: str
    use_case: str
    actor: str
    machine: str
    at: datetime
    topics: str
    changes: int
    undoes: int | None


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field of one record, before and after, as stored."""

    at: datetime
    actor: str
    label: str
    change_set: int
    op: str
    fields: dict[str, tuple[Any, Any]]


def last_done_at(session: Session) -> datetime | None:
    """When the last operation was done, by the clock it was done by; None before the first."""
    newest = select(ChangeSet.at).where(ChangeSet.seq.is_not(None)).order_by(ChangeSet.seq.desc())
    at = session.scalar(newest.limit(1))
    return None if at is None else datetime.fromisoformat(at)


def history_rows(
    session: Session, *, limit: int = 50, before: int | None = None, topic: str = ""
) -> list[ChangeSetRow]:
    """The latest gestures first; `before` is the seq to go on from."""
    # Counted for the rows that are shown: grouping the whole log would read all of it.
    changes = (
        select(func.count())
        .where(Change.change_set_id == ChangeSet.id)
        .correlate(ChangeSet)
        .scalar_subquery()
    )
    query = (
        select(ChangeSet, changes)
        .where(ChangeSet.seq.is_not(None))
        .order_by(ChangeSet.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(ChangeSet.seq < before)
    if topic:
        query = query.where(ChangeSet.topics.contains(topic, autoescape=True))
    return [row_of(row, changes) for row, changes in session.execute(query).all()]


def row_of(row: ChangeSet, changes: int | None) -> ChangeSetRow:
    """A sealed set with how many rows it changed."""
    assert row.seq is not None
    return ChangeSetRow(
        id=row.id,
        seq=row.seq,
        kind=row.kind,
        label=row.label,
        use_case=row.use_case,
        actor=row.actor,
        machine=row.machine,
        at=datetime.fromisoformat(row.at),
        topics=row.topics,
        changes=changes or 0,
        undoes=row.undoes_id,
    )


def record_history(session: Session, table: str, row_id: int) -> list[FieldChange]:
    """Who changed what in one record, the oldest first; erased contents are left out."""
    query = (
        select(Change, ChangeSet)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(Change.table_name == table, Change.row_id == row_id)
        .order_by(Change.id)
    )
    found = []
    for change, made_by in session.execute(query).all():
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        fields = {
            name: (before.get(name), after.get(name))
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name) and name not in _OWN
        }
        found.append(
            FieldChange(
                at=datetime.fromisoformat(made_by.at),
                actor=made_by.actor,
                label=made_by.label,
                change_set=made_by.id,
                op=change.op,
                fields=fields,
            )
        )
    return found


_OWN = frozenset({"id", "version", "search_text", "sort_key"})
