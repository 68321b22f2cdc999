"""What was issued, byte for byte, and what was attached."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.store.base import Base, Record, ref, tracked


class Document(Record, Base):
    """An issued document: its bytes are in `blob`, its hash here, final from the first moment."""

    __tablename__ = "document"
    kind: Mapped[str] = mapped_column(String(30))
    number: Mapped[str] = mapped_column(String(40), server_default="")
    title: Mapped[str] = mapped_column(String(300))
    issued_on: Mapped[date]
    media_type: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(
        ForeignKey("blob.sha256", deferrable=True, initially="IMMEDIATE")
    )
    size: Mapped[int]
    membership_id: Mapped[int | None] = mapped_column(ref("membership"))
    meeting_id: Mapped[int | None] = mapped_column(ref("meeting"))
    facts_sha256: Mapped[str] = mapped_column(String(64), server_default="")
    chain_seq: Mapped[int] = mapped_column(default=0, server_default="0")
    corrects_id: Mapped[int | None] = mapped_column(ref("document"))
    __table_args__ = tracked(
        "documents",
        Index(None, "kind", "issued_on"),
        Index(None, "membership_id"),
        Index(None, "meeting_id"),
        Index(None, "sha256"),
        final="OLD.sha256 IS NOT NULL",
    )


class Attachment(Record, Base):
    """A file that belongs to a record; its name is only a name, its content is in `blob`."""

    __tablename__ = "attachment"
    owner_table: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(80), server_default="")
    sha256: Mapped[str] = mapped_column(
        ForeignKey("blob.sha256", deferrable=True, initially="IMMEDIATE")
    )
    size: Mapped[int]
    added_on: Mapped[date]
    __table_args__ = tracked(
        "documents", Index(None, "owner_table", "owner_id"), Index(None, "sha256")
    )
