"""Run the command line as a scheduler would: its exit code, what it prints, its JSON."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from cluster_desk.cli.main import main


@dataclass(frozen=True)
class Said:
    """What came of one run."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """The verbs on one desk, on a day that is moved by hand."""

    location: str
    today: date

    def run(self, *words: object) -> Said:
        """Any outcome."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("CLUSTER_DESK_TODAY", self.today.isoformat())
            code = main([*map(str, words), "--desk", self.location])
        return Said(code, out.getvalue(), err.getvalue())

    def json(self, *words: object) -> Any:
        """The document of a run that must succeed."""
        said = self.run(*words, "--json")
        assert said.code == 0, said.err
        return said.document

    def refused(self, *words: object) -> str:
        """The sentence of a run that must be refused."""
        said = self.run(*words)
        assert said.code == 1, said
        assert said.out == ""
        assert "Traceback" not in said.err
        return said.err.strip()
