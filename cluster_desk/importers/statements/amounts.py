"""Read amounts exactly as each format writes them; what has two meanings is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from cluster_desk.domain.money import Money

_PLAIN = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]*))?")
_SIGNS = str.maketrans({"\u2212": "-", "–": "-", "’": "'", "`": "'", "´": "'"})
_SYMBOL = re.compile(r"€|\bEUR(?:O)?\b", re.IGNORECASE)
_TABLE = re.compile(r"([+-]?)([0-9]{1,3}(?:[' ][0-9]{3})+|[0-9][0-9.,]{0,24})((?:[.,][0-9]+)?)")
_GROUPS = {
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+"),
}
_OTHER = {".": ",", ",": "."}
_HAIR = Decimal("0.000001")  # what a binary fraction in a spreadsheet may be off


def plain_amount(text: str) -> Money:
    """`1234.5`, `-2000,00`, `6800,`: a decimal mark and no thousands. ValueError otherwise."""
    found = _PLAIN.fullmatch(text.strip())
    if found is None:
        raise ValueError("not an amount")
    sign, whole, fraction = found.groups()
    return _exact(sign, whole, fraction or "")


def decimal_mark(texts: Iterable[str]) -> str:
    """The mark a whole column uses, from those of its amounts that have one meaning, or empty."""
    marks = {mark for text in texts if (mark := _evidence(text))}
    return marks.pop() if len(marks) == 1 else ""


def table_amount(text: str, mark: str = "") -> Money:
    """As people and banks write it: `-1.438,74`, `1,438.74`, `1’438.74`, `50,00-`, `€ 5`.

    `1.234` alone may be a thousand or one and a bit: `mark` is what the column says. ValueError
    for what is no amount or cannot be decided.
    """
    sign, number, rest = _taken_apart(text)
    if rest or "'" in number or " " in number:
        return _exact(sign, re.sub("[' ]", "", number), rest[1:])
    used = [character for character in number if character in ".,"]
    if not used:
        return _exact(sign, number, "")
    if len(set(used)) == 2 or len(used) == 1:
        return _with_last_mark(sign, number, used, mark)
    return _exact(sign, _ungrouped(number, used[0]), "")


def cell_amount(value: int | float | Decimal) -> Money:
    """From a spreadsheet's number. ValueError for more than two decimals or no number at all."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 15:
        raise ValueError("not an amount")
    cents = (exact * 100).to_integral_value()
    if abs(exact * 100 - cents) > _HAIR:
        raise ValueError("more than two decimals")
    return Money(int(cents))


def _exact(sign: str, whole: str, fraction: str) -> Money:
    cents = fraction.rstrip("0")
    if len(cents) > 2:
        raise ValueError("more than two decimals")
    return Money.parse(f"{sign}{whole}.{cents or '0'}")


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Sign, number, and the decimals of a number grouped by blanks or apostrophes."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())
    plain = _SYMBOL.sub("", plain, count=1).strip()
    if plain.endswith(("-", "+")) and plain[:1] not in "+-":
        plain = plain[-1] + plain[:-1].rstrip()
    found = _TABLE.fullmatch(re.sub(r"^([+-]) ", r"\1", plain))
    if found is None:
        raise ValueError("not an amount")
    sign, number, rest = found.groups()
    return sign, number, rest


def _with_last_mark(sign: str, number: str, used: list[str], mark: str) -> Money:
    """The last mark stands before the decimals, unless it stands before three digits alone."""
    whole, _, fraction = number.rpartition(used[-1])
    if len(used) == 1 and len(fraction) == 3 and _GROUPS[used[0]].fullmatch(number):
        if not mark and not whole.startswith("0"):
            raise ValueError("a thousand or a decimal mark")
        if mark == _OTHER[used[0]]:
            return _exact(sign, whole + fraction, "")
    if len(used) > 1:
        whole = _ungrouped(whole, _OTHER[used[-1]])
    return _exact(sign, whole, fraction)


def _ungrouped(number: str, mark: str) -> str:
    if not _GROUPS[mark].fullmatch(number):
        raise ValueError("groups of three digits expected")
    return number.replace(mark, "")


def _evidence(text: str) -> str:
    try:
        _, number, rest = _taken_apart(text)
    except ValueError:
        return ""
    if rest:
        return rest[0]
    used = [character for character in number if character in ".,"]
    if not used:
        return ""
    if len(used) > 1:
        return used[-1] if used[-1] != used[0] else _OTHER[used[0]]
    return "" if len(number.rpartition(used[0])[2]) == 3 else used[0]
