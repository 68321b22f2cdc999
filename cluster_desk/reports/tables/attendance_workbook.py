"""Give the attendance register in Excel: tables, organisations, kinds, then each table's sheets."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.i18n import N_, _
from cluster_desk.reports.tables.attendance_figures import (
    OrganisationFigures,
    TableFigures,
    organisation_figures,
    people_of,
    table_figures,
)
from cluster_desk.reports.tables.attendance_matrix import organisations_sheet, people_sheet
from cluster_desk.reports.tables.attendance_register import (
    AttendanceRegister,
    TableAttendance,
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
    Workbook,
)
from cluster_desk.reports.workbook.package import build


def _rate(called: str, came: str) -> Column:
    """The column of the rate, from the letters of the two columns it is made of."""
    return Column(
        N_("Participation"),
        Kind.SHARE,
        13,
        N_("Meetings attended of those called to"),
        formula=lambda row: f'IF({called}{row}=0,"",{came}{row}/{called}{row})',
    )


TABLE_COLUMNS = (
    Column(N_("Working table"), Kind.TEXT, 40),
    Column(N_("Coordinator"), Kind.TEXT, 26),
    Column(N_("Project"), Kind.TEXT, 20),
    Column(N_("CUP"), Kind.CODE, 17, N_("Code of the funded project")),
    Column(N_("Meetings"), Kind.INTEGER, 10, is_summed=True),
    Column(N_("Hours of meeting"), Kind.MINUTES, 11, is_summed=True),
    Column(
        N_("Heads"), Kind.INTEGER, 10, N_("People there, added up over meetings"), is_summed=True
    ),
    Column(N_("Different people"), Kind.INTEGER, 11, N_("Each person counted once")),
    Column(N_("Different organisations"), Kind.INTEGER, 15, N_("Each organisation counted once")),
    Column(
        N_("Hours of all people"),
        Kind.MINUTES,
        12,
        N_("Hours of presence; a person there for two organisations counts once"),
        is_summed=True,
    ),
    Column(
        N_("Calls"), Kind.INTEGER, 10, N_("Organisations called, over meetings"), is_summed=True
    ),
    Column(N_("Came"), Kind.INTEGER, 10, N_("Organisations there, over meetings"), is_summed=True),
    _rate("K", "L"),
)

ORGANISATION_COLUMNS = (
    Column(N_("Organisation"), Kind.TEXT, 40),
    Column(N_("Type of organisation"), Kind.TEXT, 20, N_("What the organisation is")),
    Column(N_("Is a member"), Kind.YES, 9),
    Column(N_("Tables"), Kind.INTEGER, 9, N_("Working tables at which it was there")),
    Column(
        N_("Called to"),
        Kind.INTEGER,
        10,
        N_("Meetings called to, or attended uncalled"),
        is_summed=True,
    ),
    Column(
        N_("Attended"), Kind.INTEGER, 10, N_("Meetings at which somebody was there"), is_summed=True
    ),
    _rate("E", "F"),
    Column(N_("People"), Kind.INTEGER, 9, N_("Different people it sent")),
    Column(
        N_("Hours"), Kind.MINUTES, 11, N_("Time of presence of the people it sent"), is_summed=True
    ),
    Column(N_("Last time there"), Kind.DATE, 13, N_("Empty where it never came")),
)

KIND_COLUMNS = (
    Column(N_("Type of organisation"), Kind.TEXT, 28, N_("What the organisation is")),
    Column(N_("Organisations"), Kind.INTEGER, 14, is_summed=True),
    Column(N_("Active"), Kind.INTEGER, 10, N_("There at least once"), is_summed=True),
    Column(N_("Called to"), Kind.INTEGER, 10, is_summed=True),
    Column(N_("Attended"), Kind.INTEGER, 10, is_summed=True),
    _rate("D", "E"),
    Column(N_("Hours"), Kind.MINUTES, 11, is_summed=True),
)


def attendance_workbook(register: AttendanceRegister) -> bytes:
    """The register of the period as xlsx."""
    sheets = [_tables_sheet(register), _organisations_sheet(register), _kinds_sheet(register)]
    for table in (table for table in register.tables if table.meetings):
        sheets += [people_sheet(register, table), organisations_sheet(register, table)]
    title = _("Attendance register of the working tables")
    return build(Workbook(title=title, scope=register.scope, sheets=tuple(sheets)))


def _tables_sheet(register: AttendanceRegister) -> Sheet:
    return Sheet(
        name=_("Tables"),
        title=_("Working tables of the period"),
        about=_about(register),
        columns=TABLE_COLUMNS,
        rows=[_table_row(table, table_figures(table)) for table in register.tables],
        key_columns=1,
        total_label=_("Total"),
        closing=lambda first, last: (_different(register),),
        nothing=_("No table met in this period."),
        header_height=36,
    )


def _table_row(table: TableAttendance, figures: TableFigures) -> tuple[Value, ...]:
    return (
        table.name,
        table.coordinator,
        table.project,
        table.cup,
        figures.meetings,
        Minutes(figures.minutes),
        figures.heads,
        figures.people,
        figures.organisations,
        Minutes(figures.person_minutes),
        figures.called,
        figures.came,
        Share(figures.came, figures.called),
    )


def _different(register: AttendanceRegister) -> Row:
    """People and organisations of all tables together, each once: no sum of the rows above."""
    label = Cell(_("All tables together, each counted once"), kind=Kind.TEXT)
    organisations = sum(each.came > 0 for each in organisation_figures(register.tables))
    people = people_of(register.tables)
    return Row((label, *[None] * 6, people, organisations, *[None] * 4), Tone.SUBTOTAL)


def _organisations_sheet(register: AttendanceRegister) -> Sheet:
    return Sheet(
        name=_("Organisations"),
        title=_("Participation by organisation"),
        about=_about(register),
        columns=ORGANISATION_COLUMNS,
        rows=[_organisation_row(each) for each in organisation_figures(register.tables)],
        key_columns=1,
        nothing=_("No organisation was called."),
        header_height=36,
    )


def _organisation_row(figures: OrganisationFigures) -> tuple[Value, ...]:
    return (
        figures.name,
        figures.kind.label if figures.kind else None,
        figures.is_member,
        figures.tables,
        figures.called,
        figures.came,
        Share(figures.came, figures.called),
        figures.people,
        Minutes(figures.person_minutes),
        figures.last_came_on,
    )


def _kinds_sheet(register: AttendanceRegister) -> Sheet:
    by_kind: dict[str, list[OrganisationFigures]] = {}
    for each in organisation_figures(register.tables):
        by_kind.setdefault(each.kind.label if each.kind else _("Not said"), []).append(each)
    return Sheet(
        name=_("Types"),
        title=_("Participation by type of organisation"),
        about=_about(register),
        columns=KIND_COLUMNS,
        rows=[_kind_row(label, by_kind[label]) for label in sorted(by_kind)],
        key_columns=1,
        nothing=_("No organisation was called."),
        header_height=36,
    )


def _kind_row(label: str, figures: Sequence[OrganisationFigures]) -> tuple[Value, ...]:
    called, came = sum(each.called for each in figures), sum(each.came for each in figures)
    return (
        label,
        len(figures),
        sum(each.came > 0 for each in figures),
        called,
        came,
        Share(came, called),
        Minutes(sum(each.person_minutes for each in figures)),
    )


def _about(register: AttendanceRegister) -> str:
    return about_text(register.scope, period_text(register.starts_on, register.ends_on))
