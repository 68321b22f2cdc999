"""Prove what we trust the pinned libraries to do on every supported Python."""

from __future__ import annotations

import importlib.util
import sqlite3
import subprocess
import sys

import openpyxl

VOID_CALLS = """
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QStandardItemModel
application = QGuiApplication(["void", "-platform", "offscreen"])
pixmap, model = QPixmap(8, 8), QStandardItemModel(1, 1)
painter, index = QPainter(pixmap), model.index(0, 0)
for _ in range(20_000):
    painter.save()
    index.data()
    painter.restore()
painter.end()
"""


def test_forty_thousand_void_calls_leave_python_alive() -> None:
    """PySide6 6.12.0 loses a reference to None at each, and Python 3.11 dies of it."""
    done = subprocess.run(
        [sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_workbooks_are_read_without_entities() -> None:
    assert openpyxl.DEFUSEDXML


def test_the_sqlite_in_use_has_strict_tables() -> None:
    """3.37 at least; RELIABILITY §2.2 wants 3.51.3, which pysqlite3 brings where it has a wheel."""
    if importlib.util.find_spec("pysqlite3"):
        from pysqlite3 import dbapi2  # left out by its marker on some machines

        assert dbapi2.sqlite_version_info >= (3, 51, 3)
    else:
        assert sqlite3.sqlite_version_info >= (3, 37)
