"""Minutes are composed from the facts, finished by hand, and final once approved."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import AttendanceMode, Choice, ItemOutcome, MinutesState
from cluster_desk.errors import FinalRecord, Refused
from cluster_desk.queries.documents import document_bytes, document_rows
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.minutes import SectionRow, minutes_facts
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
from cluster_desk.services.meetings.minutes_draft import minutes_pdf_draft, minutes_pdf_of
from cluster_desk.services.meetings.planning import EditAgendaItem, edit_agenda_item
from cluster_desk.services.meetings.presence import (
    Excuse,
    RecordDeparture,
    excuse,
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
from tests.meeting_desks import HELD, Board, at, board, closed, convened, roll_call

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
    return "\n".join(section.body for section in found.sections)


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
    print(told)
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
