"""Lay out one working table: people by meetings, and organisations by meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.utils import get_column_letter

from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.tables.attendance_figures import MeetingFigures, meeting_figures
from cluster_desk.reports.tables.attendance_register import (
    AttendanceLine,
    AttendanceRegister,
    Mark,
    NotThere,
    Present,
    TableAttendance,
    TableMeeting,
)
from cluster_desk.reports.workbook.about import about_text, period_text
from cluster_desk.reports.workbook.model import (
    Cell,
    Column,
    Kind,
    Minutes,
    Row,
    Share,
    Sheet,
    Tone,
    Value,
)
from cluster_desk.reports.workbook.sheet_names import LONGEST_NAME

IN_PERSON_FORMAT = '[h]:mm" ●"'
REMOTE_FORMAT = '[h]:mm" ○"'
DELEGATE_FORMAT = '"D"'
ABSENT, EXCUSED = "–", "G"

_PEOPLE_KEYS = (
    Column(N_("Person"), Kind.TEXT, 28),
    Column(N_("Organisation"), Kind.TEXT, 34),
    Column(N_("Type of organisation"), Kind.TEXT, 18, N_("What the organisation is")),
    Column(N_("Role"), Kind.TEXT, 20),
)
_ORGANISATION_KEYS = (
    Column(N_("Organisation"), Kind.TEXT, 38),
    Column(N_("Type of organisation"), Kind.TEXT, 18, N_("What the organisation is")),
    Column(N_("Is a member"), Kind.YES, 9),
)
_RATE_MEANING = N_("Meetings attended of those called to")


def people_sheet(register: AttendanceRegister, table: TableAttendance) -> Sheet:
    """One row for each person and organisation, hours in the cells."""
    keys, count = len(_PEOPLE_KEYS), len(table.meetings)
    first, last = _letters(keys, count)
    hours = Column(
        N_("Hours"),
        Kind.MINUTES,
        10,
        N_("Time of presence, hours and minutes"),
        formula=lambda row: f"SUM({first}{row}:{last}{row})",
    )
    return Sheet(
        name=table.name,
        title=_("Attendance: {table}").format(table=table.name),
        about=_about(register, table),
        columns=(
            *_PEOPLE_KEYS,
            *(Column(_heading(each), Kind.CENTRED, 13) for each in table.meetings),
            *_sums(keys, count, f"COUNT({first}{{row}}:{last}{{row}})"),
            hours,
        ),
        rows=[_person_row(line) for line in table.lines],
        key_columns=2,
        closing=lambda top, bottom: _below(table, keys, 4, counts_hours=True),
        nothing=_("Nobody was called to this table."),
        header_height=48,
        signs=_signs(),
    )


def _beside(table: str) -> str:
    """The name of a table's second sheet: of a long name the end goes, not what tells it apart."""
    words = _("{table} – organisations")
    room = LONGEST_NAME - len(words.format(table=""))
    return words.format(table=table if len(table) <= room else table[: room - 1].rstrip() + "…")


def organisations_sheet(register: AttendanceRegister, table: TableAttendance) -> Sheet:
    """One row for each organisation, how many people it sent in the cells."""
    keys, count = len(_ORGANISATION_KEYS), len(table.meetings)
    first, last = _letters(keys, count)
    return Sheet(
        name=_beside(table.name),
        title=_("Attendance by organisation: {table}").format(table=table.name),
        about=_about(register, table),
        columns=(
            *_ORGANISATION_KEYS,
            *(Column(_heading(each), Kind.CENTRED, 13) for each in table.meetings),
            *_sums(keys, count, f'COUNTIF({first}{{row}}:{last}{{row}},">0")'),
        ),
        rows=[_organisation_row(lines) for lines in _by_organisation(table).values()],
        key_columns=1,
        closing=lambda top, bottom: _below(table, keys, 3, counts_hours=False),
        nothing=_("Nobody was called to this table."),
        header_height=48,
        signs=(("3", _("People sent by the organisation")), *_signs()[3:]),
    )


def _letters(keys: int, count: int) -> tuple[str, str]:
    """The first and the last column of the meetings."""
    return get_column_letter(keys + 1), get_column_letter(keys + max(count, 1))


def _about(register: AttendanceRegister, table: TableAttendance) -> str:
    coordinator = _("coordinator {name}").format(name=table.coordinator)
    project = _("project {name}").format(name=table.project)
    cup = _("CUP {code}").format(code=table.cup)
    return about_text(
        register.scope,
        period_text(register.starts_on, register.ends_on),
        coordinator if table.coordinator else "",
        project if table.project else "",
        cup if table.cup else "",
    )


