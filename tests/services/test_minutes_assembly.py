"""An assembly at second call: proxies, who may not vote, and minutes by member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import (
    AgendaKind,
    BallotMethod,
    BallotOutcome,
    Call,
    Capacity,
    Choice,
    ItemOutcome,
    MinutesState,
)
from cluster_desk.errors import Invalid
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.minutes import minutes_facts
from cluster_desk.queries.meetings.rows import MeetingFilter, meeting_rows, resolution_rows
from cluster_desk.reports.meetings.minutes_document import MinutesDocument, ResolutionBox
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    DeclareDeserted,
    NoQuorum,
    OpenMeeting,
    close_meeting,
    declare_deserted,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from cluster_desk.services.meetings.minutes_sheet import minutes_document
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    NewItem,
    PlanMeeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    GiveProxy,
    RecordAttendance,
    give_proxy,
    record_attendance,
)
from cluster_desk.services.meetings.presence_rows import presence_table
from cluster_desk.services.meetings.voting import (
    BallotHeld,
    CastVote,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.store.tables.members import Membership
from tests.meeting_desks import Board, at, board
from tests.services.test_minutes import items

FIRST, SECOND = date(2026, 4, 28), date(2026, 4, 29)
FIRMS = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta")


@dataclass(frozen=True)
class Assembly:
    """Eight members, each with a representative; the first one's sits in the board."""

    desk: Desk
    board: Board
    body: int
    members: tuple[int, ...]
    people: tuple[int, ...]


@pytest.fixture
def assembly(desk: Desk) -> Assembly:
    return founded_with_members(desk)


def founded_with_members(desk: Desk, **rules: str) -> Assembly:
    here = board(desk, 3, confirmed=True, **rules)
    body = desk.write(
        add_body, AddBody(code="ASS", name="Assemblea dei soci", kind=BodyKind.ASSEMBLY)
    ).value
    members, people = [], []
    for name in FIRMS:
        members.append(
            desk.write(
                admit_member,
                AdmitMember(
                    facts=OrganisationFacts(name=f"{name} S.r.l."), admitted_on=date(2026, 1, 16)
                ),
            ).value
        )
        person = AddPerson(given_name="Rosa", family_name=name, gender="f")
        people.append(desk.write(add_person, person).value)
    organisation = desk.read(lambda s: s.get_one(Membership, members[0]).organisation_id)
    desk.write(
        appoint,
        Appoint(
            body_id=here.body, person_id=people[0], role=SeatRole.MEMBER, from_on=date(2026, 1, 16),
            organisation_id=organisation,
        ),
    )  # fmt: skip
    return Assembly(desk, here, body, tuple(members), tuple(people))


def called(here: Assembly, call: Call, on: date, hour: time, first: int | None = None) -> int:
    agenda = (
        NewItem(title="Bilancio 2025", kind=AgendaKind.ACCOUNTS),
        NewItem(title="Quote 2027"),
        NewItem(title="Varie ed eventuali", kind=AgendaKind.ANY_OTHER_BUSINESS),
    )
    meeting = here.desk.write(
        plan_meeting,
        PlanMeeting(
            body_id=here.body, held_on=on, starts_at=hour, venue="Sala Pietro da Cemmo, Crema",
            call=call, first_call_id=first, agenda=agenda,
        ),
    ).value  # fmt: skip
    here.desk.write(
        convene_meeting,
        ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 4, 2), channel="PEC"),
    )
    return meeting


def arrive(here: Assembly, meeting: int, *places: int, hour: str = "10:00") -> None:
    for place in places:
        here.desk.write(
            record_attendance,
            RecordAttendance(
                meeting_id=meeting, person_id=here.people[place], arrived_at=at(hour),
                capacity=Capacity.LEGAL_REPRESENTATIVE, membership_id=here.members[place],
            ),
        )  # fmt: skip


def chair_comes(here: Assembly, meeting: int, hour: str = "10:00") -> None:
    """The president stands for no member: without a vote, and there all the same."""
    here.desk.write(
        record_attendance,
        RecordAttendance(
            meeting_id=meeting, person_id=here.board.people[0], arrived_at=at(hour),
            capacity=Capacity.GUEST,
        ),
    )  # fmt: skip


