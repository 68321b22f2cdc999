"""Find the name that is most like what was typed, for a search that found nothing."""

from __future__ import annotations

from collections.abc import Iterable

from cluster_desk.domain.folding import fold

COMPARED = 2_000
"""So many rows at the most are worth comparing while a person waits."""
_ALIKE = 70


def nearest(typed: str, names: Iterable[str]) -> str:
    """One of the names, or nothing where none is like it."""
    from rapidfuzz import fuzz, process  # only where a search found nobody

    folded = {name: fold(name) for name in names}
    found = process.extractOne(fold(typed), folded, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return str(found[2]) if found else ""
