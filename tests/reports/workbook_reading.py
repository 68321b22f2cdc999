"""Open a workbook twice: for its formulas, and as a program that does not calculate."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from python_calamine import CalamineWorkbook

from cluster_desk.reports.workbook.model import Column, Kind, Scope, Sheet, Workbook
from cluster_desk.reports.workbook.package import build

SCOPE = Scope(
    association="Cluster Cosmetico Dimostrativo",
    exported_at=datetime(2026, 6, 16, 8, 2, tzinfo=UTC),
    exported_by="Ada Neri",
)


def opened(content: bytes) -> Any:
    """The workbook with its formulas."""
    return openpyxl.load_workbook(BytesIO(content))


def results(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """All rows of a sheet with the results that stand beside the formulas."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def part(content: bytes, name: str) -> str:
    """One part of the file as text."""
    with ZipFile(BytesIO(content)) as file:
        return file.read(name).decode()


def small(*columns: Column, rows: list[tuple[Any, ...]], **more: Any) -> bytes:
    """A workbook of one sheet."""
    scope = more.pop("scope", SCOPE)
    sheet = Sheet(name="Prova", title="Prova", about="di prova", columns=columns, rows=rows, **more)
    return build(Workbook(title="Prova", scope=scope, sheets=(sheet,)))


def one(value: Any, kind: Kind = Kind.TEXT) -> Any:
    """The only cell of a workbook, as openpyxl reads it."""
    return opened(small(Column("c", kind, 10), rows=[(value,)]))["Prova"]["A5"]
