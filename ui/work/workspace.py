"""What a page gets: the desk's reads and writes, without waiting, and what was touched."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.running import Outcome, UseCase
from cluster_desk.store.elsewhere import Sight
from ui.work.jobs import Job, Jobs
from ui.work.outlook import Outlook
from ui.work.steps import Steps
from ui.work.worker import Worker

C = TypeVar("C")
V = TypeVar("V")
Refusal = Callable[[DeskError], object]


@dataclass(frozen=True, kw_only=True)
class Reopening:
    """The window anew: on another desk, in another language, after something done in between.

    Empty means as it is. `between` runs while no desk is open, and may raise DeskError.
    """

    location: str = ""
    language: str = ""
    between: Callable[[], object] | None = None


class Workspace(QObject):
    """Writes run in order on one thread, reads on another, computing on a third.

    Outcomes come by callback, in the window's thread.
    """

    touched = Signal(object)  # frozenset of topics: who shows one of them reloads
    refused = Signal(object)  # a DeskError nobody else took care of
    year_changed = Signal()  # whose fees are shown
    reopen_wanted = Signal(object)  # a Reopening
    begin_wanted = Signal()  # the page that begins a desk
    layout_reset_wanted = Signal()  # everything arranged as on the first day

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = Jobs()
        self.year = desk.clock.today().year
        self._writer = Worker("desk-writer")
        self._reader = Worker("desk-reader")
        self._computer = Worker("desk-computer")
        self._lanes: dict[str, int] = {}
        self.outlook = Outlook(desk.elsewhere)
        self.steps = Steps(desk, self.ask, self.reverse)
        self.touched.connect(lambda _topics: self.steps.look())

    # ── what pages ask ───────────────────────────────────────────────────────────────────────
    def today(self) -> date:
        """The day on the wall."""
        return self.desk.clock.today()

    def set_year(self, year: int) -> None:
        """The year whose fees are shown, everywhere."""
        if year != self.year:
            self.year = year
            self.year_changed.emit()

    def read(
        self,
        query: Callable[..., V],
        *args: Any,
        then: Callable[[V], object],
        refused: Refusal | None = None,
        lane: str = "",
        **kwargs: Any,
    ) -> None:
        """Run a query. In a lane only the newest counts: older answers are dropped.

        A lane is of the widget that asks: the same page in another window has its own.
        """
        lane = lane and f"{lane} {id(getattr(then, '__self__', None))}"
        turn = self._lanes[lane] = self._lanes.get(lane, 0) + 1

        def call() -> V | None:
            newest = not lane or self._lanes[lane] == turn
            return self.desk.read(query, *args, **kwargs) if newest else None

        def answer(value: V | None) -> None:
            if (not lane or self._lanes[lane] == turn) and is_alive(then):
                then(value)  # type: ignore[arg-type]  # None only where it is dropped

        self._reader.submit(call, answer, partial(self._failed, refused))

    def ask(self, call: Callable[[Desk], V], then: Callable[[V], object]) -> None:
        """Ask the desk itself something, in order with the reads."""
        self._reader.submit(lambda: call(self.desk), then, partial(self._failed, None))

    def write(
        self,
        use_case: UseCase[C, V],
        command: C,
        *,
        then: Callable[[Outcome[V]], object],
        refused: Refusal | None = None,
        job: str = "",
        sight: Sight | None = None,
    ) -> None:
        """Run a use-case and commit; with a `job` title it is shown and can be stopped.

        With the `sight` that a form began with, nothing is overwritten that was changed since.
        """
        request = str(uuid4())
        progress = self.jobs.begin(job)
        self._writer.submit(
            lambda: self.desk.write(
                use_case, command, request_id=request, progress=progress, sight=sight
            ),
            partial(self._written, progress, then),
            partial(self._failed, refused, progress=progress),
        )

    def jot(self, use_case: UseCase[C, V], command: C) -> None:
        """Write what has no history, in order with the writes; a refusal is nobody's concern."""
        self._writer.submit(
            lambda: self.desk.jot(use_case, command),
            lambda _value: None,
            partial(self._failed, lambda _error: None),
        )

    def preview(
        self,
        use_case: UseCase[C, V],
        command: C,
        *,
        then: Callable[[Outcome[V]], object],
        refused: Refusal | None = None,
        job: str = "",
    ) -> None:
        """Run a use-case and roll back: what would happen."""
        progress = self.jobs.begin(job)

        def answer(outcome: Outcome[V]) -> None:
            self.jobs.end(progress)
            then(outcome)

        self._writer.submit(
            lambda: self.desk.preview(use_case, command, progress=progress),
            answer,
            partial(self._failed, refused, progress=progress),
        )

    def reverse(
        self,
        call: Callable[[], Outcome[V]],
        then: Callable[[Outcome[V]], object],
        refused: Refusal | None = None,
    ) -> None:
        """Run an undo, a redo, or one group of a long issue, in order with the writes."""
        failed = partial(self._failed, refused)
        self._writer.submit(call, partial(self._written, None, then), failed)

    def compute(
        self,
        call: Callable[[], V],
        *,
        then: Callable[[V], object],
        refused: Refusal | None = None,
        job: str | Job | None = "",
    ) -> None:
        """Parse or render something beside the event loop; it must not write to the desk.

        `job` is a title, or a job begun already that `call` tells its steps to.
        """
        progress = self.jobs.begin(job) if isinstance(job, str) else job

        def answer(value: V) -> None:
            self.jobs.end(progress)
            if is_alive(then):
                then(value)

        self._computer.submit(call, answer, partial(self._failed, refused, progress=progress))

    # ── the end ──────────────────────────────────────────────────────────────────────────────
    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return all(worker.is_idle for worker in self._workers())

    def close(self) -> None:
        """Ask jobs to stop, write what was typed till now, let go of the desk."""
        for job in self.jobs.running:
            job.stop()
        self._writer.close(drops=False)
        for worker in self._workers():
            worker.close()
        self.desk.close()

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _workers(self) -> tuple[Worker, ...]:
        return self._writer, self._reader, self._computer

    def _written(
        self, progress: Job | None, then: Callable[[Outcome[V]], object], outcome: Outcome[V]
    ) -> None:
        self.jobs.end(progress)
        self.outlook.wrote(outcome.change_set_id)
        if is_alive(then):
            then(outcome)
        if outcome.touched:
            self.touched.emit(outcome.touched)

    def _failed(
        self, refused: Refusal | None, error: Exception, *, progress: Job | None = None
    ) -> None:
        self.jobs.end(progress)
        if not isinstance(error, DeskError):
            report_bug(error)
        elif refused is not None and is_alive(refused):
            refused(error)
        else:
            self.refused.emit(error)


def is_alive(call: Callable[..., object]) -> bool:
    """Whether the widget whose method this is still exists: its page may be closed meanwhile."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def report_bug(error: Exception) -> None:
    """A worker's unexpected error goes where every other goes."""
    sys.excepthook(type(error), error, error.__traceback__)
