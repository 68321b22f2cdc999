"""Name the passages of minutes, so that each finds its facts again when it is composed anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage tells; the layout draws tables and boxes beside the words."""

    OPENING = "opening"
    CHAIR = "chair"
    PRESENCE = "presence"
    QUORUM = "quorum"
    CHANGE = "change"
    ITEM = "item"
    CONFLICT = "conflict"
    VOTE = "vote"
    ENDING = "ending"
    CORRECTION = "correction"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Composed words; `of` is the item, ballot or change they tell of. `lacking` in words."""

    kind: PassageKind
    of: str = ""
    body: str
    lacking: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the stored section is found by."""
        return f"{self.kind}.{self.of}" if self.of else self.kind.value


def kind_of(key: str) -> tuple[PassageKind, str]:
    """What a stored section tells, and of what."""
    kind, _dot, of = key.partition(".")
    return PassageKind(kind), of
