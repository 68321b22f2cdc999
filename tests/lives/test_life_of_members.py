"""Whatever is written to the register of members, it says what a plain model of it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cluster_desk.desk import Desk
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.errors import Invalid
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.services.association.profile import FoundAssociation, found_association
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.editing import ClassifyMember, classify_member
from cluster_desk.services.members.events import (
    OutOfOrder,
    RecordMembershipEvent,
    record_membership_event,
)
from cluster_desk.services.members.facts import OrganisationFacts
from tests.desks import NewDesk
from tests.lives.life import NEW, Life, No, live
from tests.store.acting import rows

FOUNDED = date(2025, 12, 15)
NAMES = st.sampled_from(["Serio Pack S.r.l.", "L’ora è 7", "'; --", "100 % Natura"])
AGO = st.sampled_from([0, 0, 0, 0, 1, 7, 30, 200, 400, -3])
WHICH = st.integers(0, 4)

# who is what → what may happen then, and what it is afterwards
TABLE = {
    "nobody": {"application": "applicant", "admission": "active"},
    "applicant": {"admission": "active", "refusal": "refused"},
    "refused": {"application": "applicant", "admission": "active"},
    "active": {"suspension": "suspended", "exclusion": "excluded", "lapse": "lapsed"},
    "suspended": {"reinstatement": "active", "exclusion": "excluded", "lapse": "lapsed"},
    "withdrawing": {"suspension": "suspended", "exclusion": "excluded", "lapse": "lapsed"},
}


@dataclass
class Member:
    """`story` has the kind, the day it took its place, and the last day as a member if leaving."""

    name: str
    party: int
    number: int | None = None
    story: list[tuple[str, date, date | None]] = field(default_factory=list)
    classes: dict[date, tuple[MemberCategory, SizeClass]] = field(default_factory=dict)

    def happened(self) -> list[tuple[str, date, date | None]]:
        return sorted(self.story, key=lambda event: event[1])

    def is_leaving(self) -> bool:
        return any(kind == "withdrawal" for kind, _day, _last in self.story)

    def status(self, day: date) -> str:
        """Day after day, in its own words."""
        now, last = "nobody", None
        for kind, on, until in self.happened():
            if on > day:
                break
            if kind == "withdrawal":
                last = until
            else:
                now = TABLE["active" if now == "withdrawing" else now].get(kind) or now
        if last is not None and now in ("active", "suspended"):
            if day > last:
                return "withdrawn"
            return "withdrawing" if now == "active" else now
        return now

    def is_inside(self, day: date) -> bool:
        """Whether it is in the register of members."""
        return self.status(day) in ("active", "suspended", "withdrawing")

    def refuses(self, kind: str, day: date) -> bool:
        """Whether it cannot happen on this day."""
        before = self.happened()
        if before and day < before[-1][1]:
            return True
        status = self.status(day)
        if kind == "withdrawal":
            return self.is_leaving() or status not in ("active", "suspended")
        if kind == "reinstatement" and status == "withdrawing":
            return True
        return kind not in TABLE.get(status, {})

    def category(self, day: date) -> tuple[MemberCategory, SizeClass] | None:
        days = [each for each in self.classes if each <= day]
        return self.classes[max(days)] if days else None


@dataclass
class Register:
    """Members by id, the last number given, the day it is."""

    members: dict[int, Member] = field(default_factory=dict)
    last: int = 0

    def enter(self, member: Member, number: int | None = None) -> None:
        """Give it the next number, or the one of the paper register."""
        member.number = self.last + 1 if number is None else number
        self.last = max(self.last, member.number)

    def is_inside_elsewhere(self, member: Member, day: date) -> bool:
        """Whether another chapter of the same organisation lasts on this day."""
        others = (m for m in self.members.values() if m.party == member.party and m is not member)
        return any(each.is_inside(day) for each in others)


class MembersLife(Life[Register]):
    """Applications, admissions, suspensions, departures, returns; undone and done again."""

    @classmethod
    def furnish(cls, desk: Desk) -> None:
        desk.write(found_association, FoundAssociation(name="Cluster di prova", founded_on=FOUNDED))

    def begin(self) -> Register:
        return Register()

    def _pick(self, which: int) -> int:
        ids = sorted(self.now.members)
        return ids[which % len(ids)]

    @rule(name=NAMES, applied=st.none() | AGO, admitted=st.none() | AGO)
    def admit(self, name: str, applied: int | None, admitted: int | None) -> None:
        self._admit(name, applied, admitted, None, None)

    @rule(name=NAMES)
    def apply(self, name: str) -> None:
        self._admit(name, 0, None, None, None)

    @rule(name=NAMES, number=st.integers(0, 6))
    def continue_the_paper_register(self, name: str, number: int) -> None:
        self._admit(name, None, 1, number, None)

    @precondition(lambda self: self.now.members)
    @rule(which=WHICH, admitted=st.none() | AGO)
    def come_back(self, which: int, admitted: int | None) -> None:
        former = self.now.members[self._pick(which)]
        self._admit(former.name, None, admitted, None, former.party)

    def _admit(
        self,
        name: str,
        applied_ago: int | None,
        admitted_ago: int | None,
        number: int | None,
        party: int | None,
    ) -> None:
        today = self.today
        applied = None if applied_ago is None else today - timedelta(days=applied_ago)
        admitted = None if admitted_ago is None else today - timedelta(days=admitted_ago)
        known = [m for m in self.now.members.values() if party is not None and m.party == party]
        stays = admitted is not None and any(each.is_inside(admitted) for each in known)

        def model(register: Register, made: int) -> None:
            wrong = set()
            if applied is not None and applied > today:
                wrong.add("applied_on")
            if admitted is not None and (admitted > today or admitted < FOUNDED or stays):
                wrong.add("admitted_on")
            if applied and admitted and admitted < applied:
                wrong.add("admitted_on")
            over = ("withdrawn", "excluded", "lapsed", "refused")
            if any(each.status(date.max) not in over for each in known):
                wrong.add("organisation_id")
            taken = {each.number for each in register.members.values()}
            if number is not None and (number < 1 or number in taken):
                wrong.add("register_number")
            if wrong:
                raise No(Invalid, *wrong)
            member = Member(name, party or self._party_of(made))
            since = admitted or applied or today
            member.classes[since] = (MemberCategory.ORDINARY, SizeClass.SMALL)
            if applied is not None or admitted is None:
                member.story.append(("application", applied or since, None))
            if admitted is not None:
                member.story.append(("admission", admitted, None))
                register.enter(member, number)
            register.members[made] = member

        command = AdmitMember(
            facts=OrganisationFacts(name=name),
            size=SizeClass.SMALL,
            applied_on=applied,
            admitted_on=admitted,
            register_number=number if admitted is not None else None,
            organisation_id=party,
        )
        self.does(admit_member, command, model)

    def _party_of(self, membership_id: int) -> int:
        if membership_id == NEW:
            return NEW
        query = f"SELECT organisation_id FROM membership WHERE id={membership_id}"
        return int(rows(self.desk, query)[0][0])

    @precondition(lambda self: self.now.members)
    @rule(
        which=WHICH,
        kind=st.sampled_from([kind for kind in Kind if kind is not Kind.WITHDRAWAL]),
        ago=AGO,
        says_why=st.booleans(),
    )
    def record(self, which: int, kind: Kind, ago: int, says_why: bool) -> None:
        self._record(self._pick(which), kind, ago, says_why)

    @precondition(lambda self: self.now.members)
    @rule(which=WHICH, choices=st.lists(st.integers(0, 2), min_size=1, max_size=4))
    def record_what_may_follow(self, which: int, choices: list[int]) -> None:
        member_id = self._pick(which)
        for choice in choices:
            status = self.now.members[member_id].status(self.today)
            follows = sorted(TABLE.get(status, {"admission": ""}))
            self._record(member_id, Kind(follows[choice % len(follows)]), 0, True)

    def _record(self, member_id: int, kind: Kind, ago: int, says_why: bool) -> None:
        day = self.today - timedelta(days=ago)

        def model(register: Register, _made: int) -> None:
            member = register.members[member_id]
            wrong = set()
            if kind.value in ("suspension", "exclusion", "lapse", "refusal") and not says_why:
                wrong |= {"reason", "resolution_text"}
            if day < FOUNDED and kind is not Kind.APPLICATION:
                wrong.add("on_day")
            if kind is Kind.ADMISSION and register.is_inside_elsewhere(member, day):
                wrong.add("on_day")
            if wrong:
                raise No(Invalid, *wrong)
            if member.refuses(kind.value, day):
                raise No(OutOfOrder)
            member.story.append((kind.value, day, None))
            if kind is Kind.ADMISSION and member.number is None:
                register.enter(member, None)

        command = RecordMembershipEvent(
            membership_id=member_id,
            kind=kind,
            on_day=day,
            reason="morosità" if says_why else " ",
            resolution_text="CD 4/2026" if says_why else "",
        )
        self.does(record_membership_event, command, model)

    @precondition(lambda self: self.now.members)
    @rule(which=WHICH, ago=AGO)
    def withdraw(self, which: int, ago: int) -> None:
        today, member_id = self.today, self._pick(which)
        received = today - timedelta(days=ago)

        def model(register: Register, _made: int) -> None:
            member = register.members[member_id]
            if received > today:
                raise No(Invalid, "received_on")
            if member.refuses("withdrawal", received):
                raise No(OutOfOrder)
            # art. 24: in time until the end of September, or else a year later
            year = received.year + (0 if received <= date(received.year, 9, 30) else 1)
            member.story.append(("withdrawal", received, date(year, 12, 31)))

        command = RecordMembershipEvent(
            membership_id=member_id, kind=Kind.WITHDRAWAL, received_on=received
        )
        self.does(record_membership_event, command, model)

    @precondition(lambda self: self.now.members)
    @rule(
        which=WHICH,
        ago=AGO,
        category=st.sampled_from([MemberCategory.SUPPORTER, MemberCategory.HONORARY]),
        size=st.sampled_from([SizeClass.LARGE, SizeClass.NONE]),
    )
    def classify(self, which: int, ago: int, category: MemberCategory, size: SizeClass) -> None:
        member_id = self._pick(which)
        day = self.today - timedelta(days=ago)

        def model(register: Register, _made: int) -> None:
            classes = register.members[member_id].classes
            if day < min(classes):
                raise No(Invalid, "from_on")
            classes[day] = (category, size)

        command = ClassifyMember(membership_id=member_id, from_on=day, category=category, size=size)
        self.does(classify_member, command, model)

    def compare(self) -> None:
        members = self.now.members
        ids = [row[0] for row in rows(self.desk, "SELECT id FROM membership ORDER BY id")]
        assert ids == sorted(members)
        for day in (self.today, date(2027, 12, 31)):
            for row in self.desk.read(member_rows, ids, on=day, year=day.year):
                member = members[row.id]
                status = member.status(day)
                assert (row.status or "nobody") == status, (member, day)
                assert row.number == member.number
                kinds = member.category(day)
                told = kinds or (MemberCategory.ORDINARY, SizeClass.NONE)
                assert (row.category, row.size) == told
                votes = status in (Status.ACTIVE, Status.WITHDRAWING)
                assert row.may_vote == votes, (member, day, row.voting)
        numbers = [member.number for member in members.values() if member.number is not None]
        assert len(numbers) == len(set(numbers))


@pytest.mark.slow
def test_any_life_of_members_is_what_the_model_says(new_desk: NewDesk) -> None:
    live(MembersLife, new_desk, steps=8)
