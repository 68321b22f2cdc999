"""Read who may vote in an assembly on a day: the register, the fees and the statute at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import MemberCategory, MembershipStatus
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.domain.voting import VotingRight, voting_right
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.lists import member_since
from cluster_desk.store.tables.association import Setting
from cluster_desk.store.tables.members import Classification, Membership, Organisation, Person


@dataclass(frozen=True, kw_only=True)
class Voter:
    """A member in the register on the day of the meeting."""

    id: int
    organisation_id: int | None
    person_id: int | None
    number: int | None
    name: str
    voting: VotingRight

    @property
    def may_vote(self) -> bool:
        """Whether it may vote on the day."""
        return self.voting.may_vote


def voters_at(session: Session, on: date, rules: StatuteRules) -> dict[int, Voter]:
    """The members of the day by id, in the order of the register; one statement for all."""
    balance = standing.member_balances(on, on.year)
    status = standing.status_code(on)
    since = member_since(on)
    category = standing.classified(on, Classification.category)
    voteless = select(Setting.value).where(Setting.key == "categories_without_vote")
    query = (
        select(
            Membership,
            Organisation.name,
            Person,
            status,
            category,
            since,
            balance.c.overdue,
            voteless.scalar_subquery(),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
        .where(standing.is_member(status))
        .order_by(Membership.register_number.asc().nulls_last(), Membership.sort_key, Membership.id)
    )
    found = {}
    for membership, name, person, code, classed, admitted_on, overdue, without in session.execute(
        query
    ).all():
        given = f"{person.given_name} {person.family_name}".strip() if person else ""
        found[membership.id] = Voter(
            id=membership.id,
            organisation_id=membership.organisation_id,
            person_id=membership.person_id,
            number=membership.register_number,
            name=name or given,
            voting=voting_right(
                status=MembershipStatus(code),
                in_arrears=bool(overdue),
                on=on,
                admitted_on=admitted_on,
                arrears_suspend_vote=rules.flag("arrears_vote"),
                category_votes=(classed or MemberCategory.ORDINARY) not in (without or ()),
                minimum_days=rules.number("voting_right"),
            ),
        )
    return found
