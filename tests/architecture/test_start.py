"""Keep the start light: what makes documents is imported only where a document is made."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.tree import ROOT

HEAVY = ("reportlab", "openpyxl", "alembic.command", "lxml", "pikepdf", "python_calamine", "PIL")
ASK = "import sys, {module}; print(*(name for name in {heavy} if name in sys.modules))"


def imported_with(module: str) -> list[str]:
    """Which heavy libraries come with this module."""
    asked = ASK.format(module=module, heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_window_starts_without_what_makes_documents() -> None:
    assert imported_with("ui.app") == []


def test_a_heavy_library_would_be_found() -> None:
    assert "openpyxl" in imported_with("openpyxl")


def test_no_place_waits_for_what_makes_documents() -> None:
    asked = (
        "import sys, ui.app; from ui.work.ahead import import_ahead; import_ahead()\n"
        "known = {*sys.modules}\n"
        "import ui.home.page, ui.members.page, ui.fees.page, ui.treasury.page, ui.meetings.page\n"
        "import ui.tables.page, ui.archive.page, ui.settings.page\n"
        "print(*sorted({name.split('.')[0] for name in {*sys.modules} - known}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= {"PySide6", "cluster_desk", "ui"}
