"""Show the very bytes of a PDF that are saved and printed; imported when one is looked at."""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMargins,
    QModelIndex,
    QObject,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cluster_desk.i18n import _
from ui.kit.layout import Rule, column, panel, row
from ui.kit.pdf_bar import ACTUAL, PAGE, WIDTH, PdfBar
from ui.kit.pdf_pages import PageColumn
from ui.kit.states import StatePanel
from ui.theme.theme import theme

_STEP = 1.2
_LEAST, _MOST = 0.25, 4.0
_LARGE, _READABLE = 1.5, 1.25
_MARGIN = 24
_SPOKEN = 4000  # letters of a page that a screen reader gets at once
_MODES = {WIDTH: QPdfView.ZoomMode.FitToWidth, PAGE: QPdfView.ZoomMode.FitInView}


class Paper(QPdfView):
    """The sheets on their ground: Page up and down turn them, + and − and Ctrl+wheel zoom."""

    step_wanted = Signal(int)  # pages
    zoom_wanted = Signal(int)  # steps
    end_wanted = Signal(bool)  # to the last page, or to the first
    resized = Signal()

    def __init__(self, parent: QWidget, document: QPdfDocument) -> None:
        super().__init__(parent)
        self._content = document
        self.setDocument(document)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setDocumentMargins(QMargins(_MARGIN, 16, _MARGIN, 16))
        self.setPageSpacing(14)
        self.setFrameShape(self.Shape.NoFrame)
        theme.changed.connect(self._dress)
        self._dress()

    def go_to(self, number: int, down: float = 0) -> None:
        """To a page, from 0; `down` are points from its top, seen a third down the window.

        The view itself goes to pages alone, and not to the page it is at already.
        """
        self.pageNavigator().jump(number, QPointF(), 0)
        heights = (
            round(self._content.pagePointSize(n).height() * self._scale_of(n))
            for n in range(number)
        )
        top = sum(height + self.pageSpacing() for height in heights)
        if down:
            top += round(down * self._scale_of(number) - self.viewport().height() / 3)
        self.verticalScrollBar().setValue(top)

    def factor_of(self, number: int) -> float:
        """How large a page is seen: 1 is its size on paper."""
        mode = self.zoomMode()
        points = self._content.pagePointSize(number)
        if mode == QPdfView.ZoomMode.Custom or points.isEmpty():
            return self.zoomFactor()
        port, margins = self.viewport(), self.documentMargins()
        scale = self.screen().logicalDotsPerInch() / 72
        wide = (port.width() - margins.left() - margins.right()) / (points.width() * scale)
        if mode == QPdfView.ZoomMode.FitToWidth:
            return float(wide)
        high = (port.height() - 2 * self.pageSpacing()) / (points.height() * scale)
        return float(min(wide, high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (-1 if held else 1) * round(bar.pageStep() * 0.9))
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.step_wanted.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.end_wanted.emit(event.key() == Qt.Key.Key_End)
        elif event.text() in ("+", "-"):
            self.zoom_wanted.emit(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.zoom_wanted.emit(1 if turn > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _scale_of(self, number: int) -> float:
        return self.factor_of(number) * self.screen().logicalDotsPerInch() / 72

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("sunken"))
        self.setPalette(palette)
        self.viewport().update()


class Finder(QObject):
    """Marks the words that are looked for, and goes from one place to the next."""

    moved = Signal()

    def __init__(self, parent: QWidget, paper: Paper, bar: PdfBar) -> None:
        super().__init__(parent)
        self._paper, self._bar = paper, bar
        self._model = QPdfSearchModel(self)
        self._model.setDocument(paper.document())
        paper.setSearchModel(self._model)
        bar.search_wanted.connect(self.look_for)
        bar.hit_wanted.connect(self.go_on)
        self._model.countChanged.connect(self._show)

    def look_for(self, text: str) -> None:
        """Other words; the first place is shown as soon as it is found."""
        self._model.setSearchString(text)
        self._paper.setCurrentSearchResultIndex(-1)
        self._show()

    def go_on(self, steps: int) -> None:
        """To the next place, or the one before; round at the ends."""
        count = self._count()
        if not count:
            return
        at = (self._paper.currentSearchResultIndex() + steps) % count
        self._paper.setCurrentSearchResultIndex(at)
        link = self._model.resultAtIndex(at)
        self._paper.go_to(link.page(), link.location().y())
        self._bar.show_hits(at + 1, count)
        self.moved.emit()

    def _show(self) -> None:
        at = self._paper.currentSearchResultIndex()
        if self._count() and at < 0 and self._bar.searched():
            self.go_on(1)
        else:
            self._bar.show_hits(at + 1, self._count())

    def _count(self) -> int:
        return self._model.rowCount(QModelIndex())


class PdfView(QWidget):
    """Pages in little, a bar and the sheets; `moved` when the page or the zoom is another."""

    moved = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # Both are kept as long as the view: it only borrows the document, that the bytes.
        self._bytes = QBuffer(self)
        self.document = QPdfDocument(self)
        self.paper = Paper(self, self.document)
        self.paper.setAccessibleName(name)
        self.pages = PageColumn(self.document)
        self.bar = PdfBar()
        self._finder = Finder(self, self.paper, self.bar)
        self._is_fresh = True  # nobody has chosen how large: the room decides
        self._broken = StatePanel(
            "file-text",
            _("This document cannot be shown"),
            _("Its content is not a PDF that can be read. Save it and open it with its program."),
            token="warn_dot",
        )
        self._broken.hide()
        self._pages_edge = Rule(upright=True)
        sheets = column(self.bar, Rule(), (self.paper, 1), (self._broken, 1), gap=0)
        self.setLayout(row(self.pages, self._pages_edge, (panel(sheets, "app"), 1), gap=0))
        self.setFocusProxy(self.paper)
        self._wire()

    def _wire(self) -> None:
        bar, paper = self.bar, self.paper
        bar.step_wanted.connect(self.step)
        bar.zoom_wanted.connect(self.zoom)
        bar.fit_wanted.connect(self.fit)
        bar.pages_wanted.connect(lambda: self.show_pages(seen=self.pages.isHidden()))
        bar.search_left.connect(paper.setFocus)
        paper.step_wanted.connect(self.step)
        paper.zoom_wanted.connect(self.zoom)
        paper.end_wanted.connect(lambda last: self.go_to(self.page_count - 1 if last else 0))
        paper.resized.connect(self._fit_first)
        paper.pageNavigator().currentPageChanged.connect(lambda _number: self._show_place())
        self.pages.selectionModel().currentChanged.connect(
            lambda index, _before: self._choose(index.row())
        )
        self._finder.moved.connect(self._show_place)
        theme.changed.connect(self._show_place)

    # ── what is shown ────────────────────────────────────────────────────────────────────────
    def show_bytes(self, content: bytes) -> None:
        """This PDF, from its first page, as wide as there is room."""
        self.document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        is_whole = self.document.status() == QPdfDocument.Status.Ready and self.page_count > 0
        self.paper.setVisible(is_whole)
        self._broken.setVisible(not is_whole)
        self.bar.setEnabled(is_whole)
        self.pages.show_pages(self.page_count)
        self.show_pages(seen=self.page_count > 1)
        self._is_fresh = True
        self._fit_first()

    def show_pages(self, *, seen: bool) -> None:
        """The column of the pages in little, or not."""
        self.pages.setVisible(seen)
        self._pages_edge.setVisible(seen)

    @property
    def page_count(self) -> int:
        """How many pages there are; none where it is no PDF."""
        return max(self.document.pageCount(), 0)

    @property
    def page(self) -> int:
        """The page that is seen, from 1; 0 where there is none."""
        return min(self.paper.pageNavigator().currentPage() + 1, self.page_count)

    # ── going about ──────────────────────────────────────────────────────────────────────────
    def go_to(self, number: int) -> None:
        """To a page, from 0, not beyond the ends."""
        if self.page_count:
            self.paper.go_to(max(0, min(number, self.page_count - 1)))
            self._show_place()

    def step(self, pages: int) -> None:
        """So many pages on, or back."""
        self.go_to(self.page - 1 + pages)

    def zoom(self, steps: int) -> None:
        """Larger or smaller."""
        self._is_fresh = False
        factor = self.factor() * _STEP**steps
        self._set_factor(max(_LEAST, min(factor, _MOST)))

    def fit(self, how: str) -> None:
        """To the width, to the whole page, or at its real size."""
        self._is_fresh = False
        if how == ACTUAL:
            self._set_factor(1.0)
            return
        self.paper.setZoomMode(_MODES[how])
        self._show_place()

    def factor(self) -> float:
        """How large the page is seen: 1 is its size on paper."""
        return self.paper.factor_of(max(self.page - 1, 0))

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _fit_first(self) -> None:
        """As wide as there is room, but not so large that a page is read like a poster."""
        if self._is_fresh:
            self.paper.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            if self.factor() > _LARGE:
                self._set_factor(_READABLE)
        self._show_place()

    def _set_factor(self, factor: float) -> None:
        self.paper.setZoomMode(QPdfView.ZoomMode.Custom)
        self.paper.setZoomFactor(factor)
        self._show_place()

    def _choose(self, number: int) -> None:
        if number >= 0 and number != self.page - 1:
            self.go_to(number)

    def _show_place(self) -> None:
        if not isValid(self.document):  # the paper still tells of its end
            return
        mode, factor = self.paper.zoomMode(), self.factor()
        named = {way: key for key, way in _MODES.items()}
        fitted = named.get(mode, ACTUAL if abs(factor - 1) < 0.005 else "")
        self.bar.show_place(self.page, self.page_count)
        self.bar.show_zoom(factor, fitted)
        if self.page:
            self.pages.show_current(self.page - 1)
        spoken = self.document.getAllText(self.page - 1).text() if self.page else ""
        self.paper.setAccessibleDescription(spoken[:_SPOKEN])
        self.moved.emit()
