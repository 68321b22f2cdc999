"""Find typed words in columns that are not folded, whatever their accents and capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import fold, sought_words

_DROPPED = re.compile(r"['`.]")
_PLAIN = re.compile(r"[^bcdfghjklmnpqrstvwxyz0-9/]")


def all_words(session: Session, text: str, columns: Iterable[Any]) -> ColumnElement[bool]:
    """Each word in one of the columns, which are not folded: a vowel may bear an accent there.

    What it finds still has to be read by `has_words`: `carta` would find `corti`.
    """
    ignores_case = session.get_bind().dialect.name == "sqlite"
    chosen = list(columns)
    conditions = []
    for word in unicodedata.normalize("NFC", text).casefold().split():
        pattern = f"%{_PLAIN.sub('_', word)}%"
        conditions.append(
            or_(*(c.like(pattern) if ignores_case else c.ilike(pattern) for c in chosen))
        )
    return and_(*conditions) if conditions else false()


def has_words(text: str, typed: str) -> bool:
    """Whether every typed word is there, read without accents."""
    words = sought_words(typed)
    if words and not fold(typed):
        return False
    plain = text.casefold()
    if all(word in plain for word in words):
        return True
    # Folding takes a hundred times as long: only where it would find other letters.
    if plain.isascii() and not _DROPPED.search(plain):
        return False
    told = fold(text)
    return all(word in told for word in words)
