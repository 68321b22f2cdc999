"""A page that is a list: header, views, filters, table, totals, and a card at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from ui.kit.layout import row
from ui.pages.actions import Action
from ui.pages.lists.apart import card_apart
from ui.pages.lists.layout import keep_layout, order_by, restore_layout
from ui.pages.lists.loader import LoadedList
from ui.pages.lists.pane import Buttons, ListPane
from ui.pages.lists.question import Listing
from ui.pages.lists.side import Cards, ListSide
from ui.pages.lists.spec import ListSpec
from ui.pages.lists.views import SavedViews
from ui.pages.page import Page, Status
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.work.workspace import Workspace

KEYS = (
    ("↑↓", N_("move")),
    ("Space", N_("tick")),
    ("Return", N_("open")),
    ("F2", N_("edit")),
    ("Ctrl+F", N_("filter")),
    ("F1", N_("keys")),
)


class ListPage(Page):
    """The pattern: ids and pages from SQL, everything beside the event loop.

    A room says what its list is (`spec`), where its actions stand (`BUTTONS`), which of them
    Enter and a double click trigger (`OPENS`), the keys the status bar shows (`KEYS`), what is
    seen of a row in a window of its own (`APART`), and makes its cards.
    """

    spec: ListSpec
    BUTTONS: ClassVar[Buttons] = Buttons()
    OPENS: ClassVar[str] = ""
    PLACE: ClassVar[str] = ""  # the place it belongs to, where it is not called as the list
    APART: ClassVar[Any] = staticmethod(card_apart)  # (page, row id) -> Apart, or None
    KEYS: ClassVar[Sequence[tuple[str, str]]] = KEYS

    def __init__(
        self, workspace: Workspace, preferences: Preferences, actions: Sequence[Action]
    ) -> None:
        super().__init__(workspace, actions)
        self.preferences = preferences
        self.list = LoadedList(workspace, self.spec)
        self.wanted: int | None = None  # what is to be looked at when the list has come
        self.side_wanted = True
        self._is_fresh = True
        self.side = ListSide(workspace, self.spec, self.list, self.make_cards(), self.actions_here)
        self.pane = ListPane(
            self.spec, self.list, self.side, self.actions_here, self.BUTTONS, self.keep_layout
        )
        self.header, self.filters, self.body = self.pane.header, self.pane.filters, self.pane.body
        self.setLayout(row((self.pane, 1), gap=0))
        self._wire()
        restore_layout(self)
        self.views = SavedViews(self)
        self.header.show_own_views(self.views.tabs(), workspace.year)
        self.views.look()
        self.reload()

    def make_cards(self) -> Cards:
        """What stands at the right."""
        raise NotImplementedError

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_(self.spec.words.title), self.header.view_name()]

    def status(self) -> Status:
        ticked, place = len(self.list.model.ticks), self.body.table.currentIndex().row()
        where = ""
        if ticked:
            where = self.spec.words.ticked(ticked)
        elif place >= 0:
            total = count_text(len(self.list.model.ids))
            where = _("Row {row} of {total}").format(row=count_text(place + 1), total=total)
        keys = tuple((key, _(does)) for key, does in self.KEYS)
        return Status(place=where, sum=self.side.sum_text if ticked else "", keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.body.table, self.side, self.header.tabs, self.filters]

    def go_to(self, target: Target) -> None:
        """A view without filters, or with the text; the record is looked at where it is listed."""
        first = self.spec.views(self.workspace.year)[0].key
        view_of, record = self.spec.source.view_of, target.record

        def show(view: str) -> None:
            self.list.model.ticks.put_only([])
            self.filters.put(target.text, {})
            self.wanted = record
            if view:
                self.header.tabs.choose(view)
            self.narrow()
            self.reload()

        if target.view or record is None or view_of is None:
            show(target.view or ("" if record is None else first))
        else:
            self.workspace.read(view_of, record, self.list.question, then=show)

    def reload(self) -> None:
        self.list.reload(around=[self.wanted] if self.wanted is not None else [])

    def step_back(self) -> bool:
        """Esc: first the ticks, then the filters."""
        if len(self.list.model.ticks):
            self.list.model.ticks.put_only([])
        elif not self.filters.is_empty:
            self.filters.clear()
            self.body.table.setFocus()
        else:
            return False
        return True

    def keep_layout(self) -> None:
        keep_layout(self)
        self.views.look()

    def reset_layout(self) -> None:
        restore_layout(self)

    # ── what its parts ask ───────────────────────────────────────────────────────────────────
    def narrow(self) -> None:
        """Ask for what the view and the filters say."""
        text, chosen = self.filters.search.text(), self.filters.chosen()
        self.list.narrow(view=self.views.base(), text=text, chosen=chosen)
        self.views.look()
        self.crumbs_changed.emit()

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _wire(self) -> None:
        table = self.body.table
        self.list.listed.connect(self._show_listing)
        self.list.model.ticks.changed.connect(self._show_ticks)
        self.header.view_wanted.connect(lambda _view: self.views.opened())
        self.filters.changed.connect(self.narrow)
        self.workspace.year_changed.connect(self.reload)
        table.head.order_asked.connect(lambda sort: order_by(self, sort))
        table.looked_at.connect(self._look_at)
        table.apart_wanted.connect(self.actions_here[f"{self.spec.name}.window"].trigger)
        if self.OPENS:
            table.opened.connect(lambda _id: self.actions_here[self.OPENS].trigger())
        self.side.summed.connect(self.status_changed)

    def _look_at(self, row_id: int | None) -> None:
        if row_id is not None:
            self.wanted = row_id
        self.side.look_at(row_id)
        self.actions_here.refresh()
        self.status_changed.emit()

    def _show_listing(self, listing: Listing) -> None:
        self.pane.show_listing(listing, self.wanted)
        self.pane.show_side(seen=self.side_wanted and not self.pane.is_first_use)
        if listing.counts is not None and self.spec.counted:
            self.count_changed.emit(listing.counts.get(self.spec.counted))
        if self._is_fresh and self.isVisible():  # the table could not have the focus before
            self._is_fresh = False
            self.body.table.setFocus()
        self.side.reload()
        self.actions_here.refresh()
        self.crumbs_changed.emit()

    def _show_ticks(self) -> None:
        self.pane.show_ticks()
        self.side.reload()
        self.actions_here.refresh()
        self.status_changed.emit()
