"""Judge seconds fairly: by the machine's pace at that moment, and by the best of three tries.

A limit is told for a quiet machine. Where three processes of tests share two cores, the same work
takes two or three times the processor's seconds (the cores share their units, the processes what
is kept at hand), now and then more. So what is over its limit is divided by how much slower a known
piece of work is just then, and is tried again: a real stall is there each time, bad luck is not.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median

PIECE_SECONDS = 0.0021  # one piece where nothing else runs
_PIECES = 25
_TRIES = 3


class _Link:
    """Objects that point to one another, as a window's do."""

    __slots__ = ("following", "words")

    def __init__(self, following: int) -> None:
        self.following = following
        self.words: dict[int, str] = {}

    def follow(self, step: int) -> int:
        self.words[step] = f"{step:05d}"
        return self.following


def piece() -> None:
    """Two thousandths of a second of what Python does all day: calls, objects, words, a sort."""
    links = [_Link(place * 7919 % 3000) for place in range(3000)]
    at = 0
    for step in range(3000):
        at = links[at].follow(step)
    said = " ".join(text for link in links for text in link.words.values()).split()
    said.sort(key=len)


def pace() -> float:
    """How many times longer work takes here and now than on a quiet machine; at least 1."""
    collects = gc.isenabled()
    gc.disable()
    taken = []
    for _piece in range(_PIECES):
        began = time.thread_time()
        piece()
        taken.append(time.thread_time() - began)
    if collects:
        gc.enable()
    return max(1.0, median(taken) / PIECE_SECONDS)


def work(seconds: float) -> None:
    """As much as takes so long on a quiet machine, and longer on a busy one: a control's stall."""
    for _piece in range(round(seconds / PIECE_SECONDS)):
        piece()


def seconds_of(step: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """What a step takes by this clock: the processor's seconds of the process, if not told."""
    began = clock()
    step()
    return clock() - began


def fair(seconds: float, limit: float) -> float:
    """These seconds as a quiet machine would have taken; asked at once after they were taken."""
    return seconds if seconds < limit else seconds / pace()


def best_of_three(measure: Callable[[], float], limit: float) -> float:
    """The least of up to three measures of one step, each judged fairly; one within is enough."""
    return least_of_three(lambda: fair(measure(), limit), limit)


def least_of_three(judged: Callable[[], float], limit: float) -> float:
    """The same, of measures that were judged where they were taken."""
    least = float("inf")
    for _try in range(_TRIES):
        least = min(least, judged())
        if least < limit:
            break
    return least
