"""Say what was done, at the bottom, with the way back; never an error."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from cluster_desk.i18n import _
from ui.kit.announce import announce
from ui.kit.buttons import Button, IconButton
from ui.kit.keys import key_text
from ui.kit.labels import GivingLabel, IconLabel, Label
from ui.kit.layout import row
from ui.kit.shadow import paint_shadow
from ui.theme.theme import theme
from ui.theme.tokens import MEDIUM

_SECONDS = 8
_SOON = 1
_WAITING = 3
_SHADOW = 18


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What was done; `action` is the word on the button, that takes it back or leads on.

    `step` numbers what is taken back: the higher, the later.
    """

    text: str
    action: str = ""
    keys: str = ""
    run: Callable[[], object] | None = None
    step: int = 0


class Toast(QWidget):
    """Shows one notice at a time, eight seconds each; stays while the mouse or focus is on it."""

    def __init__(self, parent: QWidget, over: QWidget, lift: int) -> None:
        """`over` is the part it floats over; not its child, since that part raises its pages."""
        super().__init__(parent)
        self._host, self._over, self._lift = parent, over, lift
        self._waiting: deque[Notice] = deque(maxlen=_WAITING)
        self._notice: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self._pass)
        self._build()
        self.setAccessibleName(_("Notice"))
        self.hide()
        over.installEventFilter(self)

    def _build(self) -> None:
        self._text = GivingLabel("", weight=MEDIUM, tone="on_toast")
        self._text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._button = Button("", kind="toast", run=self._act)
        self._keys = Label("", 11, tone="on_toast2")
        close = IconButton("x", _("Close the notice"), token="on_toast2", run=self.dismiss)
        close.setProperty("on", "toast")
        items = (IconLabel("circle-check", "toast_ok"), self._text, 6, self._button, self._keys)
        margins = (_SHADOW + 14, _SHADOW + 6, _SHADOW + 8, _SHADOW + 6)
        self.setLayout(row(*items, close, gap=8, margins=margins))

    def tell(self, notice: Notice) -> None:
        """Show it: after plain words that wait, but at once where a button is at stake.

        A button that takes back an older change must never stand where the newest is meant.
        """
        if self._notice is None or notice.run is not None or self._notice.run is not None:
            self._show(notice)
        else:
            self._waiting.append(notice)
            self._timer.start(_SOON * 1000)

    def forget_before(self, step: int) -> None:
        """Something newer can be taken back: what is offered for older changes goes."""
        if self._notice is not None and 0 < self._notice.step < step:
            self.dismiss()

    def dismiss(self) -> None:
        """Away with it, and on to the next."""
        self._timer.stop()
        self._notice = None
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        paint_shadow(painter, box, _SHADOW, 9)
        painter.setPen(QPen(theme.colour("toast_line"), 1))
        painter.setBrush(theme.colour("toast"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)

    def _show(self, notice: Notice) -> None:
        self._notice = notice
        self._text.setText(" ".join(notice.text.split()))
        self._button.setVisible(notice.run is not None)
        self._button.set_text(notice.action)
        self._keys.setVisible(bool(notice.keys))
        self._keys.setText(key_text(notice.keys) if notice.keys else "")
        self._settle()
        self.show()
        self.raise_()
        announce(self, notice.text)
        self._timer.start(_SECONDS * 1000)

    def _pass(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start(_SOON * 1000)
        else:
            self.dismiss()

    def _act(self) -> None:
        notice = self._notice
        self.dismiss()
        if notice is not None and notice.run is not None:
            notice.run()

    def _settle(self) -> None:
        room = self._over.rect()
        wanted = QFontMetrics(self._text.font()).horizontalAdvance(self._text.text()) + 2
        self._text.setFixedWidth(wanted)
        self.adjustSize()
        if self.width() > room.width():  # a long name gives way, never the button
            self._text.setFixedWidth(max(wanted - self.width() + room.width(), 0))
            self.adjustSize()
        left = (room.width() - self.width()) // 2
        top = room.height() - self.height() - self._lift + _SHADOW
        self.move(self._over.mapTo(self._host, QPoint(left, top)))
