"""Keep the keys that this person chose, by action; whoever shows or binds keys asks here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence


def written(keys: str) -> str:
    """One way of writing for keys that are the same."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


class OwnKeys(QObject):
    """Actions that are not in `kept` have the program's keys; empty ones have none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def start(self, kept: Mapping[str, str]) -> None:
        """Those of the last time."""
        self.kept = dict(kept)

    def of(self, action_id: str) -> str | None:
        """What this action has instead of the program's keys; None where it keeps those."""
        return self.kept.get(action_id)

    def put(self, action_id: str, keys: str) -> None:
        """From now on; empty for none."""
        self.kept[action_id] = written(keys)
        self.changed.emit()

    def restore(self, *action_ids: str) -> None:
        """The program's keys again; without ids, of every action."""
        gone = action_ids or tuple(self.kept)
        self.kept = {each: keys for each, keys in self.kept.items() if each not in gone}
        self.changed.emit()


own_keys = OwnKeys()
