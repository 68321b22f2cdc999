"""The tour's pictures and its view of documents, one of each."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cluster_desk.services.exports.file import PDF, XLSX, ExportedFile
from tests.desks import TODAY
from ui import tour, tour_documents
from ui.tour_scenes import SCENES


def test_a_scene_becomes_a_picture_of_its_size(
    dressed: QApplication, association: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    shutil.copy(association, tmp_path / "demo.desk")
    made: Any = SimpleNamespace(path=tmp_path / "demo.desk", today=TODAY.today())
    (picture,) = tour.draw(SCENES[:1], tmp_path, made, tmp_path)
    image = QImage(str(tmp_path / picture.file))
    assert (image.width(), image.height()) == SCENES[0].size


def test_every_scene_has_a_name_of_its_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)


def test_the_sizes_and_themes_that_were_asked_for_are_there() -> None:
    sizes = {scene.size for scene in SCENES}
    assert {(1366, 690), (1366, 768), (1440, 900), (1600, 1000), (1920, 1080)} <= sizes
    assert {scene.is_dark for scene in SCENES} == {True, False}


def test_a_pdf_becomes_pictures_of_its_pages(dressed: QApplication, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    content = BytesIO()
    canvas = Canvas(content)
    for word in ("uno", "due"):
        canvas.drawString(100, 700, word)
        canvas.showPage()
    canvas.save()
    file = ExportedFile(name="prova.pdf", media_type=PDF, content=content.getvalue())
    shown = tour_documents._show("Prova", file, tmp_path)
    assert shown.pages == ("prova-1.png", "prova-2.png")
    assert QImage(str(tmp_path / "prova-2.png")).width() == 900


def test_a_workbook_becomes_its_first_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Denominazione", None, "Quota"])
    sheet.append([None, None, None])
    sheet.append(["Serio Pack", TODAY.today(), 1200])
    content = BytesIO()
    book.save(content)
    file = ExportedFile(name="prova.xlsx", media_type=XLSX, content=content.getvalue())
    shown = tour_documents._show("Prova", file, tmp_path)
    first, second = shown.rows
    assert first[:3] == ("Denominazione", "", "Quota")
    assert second[:3] == ("Serio Pack", "22/11/2026", "1200")
