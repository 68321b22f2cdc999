"""The card at the right while several charges are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.queries.fees.lists import ListedCharge
from ui.fees.spec import FEES
from ui.kit.open_sum import OpenSum, open_line
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard


class TickedCharges(TickedCard):
    """What is open of them in all, and of each."""

    def __init__(self, actions: ActionSet) -> None:
        self._sum = OpenSum()
        buttons = ("notices_ticked", "export_ticked", "copy")
        super().__init__(FEES, actions, _("Selected charges"), sums=self._sum, buttons=buttons)

    def show_rows(self, rows: Sequence[ListedCharge]) -> str:
        """The charges that are ticked; what is open of them, for the status bar."""
        self.name_rows(rows, lambda each: open_line(each.name, each.charge.residue))
        return self._sum.show_sums(
            charged=Money.total(each.charge.owed for each in rows),
            paid=Money.total(each.charge.paid for each in rows),
            still=Money.total(each.charge.residue for each in rows),
        )
