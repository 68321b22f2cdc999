"""Quick entries about the register: one presence in detail, and a guest nobody had called."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.formats.dates import date_long, date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.queries.tables.choices import TableChoices
from cluster_desk.queries.tables.register import RegisterLine, RegisterMeeting
from cluster_desk.services.tables.people import WelcomeGuest, welcome_guest
from cluster_desk.services.tables.register import EditPresence, edit_presence
from ui.kit.entry_fields import hour_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField
from ui.tables.grid import Grid
from ui.tables.sheets import organisation_field, whose, with_choices


def open_presence(
    page: Page, grid: Grid, cell: tuple[int, int], *, mark: Mark | None = None, note: bool = False
) -> None:
    """One cell in detail; with `note` the cursor begins there."""
    row, column = cell
    meeting = grid.meetings[column]
    lines = grid.lines_at(row, column)
    known = grid.cell(row, column)
    marks = list(Mark) if meeting.is_held else [Mark.EXCUSED, Mark.ABSENT]
    fields: dict[str, Field] = {}
    if len(lines) > 1:
        people = [(str(n), line.name) for n, line in enumerate(lines)]
        fields["line"] = ChoiceField(_("Who"), people, parse=int)
    fields["mark"] = term_field(_("Attendance mark"), Mark, *marks)
    fields["arrived_at"] = hour_field(_("Arrival time"))
    fields["left_at"] = hour_field(_("Departure time"), hint=_("Empty: until the end."))
    fields["note"] = LineField(
        _("Note"), longest=200, example=_("The reason, who stood in, a lost connection")
    )
    entry = Entry(
        title=_("Attendance of one person"),
        about=f"{grid.rows[row].name} · {date_long(meeting.held_on)}",
        save=_("Save the attendance"),
        use_case=edit_presence,
        command=lambda asked: _presence(lines, meeting, asked),
    )
    wanted = mark or (known.mark if known else None) or marks[-1]
    texts = {"mark": wanted.value, "note": known.note if known else ""}
    if known is not None and known.arrived_at is not None:
        texts["arrived_at"] = time_text(known.arrived_at)
        texts["left_at"] = time_text(known.left_at) if known.left_at else ""
    sheet = EntrySheet(page, entry, fields, texts)
    once = known is None or known.stays <= 1 or len(lines) > 1
    fields["mark"].edited.connect(lambda: _ask_hours(fields, once=once))
    _ask_hours(fields, once=once)
    if note:
        sheet.form.fields["note"].editor.setFocus()


def _ask_hours(fields: dict[str, Field], *, once: bool) -> None:
    """Of who left and came back each stay has its own hours: they are not asked here."""
    there = Mark(fields["mark"].text()) in (Mark.PRESENT, Mark.REMOTE)
    for name in ("arrived_at", "left_at"):
        fields[name].setVisible(there and once)


def _presence(
    lines: list[RegisterLine], meeting: RegisterMeeting, asked: dict[str, Any]
) -> EditPresence:
    values = dict(asked)
    line = lines[values.pop("line", 0)]
    return EditPresence(
        meeting_id=meeting.id,
        person_id=line.person_id,
        organisation_id=line.organisation_id,
        **values,
    )


def open_guest(page: Page, meeting: RegisterMeeting) -> None:
    """Somebody without a seat who was there."""

    def show(choices: TableChoices) -> None:
        marks = [mark for mark in Mark if mark in CAME and mark is not Mark.DELEGATED]
        fields: dict[str, Field] = {
            "person_id": PersonField(_("Person"), choices.people, required=_("Write who it is.")),
            "organisation_id": organisation_field(choices),
            "stands_in": ChoiceField(
                _("Came as"),
                [("", _("a guest")), ("1", _("a delegate of the organisation"))],
                parse=bool,
            ),
            "mark": term_field(_("How"), Mark, *marks),
            "arrived_at": hour_field(_("Arrival time")),
            "left_at": hour_field(_("Departure time"), hint=_("Empty: until the end.")),
        }
        entry = Entry(
            title=_("Add a guest"),
            about=_("Who was at the meeting of {date} without having been called.").format(
                date=date_text(meeting.held_on)
            ),
            save=_("Add to the register"),
            use_case=welcome_guest,
            command=lambda asked: WelcomeGuest(meeting_id=meeting.id, **whose(asked)),
        )
        begins = meeting.opened_at or meeting.starts_at
        texts = {"arrived_at": time_text(begins), "mark": Mark.PRESENT.value}
        EntrySheet(page, entry, fields, texts)

    with_choices(page, show)
