"""Make the demo association once for all processes of a run: it takes seconds."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from cluster_desk.services.demo.making import make_demo

FOLDER = "demo"


@dataclass(frozen=True)
class SharedDemo:
    """A desk of forty members with a year of everything, to be read from or copied.

    `steps` is what its making told of how far it was: done and total.
    """

    path: Path
    steps: tuple[tuple[int, int], ...]


class _Steps:
    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int, message: str = "") -> None:
        self.told.append((done, total))


@pytest.fixture(scope="session")
def shared_demo(tmp_path_factory: pytest.TempPathFactory) -> SharedDemo:
    """Made by whoever comes first; the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    path, steps = shared / FOLDER / "demo.desk", shared / FOLDER / "steps.json"
    with (shared / f"{FOLDER}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not steps.exists():
            watch = _Steps()
            make_demo(path, members_wanted=40, replace=path.exists(), progress=watch)
            steps.write_text(json.dumps(watch.told), encoding="utf-8")
    told = json.loads(steps.read_text(encoding="utf-8"))
    return SharedDemo(path=path, steps=tuple((done, total) for done, total in told))
