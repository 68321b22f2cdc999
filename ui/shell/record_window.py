"""A record in a window of its own, beside the desk's: its page or card, and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent

from cluster_desk.i18n import N_, _
from ui.pages.actions import Action
from ui.pages.apart import PAGE_SIZE, Apart
from ui.pages.page import Page
from ui.pages.targets import Target
from ui.shell.commands import WINDOW_ACTIONS
from ui.shell.frame import RecordFrame
from ui.shell.paged_window import PagedWindow, leave_pages
from ui.shell.places import PLACES
from ui.shell.stack import PageStack
from ui.theme.theme import theme

_LAYOUT = "record-windows"
_STEP = 32  # each window a little lower than the one before
_OF_THE_DESK = {"new", "palette", "go.number", "layout.reset", "quit"}
_OF_THE_DESK |= {f"go.{place.key}" for place in PLACES}
_NOT_HERE = {"rail", "window.close_records"}


def _in_the_desk(action_id: str, window: Any) -> None:
    window.desk.show_up()
    window.desk.actions_here[action_id].trigger()


def _here(action: Action) -> Action:
    if action.id in _OF_THE_DESK:
        return replace(action, run=partial(_in_the_desk, action.id), enabled=None)
    return action


OWN_ACTIONS = (
    Action(
        id="window.desk",
        text=N_("To the window of the desk"),
        menu="window",
        icon="layout-dashboard",
        run=lambda window: window.desk.show_up(),
    ),
    Action(
        id="window.close",
        text=N_("Close this window"),
        menu="window",
        icon="x",
        keys=("Ctrl+W",),
        run=lambda window: window.close(),
    ),
)
_ACTIONS = [_here(action) for action in WINDOW_ACTIONS if action.id not in _NOT_HERE]


class RecordWindow(PagedWindow):
    """Esc at its top closes it; links to other places are followed in the desk's window."""

    closed = Signal()

    def __init__(self, desk: Any, apart: Apart, page: Page, place_no: int) -> None:
        """`desk` is the main window; `place_no` counts the windows that are open already."""
        stack = PageStack(lambda _place: page)
        super().__init__(desk.workspace, desk.preferences, stack, (*_ACTIONS, *OWN_ACTIONS))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.records = desk, desk.records
        self.key, self._kind = apart.key, apart.kind
        self._is_over = False
        self._card_size: QSize | None = None  # while a page that is larger lies on the card
        self.stand(RecordFrame(stack, self.actions_here, desk.workspace.jobs))
        self.menus.windows = self.records.windows
        self.workspace.touched.connect(stack.reload_touched)
        page.crumbs_changed.connect(self._name)
        page.finished.connect(self.close)
        stack.changed.connect(self._give_room)
        stack.open_place(apart.place)
        self._name()
        self._settle(apart, place_no)

    def reach_top(self) -> None:
        self.close()

    def go_to(self, target: Target) -> None:
        """In the desk's window, which comes to the front."""
        self.desk.show_up()
        self.desk.go_to(target)

    def end(self) -> None:
        """With the desk: whether it may was asked."""
        self._is_over = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_over and not all(page.may_leave() for page in self.stack.pages()):
            event.ignore()
            return
        self._is_over = True
        leave_pages(self)
        if self._card_size is not None:
            self.resize(self._card_size)
        kept = self.preferences.layout(_LAYOUT)
        kept[self._kind] = bytes(self.saveGeometry().toHex().data()).decode()
        self.preferences.keep_layout(_LAYOUT, kept)
        super().closeEvent(event)
        self.closed.emit()

    def _name(self) -> None:
        name = self.stack.bottom.name()
        self.setWindowTitle(_("{name} · Cluster Desk").format(name=name))

    def _give_room(self) -> None:
        """A form or a statement of account is wider than the card it was opened from."""
        wanted = QSize(*(theme.scaled(side) for side in PAGE_SIZE))
        if not self.stack.is_deep and self._card_size is not None:
            self.resize(self._card_size)
            self._card_size = None
        elif self.stack.is_deep and self._card_size is None and self.width() < wanted.width():
            self._card_size = self.size()
            self.resize(self.size().expandedTo(wanted))
            self._stay_inside(self.pos())

    def _stay_inside(self, corner: QPoint) -> None:
        room = self.screen().availableGeometry()
        self.resize(self.size().boundedTo(room.size()))
        inside = room.adjusted(0, 0, -self.width(), -self.height())
        x = max(inside.left(), min(corner.x(), inside.right()))
        self.move(x, max(inside.top(), min(corner.y(), inside.bottom())))

    def _settle(self, apart: Apart, place_no: int) -> None:
        """As large as the last of its kind was; not over the one that was opened before."""
        kept = self.preferences.layout(_LAYOUT).get(self._kind)
        before = QByteArray.fromHex(str(kept).encode()) if kept else QByteArray()
        if before.isEmpty() or not self.restoreGeometry(before):
            self.resize(*(theme.scaled(side) for side in apart.size))
            self.move(self.desk.pos())
        self._stay_inside(self.pos() + QPoint(_STEP, _STEP) * (place_no + 1))
