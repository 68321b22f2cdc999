"""F1: the manual's page of this place and the shortcuts that work here, beside the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.i18n import _
from ui.help.manual import as_html, in_language, manual, pictures
from ui.kit.buttons import Button
from ui.kit.layout import Rule, column, panel, row, scrolled
from ui.kit.reader import Reader
from ui.kit.sheet import SideSheet
from ui.kit.tabs import Tab, Tabs
from ui.pages.targets import Target

_Go: TypeAlias = Callable[[Target], object]


def open_help(host: QWidget, topic: str, keys: QWidget, go: _Go) -> None:
    """The sheet at a topic (`sedute#votare`); the one that is open goes there."""
    for sheet in host.findChildren(HelpSheet):
        if sheet.isVisible():
            sheet.read(topic)
            return
    HelpSheet(host, topic, keys, go)


class HelpSheet(QWidget):
    """Two tabs; a link to another page opens in the same sheet."""

    def __init__(self, host: QWidget, topic: str, keys: QWidget, go: _Go) -> None:
        super().__init__()
        self._go, self._name, self.topic = go, "", topic
        self.tabs = Tabs(_("Manual and shortcuts"))
        self.tabs.show_tabs(
            [Tab(key="manual", text=_("Manual")), Tab(key="keys", text=_("Keyboard shortcuts"))]
        )
        self.reader = Reader(_("Manual"))
        self.reader.followed.connect(self.follow)
        whole = Button(_("Open the manual"), "book-open-text", "ghost", run=self._open_whole)
        foot = row(None, whole, margins=(16, 8, 16, 10))
        first = panel(column((self.reader, 1), Rule(), foot, gap=0))
        second = scrolled(
            panel(column(keys, None, margins=(20, 16, 20, 16))), keys.accessibleName()
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(first)
        self._sides.addWidget(second)
        self.tabs.currentChanged.connect(self._sides.setCurrentIndex)
        self.setLayout(
            column(row(self.tabs, margins=(20, 4, 20, 0)), Rule(), (self._sides, 1), gap=0)
        )
        self.setFocusProxy(self.tabs)
        self.read(topic)
        self._sheet = SideSheet(host, _("Manual and shortcuts"), self, fills=True)

    def read(self, topic: str) -> None:
        """A page, perhaps at one of its headings, in front."""
        self.topic = topic
        name, _sign, anchor = in_language(topic).partition("#")
        self.follow(f"{name}.md#{anchor}")
        self.tabs.choose("manual")

    def follow(self, link: str) -> None:
        """Another page here, or a place of the program."""
        if link.startswith("desk:"):
            self._sheet.close_sheet()
            self._go(Target(place=link.removeprefix("desk:")))
            return
        name, _sign, anchor = link.partition("#")
        page = manual().get(name.removesuffix(".md") or self._name)
        if page is not None:
            self._name = page.name
            self.reader.show_page(as_html(page), pictures(), anchor)
            if not anchor:
                self.reader.verticalScrollBar().setValue(0)

    def _open_whole(self) -> None:
        self._sheet.close_sheet()
        self._go(Target(place="help", text=f"{self._name}.md"))
