"""Remember where one has been, so that one gets back there as it was left, and on again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.pages.page import Page
from ui.shell.stack import PageStack, end_page

_MOST = 50


@dataclass(frozen=True, eq=False)
class Visit:
    """A page that was seen, in its place."""

    place: str
    page: Page


class Visits(QObject):
    """Going back takes a page off its pile without ending it: it is there for who goes on again."""

    def __init__(self, stack: PageStack) -> None:
        super().__init__(stack)
        self._stack = stack
        self._here: Visit | None = None
        self._past: list[Visit] = []
        self._ahead: list[Visit] = []
        self._is_going = False
        stack.changed.connect(self._looked)

    @property
    def may_go_back(self) -> bool:
        """Whether a page that was seen before is still there."""
        return any(self._is_there(visit) for visit in self._past)

    @property
    def may_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return bool(self._ahead)

    def back(self) -> bool:
        """To what was seen before this; False where the page does not let go, or at the start."""
        while self._past and not self._is_there(self._past[-1]):
            self._past.pop()
        if not self._past or self._here is None:
            return False
        here, wanted = self._here, self._past[-1]
        self._is_going = True
        came = self._climb_to(wanted)
        self._is_going = False
        if not came:
            return False
        self._past.pop()
        self._here = wanted
        if here.page.RETURNS or self._holds(here.page):
            self._ahead.append(here)
        else:
            end_page(here.page)
        self._stack.changed.emit()
        return True

    def forward(self) -> bool:
        """Where one came back from."""
        if not self._ahead or self._here is None:
            return False
        wanted = self._ahead.pop()
        self._past.append(self._here)
        self._is_going = True
        self._stack.open_place(wanted.place)
        if not self._holds(wanted.page):
            self._stack.push(wanted.page)
            wanted.page.reload()
        self._is_going = False
        self._here = wanted
        self._stack.changed.emit()
        return True

    def forget_ahead(self) -> None:
        """Something else was opened: what lay ahead ends."""
        for visit in self._ahead:
            if not self._holds(visit.page):
                end_page(visit.page)
        self._ahead = []

    def _is_there(self, visit: Visit) -> bool:
        return visit.page is not self._stack.page and self._holds(visit.page)

    def _holds(self, page: Page) -> bool:
        return any(page is each for each in self._stack.pages())

    def _climb_to(self, wanted: Visit) -> bool:
        """To its place, and what lies on it there is taken off, where it lets go."""
        self._stack.open_place(wanted.place)
        while self._stack.page is not wanted.page:
            if self._stack.take() is None:
                return False
        return True

    def _looked(self) -> None:
        seen = Visit(self._stack.place, self._stack.page)
        if self._is_going or (self._here is not None and self._here.page is seen.page):
            return
        if self._here is not None:
            self._past = [*self._past[-_MOST:], self._here]
        self._here = seen
        self.forget_ahead()
