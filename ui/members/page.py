"""The members' page: its list, and the card of one member or of several together."""

from __future__ import annotations

from typing import Any

from cluster_desk.queries.members.card import MemberCard, member_card
from ui.members.actions import MEMBERS_ACTIONS, ON_A_ROW
from ui.members.aggregate import TickedMembers
from ui.members.inspector import MemberInspector
from ui.members.spec import MEMBERS
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.work.workspace import Workspace


class MembersPage(ListPage):
    """The first room of the house, and the pattern of the others."""

    TOPICS = frozenset({"members", "fees"})
    spec = MEMBERS
    BUTTONS = Buttons(
        header=(
            ("members.import", "secondary"),
            ("members.export", "secondary"),
            ("members.new", "primary"),
        ),
        on_a_row=ON_A_ROW,
    )
    OPENS = "members.edit"

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, MEMBERS_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = MemberInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["members.side"].trigger)
        self.ticked = TickedMembers(self.actions_here)
        return Cards(
            one=self.card,
            query=_card,
            show=self._show_card,
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
            close=self.card.close_button,
        )

    def _show_card(self, card: MemberCard, question: Question) -> None:
        self.card.show_card(card, question.year)
        self.actions_here.refresh()


def _card(session: Any, row_id: int, question: Question) -> MemberCard | None:
    return member_card(session, row_id, on=question.on, year=question.year)
