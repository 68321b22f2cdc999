"""The card at the right while several meetings are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.rows import MeetingRow
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import clear, column, row
from ui.kit.pairs import pair
from ui.meetings.spec import MEETINGS
from ui.meetings.words import OVER, named
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard
from ui.theme.tokens import CAPTION, LABEL, MEDIUM


class TickedMeetings(TickedCard):
    """How many were held, and what they resolved."""

    def __init__(self, actions: ActionSet) -> None:
        self._facts = column(gap=7)
        super().__init__(MEETINGS, actions, _("Selected meetings"), sums=self._facts)

    def show_rows(self, rows: Sequence[MeetingRow]) -> str:
        """The meetings that are ticked; the sum in words."""
        self.name_rows(rows, _line)
        adopted = sum(each.resolutions for each in rows)
        held = sum(1 for each in rows if each.state in OVER)
        clear(self._facts)
        self._facts.addLayout(pair(_("Held"), count_text(held)))
        self._facts.addLayout(pair(_("Resolutions"), count_text(adopted)))
        return count_words("{count} resolution", "{count} resolutions", adopted)


def _line(meeting: MeetingRow) -> QHBoxLayout:
    name = GivingLabel(named(meeting.body, meeting), LABEL, MEDIUM)
    day = Label(date_text(meeting.held_on), CAPTION, tone="text3", tabular=True)
    return row((name, 1), day)
