"""Put two parts side by side, or one under the other where they have no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.theme.theme import theme

_Direction = QBoxLayout.Direction
_UNDER = 6  # the distance of what stands under the other, at most


class Folding(QWidget):
    """The first takes what room there is; folded, the second stands under it at the left.

    `least` is the width that both need, at a text size of 100; without it, what they ask for.
    """

    def __init__(
        self, first: QWidget, second: QWidget, *, gap: int = 8, least: int = 0, even: bool = False
    ) -> None:
        """Parts that are `even` share the room."""
        super().__init__()
        self._first, self._second, self._least, self._even = first, second, least, even
        self._gap = gap
        self._box = QBoxLayout(_Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, int(even))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._fit)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        asked = self._first.sizeHint().width() + self._second.sizeHint().width()
        needed = theme.scaled(self._least) if self._least else asked + self._gap
        folded = needed > self.width()
        wanted = _Direction.TopToBottom if folded else _Direction.LeftToRight
        if wanted is not self._box.direction():
            self._box.setDirection(wanted)
            self._box.setSpacing(min(self._gap, _UNDER) if folded else self._gap)
            at_left = folded and not self._even
            side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag(0)
            self._box.setAlignment(self._second, side)
