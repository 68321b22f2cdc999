"""The register and the page of tables agree with each other, in few questions."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import AttendanceMode
from cluster_desk.domain.tables import Mark, Share, mark_for_organisation, mark_of_stays
from cluster_desk.queries.tables.card import TableCard, table_card
from cluster_desk.queries.tables.choices import table_choices
from cluster_desk.queries.tables.lists import (
    TableFilter,
    TableRow,
    TableSort,
    table_ids,
    table_projects,
    table_rows,
    table_totals,
    table_view_counts,
)
from cluster_desk.services.bodies.seats import EndSeat, end_seat
from cluster_desk.services.meetings.planning import ConveneMeeting, Invite, convene_meeting
from cluster_desk.services.tables.actions import AddAction, FinishAction, add_action, finish_action
from cluster_desk.services.tables.life import EndTable, SetUpTable, end_table, set_up_table
from cluster_desk.services.tables.people import WelcomeGuest, welcome_guest
from tests.queries.test_fees import statements
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

YEAR = 2026


@pytest.fixture
def table(desk: Desk) -> WorkingTable:
    """Rossi came twice, Bianchi connected once, Conti excused herself, Esposito never came."""
    made = working_table(desk, FIRST, SECOND)
    made.mark("Rossi", Mark.PRESENT, *made.meetings)
    made.mark("Bianchi", Mark.REMOTE, made.meetings[0])
    made.mark("Conti", Mark.EXCUSED, made.meetings[0])
    return made


def row(table: WorkingTable) -> TableRow:
    (found,) = table.desk.read(table_rows, [table.body], on=TODAY, year=YEAR)
    return found


def card(table: WorkingTable, year: int | None = YEAR) -> TableCard:
    found = table.desk.read(table_card, table.body, on=TODAY, year=year)
    assert found is not None
    return found


def names(desk: Desk, wanted: TableFilter, sort: TableSort | None = None) -> list[str]:
    ids = desk.read(table_ids, on=TODAY, year=YEAR, filter=wanted, sort=sort)
    return [found.name for found in desk.read(table_rows, ids, on=TODAY, year=YEAR)]


# ── the register ─────────────────────────────────────────────────────────────────────────────────
def test_the_register_goes_by_family_name_and_knows_who_was_called(table: WorkingTable) -> None:
    register = table.register()
    assert [line.name for line in register.lines] == [
        "Bianchi Luca",
        "Conti Carla",
        "Esposito Dario",
        "Rossi Maria",
    ]
    marks = {line.name.split()[0]: [c and c.mark for c in line.cells] for line in register.lines}
    assert marks == {
        "Bianchi": [Mark.REMOTE, Mark.ABSENT],
        "Conti": [Mark.EXCUSED, Mark.ABSENT],
        "Esposito": [Mark.ABSENT, Mark.ABSENT],
        "Rossi": [Mark.PRESENT, Mark.PRESENT],
    }


def test_who_left_was_called_only_while_they_sat(table: WorkingTable) -> None:
    table.desk.write(end_seat, EndSeat(seat_id=table.seats["Conti"], to_on=FIRST))
    assert table.cell("Conti", table.meetings[1]) is None
    ended = next(each for each in card(table).participants if each.name == "Conti Carla")
    assert (ended.is_seated, ended.share) == (False, Share(came=0, called=1))


def test_only_the_next_meeting_is_there_before_its_time(table: WorkingTable) -> None:
    coming = planned(table, COMING)
    planned(table, date(2026, 12, 20))
    meetings = table.register().meetings
    assert [meeting.id for meeting in meetings] == [*table.meetings[:2], coming]
    assert not meetings[-1].is_held


def test_who_was_called_without_a_seat_and_did_not_come_is_absent(table: WorkingTable) -> None:
    expert = table.desk.write(
        welcome_guest, WelcomeGuest(meeting_id=table.meetings[0], family_name="Perito")
    ).value
    table.desk.write(
        convene_meeting,
        ConveneMeeting(
            meeting_id=planned(table, COMING),
            sent_on=TODAY,
            channel="e-mail",
            invited=(Invite(person_id=expert),),
        ),
    )
    line = table.register().lines[-1]
    first, second, coming = line.cells
    assert line.name == "Perito"
    assert first is not None
    assert second is None
    assert coming is not None
    assert coming.mark is None


def test_the_register_of_another_year_is_empty_and_of_always_whole(table: WorkingTable) -> None:
    assert table.register(2025).meetings == ()
    assert len(table.register(None).meetings) == 2


# ── the page of one table ────────────────────────────────────────────────────────────────────────
def test_a_card_tells_who_comes_and_when_they_meet(table: WorkingTable) -> None:
    table.desk.write(
        welcome_guest, WelcomeGuest(meeting_id=table.meetings[0], family_name="Ospite")
    )
    coming = planned(table, COMING)
    found = card(table)
    assert found.coordinator is not None
    assert found.coordinator.name == "Rossi Maria"
    assert found.coordinator.share == Share(came=2, called=2)
    assert found.coordinator.minutes == 270
    assert found.next_meeting is not None
    assert found.next_meeting.id == coming
    assert [(m.share.came, m.share.called, m.guests) for m in found.meetings] == [
        (0, 0, 0),
        (1, 4, 0),
        (2, 4, 1),
    ]


def test_a_table_that_does_not_exist_has_no_card(table: WorkingTable) -> None:
    assert table.desk.read(table_card, 9_999, on=TODAY) is None


def test_the_page_of_a_table_takes_as_many_questions_whatever_its_size(
    table: WorkingTable,
) -> None:
    with statements() as seen:
        card(table)
    few = len(seen)
    for place in range(5):
        guest = WelcomeGuest(meeting_id=table.meetings[0], family_name=f"Ospite {place}")
        table.desk.write(welcome_guest, guest)
        table.desk.write(
            add_action, AddAction(meeting_id=table.meetings[0], wording=f"Cosa {place}")
        )
        planned(table, date(2026, 12, 11 + place))
    with statements() as seen:
        card(table)
    assert len(seen) == few <= 8


def test_sheets_offer_people_with_their_organisations(table: WorkingTable) -> None:
    offered = table.desk.read(table_choices, on=TODAY)
    assert [each.name for each in offered.people] == [
        "Luca Bianchi",
        "Carla Conti",
        "Dario Esposito",
        "Maria Rossi",
    ]
    assert list(offered.organisations.values()) == ["Adda Botanica", "Brianza Colori"]
    assert offered.projects == {}


# ── the list ─────────────────────────────────────────────────────────────────────────────────────
def test_the_list_says_the_same_as_the_register(table: WorkingTable) -> None:
    found = row(table)
    register = table.register()
    cells = [cell for line in register.lines for cell in line.cells if cell and cell.mark]
    assert found.share.called == len(cells) == 8
    assert found.share.came == 3
    assert (found.share.percent, found.meetings, found.minutes) == (38, 2, 270)
    assert (found.people, found.organisations) == (4, 2)
    assert (found.coordinator, found.coordinator_for) == ("Maria Rossi", "Adda Botanica")


def test_a_guest_and_another_year_change_nothing_in_the_share(table: WorkingTable) -> None:
    table.desk.write(
        welcome_guest, WelcomeGuest(meeting_id=table.meetings[0], family_name="Ospite")
    )
    assert row(table).share == Share(came=3, called=8)
    (before,) = table.desk.read(table_rows, [table.body], on=TODAY, year=2025)
    assert (before.meetings, before.share.percent) == (0, None)


def test_open_and_late_actions_are_counted_as_of_the_day(table: WorkingTable) -> None:
    made = [
        table.desk.write(
            add_action, AddAction(meeting_id=table.meetings[0], wording="Fare", due_on=due)
        ).value
        for due in (date(2026, 6, 1), date(2026, 12, 1), None)
    ]
    assert (row(table).open_actions, row(table).late_actions) == (3, 1)
    table.desk.write(finish_action, FinishAction(action_id=made[0], done_on=TODAY))
    assert (row(table).open_actions, row(table).late_actions) == (2, 0)


def test_views_words_and_orders(table: WorkingTable) -> None:
    desk = table.desk
    other = desk.write(
        set_up_table, SetUpTable(name="Àcque", purpose="Consumi idrici", active_from=START)
    ).value
    assert names(desk, TableFilter()) == ["Àcque", "Packaging"]
    assert names(desk, TableFilter(), TableSort(column="people", descending=True)) == [
        "Packaging",
        "Àcque",
    ]
    assert names(desk, TableFilter(text="acque")) == ["Àcque"]
    assert names(desk, TableFilter(text="rossi")) == ["Packaging"]
    desk.write(end_table, EndTable(body_id=other, on=date(2026, 3, 1)))
    assert names(desk, TableFilter()) == ["Packaging"]
    assert names(desk, TableFilter(view="ended")) == ["Àcque"]
    counts = desk.read(table_view_counts, on=TODAY, year=YEAR)
    assert counts == {"active": 1, "late": 0, "unplanned": 1, "ended": 1, "everything": 2}
    planned(table, COMING)
    found = row(table)
    assert (found.next_on, found.next_at) == (COMING, time(14, 30))
    assert names(desk, TableFilter(view="unplanned")) == []
    assert desk.read(table_projects, on=TODAY, year=YEAR) == []


def test_totals_count_people_once_wherever_they_sit(table: WorkingTable) -> None:
    totals = table.desk.read(table_totals, on=TODAY, year=YEAR)
    assert (totals.count, totals.people, totals.organisations) == (1, 4, 2)
    assert (totals.meetings, totals.minutes, totals.share) == (2, 270, Share(came=3, called=8))


def test_the_list_takes_as_many_questions_whatever_the_number_of_tables(
    table: WorkingTable,
) -> None:
    def screen(session: Any) -> None:
        day: dict[str, Any] = {"on": TODAY, "year": YEAR}
        ids = table_ids(session, **day)
        table_rows(session, ids, **day)
        table_totals(session, **day)
        table_view_counts(session, **day)
        table_projects(session, **day)

    with statements() as seen:
        table.desk.read(screen)
    few = len(seen)
    for name in ("Uno", "Due", "Tre"):
        table.desk.write(set_up_table, SetUpTable(name=name, active_from=START))
    with statements() as seen:
        table.desk.read(screen)
    assert len(seen) == few <= 8


# ── the rules ────────────────────────────────────────────────────────────────────────────────────
def test_the_room_counts_more_than_the_connection_and_that_more_than_a_delegate() -> None:
    room, line, proxy = AttendanceMode
    assert mark_of_stays([line, room]) is Mark.PRESENT
    assert mark_of_stays([proxy, line]) is Mark.REMOTE
    assert mark_of_stays([proxy]) is Mark.DELEGATED


def test_an_organisation_is_there_when_anybody_of_it_is() -> None:
    assert mark_for_organisation([Mark.ABSENT, Mark.REMOTE, None]) is Mark.REMOTE
    assert mark_for_organisation([Mark.ABSENT, Mark.EXCUSED]) is Mark.EXCUSED
    assert mark_for_organisation([None, None]) is None
    assert mark_for_organisation([Mark.ABSENT, Mark.PRESENT], {1}) is Mark.DELEGATED


@pytest.mark.parametrize(("came", "called", "percent"), [(0, 0, None), (1, 2, 50), (3, 8, 38)])
def test_shares_are_rounded_half_up(came: int, called: int, percent: int | None) -> None:
    assert Share(came=came, called=called).percent == percent
