"""Choose the year whose fees are shown; amber while it is not the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.style import set_property


class YearButton(Button):
    """A button with the years of the association."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("", "calendar", run=self._open)
        self._text, self._is_narrow = "", False
        self.setProperty("wide", "true")
        self._menu = QMenu(self)

    def show_years(self, years: Sequence[int], year: int, now: int) -> None:
        """The years to choose from, the one that is shown, and the current one."""
        self._menu.clear()
        for each in years:
            action = self._menu.addAction(str(each))
            action.setCheckable(True)
            action.setChecked(each == year)
            action.triggered.connect(lambda _on, each=each: self.chosen.emit(each))
        self._text = _("Year {year}").format(year=year)
        set_property(self, "past", "true" if year != now else "false")
        self.set_narrow(narrow=self._is_narrow)

    def _open(self) -> None:
        # Not by setMenu: the style sheet then puts the icon on the button's edge.
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def set_narrow(self, *, narrow: bool) -> None:
        """The icon alone, or with its words."""
        self._is_narrow = narrow
        self.set_text("" if narrow else self._text)
        self.setAccessibleName(self._text)
        self.setToolTip(_("The year whose fees are shown: {year}").format(year=self._text))
