"""Kill a process of ours at a random moment, or while its commit overwrites the database."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from cluster_desk.store import engine
from tests import processes
from tests.faults.acting import READY
from tests.processes import received

Act = Callable[..., None]


class Victim(Protocol):
    """A process that can be killed."""

    @property
    def pid(self) -> int | None: ...
    @property
    def exitcode(self) -> int | None: ...
    def join(self) -> None: ...


@dataclass(frozen=True)
class Fork:
    """A child of this very process."""

    pid: int

    @property
    def exitcode(self) -> int | None:
        ended = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return None if ended is None else ended.si_status

    def join(self) -> None:
        os.waitpid(self.pid, 0)


def fork(act: Act, *arguments: Any) -> tuple[Victim, Connection]:
    """As `processes.start`, with all that this process has become; it must have no threads."""
    answers, own = Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        try:
            act(*arguments, own)
        finally:
            os._exit(1)
    own.close()
    return Fork(pid), answers


def kill(process: Victim) -> None:
    """At once, and it must have been alive."""
    assert process.pid is not None
    assert process.exitcode is None, "it ended by itself"
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@dataclass(frozen=True)
class Killer:
    """Starts processes that do the same, one after the other, and kills each."""

    act: Act
    start: Callable[..., tuple[Victim, Connection]] = processes.start

    def after(self, laps: float, *arguments: Any) -> list[Any]:
        """What one said before it was killed, somewhere in a later lap of its work."""
        process, answers = self._begin(*arguments)
        begun = time.perf_counter()
        first = answers.recv()
        time.sleep(laps * (time.perf_counter() - begun))
        kill(process)
        return [first, *received(answers)]

    def within(self, seconds: float, *arguments: Any) -> list[Any]:
        """The same so long after it was ready, whatever it had come to."""
        process, answers = self._begin(*arguments)
        time.sleep(seconds)
        kill(process)
        return received(answers)

    def amid(self, desk: Path, laps: int, *arguments: Any, more: int = 20) -> list[Any]:
        """The same, after some laps, in the middle of a commit: the desk is being overwritten.

        Where the processor was elsewhere in that millisecond, and in those of some more laps, it
        is any later moment.
        """
        process, answers = self._begin(*arguments)
        said = [answers.recv() for _ in range(laps)]
        while not is_overwriting(desk) and len(said) < laps + more:
            if answers.poll(0.000_1):
                said.append(answers.recv())
        kill(process)
        return [*said, *received(answers)]

    def _begin(self, *arguments: Any) -> tuple[Victim, Connection]:
        process, answers = self.start(self.act, *arguments)
        assert answers.recv() == READY
        return process, answers


def is_overwriting(desk: Path) -> bool:
    """Whether the journal is whole and on the disk: the file may be half old and half new."""
    try:
        with engine.journal_of(desk).open("rb") as journal:
            header = journal.read(12)
    except FileNotFoundError:
        return False
    return len(header) == 12 and header[8:] != bytes(4)
