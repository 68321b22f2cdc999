"""What stands over the sheets of a PDF: which page, how large, and the words looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _, ngettext, pgettext
from ui.kit.buttons import IconButton
from ui.kit.labels import Label
from ui.kit.layout import let_shrink, row, set_ground
from ui.kit.search import SearchLine
from ui.kit.segments import Segments
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, SEMIBOLD

WIDTH, PAGE, ACTUAL = "width", "page", "actual"
"""How a page fits."""


class PdfSearch(SearchLine):
    """Enter and Shift+Enter go through what was found; Esc leaves."""

    hit_wanted = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hit_wanted.emit(-1 if back else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.hit_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PdfBar(QWidget):
    """Says what is wanted; what is so it is told."""

    step_wanted = Signal(int)
    zoom_wanted = Signal(int)
    fit_wanted = Signal(str)
    pages_wanted = Signal()
    search_wanted = Signal(str)
    hit_wanted = Signal(int)
    search_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, "app")
        let_shrink(self)
        self._pages = IconButton(
            "panel-left", _("Thumbnails of the pages"), run=self.pages_wanted.emit
        )
        self._back = IconButton(
            "chevron-left", _("Previous page"), keys="PgUp", run=lambda: self.step_wanted.emit(-1)
        )
        self._on = IconButton(
            "chevron-right", _("Next page"), keys="PgDown", run=lambda: self.step_wanted.emit(1)
        )
        self._smaller = IconButton(
            "minus", _("Reduce"), keys="-", run=lambda: self.zoom_wanted.emit(-1)
        )
        self._larger = IconButton(
            "plus", _("Enlarge"), keys="+", run=lambda: self.zoom_wanted.emit(1)
        )
        self._place = Label("", LABEL, SEMIBOLD, tabular=True)
        self._of = Label("", LABEL, tone="text2", tabular=True)
        self._zoom = Label("", LABEL, MEDIUM, tabular=True)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fits = ((WIDTH, _("Width")), (PAGE, pgettext("zoom", "Page")), (ACTUAL, "100\N{NBSP}%"))
        self._fits = Segments(_("How large"), fits)
        self._fits.chosen.connect(self.fit_wanted)
        self._glass = IconButton(
            "search", _("Search in the text"), keys="Ctrl+F", run=self.open_search
        )
        self._search = PdfSearch(_("Search in the text"), "Ctrl+F")
        self._search.setFixedWidth(190)
        self._hits = Label("", LABEL, tone="text2", tabular=True)
        turning = row(self._back, self._place, self._of, self._on, gap=4)
        sizing = row(self._smaller, self._zoom, self._larger, gap=2)
        looking = row(self._hits, self._search, self._glass, gap=8)
        parts = (self._pages, 8, turning, None, sizing, 8, self._fits, None, looking)
        self.setLayout(row(*parts, gap=6, margins=(12, 6, 12, 6)))
        self._wire()
        self._close_search()
        theme.changed.connect(self._measure)
        self._measure()

    def _wire(self) -> None:
        self._search.typed.connect(self.search_wanted)
        self._search.hit_wanted.connect(self.hit_wanted)
        self._search.left.connect(self.leave_search)

    def show_place(self, page: int, count: int) -> None:
        """Which page of how many."""
        self._place.setText(str(page))
        of = pgettext("pages", "of {count}").format(count=count)
        self._of.setText(of)
        spoken = _("Page {page} of {count}").format(page=page, count=count)
        self._place.setAccessibleName(spoken)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)

    def show_zoom(self, factor: float, fitted: str) -> None:
        """How large, and by which of the ways."""
        text = f"{round(factor * 100)}\N{NBSP}%"
        self._zoom.setText(text)
        self._zoom.setAccessibleName(_("Zoom {percent}").format(percent=text))
        self._fits.choose(fitted)

    def show_hits(self, at: int, count: int) -> None:
        """Which of what was found."""
        if not self.searched():
            self._hits.setText("")
        elif not count:
            self._hits.setText(_("Not found"))
        elif at:
            self._hits.setText(_("{at} of {count}").format(at=at, count=count))
        else:
            text = ngettext("{count} match", "{count} matches", count)
            self._hits.setText(text.format(count=count))

    def searched(self) -> str:
        """The words looked for."""
        return self._search.text()

    @property
    def is_searching(self) -> bool:
        """Whether the line for the words is open."""
        return not self._search.isHidden()

    def open_search(self) -> None:
        """Ask for the words."""
        self._search.show()
        self._hits.show()
        self._glass.hide()
        self._search.setFocus()
        self._search.selectAll()

    def write_search(self, text: str) -> None:
        """Look for these words."""
        self._search.setText(text)
        self.search_wanted.emit(text)

    def leave_search(self) -> None:
        """Away with the words and with what is marked in the text."""
        self._search.clear()
        self.search_wanted.emit("")
        self._close_search()
        self.search_left.emit()

    def _close_search(self) -> None:
        self._search.hide()
        self._hits.hide()
        self._glass.show()

    def _measure(self) -> None:
        self._zoom.setMinimumWidth(theme.scaled(46))
