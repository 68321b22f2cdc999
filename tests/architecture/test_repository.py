"""Keep machines, hosts and heavy files out of the repository, and the tests where code is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.tree import ROOT, Source, expect_none, imports_of, sources, tracked

MOST_BYTES = 1_000_000
BINARY = {".ttf", ".png", ".icc", ".xlsx", ".xls", ".ods", ".pdf", ".ico", ".gz", ".zip"}
# In pieces, so that this file does not find itself.
HOMES = ("work", "root", "home", "Users", "Utenti")
MACHINE_PATH = re.compile(rf"(?<![\w.~$/}})\]<-])/({'|'.join(HOMES)})/\w|[A-Z]:\\\\?Users\\")
# Tests that judge more than one layer have folders of their own.
ACROSS = {"architecture", "bench", "faults", "hostile", "lives", "story", "window"}


def machine_paths(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE_PATH.search(line):
            yield f"{name}:{number}: {line.strip()[:80]}"


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8", "replace")


def test_no_file_names_a_place_of_one_machine() -> None:
    expect_none(problem for name, text in texts() for problem in machine_paths(name, text))


@pytest.mark.parametrize("home", HOMES)
def test_a_place_of_one_machine_is_found(home: str) -> None:
    assert list(machine_paths("a.py", f'open("/{home}/anna/file")'))
    assert list(machine_paths("a.md", f"see /{home}/main"))


@pytest.mark.parametrize(
    "text", ["a/work/b", "https://x.example/home/a", "../root/a", "{a}/work/b"]
)
def test_a_relative_place_passes(text: str) -> None:
    assert not list(machine_paths("a.py", text))


def test_no_file_is_heavier_than_a_megabyte() -> None:
    expect_none(str(path) for path in tracked() if path.stat().st_size > MOST_BYTES)


def test_every_folder_of_tests_mirrors_a_folder_of_the_program() -> None:
    layers = {path.name for path in (ROOT / "cluster_desk").iterdir() if path.is_dir()}
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.py")}
    assert folders - ACROSS - layers - {"ui", "packaging"} == set()


def test_every_file_of_tests_is_found_by_pytest_or_used_by_a_test() -> None:
    files = list((ROOT / "tests").rglob("*.py"))
    used = {word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))}
    # Alembic finds its steps by the folder they lie in
    parts = (path for path in files if not path.name.startswith(("test_", "conftest", "000")))
    expect_none(str(path) for path in parts if path.stem not in used)


def test_every_module_is_used_by_another_or_is_a_door() -> None:
    expect_none(unused_modules(sources()))


def unused_modules(files: Iterable[Source]) -> Iterator[str]:
    """Modules of the program that no other imports, nor names for a later import."""
    used: set[str] = set()
    parts = [file for file in files if file.is_in("cluster_desk", "ui") or file.place == "main.py"]
    for file in parts:
        for _node, name in imports_of(file.nodes):
            used |= {name, name.rpartition(".")[0]} - {file.module}
        package = file.module.rpartition(".")[0]
        for node in file.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used |= {node.value, f"{package}.{node.value}"} - {file.module}
    for file in parts:
        is_own_door = file.place == "main.py" or file.place.endswith("__init__.py")
        if not (file.module in used or is_own_door or "/migrations/" in file.place):
            yield file.place


def test_a_module_that_nobody_uses_is_found() -> None:
    page = "from cluster_desk import used\nimport cluster_desk.also.used_too\n"
    texts = {
        "main.py": 'ROOM = "ui.page"',
        "ui/page.py": page,
        "cluster_desk/used.py": "",
        "cluster_desk/unused.py": "",
        "cluster_desk/also/used_too.py": "",
    }
    files = [Source(place, text) for place, text in texts.items()]
    assert list(unused_modules(files)) == ["cluster_desk/unused.py"]
