"""Measure which branches of the rules and of the store their tests take; fail below the floor.

A release asks for it: measuring takes several times as long as testing, so no submission waits
for it. Figures by layer, and the files with the most branches that no test takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
FLOOR = 90.0  # per cent (RELIABILITY §8)
LAYERS = ("cluster_desk/domain", "cluster_desk/store")
_UPGRADES = (
    "test_an_upgraded_desk_has_the_tables_of_its_models_and_knows_its_history",
    "test_an_upgrade_that_fails_or_is_not_alone_leaves_the_desk_as_it_was",
)
TESTS = (
    *(f"tests/{part}" for part in ("domain", "store", "services", "queries", "cli")),
    *("tests/faults/test_disk.py", "tests/faults/test_privacy.py"),
    *(f"tests/faults/test_upgrades.py::{name}" for name in _UPGRADES),
)
# what a test starts beside itself takes branches too, in a process of its own
SETTINGS = """[run]
branch = True
parallel = True
concurrency = multiprocessing,thread
source = {layers}
data_file = {data}
"""
_SHOWN = 5


@dataclass(frozen=True)
class Measure:
    """How many of a layer's branches were taken, and where the others are, most first."""

    layer: str
    taken: int
    branches: int
    missed: tuple[tuple[int, str], ...]

    @property
    def share(self) -> float:
        """Per cent; all of none."""
        return 100 * self.taken / self.branches if self.branches else 100.0


def measured(report: dict[str, Any], layer: str) -> Measure:
    """A layer's part of coverage's report in JSON."""
    found = {
        name: told["summary"]
        for name, told in report["files"].items()
        if Path(name).as_posix().startswith(f"{layer}/")
    }
    missed = [(told["missing_branches"], name) for name, told in found.items()]
    return Measure(
        layer=layer,
        taken=sum(told["covered_branches"] for told in found.values()),
        branches=sum(told["num_branches"] for told in found.values()),
        missed=tuple(sorted((each for each in missed if each[0]), reverse=True)),
    )


def _coverage(verb: str, *arguments: str) -> int:
    # the usual numbers: a thousand runs of one branch take it no better than fifty
    environment = {**os.environ, "CLUSTER_DESK_TESTS": "ci", "QT_QPA_PLATFORM": "offscreen"}
    command = (sys.executable, "-m", "coverage", verb, f"--rcfile={BUILD / 'branches.ini'}")
    run = subprocess.run((*command, *arguments), cwd=ROOT, check=False, env=environment)
    return run.returncode


def main() -> int:
    BUILD.mkdir(exist_ok=True)
    settings = BUILD / "branches.ini"
    told = SETTINGS.format(layers=",".join(LAYERS), data=BUILD / "coverage")
    settings.write_text(told, encoding="utf-8")
    for stale in BUILD.glob("coverage.*.*"):
        stale.unlink()
    pytest = ("-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-o", "timeout=0")
    if _coverage("run", *pytest, *TESTS):
        return 1
    _coverage("combine", "-q")
    _coverage("json", "-q", "-o", str(BUILD / "coverage.json"))
    report = json.loads((BUILD / "coverage.json").read_text(encoding="utf-8"))
    measures = [measured(report, layer) for layer in LAYERS]
    for measure in measures:
        print(f"{measure.layer:<22} {measure.share:5.1f} % of {measure.branches} branches taken")
        for count, name in measure.missed[:_SHOWN]:
            print(f"{count:>6}  {name}")
    return 0 if all(measure.share >= FLOOR for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
