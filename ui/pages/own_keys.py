"""Keep the keys that this person chose, by action; whoever shows or binds keys asks here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence


def written(keys: str) -> str:
    """One way of writing for keys that are the same."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


class Keyed(Protocol):
    """What has keys of the program's."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def keys(self) -> tuple[str, ...]:
        """As the program has them."""


class OwnKeys(QObject):
    """Actions that are not in `kept` have the program's keys; empty ones have none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self._lost: dict[str, frozenset[str]] = {}
        self._everywhere: set[str] = set()

    def start(self, kept: Mapping[str, str]) -> None:
        """Those of the last time."""
        self.kept, self._lost = dict(kept), {}

    def of(self, action_id: str) -> str | None:
        """What this action has instead of the program's keys; None where it keeps those."""
        return self.kept.get(action_id)

    def settle(self, actions: Sequence[Keyed], *, everywhere: bool) -> None:
        """Among actions that are there at once: what this person gave one is lost to the others.

        Such as where a later version of the program gives the same keys to something new.
        `everywhere`: they are there whatever page is open.
        """
        mine = {action.id: action.keys for action in actions}
        if everywhere:
            self._everywhere |= mine.keys()
        if not self.kept:
            self._lost = {}
            return
        near = self.kept if everywhere else mine.keys() | self._everywhere
        given = {keys: each for each, keys in self.kept.items() if keys and each in near}
        for action_id, keys in mine.items():
            theirs = {key for key in map(written, keys) if given.get(key, action_id) != action_id}
            turns = {key for key in theirs if key in map(written, mine.get(given[key], ()))}
            self._lost[action_id] = frozenset(theirs - turns)

    def lost(self, action_id: str) -> frozenset[str]:
        """The program's keys that it has no more, another having got them."""
        return self._lost.get(action_id, frozenset()) if action_id not in self.kept else frozenset()

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
