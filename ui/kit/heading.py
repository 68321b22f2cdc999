"""Head a page: its name, a line under it, its buttons; the name is the last to give way."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from ui.kit.buttons import Button
from ui.kit.layout import panel
from ui.theme.theme import theme

_GAP = 12


class Heading(QWidget):
    """Name and line at the left, tools at the right.

    Where room is short the line goes under the tools, and then their buttons lose their words,
    those at the left first.
    """

    def __init__(self, name: QWidget | QLayout, about: QWidget, tools: QLayout) -> None:
        super().__init__()
        self._name, self._about, self._tools = name, about, panel(tools)
        self._is_under: bool | None = None  # where the line stands
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        if isinstance(name, QLayout):
            self._grid.addLayout(name, 0, 0)
        else:
            self._grid.addWidget(name, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._put_about(under=False)
        theme.changed.connect(self._fit)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # other words, another button
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        name = self._name.sizeHint().width()
        room = self.width() - _GAP
        every = [each for each in self._tools.findChildren(Button) if not each.isHidden()]
        wordy = [each for each in every if each.can_narrow]
        wide = self._tools.sizeHint().width()
        wide += sum(each.wordless_by() for each in wordy if each.is_narrow)
        narrow = set()
        for each in wordy:
            if name + wide > room:
                narrow.add(each)
                wide -= each.wordless_by()
        for each in wordy:
            each.set_narrow(narrow=each in narrow)
        self._put_about(under=max(name, self._about.sizeHint().width()) + wide > room)

    def _put_about(self, *, under: bool) -> None:
        if under != self._is_under:
            self._is_under = under
            self._grid.removeWidget(self._about)
            self._grid.removeWidget(self._tools)
            self._grid.addWidget(self._tools, 0, 1, 1 if under else 2, 1)
            self._grid.addWidget(self._about, 1, 0, 1, 2 if under else 1)
