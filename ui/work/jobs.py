"""Long work a person can watch and stop."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.progress import Stoppable

_LOOK_EVERY_MS = 120
_TELL_TIME_AFTER = 5.0


class Job(Stoppable):
    """A titled piece of work; its numbers are written by the worker, read by the window."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.was_shown = False
        self._began = perf_counter()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return perf_counter() - self._began

    def share_text(self) -> str:
        """`14 di 37 · ancora circa 50 secondi`; before the first step, that it has begun."""
        if self.stop_requested:
            return _("Stopping at the next safe point…")
        if not self.total:
            return _("Working…")
        text = _("{done} of {total}").format(
            done=count_text(self.done), total=count_text(self.total)
        )
        spent = self.seconds
        if spent < _TELL_TIME_AFTER or not self.done:
            return text
        left = max(round(spent * (self.total - self.done) / self.done), 1)
        rest = ngettext("about {count} second left", "about {count} seconds left", left)
        return f"{text} · {rest.format(count=left)}"


class Jobs(QObject):
    """What is under way; looks at its numbers a few times a second, only while there is any."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._running: list[Job] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def running(self) -> tuple[Job, ...]:
        """In the order in which they began."""
        return tuple(self._running)

    def begin(self, title: str) -> Job | None:
        """A new job, shown from now on; work without a title is none."""
        if not title:
            return None
        job = Job(title)
        self._running.append(job)
        self._timer.start()
        self.changed.emit()
        return job

    def end(self, job: Job | None) -> None:
        """Done, stopped or failed: no longer shown."""
        if job is None:
            return
        self._running.remove(job)
        if not self._running:
            self._timer.stop()
        self.changed.emit()
