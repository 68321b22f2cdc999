"""Approve minutes, enter them in the book, correct earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.queries.meetings.minutes import MeetingOfMinutes, approved_before
from cluster_desk.services.meetings.minutes import (
    CorrectMinutes,
    SetMinutesState,
    correct_minutes,
    set_minutes_state,
)
from ui.kit.entry_fields import day_field
from ui.kit.fields import ChoiceField, Field, LineField, NoteField
from ui.meetings.words import number_text
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page


def open_approval_sheet(page: Page, facts: MeetingFacts) -> None:
    """For good: the words and the facts they tell are final from then on."""
    today = page.workspace.today()
    field = day_field(_("Approved on"), today, required=_("Write the day of the approval."))
    entry = Entry(
        title=_("Approve the minutes"),
        about=_(
            "From then on the words, and the facts they tell, no longer change, not even by "
            "undoing: an error is corrected in the minutes of a later meeting. The PDF is issued "
            "and kept byte for byte."
        ),
        save=_("Approve the minutes"),
        use_case=set_minutes_state,
        command=lambda asked: SetMinutesState(
            meeting_id=facts.sitting.id, state=MinutesState.APPROVED, **asked
        ),
        told=lambda _outcome: _("The minutes are approved: their PDF was issued."),
        is_final=True,
    )
    at_once = facts.sitting.held_on if facts.sitting.approved_in_meeting else today
    EntrySheet(page, entry, {"on": field}, {"on": date_text(at_once)})


def open_book_sheet(page: Page, facts: MeetingFacts) -> None:
    """On which pages of the book they stand."""
    field = LineField(
        _("Pages of the book"),
        longest=40,
        example="31–32",
        required=_("Write on which pages of the book the minutes are entered."),
    )
    entry = Entry(
        title=_("Enter in the book"),
        about=_("The pages of the book of minutes on which they are copied."),
        save=_("Enter in the book"),
        use_case=set_minutes_state,
        command=lambda asked: SetMinutesState(
            meeting_id=facts.sitting.id, state=MinutesState.BOOKED, **asked
        ),
    )
    EntrySheet(page, entry, {"book_pages": field}, {})


def open_correction_of_minutes(page: Page, facts: MeetingFacts) -> None:
    """What was wrong in earlier approved minutes of this body, and what is right."""
    page.workspace.read(
        approved_before, facts.sitting.id, then=lambda found: _correct(page, facts, found)
    )


def _correct(page: Page, facts: MeetingFacts, found: Sequence[MeetingOfMinutes]) -> None:
    if not found:
        page.refused.emit(_("There are no earlier approved minutes of this body to correct."))
        return
    choices = [
        (
            str(each.meeting_id),
            _("No. {number} of {date}").format(
                number=number_text(each), date=date_text(each.held_on)
            ),
        )
        for each in found
    ]
    fields: dict[str, Field] = {
        "corrected_meeting_id": ChoiceField(_("Minutes to correct"), choices, parse=int),
        "wrong_text": NoteField(_("What they say"), required=_("Write the words."), lines=3),
        "right_text": NoteField(_("What is right"), required=_("Write the words."), lines=3),
    }
    entry = Entry(
        title=_("Correct earlier minutes"),
        about=_("A passage is added here before the closing; both minutes stay linked."),
        save=_("Add the correction"),
        use_case=correct_minutes,
        command=lambda asked: CorrectMinutes(meeting_id=facts.sitting.id, **asked),
    )
    EntrySheet(page, entry, fields, {})
