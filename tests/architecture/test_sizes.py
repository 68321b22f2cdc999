"""Hold files, functions, classes and lines to the sizes of STYLE."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Source, expect_none, sources

FILE_LINES = 400
TEST_FILE_LINES = 500
FUNCTION_LINES = 50
CLASS_LINES = 250
CLASS_METHODS = 15
COLUMNS = 100
DOOR_LINES = 150  # dev.py, by DESIGN §11
Function = ast.FunctionDef | ast.AsyncFunctionDef


def oversized(source: Source) -> Iterator[str]:
    """Every size of this file that is over its limit. A migration is a list, not a thought."""
    if "/migrations/versions/" in source.place:
        return
    lines = source.text.splitlines()
    limit = TEST_FILE_LINES if source.is_in("tests") else FILE_LINES
    limit = DOOR_LINES if source.place == "dev.py" else limit
    if len(lines) > limit:
        yield f"{source.place}: {len(lines)} lines"
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            yield f"{source.place}:{number}: {len(line)} columns"
    for node in source.nodes:
        if isinstance(node, Function | ast.ClassDef):
            yield from _oversized_block(source.place, node)


def _oversized_block(place: str, node: Function | ast.ClassDef) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
    if length > limit:
        yield f"{place}:{node.lineno}: {node.name} has {length} lines"
    methods = sum(isinstance(part, Function) for part in node.body)
    if isinstance(node, ast.ClassDef) and methods > CLASS_METHODS:
        yield f"{place}:{node.lineno}: {node.name} has {methods} methods"


def test_no_file_function_class_or_line_is_over_its_size() -> None:
    expect_none(problem for source in sources() for problem in oversized(source))


def _function(lines: int) -> str:
    return "def f() -> None:\n" + "    pass\n" * (lines - 1)


def _class(methods: int) -> str:
    return "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(methods))


@pytest.mark.parametrize(
    ("place", "text", "word"),
    [
        ("ui/a.py", "x = 1\n" * 401, "401 lines"),
        ("tests/a.py", "x = 1\n" * 501, "501 lines"),
        ("dev.py", "x = 1\n" * 151, "151 lines"),
        ("ui/a.py", f"# {'x' * 99}\n", "101 columns"),
        ("ui/a.py", _function(51), "f has 51 lines"),
        ("ui/a.py", _class(16), "A has 16 methods"),
        ("ui/a.py", "class A:\n" + "    x = 1\n" * 250, "A has 251 lines"),
    ],
)
def test_what_is_one_over_its_size_is_found(place: str, text: str, word: str) -> None:
    assert any(word in problem for problem in oversized(Source(place, text)))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("ui/a.py", "x = 1\n" * 400),
        ("tests/a.py", "x = 1\n" * 500),
        ("ui/a.py", _function(50)),
        ("ui/a.py", _class(15)),
        ("ui/a.py", f"# {'x' * 98}\n"),
    ],
)
def test_what_has_just_its_size_passes(place: str, text: str) -> None:
    assert list(oversized(Source(place, text))) == []
