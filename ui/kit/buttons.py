"""Buttons of the design: one primary, quiet others, icons that always have a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.kit.clicks import OwnClicks
from ui.kit.keys import keys_here, with_keys
from ui.kit.style import set_property
from ui.theme.icons import SMALL, make_icon
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, MEDIUM, SEMIBOLD

_ICON_TOKENS = {
    "primary": "on_accent",
    "soft": "accent_text",
    "filter_on": "accent_text",
    "danger": "bad_fg",
    "link": "accent_text",
}
_GAP = "\N{THIN SPACE}"  # a style sheet cannot set the distance between icon and text


class Button(OwnClicks, QPushButton):
    """Kinds: secondary, primary, ghost, soft, danger, link, link_bad, filter, filter_on, toast."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "secondary",
        *,
        small: bool = False,
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._icon, self._small = icon, small or kind.startswith("filter")
        self._whole, self._is_narrow = "", False
        self.setProperty("small", "true" if small else "false")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(SMALL, SMALL))
        self.set_kind(kind)
        self.set_text(text)
        theme.changed.connect(self._dress)
        if run is not None:
            self.clicked.connect(lambda _checked: run())

    def set_text(self, text: str) -> None:
        """What it says, and is called."""
        # One & would be eaten as a mnemonic: names of companies have them.
        shown = text.replace("&", "&&")
        if self._icon and shown:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            shown = shown + _GAP if mirrored else _GAP + shown
        self._whole = shown
        self._fit()
        self.updateGeometry()  # longer words are given their room, not dots
        if text:  # an icon alone keeps its name
            self.setAccessibleName(text)

    def set_kind(self, kind: str) -> None:
        """Another kind, as when a filter is switched on."""
        self._kind = kind
        set_property(self, "kind", kind)
        self._dress()

    def set_icon(self, icon: str) -> None:
        """Another icon, or none."""
        self._icon = icon
        self._dress()

    @property
    def can_narrow(self) -> bool:
        """Whether its icon may stand for its words."""
        return bool(self._icon and self._whole)

    @property
    def is_narrow(self) -> bool:
        """Whether its icon stands alone now."""
        return self._is_narrow

    def wordless_by(self) -> int:
        """How much narrower it would be without its words."""
        return self._wide(self._whole)

    def set_narrow(self, *, narrow: bool) -> None:
        """The icon alone, named as before; or with its words again."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._fit()
            self.updateGeometry()

    def set_tip(self, text: str, keys: str = "") -> None:
        """A tool tip that teaches the shortcut."""
        self.setToolTip(with_keys(text, keys))

    def sizeHint(self) -> QSize:
        hint: QSize = super().sizeHint()
        if self.text() != self._whole and not self._is_narrow:  # as if it were not cut
            hint.setWidth(hint.width() + self._wide(self._whole) - self._wide(self.text()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where a card is too narrow for a language's words, they end in three dots."""
        shown = "" if self._is_narrow else self._whole
        missing = self.sizeHint().width() - self.width() if shown and self.isVisible() else 0
        if missing > 0:
            room = max(self._wide(shown) - missing, 0)
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)

    def _wide(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    def _dress(self) -> None:
        weight = SEMIBOLD if self._kind in ("primary", "toast") else MEDIUM
        self.setFont(theme.font(LABEL if self._small else BODY, weight))
        if self._icon:
            token = _ICON_TOKENS.get(self._kind, "text2")
            self.setIcon(make_icon(self._icon, token))


class IconButton(OwnClicks, QToolButton):
    """An icon alone: its name is its tool tip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        keys: str = "",
        token: str = "text2",
        size: int = SMALL,
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._icon, self._token, self._size = icon, token, size
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Reached by Tab as every other control: a tool button otherwise is not.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name, keys)
        self._dress()
        theme.changed.connect(self._dress)
        if run is not None:
            self.clicked.connect(lambda _checked: run())

    def set_name(self, name: str, keys: str = "") -> None:
        """What it does."""
        self._keys = keys
        self.setAccessibleName(name)
        self.setToolTip(with_keys(name, keys))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._keys:
            self.setToolTip(with_keys(self.accessibleName(), keys_here(self, self._keys)))

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self._dress()

    def _dress(self) -> None:
        self.setIcon(make_icon(self._icon, self._token, self._size, checked="accent_text"))


class ActionButton(Button):
    """A button that is an action: text, icon, shortcut and whether it may be pressed."""

    def __init__(
        self, action: QAction, kind: str = "secondary", *, icon: str = "", small: bool = False
    ) -> None:
        super().__init__(action.iconText(), icon, kind, small=small, run=action.trigger)
        self._action = action
        self._follow()
        action.changed.connect(self._follow)

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        keys = self._action.shortcut().toString()
        self.set_tip(self._action.iconText(), keys)
