"""Say in plain words what may happen to the meetings of a board, and what they are then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cluster_desk.errors import Invalid
from cluster_desk.services.meetings.planning import MeetingIsOver
from cluster_desk.services.meetings.voting import AlreadyResolved, NotOpen, NoVotesHere
from tests.lives.life import No

SEATS = 5
NEEDED = 3  # more than half of those in office
APPROVED = ("approved", "signed", "booked")
AFTER_MINUTES: dict[str, set[str]] = {
    "draft": {"in_review", "approved"},
    "in_review": {"draft", "approved"},
    "approved": {"signed"},
    "signed": {"booked"},
    "booked": set(),
}


@dataclass
class Stay:
    """Somebody in the room, from an hour until another."""

    person: int
    came: int
    left: int = 24

    def covers(self, hour: int) -> bool:
        return self.came <= hour < self.left


@dataclass
class Vote:
    """What was counted, and how many were there."""

    hour: int
    present: int


@dataclass
class Sitting:
    """A meeting; `items` have their outcome, any other business comes last."""

    held_on: date
    items: dict[int, str] = field(default_factory=dict)
    state: str = "planned"
    number: int | None = None
    notice: date | None = None
    stays: list[Stay] = field(default_factory=list)
    opened: int | None = None
    closed: int | None = None
    chair: int | None = None
    votes: list[Vote] = field(default_factory=list)
    minutes: str = ""

    def present(self, hour: int) -> int:
        return sum(stay.covers(hour) for stay in self.stays)

    def has(self, person: int | None, hour: int) -> bool:
        return any(stay.person == person and stay.covers(hour) for stay in self.stays)

    def require_living(self) -> None:
        if self.state in ("closed", "deserted", "cancelled"):
            raise No(MeetingIsOver)

    def require_open(self) -> None:
        self.require_living()
        if self.state != "open":
            raise No(NotOpen)

    def may_vote(self, item: int, hour: int, votes: int) -> None:
        self.require_open()
        if item == max(self.items):
            raise No(NoVotesHere)
        assert self.opened is not None
        if hour < self.opened:
            raise No(Invalid, "held_at")
        if votes > self.present(hour):
            raise No(Invalid, "votes")
        if not votes and self.present(hour) >= NEEDED:
            raise No(Invalid, "in_favour")

    def vote(self, item: int, hour: int, votes: tuple[int, int], *, casts: bool) -> bool:
        """Whether it is adopted: more than half of those present, or a tie the chair breaks."""
        in_favour, against = votes
        present = self.present(hour)
        is_valid = present >= NEEDED
        tie = in_favour == against > 0 and casts
        adopted = is_valid and 2 * (in_favour + tie) > present
        if self.items[item] != "resolved":
            told = "resolved" if adopted else "rejected"
            self.items[item] = told if is_valid else "open"
        self.votes.append(Vote(hour, present))
        return adopted

    def end(self, item: int, outcome: str) -> None:
        self.require_open()
        if self.items[item] == "resolved":
            raise No(AlreadyResolved)
        self.items[item] = outcome

    @property
    def is_complete(self) -> bool:
        """Whether minutes can tell it: called, presided all the time, votes as the presence has."""
        if self.notice is None:
            return False
        if self.state == "deserted":
            return True
        assert self.closed is not None
        ends = any(s.person == self.chair and s.left == self.closed for s in self.stays)
        return (ends or self.has(self.chair, self.closed)) and all(
            self.has(self.chair, vote.hour) and self.present(vote.hour) == vote.present
            for vote in self.votes
        )


@dataclass
class Book:
    """The meetings by id; how many of a year have a number, and a year's resolutions in order."""

    sittings: dict[int, Sitting] = field(default_factory=dict)
    numbered: dict[int, int] = field(default_factory=dict)
    resolutions: dict[int, list[int]] = field(default_factory=dict)

    def number(self, sitting: Sitting) -> None:
        year = sitting.held_on.year
        if sitting.number is None:
            sitting.number = self.numbered[year] = self.numbered.get(year, 0) + 1

    def resolve(self, sitting: Sitting, item: int) -> None:
        self.resolutions.setdefault(sitting.held_on.year, []).append(item)
