"""Read the views of a list that everybody has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.store.tables.association import SavedView


@dataclass(frozen=True, kw_only=True)
class SharedView:
    """A name, and what the window made of it."""

    name: str
    content: dict[str, Any]


def shared_views(session: Session, listing: str) -> tuple[SharedView, ...]:
    """In the order in which they were first kept; what is no view any more is left out."""
    rows = session.execute(
        select(SavedView.name, SavedView.content)
        .where(SavedView.listing == listing)
        .order_by(SavedView.id)
    )
    found = ((name, content) for name, content in rows if isinstance(content, dict))
    return tuple(SharedView(name=name, content=content) for name, content in found)
