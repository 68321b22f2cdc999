"""The card at the right while several members are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.queries.members.rows import MemberRow
from ui.kit.open_sum import OpenSum, open_line
from ui.members.spec import MEMBERS
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard


class TickedMembers(TickedCard):
    """What they still have to pay in all, and each of them."""

    def __init__(self, actions: ActionSet) -> None:
        self._sum = OpenSum()
        super().__init__(MEMBERS, actions, _("Selected members"), sums=self._sum)

    def show_rows(self, rows: Sequence[MemberRow]) -> str:
        """The members that are ticked; the sum in words."""
        self.name_rows(rows, lambda each: open_line(each.name, each.balance))
        return self._sum.show_sums(
            charged=Money.total(each.charged for each in rows),
            paid=Money.total(each.paid for each in rows),
            still=Money.total(each.balance for each in rows),
        )
