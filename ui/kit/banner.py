"""Say at the top of a page what could not be done, until it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from cluster_desk.i18n import _
from ui.kit.announce import announce
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import Card, clear, column, row
from ui.theme.icons import MIDDLE
from ui.theme.tokens import LABEL, SEMIBOLD

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "info": "info"}


class Banner(Card):
    """A tinted card with a sentence; hidden while there is nothing to say."""

    shown = Signal(bool)

    def __init__(self, tone: str = "bad", *, closable: bool = True) -> None:
        self._title = Label("", 13.5, SEMIBOLD, f"{tone}_fg", wrap=True)
        self._detail = Label("", LABEL, tone=f"{tone}_fg", wrap=True)
        self._links = row(None, gap=4, margins=(-3, 0, 0, 0))  # a link has its ring around it
        words = column(self._title, self._detail, self._links, gap=2)
        self._actions = row(gap=8)
        icon = IconLabel(_ICONS[tone], f"{tone}_fg", MIDDLE)
        layout = row(icon, (words, 1), self._actions, gap=11, margins=(14, 9, 10, 9))
        if closable:
            layout.addWidget(IconButton("x", _("Close"), token=f"{tone}_fg", run=self.leave))
        super().__init__(layout, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def leave(self) -> None:
        """It has been read."""
        self.hide()
        self.shown.emit(False)

    def say(
        self,
        title: str,
        detail: str = "",
        *,
        links: Sequence[Button] = (),
        actions: Sequence[Button] = (),
    ) -> None:
        """Show it. Links stand under the sentence, actions at the right."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        for place, buttons in ((self._links, links), (self._actions, actions)):
            clear(place)
            for button in buttons:
                place.addWidget(button)
        self._links.addStretch(1)
        self.setAccessibleName(f"{title} {detail}".strip())
        self.show()
        self.shown.emit(True)
        announce(self, self.accessibleName())
