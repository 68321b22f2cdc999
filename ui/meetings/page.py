"""The page of meetings: its list, and the card of one meeting or of several together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.queries.meetings.look import MeetingLook, meeting_look
from ui.meetings.actions import MEETINGS_ACTIONS, ON_A_ROW, meeting_apart
from ui.meetings.inspector import MeetingInspector
from ui.meetings.spec import MEETINGS
from ui.meetings.ticked import TickedMeetings
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.work.workspace import Workspace

SEATS_VIEW = "seats"
"""Of a target: who sits where, those whose term ends first; `seats:past` those it ended for."""


class MeetingsPage(ListPage):
    """What is to come, what was held, and whose minutes wait."""

    TOPICS = frozenset({"meetings", "bodies"})
    spec = MEETINGS
    BUTTONS = Buttons(
        header=(
            ("meetings.bodies", "secondary"),
            ("meetings.export", "secondary"),
            ("meetings.new", "primary"),
        ),
        on_a_row=ON_A_ROW,
    )
    OPENS = "meetings.open"
    APART = staticmethod(meeting_apart)

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, MEETINGS_ACTIONS)

    def make_cards(self) -> Cards:
        self.card = MeetingInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["meetings.side"].trigger)
        self.card.document_wanted.connect(self._show_document)
        self.ticked = TickedMeetings(self.actions_here)
        return Cards(
            one=self.card,
            query=_look,
            show=lambda look, _question: self.card.show_look(look),
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
        )

    def go_to(self, target: Target) -> None:
        """A view, a meeting of whatever year, or the offices, which have a page of their own."""
        view, _colon, seats_view = target.view.partition(":")
        if view == SEATS_VIEW:
            self._open_seats(Target(place=target.place, view=seats_view or "expiring"))
        elif target.record is None or target.view:
            super().go_to(target)
        else:
            super().go_to(replace(target, view="everything"))
            self.workspace.read(meeting_look, target.record, then=self._open_of_table)

    def _open_seats(self, target: Target) -> None:
        from ui.meetings.seats_page import SeatsPage  # imported when it is wanted

        seats = SeatsPage(self.workspace, self.preferences)
        self.page_wanted.emit(seats)
        seats.go_to(target)

    def _open_of_table(self, look: MeetingLook | None) -> None:
        """The list leaves the tables' meetings to their own place."""
        if look is not None and look.row.body_kind is BodyKind.WORKING_TABLE:
            from ui.meetings.meeting_page import MeetingPage  # opened now and then

            self.page_wanted.emit(MeetingPage(self.workspace, look.row.id))

    def _show_document(self, document_id: int) -> None:
        from ui.meetings.documents import preview_document  # the viewer is loaded when wanted

        preview_document(self, document_id)


def _look(session: Any, row_id: int, _question: Question) -> MeetingLook | None:
    return meeting_look(session, row_id)
