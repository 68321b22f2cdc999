"""What somebody was typing in a form when the program stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster_desk.store.tables.history import FormDraft


@dataclass(frozen=True, kw_only=True)
class KeptDraft:
    """The texts of the fields by name, and the instant they were kept."""

    texts: dict[str, str]
    saved_at: datetime


def kept_draft(session: Session, key: str) -> KeptDraft | None:
    """The draft of a form; None where there is none that can be read."""
    row = session.get(FormDraft, key)
    if row is None:
        return None
    try:
        found = json.loads(row.content)
    except ValueError:
        return None
    if not isinstance(found, dict) or not found:
        return None
    texts = {str(name): str(text) for name, text in found.items()}
    return KeptDraft(texts=texts, saved_at=datetime.fromisoformat(row.saved_at))


def written(texts: Mapping[str, str]) -> str:
    """The texts as they are kept, to be read again by `kept_draft`."""
    return json.dumps(dict(texts), ensure_ascii=False, sort_keys=True)
