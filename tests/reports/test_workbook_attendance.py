"""People and organisations are counted apart, and hours are hours."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cluster_desk.domain.members import OrganisationKind
from cluster_desk.reports.tables.attendance_figures import (
    meeting_figures,
    organisation_figures,
    people_of,
    table_figures,
)
from cluster_desk.reports.tables.attendance_register import (
    AttendanceLine,
    AttendanceRegister,
    Mark,
    NotThere,
    Present,
    TableAttendance,
    TableMeeting,
)
from cluster_desk.reports.tables.attendance_workbook import attendance_workbook
from tests.reports.workbook_reading import SCOPE, opened, results

HERE, REMOTE = Present(minutes=150), Present(minutes=90, is_remote=True)
EXCUSED, ABSENT = NotThere(is_excused=True), NotThere()


def line(
    person: int, organisation: int | None, *marks: Mark, kind: OrganisationKind | None = None
) -> AttendanceLine:
    return AttendanceLine(
        person_id=person,
        person=f"Persona {person}",
        organisation_id=organisation,
        organisation=f"Ente {organisation}" if organisation else "",
        organisation_kind=kind,
        is_member=organisation == 10,
        marks=marks,
    )


def meeting(number: int, day: date) -> TableMeeting:
    return TableMeeting(
        number=number, held_on=day, starts_at=time(14, 30), ends_at=time(17, 0), minutes=150
    )


TABLE = TableAttendance(
    name="Packaging ed ecodesign",
    coordinator="Ada Neri",
    project="CTL",
    cup="E12345678901234",
    meetings=(meeting(1, date(2026, 2, 10)), meeting(2, date(2026, 4, 14))),
    lines=(
        line(1, 10, HERE, REMOTE, kind=OrganisationKind.COMPANY),
        line(2, 10, HERE, ABSENT, kind=OrganisationKind.COMPANY),
        line(1, 20, HERE, None, kind=OrganisationKind.UNIVERSITY),
        line(3, 30, EXCUSED, ABSENT, kind=OrganisationKind.UNIVERSITY),
        line(4, None, None, HERE),
    ),
)
OTHER = TableAttendance(
    name="Competenze",
    meetings=(meeting(1, date(2026, 5, 5)),),
    lines=(line(2, 10, HERE, kind=OrganisationKind.COMPANY),),
)
REGISTER = AttendanceRegister(
    starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), tables=(TABLE, OTHER), scope=SCOPE
)
HOUR = timedelta(hours=1)


# --- counting -------------------------------------------------------------------------------------


def test_person_there_for_two_organisations_is_one_head_and_one_time() -> None:
    figures = meeting_figures(TABLE, 0)

    assert (figures.people, figures.organisations) == (2, 2)
    assert figures.person_minutes == 300


def test_remote_people_are_counted_apart() -> None:
    figures = meeting_figures(TABLE, 1)

    assert (figures.people, figures.remote_people, figures.organisations) == (2, 1, 1)


def test_table_counts_heads_and_different_people() -> None:
    figures = table_figures(TABLE)

    assert (figures.meetings, figures.minutes) == (2, 300)
    assert (figures.heads, figures.people, figures.organisations) == (4, 3, 2)
    assert figures.person_minutes == 540
    assert (figures.called, figures.came) == (5, 3)


def test_organisation_that_sends_three_people_came_once() -> None:
    table = TableAttendance(
        name="t",
        meetings=(meeting(1, date(2026, 2, 10)),),
        lines=tuple(line(person, 10, HERE) for person in (1, 2, 3)),
    )

    (figures,) = organisation_figures([table])

    assert (figures.called, figures.came, figures.people) == (1, 1, 3)
    assert figures.person_minutes == 450


def test_organisations_are_counted_over_all_tables() -> None:
    figures = {each.organisation_id: each for each in organisation_figures(REGISTER.tables)}

    assert set(figures) == {10, 20, 30}
    assert (figures[10].tables, figures[10].called, figures[10].came) == (2, 3, 3)
    assert figures[10].last_came_on == date(2026, 5, 5)
    assert (figures[30].came, figures[30].called, figures[30].last_came_on) == (0, 2, None)
    assert people_of(REGISTER.tables) == 3


def test_line_without_a_mark_for_each_meeting_is_a_bug() -> None:
    with pytest.raises(ValueError, match="one mark for each meeting"):
        TableAttendance(name="t", meetings=(meeting(1, date(2026, 2, 10)),), lines=(line(1, 10),))


# --- the workbook ---------------------------------------------------------------------------------


def test_several_tables_stand_in_one_workbook() -> None:
    assert opened(attendance_workbook(REGISTER)).sheetnames == [
        "Tavoli",
        "Organizzazioni",
        "Tipologie",
        "Packaging ed ecodesign",
        "Packaging ed ecodesign – enti",
        "Competenze",
        "Competenze – enti",
        "Legenda",
    ]


def test_matrix_shows_hours_and_how_somebody_was_there() -> None:
    content = attendance_workbook(REGISTER)
    page = opened(content)["Packaging ed ecodesign"]

    assert page["E4"].value == "n. 1\n10/02/2026\n14:30–17:00"
    assert page["E5"].value == 2.5 * HOUR
    assert page["E5"].number_format == '[h]:mm" ●"'
    assert page["F5"].number_format == '[h]:mm" ○"'
    assert [page[cell].value for cell in ("F6", "F7", "E8", "F8")] == ["–", None, "G", "–"]


def test_who_sent_a_delegate_came_without_hours_of_their_own() -> None:
    sent = Present(minutes=0, is_delegate=True)
    table = TableAttendance(
        name="Delegati",
        meetings=(meeting(1, date(2026, 5, 5)),),
        lines=(line(1, 10, sent), line(2, 20, HERE)),
    )
    figures = meeting_figures(table, 0)
    assert (figures.people, figures.organisations, figures.person_minutes) == (2, 2, 150)
    book = opened(
        attendance_workbook(
            AttendanceRegister(
                starts_on=REGISTER.starts_on,
                ends_on=REGISTER.ends_on,
                tables=(table,),
                scope=SCOPE,
            )
        )
    )
    formats = {cell.number_format for row in book["Delegati"].iter_rows() for cell in row}
    assert '"D"' in formats


def test_matrix_adds_up_by_formula() -> None:
    content = attendance_workbook(REGISTER)
    page, rows = opened(content)["Packaging ed ecodesign"], results(content, 3)

    assert page["G5"].value == "=COUNT(E5:F5)"
    assert page["J5"].value == "=SUM(E5:F5)"
    assert page["I8"].value == '=IF(H8=0,"",G8/H8)'
    assert rows[4][6:9] == [2.0, 2.0, 1.0]
    assert rows[4][9] == 4 * HOUR
    assert rows[7][6:9] == [0.0, 2.0, 0.0]


def test_below_the_matrix_stand_heads_organisations_and_hours() -> None:
    rows = results(attendance_workbook(REGISTER), 3)

    assert rows[9][0] == "Persone presenti (teste)"
    assert [row[4:6] for row in rows[9:12]] == [[2.0, 2.0], [0.0, 1.0], [2.0, 1.0]]
    assert rows[12][4:6] == [5 * HOUR, 4 * HOUR]


def test_organisations_matrix_shows_how_many_each_sent() -> None:
    content = attendance_workbook(REGISTER)
    rows, page = results(content, 4), opened(content)["Packaging ed ecodesign – enti"]

    assert [row[0] for row in rows[4:7]] == ["Ente 10", "Ente 20", "Ente 30"]
    assert rows[4][2:8] == ["Sì", 2.0, 1.0, 2.0, 2.0, 1.0]
    assert rows[6][3:7] == ["G", "–", 0.0, 2.0]
    assert page["F5"].value == '=COUNTIF(D5:E5,">0")'


def test_summary_counts_tables_and_says_what_is_no_sum() -> None:
    content = attendance_workbook(REGISTER)
    rows = results(content)

    assert rows[4][0] == "Packaging ed ecodesign"
    assert rows[4][4] == 2.0
    assert rows[4][6:9] == [4.0, 3.0, 2.0]
    assert rows[4][12] == 0.6
    assert rows[7][7:9] == [3.0, 2.0]
    assert rows[7][0] == "Tutti i tavoli insieme, ciascuno contato una volta"
    assert opened(content)["Tavoli"]["M5"].value == '=IF(K5=0,"",L5/K5)'


def test_participation_is_told_by_type_of_organisation() -> None:
    rows = results(attendance_workbook(REGISTER), 2)

    assert [row[:6] for row in rows[4:6]] == [
        ["Impresa", 1.0, 1.0, 3.0, 3.0, 1.0],
        ["Università", 2.0, 1.0, 3.0, 1.0, 0.333333],
    ]


def test_table_that_never_met_has_no_sheets_of_its_own() -> None:
    idle = TableAttendance(name="Bandi", meetings=(), lines=())
    register = AttendanceRegister(
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), tables=(idle,), scope=SCOPE
    )

    assert opened(attendance_workbook(register)).sheetnames == [
        "Tavoli", "Organizzazioni", "Tipologie", "Legenda",
    ]  # fmt: skip


def test_register_twice_gives_the_same_bytes() -> None:
    assert attendance_workbook(REGISTER) == attendance_workbook(REGISTER)
