"""The middle of the members' page: the table with its totals, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cluster_desk.errors import DeskError
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.members.lists import MemberTotals
from ui.kit.buttons import ActionButton, Button
from ui.kit.layout import column, panel, set_ground
from ui.kit.states import Skeleton, StatePanel
from ui.kit.table.model import RowsModel
from ui.kit.table.totals import TotalsRow
from ui.kit.table.view import TableView
from ui.members.listing import Listing
from ui.pages.actions import ActionSet


class MembersBody(QStackedWidget):
    """Shows the table as soon as there is one row; otherwise says what to do."""

    search_wanted = Signal(str)  # a name to look for instead

    def __init__(self, model: RowsModel, actions: ActionSet, unfilter: Button) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.table = TableView(model, _("List of members"))
        self.totals = TotalsRow(self.table, model)
        self._table = panel(column((self.table, 1), self.totals, gap=0), "surface")
        self._table.setFocusProxy(self.table)
        self._first = StatePanel(
            "users",
            _("No members yet"),
            _(
                "Import the register from Excel or CSV: VAT numbers and doubles are checked "
                "before anything is saved. Or enter the first member by hand."
            ),
            (
                ActionButton(actions["members.import"], "primary", icon="upload"),
                ActionButton(actions["members.new"], icon="plus"),
            ),
        )
        self._near_name = ""
        self._near = Button("", kind="soft", run=lambda: self.search_wanted.emit(self._near_name))
        self._none = StatePanel("search", "", "", (self._near, unfilter), token="info_dot")
        retry = Button(
            _("Try again"), "refresh-cw", "primary", run=actions["members.retry"].trigger
        )
        self._error = StatePanel("triangle-alert", "", "", (retry,), token="bad_dot")
        self._loading = Skeleton(_("The list is loading"))
        for part in (self._loading, self._table, self._first, self._none, self._error):
            self.addWidget(part)

    @property
    def state(self) -> str:
        """loading, table, first, none or error: which of them is seen."""
        return ("loading", "table", "first", "none", "error")[self.currentIndex()]

    def show_listing(self, listing: Listing, filters: Sequence[str], view: str) -> None:
        """The table, or why it is empty."""
        if listing.ids:
            self.totals.show_totals(*totals_texts(listing.totals, listing.question.year))
            self.setCurrentWidget(self._table)
        elif listing.counts is not None and not listing.counts["everyone"]:
            self.setCurrentWidget(self._first)
        else:
            self._none.say(*_nothing(filters, view))
            self._near.hide()
            self.setCurrentWidget(self._none)

    def show_near(self, name: str) -> None:
        """Somebody is called almost so."""
        self._near_name = name
        self._near.set_text(_("Search «{name}»").format(name=name))
        self._near.setVisible(bool(name))

    def show_error(self, error: DeskError) -> None:
        """What happened, and that nothing was lost."""
        text = _("{reason} What was entered is safe.").format(reason=error)
        self._error.say(_("The list cannot be read"), text)
        self.setCurrentWidget(self._error)


def totals_texts(totals: MemberTotals, year: int) -> tuple[str, dict[str, str], str]:
    """The count, the sums by column, and the whole as one spoken sentence."""
    count = ngettext("{count} member", "{count} members", totals.count)
    count = count.format(count=count_text(totals.count))
    sums = {
        "charged": money_short(totals.charged),
        "paid": money_short(totals.paid),
        "balance": money_short(totals.balance),
    }
    spoken = _(
        "{members}; fees of {year} {charged} €, received {paid} €, open in all {balance} €"
    ).format(
        members=count,
        year=year,
        charged=money_text(totals.charged),
        paid=money_text(totals.paid),
        balance=money_text(totals.balance),
    )
    return count, sums, spoken


def _nothing(filters: Sequence[str], view: str) -> tuple[str, str]:
    if not filters:
        return _("Nobody is in this view"), _("There is no member in «{view}».").format(view=view)
    text = _("{filters} in «{view}»: no member is like that.")
    return _("No member with these filters"), text.format(filters=", ".join(filters), view=view)
