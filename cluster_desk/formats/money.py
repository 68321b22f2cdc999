"""Write and read amounts as Italians do, and as English speakers do; never through a float."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from cluster_desk.domain.money import Money
from cluster_desk.formats.unreadable import Unreadable
from cluster_desk.i18n import N_, language

MINUS = "\u2212"
NBSP = "\u00a0"

_SIGNS = str.maketrans({MINUS: "-", "–": "-", "’": " ", "'": " "})
_SYMBOL = re.compile(r"€|\beuro?\b", re.IGNORECASE)
_NUMBER = re.compile(r"([+-]?)([0-9][0-9., ]*)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_CENTS = re.compile(r"(.*)([.,])([0-9]{1,2})")


class UnreadableAmount(Unreadable):
    """Not an amount, or one that two people would read differently."""

    message = N_("Write an amount like {example}.")

    def __init__(self) -> None:
        super().__init__(example=money_text(Money(125_000)))


class _Style(NamedTuple):
    group: str
    decimal: str
    blank: str  # between the symbol and the number


_STYLES = {"it": _Style(".", ",", NBSP), "en": _Style(",", ".", "")}


def money_text(amount: Money, *, symbol: bool = False) -> str:
    """`1.234,50` for tables; with the symbol, for sentences, `€ 1.234,50` and `−€ 50,00`."""
    style = _STYLES[language()]
    euro, cents = divmod(abs(amount.cents), 100)
    number = f"{grouped(euro)}{style.decimal}{cents:02d}"
    sign = MINUS if amount.cents < 0 else ""
    return f"{sign}€{style.blank}{number}" if symbol else sign + number


def money_short(amount: Money) -> str:
    """`1.235 €`: no cents, half a euro rounded away from zero; for overviews, never a document."""
    euro = (abs(amount.cents) + 50) // 100
    sign = MINUS if amount.cents < 0 and euro else ""
    return f"{sign}€{grouped(euro)}" if language() == "en" else f"{sign}{grouped(euro)}{NBSP}€"


def grouped(count: int) -> str:
    """A number that is not negative, in groups of three."""
    return f"{count:,}".replace(",", _STYLES[language()].group)


def parse_money(text: str) -> Money:
    """From what people type: `1250`, `1234,5`, `1.234,50`, `1234.50`, `€ 1.250,5`, `1’234.50`.

    One mark before three digits is read in the language's way: `1.234` is 1,234 euro in Italian.
    UnreadableAmount for what has no single meaning, such as `1,234` in Italian.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = _SYMBOL.sub("", plain, count=1).strip()
    found = _NUMBER.fullmatch(re.sub(r"^([+-])\s+", r"\1", plain))
    if found is None:
        raise UnreadableAmount
    sign, number = found.groups()
    euro, cents = _halves(number.rstrip())
    try:
        return Money.parse(f"{sign}{euro}.{cents}")
    except ValueError as error:
        raise UnreadableAmount from error


def _halves(number: str) -> tuple[str, str]:
    """Digits of the euro and of the cents."""
    split = _CENTS.fullmatch(number)
    euro, mark, cents = split.groups() if split else (number, "", "0")
    if euro.isdigit():
        return euro, cents
    groups = _GROUPED.fullmatch(euro)
    if groups is None or groups["mark"] == mark:
        raise UnreadableAmount
    decimal = _STYLES[language()].decimal
    if not mark and groups["mark"] == decimal and euro.count(decimal) == 1:
        raise UnreadableAmount
    return re.sub(r"[., ]", "", euro), cents
