"""Act six: six meetings of the board and one assembly, with what really happens in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from cluster_desk import paths
from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    Call,
    Capacity,
    Choice,
    ItemOutcome,
    MeetingMode,
    MinutesState,
)
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.queries.meetings.room import room
from cluster_desk.services.demo.bodies import person
from cluster_desk.services.demo.money import MANY
from cluster_desk.services.demo.stage import Stage
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    OpenMeeting,
    close_meeting,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    EditAgendaItem,
    Invite,
    NewItem,
    PlanMeeting,
    convene_meeting,
    edit_agenda_item,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    Excuse,
    GiveProxy,
    RecordAttendance,
    RecordAttendances,
    declare_conflict,
    excuse,
    give_proxy,
    record_attendances,
)
from cluster_desk.services.meetings.voting import (
    CastVote,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.store.tables.meetings import AgendaItem
from cluster_desk.store.tables.members import Affiliation

ASSEMBLY_ON = date(2026, 4, 23)
ASSEMBLY_AGENDA = (
    NewItem(
        title="Approvazione del bilancio preventivo 2026",
        kind=AgendaKind.RESOLUTION,
        proposal="di approvare il bilancio preventivo 2026",
    ),
    NewItem(title="Relazione sulle attività e sui tavoli tematici", kind=AgendaKind.ACKNOWLEDGMENT),
    NewItem(
        title="Situazione economica al 31 marzo 2026",
        kind=AgendaKind.ACCOUNTS,
        proposal="di approvare la situazione economica al 31 marzo 2026",
    ),
)


def plan(stage: Stage, board: list[int]) -> None:
    """Six boards and an assembly, each into the diary of its day."""
    text = paths.resource("demo/board.json").read_text(encoding="utf-8")
    for told in json.loads(text):
        day = date.fromisoformat(told["on"])
        stage.on(day, partial(_hold_board, stage, board, told))
    stage.on(ASSEMBLY_ON, lambda: _assembly(stage, board))


def _hold_board(stage: Stage, board: list[int], told: dict[str, Any]) -> None:
    """A meeting; it approves the minutes of the one before, its own stay a draft till the next."""
    day = date.fromisoformat(told["on"])
    meeting = _board_meeting(stage, board, told)
    if waiting := stage.ids.get("draft_minutes"):
        _approve(stage, waiting, day)
    stage.do(day, compose_minutes, ComposeMinutes(meeting_id=meeting))
    stage.ids["draft_minutes"] = meeting


def _approve(stage: Stage, meeting: int, day: date) -> None:
    for state in (MinutesState.IN_REVIEW, MinutesState.APPROVED):
        stage.do(day, set_minutes_state, SetMinutesState(meeting_id=meeting, state=state))


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _board_meeting(stage: Stage, board: list[int], told: dict[str, Any]) -> int:
    day, sent = date.fromisoformat(told["on"]), date.fromisoformat(told["notice"])
    agenda = [
        NewItem(title=title, kind=AgendaKind(kind), proposal=wording)
        for kind, title, _said, wording in told["items"]
    ]
    meeting = stage.do(
        sent,
        plan_meeting,
        PlanMeeting(
            body_id=stage.ids["CD"],
            held_on=day,
            starts_at=_time(told["opened"]),
            mode=MeetingMode.HYBRID,
            venue="Sede associativa, Via delle Essenze 24, Crema",
            platform="piattaforma Demo Meet",
            link="https://meet.esempio.it/cd",
            agenda=(
                *agenda,
                NewItem(title="Varie ed eventuali", kind=AgendaKind("any_other_business")),
            ),
        ),
    )
    invited = tuple(Invite(person_id=who) for who in board)
    notice = ConveneMeeting(meeting_id=meeting, sent_on=sent, channel="PEC", invited=invited)
    stage.do(sent, convene_meeting, notice)
    _presence(stage, board, told, meeting, day)
    stage.do(
        day,
        open_meeting,
        OpenMeeting(
            meeting_id=meeting,
            opened_at=_time(told["opened"]),
            chair_id=board[0],
            minute_taker_id=stage.ids["minute_taker"],
        ),
    )
    _items(stage, board, told, meeting, day)
    closing = CloseMeeting(meeting_id=meeting, closed_at=_time(told["closed"]))
    stage.do(day, close_meeting, closing)
    return meeting


def _presence(
    stage: Stage, board: list[int], told: dict[str, Any], meeting: int, day: date
) -> None:
    late, early = dict(told["late"]), dict(told["early"])
    entries = [
        RecordAttendance(
            meeting_id=meeting,
            person_id=who,
            arrived_at=_time(late.get(seat, told["opened"])),
            left_at=_time(early[seat]) if seat in early else None,
            mode=AttendanceMode.REMOTE if seat in (5, 6) else AttendanceMode.IN_PERSON,
        )
        for seat, who in enumerate(board)
        if seat not in told["absent"]
    ]
    stage.do(day, record_attendances, RecordAttendances(entries=tuple(entries)))
    for seat in told["absent"][:1]:
        stage.do(day, excuse, Excuse(meeting_id=meeting, person_id=board[seat]))


def _items(stage: Stage, board: list[int], told: dict[str, Any], meeting: int, day: date) -> None:
    items = _agenda(stage, meeting)
    clock = _minutes_of(_time(told["opened"]))
    step = (_minutes_of(_time(told["closed"])) - clock) // (len(items) + 1)
    special = told.get("votes", {})
    for number, item in enumerate(items, start=1):
        clock += step
        at = time(clock // 60, clock % 60)
        if number > len(told["items"]):
            ending = EndItem(item_id=item, outcome=ItemOutcome.DISCUSSED)
            stage.do(day, end_item, ending)
            continue
        kind, _title, said, wording = told["items"][number - 1]
        started = time((clock - step) // 60, (clock - step) % 60)
        edit = EditAgendaItem(item_id=item, discussion=said, started_at=started)
        stage.do(day, edit_agenda_item, edit)
        if kind == "acknowledgment":
            noted = EndItem(item_id=item, outcome=ItemOutcome.ACKNOWLEDGED)
            stage.do(day, end_item, noted)
            continue
        if told.get("conflict") == number:
            interest = DeclareConflict(
                item_id=item,
                person_id=board[3],
                statement="rappresento un’organizzazione che partecipa alla convenzione",
            )
            stage.do(day, declare_conflict, interest)
        votes = _votes(stage, board, meeting, at, special.get(str(number), ""))
        ballot = HoldBallot(
            item_id=item, held_at=at, wording=wording, votes=votes, others_in_favour=True
        )
        stage.do(day, hold_ballot, ballot)


def _agenda(stage: Stage, meeting: int) -> list[int]:
    from sqlalchemy import select  # a small read of our own making

    query = (
        select(AgendaItem.id).where(AgendaItem.meeting_id == meeting).order_by(AgendaItem.position)
    )
    return stage.desk.read(lambda session: list(session.scalars(query)))


def _minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def _votes(
    stage: Stage, board: list[int], meeting: int, at: time, special: str
) -> tuple[CastVote, ...]:
    """Everybody in favour, but for what is told: a tie the chair breaks, or abstentions."""
    here = sorted(stage.desk.read(room, meeting).carried(at))
    others = [who for who in here if who != board[0]]
    if special == "tie":
        half = len(here) // 2
        against = [CastVote(voter_id=who, choice=Choice.AGAINST) for who in others[:half]]
        spare = len(here) - 2 * half
        silent = [
            CastVote(voter_id=who, choice=Choice.ABSTAINED) for who in others[half : half + spare]
        ]
        return (*against, *silent)
    if special == "abstained":
        return tuple(CastVote(voter_id=who, choice=Choice.ABSTAINED) for who in others[:2])
    return ()


def _assembly(stage: Stage, board: list[int]) -> None:
    """The accounts and the fees, at second call, with proxies and art. 21 at work."""
    day, sent = ASSEMBLY_ON, ASSEMBLY_ON - timedelta(days=20)
    meeting = stage.do(
        sent,
        plan_meeting,
        PlanMeeting(
            body_id=stage.ids["ASS"],
            held_on=day,
            starts_at=time(10, 0),
            venue="Sala dei convegni, Crema",
            call=Call.SINGLE,
            assembly_type="ordinaria",
            agenda=ASSEMBLY_AGENDA,
        ),
    )
    entitled = sorted(stage.desk.read(room, meeting).entitled)
    invited = tuple(Invite(membership_id=member) for member in entitled[:400])
    notice = ConveneMeeting(meeting_id=meeting, sent_on=sent, channel="PEC", invited=invited)
    stage.do(sent, convene_meeting, notice)
    _members_come(stage, board, meeting, entitled)
    stage.do(
        day,
        open_meeting,
        OpenMeeting(
            meeting_id=meeting,
            opened_at=time(10, 15),
            chair_id=board[0],
            minute_taker_id=stage.ids["minute_taker"],
        ),
    )
    _assembly_items(stage, meeting, day)
    stage.do(
        day,
        close_meeting,
        CloseMeeting(meeting_id=meeting, closed_at=time(12, 40), approved_in_meeting=True),
    )
    stage.do(day, compose_minutes, ComposeMinutes(meeting_id=meeting))
    _approve(stage, meeting, day)


def _members_come(stage: Stage, board: list[int], meeting: int, entitled: list[int]) -> None:
    """Half of the members and a few more: in person, remotely, or by proxy."""
    day = ASSEMBLY_ON
    quorum = stage.desk.read(room, meeting).quorum(time(10, 15)).needed
    coming = entitled[: min(quorum + 4, len(entitled))]
    direct, by_proxy = coming[: len(coming) - 6], coming[len(coming) - 6 :]
    people = [board[0], *_people_sent(stage, direct[1:])]
    entries = [
        RecordAttendance(
            meeting_id=meeting,
            person_id=who,
            arrived_at=time(10, 0),
            capacity=Capacity.DESIGNATED_REPRESENTATIVE
            if place % 3
            else Capacity.LEGAL_REPRESENTATIVE,
            membership_id=member,
            organisation_id=member,
        )
        for place, (member, who) in enumerate(zip(direct, people, strict=True))
    ]
    stage.do(day, record_attendances, RecordAttendances(entries=tuple(entries)))
    for place, grantor in enumerate(by_proxy):
        holder = direct[3 + place // 2]
        proxy = GiveProxy(
            meeting_id=meeting,
            grantor_id=grantor,
            holder_id=holder,
            received_on=day - timedelta(days=2),
        )
        stage.do(day, give_proxy, proxy)


def _people_sent(stage: Stage, members: Sequence[int]) -> list[int]:
    """Somebody of each; where there are very many, those whom the register names."""
    if stage.members < MANY:
        return [person(stage, stage.chance.choice("fm"), ASSEMBLY_ON) for _member in members]
    from sqlalchemy import select  # a small read of our own making

    ties = select(Affiliation.organisation_id, Affiliation.person_id).where(
        Affiliation.role == AffiliationRole.LEGAL_REPRESENTATIVE
    )
    led_by = dict(stage.desk.read(lambda session: session.execute(ties).tuples().all()))
    return [led_by[member] for member in members]


def _assembly_items(stage: Stage, meeting: int, day: date) -> None:
    first, second, third = _agenda(stage, meeting)
    said = (
        "La Presidente illustra il bilancio preventivo; la Tesoriera risponde alle domande.",
        "I coordinatori riferiscono sull’avvio dei tavoli tematici.",
        "La Tesoriera espone la situazione economica. I componenti del Consiglio non votano.",
    )
    for item, text in zip((first, second, third), said, strict=True):
        stage.do(day, edit_agenda_item, EditAgendaItem(item_id=item, discussion=text))
    stage.do(
        day,
        hold_ballot,
        HoldBallot(
            item_id=first,
            held_at=time(10, 50),
            wording="di approvare il bilancio preventivo 2026",
            others_in_favour=True,
        ),
    )
    stage.do(day, end_item, EndItem(item_id=second, outcome=ItemOutcome.ACKNOWLEDGED))
    voters = sorted(
        stage.desk.read(room, meeting).base(time(12, 10), AgendaKind.ACCOUNTS, frozenset()).may_vote
    )
    stage.do(
        day,
        hold_ballot,
        HoldBallot(
            item_id=third,
            held_at=time(12, 10),
            wording="di approvare la situazione economica al 31 marzo 2026",
            votes=(CastVote(voter_id=voters[-1], choice=Choice.ABSTAINED),),
            others_in_favour=True,
        ),
    )
