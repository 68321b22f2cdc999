"""One operation in full: what it changed, in words, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.records import field_text, kind_text
from cluster_desk.queries.history import words
from cluster_desk.queries.history.record import RecordOf, changes_of
from cluster_desk.store import reversal
from cluster_desk.store.tables.history import Change, ChangeSet

SHOWN = 60
"""Rows that are told one by one; of an import of thousands nobody reads more."""


@dataclass(frozen=True, kw_only=True)
class FieldWords:
    """One field before and after, in words; empty where there was or is nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RecordWords:
    """What happened to one row: `op` is I, U or D; no fields where they were erased by law."""

    table: str
    id: int
    kind: str
    title: str
    op: str
    fields: tuple[FieldWords, ...]
    is_erased: bool = False


@dataclass(frozen=True, kw_only=True)
class TableCount:
    """How many rows of a kind were added, changed and removed."""

    kind: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class OperationCard:
    """One operation. `why_not` says why it cannot be taken back; empty where it can.

    `rest` counts the rows beyond those that are told; `is_undone` where another operation took it
    back, `undoes_label` is of the one that it took back itself.
    """

    id: int
    seq: int
    kind: str
    label: str
    use_case: str
    actor: str
    machine: str
    at: datetime
    hash: str
    counts: tuple[TableCount, ...]
    records: tuple[RecordWords, ...]
    rest: int
    undoes_label: str
    is_undone: bool
    why_not: str


def operation_card(
    session: Session, change_set_id: int, *, record: RecordOf | None = None
) -> OperationCard | None:
    """Everything about one operation, or of a record what it changed there; None where none."""
    found = _set_and_counts(session, change_set_id)
    if found is None:
        return None
    row, undoes_label, counts = found
    told = {name: count for name, count in counts.items() if name not in words.INNER_TABLES}
    total = sum(count.added + count.changed + count.removed for count in told.values())
    records = _records(session, change_set_id, record)
    obstacle = reversal.obstacle(session.connection(), change_set_id, counts.keys())
    return OperationCard(
        **{name: getattr(row, name) for name in _OF_THE_SET},
        at=datetime.fromisoformat(row.at),
        counts=tuple(told.values()),
        records=records,
        rest=0 if record else max(total - len(records), 0),
        undoes_label=undoes_label,
        is_undone=isinstance(obstacle, reversal.AlreadyUndone),
        why_not=str(obstacle) if obstacle else "",
    )


_OF_THE_SET = ("id", "seq", "kind", "label", "use_case", "actor", "machine", "hash")


def _set_and_counts(
    session: Session, change_set_id: int
) -> tuple[ChangeSet, str, dict[str, TableCount]] | None:
    undone = aliased(ChangeSet)
    columns = [func.sum(case((Change.op == op, 1), else_=0)) for op in "IUD"]
    query = (
        select(ChangeSet, undone.label, Change.table_name, *columns)
        .join(Change, Change.change_set_id == ChangeSet.id)
        .outerjoin(undone, undone.id == ChangeSet.undoes_id)
        .where(ChangeSet.id == change_set_id, ChangeSet.seq.is_not(None))
        .group_by(ChangeSet.id, undone.label, Change.table_name)
        .order_by(func.min(Change.id))
    )
    rows = session.execute(query).all()
    counts = {
        name: TableCount(
            kind=kind_text(name), added=int(added), changed=int(changed), removed=int(removed)
        )
        for _set, _label, name, added, changed, removed in rows
    }
    return (rows[0][0], rows[0][1] or "", counts) if rows else None


def _records(
    session: Session, change_set_id: int, record: RecordOf | None
) -> tuple[RecordWords, ...]:
    query = (
        select(Change.table_name, Change.row_id, Change.op, Change.before, Change.after)
        .where(
            Change.change_set_id == change_set_id,
            Change.table_name.not_in(words.INNER_TABLES),
        )
        .order_by(Change.id)
        .limit(SHOWN)
    )
    if record is not None:
        query = query.where(changes_of(session, record))
    changes = [
        _Told(row[0], row[1], row[2], words.image_of(row[3]), words.image_of(row[4]))
        for row in session.execute(query)
    ]
    pairs = {
        pair
        for change in changes
        for image in (change.before, change.after)
        for pair in words.referred(change.table, image)
    }
    names = words.names_of(session, pairs)
    return tuple(_record(change, names) for change in changes)


@dataclass(frozen=True, slots=True)
class _Told:
    table: str
    id: int
    op: str
    before: dict[str, Any]
    after: dict[str, Any]


def _record(change: _Told, names: words.Names) -> RecordWords:
    image = change.after or change.before
    return RecordWords(
        table=change.table,
        id=change.id,
        kind=kind_text(change.table),
        title=words.title_of(change.table, image, names) if image else "",
        op=change.op,
        fields=tuple(_fields(change, names)),
        is_erased=not image,
    )


def _fields(change: _Told, names: words.Names) -> Sequence[FieldWords]:
    found = []
    for name in words.field_names(change.table):
        if change.before.get(name) == change.after.get(name) or _is_empty(change, name):
            continue
        before = words.value_text(change.table, name, change.before, names)
        after = words.value_text(change.table, name, change.after, names)
        if before != after:
            told = field_text(change.table, name)
            found.append(FieldWords(name=told, before=before, after=after))
    return found


def _is_empty(change: _Told, name: str) -> bool:
    """Whether a row was made, or went, with nothing in this field: no, nothing, no money."""
    return change.op != "U" and not (change.after or change.before).get(name)
