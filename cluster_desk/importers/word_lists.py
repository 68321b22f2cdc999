"""Write the words that registers use as lists a person can read: `uno|due|tre`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def word_set(words: str) -> frozenset[str]:
    """The words between the bars."""
    return frozenset(words.split("|"))


def words_of(table: Mapping[T, str]) -> dict[str, T]:
    """Each word of each value, pointing to the value."""
    return {word: value for value, words in table.items() for word in words.split("|")}
