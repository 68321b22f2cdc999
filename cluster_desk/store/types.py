"""Map our values to columns that mean the same on SQLite (STRICT) and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.ext.compiler import compiles

from cluster_desk.domain.money import Money
from cluster_desk.domain.terms import Term

T = TypeVar("T", bound=Term)

Id = BigInteger().with_variant(Integer, "sqlite")
"""Of every primary and foreign key; only INTEGER is a rowid for SQLite."""


# STRICT tables accept six type names; SQLAlchemy's others would be refused at CREATE TABLE.
@compiles(String, "sqlite")
@compiles(Text, "sqlite")
@compiles(Date, "sqlite")
@compiles(DateTime, "sqlite")
def _text(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
@compiles(BigInteger, "sqlite")
@compiles(SmallInteger, "sqlite")
def _integer(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "INTEGER"


@compiles(LargeBinary, "sqlite")
def _blob(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "BLOB"


class MoneyColumn(TypeDecorator[Money]):
    """Money as integer cents; sums come back as Money too."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.cents

    def process_result_value(self, value: Any, dialect: Dialect) -> Money | None:
        # PostgreSQL sums bigint to numeric
        return None if value is None else Money(int(value))


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; a naive value is refused, since nobody could say when it was."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive instant")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class LocalTime(TypeDecorator[time]):
    """A time on the wall of the meeting room, `HH:MM`."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: Any, dialect: Dialect) -> time | None:
        return None if value is None else time.fromisoformat(value)


class TermColumn(TypeDecorator[T]):
    """A term of a closed vocabulary by its code."""

    impl = String(40)
    cache_ok = True

    def __init__(self, vocabulary: type[T]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        return None if value is None else str(self.vocabulary(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        return None if value is None else self.vocabulary(value)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class JsonColumn(TypeDecorator[Any]):
    """A small structure as canonical JSON text, the same bytes on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _CANONICAL.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
