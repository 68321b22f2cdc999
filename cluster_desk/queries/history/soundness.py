"""Check a desk part by part, each in a short read, and say what was checked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.store import changes, check
from cluster_desk.store.check import AREAS, Fault
from cluster_desk.store.tables.documents import Document

__all__ = ["AREAS", "Extent", "Fault", "extent", "faults_in"]


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How much there is to check, and where the chain ends."""

    seq: int
    hash: str
    documents: int


def extent(session: Session) -> Extent:
    """As of now."""
    seq, chained = changes.head(session.connection())
    documents = session.scalar(select(func.count(Document.id))) or 0
    return Extent(seq=seq, hash=chained, documents=documents)


def faults_in(session: Session, area: str) -> list[Fault]:
    """What does not hold in one of AREAS; empty where all is well."""
    return check.faults_in(session.connection(), area)
