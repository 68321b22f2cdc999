"""The members' page: header, views, filters, list, totals, and the card of one member."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from ui.kit.buttons import Button
from ui.kit.layout import Rule, column, panel, row
from ui.members.actions import MEMBERS_ACTIONS, ON_A_ROW
from ui.members.body import MembersBody
from ui.members.filters import BulkBar, FilterBar
from ui.members.header import MembersHeader
from ui.members.layout import keep_layout, order_by, restore_layout
from ui.members.listing import Listing, MemberList
from ui.members.menus import columns_button, density_button
from ui.members.side import MemberSide
from ui.pages.page import Page, Status
from ui.pages.preferences import Preferences
from ui.work.workspace import Workspace


class MembersPage(Page):
    """The pattern: ids and pages from SQL, everything beside the event loop."""

    TOPICS = frozenset({"members", "fees"})

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, MEMBERS_ACTIONS)
        self.preferences = preferences
        self.members = MemberList(workspace)
        self.wanted: int | None = None  # who is to be looked at when the list has come
        self._is_fresh = True
        self.side_wanted = True
        self._build()
        self._wire()
        restore_layout(self)
        self.reload()

    def _build(self) -> None:
        self.header = MembersHeader(self.actions_here)
        columns = columns_button(lambda: self.body.table, self.keep_layout)
        density = density_button(lambda: self.body.table, self.keep_layout)
        self.filters = FilterBar(columns, density)
        self.bulk = BulkBar(self.actions_here)
        self._bars = QStackedWidget()
        self._bars.addWidget(self.filters)
        self._bars.addWidget(self.bulk)
        unfilter = Button(_("Remove the filters"), "x", run=self.filters.clear)
        self.body = MembersBody(self.members.model, self.actions_here, unfilter)
        self._bars.setFixedHeight(self.filters.sizeHint().height())
        self.side = MemberSide(self.workspace, self.members, self.actions_here)
        self._edge, self._line = Rule(upright=True), Rule()
        parts = (self.header, Rule(), self._bars, self._line, (self.body, 1))
        left = panel(column(*parts, gap=0), "surface")
        self.setLayout(row((left, 1), self._edge, self.side, gap=0))

    def _wire(self) -> None:
        members, table = self.members, self.body.table
        members.listed.connect(self._show_listing)
        members.failed.connect(self.body.show_error)
        members.near_found.connect(self.body.show_near)
        self.body.search_wanted.connect(self.filters.search_for)
        members.model.ticks.changed.connect(self._show_ticks)
        self.header.view_wanted.connect(lambda _view: self._narrow())
        self.filters.changed.connect(self._narrow)
        self.filters.search.list_key.connect(
            lambda event: QApplication.sendEvent(table, event.clone())
        )
        self.workspace.year_changed.connect(self.reload)
        table.head.order_asked.connect(lambda sort: order_by(self, sort))
        table.addActions([self.actions_here[name] for name in ON_A_ROW])
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.looked_at.connect(self._look_at)
        table.opened.connect(lambda _id: self.actions_here["members.edit"].trigger())
        self.side.close_wanted.connect(self.actions_here["members.side"].trigger)
        self.side.summed.connect(self.status_changed)

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Members"), self.header.view_name()]

    def status(self) -> Status:
        ticked, place = len(self.members.model.ticks), self.body.table.currentIndex().row()
        if ticked:
            text = ngettext("{count} member selected", "{count} members selected", ticked)
            where = text.format(count=count_text(ticked))
        elif place >= 0:
            total = count_text(len(self.members.model.ids))
            where = _("Row {row} of {total}").format(row=count_text(place + 1), total=total)
        else:
            where = ""
        keys = (
            ("↑↓", _("move")),
            ("Space", _("tick")),
            ("Return", _("open")),
            ("F2", _("edit")),
            ("Ctrl+F", _("filter")),
            ("F1", _("keys")),
        )
        return Status(place=where, sum=self.side.sum_text if ticked else "", keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.body.table, self.side, self.header.tabs, self.filters]

    def reload(self) -> None:
        self.members.reload(around=[self.wanted] if self.wanted is not None else [])

    def step_back(self) -> bool:
        """Esc: first the ticks, then the filters."""
        if len(self.members.model.ticks):
            self.members.model.ticks.put_only([])
        elif not self.filters.is_empty:
            self.filters.clear()
            self.body.table.setFocus()
        else:
            return False
        return True

    def keep_layout(self) -> None:
        keep_layout(self)

    def reset_layout(self) -> None:
        restore_layout(self)

    def show_side(self, *, seen: bool) -> None:
        """Show the card at the right, or put it away, for now."""
        self.side.setVisible(seen)
        self._edge.setVisible(seen)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _narrow(self) -> None:
        self.members.narrow(self.filters.filter(self.header.tabs.current_key()))
        self.crumbs_changed.emit()

    def _look_at(self, row_id: int | None) -> None:
        if row_id is not None:
            self.wanted = row_id
        self.side.look_at(row_id)
        self.actions_here.refresh()
        self.status_changed.emit()

    def _show_listing(self, listing: Listing) -> None:
        if listing.counts is not None:
            self.header.show_counts(listing.counts, listing.question.year)
            self.count_changed.emit(listing.counts["members"])
        self.body.show_listing(listing, self.filters.words(), self.header.view_name())
        first_use = self.body.state == "first"
        for part in (self._bars, self._line):
            part.setVisible(not first_use)
        self.show_side(seen=self.side_wanted and not first_use)
        order = listing.question.sort
        self.body.table.head.show_order(order.column, descending=order.descending)
        if not self.body.table.look_at(self.wanted) and listing.ids:
            self.body.table.look_at(listing.ids[0])
        if not listing.ids:
            self.side.look_at(None)
        if self._is_fresh and self.isVisible():  # the table could not have the focus before
            self._is_fresh = False
            self.body.table.setFocus()
        self.side.reload()
        self.actions_here.refresh()
        self.crumbs_changed.emit()

    def _show_ticks(self) -> None:
        ticks = self.members.model.ticks
        self._bars.setCurrentWidget(self.bulk if len(ticks) else self.filters)
        self.bulk.show_ticked(len(ticks), self.members.model.ids)
        self.side.reload()
        self.actions_here.refresh()
        self.status_changed.emit()
