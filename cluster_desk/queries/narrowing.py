"""Look for a longer text only among what a shorter one had found: the next letter of a search."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import sought_words
from cluster_desk.store import engine
from cluster_desk.store.tables.history import ChangeSet

FEW = 3000
"""Among so many it is faster to look at these alone than through all."""
_KEPT = 8  # letters that may be taken back


@dataclass(frozen=True)
class _Found:
    asked: Hashable
    seq: int | None
    words: tuple[str, ...]
    ids: tuple[int, ...]


_LAST: WeakKeyDictionary[Engine, tuple[_Found, ...]] = WeakKeyDictionary()


class Narrowing:
    """What the last searches of a desk found, as long as nobody has written since.

    `asked` is all but the text: the answer for a text that only says more holds no other ids, in
    the same order. Every write is a change set, so the last one's number tells whether it is old.
    """

    def __init__(self, session: Session, asked: Hashable, text: str) -> None:
        self._engine, self._asked = session.get_bind().engine, asked
        self._words = tuple(sought_words(text))
        # what a transaction has written itself has no number yet
        self._is_kept = not self._engine.get_execution_options().get(engine.WRITE)
        self._seq = session.scalar(select(func.max(ChangeSet.seq))) if self._is_kept else None

    def within(self) -> tuple[int, ...] | None:
        """The ids among which the text is, in order; None where that is not known."""
        known = (found.ids for found in self._fresh() if self._says_more_than(found.words))
        return min(known, key=len, default=None)

    def found(self, ids: Sequence[int]) -> list[int]:
        """The answer, kept for the next letter."""
        if self._is_kept:
            newest = _Found(self._asked, self._seq, self._words, tuple(ids))
            others = [found for found in self._fresh() if found.words != self._words]
            # the first is mostly the whole list, from which every new search begins
            _LAST[self._engine] = (*others[:1], *others[1:][-_KEPT:], newest)
        return list(ids)

    def _fresh(self) -> Iterator[_Found]:
        for found in _LAST.get(self._engine, ()) if self._is_kept else ():
            if (found.asked, found.seq) == (self._asked, self._seq):
                yield found

    def _says_more_than(self, words: tuple[str, ...]) -> bool:
        return all(any(old in word for word in self._words) for old in words)
