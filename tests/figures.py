"""Say how often a test repeats itself: CI's number, or the larger one that a release asks for."""

from __future__ import annotations

import os

IS_RELEASE = os.environ.get("CLUSTER_DESK_TESTS") == "release"


def runs(ci: int, release: int) -> int:
    """How many kills, cuts, flips or examples this run makes (RELIABILITY §8)."""
    return release if IS_RELEASE else ci
