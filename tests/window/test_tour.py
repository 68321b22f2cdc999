"""The tour's pictures and its view of documents, one of each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cluster_desk.services.exports.file import PDF, XLSX, ExportedFile
from tests.desks import TODAY
from ui import tour, tour_documents, tour_drawing
from ui.shell.places import PLACES
from ui.tour_drawing import SceneFailed, Studio, draw, draw_all, every_scene
from ui.tour_scenes import _TELLING, SCENES, brief_scenes, plain_scenes


def test_a_scene_becomes_a_picture_of_its_size(
    dressed: QApplication, association: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    day = TODAY.today().isoformat()
    studio = Studio(folder=tmp_path, demo=association, day=day, out=tmp_path, lang="it")
    scene = next(scene for scene in SCENES if scene.name == "soci")
    final = next(scene for scene in SCENES if scene.name == "archivio-storia-definitiva")
    assert draw([final, scene], studio, tmp_path) == [final.name]  # nobody issued a receipt here
    assert not (tmp_path / final.file).exists()
    image = QImage(str(tmp_path / scene.file))
    assert (image.width(), image.height()) == scene.size


def test_every_scene_has_a_name_of_its_own() -> None:
    assert len({scene.name for scene in every_scene()}) == len(every_scene())


def test_a_brief_tour_shows_every_place_and_the_designs_own_pictures() -> None:
    brief = list(brief_scenes())
    assert {place.key for place in PLACES} <= {scene.place for scene in brief}
    assert {scene.name for scene in SCENES} >= _TELLING
    assert all(not scene.mockup or scene.mockup.endswith(".png") for scene in SCENES)
    assert len(brief) < 45, "a stranger waits a minute, not three"


def dying(_place: int, _scale: float, names: Sequence[str], studio: Studio) -> None:
    """A process that ends as one that Qt brought down does."""
    (studio.folder / "0").mkdir()
    (studio.folder / "0" / "scene").write_text(names[0])
    os._exit(3)


def test_a_scene_that_ends_its_process_or_raises_is_named_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = next(scene for scene in SCENES if scene.name == "soci")
    day = TODAY.today().isoformat()
    studio = Studio(folder=tmp_path, demo=tmp_path / "a.desk", day=day, out=tmp_path, lang="it")
    monkeypatch.setattr(tour_drawing, "_draw_part", dying)
    with pytest.raises(SceneFailed, match="si è fermato a «soci»"):
        draw_all([scene], studio)
    assert "BrokenProcessPool" in (tmp_path / "errore.txt").read_text(encoding="utf-8")
    raised = tour_drawing._failure(ValueError("un giorno"), 0, studio)
    assert "«soci»" in str(raised)
    assert "un giorno" in (tmp_path / "errore.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [("--only nulla", "comincia con «nulla»"), ("--only soci --desk none.desk", "Non c’è")],
)
def test_a_tour_that_cannot_begin_says_why(
    words: str, said: str, dressed: QApplication, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tour, "make_application", lambda: dressed)
    assert tour.main([*words.split(), "--out", str(tmp_path / "tour")]) == 1
    assert said in capsys.readouterr().err


def test_the_sizes_and_themes_that_were_asked_for_are_there() -> None:
    """Every place: three screens, 150 and 200 %, light and dark, and with nothing in it."""
    for place in PLACES:
        scenes = [scene for scene in plain_scenes() if scene.place == place.key]
        for is_dark in (False, True):
            found = [scene for scene in scenes if scene.is_dark is is_dark]
            full = {(scene.size, scene.scale) for scene in found if not scene.is_empty}
            assert {((1366, 690), 1), ((1440, 900), 1), ((1920, 1080), 1)} <= full
            assert {1.5, 2.0} <= {scale for _size, scale in full}
            assert any(scene.is_empty for scene in found)


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
