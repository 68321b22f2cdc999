"""Join names into a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from cluster_desk.domain.folding import fold
from cluster_desk.i18n import language


def join_names(names: Iterable[str]) -> str:
    """`A, B e C`; in Italian `ed` before another e: `Anna ed Elena`. Empty of nobody."""
    *before, last = list(names) or [""]
    if not before:
        return last
    return f"{', '.join(before)} {_conjunction(last)} {last}"


def _conjunction(following: str) -> str:
    if language() == "en":
        return "and"
    return "ed" if fold(following).startswith("e") else "e"
