"""Working tables: the register cell by cell, guests, hours, seats that end, actions carried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import product

import pytest
from sqlalchemy import func, select

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import MeetingState
from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.errors import Invalid, NotFound
from cluster_desk.queries.bodies import seats_at
from cluster_desk.queries.history.log import history_rows
from cluster_desk.queries.tables.actions import action_rows
from cluster_desk.queries.tables.attendance import table_attendance
from cluster_desk.services.bodies.seats import EndSeat, end_seat
from cluster_desk.services.meetings.planning import CancelMeeting, cancel_meeting
from cluster_desk.services.tables.actions import (
    AddAction,
    EditAction,
    FinishActions,
    ReopenAction,
    add_action,
    edit_action,
    finish_actions,
    reopen_action,
)
from cluster_desk.services.tables.life import (
    EditTable,
    EndTable,
    HoldMeeting,
    SetUpTable,
    edit_table,
    end_table,
    hold_meeting,
    set_up_table,
)
from cluster_desk.services.tables.people import JoinTable, WelcomeGuest, join_table, welcome_guest
from cluster_desk.services.tables.register import (
    EditPresence,
    MarkPresences,
    NoRegister,
    NotHappening,
    NotHeld,
    PresenceMark,
    edit_presence,
    mark_presences,
)
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Attendance, Meeting
from tests.meeting_desks import board, convened
from tests.table_desks import (
    COMING,
    FIRST,
    SECOND,
    START,
    TODAY,
    WorkingTable,
    planned,
    working_table,
)


@pytest.fixture
def table(desk: Desk) -> WorkingTable:
    return working_table(desk, FIRST, SECOND)


def state(table: WorkingTable, name: str, place: int = 0) -> Mark | None:
    cell = table.cell(name, table.meetings[place])
    assert cell is not None
    return cell.mark


def test_every_mark_is_kept_and_can_become_every_other(table: WorkingTable) -> None:
    for mark, other in product(Mark, Mark):
        table.mark("Rossi", other, table.meetings[0])
        table.mark("Rossi", mark, table.meetings[0])
        assert state(table, "Rossi") is mark, f"{other} to {mark}"


def test_who_comes_is_there_for_the_whole_meeting(table: WorkingTable) -> None:
    table.mark("Rossi", Mark.PRESENT, table.meetings[0])
    cell = table.cell("Rossi", table.meetings[0])
    assert cell is not None
    assert (cell.arrived_at, cell.left_at, cell.minutes) == (time(14, 30), None, 135)


def test_another_way_of_being_there_keeps_the_hours(table: WorkingTable) -> None:
    meeting = table.meetings[0]
    edit = EditPresence(
        meeting_id=meeting,
        person_id=table.people["Rossi"],
        organisation_id=table.organisation_of("Rossi"),
        mark=Mark.PRESENT,
        arrived_at=time(15),
        left_at=time(16),
        note="in ritardo per il treno",
    )
    table.desk.write(edit_presence, edit)
    table.mark("Rossi", Mark.REMOTE, meeting)
    cell = table.cell("Rossi", meeting)
    assert cell is not None
    assert (cell.mark, cell.minutes, cell.note) == (Mark.REMOTE, 60, "in ritardo per il treno")


def test_a_delegate_stands_for_the_organisation_without_giving_hours_to_the_person(
    table: WorkingTable,
) -> None:
    table.mark("Rossi", Mark.DELEGATED, table.meetings[0])
    cell = table.cell("Rossi", table.meetings[0])
    assert cell is not None
    assert (cell.mark, cell.minutes) == (Mark.DELEGATED, 0)
    (told,) = table.desk.read(table_attendance, from_on=START, to_on=TODAY, body_id=table.body)
    assert [presence.minutes for presence in told.presences] == [0]
    assert list(told.organisation_minutes.values()) == [135]


def test_the_workbook_calls_whom_the_register_calls_also_when_the_table_has_ended(
    table: WorkingTable,
) -> None:
    first, second = table.meetings
    table.mark("Rossi", Mark.PRESENT, first, second)
    table.mark("Bianchi", Mark.PRESENT, first)
    table.mark("Conti", Mark.EXCUSED, second)
    left = EndSeat(seat_id=table.seats["Bianchi"], to_on=date(2026, 4, 30))
    table.desk.write(end_seat, left)
    came = JoinTable(
        body_id=table.body,
        role=SeatRole.PARTICIPANT,
        from_on=date(2026, 5, 1),
        family_name="Nuovi",
        organisation_id=table.organisations["Brianza Colori"],
    )
    table.desk.write(join_table, came)
    table.desk.write(end_table, EndTable(body_id=table.body, on=TODAY))
    (told,) = table.desk.read(table_attendance, from_on=START, to_on=TODAY, body_id=table.body)
    assert told.coordinator == "Maria Rossi"
    here = {
        (person.line, meeting.id): told.by_cell().get((person.line, meeting.id)) is not None
        for person in told.people
        for meeting in told.meetings
        if meeting.id in person.called
    }
    register = table.register()
    assert here == {
        (line.key, meeting.id): cell.mark in CAME
        for line in register.lines
        for meeting, cell in zip(register.meetings, line.cells, strict=True)
        if cell is not None
    }
    assert (len(here), sum(here.values())) == (8, 3)


def test_many_cells_of_one_gesture_are_one_step_that_is_undone_at_once(
    table: WorkingTable,
) -> None:
    marks = (
        *table.marks("Rossi", Mark.PRESENT, *table.meetings),
        *table.marks("Bianchi", Mark.REMOTE, *table.meetings),
    )
    outcome = table.desk.write(mark_presences, MarkPresences(marks=marks))
    assert (outcome.value, outcome.label) == (4, "4 presenze a «Packaging»")
    table.desk.undo()
    assert state(table, "Rossi") is state(table, "Bianchi", 1) is Mark.ABSENT


def test_of_two_marks_of_one_cell_the_last_counts(table: WorkingTable) -> None:
    first = table.meetings[0]
    marks = table.marks("Rossi", Mark.PRESENT, first) + table.marks("Rossi", Mark.EXCUSED, first)
    assert table.desk.write(mark_presences, MarkPresences(marks=marks)).value == 1
    assert state(table, "Rossi") is Mark.EXCUSED


def test_a_mark_that_stands_there_already_writes_nothing(table: WorkingTable) -> None:
    table.mark("Rossi", Mark.PRESENT, table.meetings[0])
    command = MarkPresences(marks=table.marks("Rossi", Mark.PRESENT, table.meetings[0]))
    outcome = table.desk.write(mark_presences, command)
    assert (outcome.value, outcome.change_set_id) == (0, None)


def test_the_history_names_table_day_and_mark_but_no_person(table: WorkingTable) -> None:
    table.mark("Rossi", Mark.EXCUSED, table.meetings[0])
    told = table.desk.read(history_rows, limit=1)[0].label
    assert told == "Presenza a «Packaging» del 12/03/2026: assente giustificato"


def test_before_a_meeting_is_held_only_excuses_are_kept(table: WorkingTable) -> None:
    coming = planned(table, COMING)
    table.mark("Rossi", Mark.EXCUSED, coming)
    assert state(table, "Rossi", 2) is Mark.EXCUSED
    with pytest.raises(NotHeld):
        table.mark("Rossi", Mark.PRESENT, coming)
    table.mark("Rossi", Mark.ABSENT, coming)
    assert state(table, "Rossi", 2) is None


def test_a_meeting_that_did_not_take_place_takes_no_mark(table: WorkingTable) -> None:
    coming = planned(table, COMING)
    table.desk.write(cancel_meeting, CancelMeeting(meeting_id=coming, reason="sciopero"))
    with pytest.raises(NotHappening):
        table.mark("Rossi", Mark.EXCUSED, coming)


def test_a_body_that_decides_has_no_such_register(desk: Desk) -> None:
    seven = board(desk)
    meeting = convened(seven, "Bilancio")
    mark = PresenceMark(meeting_id=meeting, person_id=seven.people[0], mark=Mark.EXCUSED)
    with pytest.raises(NoRegister):
        desk.write(mark_presences, MarkPresences(marks=(mark,)))


def test_who_does_not_exist_cannot_have_been_there(table: WorkingTable) -> None:
    mark = PresenceMark(meeting_id=table.meetings[0], person_id=9_999, mark=Mark.PRESENT)
    with pytest.raises(NotFound):
        table.desk.write(mark_presences, MarkPresences(marks=(mark,)))


def test_hours_in_the_wrong_order_are_refused_whole(table: WorkingTable) -> None:
    edit = EditPresence(
        meeting_id=table.meetings[0],
        person_id=table.people["Rossi"],
        organisation_id=table.organisation_of("Rossi"),
        mark=Mark.PRESENT,
        arrived_at=time(16),
        left_at=time(15),
    )
    with pytest.raises(Invalid, match=r"16:00"):
        table.desk.write(edit_presence, edit)
    assert state(table, "Rossi") is Mark.ABSENT


def test_a_note_needs_no_mark_and_changes_none(table: WorkingTable) -> None:
    note = EditPresence(
        meeting_id=table.meetings[0],
        person_id=table.people["Esposito"],
        note="collegamento caduto",
    )
    table.desk.write(edit_presence, note)
    cell = table.cell("Esposito", table.meetings[0])
    assert cell is not None
    assert (cell.mark, cell.note) == (Mark.ABSENT, "collegamento caduto")


# ── people ───────────────────────────────────────────────────────────────────────────────────────
def test_a_guest_is_in_the_register_of_that_meeting_alone(table: WorkingTable) -> None:
    guest = WelcomeGuest(
        meeting_id=table.meetings[0],
        given_name="Ugo",
        family_name="Ospite",
        organisation_id=table.organisations["Adda Botanica"],
        arrived_at=time(15),
    )
    table.desk.write(welcome_guest, guest)
    line = table.register().lines[-1]
    first, second = line.cells
    assert (line.name, line.role, second) == ("Ospite Ugo", None, None)
    assert first is not None
    assert (first.is_guest, first.minutes) == (True, 105)


def test_a_guest_marked_absent_leaves_the_register(table: WorkingTable) -> None:
    guest = WelcomeGuest(meeting_id=table.meetings[0], family_name="Ospite")
    person = table.desk.write(welcome_guest, guest).value
    gone = PresenceMark(meeting_id=table.meetings[0], person_id=person, mark=Mark.ABSENT)
    table.desk.write(mark_presences, MarkPresences(marks=(gone,)))
    assert [line.name for line in table.register().lines if line.role is None] == []


def test_nobody_is_a_guest_twice_or_before_the_meeting(table: WorkingTable) -> None:
    table.mark("Rossi", Mark.PRESENT, table.meetings[0])
    again = WelcomeGuest(meeting_id=table.meetings[0], person_id=table.people["Rossi"])
    with pytest.raises(Invalid, match="già nel registro"):
        table.desk.write(welcome_guest, again)
    seated = WelcomeGuest(meeting_id=table.meetings[0], person_id=table.people["Bianchi"])
    with pytest.raises(Invalid):
        table.desk.write(welcome_guest, seated)
    other = replace(seated, organisation_id=table.organisations["Adda Botanica"], stands_in=True)
    table.desk.write(welcome_guest, other)
    coming = planned(table, COMING)
    with pytest.raises(NotHeld):
        table.desk.write(welcome_guest, WelcomeGuest(meeting_id=coming, family_name="Ospite"))


def test_who_joins_is_somebody_known_or_somebody_new(table: WorkingTable) -> None:
    nobody = JoinTable(body_id=table.body, role=SeatRole.PARTICIPANT, from_on=SECOND)
    with pytest.raises(Invalid):
        table.desk.write(join_table, nobody)
    new = JoinTable(
        body_id=table.body,
        role=SeatRole.PARTICIPANT,
        from_on=SECOND,
        family_name="Neri",
        organisation_id=table.organisations["Adda Botanica"],
    )
    outcome = table.desk.write(join_table, new)
    assert outcome.label == "Adda Botanica entra in «Packaging»"
    line = next(line for line in table.register().lines if line.name == "Neri")
    assert line.cells[0] is None
    assert line.cells[1] is not None


# ── the table and its meetings ───────────────────────────────────────────────────────────────────
def test_a_new_table_takes_the_next_code(desk: Desk) -> None:
    for name in ("Uno", "Due"):
        desk.write(set_up_table, SetUpTable(name=name, active_from=START))
    codes = desk.read(lambda session: list(session.scalars(select(Body.code).order_by(Body.id))))
    assert codes == ["TT1", "TT2"]
    with pytest.raises(Invalid):
        desk.write(set_up_table, SetUpTable(name=" ", active_from=START))


def test_a_table_can_be_called_otherwise(table: WorkingTable) -> None:
    edit = EditTable(body_id=table.body, name="Imballaggi", purpose="Ridurre la plastica")
    table.desk.write(edit_table, edit)
    told = select(Body.name, Body.purpose).where(Body.id == table.body)
    found = table.desk.read(lambda session: session.execute(told).one())
    assert tuple(found) == ("Imballaggi", "Ridurre la plastica")


def test_a_table_that_ends_ends_its_seats_but_not_before_its_last_meeting(
    table: WorkingTable,
) -> None:
    with pytest.raises(Invalid, match="riunioni"):
        table.desk.write(end_table, EndTable(body_id=table.body, on=FIRST))
    table.desk.write(end_table, EndTable(body_id=table.body, on=date(2026, 6, 30)))
    assert table.desk.read(seats_at, date(2026, 7, 1), body_id=table.body) == []
    assert len(table.desk.read(seats_at, date(2026, 6, 30), body_id=table.body)) == len(
        table.people
    )


def test_a_meeting_is_held_in_one_step_and_its_hours_can_be_corrected(
    table: WorkingTable,
) -> None:
    meeting = table.meetings[0]
    table.mark("Rossi", Mark.PRESENT, meeting)
    longer = HoldMeeting(meeting_id=meeting, opened_at=time(14, 30), closed_at=time(17, 30))
    table.desk.write(hold_meeting, longer)
    cell = table.cell("Rossi", meeting)
    assert cell is not None
    assert cell.minutes == 180
    upside_down = HoldMeeting(meeting_id=meeting, opened_at=time(15), closed_at=time(14))
    with pytest.raises(Invalid):
        table.desk.write(hold_meeting, upside_down)


def test_a_meeting_without_an_end_goes_on_until_it_is_closed(table: WorkingTable) -> None:
    meeting = planned(table, TODAY)
    table.desk.write(hold_meeting, HoldMeeting(meeting_id=meeting, opened_at=time(9)))
    table.mark("Rossi", Mark.PRESENT, meeting)
    ended = HoldMeeting(meeting_id=meeting, opened_at=time(9), closed_at=time(11))
    table.desk.write(hold_meeting, ended)
    told = select(Meeting.state, Meeting.number).where(Meeting.id == meeting)
    found = table.desk.read(lambda session: session.execute(told).one())
    assert tuple(found) == (MeetingState.CLOSED, 3)
    cell = table.cell("Rossi", meeting)
    assert cell is not None
    assert cell.minutes == 120


def test_tomorrows_meeting_was_not_held(table: WorkingTable) -> None:
    coming = planned(table, COMING)
    with pytest.raises(Invalid, match="10/12/2026"):
        table.desk.write(hold_meeting, HoldMeeting(meeting_id=coming, opened_at=time(9)))


def test_a_table_without_coordinator_says_who_chaired(desk: Desk) -> None:
    table = working_table(desk)
    alone = desk.write(set_up_table, SetUpTable(name="Solo", active_from=START)).value
    other = WorkingTable(desk, alone, table.people, table.organisations, {})
    meeting = planned(other, FIRST)
    with pytest.raises(Invalid, match="coordinatore"):
        desk.write(hold_meeting, HoldMeeting(meeting_id=meeting, opened_at=time(9)))
    chair = table.people["Rossi"]
    held_by = HoldMeeting(meeting_id=meeting, opened_at=time(9), chair_id=chair)
    desk.write(hold_meeting, held_by)


# ── actions ──────────────────────────────────────────────────────────────────────────────────────
def test_actions_are_given_to_others_finished_together_and_opened_again(
    table: WorkingTable,
) -> None:
    ids = tuple(
        table.desk.write(
            add_action, AddAction(meeting_id=meeting, wording="Scrivere la scheda")
        ).value
        for meeting in table.meetings
    )
    edit = EditAction(
        action_id=ids[0], wording="Scrivere la sintesi", person_id=table.people["Conti"]
    )
    table.desk.write(edit_action, edit)
    assert {row.owner for row in table.desk.read(action_rows, on=TODAY)} == {"", "Carla Conti"}
    with pytest.raises(Invalid):
        table.desk.write(finish_actions, FinishActions(action_ids=ids, done_on=FIRST))
    done = table.desk.write(finish_actions, FinishActions(action_ids=ids, done_on=TODAY))
    assert done.label == "2 impegni conclusi"
    assert table.desk.read(action_rows, on=TODAY) == []
    table.desk.write(reopen_action, ReopenAction(action_id=ids[1]))
    assert [row.id for row in table.desk.read(action_rows, on=TODAY)] == [ids[1]]
    with pytest.raises(Invalid):
        table.desk.write(edit_action, EditAction(action_id=ids[0], wording=" "))


# ── large ────────────────────────────────────────────────────────────────────────────────────────
def test_a_gesture_over_many_cells_reads_a_few_times_only(
    table: WorkingTable,
) -> None:
    from tests.queries.test_fees import statements

    cells = [
        mark for name in table.people for mark in table.marks(name, Mark.PRESENT, *table.meetings)
    ]
    with statements() as few:
        table.desk.preview(mark_presences, MarkPresences(marks=tuple(cells[:1])))
    with statements() as many:
        table.desk.write(mark_presences, MarkPresences(marks=tuple(cells)))
    reads = [[s for s in each if s.startswith("SELECT attendance")] for each in (few, many)]
    assert len(reads[0]) == len(reads[1]) == 1
    count = select(func.count()).select_from(Attendance)
    assert table.desk.read(lambda session: session.scalar(count)) == len(cells)