def _heading(meeting: TableMeeting) -> str:
    number = _("no. {number}").format(number=meeting.number) if meeting.number else ""
    hours = time_text(meeting.starts_at)
    if meeting.ends_at:
        hours += f"–{time_text(meeting.ends_at)}"
    return "\n".join(filter(None, (number, date_text(meeting.held_on), hours)))


def _sums(keys: int, count: int, counted: str) -> tuple[Column, ...]:
    attended, called = get_column_letter(keys + count + 1), get_column_letter(keys + count + 2)
    return (
        Column(
            N_("Attended"),
            Kind.INTEGER,
            10,
            N_("Meetings at which somebody was there"),
            formula=lambda row: counted.format(row=row),
        ),
        Column(N_("Called to"), Kind.INTEGER, 10, N_("Meetings called to, or attended uncalled")),
        Column(
            N_("Participation"),
            Kind.SHARE,
            13,
            _RATE_MEANING,
            formula=lambda row: f'IF({called}{row}=0,"",{attended}{row}/{called}{row})',
        ),
    )


def _signs() -> tuple[tuple[str, str], ...]:
    return (
        ("2:30 ●", _("There in person, hours and minutes")),
        ("2:30 ○", _("Connected remotely, hours and minutes")),
        ("D", _("Represented by a delegate")),
        (EXCUSED, _("Absent with excuse")),
        (ABSENT, _("Absent")),
        (_("empty"), _("Not called to this meeting")),
    )


# --- rows -----------------------------------------------------------------------------------------


def _person_row(line: AttendanceLine) -> tuple[Value, ...]:
    there = [mark for mark in line.marks if isinstance(mark, Present)]
    called = sum(mark is not None for mark in line.marks)
    return (
        line.person,
        line.organisation,
        line.organisation_kind.label if line.organisation_kind else None,
        line.role,
        *map(_mark_cell, line.marks),
        len(there),
        called,
        Share(len(there), called),
        Minutes(sum(mark.minutes for mark in there)),
    )


def _mark_cell(mark: Mark) -> Value:
    if isinstance(mark, Present):
        shape = REMOTE_FORMAT if mark.is_remote else IN_PERSON_FORMAT
        if mark.is_delegate:
            shape = DELEGATE_FORMAT
        return Cell(Minutes(mark.minutes), kind=Kind.CENTRED, number_format=shape)
    if isinstance(mark, NotThere):
        return EXCUSED if mark.is_excused else ABSENT
    return None


def _by_organisation(table: TableAttendance) -> dict[int, list[AttendanceLine]]:
    found: dict[int, list[AttendanceLine]] = {}
    named = [line for line in table.lines if line.organisation_id is not None]
    for line in sorted(named, key=lambda each: each.organisation.casefold()):
        found.setdefault(line.organisation_id or 0, []).append(line)
    return found


def _organisation_row(lines: Sequence[AttendanceLine]) -> tuple[Value, ...]:
    cells = [_sent_cell(marks) for marks in zip(*(line.marks for line in lines), strict=True)]
    attended = sum(isinstance(cell, int) for cell in cells)
    called = sum(cell is not None for cell in cells)
    first = lines[0]
    kind = first.organisation_kind
    row: tuple[Value, ...] = (first.organisation, kind.label if kind else None, first.is_member)
    return (*row, *cells, attended, called, Share(attended, called))


def _sent_cell(marks: Sequence[Mark]) -> Value:
    """How many came; else whether the organisation excused itself, was absent or not called."""
    sent = sum(isinstance(mark, Present) for mark in marks)
    if sent:
        return sent
    called = [mark for mark in marks if isinstance(mark, NotThere)]
    if not called:
        return None
    return EXCUSED if any(mark.is_excused for mark in called) else ABSENT


# --- below the rows -------------------------------------------------------------------------------


def _below(
    table: TableAttendance, keys: int, columns_after: int, *, counts_hours: bool
) -> tuple[Row, ...]:
    each = [meeting_figures(table, number) for number in range(len(table.meetings))]

    def row(label: str, value: Callable[[MeetingFigures], Value], tone: Tone) -> Row:
        before = (Cell(label, kind=Kind.TEXT), *[None] * (keys - 1))
        return Row((*before, *map(value, each), *[None] * columns_after), tone)

    rows = [
        row(_("People there (heads)"), lambda it: it.people, Tone.TOTAL),
        row(_("of whom connected remotely"), lambda it: it.remote_people, Tone.SUBTOTAL),
        row(_("Organisations there"), lambda it: it.organisations, Tone.SUBTOTAL),
    ]
    if counts_hours:
        rows.append(row(_("Hours of all people"), _hours, Tone.SUBTOTAL))
    return tuple(rows)


def _hours(figures: MeetingFigures) -> Value:
    return Cell(Minutes(figures.person_minutes), number_format="[h]:mm")
