"""A sheet at the right edge for one quick entry, over the page and not in its way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from cluster_desk.i18n import _
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import ShyLabel
from ui.kit.layout import Rule, column, panel, row, scrolled
from ui.kit.shadow import paint_shadow
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, SECTION

SAVE_KEYS = "Ctrl+Return"
_WIDTH = 480
_SHADOW = 24


class SideSheet(QWidget):
    """Title, content that scrolls, buttons. The window closes it at Esc."""

    closed = Signal()
    given_up = Signal()  # by the button that says so; `closed` comes next

    def __init__(
        self,
        parent: QWidget,
        title: str,
        content: QWidget,
        save: Button | None = None,
        *,
        fills: bool = False,
    ) -> None:
        """What `fills` the sheet scrolls by itself, if it must."""
        super().__init__(parent)
        self._host, self._save = parent, save
        self.content = content
        self.setAccessibleName(title)
        self._came_from: QWidget | None = parent.window().focusWidget()
        close = IconButton("x", _("Close"), keys="Esc", run=self.close_sheet)
        head = row(ShyLabel(title, SECTION, BOLD), None, close, margins=(20, 14, 14, 12))
        self._area: QScrollArea | None = None
        if not fills:
            self._area = scrolled(panel(column(content, None, margins=(20, 16, 20, 16))), title)
        parts = column(head, Rule(), (self._area or content, 1), gap=0, margins=(_SHADOW, 0, 0, 0))
        if save is not None:
            leave = Button(_("Close without saving"), kind="ghost", run=self._give_up)
            parts.addWidget(Rule())
            parts.addLayout(row(None, leave, save, margins=(20, 12, 20, 14)))
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            # Not the button's own shortcut: that one clicks a tenth of a second later.
            saving = QShortcut(QKeySequence(SAVE_KEYS), self, save.click)
            saving.setContext(inside)  # given to the constructor beside a slot it is lost
            save.set_tip(save.accessibleName(), SAVE_KEYS)
        self.setLayout(parts)
        parent.installEventFilter(self)
        self._settle()
        self.show()
        self.raise_()
        content.setFocus()

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the content, whole."""
        if self._area is not None:
            self._area.ensureWidgetVisible(part, 0, 16)

    def close_sheet(self) -> None:
        """Away with it; the focus goes back where it was."""
        self.closed.emit()
        self.hide()
        self.deleteLater()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()

    def _give_up(self) -> None:
        self.given_up.emit()
        self.close_sheet()

    def event(self, event: QEvent) -> bool:
        """Ctrl+S saves here too, and not what lies under the sheet."""
        is_key = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Save)
        if self._save is None or not is_key:
            return super().event(event)
        if event.type() == QEvent.Type.KeyPress:
            self._save.click()
        event.accept()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, 0, 0, 0)
        paint_shadow(painter, box, _SHADOW, 0)
        painter.fillRect(box, theme.colour("surface"))
        painter.fillRect(QRectF(box.left(), 0, 1, box.height()), theme.colour("border_strong"))

    def _settle(self) -> None:
        room = self._host.rect()
        width = (
            min(theme.scaled(_WIDTH), max(_WIDTH, room.width() * 3 // 5), room.width()) + _SHADOW
        )
        self.setGeometry(room.width() - width, 0, width, room.height())
