"""Read the project's own source once, for the tests that judge it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("cluster_desk", "ui", "packaging", "tests")
DOORS = ("dev.py", "main.py")


@dataclass(frozen=True)
class Source:
    """One Python file: its slash-separated place in the project and what stands in it."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.place)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the tree, in the order of `ast.walk`."""
        return tuple(ast.walk(self.tree))

    @property
    def module(self) -> str:
        """How it is imported."""
        return self.place.removesuffix(".py").replace("/", ".")

    def is_in(self, *folders: str) -> bool:
        return any(self.place.startswith(f"{folder}/") for folder in folders)


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the project."""
    paths = [ROOT / name for name in DOORS]
    for folder in FOLDERS:
        paths += sorted((ROOT / folder).rglob("*.py"))
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    )


def program() -> Iterator[Source]:
    """What runs on a user's machine: the core, the window, the door."""
    return (source for source in sources() if source.is_in("cluster_desk", "ui"))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file in the repository, or in the tree where that is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        return tuple(ROOT / source.place for source in sources())
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def imports_of(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Every import statement, with each full name that it brings (`package.module.name`)."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, f"{node.module or ''}.{alias.name}"


def expect_none(problems: Iterable[str]) -> None:
    """Fail with every problem on a line of its own."""
    found = list(problems)
    if found:
        pytest.fail("\n".join([f"{len(found)} found:", *found]), pytrace=False)
