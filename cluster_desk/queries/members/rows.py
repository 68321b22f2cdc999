"""The rows of a page of members, put together from a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    PaymentStatus,
    SizeClass,
)
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.membership import MembershipEvent as Event
from cluster_desk.domain.membership import status_at
from cluster_desk.domain.money import Money
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.domain.voting import VotingRight, voting_right
from cluster_desk.queries.association import setting, statute_rules
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.members import (
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
    Person,
)

_CHUNK = 5_000


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """One member as of a day. `charged`, `paid` are of the year, `balance` is all that is open."""

    id: int
    organisation_id: int | None
    person_id: int | None
    number: int | None
    name: str
    kind: OrganisationKind | None
    category: MemberCategory
    size: SizeClass
    status: MembershipStatus | None
    tax_code: str
    vat_number: str
    city: str
    province: str
    sector: str
    founder: bool
    charged: Money
    paid: Money
    balance: Money
    payment: PaymentStatus
    member_since: date | None
    voting: VotingRight

    @property
    def may_vote(self) -> bool:
        """Whether it may vote on the day."""
        return self.voting.may_vote


def member_rows(session: Session, ids: Sequence[int], *, on: date, year: int) -> list[MemberRow]:
    """The rows of these memberships, in the order of the ids; unknown ids are left out."""
    rules = statute_rules(session)
    voteless = frozenset(setting(session, "categories_without_vote", ()))
    rows: dict[int, MemberRow] = {}
    for start in range(0, len(ids), _CHUNK):
        for row in _rows(session, ids[start : start + _CHUNK], on, year, rules, voteless):
            rows[row.id] = row
    return [rows[i] for i in ids if i in rows]


def _rows(
    session: Session,
    ids: Sequence[int],
    on: date,
    year: int,
    rules: StatuteRules,
    voteless: frozenset[str],
) -> Iterable[MemberRow]:
    events = events_of(session, ids)
    for membership, organisation, person, *facts in session.execute(_facts(ids, on, year)).all():
        story = events[membership.id]
        category = facts[0] or MemberCategory.ORDINARY
        charged, paid, open_, overdue = (Money(int(cents or 0)) for cents in facts[2:6])
        status = status_at(story, on)
        since = min((e.on for e in story if e.kind is Kind.ADMISSION and e.on <= on), default=None)
        yield MemberRow(
            id=membership.id,
            organisation_id=membership.organisation_id,
            person_id=membership.person_id,
            number=membership.register_number,
            **_party(organisation, person),
            category=category,
            size=facts[1] or SizeClass.NONE,
            status=status,
            founder=membership.founder or category is MemberCategory.FOUNDER,
            charged=charged,
            paid=paid,
            balance=open_,
            payment=PaymentStatus(facts[6]) if facts[6] else PaymentStatus.NOTHING_DUE,
            member_since=since,
            voting=voting_right(
                status=status,
                in_arrears=bool(overdue),
                on=on,
                admitted_on=since,
                arrears_suspend_vote=rules.flag("arrears_vote"),
                category_votes=category not in voteless,
                minimum_days=rules.number("voting_right"),
            ),
        )


def _facts(ids: Sequence[int], on: date, year: int) -> Select[Any]:
    """Membership and party; category, size; charged, paid, open and overdue; payment status."""
    balance = standing.member_balances(on, year, ids)
    sums = (balance.c.charged, balance.c.paid, balance.c.open, balance.c.overdue)
    return (
        select(
            Membership,
            Organisation,
            Person,
            standing.classified(on, Classification.category),
            standing.classified(on, Classification.size),
            *sums,
            standing.payment_code(balance),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
        .where(Membership.id.in_(ids))
    )


def _party(organisation: Organisation | None, person: Person | None) -> dict[str, Any]:
    if organisation is not None:
        return {name: getattr(organisation, name) for name in _PARTY}
    assert person is not None
    blank = dict.fromkeys(_PARTY, "")
    return blank | {"name": full_name(person), "kind": None, "tax_code": person.tax_code}


_PARTY = ("name", "kind", "tax_code", "vat_number", "city", "province", "sector")


def full_name(person: Person) -> str:
    """`Anna Bianchi`."""
    return f"{person.given_name} {person.family_name}".strip()


def events_of(session: Session, ids: Sequence[int]) -> dict[int, list[Event]]:
    """What happened to these memberships, each in the order in which it was recorded."""
    query = (
        select(
            MembershipEvent.membership_id,
            MembershipEvent.kind,
            MembershipEvent.on_day,
            MembershipEvent.received_on,
        )
        .where(MembershipEvent.membership_id.in_(ids))
        .order_by(MembershipEvent.id)
    )
    stories: dict[int, list[Event]] = defaultdict(list)
    for membership_id, kind, on_day, received_on in session.execute(query):
        stories[membership_id].append(Event(kind=kind, on=on_day, received_on=received_on))
    return stories
