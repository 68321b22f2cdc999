"""Write numbers in words, as receipts and minutes want them."""

from __future__ import annotations

import re

from cluster_desk.domain.money import Money
from cluster_desk.i18n import language

# num2words forgets the accent in `centoventitré` and `ventitré milioni`, and only there.
_COMPOUND_THREE = re.compile(r"(?<=\w)tre\b")


def number_in_words(number: int) -> str:
    """`milleduecento`, `ventitré`; `meno tre` below zero."""
    from num2words import num2words  # loads sixty languages; only documents need it

    words = str(num2words(number, lang=language()))
    return _COMPOUND_THREE.sub("tré", words) if language() == "it" else words


def amount_in_words(amount: Money) -> str:
    """`milleduecento/00`: the euro in words, the cents in figures, as on a receipt."""
    euro, cents = divmod(abs(amount.cents), 100)
    sign = ("minus " if language() == "en" else "meno ") if amount.cents < 0 else ""
    return f"{sign}{number_in_words(euro)}/{cents:02d}"
