"""Every file that wants to do harm is refused in a sentence, quickly, within little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.cases import ROOT
from tests.hostile.read_alone import FILES, SECONDS

MEGABYTES = 300.0


@pytest.fixture(scope="session")
def outcomes() -> dict[str, dict[str, Any]]:
    """What became of each file, by name; the process that read them must have lived."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.hostile.read_alone"],
        cwd=ROOT,
        env={**os.environ, "RUST_BACKTRACE": "0"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0, f"died at {lines[-1:]}: {run.stderr[-2000:]}"
    return {line["file"]: line for line in lines if "kinds" in line}


def test_there_are_at_least_sixty() -> None:
    assert len(FILES) >= 60


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_refused(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome = outcomes[name]
    assert FILES[name][0] in outcome["kinds"]
    assert outcome["sentence"].endswith(".")
    assert outcome["is_italian"]
    assert outcome["seconds"] < SECONDS
    assert outcome["megabytes"] < MEGABYTES