def deserted(here: Assembly) -> int:
    meeting = called(here, Call.FIRST, FIRST, at("08:00"))
    arrive(here, meeting, 0, 1, hour="08:00")
    here.desk.write(
        declare_deserted,
        DeclareDeserted(
            meeting_id=meeting, checked_at=at("08:30"), chair_id=here.board.people[0],
            minute_taker_id=here.board.secretary,
        ),
    )  # fmt: skip
    return meeting


def proxy(here: Assembly, meeting: int, grantor: int, holder: int) -> None:
    here.desk.write(
        give_proxy,
        GiveProxy(
            meeting_id=meeting, grantor_id=here.members[grantor], holder_id=here.members[holder]
        ),
    )


def opened(here: Assembly) -> int:
    """Second call: members 0, 1 and 2 there, 3 by proxy to 1; member 0's person is a director."""
    meeting = called(here, Call.SECOND, SECOND, at("10:00"), deserted(here))
    arrive(here, meeting, 0, 1, 2)
    proxy(here, meeting, 3, 1)
    with pytest.raises(Invalid):  # member 1 carries a vote: it cannot give its own away
        proxy(here, meeting, 1, 2)
    chair_comes(here, meeting)
    here.desk.write(
        open_meeting,
        OpenMeeting(
            meeting_id=meeting, opened_at=at("10:00"), chair_id=here.board.people[0],
            minute_taker_id=here.board.secretary,
        ),
    )  # fmt: skip
    return meeting


def sheet(desk: Desk, meeting: int) -> MinutesDocument:
    stamp = DocumentStamp(document_id="Verbale ASS n. 2/2026", issued_on=SECOND)
    return desk.read(minutes_document, meeting, stamp=stamp)


def told(desk: Desk, meeting: int) -> str:
    found = desk.read(minutes_facts, meeting)
    assert found is not None
    return "\n".join(section.body for section in found.sections).replace("\u00a0", " ")


def test_a_first_call_with_too_few_is_deserted_and_its_minutes_name_the_second(
    assembly: Assembly,
) -> None:
    desk, first = assembly.desk, deserted(assembly)
    called(assembly, Call.SECOND, SECOND, at("10:00"), first)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=first))
    text = told(desk, first)
    assert "sono presenti n. 2 soci in proprio e n. 0 per delega" in text
    assert "voti su n. 8 spettanti agli aventi diritto" in text
    assert "seconda convocazione per il giorno 29 aprile 2026, alle ore 10:00" in text
    assert sheet(desk, first).title == "Verbale di assemblea deserta"
    document = desk.write(
        set_minutes_state,
        SetMinutesState(meeting_id=first, state=MinutesState.APPROVED, on=SECOND),
    ).value
    assert document is not None


def test_a_meeting_with_enough_present_is_not_deserted(assembly: Assembly) -> None:
    meeting = called(assembly, Call.FIRST, FIRST, at("08:00"))
    arrive(assembly, meeting, 0, 1, 2, 3, hour="08:00")
    with pytest.raises(Invalid):
        assembly.desk.write(
            declare_deserted,
            DeclareDeserted(
                meeting_id=meeting, checked_at=at("08:30"),
                chair_id=assembly.board.people[0], minute_taker_id=assembly.board.secretary,
            ),
        )  # fmt: skip


def test_a_first_call_does_not_open_below_its_quorum(assembly: Assembly) -> None:
    meeting = called(assembly, Call.FIRST, FIRST, at("08:00"))
    arrive(assembly, meeting, 0, 1, 2, hour="08:00")
    command = OpenMeeting(
        meeting_id=meeting, opened_at=at("08:00"), chair_id=assembly.board.people[0],
        minute_taker_id=assembly.board.secretary,
    )  # fmt: skip
    with pytest.raises(NoQuorum):
        assembly.desk.write(open_meeting, command)
    proxy(assembly, meeting, 3, 1)
    with pytest.raises(Invalid):  # the minutes would tell of a chair who was not there
        assembly.desk.write(open_meeting, command)
    chair_comes(assembly, meeting, "08:00")
    assert assembly.desk.write(open_meeting, command).value.quorum.present == 4


