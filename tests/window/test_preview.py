"""The preview under real keys and clicks: pages, zoom, words, print, save, and what is no PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Pdf
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from cluster_desk.progress import Silent
from tests.window.hands import Hands
from ui.kit import printing
from ui.kit.pdf_view import PdfView
from ui.pages import preview_page
from ui.pages.preview_page import About, Check, PreviewPage

WORDS = ("prima", "seconda", "terza")


@pytest.fixture
def paper() -> bytes:
    """Three pages of A4, each with its own word."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    for word in WORDS:
        canvas.drawString(72, 200, f"pagina {word}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def show(hands: Hands, content: bytes, about: About | None = None) -> PreviewPage:
    page = PreviewPage(hands.window.workspace, "Verbale di prova", content, "verbale.pdf", about)
    hands.page.page_wanted.emit(page)
    hands.settle()
    return page


def test_keys_turn_the_pages_not_beyond_the_ends(hands: Hands, paper: bytes) -> None:
    view = show(hands, paper).view
    assert hands.focus() is view.paper
    assert (view.page, view.page_count) == (1, 3)
    hands.press("PgDown")
    assert view.page == 2
    hands.press("End")
    assert view.page == 3
    hands.press("PgDown")
    assert view.page == 3
    hands.press("PgUp")
    hands.press("Home")
    assert view.page == 1
    assert "Pagina 1 di 3" in hands.page.status().place


def test_a_page_in_little_leads_to_it(hands: Hands, paper: bytes) -> None:
    view = show(hands, paper).view
    third = view.pages.visualRect(view.pages.model().index(2, 0)).center()
    hands.click(view.pages.viewport(), third)
    assert view.page == 3
    hands.press("F4")
    assert not view.pages.isVisible()


def test_plus_minus_and_the_wheel_zoom(hands: Hands, paper: bytes) -> None:
    view = show(hands, paper).view
    view.paper.setFocus()
    before = view.factor()
    hands.press("+")
    assert view.factor() == pytest.approx(before * 1.2)
    hands.press("-")
    assert view.factor() == pytest.approx(before)
    turn(view, 120)
    assert view.factor() > before
    view.fit("actual")
    assert view.factor() == 1.0
    view.fit("page")
    assert view.factor() < 1.0


def turn(view: PdfView, steps: int) -> None:
    """The wheel with Ctrl held."""
    middle = QPointF(view.paper.rect().center())
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.paper.viewport(), event)


def test_words_are_found_and_gone_through(hands: Hands, paper: bytes) -> None:
    page = show(hands, paper)
    hands.press("Ctrl+F")
    hands.type("pagina")
    hands.qtbot.waitUntil(lambda: "di 3" in page.view.bar._hits.text())
    assert page.view.page == 1
    hands.press("Return")
    assert page.view.page == 2
    hands.press("Return")
    hands.press("Return")
    assert page.view.page == 1
    hands.press("Esc")
    assert hands.page is page
    assert not page.view.bar.is_searching
    hands.press("Esc")
    assert hands.page is not page


def test_a_screen_reader_gets_the_words_of_the_page(hands: Hands, paper: bytes) -> None:
    view = show(hands, paper).view
    assert "prima" in view.paper.accessibleDescription()
    hands.press("PgDown")
    assert "seconda" in view.paper.accessibleDescription()


def test_the_very_bytes_are_saved(
    hands: Hands, paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "salvato.pdf"
    monkeypatch.setattr(preview_page, "ask_where_to_save", lambda *_about: path)
    show(hands, paper)
    hands.press("Ctrl+Shift+P")
    assert path.read_bytes() == paper
    assert hands.window.frame.toast.isVisible()


def test_what_is_printed_has_the_pages_that_were_asked_for(
    hands: Hands, paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stampato.pdf"

    def ask(*_about: Any) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFromTo(2, 3)
        return printer

    monkeypatch.setattr("ui.pages.printing.ask_printer", ask)
    show(hands, paper)
    hands.press("Ctrl+P")
    hands.settle()
    with Pdf.open(path) as printed:
        assert len(printed.pages) == 2
    assert hands.window.frame.toast.isVisible()


def test_nothing_is_printed_where_no_printer_was_chosen(
    hands: Hands, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.printing.ask_printer", lambda *_about: None)
    show(hands, paper)
    hands.press("Ctrl+P")
    assert not hands.window.frame.toast.isVisible()
    assert not hands.window.workspace.jobs.running


def test_a_printer_that_refuses_is_told(hands: Hands, paper: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    with pytest.raises(printing.NotPrinted):
        printing.print_pdf(paper, printer, Silent())


def test_what_is_no_pdf_says_so_and_can_still_be_saved(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "altro.pdf"
    monkeypatch.setattr(preview_page, "ask_where_to_save", lambda *_about: path)
    page = show(hands, b"PK\x03\x04 a workbook")
    assert not page.view.paper.isVisible()
    assert not page.actions_here["preview.print"].isEnabled()
    hands.press("Ctrl+Shift+P")
    assert path.read_bytes() == b"PK\x03\x04 a workbook"


def test_checks_stand_at_the_right_only_where_there_are_any(hands: Hands, paper: bytes) -> None:
    assert not show(hands, paper).aside.isVisible()
    hands.press("Esc")
    check = Check(text="Quorum verificato", detail="5 presenti su 7")
    page = show(hands, paper, About(checks=(check,), note="Poi non si cambia più."))
    assert page.aside.isVisible()
    assert page.title in page.crumbs()
