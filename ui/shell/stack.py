"""The pages of the places, and those that were opened from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ui.pages.page import Page
from ui.shell.lost_focus import LostFocus

_QUIET_MS = 500


class PageStack(QStackedWidget):
    """Each place keeps its own pile of pages; one page is on top and seen."""

    changed = Signal()
    page_added = Signal(object)

    def __init__(self, make: Callable[[str], Page]) -> None:
        super().__init__()
        self._make = make
        self._piles: dict[str, list[Page]] = {}
        self._came_from: dict[Page, QWidget | None] = {}
        self.place = ""
        self._stale: set[Page] = set()
        # The page is another one each time: it is asked for then.
        # the page is another each time it is asked
        LostFocus(self, lambda: self.page.areas())  # noqa: PLW0108
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._reload_stale)

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self._piles[self.place][-1]

    @property
    def bottom(self) -> Page:
        """The page of the place itself, whatever lies on it."""
        return self._piles[self.place][0]

    @property
    def is_deep(self) -> bool:
        """Whether the page was opened from another, which lies under it."""
        return len(self._piles.get(self.place, ())) > 1

    def page_of(self, place: str) -> Page:
        """The page of a place, made where it was not yet open; what is seen stays."""
        if place not in self._piles:
            page = self._make(place)
            here, self.place = self.place, place
            self._piles[place] = []
            self._adopt(page)
            self.place = here
        return self._piles[place][0]

    def opened(self, place: str) -> Page | None:
        """The page of a place that was opened before."""
        return self._piles[place][0] if place in self._piles else None

    def pages(self) -> Sequence[Page]:
        """Every page there is, seen or not."""
        return [page for pile in self._piles.values() for page in pile]

    def reload_touched(self, topics: frozenset[str]) -> None:
        """The page that is seen at once; the others when they are seen, or when all is quiet.

        A run of hundreds of documents touches the same topics with every group.
        """
        for page in self.pages():
            if page.TOPICS & topics and page is not self.page:
                self._stale.add(page)
                self._quiet.start()
        if self.page.TOPICS & topics:
            self.page.reload()

    def open_place(self, place: str) -> None:
        """Go to a place, as it was left."""
        is_first = place not in self._piles
        page = self.page_of(place)
        self.place = place
        self._look()
        if is_first and page.areas():
            page.areas()[0].setFocus()

    def push(self, page: Page) -> None:
        """One level down."""
        self._came_from[page] = self.window().focusWidget()
        self._adopt(page)
        self._look()
        areas = page.areas()
        if areas:
            areas[0].setFocus()

    def pop(self) -> bool:
        """One level up, where the page lets go; False at the top of the place."""
        page = self.take()
        if page is None:
            return False
        end_page(page)
        return True

    def take(self) -> Page | None:
        """One level up without ending the page, which is given; None where it does not let go."""
        if not self.is_deep or not self.page.may_leave():
            return None
        page = self._piles[self.place].pop()
        page.hide()
        self.removeWidget(page)
        self._look()
        before = self._came_from.pop(page, None)
        if before is not None and isValid(before):
            before.setFocus()
        return page

    def _adopt(self, page: Page) -> None:
        if page.parentWidget() is not self:  # one that comes back is wired already
            page.page_wanted.connect(self.push)
            page.finished.connect(self.pop)
            self.page_added.emit(page)
        self._piles[self.place].append(page)
        self.addWidget(page)

    def _look(self) -> None:
        self.setCurrentWidget(self.page)
        if self.page in self._stale:
            self._stale.discard(self.page)
            self.page.reload()
        self.changed.emit()

    def _reload_stale(self) -> None:
        stale, self._stale = self._stale, set()
        if self.isVisible():  # not where the window was closed meanwhile
            for page in stale.intersection(self.pages()):
                page.reload()


def end_page(page: Page) -> None:
    """It was taken off its pile, and nobody comes back to it."""
    page.left.emit()
    page.deleteLater()
