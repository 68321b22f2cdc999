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

    Made of day, amount, currency, IBAN, words and the bank's number; blanks, capitals, accents
    and punctuation do not count. The second of two equal lines is another movement: it has the
    fingerprint of a second occurrence, here and in every other file that holds both.
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
    by_amount: dict[_Content, list[int]] = defaultdict(list)
    for places in free.values():
        for place in places:
            if known[place].format != format_name:
                by_amount[_amount(known[place].line)].append(place)
    pairs = sorted(
        (-likeness(line, known[place].line), at, place)
        for at, line in enumerate(lines)
        if found[at] is None
        for place in by_amount.get(_amount(line), ())
    )
    taken: set[int] = set()
    for score, at, place in pairs:
        if -score >= _SAME and found[at] is None and place not in taken:
            found[at] = place
            taken.add(place)
    return found


def likeness(first: LineDraft, second: LineDraft) -> int:
    """How much two lines of one day and amount agree; from 4 on they are one movement."""
    if first.iban and second.iban and first.iban != second.iban:
        return 0
    score = 0
    if _equal(first.reference, second.reference):
        score += 4
    if _equal(first.bank_reference[:_BANK_REFERENCE], second.bank_reference[:_BANK_REFERENCE]):
        score += 4
    if first.iban and first.iban == second.iban:
        score += 3
    return score + _name_likeness(first, second) + _text_likeness(first, second)


def _name_likeness(first: LineDraft, second: LineDraft) -> int:
    """2 for the same name, be it cut off or inside the other's text; 1 where one has none."""
    if first.counterparty and second.counterparty:
        one, other = fold(first.counterparty), fold(second.counterparty)
        shorter, longer = sorted((one.split(), other.split()), key=len)
        one, other = sorted((_signs(one), _signs(other)), key=len)
        is_same = set(shorter) <= set(longer) or (len(one) >= _ENOUGH and other.startswith(one))
        return 2 if is_same else 0
    name = _signs(first.counterparty or second.counterparty)
    if len(name) >= _ENOUGH and name in _signs(first.remittance + second.remittance):
        return 2
    return 1


def _text_likeness(first: LineDraft, second: LineDraft) -> int:
    """3 for equal texts, 2 where one holds the other."""
    shorter, longer = sorted((_signs(first.remittance), _signs(second.remittance)), key=len)
    if len(shorter) < _ENOUGH:
        return 0
    if shorter == longer:
        return 3
    return 2 if shorter in longer else 0


def _content(line: LineDraft) -> _Content:
    """The name counts only where nothing else is said: formats cut it differently."""
    text = _signs(line.remittance) or _signs(line.counterparty)
    bank = _signs(line.bank_reference)[:_BANK_REFERENCE]
    return (*_amount(line), line.iban, text, bank)


def _amount(line: LineDraft) -> _Content:
    return (line.booked_on.isoformat(), line.amount.canonical(), line.currency)


def _equal(first: str, second: str) -> bool:
    one = _signs(first)
    return len(one) >= _ENOUGH and one == _signs(second)


def _signs(text: str) -> str:
    return _NOT_SIGNS.sub("", fold(text))
