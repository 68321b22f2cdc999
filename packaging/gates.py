"""Pass every gate and say how long each took, which tests were slow and which were skipped.

Static checks run beside each other, then the tests on two processes. With CI=true a skipped test
fails the run, unless the sample files that it reads are not beside the repository.
`--release` takes the larger numbers of runs that a release asks for (tests/figures.py), and
measures the branches that the tests take (branches.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import defusedxml.ElementTree

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
CASES = ROOT.parent / "shared" / "cases"
MEMORY = Path("/dev/shm")  # a file system in memory: the tests' thousand desks need no disk
ROOM = 4 * 1024**3
PROCESSES = 3  # on two cores: one always waits for a disk, a server or a clock

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as c; c(['--no-logo'])"
ARCHITECTURE = ("-m", "pytest", "tests/architecture", "-q", "-n0", f"--junitxml={BUILD}/first.xml")
TESTS = (
    *("-m", "pytest", "tests", "--ignore=tests/architecture", "-q", f"--junitxml={BUILD}/rest.xml"),
    *(f"-n{PROCESSES}", "--dist=worksteal"),
)
# Rewrites the tests' assertions once: three processes that begin together would do it each.
COLLECTION = ("-m", "pytest", "tests", "--ignore=tests/architecture", "--collect-only", "-qq")
# Lines of static checks that run beside each other.
STATIC = (
    (("types", ("-m", "mypy")),),
    (
        ("format", ("-m", "ruff", "format", "--check", ".")),
        ("lint", ("-m", "ruff", "check", ".")),
        ("imports", ("-c", LINT_IMPORTS)),
        ("catalogues", ("packaging/catalogue.py", "check")),
        ("architecture", ARCHITECTURE),
    ),
    (("collection", COLLECTION),),
)


@dataclass(frozen=True)
class Gate:
    """What came of one gate."""

    name: str
    seconds: float
    passed: bool
    output: str = ""
    processor: float = 0.0  # its seconds, of all processes together, where nothing runs beside


@dataclass(frozen=True)
class Test:
    """One test as pytest's report has it; `skipped` is the reason."""

    name: str
    seconds: float
    failed: bool
    skipped: str


def pass_gate(name: str, arguments: Sequence[str], *, live: bool = False) -> Gate:
    """Run one gate; a live one shows its output at once, any other hands it back."""
    began, used = time.perf_counter(), processor_seconds()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        check=False,
        text=True,
        stdout=None if live else subprocess.PIPE,
        stderr=None if live else subprocess.STDOUT,
    )
    seconds = time.perf_counter() - began
    processor = processor_seconds() - used if live else 0.0
    return Gate(name, seconds, done.returncode == 0, done.stdout or "", processor)


def processor_seconds() -> float:
    """What every process that ended took of the processor, in all."""
    times = os.times()
    return times.children_user + times.children_system


def static_gates() -> Iterator[Gate]:
    with ThreadPoolExecutor(len(STATIC)) as lines:
        running = [
            lines.submit(lambda gates: [pass_gate(*gate) for gate in gates], gates)
            for gates in STATIC
        ]
        for line in running:
            yield from line.result()


def tests_in(report: Path) -> list[Test]:
    """The tests of one JUnit report; none where pytest did not come to write it."""
    if not report.exists():
        return []
    found = []
    for case in defusedxml.ElementTree.parse(report).iter("testcase"):
        skipped = case.find("skipped")
        failed = case.find("failure") is not None or case.find("error") is not None
        reason = "" if skipped is None else skipped.get("message") or "no reason given"
        name = f"{case.get('classname')}::{case.get('name')}"
        found.append(Test(name, float(case.get("time", "0")), failed, reason))
    return found


def unwelcome(tests: Sequence[Test]) -> list[Test]:
    """The skipped tests that CI does not accept."""
    skipped = [test for test in tests if test.skipped]
    if CASES.is_dir():
        return skipped
    return [test for test in skipped if "sample files" not in test.skipped]


def show(gates: Sequence[Gate], tests: Sequence[Test]) -> None:
    print("\nGate            seconds")
    for gate in gates:
        print(f"{gate.name:<14} {gate.seconds:>8.1f}  {'passed' if gate.passed else 'FAILED'}")
        if gate.processor:
            print(f"{'':<14} {gate.processor:>8.1f}  of the processor")
    print("\nThe ten slowest tests")
    for test in sorted(tests, key=lambda test: -test.seconds)[:10]:
        print(f"{test.seconds:>8.1f} s  {test.name}")
    if any(test.skipped for test in tests):
        print("\nSkipped")
    for reason, count in Counter(test.skipped for test in tests if test.skipped).items():
        print(f"{count:>8}    {reason}")


def folder_of_tests() -> Path | None:
    """Memory, where there is enough of it; else wherever temporary files go."""
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room else None


def main(arguments: list[str]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # the tests start many processes: compiled once, each of them begins at once
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["CLUSTER_DESK_TESTS"] = "release" if "--release" in arguments else "ci"
    BUILD.mkdir(exist_ok=True)
    reports = [BUILD / "first.xml", BUILD / "rest.xml"]
    for report in reports:
        report.unlink(missing_ok=True)
    gates = []
    for gate in static_gates():
        print(f"--- {gate.name}\n{gate.output}", flush=True)
        gates.append(gate)
    print("--- tests", flush=True)
    with TemporaryDirectory(dir=folder_of_tests()) as folder:
        gates.append(pass_gate("tests", (*TESTS, f"--basetemp={folder}/desks"), live=True))
    if "--release" in arguments:
        print("--- branches", flush=True)
        gates.append(pass_gate("branches", ("packaging/branches.py",), live=True))
    tests = [test for report in reports for test in tests_in(report)]
    show(gates, tests)
    refused = unwelcome(tests) if os.environ.get("CI") == "true" else []
    for test in refused:
        print(f"CI accepts no skipped test: {test.name}")
    failed = sum(test.failed for test in tests)
    skipped = sum(bool(test.skipped) for test in tests)
    print(f"\n{len(tests) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 0 if all(gate.passed for gate in gates) and tests and not refused else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
