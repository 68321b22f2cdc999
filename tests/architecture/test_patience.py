"""No test hurries: three processes share two cores, and one that is late fails everything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Source, expect_none, sources

SHORTEST_SECONDS = 60
CLOCKS = {"perf_counter", "monotonic", "process_time", "thread_time"}
WAITS = {"waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"}
# The measure itself; a server that must start; kills and cuts that are timed to strike.
MAY_MEASURE = ("tests/pace.py", "tests/postgres_server.py", "tests/faults/")


def hurries(source: Source) -> Iterator[str]:
    """Limits too short for a busy machine, and seconds that are not judged by its pace."""
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield from (f"{source.place}:{node.lineno}: {told}" for told in _short_limits(node))
    clocks = {_name(node) for node in source.nodes} & CLOCKS
    may = source.place.startswith(MAY_MEASURE) or _imports_pace(source)
    if clocks and not may:
        yield f"{source.place}: asks {', '.join(sorted(clocks))}, not tests/pace.py"


def _short_limits(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    given = [keyword.value for keyword in call.keywords if keyword.arg == "timeout"]
    limits = given + (call.args if name in {"join", "wait_for", "timeout"} else [])
    for limit in limits:
        if isinstance(limit, ast.Constant) and isinstance(limit.value, int | float):
            if name in WAITS:
                yield f"{name} has patience of its own"
            elif limit.value < SHORTEST_SECONDS:
                yield f"{name} waits {limit.value} seconds"


def _imports_pace(source: Source) -> bool:
    imports = (node for node in source.nodes if isinstance(node, ast.Import | ast.ImportFrom))
    return any("pace" in ast.unparse(node) for node in imports)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_no_test_hurries() -> None:
    tests = (source for source in sources() if source.is_in("tests"))
    expect_none(told for source in tests for told in hurries(source))


@pytest.mark.parametrize(
    "text",
    [
        "qtbot.waitUntil(seen, timeout=4000)",
        "subprocess.run(words, timeout=30)",
        "thread.join(5)",
        "began = time.perf_counter()",
        "from time import process_time\nassert process_time() < 5",
        "@pytest.mark.timeout(20)\ndef test_x(): ...",
    ],
)
def test_what_hurries_is_found(text: str) -> None:
    assert list(hurries(Source("tests/x.py", text)))


@pytest.mark.parametrize(
    "text",
    [
        "qtbot.waitUntil(seen)",
        "subprocess.run(words, timeout=600)",
        "thread.join()",
        '", ".join(names)',
        "from tests import pace\nbegan = time.thread_time()",
    ],
)
def test_what_waits_passes(text: str) -> None:
    assert list(hurries(Source("tests/x.py", text))) == []
