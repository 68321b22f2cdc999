"""Show one row of a list in a window of its own: its page, or else its card alone."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.layout import row
from ui.pages.apart import Apart
from ui.pages.page import Page, Status
from ui.pages.targets import Target

_CARD_SIZE = (480, 760)
_Page = Any  # ListPage, which imports this module


def open_apart(page: _Page) -> None:
    """The row that is looked at."""
    row_id = page.body.table.current_id()
    apart = None if row_id is None else page.APART(page, row_id)
    if apart is not None:
        page.window_wanted.emit(apart)


def card_apart(page: _Page, row_id: int) -> Apart:
    """The card of a row, in another page of the same list."""
    name = page.spec.name
    return Apart(
        place=page.PLACE or name,
        kind=f"{name}.card",
        key=f"{name}:{row_id}",
        make=lambda show: show(CardPage(type(page)(page.workspace, page.preferences), row_id)),
        size=_CARD_SIZE,
    )


class CardPage(Page):
    """A list of which nothing but the card of one record is seen; its actions are the list's."""

    TOPICS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, listed: _Page, row_id: int) -> None:
        super().__init__(listed.workspace, ())
        self._list, self._id, self._name = listed, row_id, ""
        name = listed.spec.name
        kept = {*listed.BUTTONS.on_a_row, listed.OPENS, f"{name}.copy"}
        listed.actions_here.keep_only(kept)
        self.actions_here = listed.actions_here
        listed.pane.show_card_alone()
        self.setLayout(row((listed, 1), gap=0))
        for signal in ("noticed", "refused", "page_wanted", "target_wanted", "action_wanted"):
            getattr(listed, signal).connect(getattr(self, signal))
        listed.list.held.connect(self._show)
        listed.list.hold(row_id)
        self.TOPICS = listed.TOPICS  # type: ignore[misc]  # those of the list it stands for

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [*self._list.crumbs()[:1], self._name or "…"]

    def status(self) -> Status:
        bound = {record.first_keys for record in self.actions_here.records}
        from_list = tuple((each, _(text)) for each, text in self._list.KEYS if each in bound)
        return Status(keys=from_list)

    def part(self) -> str:
        return str(self._list.spec.name)

    def areas(self) -> list[QWidget]:
        return [self._list.side]

    def go_to(self, target: Target) -> None:
        self._list.go_to(target)

    def reload(self) -> None:
        self._list.reload()

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, record: Any) -> None:
        if record is None:  # taken back meanwhile
            self.finished.emit()
            return
        page = self._list
        named = next(column for column in page.spec.columns if column.stretch)
        self._name = named.cell(record).text
        if page.body.table.current_id() is None:
            page.body.table.look_at(self._id)
        page.side.setAccessibleName(self._name)
        page.side.reload()
        page.actions_here.refresh()
        self.crumbs_changed.emit()
