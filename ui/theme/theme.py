"""Dress the application, light or dark, and tell painted widgets when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import fonts
from ui.theme.contrast import system_tokens
from ui.theme.sheet import make_palette, make_sheet
from ui.theme.tokens import BODY, DARK, LIGHT, REGULAR, TEXT_SIZES

_WEARS = "wearsTheSheet"


class Appearance(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, fonts and measures in use; `changed` when they are others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.appearance = Appearance.SYSTEM
        self.is_dark = False
        self.text_size = 100
        self._tokens: Mapping[str, str] = LIGHT
        self._colours: dict[str, QColor] = {}
        self._dressing = False
        self._sheet = ""
        self._worn: tuple[dict[str, str], int] | None = None

    def start(self, appearance: Appearance, text_size: int = 100) -> None:
        """Once, when the application exists: load the fonts, dress, follow the system."""
        fonts.load_fonts()
        _application().setStyle("Fusion")
        # Kept: chained calls on styleHints() reach an object Python has already let go.
        self._hints = _application().styleHints()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self.text_size = text_size if text_size in TEXT_SIZES else 100
        self._worn = None
        self.wear(appearance)

    def wear(self, appearance: Appearance) -> None:
        """Dress in what was chosen."""
        self.appearance = appearance
        scheme = {
            Appearance.SYSTEM: Qt.ColorScheme.Unknown,
            Appearance.LIGHT: Qt.ColorScheme.Light,
            Appearance.DARK: Qt.ColorScheme.Dark,
        }[appearance]
        self._dressing = True
        self._hints.setColorScheme(scheme)
        self._dressing = False
        self._dress()

    def dress(self, window: QWidget) -> None:
        """Let a window, or a popup that belongs to none, wear the sheet with all that is in it.

        If the application wore it, whatever is built would be dressed again each time it is put
        into something larger: half of what building a page takes.
        """
        window.setProperty(_WEARS, True)
        window.setStyleSheet(self._sheet)

    def toggle(self) -> None:
        """The other of light and dark."""
        self.wear(Appearance.LIGHT if self.is_dark else Appearance.DARK)

    def resize_text(self, percent: int) -> None:
        """One of TEXT_SIZES; anything else is refused by doing nothing."""
        if percent in TEXT_SIZES and percent != self.text_size:
            self.text_size = percent
            self._dress()

    def step_text(self, steps: int) -> None:
        """Larger or smaller by so many of TEXT_SIZES."""
        place = TEXT_SIZES.index(self.text_size) + steps
        self.resize_text(TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])

    def colour(self, token: str) -> QColor:
        """The colour of a token; not to be changed by who gets it."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(self._tokens[token])
        return found

    def veil(self, token: str, alpha: int) -> QColor:
        """The colour of a token, seen through: alpha 0 to 255."""
        colour = QColor(self._tokens[token])
        colour.setAlpha(alpha)
        return colour

    def font(
        self,
        pixels: float = BODY,
        weight: int = REGULAR,
        *,
        tabular: bool = False,
        tracking: float = 0.0,
    ) -> QFont:
        """Inter at the text size in use."""
        size = pixels * self.text_size / 100
        return fonts.make_font(size, weight, tabular=tabular, tracking=tracking)

    def scaled(self, pixels: float) -> int:
        """A row's or a control's height at the text size in use."""
        return round(pixels * self.text_size / 100)

    def beside(self, pixels: float) -> int:
        """A side column's width: it grows less than the text, for what it stands beside."""
        return round(pixels * (40 + 0.6 * self.text_size) / 100)

    def wants_contrast(self) -> bool:
        """Whether the system's settings ask for high contrast."""
        wishes = self._hints.accessibility()
        return bool(wishes.contrastPreference() is Qt.ContrastPreference.HighContrast)

    def _follow_system(self) -> None:
        if self.appearance is Appearance.SYSTEM and not self._dressing:
            self._dress()

    def _dress(self) -> None:
        application = _application()
        self.is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if self.appearance is not Appearance.SYSTEM:
            self.is_dark = self.appearance is Appearance.DARK
        self._tokens = DARK if self.is_dark else LIGHT
        if self.wants_contrast():
            self._tokens = system_tokens(application.style().standardPalette())
        # A new sheet is worked out for every widget there is: not for the same clothes again.
        worn = (dict(self._tokens), self.text_size)
        if worn == self._worn:
            return
        self._worn = worn
        self._colours.clear()
        application.setFont(self.font())
        application.setPalette(make_palette(self._tokens))
        self._sheet = make_sheet(self._tokens, self.scaled)
        for window in application.topLevelWidgets():
            if window.property(_WEARS):
                window.setStyleSheet(self._sheet)
        self.changed.emit()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


theme = Theme()
"""The one theme of the process: widgets paint with it, the settings change it."""
