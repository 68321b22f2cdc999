"""Let names be found and ordered whatever their accents, capitals and punctuation."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base and a mark.
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_MARKS = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_DROPPED = re.compile(rf"['’‘ʼ`´.·\u00ad\u200b-\u200f\u2060\ufeff{_MARKS}]+")
_BLANKS = re.compile(r"(?:[^\w@]|_)+")
_NUMBER = re.compile(r"[0-9]+")
_DIGITS = 12
_NOWHERE = "’"  # stands in no folded text, and LIKE gives it no meaning
AFTER_ALL = "~"  # stands in no folded text and after every letter: whose name was erased by law
LONGEST_SOUGHT = 400
"""More than the longest name with its city and codes: a page pasted by mistake is no search."""


def fold(text: str) -> str:
    """What is searched, and searched for: small plain letters, digits, @ and single blanks.

    Apostrophes and dots vanish (`S.r.l.` is `srl`, `D’Amico` is `damico`), every other sign is
    a blank. Folding twice changes nothing; no sign that LIKE gives a meaning to is left.
    """
    if not text.isascii():
        # Case-folding may bring marks back and decomposing may bring capitals back.
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = text.translate(_WHOLE)
    return _BLANKS.sub(" ", _DROPPED.sub("", text.lower())).strip()


def sought_words(text: str) -> list[str]:
    """The words to look for in folded texts; all of them say yes only where nothing was typed.

    Of `%` or `’` folding leaves nothing: it is a word that stands nowhere, as is what is too long.
    """
    words = fold(text).split() if len(text) <= LONGEST_SOUGHT else []
    return list(dict.fromkeys(words)) or ([_NOWHERE] if text.strip() else [])


def sort_key(text: str) -> str:
    """Folded, and with numbers filled to twelve digits: `Tavolo 2` comes before `Tavolo 10`."""
    plain = " ".join(fold(text).replace("@", " ").split())
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), plain)
