"""Open and seal change sets, and prove afterwards that nobody touched them (HISTORY.md §4)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256 as _sha256
from typing import Any

from sqlalchemy import Connection

from cluster_desk.store.base import Base

SALT = 16
COMMITMENT = 32
_CHAIN_LOCK = 20251215  # any number, the same for everybody who seals on one PostgreSQL


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Who opens a change set, and why."""

    kind: str
    use_case: str
    actor: str
    machine: str
    at: datetime
    request_id: str
    undoes_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A change set after its seal; `topics` are what pages listen to."""

    id: int
    seq: int
    hash: str
    topics: frozenset[str]


def open_set(connection: Connection, heading: Heading) -> int:
    """Insert the set that all following changes of this transaction belong to."""
    # driver-level SQL: the ORM here was measured at five times the cost of the triggers
    values = (
        heading.kind,
        heading.use_case,
        heading.actor,
        heading.machine,
        heading.at.astimezone(UTC).isoformat(timespec="microseconds"),
        heading.request_id,
        heading.undoes_id,
    )
    columns = "kind,use_case,actor,machine,at,request_id,undoes_id,label,topics"
    if connection.dialect.name == "postgresql":
        made: int = connection.exec_driver_sql(
            f"INSERT INTO change_set({columns}) VALUES (%s,%s,%s,%s,%s,%s,%s,'','') RETURNING id",
            values,
        ).scalar_one()
        connection.exec_driver_sql("SELECT set_config('desk.change_set', %s, true)", (str(made),))
        return made
    cursor = connection.exec_driver_sql(
        f"INSERT INTO change_set({columns}) VALUES (?,?,?,?,?,?,?,'','')", values
    )
    return int(cursor.lastrowid)


def seal(
    connection: Connection,
    set_id: int,
    label: str,
    entropy: Callable[[int], bytes] = os.urandom,
    *,
    may_be_empty: bool = False,
) -> Sealed | None:
    """Number the set and chain it to the one before; None where nothing was changed.

    A set that says something without a row (`may_be_empty`) is sealed all the same: an upgrade
    of the tables alone, or one that only emptied the log of others.

    The last thing of a transaction: on PostgreSQL the lock on the chain is held to the commit.
    `entropy` gives the salts; only the demo association, whose bytes must repeat, chooses it.
    """
    mark = _mark(connection)
    rows = connection.exec_driver_sql(
        "SELECT table_name,row_id,op,before,after FROM change"
        f" WHERE change_set_id={mark} ORDER BY id",
        (set_id,),
    ).all()
    if not rows and not may_be_empty:
        return None
    salts, commitments = _promises(rows, entropy)
    tables = {row[0] for row in rows}
    known = Base.metadata.tables  # an upgrade may empty a table that is no more
    topics = frozenset(known[name].info["topic"] for name in tables if name in known)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_CHAIN_LOCK,))
    last = connection.exec_driver_sql(
        "SELECT seq,hash FROM change_set WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
    ).first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, "")
    header = connection.exec_driver_sql(
        "SELECT kind,use_case,actor,machine,at,request_id,undoes_id FROM change_set"
        f" WHERE id={mark}",
        (set_id,),
    ).one()
    told = ",".join(sorted(topics))
    link = chain_hash(previous, (seq, label, told, *header), commitments)
    connection.exec_driver_sql(
        f"INSERT INTO change_seal(change_set_id,salts,commitments) VALUES ({mark},{mark},{mark})",
        (set_id, salts, commitments),
    )
    connection.exec_driver_sql(
        f"UPDATE change_set SET seq={mark},label={mark},topics={mark},hash={mark} WHERE id={mark}",
        (seq, label, told, link, set_id),
    )
    return Sealed(id=set_id, seq=seq, hash=link, topics=topics)


def _promises(
    rows: Sequence[Sequence[Any]], entropy: Callable[[int], bytes]
) -> tuple[bytes, bytes]:
    """Salts and commitments of the rows; of one that was emptied by law neither says anything."""
    salts = bytearray(entropy(SALT * len(rows)))
    made = []
    end = 0
    for row in rows:
        start, end = end, end + SALT
        if row[3] is None and row[4] is None:
            salts[start:end] = bytes(SALT)
            made.append(entropy(COMMITMENT))
        else:
            made.append(_sha256(salts[start:end] + _told(*row)).digest())
    return bytes(salts), b"".join(made)


def commitment(salt: bytes, row: Sequence[Any]) -> bytes:
    """SHA-256 over salt and one change (table, row, op, before, after)."""
    return _sha256(salt + _told(*row)).digest()


def _told(table: str, row_id: int, op: str, before: str | None, after: str | None) -> bytes:
    """One change as bytes; lengths stand before the images, so that no two give the same.

    A JSON of the whole took more than twice as long, and every change that is made passes here.
    """
    if before is None:
        size = -1 if after is None else len(after)
        return f"{table},{row_id},{op},-1,{size}:{after or ''}".encode()
    if after is None:
        return f"{table},{row_id},{op},{len(before)},-1:{before}".encode()
    return f"{table},{row_id},{op},{len(before)},{len(after)}:{before}{after}".encode()


def chain_hash(previous: str, header: Sequence[Any], commitments: bytes) -> str:
    """The link of the chain: previous link, header and all commitments."""
    text = json.dumps(list(header), ensure_ascii=False, separators=(",", ":"))
    inner = _sha256(commitments).hexdigest()
    return _sha256(f"{previous}|{text}|{inner}".encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last sealed set; what books print and backups keep."""
    last = connection.exec_driver_sql(
        "SELECT seq,hash FROM change_set WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
    ).first()
    return (last[0], last[1]) if last else (0, "")


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One fault of the chain. `change_id` where a single row's image was altered."""

    seq: int
    why: str
    change_id: int | None = None


