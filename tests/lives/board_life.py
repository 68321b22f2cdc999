"""Call a board, let its members come and go, vote and write it down, beside a plain model."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import AgendaKind, Choice, ItemOutcome, MinutesState
from cluster_desk.errors import FinalRecord, Invalid
from cluster_desk.services.meetings.conduct import (
    AlreadyOpen,
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
    MinutesIncomplete,
    NoMinutes,
    NotHeldYet,
    NotInThatOrder,
    NotOverYet,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import (
    CancelMeeting,
    ConveneMeeting,
    HasBegun,
    Invite,
    MeetingIsOver,
    NewItem,
    PlanMeeting,
    cancel_meeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    RecordAttendance,
    RecordAttendances,
    RecordDeparture,
    record_attendances,
    record_departure,
)
from cluster_desk.services.meetings.voting import (
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from tests.lives.board_room import AFTER_MINUTES, APPROVED, NEEDED, SEATS, Book, Sitting, Stay
from tests.lives.life import NEW, Life, No
from tests.meeting_desks import Board, board
from tests.store.acting import rows


def at(hour: int) -> time:
    """16 → 16:00."""
    return time(hour)


class BoardLife(Life[Book]):
    """What may be done to a meeting of a board of five, beside the model."""

    board: Board

    @classmethod
    def furnish(cls, desk: Desk) -> None:
        cls.board = board(desk, SEATS)

    def begin(self) -> Book:
        return Book()

    def plan(self, ago: int, items: int) -> None:
        held_on = self.desk.clock.today() - timedelta(days=ago)

        def model(book: Book, made: int) -> None:
            book.sittings[made] = Sitting(held_on)
            if made != NEW:
                query = f"SELECT id FROM agenda_item WHERE meeting_id={made} ORDER BY position"
                ids = [row.id for row in rows(self.desk, query)]
                assert len(ids) == items + 1
                book.sittings[made].items = dict.fromkeys(ids, "open")

        agenda = [NewItem(title=f"Punto {number + 1}") for number in range(items)]
        agenda.append(NewItem(title="Varie", kind=AgendaKind.ANY_OTHER_BUSINESS))
        command = PlanMeeting(
            body_id=self.board.body,
            held_on=held_on,
            starts_at=at(15),
            venue="Sede associativa, Crema",
            agenda=tuple(agenda),
        )
        self.does(plan_meeting, command, model)

    def convene(self, meeting_id: int, before: int) -> None:
        today = self.desk.clock.today()
        sent_on = self.now.sittings[meeting_id].held_on - timedelta(days=before)

        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            if sitting.state == "cancelled":
                raise No(MeetingIsOver)
            if sent_on > today or sent_on > sitting.held_on:
                raise No(Invalid, "sent_on")
            if sitting.minutes in APPROVED:
                raise No(FinalRecord)
            book.number(sitting)
            sitting.notice = sent_on
            if sitting.state == "planned":
                sitting.state = "convened"

        command = ConveneMeeting(
            meeting_id=meeting_id,
            sent_on=sent_on,
            channel="PEC",
            invited=tuple(Invite(person_id=person) for person in self.board.people),
        )
        self.does(convene_meeting, command, model)

    def come(self, meeting_id: int, first: int, hour: int) -> None:
        """The first of them arrive together."""
        today = self.desk.clock.today()
        people = self.board.people[:first]

        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            sitting.require_living()
            if sitting.held_on > today:
                raise No(Invalid, "arrived_at")
            if any(stay.person in people and stay.left > hour for stay in sitting.stays):
                raise No(Invalid, "arrived_at")
            sitting.stays += [Stay(person, hour) for person in people]

        entries = tuple(
            RecordAttendance(meeting_id=meeting_id, person_id=person, arrived_at=at(hour))
            for person in people
        )
        self.does(record_attendances, RecordAttendances(entries=entries), model)

    def leave(self, meeting_id: int, place: int, hour: int) -> None:
        person = self.board.people[place]

        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            sitting.require_living()
            there = [s for s in sitting.stays if s.person == person and s.left == 24]
            if not there:
                raise No(Invalid, "person_id")
            if hour <= there[0].came:
                raise No(Invalid, "left_at")
            there[0].left = hour

        command = RecordDeparture(meeting_id=meeting_id, person_id=person, left_at=at(hour))
        self.does(record_departure, command, model)

    def open(self, meeting_id: int, hour: int, chair: int, alone: bool) -> None:
        today = self.desk.clock.today()
        presides = self.board.people[chair]
        writes = presides if alone else self.board.secretary

        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            sitting.require_living()
            if sitting.state == "open":
                raise No(AlreadyOpen)
            if sitting.held_on > today:
                raise No(Invalid, "opened_at")
            if sitting.present(hour) < NEEDED:
                raise No(NoQuorum)
            wrong = {"minute_taker_id"} if alone else set()
            if not sitting.has(presides, hour):
                wrong.add("chair_id")
            if wrong:
                raise No(Invalid, *wrong)
            book.number(sitting)
            sitting.state, sitting.opened, sitting.chair = "open", hour, presides

        command = OpenMeeting(
            meeting_id=meeting_id, opened_at=at(hour), chair_id=presides, minute_taker_id=writes
        )
        self.does(open_meeting, command, model)

    def find_deserted(self, meeting_id: int, hour: int) -> None:
        today = self.desk.clock.today()
        presides = self.board.people[0]

        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            sitting.require_living()
            if sitting.state == "open":
                raise No(AlreadyOpen)
            if sitting.held_on > today or sitting.present(hour) >= NEEDED:
                raise No(Invalid, "checked_at")
            if not sitting.has(presides, hour):
                raise No(Invalid, "chair_id")
            book.number(sitting)
            sitting.state, sitting.chair = "deserted", presides
            sitting.opened = sitting.closed = hour

        command = DeclareDeserted(
            meeting_id=meeting_id,
            checked_at=at(hour),
            chair_id=presides,
            minute_taker_id=self.board.secretary,
        )
        self.does(declare_deserted, command, model)

    def vote(
        self,
        meeting_id: int,
        item_id: int,
        hour: int,
        votes: tuple[int, int],
        casting: Choice | None,
    ) -> None:
        in_favour, against = votes

        def model(book: Book, made: Any) -> None:
            sitting = book.sittings[meeting_id]
            sitting.may_vote(item_id, hour, sum(votes))
            if casting is not None and not sitting.has(sitting.chair, hour):
                raise No(Invalid, "casting_choice")
            adopted = sitting.vote(item_id, hour, votes, casts=casting is not None)
            if made is not NEW:
                assert (made.number is not None) == adopted
            if adopted:
                book.resolve(sitting, item_id)

        command = HoldBallot(
            item_id=item_id,
            held_at=at(hour),
            wording="Si approva.",
            in_favour=in_favour,
            against=against,
            casting_choice=casting,
        )
        self.does(hold_ballot, command, model, is_final=lambda held: held.resolution_id is not None)

    def item(self, meeting_id: int, place: int) -> int:
        items = sorted(self.now.sittings[meeting_id].items)
        return items[place % len(items)]

    def end(self, meeting_id: int, item_id: int, outcome: ItemOutcome) -> None:
        self.does(
            end_item,
            EndItem(item_id=item_id, outcome=outcome),
            lambda book, _made: book.sittings[meeting_id].end(item_id, outcome.value),
        )

    def close(self, meeting_id: int, hour: int) -> None:
        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            if sitting.state != "open":
                raise No(MeetingIsOver)
            assert sitting.opened is not None
            wrong = {"agenda"} if "open" in sitting.items.values() else set()
            late = any(vote.hour > hour for vote in sitting.votes)
            late |= any(s.came >= hour or hour < s.left < 24 for s in sitting.stays)
            if late or hour <= sitting.opened:
                wrong.add("closed_at")
            if wrong:
                raise No(Invalid, *wrong)
            sitting.state, sitting.closed = "closed", hour

        self.does(close_meeting, CloseMeeting(meeting_id=meeting_id, closed_at=at(hour)), model)

    def cancel(self, meeting_id: int) -> None:
        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            sitting.require_living()
            if sitting.state == "open":
                raise No(HasBegun)
            sitting.state = "cancelled"

        command = CancelMeeting(meeting_id=meeting_id, reason="neve")
        self.does(cancel_meeting, command, model)

    def compose(self, meeting_id: int) -> None:
        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            if sitting.opened is None or sitting.state == "cancelled":
                raise No(NotHeldYet)
            if sitting.minutes in APPROVED:
                raise No(FinalRecord)
            sitting.minutes = sitting.minutes or "draft"

        self.does(compose_minutes, ComposeMinutes(meeting_id=meeting_id), model)

    def set_minutes(self, meeting_id: int, wanted: MinutesState) -> None:
        def model(book: Book, _made: object) -> None:
            sitting = book.sittings[meeting_id]
            if not sitting.minutes:
                raise No(NoMinutes)
            if wanted.value not in AFTER_MINUTES[sitting.minutes]:
                raise No(NotInThatOrder)
            if wanted is MinutesState.APPROVED:
                if sitting.state not in ("closed", "deserted"):
                    raise No(NotOverYet)
                if not sitting.is_complete:
                    raise No(MinutesIncomplete)
            sitting.minutes = wanted.value

        command = SetMinutesState(meeting_id=meeting_id, state=wanted, book_pages="12–14")
        is_final = wanted is MinutesState.APPROVED
        self.does(set_minutes_state, command, model, is_final=lambda _value: is_final)
