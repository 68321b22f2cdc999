"""Issue papers by the hundred as the window does, group by group; Ctrl+C stops between two."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import uuid4

from cluster_desk.cli.terminal import progress_shown
from cluster_desk.desk import Desk, UseCase
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _
from cluster_desk.progress import Stoppable
from cluster_desk.services.fees.groups import GROUP, GroupedRun, Ids, run_groups

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class PapersIssued(Generic[V]):
    """What each group returned, and the change sets that hold it.

    `cut_short` says why it ended before the end, what is done and how to go on; "" where all is.
    """

    values: Sequence[V]
    change_sets: Sequence[int] = ()
    cut_short: str = ""


def issue_papers(
    desk: Desk,
    use_case: UseCase[Any, V],
    command_of: Callable[[Ids], Any],
    ids: Sequence[int],
    *,
    dry_run: bool,
) -> PapersIssued[V]:
    """For each of the ids, in groups that are committed one by one; a dry run commits none.

    What was killed or stopped is begun anew by the same words: only the missing is asked for.
    """
    with progress_shown() as progress:
        if dry_run or not ids:  # one transaction, so that the numbers follow each other
            rehearsed = desk.preview(use_case, command_of(tuple(ids)), progress=progress)
            return PapersIssued(values=[rehearsed.value])
        run = GroupedRun(use_case, command_of, ids, request_id=str(uuid4()), size=GROUP)
        reason = _("Stopped.")
        with _interrupting(progress):
            try:
                run_groups(desk, run, progress)
            except DeskError as error:
                if not run.done:
                    raise
                reason = str(error)
    return PapersIssued(
        values=run.values,
        change_sets=run.change_sets,
        cut_short="" if run.done == run.total else _and_how_to_go_on(reason, run),
    )


def _and_how_to_go_on(reason: str, run: GroupedRun[V]) -> str:
    sentence = _("{reason} Done and kept: {done} of {total}. Give the same command again to go on.")
    return sentence.format(reason=reason, done=run.done, total=run.total)


@contextmanager
def _interrupting(progress: Stoppable) -> Iterator[None]:
    """Ctrl+C asks the run to stop, instead of breaking it off in the middle of anything."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: progress.stop())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
