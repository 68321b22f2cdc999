"""Issue documents by the thousand in groups, each a transaction: nobody waits for the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from cluster_desk.desk import Desk, Outcome, UseCase
from cluster_desk.errors import Cancelled
from cluster_desk.progress import Progress, Silent

GROUP = 25
"""So many PDFs are printed and stored in about half a second."""

Ids = tuple[int, ...]
V = TypeVar("V")


class GroupedRun(Generic[V]):
    """A long issue; each `step` does one group, until `is_over`.

    Whoever has the same request id again, after the answer to a step was lost, does nothing
    twice: a group is known by what is in it. What was committed stays when the run is stopped;
    begun anew, a run asks only for what is still missing.
    """

    def __init__(
        self,
        use_case: UseCase[Any, V],
        command_of: Callable[[Ids], Any],
        ids: Sequence[int],
        *,
        request_id: str,
        size: int = GROUP,
    ) -> None:
        """`request_id` is a UUID; `command_of` makes the command of a group of the ids."""
        self._use_case, self._command_of = use_case, command_of
        self._request = UUID(request_id)
        self._groups = [tuple(ids[n : n + size]) for n in range(0, len(ids), size)]
        self._next = 0
        self.total = len(ids)
        self.is_stopped = False
        self.values: list[V] = []
        """What each group returned; of a group whose answer was lost nothing."""
        self.change_sets: list[int] = []
        """Of the groups in which anything changed."""

    @property
    def done(self) -> int:
        """How many of the ids were served."""
        return sum(map(len, self._groups[: self._next]))

    @property
    def is_over(self) -> bool:
        """Whether there is no group left, or the person stopped it."""
        return self.is_stopped or self._next >= len(self._groups)

    def step(self, desk: Desk, progress: Progress | None = None) -> Outcome[V] | None:
        """The next group; None where it was stopped: of that group nothing is written."""
        group = self._groups[self._next]
        within = _Within(progress or Silent(), self.done, self.total)
        key = uuid5(self._request, ",".join(map(str, group)))
        try:
            outcome = desk.write(
                self._use_case, self._command_of(group), request_id=str(key), progress=within
            )
        except Cancelled:
            self.is_stopped = True
            return None
        self._next += 1
        if not outcome.repeated:
            self.values.append(outcome.value)
        if outcome.change_set_id is not None:
            self.change_sets.append(outcome.change_set_id)
        return outcome


class _Within:
    """Progress of a group, told as progress of the whole."""

    def __init__(self, whole: Progress, before: int, total: int) -> None:
        self._whole, self._before, self._total = whole, before, total

    def step(self, done: int, total: int, message: str = "") -> None:
        self._whole.step(self._before + done, self._total, message)


def run_groups(desk: Desk, run: GroupedRun[V], progress: Progress | None = None) -> list[V]:
    """Every group, one after the other, where nobody else has to be let in between."""
    while not run.is_over:
        run.step(desk, progress)
    return run.values
