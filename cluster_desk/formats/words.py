"""Write numbers in words, as receipts and minutes want them."""

from __future__ import annotations

import re

from cluster_desk.domain.money import Money
from cluster_desk.i18n import language

# What num2words gets wrong in Italian, and nothing else up to a million: the accent of
# `centoventitré` and `ventitré milioni`, and `centodicotto` for 118.
_COMPOUND_THREE = re.compile(r"(?<=\w)tre\b")
_EIGHTEEN = ("dicotto", "diciotto")


def number_in_words(number: int) -> str:
    """`milleduecento`, `ventitré`; `meno tre` below zero."""
    from num2words import num2words  # loads sixty languages; only documents need it

    words = str(num2words(number, lang=language()))
    if language() == "en":
        return words
    return _COMPOUND_THREE.sub("tré", words).replace(*_EIGHTEEN)


def amount_in_words(amount: Money) -> str:
    """`milleduecento/00`: the euro in words, the cents in figures, as on a receipt."""
    euro, cents = divmod(abs(amount.cents), 100)
    sign = ("minus " if language() == "en" else "meno ") if amount.cents < 0 else ""
    return f"{sign}{number_in_words(euro)}/{cents:02d}"
