"""Start processes of our own in milliseconds, to run them side by side and to kill them."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any

from cluster_desk.store import engine

_LONG_MS = 120_000


def _context() -> ForkServerContext | SpawnContext:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    # A clean process that has imported everything once, and forks: 10 ms instead of 700.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.warm"])
    return context


_CONTEXT = _context()


def let_others_write_first() -> None:
    """SQLite gives a lock to whoever asks when it is free: on a busy machine one waits long."""
    defaults = engine.make_engine.__kwdefaults__
    assert defaults is not None
    defaults["busy_ms"] = _LONG_MS


def _act(act: Callable[..., None], *arguments: Any) -> None:
    let_others_write_first()
    act(*arguments)


def start(act: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Run a module's function in a process; its last argument is where it writes its answers."""
    answers, own = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_act, args=(act, *arguments, own), daemon=True)
    process.start()
    own.close()
    return process, answers


def received(answers: Connection) -> list[Any]:
    """Everything it wrote before it ended or was killed."""
    found = []
    try:
        while True:
            found.append(answers.recv())
    except (EOFError, OSError):
        answers.close()
        return found
