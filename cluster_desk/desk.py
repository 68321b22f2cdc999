"""Open a desk, run one use-case in one transaction, and be the only one who commits."""

from __future__ import annotations

import os
import platform
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cluster_desk.clock import Clock, FixedClock, SystemClock
from cluster_desk.progress import Progress, Silent
from cluster_desk.queries.association import demo_day
from cluster_desk.store import changes, engine, opening, presence, reversal, undoing
from cluster_desk.store.faults import ReadOnlyDesk, translated
from cluster_desk.tx import Actor, Tx

C = TypeVar("C")
V = TypeVar("V")
P = ParamSpec("P")
UseCase = Callable[[Tx, C], V]


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[V]):
    """What a write returned, which topics it touched, and the change set that records it.

    `change_set_id` is None where nothing changed or in a preview. `repeated` is true where the
    same request had been committed before; `value` is None then.
    """

    value: V
    touched: frozenset[str]
    change_set_id: int | None
    label: str
    repeated: bool = False


class Desk:
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
    ) -> None:
        """On a database that `opening` has prepared; `open` and `create` are the usual doors.

        `machine` and `entropy` are chosen only by the demo association, whose bytes repeat.
        """
        self.location = location
        self.actor = actor
        self.clock = clock
        self.read_only = read_only
        self.machine = platform.node()[:80] if machine is None else machine
        self._entropy = entropy
        self._engine = engine.make_engine(location, read_only=read_only)
        self._mark = None if engine.is_postgresql(location) or read_only else _be_known(location)
        self._writing = threading.Lock()

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
        opening.prepare(location, read_only=read_only)
        desk = cls(
            location, actor=actor or Actor(), clock=clock or SystemClock(), read_only=read_only
        )
        if clock is None and (day := desk.read(demo_day)) is not None:
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
    ) -> Outcome[V]:
        """Run it in one transaction and commit. The same request id twice is done once."""
        return self._run(use_case, command, request_id=request_id, progress=progress, keep=True)

    def preview(
        self, use_case: UseCase[C, V], command: C, *, progress: Progress | None = None
    ) -> Outcome[V]:
        """Run it for real and roll back: what would happen."""
        return self._run(use_case, command, request_id=None, progress=progress, keep=False)

    def read(
        self, query: Callable[Concatenate[Session, P], V], *args: P.args, **kwargs: P.kwargs
    ) -> V:
        """Run a query in one short read transaction."""
        with translated(), Session(self._engine) as session:
            value = query(session, *args, **kwargs)
            session.rollback()
            return value

    def undo(self, change_set_id: int | None = None) -> Outcome[None]:
        """Take back a change set, the last one by default. Refused with a reason."""
        return self._reverse(change_set_id, undoing.next_undo, "Undo")

    def redo(self) -> Outcome[None]:
        """Take back the last undo, where nothing was written since."""
        return self._reverse(None, undoing.next_redo, "Redo")

    def undoable(self) -> undoing.Step | None:
        """What undo would take back; None where there is nothing."""
        return self.read(lambda session: undoing.next_undo(session.connection()))

    def redoable(self) -> undoing.Step | None:
        """What redo would bring again."""
        return self.read(lambda session: undoing.next_redo(session.connection()))

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()
        if self._mark is not None:
            presence.leave(self._mark)
            self._mark = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _run(
        self,
        use_case: UseCase[C, V],
        command: C,
        *,
        request_id: str | None,
        progress: Progress | None,
        keep: bool,
    ) -> Outcome[V]:
        if self.read_only:
            raise ReadOnlyDesk
        request = request_id or self._new_request_id()
        with self._writing, translated(), self._session() as session:
            connection = session.connection()
            if request_id is not None and (done := undoing.by_request(connection, request)):
                session.rollback()
                return Outcome(
                    value=None,  # type: ignore[arg-type]  # the answer was lost, not the facts
                    touched=done.topics,
                    change_set_id=done.id,
                    label=done.label,
                    repeated=True,
                )
            tx = Tx(
                session=session,
                clock=self.clock,
                actor=self.actor,
                machine=self.machine,
                request_id=request,
                progress=progress or Silent(),
            )
            set_id = self._open(connection, "write", use_case.__name__, request)
            value = use_case(tx, command)
            session.flush()
            return self._finish(session, set_id, tx.label, value, keep=keep)

    def _reverse(
        self,
        change_set_id: int | None,
        choose: Callable[[Connection], undoing.Step | None],
        name: str,
    ) -> Outcome[None]:
        if self.read_only:
            raise ReadOnlyDesk
        with self._writing, translated(), self._session() as session:
            connection = session.connection()
            if change_set_id is None:
                step = choose(connection)
                if step is None:
                    raise reversal.NothingLikeIt
                change_set_id = step.id
            elif not undoing.exists(connection, change_set_id):
                raise reversal.NothingLikeIt
            label = undoing.reversal_label(connection, change_set_id)
            set_id = self._open(
                connection, "undo", name, self._new_request_id(), undoes_id=change_set_id
            )
            try:
                reversal.apply_inverse(connection, change_set_id, set_id)
                return self._finish(session, set_id, label, None, keep=True)
            except IntegrityError as error:
                if "desk:" in str(error.orig):
                    raise
                raise reversal.HangsOnIt from error

    def _new_request_id(self) -> str:
        return str(uuid.UUID(bytes=self._entropy(16), version=4))

    def _session(self) -> Session:
        return Session(self._engine.execution_options(**{engine.WRITE: True}))

    def _open(
        self,
        connection: Connection,
        kind: str,
        use_case: str,
        request_id: str,
        undoes_id: int | None = None,
    ) -> int:
        return changes.open_set(
            connection,
            changes.Heading(
                kind=kind,
                use_case=use_case,
                actor=self.actor.name[:80],
                machine=self.machine,
                at=self.clock.now(),
                request_id=request_id,
                undoes_id=undoes_id,
            ),
        )

    def _finish(
        self, session: Session, set_id: int, label: str, value: V, *, keep: bool
    ) -> Outcome[V]:
        sealed = changes.seal(session.connection(), set_id, label, self._entropy)
        if sealed is not None and not label:
            raise AssertionError("a use-case that writes must describe() what it did")
        if sealed is None or not keep:
            session.rollback()
            touched = sealed.topics if sealed else frozenset()
            return Outcome(value=value, touched=touched, change_set_id=None, label=label)
        session.commit()
        return Outcome(value=value, touched=sealed.topics, change_set_id=sealed.id, label=label)


def _be_known(location: str | Path) -> Path:
    """Restore and upgrade need to know who has the file open."""
    return presence.enter(Path(location), "Cluster Desk")
