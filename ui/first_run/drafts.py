"""Keep what is typed before there is a desk to keep it in: in a small file of the user."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from cluster_desk import paths
from cluster_desk.clock import Clock
from cluster_desk.queries.form_drafts import KeptDraft


class FileDrafts:
    """One file a key; where it cannot be written or read there is no draft, and nothing is said."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def keep(self, key: str, texts: Mapping[str, str]) -> None:
        """In place of what was there."""
        at = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
        content = json.dumps({"saved_at": at, "texts": dict(texts)}, ensure_ascii=False)
        with suppress(OSError):
            _file(key).parent.mkdir(parents=True, exist_ok=True)
            _file(key).write_text(content, encoding="utf-8")

    def drop(self, key: str) -> None:
        """Nothing where there is none."""
        with suppress(OSError):
            _file(key).unlink(missing_ok=True)

    def find(self, key: str, then: Callable[[KeptDraft | None], object]) -> None:
        """At once."""
        then(_read(_file(key)))

    def today(self) -> date:
        """The day on the wall."""
        return self._clock.today()


def _file(key: str) -> Path:
    return paths.data_folder() / f"{key}.draft.json"


def _read(path: Path) -> KeptDraft | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        texts = {str(name): str(text) for name, text in found["texts"].items()}
        return KeptDraft(texts=texts, saved_at=datetime.fromisoformat(found["saved_at"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