def verify(connection: Connection) -> Iterator[Broken]:
    """Recompute the whole chain; yields what does not hold, row by row.

    What is said to be forgotten is believed only where an erasure by law came after it.
    """
    previous, expected = "", 1
    sets = connection.exec_driver_sql(
        "SELECT s.id,s.seq,s.hash,s.label,s.topics,s.kind,s.use_case,s.actor,s.machine,s.at,"
        "s.request_id,s.undoes_id,e.salts,e.commitments FROM change_set s"
        " LEFT JOIN change_seal e ON e.change_set_id=s.id ORDER BY s.seq"
    ).all()
    last_erasure = max((row.seq or 0 for row in sets if row.kind == "erase"), default=0)
    for row in sets:
        if row.seq is None:
            yield Broken(seq=0, why="open")
            continue
        if row.seq != expected:
            yield Broken(seq=row.seq, why="gap")
        commitments = bytes(row.commitments or b"")
        header = (row.seq, row.label, row.topics, *row[5:12])
        if chain_hash(previous, header, commitments) != row.hash:
            yield Broken(seq=row.seq, why="link")
        seal = _Seal(row.seq, bytes(row.salts or b""), commitments, row.seq <= last_erasure)
        yield from _verify_rows(connection, row.id, seal)
        previous, expected = row.hash, row.seq + 1


@dataclass(frozen=True)
class _Seal:
    """What a set was sealed with."""

    seq: int
    salts: bytes
    commitments: bytes
    may_be_forgotten: bool


def _verify_rows(connection: Connection, set_id: int, seal: _Seal) -> Iterator[Broken]:
    mark = _mark(connection)
    rows = connection.exec_driver_sql(
        "SELECT id,table_name,row_id,op,before,after FROM change"
        f" WHERE change_set_id={mark} ORDER BY id",
        (set_id,),
    ).all()
    if len(rows) * COMMITMENT != len(seal.commitments):
        yield Broken(seq=seal.seq, why="count")
        return
    for i, row in enumerate(rows):
        salt = seal.salts[SALT * i : SALT * (i + 1)]
        is_empty = row.before is None and row.after is None
        if seal.may_be_forgotten and is_empty and salt == bytes(SALT):
            continue
        if commitment(salt, row[1:]) != seal.commitments[COMMITMENT * i : COMMITMENT * (i + 1)]:
            yield Broken(seq=seal.seq, why="row", change_id=row.id)


def _mark(connection: Connection) -> str:
    return "%s" if connection.dialect.name == "postgresql" else "?"