def test_a_second_call_needs_a_deserted_first(assembly: Assembly) -> None:
    first = called(assembly, Call.FIRST, FIRST, at("08:00"))
    meeting = called(assembly, Call.SECOND, SECOND, at("10:00"), first)
    arrive(assembly, meeting, 0)
    with pytest.raises(Invalid):
        assembly.desk.write(
            open_meeting,
            OpenMeeting(
                meeting_id=meeting, opened_at=at("10:00"), chair_id=assembly.board.people[0],
                minute_taker_id=assembly.board.secretary,
            ),
        )  # fmt: skip


def test_more_proxies_than_the_statute_allows_are_refused(assembly: Assembly) -> None:
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    arrive(assembly, meeting, 1)
    for grantor in (2, 3, 4):
        proxy(assembly, meeting, grantor, 1)
    with pytest.raises(Invalid):
        proxy(assembly, meeting, 5, 1)
    assert len(assembly.desk.read(meeting_facts, meeting).proxies) == 3


def test_nobody_gives_a_proxy_and_takes_part(assembly: Assembly) -> None:
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    arrive(assembly, meeting, 1, 2)
    with pytest.raises(Invalid):
        proxy(assembly, meeting, 2, 1)


def test_directors_do_not_vote_on_the_accounts_and_the_base_says_so(assembly: Assembly) -> None:
    desk, meeting = assembly.desk, opened(assembly)
    accounts, fees, _other = items(desk, meeting)
    with pytest.raises(Invalid):
        desk.write(
            hold_ballot,
            HoldBallot(
                item_id=accounts, held_at=at("10:20"), wording="Sì.",
                votes=(CastVote(voter_id=assembly.members[0], choice=Choice.IN_FAVOUR),),
            ),
        )  # fmt: skip
    on_accounts, on_fees = _voted(assembly, meeting, accounts, fees)
    assert (on_accounts.decision.base, on_accounts.number) == (3, 1)
    assert (on_fees.decision.base, on_fees.number) == (4, 2)
    _everything_is_told(assembly, meeting)


def held(assembly: Assembly) -> int:
    """Voted, closed and told, the minutes approved at once."""
    meeting = opened(assembly)
    accounts, fees, _other = items(assembly.desk, meeting)
    _voted(assembly, meeting, accounts, fees)
    return meeting


def _voted(
    assembly: Assembly, meeting: int, accounts: int, fees: int
) -> tuple[BallotHeld, BallotHeld]:
    desk = assembly.desk
    on_accounts = desk.write(
        hold_ballot,
        HoldBallot(
            item_id=accounts, held_at=at("10:20"), wording="Il bilancio 2025 è approvato.",
            others_in_favour=True,
        ),
    ).value  # fmt: skip
    on_fees = desk.write(
        hold_ballot,
        HoldBallot(
            item_id=fees, held_at=at("10:40"), wording="Le quote restano invariate.",
            votes=(CastVote(voter_id=assembly.members[3], choice=Choice.AGAINST),),
            others_in_favour=True,
        ),
    ).value  # fmt: skip
    last = items(desk, meeting)[-1]
    desk.write(end_item, EndItem(item_id=last, outcome=ItemOutcome.DISCUSSED))
    desk.write(
        close_meeting,
        CloseMeeting(meeting_id=meeting, closed_at=at("11:30"), approved_in_meeting=True),
    )
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    return on_accounts, on_fees


