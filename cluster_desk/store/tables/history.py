"""The change log: what was written, by whom, and the seal over it (HISTORY.md §4)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.store.base import Base, untracked
from cluster_desk.store.types import Id


class ChangeSet(Base):
    """One person's gesture. `seq` is given at sealing, without gaps; a set without hash is open."""

    __tablename__ = "change_set"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    seq: Mapped[int | None] = mapped_column(Id, unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(300))
    use_case: Mapped[str] = mapped_column(String(80))
    actor: Mapped[str] = mapped_column(String(80))
    machine: Mapped[str] = mapped_column(String(80))
    at: Mapped[str] = mapped_column(String(32))
    request_id: Mapped[str] = mapped_column(String(40), unique=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"))
    topics: Mapped[str] = mapped_column(Text, server_default="")
    hash: Mapped[str | None] = mapped_column(String(64))
    __table_args__ = untracked(
        Index("ix_change_set_open", "id", sqlite_where=text("hash IS NULL")),
    )


class Change(Base):
    """One row's image before and after, as the database itself wrote it down."""

    __tablename__ = "change"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Id)
    op: Mapped[str] = mapped_column(String(1))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    __table_args__ = untracked(Index("ix_change_row", "table_name", "row_id", "id"))


class ChangeSeal(Base):
    """Per set: 16 bytes of salt and 32 of commitment for each change, in id order."""

    __tablename__ = "change_seal"
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), primary_key=True)
    salts: Mapped[bytes] = mapped_column(LargeBinary)
    commitments: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = untracked()


class Blob(Base):
    """Contents by SHA-256; written once, referenced by tracked rows, never copied by history."""

    __tablename__ = "blob"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = untracked()


class FormDraft(Base):
    """What somebody was typing when the program stopped (DESIGN §11)."""

    __tablename__ = "form_draft"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    saved_at: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)
    __table_args__ = untracked()
