"""Write small facts through the desk, and read whole tables back, for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from cluster_desk.desk import Desk
from cluster_desk.domain.members import (
    ChannelKind,
    ChannelPurpose,
    OrganisationKind,
)
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.store import changes, engine
from cluster_desk.store.base import tracked_tables
from cluster_desk.store.tables.fees import Payment, Receipt
from cluster_desk.store.tables.members import Channel, Organisation
from cluster_desk.tx import Tx

V = TypeVar("V")
DAY = date(2026, 3, 20)


def do(desk: Desk, action: Callable[[Tx], V], label: str = "prova", **options: Any) -> V:
    """Run a few lines as one use-case and return their value."""

    def act(tx: Tx, _command: None) -> V:
        tx.describe(label)
        return action(tx)

    return desk.write(act, None, **options).value


def last_set(desk: Desk) -> int:
    """The id of the newest sealed change set; 0 in an untouched desk."""
    return int(scalar(desk, "SELECT coalesce(max(id),0) FROM change_set"))


def rows(desk: Desk, query: str) -> list[Any]:
    """The rows of a raw query."""
    return desk.read(lambda session: list(session.execute(text(query))))


def scalar(desk: Desk, query: str) -> Any:
    """The one value of a raw query."""
    return rows(desk, query)[0][0]


def state(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every tracked row but for its version, which only goes up."""

    def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in tracked_tables():
            columns = [column for column in table.columns if column.name != "version"]
            query = select(*columns).order_by(table.c.id)
            found[table.name] = [tuple(row) for row in session.execute(query)]
        return {name: facts for name, facts in found.items() if facts}

    return desk.read(everything)


def broken(desk: Desk) -> list[tuple[int, str]]:
    """What the chain says of itself."""
    return desk.read(lambda s: [(b.seq, b.why) for b in changes.verify(s.connection())])


def organisation(tx: Tx, name: str = "Serio Pack S.r.l.", **values: Any) -> Organisation:
    """An organisation with one channel, flushed."""
    row = Organisation(name=name, kind=OrganisationKind.COMPANY, **values)
    tx.session.add(row)
    tx.session.flush()
    return row


def add(desk: Desk, name: str) -> int:
    """An organisation in a write of its own; its id."""
    return do(desk, lambda tx: organisation(tx, name).id)


def channel(tx: Tx, organisation_id: int, value: str = "info@serio.example") -> Channel:
    """A way to reach it, which goes with it."""
    row = Channel(
        organisation_id=organisation_id,
        kind=ChannelKind.EMAIL,
        purpose=ChannelPurpose.GENERAL,
        value=value,
    )
    tx.session.add(row)
    tx.session.flush()
    return row


def receipt(tx: Tx, number: int = 1) -> Receipt:
    """A payment and its receipt: a final record."""
    payment = Payment(received_on=DAY, amount=Money(500), method=PaymentMethod.BANK_TRANSFER)
    tx.session.add(payment)
    tx.session.flush()
    row = Receipt(
        year=2026,
        number=number,
        issued_on=DAY,
        payment_id=payment.id,
        amount=Money(500),
        stamp=Money(0),
    )
    tx.session.add(row)
    tx.session.flush()
    return row


def is_postgresql(desk: Desk) -> bool:
    """Whether this desk is on a server."""
    return engine.is_postgresql(desk.location)


def outside(desk: Desk, *statements: str) -> None:
    """Run statements past the desk, on a connection like its own, in one transaction."""
    tamper(desk, {}, *statements)


def tamper(desk: Desk, guards: dict[str, str], *statements: str) -> None:
    """The same after dropping triggers (`guards`: trigger to table), as bad intentions would."""
    opened = engine.make_engine(desk.location)
    try:
        with (
            opened.connect().execution_options(**{engine.WRITE: True}) as connection,
            connection.begin(),
        ):
            for name, table in guards.items():
                tail = f" ON {table}" if is_postgresql(desk) else ""
                connection.exec_driver_sql(f"DROP TRIGGER {name}{tail}")
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        opened.dispose()
