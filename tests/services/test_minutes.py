"""Minutes are composed from the facts, finished by hand, and final once approved."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import AttendanceMode, Choice, ItemOutcome, MinutesState
from cluster_desk.errors import FinalRecord, Invalid, Refused
from cluster_desk.queries.documents import document_bytes, document_rows
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.minutes import SectionRow, minutes_facts
from cluster_desk.services.exports.meetings import approved_minutes, draft_minutes
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    EditSection,
    MinutesIncomplete,
    NotHeldYet,
    NotInThatOrder,
    NotOverYet,
    RestoreSection,
    SetMinutesState,
    compose_minutes,
    edit_section,
    restore_section,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import EditAgendaItem, edit_agenda_item
from cluster_desk.services.meetings.presence import (
    Excuse,
    RecordAttendance,
    RecordAttendances,
    RecordDeparture,
    excuse,
    record_attendances,
    record_departure,
)
from cluster_desk.services.meetings.voting import (
    CastVote,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.store.tables.meetings import AgendaItem
from tests.meeting_desks import Board, at, board, closed, convened, roll_call

APPROVED = date(2026, 7, 16)


def items(desk: Desk, meeting: int) -> list[int]:
    query = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)
    return list(desk.read(lambda s: s.scalars(query.order_by(AgendaItem.position)).all()))


def sections(desk: Desk, meeting: int) -> dict[str, SectionRow]:
    found = desk.read(minutes_facts, meeting)
    assert found is not None
    return {section.key: section for section in found.sections}


def words(desk: Desk, meeting: int) -> str:
    found = desk.read(minutes_facts, meeting)
    assert found is not None
    return "\n".join(section.body for section in found.sections).replace("\u00a0", " ")


def held(here: Board) -> int:
    """Five of seven at the opening, one arrives, one leaves, a tie, somebody abstains."""
    desk, people = here.desk, here.people
    meeting = convened(here, "Approvazione del verbale n. 3/2026", "Quote", "Ammissioni")
    roll_call(here, meeting, people[:3])
    roll_call(here, meeting, people[3:5], mode=AttendanceMode.REMOTE)
    desk.write(excuse, Excuse(meeting_id=meeting, person_id=people[6]))
    desk.write(
        open_meeting,
        OpenMeeting(
            meeting_id=meeting, opened_at=at("15:00"), chair_id=people[0],
            minute_taker_id=here.secretary,
        ),
    )  # fmt: skip
    first, second, third, last = items(desk, meeting)
    desk.write(
        edit_agenda_item,
        EditAgendaItem(item_id=first, discussion="La Presidente dà lettura del verbale."),
    )
    desk.write(
        hold_ballot,
        HoldBallot(item_id=first, held_at=at("15:08"), wording="Il verbale è approvato.",
                   others_in_favour=True),
    )  # fmt: skip
    roll_call(here, meeting, people[5:6], "15:12", mode=AttendanceMode.REMOTE)
    against = [CastVote(voter_id=p, choice=Choice.AGAINST) for p in people[1:4]]
    desk.write(
        hold_ballot,
        HoldBallot(item_id=second, held_at=at("15:40"), wording="Terzo sollecito ai soci.",
                   votes=tuple(against), others_in_favour=True),
    )  # fmt: skip
    desk.write(
        record_departure,
        RecordDeparture(meeting_id=meeting, person_id=people[2], left_at=at("16:20")),
    )
    abstained = CastVote(voter_id=people[1], choice=Choice.ABSTAINED)
    desk.write(
        hold_ballot,
        HoldBallot(item_id=third, held_at=at("16:30"), wording="Formulab S.r.l. è ammessa.",
                   votes=(abstained,), others_in_favour=True),
    )  # fmt: skip
    desk.write(end_item, EndItem(item_id=last, outcome=ItemOutcome.DISCUSSED))
    return meeting


def composed(here: Board) -> int:
    meeting = held(here)
    closed(here, meeting)
    here.desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    return meeting


def test_a_board_meeting_is_told_in_the_order_in_which_it_happened(desk: Desk) -> None:
    here = board(desk)
    meeting = composed(here)
    told = words(desk, meeting)
    order = [
        "Il giorno 18 giugno 2026, alle ore 15:00",
        "convocato con avviso del 10/06/2026 trasmesso a mezzo PEC",
        "ai sensi dell’art. 14 dello Statuto, la Presidente Ilaria Massari",
        "identità delle persone collegate",
        "presenza di n. 5 componenti su n. 7 in carica",
        "dà lettura del verbale",
        "all’unanimità dei presenti",
        "Alle ore 15:12 interviene Carlo Tadini, in videoconferenza: i presenti sono ora n. 6",
        "favorevoli n. 3, contrari n. 3 (Renato Ancorotti, Matteo Moretti e Alessandro Ratini)",
        "ai sensi dell’art. 15 dello Statuto prevale il voto della Presidente",
        "Alle ore 16:20 Matteo Moretti lascia la riunione: i presenti sono ora n. 5 su n. 7",
        "La riunione resta validamente costituita",
        "astenuti n. 1 (Renato Ancorotti)",
        "delibera** (delibera n. 3/2026)",
        "dichiara chiusa la riunione alle ore 16:48",
    ]
    places = [told.find(passage) for passage in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_a_second_composition_changes_nothing(desk: Desk) -> None:
    meeting = composed(board(desk))
    before = sections(desk, meeting)
    again = desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    assert again.change_set_id is None
    assert sections(desk, meeting) == before


def test_what_was_written_by_hand_is_kept_and_all_else_is_composed_anew(desk: Desk) -> None:
    here = board(desk)
    meeting = held(here)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    first, second, *_others = items(desk, meeting)
    edited = sections(desk, meeting)[f"item.{first}"]
    desk.write(edit_section, EditSection(section_id=edited.id, body="Letto e **discusso**."))
    desk.write(edit_agenda_item, EditAgendaItem(item_id=first, discussion="Altro."))
    desk.write(edit_agenda_item, EditAgendaItem(item_id=second, discussion="Si discute."))
    closed(here, meeting)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    found = sections(desk, meeting)
    assert found[f"item.{first}"].body == "Letto e **discusso**."
    assert found[f"item.{second}"].body == "Si discute."
    assert "16:48" in found["closing"].body


def test_a_restored_passage_follows_the_facts_again(desk: Desk) -> None:
    meeting = composed(board(desk))
    opening = sections(desk, meeting)["opening"]
    desk.write(edit_section, EditSection(section_id=opening.id, body="Oggi."))
    desk.write(restore_section, RestoreSection(section_id=opening.id))
    assert sections(desk, meeting)["opening"].body == opening.body


def test_a_passage_added_by_a_late_fact_finds_its_place(desk: Desk) -> None:
    here = board(desk)
    meeting = held(here)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    before = list(sections(desk, meeting))
    roll_call(here, meeting, here.people[6:], "15:20")
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    after = list(sections(desk, meeting))
    arrival = f"change.1520.{here.people[6]}"
    assert [key for key in after if key != arrival] == before
    assert after.index(arrival) == after.index(f"change.1512.{here.people[5]}") + 1


def test_minutes_wait_for_the_meeting_to_begin_and_their_approval_for_its_end(desk: Desk) -> None:
    here = board(desk)
    planned = convened(here, "Quote")
    with pytest.raises(NotHeldYet):
        desk.write(compose_minutes, ComposeMinutes(meeting_id=planned))
    meeting = held(here)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    with pytest.raises(NotOverYet):
        desk.write(
            set_minutes_state,
            SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=APPROVED),
        )


def approve(desk: Desk, meeting: int) -> int | None:
    return desk.write(
        set_minutes_state,
        SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=APPROVED),
    ).value


def test_approving_issues_the_very_bytes_that_are_kept(desk: Desk) -> None:
    meeting = composed(board(desk))
    document = approve(desk, meeting)
    (row,) = desk.read(document_rows, kind="minutes")
    assert (row.id, row.number, row.meeting_id) == (document, "Verbale CD n. 1/2026", meeting)
    assert row.issued_on == APPROVED
    issued = desk.read(document_bytes, row.id)
    assert issued is not None
    exported = desk.read(approved_minutes, meeting_id=meeting)
    assert exported is not None
    assert exported.content == issued


def test_approved_minutes_and_what_they_tell_are_final(desk: Desk) -> None:
    here = board(desk)
    meeting = composed(here)
    first_edit = desk.write(
        edit_section,
        EditSection(section_id=sections(desk, meeting)["opening"].id, body="Si comincia."),
    )
    approval = desk.write(
        set_minutes_state,
        SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=APPROVED),
    )
    opening = sections(desk, meeting)["opening"]
    with pytest.raises(FinalRecord):
        desk.write(edit_section, EditSection(section_id=opening.id, body="Altro."))
    with pytest.raises(FinalRecord):
        desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    for change_set in (first_edit.change_set_id, approval.change_set_id):
        with pytest.raises(Refused):
            desk.undo(change_set)
    assert sections(desk, meeting)["opening"].body == "Si comincia."


def test_the_presence_behind_approved_minutes_cannot_be_taken_back(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here)
    arrival = desk.write(
        record_attendances,
        RecordAttendances(
            entries=tuple(
                RecordAttendance(meeting_id=meeting, person_id=p, arrived_at=at("15:00"))
                for p in here.people
            )
        ),
    )
    desk.write(
        open_meeting,
        OpenMeeting(
            meeting_id=meeting, opened_at=at("15:00"), chair_id=here.people[0],
            minute_taker_id=here.secretary,
        ),
    )  # fmt: skip
    (item,) = items(desk, meeting)
    desk.write(end_item, EndItem(item_id=item, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    approve(desk, meeting)
    with pytest.raises(Refused):
        desk.undo(arrival.change_set_id)
    assert len(desk.read(meeting_facts, meeting).presences) == len(here.people)


def test_an_edited_passage_is_taken_back_by_undo_before_the_approval(desk: Desk) -> None:
    meeting = composed(board(desk))
    before = sections(desk, meeting)["opening"].body
    opening = sections(desk, meeting)["opening"]
    desk.write(edit_section, EditSection(section_id=opening.id, body="Oggi."))
    desk.undo()
    assert sections(desk, meeting)["opening"].body == before


def test_states_follow_one_another(desk: Desk) -> None:
    meeting = composed(board(desk))

    def step(state: MinutesState, pages: str = "") -> None:
        desk.write(
            set_minutes_state,
            SetMinutesState(meeting_id=meeting, state=state, on=APPROVED, book_pages=pages),
        )

    with pytest.raises(NotInThatOrder):
        step(MinutesState.SIGNED)
    step(MinutesState.IN_REVIEW)
    step(MinutesState.DRAFT)
    step(MinutesState.APPROVED)
    with pytest.raises(NotInThatOrder):
        step(MinutesState.DRAFT)
    step(MinutesState.SIGNED)
    with pytest.raises(Invalid):
        step(MinutesState.BOOKED)
    step(MinutesState.BOOKED, "31–32")
    found = desk.read(minutes_facts, meeting)
    assert found is not None
    assert (found.state, found.book_pages) == (MinutesState.BOOKED, "31–32")


def test_rules_nobody_compared_with_the_statute_stop_the_approval_not_the_draft(
    desk: Desk,
) -> None:
    meeting = composed(board(desk, confirmed=False))
    assert "art. **‹15›** dello Statuto" in words(desk, meeting)
    assert desk.preview(draft_minutes, meeting).value.content.startswith(b"%PDF")
    with pytest.raises(MinutesIncomplete, match=r"Numero legale|Chi presiede"):
        approve(desk, meeting)
