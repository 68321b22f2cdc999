"""Keep what somebody is typing, outside history, until it is saved or given up (DESIGN §11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import delete

from cluster_desk.queries.form_drafts import written
from cluster_desk.store.tables.history import FormDraft
from cluster_desk.tx import Tx

FORGOTTEN_AFTER = timedelta(days=30)
"""A draft nobody came back to: it may hold a person's data, and stands in no history."""


@dataclass(frozen=True, kw_only=True)
class KeepDraft:
    """The texts of a form by field. `key` says which form, of whom, on which computer."""

    key: str
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class DropDraft:
    """Saved, or given up."""

    key: str


def keep_draft(tx: Tx, command: KeepDraft) -> None:
    """In place of what was kept under the same key; drafts that were forgotten go away."""
    now = tx.clock.now().astimezone(UTC)
    oldest = (now - FORGOTTEN_AFTER).isoformat(timespec="seconds")
    tx.session.execute(
        delete(FormDraft).where((FormDraft.key == command.key) | (FormDraft.saved_at < oldest))
    )
    draft = FormDraft(
        key=command.key,
        saved_at=now.isoformat(timespec="seconds"),
        content=written(command.texts),
    )
    tx.session.add(draft)


def drop_draft(tx: Tx, command: DropDraft) -> None:
    """Nothing where there is none."""
    tx.session.execute(delete(FormDraft).where(FormDraft.key == command.key))
