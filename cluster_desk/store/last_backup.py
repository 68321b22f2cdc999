"""Remember, on this computer, where the last good backup of each desk was put.

Not in the desk itself: a desk that noted each backup of it would differ from the backup.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cluster_desk import paths
from cluster_desk.store import engine

_NAME = "backups.json"


@dataclass(frozen=True, kw_only=True)
class LastBackup:
    """When it was made, where it lies, and up to which change set; `size` 0 where it is gone.

    `is_possible` is false for a shared desk, which is backed up on its server.
    """

    made_at: datetime | None = None
    path: str = ""
    chain_seq: int = 0
    size: int = 0
    is_possible: bool = True

    @property
    def is_there(self) -> bool:
        """Whether it lies where it was put."""
        return self.size > 0


def remember(desk: str | Path, path: Path, *, made_at: str, chain_seq: int) -> None:
    """Note a finished backup. A note that cannot be written fails nothing: the backup is good."""
    known = _read() | {
        _key(desk): {"path": str(path.absolute()), "made_at": made_at, "chain_seq": chain_seq}
    }
    note = paths.data_folder() / _NAME
    draft = note.with_name(f".{_NAME}.partial")
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(note)


def last_backup(desk: str | Path) -> LastBackup:
    """The last one made from this computer, as far as is known here."""
    if engine.is_postgresql(desk):
        return LastBackup(is_possible=False)
    told = _read().get(_key(desk))
    if told is None:
        return LastBackup()
    return LastBackup(
        made_at=datetime.fromisoformat(told["made_at"]),
        path=told["path"],
        chain_seq=int(told["chain_seq"]),
        size=_size(Path(told["path"])),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # taken away, or its folder is not at hand
        return 0


def _key(desk: str | Path) -> str:
    return str(Path(desk).absolute())


def _read() -> dict[str, Any]:
    """What was noted; an unreadable note is as good as none."""
    try:
        found = json.loads((paths.data_folder() / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
