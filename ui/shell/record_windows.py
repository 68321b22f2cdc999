"""Keep the windows of single records: one a record, brought to the front when asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from ui.pages.apart import Apart
from ui.pages.page import Page
from ui.shell.paged_window import PagedWindow


class RecordWindows(QObject):
    """Of one desk; they end with its window."""

    def __init__(self, desk: PagedWindow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._open: list[PagedWindow] = []

    def open(self, apart: Apart) -> None:
        """The window of this record, new or the one there is."""
        if not self._raise(apart.key):
            apart.make(partial(self._show, apart))

    def windows(self) -> Sequence[PagedWindow]:
        """The desk's first, then as they were opened."""
        return [self._desk, *self._open]

    def front(self) -> PagedWindow:
        """The one a person works in; of none the desk's."""
        return next((each for each in self._open if each.isActiveWindow()), self._desk)

    def step(self, window: PagedWindow) -> None:
        """To the front with the one after `window`, round and round."""
        every = self.windows()
        every[(every.index(window) + 1) % len(every)].show_up()

    def may_close(self) -> bool:
        """False where something typed would be lost and the person stays with it."""
        return all(page.may_leave() for each in self._open for page in each.stack.pages())

    def close_all(self) -> None:
        """Each asks whether it may."""
        for each in list(self._open):
            each.close()

    def end(self) -> None:
        """All of them, asking nothing more."""
        for each in list(self._open):
            each.end()

    def _raise(self, key: str) -> bool:
        known = next((each for each in self._open if each.key == key), None)
        if known is not None:
            known.show_up()
        return known is not None

    def _show(self, apart: Apart, page: Page) -> None:
        from ui.shell.record_window import RecordWindow  # with the commands, which know windows

        if self._raise(apart.key):  # asked for twice while it was being read
            page.deleteLater()
            return
        window = RecordWindow(self._desk, apart, page, len(self._open))
        self._open.append(window)
        window.closed.connect(partial(self._forget, window))
        window.show_up()
        self._tell()

    def _forget(self, window: PagedWindow) -> None:
        self._open.remove(window)
        self._tell()

    def _tell(self) -> None:
        for each in self.windows():
            each.actions_here.refresh()
