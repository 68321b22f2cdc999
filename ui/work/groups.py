"""Do a long issue group by group beside the event loop, so that other writes come between."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from cluster_desk.errors import DeskError
from cluster_desk.running import Outcome
from cluster_desk.services.fees.groups import GroupedRun
from ui.work.jobs import Job
from ui.work.workspace import Workspace

_NOTHING: Outcome[Any] = Outcome(value=None, touched=frozenset(), change_set_id=None, label="")


class GroupedWork(QObject):
    """One run, shown as one job; Interrompi ends it after the group before."""

    stepped = Signal()
    finished = Signal(object)  # None, or the DeskError that ended it

    def __init__(self, workspace: Workspace, run: GroupedRun[Any], title: str) -> None:
        super().__init__()
        self._workspace, self.run, self._title = workspace, run, title
        self.job: Job | None = None

    def start(self) -> None:
        """Begin; nothing is held between one group and the next."""
        self.job = self._workspace.jobs.begin(self._title)
        self._next()

    def _next(self) -> None:
        if self.run.is_over:
            self._end(None)
            return
        self._workspace.reverse(self._step, self._stepped, self._end)

    def _step(self) -> Outcome[Any]:
        return self.run.step(self._workspace.desk, self.job) or _NOTHING

    def _stepped(self, _outcome: Outcome[Any]) -> None:
        self.stepped.emit()
        self._next()

    def _end(self, error: DeskError | None) -> None:
        self._workspace.jobs.end(self.job)
        self.job = None
        self.finished.emit(error)
