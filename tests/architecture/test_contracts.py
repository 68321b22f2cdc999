"""Prove that the import contracts hold, and that each of them fails on a copy that breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


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


def test_the_contracts_hold(copy: Path) -> None:
    kept, said = lint(copy)
    assert kept, said


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("cluster_desk/domain/breach.py", "PySide6.QtCore", "The core runs without a display"),
        ("cluster_desk/services/breach.py", "PySide6.QtCore", "The core runs without a display"),
        ("cluster_desk/services/breach.py", "ui", "The core does not know the window"),
        ("cluster_desk/domain/breach.py", "cluster_desk.services", "downwards only"),
        ("cluster_desk/store/breach.py", "cluster_desk.queries", "downwards only"),
        ("cluster_desk/reports/breach.py", "cluster_desk.importers", "downwards only"),
        ("cluster_desk/stray.py", "json", "downwards only"),
        ("cluster_desk/domain/breach.py", "sqlalchemy", "Domain and formats know no database"),
        ("cluster_desk/formats/breach.py", "sqlalchemy", "Domain and formats know no database"),
        ("ui/breach.py", "sqlalchemy.orm", "open no database"),
        ("cluster_desk/reports/breach.py", "sqlalchemy", "open no database"),
        ("cluster_desk/importers/breach.py", "sqlalchemy", "open no database"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(
    copy: Path, importer: str, imported: str, contract: str
) -> None:
    breach = copy / importer
    breach.write_text(f"import {imported}\n", encoding="utf-8")
    try:
        kept, said = lint(copy)
    finally:
        breach.unlink()
    assert not kept
    assert contract in said.split("Broken contracts")[-1]


def test_siblings_that_import_each_other_break_the_contract(copy: Path) -> None:
    one, other = copy / "ui" / "breach_one.py", copy / "ui" / "breach_other.py"
    one.write_text("import ui.breach_other\n", encoding="utf-8")
    other.write_text("import ui.breach_one\n", encoding="utf-8")
    try:
        kept, said = lint(copy)
    finally:
        one.unlink()
        other.unlink()
    assert not kept
    assert "Siblings do not import each other" in said.split("Broken contracts")[-1]
