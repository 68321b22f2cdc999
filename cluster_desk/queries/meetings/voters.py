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
            Membership.id,
            Membership.organisation_id,
            Membership.person_id,
            Membership.register_number,
            Organisation.name,
            Person.given_name,
            Person.family_name,
            status.label("status"),
            category.label("category"),
            since.label("since"),
            balance.c.overdue,
            voteless.scalar_subquery().label("voteless"),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
        .where(standing.is_member(status))
        .order_by(Membership.register_number.asc().nulls_last(), Membership.sort_key, Membership.id)
    )
    arrears, days = rules.flag("arrears_vote"), rules.number("voting_right")
    return {
        row.id: Voter(
            id=row.id,
            organisation_id=row.organisation_id,
            person_id=row.person_id,
            number=row.register_number,
            name=row.name or f"{row.given_name} {row.family_name}".strip(),
            voting=voting_right(
                status=MembershipStatus(row.status),
                in_arrears=bool(row.overdue),
                on=on,
                admitted_on=row.since,
                arrears_suspend_vote=arrears,
                category_votes=(row.category or MemberCategory.ORDINARY)
                not in (row.voteless or ()),
                minimum_days=days,
            ),
        )
        for row in session.execute(query)
    }
