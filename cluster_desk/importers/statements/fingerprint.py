"""Recognise a movement that was imported before, from the same file, a longer or another format.

A fingerprint is equal for the same line read twice: it serves re-imports and overlapping files of
one format. Formats word one payment differently (a MT940 breaks the text every 27 signs, a CSV
puts the payer into it), so across formats no hash is equal and `find_known` weighs what both
files say. Nothing is a duplicate because of its day and amount alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cluster_desk.domain.folding import fold
from cluster_desk.importers.statements.drafts import LineDraft

_BANK_REFERENCE = 16  # what a MT940 keeps of the bank's own number
_NAME = 40  # formats cut names at 54, 70 and 140, and squeeze blanks
_ENOUGH = 4  # signs below which a text says nothing
_SAME: Final = 4
_NOT_SIGNS = re.compile(r"[^a-z0-9]")

_Content = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownLine:
    """A line imported earlier, with the format of the file it came from."""

    format: str
    line: LineDraft


def fingerprints(lines: Iterable[LineDraft]) -> list[str]:
    """One for each line of an account, equal only for the same movement: 64 hexadecimal digits.

    Made of day, amount, currency, IBAN, name, words and the bank's number; blanks, capitals,
    accents and punctuation do not count. The second of two equal lines is another movement: it
    has the fingerprint of a second occurrence, here and in every other file that holds both.
    """
    seen: Counter[_Content] = Counter()
    found: list[str] = []
    for line in lines:
        content = _content(line)
        seen[content] += 1
        text = "\x1f".join((*content, str(seen[content])))
        found.append(sha256(text.encode()).hexdigest())
    return found


def find_known(
    format_name: str, lines: Sequence[LineDraft], known: Sequence[KnownLine]
) -> list[int | None]:
    """For each line the place in `known` of the same movement, or None: it is new.

    Each known line is found once. Lines of one format must say the same (two payments with
    other numbers of the bank are two); those of another must agree in what both say.
    """
    found: list[int | None] = [None] * len(lines)
    free: dict[_Content, list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        free[_content(one.line)].append(place)
    for at, line in enumerate(lines):
        if same := free.get(_content(line)):
            found[at] = same.pop(0)
    by_amount: dict[_Content, list[tuple[int, _Words]]] = defaultdict(list)
    for places in free.values():
        for place in places:
            if known[place].format != format_name:
                line = known[place].line
                by_amount[_amount(line)].append((place, _Words.of(line)))
    taken: set[int] = set()
    for _score, at, place in _pairs(lines, found, by_amount):
        if found[at] is None and place not in taken:
            found[at] = place
            taken.add(place)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """What a line says, folded once and compared often."""

    iban: str
    name: str
    name_words: frozenset[str]
    text: str
    reference: str
    bank_reference: str

    @classmethod
    def of(cls, line: LineDraft) -> _Words:
        name = fold(line.counterparty)
        return cls(
            iban=line.iban,
            name=_signs(name),
            name_words=frozenset(name.split()),
            text=_signs(fold(line.remittance)),
            reference=_signs(fold(line.reference)),
            bank_reference=_signs(fold(line.bank_reference))[:_BANK_REFERENCE],
        )


def _pairs(
    lines: Sequence[LineDraft],
    found: Sequence[int | None],
    by_amount: dict[_Content, list[tuple[int, _Words]]],
) -> list[tuple[int, int, int]]:
    """Minus the likeness, the line and the known one, for all that may be the same; best first."""
    pairs: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        rivals = by_amount.get(_amount(line), ()) if found[at] is None else ()
        if not rivals:
            continue
        said = _Words.of(line)
        scores = ((_likeness(said, other), place) for place, other in rivals)
        pairs.extend((-score, at, place) for score, place in scores if score >= _SAME)
    return sorted(pairs)


def _likeness(first: _Words, second: _Words) -> int:
    """How much two lines of one day and amount agree; from 4 on they are one movement."""
    if first.iban and second.iban and first.iban != second.iban:
        return 0
    score = 3 if first.iban and first.iban == second.iban else 0
    if len(first.reference) >= _ENOUGH and first.reference == second.reference:
        score += 4
    if len(first.bank_reference) >= _ENOUGH and first.bank_reference == second.bank_reference:
        score += 4
    return score + _name_likeness(first, second) + _text_likeness(first, second)


def _name_likeness(first: _Words, second: _Words) -> int:
    """2 for the same name, be it cut off or inside the other's text; 1 where one has none."""
    if first.name and second.name:
        shorter, longer = sorted((first, second), key=lambda one: len(one.name))
        is_cut = len(shorter.name) >= _ENOUGH and longer.name.startswith(shorter.name)
        return 2 if is_cut or shorter.name_words <= longer.name_words else 0
    name, text = (first.name, second.text) if first.name else (second.name, first.text)
    return 2 if len(name) >= _ENOUGH and name in text else 1


def _text_likeness(first: _Words, second: _Words) -> int:
    """3 for equal texts, 2 where one holds the other."""
    shorter, longer = sorted((first.text, second.text), key=len)
    if len(shorter) < _ENOUGH:
        return 0
    if shorter == longer:
        return 3
    return 2 if shorter in longer else 0


def _content(line: LineDraft) -> _Content:
    return (
        *_amount(line),
        line.iban,
        _signs(fold(line.counterparty))[:_NAME],
        _signs(fold(line.remittance)),
        _signs(fold(line.bank_reference))[:_BANK_REFERENCE],
    )


def _amount(line: LineDraft) -> _Content:
    return (line.booked_on.isoformat(), line.amount.canonical(), line.currency)


def _signs(folded: str) -> str:
    return _NOT_SIGNS.sub("", folded)
