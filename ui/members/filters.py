"""The filter bar of the members' page, and the bar that takes its place while some are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    PaymentStatus,
)
from cluster_desk.domain.terms import Term
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.members.lists import MemberFilter
from ui.kit.buttons import ActionButton, Button
from ui.kit.filters import FilterChip
from ui.kit.labels import Label
from ui.kit.layout import let_shrink, row, set_ground
from ui.kit.search import SearchLine
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.theme.tokens import SEMIBOLD

_MARGINS = (16, 9, 12, 9)


def _choices(terms: type[Term]) -> list[tuple[str, str]]:
    return [(term.value, term.label) for term in terms]


class FilterBar(QWidget):
    """Search, chips, and how the list looks."""

    changed = Signal()

    def __init__(self, columns: Button, density: Button) -> None:
        super().__init__()
        let_shrink(self)
        set_ground(self, "app")
        self.search = SearchLine(_("Filter in this view…"), "Ctrl+F")
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(226)
        self.kinds = FilterChip(_("Type"), _choices(OrganisationKind))
        self.payments = FilterChip(_("Fee status"), _choices(PaymentStatus))
        self.statuses = FilterChip(_("Status"), _choices(MembershipStatus))
        self.categories = FilterChip(_("Category"), _choices(MemberCategory))
        self._chips = (self.kinds, self.payments, self.statuses, self.categories)
        self._tools = (columns, density)
        self._names = tuple(tool.accessibleName() for tool in self._tools)
        parts = ((self.search, 20), *self._chips, None, *self._tools)
        self.setLayout(row(*parts, gap=8, margins=_MARGINS))
        self.search.typed.connect(lambda _text: self.changed.emit())
        for chip in self._chips:
            chip.changed.connect(self.changed)
            chip.changed.connect(self._fit)
        theme.changed.connect(self._fit)

    def filter(self, view: str) -> MemberFilter:
        """What is asked for, in this view."""
        return MemberFilter(
            text=self.search.text(),
            view=view,
            kinds=tuple(map(OrganisationKind, self.kinds.chosen)),
            payments=tuple(map(PaymentStatus, self.payments.chosen)),
            statuses=tuple(map(MembershipStatus, self.statuses.chosen)),
            categories=tuple(map(MemberCategory, self.categories.chosen)),
        )

    def words(self) -> list[str]:
        """The filters as a person reads them, for a list that came out empty."""
        typed = [f"«{self.search.text()}»"] if self.search.text() else []
        return typed + [chip.accessibleName() for chip in self._chips if chip.chosen]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return not self.words()

    def clear(self) -> None:
        """Take every filter away."""
        self.search.clear()
        for chip in self._chips:
            chip.blockSignals(True)
            chip.choose(())
            chip.blockSignals(False)
        self.changed.emit()

    def search_for(self, text: str) -> None:
        """Look for this instead of what was typed."""
        self.search.setText(text)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is short the tools lose their words, then idle chips go, the last first."""
        for tool, name in zip(self._tools, self._names, strict=True):
            tool.set_text(name)
        for chip in self._chips:
            chip.show()
        if self.minimumSizeHint().width() > self.width():
            for tool in self._tools:
                tool.set_text("")
        for chip in reversed(self._chips):
            if self.minimumSizeHint().width() > self.width() and not chip.chosen:
                chip.hide()


class BulkBar(QWidget):
    """What can be done with the ticked members, in the place of the filters."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        let_shrink(self)
        set_ground(self, "app")
        self._count = Label("", weight=SEMIBOLD, tone="accent_text", tabular=True)
        self._all = Button("", kind="link", run=actions["members.tick_all"].trigger)
        export = ActionButton(actions["members.export_ticked"], "soft", icon="download")
        copy = ActionButton(actions["members.copy"], icon="copy")
        none = ActionButton(actions["members.tick_none"], "ghost", icon="x")
        parts = (self._count, self._all, 6, export, copy, None, none)
        self.setLayout(row(*parts, gap=8, margins=_MARGINS))

    def show_ticked(self, count: int, listed: Sequence[int]) -> None:
        """How many are ticked, and how many could be."""
        ticked = ngettext("{count} selected", "{count} selected", count)
        self._count.setText(ticked.format(count=count_text(count)))
        every = ngettext("Select the {count} listed", "Select all {count} listed", len(listed))
        self._all.set_text(every.format(count=count_text(len(listed))))
