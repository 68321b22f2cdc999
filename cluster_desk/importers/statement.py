"""Recognise a statement by what is in it, never by its name, and have it read."""

from __future__ import annotations

from cluster_desk.importers.statements.camt import read_camt
from cluster_desk.importers.statements.drafts import StatementReading


def read_statement(name: str, content: bytes) -> StatementReading:
    return read_camt(content)