def _everything_is_told(assembly: Assembly, meeting: int) -> None:
    desk = assembly.desk
    text = told(desk, meeting)
    for passage in (
        "si è riunita in seconda convocazione l’assemblea ordinaria dei soci",
        "in prima convocazione, indetta per il giorno 28 aprile 2026, è andata deserta",
        "n. 3 soci in proprio e n. 1 per delega, per complessivi n. 4 voti su n. 8",
        "numero sufficiente in seconda convocazione ai sensi dell’art. 11 dello Statuto",
        "all’unanimità dei votanti",
        "favorevoli n. 3, contrari n. 1 (Delta S.r.l.)",
        "letto e approvato seduta stante",
    ):
        assert passage in text
    document = sheet(desk, meeting)
    accounts, fees = (b for b in document.sections if isinstance(b, ResolutionBox))
    assert "1 dei presenti non vota su questo punto: la base è di n. 3 voti." in accounts.notes
    assert "art. 21 c.c." in accounts.notes
    assert (fees.number, fees.outcome) == ("2/2026", "Approvata a maggioranza")
    assert document.place_and_date == "Crema, 29 aprile 2026"
    assert document.subtitle == "n. 2/2026 · riunione del 29 aprile 2026 · seconda convocazione"


def test_the_table_of_an_assembly_names_members_their_people_and_proxies(
    assembly: Assembly,
) -> None:
    meeting = opened(assembly)
    table = presence_table(assembly.desk.read(meeting_facts, meeting))
    *rows, chair = [(row.name, row.represented, row.presence, row.votes) for row in table.rows]
    assert (chair, table.rows[-1].office) == (
        ("Ilaria Massari", "", "In presenza", None),
        "Presidente",
    )
    assert rows == [
        ("Alfa S.r.l.", "Rosa Alfa, legale rappresentante", "In presenza", 1),
        ("Beta S.r.l.", "Rosa Beta, legale rappresentante", "In presenza", 1),
        ("Gamma S.r.l.", "Rosa Gamma, legale rappresentante", "In presenza", 1),
        ("Delta S.r.l.", "", "Per delega a Beta S.r.l.", 1),
    ]


def test_a_secret_ballot_keeps_counts_tellers_and_no_names(assembly: Assembly) -> None:
    desk, meeting = assembly.desk, opened(assembly)
    _accounts, fees, _other = items(desk, meeting)
    held = HoldBallot(
        item_id=fees, held_at=at("10:40"), wording="Esclusione.", method=BallotMethod.SECRET,
        in_favour=3, blank=1, tellers=(assembly.people[1], assembly.people[2]),
    )  # fmt: skip
    assert desk.write(hold_ballot, held).value.decision.outcome is BallotOutcome.APPROVED
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    ballot = desk.read(meeting_facts, meeting).items[1].ballots[0]
    assert ballot.votes == ()
    assert "con Rosa Beta e Rosa Gamma in funzione di scrutatori" in told(desk, meeting)
    (box,) = (b for b in sheet(desk, meeting).sections if isinstance(b, ResolutionBox))
    assert (box.blank, box.void) == (1, 0)


def test_the_pages_of_meetings_count_members_and_proxies(assembly: Assembly) -> None:
    desk, meeting = assembly.desk, opened(assembly)
    _accounts, fees, _other = items(desk, meeting)
    ballot = HoldBallot(item_id=fees, held_at=at("10:40"), wording="Quote.", others_in_favour=True)
    desk.write(hold_ballot, ballot)
    second, first = desk.read(meeting_rows, filter=MeetingFilter(body_id=assembly.body))
    assert (second.number, second.present, second.in_office, second.resolutions) == (2, 4, 8, 1)
    assert (first.number, first.present, first.in_office, first.resolutions) == (1, 2, None, 0)
    assert desk.read(meeting_rows, filter=MeetingFilter(text="quote 2026")) == []
    assert len(desk.read(meeting_rows, filter=MeetingFilter(text="QUOTE 2027"))) == 2
    (resolution,) = desk.read(resolution_rows, filter=MeetingFilter(year=2026))
    assert (resolution.cited, resolution.title, resolution.in_favour) == ("1/2026", "Quote 2027", 4)
    assert desk.read(resolution_rows, until=FIRST) == []
    card = desk.read(meeting_card, meeting)
    assert card is not None
    assert [(check.quorum.present, check.may_vote) for check in card.checks] == [(4, 4)]
    assert desk.read(meeting_card, 999) is None
