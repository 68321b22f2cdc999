"""Appoint somebody to a body for a term, and end a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.meetings.persons import PersonChoice, organisations, people
from cluster_desk.queries.seats import SeatLine, seated_bodies
from cluster_desk.services.bodies.seats import Appoint, EndSeat, appoint, end_seat
from cluster_desk.services.members.newcomers import with_new_people
from ui.kit.entry_fields import day_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.meetings.seats_spec import ROLES
from ui.meetings.setting_up import lead_to_bodies
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField, command_of


def open_appoint_sheet(page: Page, after: SeatLine | None = None) -> None:
    """Who, in which office, for whom, from when to when; `after` is whom they follow."""
    today = page.workspace.today()
    page.workspace.read(_choices, on=today, then=lambda known: _appoint(page, after, *known))


def _choices(
    session: Any, *, on: date
) -> tuple[dict[int, str], Sequence[PersonChoice], dict[int, str], int]:
    years = statute_rules(session).number("board_term")
    return (
        seated_bodies(session, lasting_on=on),
        people(session, on=on),
        organisations(session),
        years,
    )


def _appoint(
    page: Page,
    after: SeatLine | None,
    bodies: dict[int, str],
    known: Sequence[PersonChoice],
    firms: dict[int, str],
    years: int,
) -> None:
    if not bodies:
        lead_to_bodies(page)
        return
    today = page.workspace.today()
    begins = today
    if after is not None and after.to_on is not None:
        begins = max(after.to_on + timedelta(days=1), today)
    fields: dict[str, Field] = {
        "person_id": PersonField(_("Person"), known, required=_("Write who is appointed.")),
        "body_id": ChoiceField(
            _("Body"), [(str(body_id), name) for body_id, name in bodies.items()], parse=int
        ),
        "role": term_field(_("Office"), SeatRole, *ROLES),
        "organisation_id": ChoiceField(
            _("Represents"),
            [("", _("nobody")), *((str(i), name) for i, name in firms.items())],
            parse=int,
        ),
        "from_on": day_field(_("Since"), today, required=_("Write from which day.")),
        "to_on": day_field(_("Until"), today, hint=_("Empty: until somebody ends it.")),
    }
    entry = Entry(
        title=_("Appoint"),
        about=_("One president, treasurer and secretary at a time; nobody sits twice in a body."),
        save=_("Appoint"),
        use_case=with_new_people,
        command=lambda asked: command_of(appoint, Appoint, asked),
    )
    texts = {
        "role": (after.role if after else SeatRole.MEMBER).value,
        "from_on": date_text(begins),
        "to_on": date_text(_term_end(begins, years)),
    }
    if after is not None:
        texts["body_id"] = str(after.body_id)
        texts["organisation_id"] = str(after.organisation_id or "")
    EntrySheet(page, entry, fields, texts)


def _term_end(begins: date, years: int) -> date:
    """The day before the same day so many years later."""
    last_day_of_february = (begins.month, begins.day) == (2, 29)
    start = begins.replace(day=28) if last_day_of_february else begins
    return start.replace(year=start.year + years) - timedelta(days=1)


def open_end_sheet(page: Page, line: SeatLine | None) -> None:
    """The last day and why; the seat stays known."""
    if line is None:
        return
    today = page.workspace.today()
    fields = {
        "to_on": day_field(
            _("Last day in office"), today, required=_("Write the last day of the term.")
        ),
        "reason": LineField(
            _("Reason"), longest=200, example=_("Resignation, end of term, replacement")
        ),
    }
    entry = Entry(
        title=_("End the term"),
        about=_("{role} in {body}: it stays in the story of the body.").format(
            role=line.role.label, body=line.body
        ),
        save=_("End the term"),
        use_case=end_seat,
        command=lambda asked: EndSeat(seat_id=line.id, **asked),
    )
    EntrySheet(page, entry, fields, {"to_on": date_text(max(today, line.from_on))})
