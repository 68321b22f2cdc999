"""Remember what is ticked in a list, listed at the moment or not: it survives filtering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal


class Ticks(QObject):
    """A set of ids that tells when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: set[int] = set()

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> frozenset[int]:
        """What is ticked."""
        return frozenset(self._ids)

    def put(self, ids: Iterable[int], *, on: bool) -> None:
        """Tick or untick these."""
        before = len(self._ids)
        if on:
            self._ids.update(ids)
        else:
            self._ids.difference_update(ids)
        if len(self._ids) != before:
            self.changed.emit()

    def toggle(self, row_id: int) -> None:
        """Tick it, or untick it."""
        self.put([row_id], on=row_id not in self._ids)

    def put_only(self, ids: Iterable[int]) -> None:
        """Tick these and no others."""
        wanted = set(ids)
        if wanted != self._ids:
            self._ids = wanted
            self.changed.emit()

    def state(self, listed: Sequence[int]) -> Qt.CheckState:
        """Of a whole list, for the box in the header."""
        if not self._ids:
            return Qt.CheckState.Unchecked
        whole = listed and len(self._ids) >= len(listed) and self._ids.issuperset(listed)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked
