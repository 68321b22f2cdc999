"""Give every table the same shape: integer id, version, strict types, tracked by history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.sql.schema import SchemaItem

from cluster_desk.store.types import Id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of a desk."""

    metadata = MetaData(naming_convention=NAMES)


class Record:
    """A tracked row. Ids are never reused; the version goes up with every change."""

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def ref(target: str, *, ondelete: str = "RESTRICT") -> ForeignKey:
    """A foreign key to `table.id`; deferrable, since an undo restores rows in any order."""
    return ForeignKey(f"{target}.id", ondelete=ondelete, deferrable=True, initially="IMMEDIATE")


def tracked(
    topic: str,
    *items: SchemaItem,
    final: str | None = None,
    may_change: frozenset[str] = frozenset(),
) -> tuple[Any, ...]:
    """`__table_args__` of a tracked table.

    `topic`: which pages reload when it changes. `final`: SQL over OLD that says when a row may
    no longer change, except the columns of `may_change` (DESIGN §3, final things).
    """
    tags: dict[str, Any] = {"topic": topic}
    if final is not None:
        tags |= {"final": final, "may_change": may_change | {"version"}}
    return (*items, {"sqlite_strict": True, "sqlite_autoincrement": True, "info": tags})


def untracked(*items: SchemaItem) -> tuple[Any, ...]:
    """`__table_args__` of a table without history: the log itself, contents, form drafts."""
    return (*items, {"sqlite_strict": True, "info": {"history": False}})


def tracked_tables() -> list[Table]:
    """Every table whose changes are logged, in dependency order."""
    return [t for t in Base.metadata.sorted_tables if t.info.get("history", True)]
