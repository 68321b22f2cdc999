"""Say how near a text is to a few typed letters, and which of its letters were meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cluster_desk.domain.folding import fold

STRONG = 100
"""From here on every word was found whole or as a beginning, not letter by letter."""

_WORD_BEGINS, _WITHIN, _SCATTERED = 130, 100, 40


@dataclass(frozen=True, kw_only=True)
class Match:
    """The higher the score the nearer; `places` are the letters of the text that were meant."""

    score: int
    places: frozenset[int]


def match(typed: str, text: str) -> Match | None:
    """Every typed word begins a word, stands within one, or is scattered over the beginnings.

    `reg inc` and `regin` both find `Registra incasso`. None where a word is not there at all.
    """
    letters, places = _folded(text)
    scores: list[int] = []
    meant: set[int] = set()
    for word in fold(typed).split():
        found = _find(word, letters)
        if found is None:
            return None
        score, at = found
        scores.append(score)
        meant.update(places[i] for i in at)
    whole = letters.startswith(fold(typed))
    score = min(scores, default=0) + (20 if whole and scores else 0)
    return Match(score=score, places=frozenset(meant))


def _find(word: str, letters: str) -> tuple[int, range | list[int]] | None:
    start = 0 if letters.startswith(word) else letters.find(f" {word}") + 1
    if start or letters.startswith(word):
        return _WORD_BEGINS, range(start, start + len(word))
    start = letters.find(word)
    if start >= 0:
        return _WITHIN, range(start, start + len(word))
    scattered = _scatter(word, letters)
    return None if scattered is None else (_SCATTERED, scattered)


def _scatter(word: str, letters: str) -> list[int] | None:
    """The letters of the word as beginnings of words, one after the other: `regin`, `nsoc`."""
    begins = [i for i, letter in enumerate(letters) if letter != " " and f" {letters}"[i] == " "]
    for place, start in enumerate(begins):
        taken = 0
        while taken < len(word) and letters[start + taken : start + taken + 1] == word[taken]:
            taken += 1
            if taken == len(word):
                return list(range(start, start + taken))
            next_word = begins[place + 1] if place + 1 < len(begins) else len(letters)
            rest = _scatter(word[taken:], letters[next_word:])
            if rest is not None:
                return [*range(start, start + taken), *(next_word + i for i in rest)]
    return None


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in small plain letters, and from which of its letters each of them comes."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in _plain(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), tuple(places)


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    # Between two others, since folding trims the blanks at the ends.
    return fold(f"a{letter}a")[1:-1]
