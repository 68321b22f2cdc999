"""The bar over the page: where one is, and a few things that are always at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from cluster_desk.i18n import _
from ui.kit.avatar import Avatar
from ui.kit.buttons import Button, IconButton
from ui.kit.keys import KeyCap, key_parts, with_keys
from ui.kit.labels import GivingLabel, IconLabel, Label, ShyLabel
from ui.kit.layout import clear, row, set_ground
from ui.theme.icons import MIDDLE
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, MEDIUM, SEMIBOLD

_HEIGHT = 50
_FIND_LEAST, _FIND_MOST = 200, 380
_CRUMB_LEAST = 160


class WhereBar(QWidget):
    """A bar of one height with the way to where one is in it, and tools that are actions."""

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(_("Where you are"))
        self._crumbs = row(gap=6)

    def show_crumbs(self, crumbs: Sequence[str], climb: Callable[[], object]) -> None:
        """The way to here; what lies above is a button that leads back."""
        clear(self._crumbs)
        for depth, crumb in enumerate(crumbs):
            last = depth == len(crumbs) - 1
            if depth:
                self._crumbs.addWidget(IconLabel("chevron-right", "text3"))
            if last or depth:
                weight, tone = (SEMIBOLD, "text") if last else (MEDIUM, "text2")
                self._crumbs.addWidget(ShyLabel(crumb, BODY, weight, tone, least=_CRUMB_LEAST))
            else:
                self._crumbs.addWidget(Button(crumb, kind="ghost", small=True, run=climb))

    @staticmethod
    def _tool(action: QAction, icon: str) -> IconButton:
        button = IconButton(icon, action.iconText(), size=MIDDLE, run=action.trigger)

        def follow() -> None:
            button.setToolTip(with_keys(action.iconText(), action.shortcut().toString()))
            button.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        follow()
        return button


class TopBar(WhereBar):
    """Breadcrumb at the left, the way to find in the middle; who is working at the right."""

    def __init__(
        self, rail: QAction, find: QAction, keys: QAction, look: QAction, actor: str
    ) -> None:
        super().__init__()
        self._look = self._tool(look, "moon")
        who = Avatar(actor, 28)
        parts = (
            self._tool(rail, "panel-left"),
            6,
            self._crumbs,
            None,
            FindButton(find),
            None,
            self._look,
            self._tool(keys, "circle-help"),
            6,
            who,
            Label(actor, LABEL, MEDIUM),
        )
        self.setLayout(row(*parts, gap=4, margins=(14, 0, 16, 0)))
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._look.set_icon("sun" if theme.is_dark else "moon")


class RecordBar(WhereBar):
    """Back and on at the left; the breadcrumb gives way, for the window may be narrow."""

    def __init__(self, back: QAction, forward: QAction, desk: QAction, keys: QAction) -> None:
        super().__init__()
        tools = (self._tool(back, "arrow-left"), self._tool(forward, "arrow-right"))
        after = (self._tool(desk, "layout-dashboard"), self._tool(keys, "circle-help"))
        self._where = GivingLabel("", BODY, SEMIBOLD)
        self._crumbs.addWidget(self._where, 1)
        self.setLayout(row(*tools, 6, (self._crumbs, 1), *after, gap=4, margins=(14, 0, 16, 0)))

    def show_crumbs(self, crumbs: Sequence[str], climb: Callable[[], object]) -> None:
        """As words alone: what lies above is reached by the arrows."""
        self._where.setText(" \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(crumbs))


class FindButton(Button):
    """Looks like a line to type in, and opens the one that is."""

    def __init__(self, find: QAction) -> None:
        super().__init__(_("Search or run a command…"), "search", "finder", run=find.trigger)
        self._find, self._shown = find, ""
        self._caps = row(gap=4)
        self.setLayout(row(None, self._caps, margins=(0, 0, 8, 0)))
        find.changed.connect(self._teach)
        self._teach()
        self.setMinimumWidth(_FIND_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        """Its words, and after them the keys: they do not run under them."""
        return super().sizeHint() + QSize(self._caps.sizeHint().width() + 12, 0)

    def _measure(self) -> None:
        self.setMaximumWidth(theme.scaled(_FIND_MOST))

    def _teach(self) -> None:
        keys = self._find.shortcut().toString()
        self.set_tip(self._find.iconText(), keys)
        if keys != self._shown:
            self._shown = keys
            clear(self._caps)
            for part in key_parts(keys):
                self._caps.addWidget(KeyCap(part))
