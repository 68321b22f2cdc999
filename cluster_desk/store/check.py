"""Check a whole desk: file, triggers, history, sums, numbers, documents against their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from cluster_desk.domain.numbering import missing_numbers, repeated_numbers
from cluster_desk.i18n import N_, _
from cluster_desk.store import changes, images, triggers
from cluster_desk.store.base import tracked_tables
from cluster_desk.store.tables import all as _all_tables  # noqa: F401  # fills the metadata

_NUMBERED = (
    ("receipt", "number", "year"),
    ("payment_notice", "number", "year"),
    ("resolution", "number", "body_id, year"),
)

_SPLITS = """SELECT m.id FROM movement m JOIN movement_split s ON s.movement_id=m.id
 GROUP BY m.id, m.amount HAVING sum(s.amount)<>m.amount"""
_PAYMENTS = """SELECT p.id FROM payment p JOIN allocation a ON a.payment_id=p.id
 GROUP BY p.id, p.amount HAVING sum(a.amount)>p.amount"""
_CHARGES = """SELECT c.id FROM charge c WHERE c.amount <
 (SELECT coalesce(sum(a.amount),0) FROM allocation a JOIN payment p ON p.id=a.payment_id
  WHERE a.charge_id=c.id AND p.void_from IS NULL)
 + (SELECT coalesce(sum(j.amount),0) FROM charge_adjustment j WHERE j.charge_id=c.id)"""
_TRANSFERS = """SELECT m.id FROM movement m JOIN movement o ON o.id=m.transfer_id
 WHERE o.amount<>-m.amount OR o.transfer_id<>m.id"""
_BALANCES = (
    (N_("The parts of movement {id} do not add up to it."), _SPLITS),
    (N_("Payment {id} is allocated beyond its amount."), _PAYMENTS),
    (N_("Charge {id} is paid beyond what is owed."), _CHARGES),
    (N_("Transfer {id} does not balance."), _TRANSFERS),
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that does not hold. `area` is file, triggers, history, sums, numbers, documents."""

    area: str
    message: str


def faults(connection: Connection) -> list[Fault]:
    """Everything that does not hold; empty where all is well."""
    return [fault for area in _PARTS for fault in faults_in(connection, area)]


def faults_in(connection: Connection, area: str) -> list[Fault]:
    """What does not hold in one of AREAS."""
    return [fault for part in _PARTS[area] for fault in _readable(part, connection)]


def _readable(
    part: Callable[[Connection], Iterator[Fault]], connection: Connection
) -> Iterator[Fault]:
    """What a part finds; where it cannot even read, that is the fault."""
    try:
        yield from part(connection)
    except DBAPIError:
        message = _("Part of the desk cannot be read any more: restore the last backup.")
        yield Fault(area="file", message=message)


def _file(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "postgresql":
        return
    for line in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
        if line != "ok":
            yield Fault(area="file", message=line)
    for row in connection.execute(text("PRAGMA foreign_key_check")).all()[:20]:
        message = _("Row {row} of {table} points to nothing.").format(row=row[1], table=row[0])
        yield Fault(area="file", message=message)


def _triggers(connection: Connection) -> Iterator[Fault]:
    for name in triggers.differences(connection):
        message = _("The guard «{name}» is missing or was changed.").format(name=name)
        yield Fault(area="triggers", message=message)


def _history(connection: Connection) -> Iterator[Fault]:
    for broken in changes.verify(connection):
        message = _("Operation {seq} of the history does not agree with its seal.")
        yield Fault(area="history", message=message.format(seq=broken.seq))


def _images(connection: Connection) -> Iterator[Fault]:
    """Rows that the log does not know as they are: changed past the triggers."""
    for table in tracked_tables():
        name = table.name
        changed = f"SELECT t.id {images.unlogged(table, connection.dialect.name)} LIMIT 20"
        for row_id in connection.exec_driver_sql(changed).scalars():
            message = _("Row {row} of {table} is not what the history says.")
            yield Fault(area="history", message=message.format(row=row_id, table=name))
        lost = f"SELECT c.row_id {images.gone(table)} LIMIT 20"
        for row_id in connection.exec_driver_sql(lost).scalars():
            message = _("Row {row} of {table} is gone, though the history never removed it.")
            yield Fault(area="history", message=message.format(row=row_id, table=name))


def _sums(connection: Connection) -> Iterator[Fault]:
    for message, query in _BALANCES:
        for found in connection.execute(text(f"{query} LIMIT 20")).scalars():
            yield Fault(area="sums", message=_(message).format(id=found))


def _numbers(connection: Connection) -> Iterator[Fault]:
    for table, number, series in _NUMBERED:
        groups: dict[tuple[object, ...], list[int]] = {}
        for *key, value in connection.execute(text(f"SELECT {series}, {number} FROM {table}")):
            groups.setdefault(tuple(key), []).append(value)
        for group, numbers in groups.items():
            wrong = missing_numbers(numbers, first=min(numbers)) + repeated_numbers(numbers)
            if wrong:
                message = _("The numbers of {table} {series} have a gap or a double: {numbers}.")
                yield Fault(
                    area="numbers",
                    message=message.format(
                        table=table, series=" ".join(map(str, group)), numbers=wrong[:5]
                    ),
                )


def _documents(connection: Connection) -> Iterator[Fault]:
    query = text("SELECT b.sha256, b.content FROM blob b ORDER BY b.sha256").execution_options(
        yield_per=50
    )
    for sha256, content in connection.execute(query):
        if hashlib.sha256(content).hexdigest() != sha256:
            message = _("The contents of document {sha256} were altered.")
            yield Fault(area="documents", message=message.format(sha256=sha256[:12]))
    lost = text(
        "SELECT d.id FROM document d LEFT JOIN blob b ON b.sha256=d.sha256"
        " WHERE b.sha256 IS NULL LIMIT 20"
    )
    for document_id in connection.execute(lost).scalars():
        message = _("Document {id} has lost its contents.").format(id=document_id)
        yield Fault(area="documents", message=message)


_PARTS: dict[str, tuple[Callable[[Connection], Iterator[Fault]], ...]] = {
    "file": (_file,),
    "triggers": (_triggers,),
    "history": (_history, _images),
    "sums": (_sums,),
    "numbers": (_numbers,),
    "documents": (_documents,),
}
AREAS = tuple(_PARTS)
