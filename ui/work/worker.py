"""One thread that does what it is given, in order, and reports in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

V = TypeVar("V")


class Worker(QObject):
    """`then` and `failed` are called in the thread that made the worker."""

    _over = Signal(object, object)  # what to call, with what

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._over.connect(self._report)
        self._pending = 0
        self._is_closed = False

    @property
    def is_idle(self) -> bool:
        """Whether everything that was given has been reported."""
        return self._pending == 0

    def submit(
        self,
        call: Callable[[], V],
        then: Callable[[V], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do it after what was given before; after the end, nothing is done any more."""
        if self._is_closed:
            return
        self._pending += 1
        self._pool.submit(self._run, call, then, failed)

    def close(self, *, drops: bool = True) -> None:
        """Finish what has begun; what has not is dropped, or else finished too."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=drops)

    def _run(
        self,
        call: Callable[[], V],
        then: Callable[[V], object],
        failed: Callable[[Exception], object],
    ) -> None:
        try:
            value = call()
        except Exception as error:  # the job runner: whoever asked is told
            self._over.emit(failed, error)
        else:
            self._over.emit(then, value)

    def _report(self, call: Callable[[object], object], value: object) -> None:
        self._pending -= 1
        if not self._is_closed:
            call(value)
