"""The place of the manual: its pages at the left, the one that is read at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import N_, _
from ui.help.finding import look_for
from ui.help.manual import INDEX, ManualPage, as_html, manual, pictures
from ui.kit.layout import Rule, column, panel, row, set_ground
from ui.kit.reader import Reader
from ui.kit.search import SearchLine
from ui.pages.actions import Action
from ui.pages.page import Page, Status
from ui.pages.targets import Target
from ui.palette.entries import Entry
from ui.palette.results import ResultList
from ui.theme.theme import theme
from ui.work.workspace import Workspace

_LEFT = 340
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
DESK = "desk:"
"""Begins a link that leads to a place of the window, as in `desk:fees`."""


class HelpPage(Page):
    """Links lead from page to page, and into the program."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, HELP_ACTIONS)
        self._page: ManualPage = manual()[INDEX]
        self._before: list[tuple[str, str]] = []
        self._here = (INDEX, "")
        self._build()
        self._list()
        self.read(INDEX)
        self.actions_here.refresh()

    def _build(self) -> None:
        self.search = SearchLine(_("Search the manual"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._list())
        self.search.list_key.connect(self._list_key)
        self.results = ResultList()
        self.results.setAccessibleName(_("Pages of the manual"))
        self.results.picked.connect(lambda entry: entry.run())
        head = row((self.search, 1), margins=(12, 12, 12, 10))
        left = panel(column(head, Rule(), (self.results, 1), gap=0), "surface")
        left.setFixedWidth(theme.beside(_LEFT))
        self.reader = Reader(_("Manual"))
        self.reader.followed.connect(self.follow)
        right = panel(column((self.reader, 1), gap=0), "surface")
        set_ground(right, "surface")
        self.setLayout(row(left, Rule(upright=True), (right, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Manual"), self._page.title]

    def status(self) -> Status:
        keys = (
            ("Ctrl+F", _("search")),
            ("Return", _("open")),
            ("Alt+Up", _("page before")),
            ("Alt+Down", _("next page")),
        )
        return Status(place=self._page.title, keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.search, self.reader]

    def go_to(self, target: Target) -> None:
        self.follow(target.text or f"{INDEX}.md")

    def step_back(self) -> bool:
        if not self._before:
            return False
        self._here = self._before.pop()
        self._show(*self._here)
        return True

    # ── reading ──────────────────────────────────────────────────────────────────────────────
    def follow(self, link: str) -> None:
        """A link of a page: to another, to a heading, or into the program."""
        if link.startswith(DESK):
            self.target_wanted.emit(Target(place=link.removeprefix(DESK)))
            return
        name, _sign, anchor = link.partition("#")
        self.read(name.removesuffix(".md") or self._page.name, anchor)

    def read(self, name: str, anchor: str = "") -> None:
        """Open a page; what is not there opens nothing."""
        if name in manual():
            if (name, anchor) != self._here:
                self._before.append(self._here)
            self._here = (name, anchor)
            self._show(name, anchor)

    def step(self, steps: int) -> None:
        """The page so many after this one, not beyond the ends."""
        names = list(manual())
        here = names.index(self._page.name)
        self.read(names[max(0, min(here + steps, len(names) - 1))])

    def _show(self, name: str, anchor: str) -> None:
        self._page = manual()[name]
        self.reader.show_page(as_html(self._page), pictures(), anchor)
        if not anchor:
            self.reader.verticalScrollBar().setValue(0)
        if not self.search.text():
            self.results.choose(name)
        self.crumbs_changed.emit()

    def _list(self) -> None:
        typed = self.search.text().strip()
        if typed:
            heading = _("Found in the manual")
            entries = [
                Entry(
                    key=hit.link,
                    group="help",
                    title=hit.section.title,
                    detail=hit.words if hit.section.title == hit.page.title else hit.page.title,
                    icon="file-text",
                    run=partial(self.follow, hit.link),
                )
                for hit in look_for(typed)
            ]
        else:
            heading = _("Pages of the manual")
            entries = [
                Entry(
                    key=name,
                    group="help",
                    title=page.title,
                    icon="book-open-text" if name == INDEX else "file-text",
                    run=partial(self.read, name),
                )
                for name, page in manual().items()
            ]
        self.results.lines.show_entries(entries, heading)
        self.results.choose("" if typed else self._page.name)

    def _list_key(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.results.step(_STEPS[Qt.Key(event.key())])
        elif (entry := self.results.chosen()) is not None:
            entry.run()


HELP_ACTIONS = (
    Action(
        id="help.search",
        text=N_("Search the manual"),
        menu="view",
        icon="search",
        keys=("Ctrl+F",),
        run=lambda page: page.search.setFocus(),
    ),
    Action(
        id="help.previous",
        text=N_("Page before"),
        menu="go",
        group=5,
        keys=("Alt+Up",),
        run=lambda page: page.step(-1),
    ),
    Action(
        id="help.next",
        text=N_("Next page"),
        menu="go",
        group=5,
        keys=("Alt+Down",),
        run=lambda page: page.step(1),
    ),
)
