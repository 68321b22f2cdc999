"""Watch the window's event loop: how long it did not answer, judged by the machine's pace."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer

from tests import pace

STALL = 0.1
_BEAT_MS = 5


class Watchdog:
    """Beats in the event loop; its longest silence is how long the window did not answer.

    Counted in the processor's seconds of the window's thread: work in the loop counts, other
    programs of a busy machine do not. They slow the work down too: what is too long is compared
    with the machine's pace at once.
    """

    def __init__(self) -> None:
        self.worked = self._since = 0.0
        self._timer = QTimer()
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """From now on."""
        self._since = time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """What is going on at the end counts too."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        self.worked = max(self.worked, pace.fair(time.thread_time() - self._since, STALL))
        self._since = time.thread_time()


def watched(step: Callable[[], object]) -> float:
    """The longest turn of the event loop while this is done, once."""
    dog = Watchdog()
    dog.start()
    step()
    dog.stop()
    return dog.worked


def longest_turn(step: Callable[[], object]) -> float:
    """The same, the best of three tries.

    A step does the same work each time; it is not done again once it kept within the limit.
    """
    return pace.least_of_three(lambda: watched(step), STALL)
