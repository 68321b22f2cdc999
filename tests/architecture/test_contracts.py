"""Prove that the import contracts hold, and that each of them fails on a copy that breaks it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


BREACHES = (
    ("cluster_desk.domain.breach_1", "PySide6.QtCore", "The core runs without a display"),
    ("cluster_desk.services.breach_2", "PySide6.QtGui", "The core runs without a display"),
    ("cluster_desk.services.breach_3", "ui.theme", "The core does not know the window"),
    ("cluster_desk.domain.breach_4", "cluster_desk.services", "Inside the core, downwards only"),
    ("cluster_desk.store.breach_5", "cluster_desk.queries", "Inside the core, downwards only"),
    ("cluster_desk.reports.breach_6", "cluster_desk.importers", "Inside the core, downwards only"),
    ("cluster_desk.domain.breach_7", "sqlalchemy", "Domain and formats know no database"),
    ("cluster_desk.formats.breach_8", "sqlalchemy", "Domain and formats know no database"),
    ("ui.breach_9", "sqlalchemy", "Reports, importers and the window open no database"),
    ("cluster_desk.reports.breach_10", "sqlalchemy", "Reports, importers and the window"),
    ("cluster_desk.importers.breach_11", "sqlalchemy", "Reports, importers and the window"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the two packages and their contracts, free to be broken."""
    folder = tmp_path_factory.mktemp("copy")
    for package in ("cluster_desk", "ui"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> tuple[bool, str]:
    """Whether all contracts are kept in this folder, and what import-linter says."""
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


@contextmanager
def broken(folder: Path, breaches: Iterable[tuple[str, str]]) -> Iterator[None]:
    """The copy with these modules added, each importing what it may not."""
    added = []
    for module, imported in breaches:
        path = folder / f"{module.replace('.', '/')}.py"
        path.write_text(f"import {imported}\n", encoding="utf-8")
        added.append(path)
    yield
    for path in added:
        path.unlink()


@pytest.fixture(scope="module")
def complaints(copy: Path) -> dict[str, str]:
    """What import-linter says of the copy with every breach in it, by contract."""
    with broken(copy, [(module, imported) for module, imported, _contract in BREACHES]):
        kept, said = lint(copy)
    assert not kept
    detail = re.split(r"\n(.+)\n-+\n", said.split("Broken contracts")[1])
    return dict(zip(detail[1::2], detail[2::2], strict=True))


def test_the_contracts_hold(copy: Path) -> None:
    kept, said = lint(copy)
    if not kept:
        pytest.fail(said, pytrace=False)


@pytest.mark.parametrize(("module", "imported", "contract"), BREACHES)
def test_a_forbidden_import_breaks_its_contract(
    complaints: dict[str, str], module: str, imported: str, contract: str
) -> None:
    (said,) = (said for name, said in complaints.items() if name.startswith(contract))
    package = imported.partition(".")[0]
    assert re.search(rf"{module}\b.*{package}", said)


def test_a_circle_breaks_the_contract(copy: Path) -> None:
    circle = [("ui.kit.breach_1", "ui.kit.breach_2"), ("ui.kit.breach_2", "ui.kit.breach_1")]
    with broken(copy, circle):
        kept, said = lint(copy)
    assert not kept
    assert re.search(r"\.breach_\d -> \.breach_\d", said)


def test_a_module_outside_every_layer_breaks_the_contract(copy: Path) -> None:
    with broken(copy, [("cluster_desk.stray", "json")]):
        kept, said = lint(copy)
    assert not kept
    assert "stray" in said
