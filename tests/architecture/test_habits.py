"""Refuse what hides bugs: nameless catches, prints, late imports, the machine's time."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, Source, expect_none, program

# The outermost places: the window's event loop, its job runner, the command line.
MAY_CATCH_ALL = {"ui/app.py", "ui/work/worker.py", "cluster_desk/cli/main.py"}
EVERYTHING = {"Exception", "BaseException"}


def nameless_catches(source: Source) -> Iterator[str]:
    """Handlers of everything that do not raise it again, and suppressions of everything."""
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            caught = {part.id for part in ast.walk(node.type or node) if isinstance(part, ast.Name)}
            raises = any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))
            if (node.type is None or caught & EVERYTHING) and not raises:
                yield f"{source.place}:{node.lineno}: catches everything"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            named = {ast.unparse(argument) for argument in node.args}
            if named & EVERYTHING:
                yield f"{source.place}:{node.lineno}: suppresses everything"


def unexplained_late_imports(source: Source) -> Iterator[str]:
    """Imports inside a function with no comment beside or above them."""
    lines = source.text.splitlines()
    for function in source.nodes:
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        late = [
            node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        reason = False
        for node in sorted(late, key=lambda node: node.lineno):
            beside = "#" in lines[node.lineno - 1]
            above = lines[node.lineno - 2].lstrip().startswith("#")
            reason = reason or beside or above  # one reason serves the imports that follow it
            if not reason:
                yield f"{source.place}:{node.lineno}: {ast.unparse(node)}"


def prints(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "pprint"}:
            yield f"{source.place}:{node.lineno}"


def refused_by_ruff(place: str, text: str) -> str:
    """What ruff says of this text as if it stood at this place of the project."""
    command = ["-m", "ruff", "check", "--no-cache", "--stdin-filename", place, "-"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else ""


def test_only_the_outermost_places_catch_everything() -> None:
    inner = (source for source in program() if source.place not in MAY_CATCH_ALL)
    expect_none(problem for source in inner for problem in nameless_catches(source))


def test_an_import_inside_a_function_says_why() -> None:
    expect_none(problem for source in program() for problem in unexplained_late_imports(source))


def test_the_core_prints_only_from_the_command_line() -> None:
    core = [s for s in program() if s.is_in("cluster_desk") and not s.is_in("cluster_desk/cli")]
    expect_none(problem for source in core for problem in prints(source))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException) as e:\n    g(e)",
        "try:\n    f()\nexcept:\n    pass",
        "with contextlib.suppress(Exception):\n    f()",
    ],
)
def test_a_nameless_catch_is_found(text: str) -> None:
    assert len(list(nameless_catches(Source("ui/a.py", text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept ValueError:\n    pass",
        "try:\n    f()\nexcept BaseException:\n    close()\n    raise",
    ],
)
def test_a_named_catch_and_one_that_raises_again_pass(text: str) -> None:
    assert list(nameless_catches(Source("ui/a.py", text))) == []


def test_a_late_import_without_its_reason_is_found() -> None:
    bare = "def f():\n    import openpyxl\n"
    assert list(unexplained_late_imports(Source("ui/a.py", bare)))
    explained = "def f():\n    import openpyxl  # heavy: only where a workbook is made\n"
    assert list(unexplained_late_imports(Source("ui/a.py", explained))) == []


def test_a_print_is_found() -> None:
    assert list(prints(Source("cluster_desk/a.py", "print(1)")))


@pytest.mark.parametrize(
    ("imported", "call"),
    [
        ("from datetime import date", "date.today()"),
        ("from datetime import datetime", "datetime.now()"),
        ("from datetime import UTC, datetime", "datetime.now(UTC)"),
        ("from datetime import datetime", "datetime.utcnow()"),
        ("import time", "time.time()"),
    ],
)
def test_the_machines_time_is_refused_outside_the_clock(imported: str, call: str) -> None:
    text = f'"""Ask."""\n\n{imported}\n\nNOW = {call}\n'
    assert "TID251" in refused_by_ruff("cluster_desk/domain/fees_now.py", text)
    assert "TID251" in refused_by_ruff("ui/fees_now.py", text)
    assert "TID251" not in refused_by_ruff("cluster_desk/clock.py", text)
