"""The page of fees: the list of charges, and the card of one or of several together."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.queries.fees.card import ChargeCard, charge_card
from cluster_desk.queries.fees.payments import PaymentRow
from ui.fees.actions import FEES_ACTIONS, ON_A_ROW, account_apart
from ui.fees.aggregate import TickedCharges
from ui.fees.card import ChargeInspector
from ui.fees.spec import FEES
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.work.workspace import Workspace


class FeesPage(ListPage):
    """What is owed, what came in, and what is late."""

    TOPICS = frozenset({"fees", "members"})
    spec = FEES
    BUTTONS = Buttons(
        header=(
            ("fees.receipts", "secondary"),
            ("fees.reminders", "secondary"),
            ("fees.issue", "primary"),
        ),
        on_a_row=ON_A_ROW,
        on_ticked=("fees.notices_ticked",),
    )
    OPENS = "fees.account"
    APART = staticmethod(account_apart)
    KEYS = (
        ("Space", N_("tick")),
        ("Return", N_("account")),
        ("Ctrl+I", N_("record a payment")),
        ("F2", N_("reduce")),
        ("Ctrl+F", N_("filter")),
        ("F1", N_("keys")),
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, FEES_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = ChargeInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["fees.side"].trigger)
        self.card.paper_wanted.connect(self._open_paper)
        self.card.receipt_wanted.connect(self._show_receipt)
        self.card.return_wanted.connect(self._take_back)
        self.card.member_wanted.connect(self._go_to_member)
        self.ticked = TickedCharges(self.actions_here)
        return Cards(
            one=self.card,
            query=_card,
            show=lambda card, _question: self.card.show_card(card),
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
        )

    def _open_paper(self, paper: int, title: str) -> None:
        from ui.fees.papers import open_paper  # with it comes what makes documents

        open_paper(self, paper, title)

    def _show_receipt(self, payment: PaymentRow) -> None:
        from ui.fees.papers import show_receipt  # as above

        show_receipt(self, payment)

    def _take_back(self, payment: PaymentRow) -> None:
        from ui.fees.sheets import open_return_sheet  # opened now and then

        open_return_sheet(self, payment)

    def _go_to_member(self) -> None:
        card = self.card.card
        if card is not None:
            member = card.row.membership_id
            self.target_wanted.emit(Target(place="members", record=member))


def _card(session: Any, row_id: int, question: Question) -> ChargeCard | None:
    return charge_card(session, row_id, on=question.on)
