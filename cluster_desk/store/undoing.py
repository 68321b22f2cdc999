"""Say what Undo and Redo would take back: a person's stack, read from the log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from cluster_desk.i18n import _

_DEPTH = 400


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change set that can be taken back, with the words of the person's own gesture."""

    id: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Done:
    """A change set found by its request id."""

    id: int
    label: str
    topics: frozenset[str]


def next_undo(connection: Connection) -> Step | None:
    """What undo would take back; None after an upgrade or an erasure, or at the beginning."""
    undo, _redo = _stacks(connection)
    return undo[-1] if undo else None


def next_redo(connection: Connection) -> Step | None:
    """What redo would bring again; a new write forgets it."""
    _undo, redo = _stacks(connection)
    return redo[-1] if redo else None


def _stacks(connection: Connection) -> tuple[list[Step], list[Step]]:
    rows = connection.execute(
        text(
            "SELECT id, kind, label, undoes_id FROM change_set WHERE seq IS NOT NULL"
            " ORDER BY seq DESC LIMIT :depth"
        ),
        {"depth": _DEPTH},
    ).all()
    undo: list[Step] = []
    redo: list[Step] = []
    gesture: dict[int, str] = {}
    for row in reversed(rows):
        gesture[row.id] = gesture.get(row.undoes_id or 0, row.label)
        step = Step(id=row.id, label=gesture[row.id])
        if row.kind == "write":
            undo.append(step)
            redo.clear()
        elif row.kind != "undo":
            undo.clear()
            redo.clear()
        elif any(entry.id == row.undoes_id for entry in redo):
            redo[:] = [entry for entry in redo if entry.id != row.undoes_id]
            undo.append(step)
        else:
            undo[:] = [entry for entry in undo if entry.id != row.undoes_id]
            redo.append(step)
    return undo, redo


def by_request(connection: Connection, request_id: str) -> Done | None:
    """The committed set of this request, where a lost answer is asked for again."""
    row = connection.execute(
        text("SELECT id, label, topics FROM change_set WHERE request_id=:request_id"),
        {"request_id": request_id},
    ).first()
    if row is None:
        return None
    return Done(id=row.id, label=row.label, topics=frozenset(row.topics.split(",")))


def exists(connection: Connection, change_set_id: int) -> bool:
    """Whether a sealed change set has this id."""
    query = text("SELECT 1 FROM change_set WHERE id=:id AND seq IS NOT NULL")
    return connection.execute(query, {"id": change_set_id}).first() is not None


def reversal_label(connection: Connection, target: int) -> str:
    """The words under which an undo, or the undo of an undo, is kept."""
    step, again = target, False
    while True:
        row = connection.execute(
            text("SELECT label, kind, undoes_id FROM change_set WHERE id=:step"), {"step": step}
        ).first()
        if row is None:
            return _("Undone")
        if row.kind != "undo" or row.undoes_id is None:
            break
        step, again = row.undoes_id, not again
    sentence = _("Redone: {label}") if again else _("Undone: {label}")
    return sentence.format(label=row.label)[:300]
