"""How the program looks on this computer: language, theme, size of text, layout."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.i18n import _, language, pgettext
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import Card, column, panel, row, scrolled
from ui.kit.segments import Segments
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.settings.panel import Panel
from ui.theme.theme import Appearance, theme
from ui.theme.tokens import LABEL, SECTION, SEMIBOLD, TEXT_SIZES
from ui.work.workspace import Reopening

_LANGUAGES = (("it", "Italiano"), ("en", "English"))


class WindowPanel(Panel):
    """Applied at once and remembered; nothing here is written to the desk."""

    TOPICS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, page: Page, preferences: Preferences) -> None:
        super().__init__(page)
        self._preferences = preferences
        self.languages = Segments(_("Language"), _LANGUAGES)
        self.appearance = Segments(
            _("Theme"),
            (
                (Appearance.SYSTEM.value, pgettext("theme", "As the system")),
                (Appearance.LIGHT.value, pgettext("theme", "Light")),
                (Appearance.DARK.value, pgettext("theme", "Dark")),
            ),
        )
        self.sizes = Segments(
            _("Size of the text"), [(str(size), f"{size}\N{NBSP}%") for size in TEXT_SIZES]
        )
        self.reset = Button(_("Restore the layout"), "rotate-ccw", run=self._reset)
        self.setLayout(column(scrolled(panel(self._cards()), _("Window and language")), gap=0))
        self.languages.chosen.connect(self._speak)
        self.appearance.chosen.connect(self._wear)
        self.sizes.chosen.connect(self._resize)
        theme.changed.connect(self._follow)
        self._follow()

    def _cards(self) -> QVBoxLayout:
        cards = (
            _card(
                _("Language"),
                _(
                    "The window opens again in the language you choose. Documents stay in Italian:"
                    " they belong to the association."
                ),
                self.languages,
            ),
            _card(
                _("Theme"),
                _("«As the system» follows day and night of the computer."),
                self.appearance,
            ),
            _card(
                _("Size of the text"),
                _("Letters and rows grow; Ctrl and + or − do the same everywhere."),
                self.sizes,
            ),
            _card(
                _("Layout"),
                _("Columns, widths, order and the place of the window as on the first day."),
                self.reset,
            ),
        )
        return column(*cards, None, gap=12, margins=(18, 14, 18, 14))

    def areas(self) -> list[QWidget]:
        return [self.languages, self.appearance, self.sizes, self.reset]

    def _follow(self) -> None:
        self.languages.choose(language())
        self.appearance.choose(theme.appearance.value)
        self.sizes.choose(str(theme.text_size))

    def _speak(self, code: str) -> None:
        if code == language():
            return
        self._preferences.language = code
        self.workspace.reopen_wanted.emit(Reopening(language=code))
        self.languages.choose(language())  # where the window stayed open

    def _wear(self, key: str) -> None:
        theme.wear(Appearance(key))
        self._preferences.appearance = Appearance(key)

    def _resize(self, key: str) -> None:
        theme.resize_text(int(key))
        self._preferences.text_size = theme.text_size

    def _reset(self) -> None:
        self.workspace.layout_reset_wanted.emit()
        self.page.noticed.emit(Notice(text=_("Layout restored")))


def _card(title: str, text: str, control: QWidget) -> Card:
    words = column(
        Label(title, SECTION, SEMIBOLD), Label(text, LABEL, tone="text2", wrap=True), gap=3
    )
    return Card(row((words, 1), control, gap=24, margins=(18, 14, 18, 14)))
