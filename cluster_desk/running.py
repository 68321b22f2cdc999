"""Run one use-case, or take one change set back, in one transaction; commit nowhere else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cluster_desk.clock import Clock
from cluster_desk.progress import Progress, Silent
from cluster_desk.store import changes, elsewhere, engine, erasure, reversal, undoing
from cluster_desk.tx import Actor, Tx

C = TypeVar("C")
V = TypeVar("V")
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


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes, where and when. Its caller lets one writer work at a time.

    `wrote` hears of each change set that is there to stay.
    """

    engine: Engine
    clock: Clock
    actor: Actor
    machine: str
    entropy: Callable[[int], bytes]
    wrote: Callable[[int], object] = lambda _change_set_id: None

    def run(
        self,
        use_case: UseCase[C, V],
        command: C,
        *,
        request_id: str | None = None,
        progress: Progress | None = None,
        keep: bool = True,
        kind: str = "write",
        sight: elsewhere.Sight | None = None,
    ) -> Outcome[V]:
        """The use-case in one transaction, which is rolled back unless it is to `keep`."""
        request = request_id or self._new_request_id()
        with self._session() as session:
            connection = session.connection()
            if request_id is not None and (done := undoing.by_request(connection, request)):
                session.rollback()
                return _repeated(done)
            tx = Tx(
                session=session,
                clock=self.clock,
                actor=self.actor,
                machine=self.machine,
                request_id=request,
                progress=progress or Silent(),
            )
            set_id = self._open(connection, kind, use_case.__name__, request)
            value = use_case(tx, command)
            session.flush()
            if sight is not None:
                elsewhere.refuse_unseen(connection, set_id, sight)
            forgotten = erasure.forget(connection, set_id, tx.forgotten)
            return self._finish(
                session, set_id, tx.label, value, keep=keep, has_forgotten=forgotten > 0
            )

    def jot(self, use_case: UseCase[C, V], command: C) -> V:
        """Without a change set: the database refuses it any table that has a history."""
        with self._session() as session:
            tx = Tx(
                session=session,
                clock=self.clock,
                actor=self.actor,
                machine=self.machine,
                request_id="",
            )
            value = use_case(tx, command)
            session.commit()
            return value

    def reverse(
        self,
        change_set_id: int | None,
        choose: Callable[[Connection], undoing.Step | None],
        name: str,
    ) -> Outcome[None]:
        """Take back this change set, or without one the set that `choose` finds."""
        with self._session() as session:
            connection = session.connection()
            target = _target(connection, change_set_id, choose)
            label = undoing.reversal_label(connection, target)
            request = self._new_request_id()
            set_id = self._open(connection, "undo", name, request, undoes_id=target)
            try:
                reversal.apply_inverse(connection, target, set_id)
                return self._finish(session, set_id, label, None, keep=True)
            except IntegrityError as error:
                if "desk:" in str(error.orig):
                    raise
                raise reversal.HangsOnIt from error

    def _new_request_id(self) -> str:
        return str(uuid.UUID(bytes=self.entropy(16), version=4))

    def _session(self) -> Session:
        return Session(self.engine.execution_options(**{engine.WRITE: True}))

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
        self,
        session: Session,
        set_id: int,
        label: str,
        value: V,
        *,
        keep: bool,
        has_forgotten: bool = False,
    ) -> Outcome[V]:
        connection = session.connection()
        sealed = changes.seal(connection, set_id, label, self.entropy, may_be_empty=has_forgotten)
        if sealed is not None and not label:
            raise AssertionError("a use-case that writes must describe() what it did")
        if sealed is None or not keep:
            session.rollback()
            touched = sealed.topics if sealed else frozenset()
            return Outcome(value=value, touched=touched, change_set_id=None, label=label)
        session.commit()
        self.wrote(sealed.id)
        return Outcome(value=value, touched=sealed.topics, change_set_id=sealed.id, label=label)


def _repeated(done: undoing.Done) -> Outcome[V]:
    return Outcome(
        value=None,  # type: ignore[arg-type]  # the answer was lost, not the facts
        touched=done.topics,
        change_set_id=done.id,
        label=done.label,
        repeated=True,
    )


def _target(
    connection: Connection,
    change_set_id: int | None,
    choose: Callable[[Connection], undoing.Step | None],
) -> int:
    if change_set_id is None:
        step = choose(connection)
        if step is None:
            raise reversal.NothingLikeIt
        return step.id
    if not undoing.exists(connection, change_set_id):
        raise reversal.NothingLikeIt
    return change_set_id
