"""Open a desk, read it, and let one use-case at a time write to it."""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from cluster_desk.clock import Clock, FixedClock, SystemClock
from cluster_desk.progress import Progress
from cluster_desk.running import Outcome, UseCase, Writer
from cluster_desk.store import (
    elsewhere,
    engine,
    erasure,
    opening,
    presence,
    soundness,
    undoing,
    upgrading,
    whereabouts,
)
from cluster_desk.store.faults import ReadOnlyDesk
from cluster_desk.tx import Actor

__all__ = ["Desk", "Outcome", "UseCase"]

C = TypeVar("C")
V = TypeVar("V")
P = ParamSpec("P")


class Desk(AbstractContextManager["Desk"]):
    """One association's facts. Writes are serialised; reads are short and see committed facts."""

    def __init__(
        self,
        location: str | Path,
        *,
        actor: Actor,
        clock: Clock,
        read_only: bool = False,
        machine: str | None = None,
        entropy: Callable[[int], bytes] = os.urandom,
        is_draft: bool = False,
    ) -> None:
        """On a database that `opening` has prepared; `open` and `create` are the usual doors.

        `machine`, `entropy` and `is_draft` are chosen only by the demo association, whose bytes
        repeat, and whose file is forced to disk once, when it is whole.
        """
        self.location = location
        self.actor = actor
        self.clock = clock
        self.read_only = read_only
        self.machine = platform.node()[:80] if machine is None else machine
        self._entropy = entropy
        self._engine = engine.make_engine(location, read_only=read_only, is_draft=is_draft)
        self._mark = None if engine.is_postgresql(location) or read_only else _be_known(location)
        self._file = whereabouts.Whereabouts(location)
        self._writing = threading.Lock()
        self.elsewhere = elsewhere.Elsewhere(location, self._engine, self._writing)
        self._look_over: soundness.LookOver | None = None

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        actor: Actor | None = None,
        clock: Clock | None = None,
        read_only: bool = False,
    ) -> Desk:
        """An existing desk, checked and upgraded first. DeskUnavailable with the reason."""
        if opening.prepare(location, read_only=read_only):
            upgrading.upgrade_file(Path(location))
        desk = cls(
            location, actor=actor or Actor(), clock=clock or SystemClock(), read_only=read_only
        )
        is_file = not engine.is_postgresql(location)
        if is_file and not read_only and not soundness.is_small(Path(location)):
            desk._look_over = soundness.LookOver(Path(location))
        if clock is None and (day := desk.read(opening.demo_day)) is not None:
            desk.clock = FixedClock.at(day)
        return desk

    @classmethod
    def create(
        cls, location: str | Path, *, actor: Actor | None = None, clock: Clock | None = None
    ) -> Desk:
        """A new, empty desk; DeskUnavailable where something is there already."""
        opening.create(location)
        return cls.open(location, actor=actor, clock=clock)

    def write(
        self,
        use_case: UseCase[C, V],
        command: C,
        *,
        request_id: str | None = None,
        progress: Progress | None = None,
        sight: elsewhere.Sight | None = None,
    ) -> Outcome[V]:
        """Run it in one transaction and commit. The same request id twice is done once.

        Conflict where it changes a row that was changed since the person's `sight` of the desk.
        """
        with self._writing, self._file.reached(self._engine):
            return self._writer().run(
                use_case, command, request_id=request_id, progress=progress, sight=sight
            )

    def erase(self, use_case: UseCase[C, V], command: C) -> Outcome[V]:
        """Run a use-case that forgets by law: final, and out of the file's free pages too."""
        with self._writing, self._file.reached(self._engine):
            outcome = self._writer().run(use_case, command, kind=erasure.ERASE)
            erasure.scrub(self._engine)
            return outcome

    def preview(
        self, use_case: UseCase[C, V], command: C, *, progress: Progress | None = None
    ) -> Outcome[V]:
        """Run it for real and roll back: what would happen."""
        with self._writing, self._file.reached(self._engine):
            return self._writer().run(use_case, command, progress=progress, keep=False)

    def jot(self, use_case: UseCase[C, V], command: C) -> V:
        """Write what stands in no history, such as the draft of a form."""
        with self._writing, self._file.reached(self._engine):
            return self._writer().jot(use_case, command)

    def read(
        self, query: Callable[Concatenate[Session, P], V], *args: P.args, **kwargs: P.kwargs
    ) -> V:
        """Run a query in one short read transaction."""
        if self._look_over is not None:
            self._look_over.refuse_damaged()
        with self._file.reached(self._engine), Session(self._engine) as session:
            value = query(session, *args, **kwargs)
            session.rollback()
            return value

    def undo(self, change_set_id: int | None = None) -> Outcome[None]:
        """Take back a change set, the last one by default. Refused with a reason."""
        with self._writing, self._file.reached(self._engine):
            return self._writer().reverse(change_set_id, undoing.next_undo, "Undo")

    def redo(self) -> Outcome[None]:
        """Take back the last undo, where nothing was written since."""
        with self._writing, self._file.reached(self._engine):
            return self._writer().reverse(None, undoing.next_redo, "Redo")

    def undoable(self) -> undoing.Step | None:
        """What undo would take back; None where there is nothing."""
        return self.read(lambda session: undoing.next_undo(session.connection()))

    def redoable(self) -> undoing.Step | None:
        """What redo would bring again."""
        return self.read(lambda session: undoing.next_redo(session.connection()))

    def close(self) -> None:
        """Let go of the file or the server."""
        self.elsewhere.close()
        if self._look_over is not None:
            self._look_over.stop()
        self._engine.dispose()
        if self._mark is not None:
            presence.leave(self._mark)
            self._mark = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _writer(self) -> Writer:
        if self.read_only:
            raise ReadOnlyDesk
        self._file.require()
        if self._look_over is not None:  # nothing is added to a file that does not hold
            self._look_over.refuse_damaged(finished=True)
        return Writer(
            engine=self._engine,
            clock=self.clock,
            actor=self.actor,
            machine=self.machine,
            entropy=self._entropy,
            wrote=self.elsewhere.is_own,
        )


def _be_known(location: str | Path) -> Path:
    """Restore and upgrade need to know who has the file open."""
    return presence.enter(Path(location), "Cluster Desk")
