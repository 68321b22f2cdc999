"""The bar over a list: what it is filtered by, or what can be done with the ticked rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from ui.kit.buttons import Button
from ui.kit.filters import FilterChip
from ui.kit.labels import Label
from ui.kit.layout import let_shrink, row, set_ground
from ui.kit.search import SearchLine
from ui.pages.actions import ActionSet
from ui.pages.lists.question import Choices
from ui.pages.lists.spec import Chip
from ui.theme.theme import theme
from ui.theme.tokens import SEMIBOLD

_MARGINS = (16, 9, 12, 9)
_BULK_MARGINS = (16, 7, 12, 7)  # its buttons are higher than chips


class FilterBar(QWidget):
    """Search, chips, and how the list looks."""

    changed = Signal()

    def __init__(self, chips: Sequence[Chip], columns: Button, density: Button) -> None:
        super().__init__()
        let_shrink(self)
        set_ground(self, "app")
        self.search = SearchLine(_("Filter in this view…"), "Ctrl+F")
        self.chips = {chip.key: FilterChip(_(chip.title), chip.choices()) for chip in chips}
        self._tools = (columns, density)
        self._names = tuple(tool.accessibleName() for tool in self._tools)
        parts = ((self.search, 20), *self.chips.values(), None, *self._tools)
        self.setLayout(row(*parts, gap=8, margins=_MARGINS))
        self.search.typed.connect(lambda _text: self.changed.emit())
        for chip in self.chips.values():
            chip.changed.connect(self.changed)
            chip.changed.connect(self._fit)
        theme.changed.connect(self._measure)
        self._measure()

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, by chip; chips that wait are not in it."""
        return {key: chip.chosen for key, chip in self.chips.items() if chip.chosen}

    def words(self) -> list[str]:
        """The filters as a person reads them, for a list that came out empty."""
        typed = [f"«{self.search.text()}»"] if self.search.text() else []
        return typed + [chip.accessibleName() for chip in self.chips.values() if chip.chosen]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return not self.words()

    def offer(self, choices: Mapping[str, Choices]) -> None:
        """Choices that are facts of the desk."""
        for key, offered in choices.items():
            self.chips[key].offer(offered)

    def put(self, text: str, chosen: Mapping[str, Sequence[str]]) -> None:
        """These words and chips instead; says nothing: the caller asks."""
        self.search.setText(text)
        for key, chip in self.chips.items():
            chip.blockSignals(True)
            chip.choose(chosen.get(key, ()))
            chip.blockSignals(False)
        self._fit()

    def clear(self) -> None:
        """Take every filter away."""
        self.put("", {})
        self.changed.emit()

    def search_for(self, text: str) -> None:
        """Look for this instead of what was typed."""
        self.search.setText(text)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        self.search.setMinimumWidth(theme.scaled(150))
        self.search.setMaximumWidth(theme.scaled(226))
        self._fit()

    def _fit(self) -> None:
        """Where room is short the tools lose their words, then idle chips go, the last first."""
        for tool, name in zip(self._tools, self._names, strict=True):
            tool.set_text(name)
        chips = list(self.chips.values())
        for chip in chips:
            chip.show()
        if self.minimumSizeHint().width() > self.width():
            for tool in self._tools:
                tool.set_text("")
        for chip in reversed(chips):
            if self.minimumSizeHint().width() > self.width() and not chip.chosen:
                chip.hide()


class BulkBar(QWidget):
    """What can be done with the ticked rows, in the place of the filters."""

    def __init__(self, actions: ActionSet, name: str, ids: Sequence[str]) -> None:
        """`ids` are the actions that take several rows, those of every list aside."""
        super().__init__()
        let_shrink(self)
        set_ground(self, "app")
        self._count = Label("", weight=SEMIBOLD, tone="accent_text", tabular=True)
        self._all = Button("", kind="link", run=actions[f"{name}.tick_all"].trigger)
        own = [actions.button(action_id, "soft") for action_id in ids]
        export = actions.button(f"{name}.export_ticked", "soft")
        copy = actions.button(f"{name}.copy")
        none = actions.button(f"{name}.tick_none", "ghost")
        self._giving = tuple((each, each.accessibleName()) for each in (copy, export, *own[::-1]))
        parts = (self._count, self._all, 6, *own, export, copy, None, none)
        self.setLayout(row(*parts, gap=8, margins=_BULK_MARGINS))
        theme.changed.connect(self._fit)

    def show_ticked(self, count: int, listed: Sequence[int]) -> None:
        """How many are ticked, and how many could be."""
        ticked = ngettext("{count} selected", "{count} selected", count)
        self._count.setText(ticked.format(count=count_text(count)))
        every = ngettext("Select the {count} listed", "Select all {count} listed", len(listed))
        self._all.set_text(every.format(count=count_text(len(listed))))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is short the buttons lose their words, what every list has first."""
        for button, name in self._giving:
            button.set_text(name)
        for button, _name in self._giving:
            if self.minimumSizeHint().width() > self.width():
                button.set_text("")
