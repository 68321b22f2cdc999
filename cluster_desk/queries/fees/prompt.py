"""What one must see to record a payment: who it is, what is open, which accounts there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.money import Money
from cluster_desk.domain.periods import Period
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.queries.association import fiscal_years
from cluster_desk.queries.fees.addressees import Addressee, addressees
from cluster_desk.queries.fees.open_charges import OpenChargeRow, open_charges
from cluster_desk.queries.fees.payments import credit_of
from cluster_desk.store.tables.members import MembershipEvent
from cluster_desk.store.tables.treasury import Account


@dataclass(frozen=True, kw_only=True)
class AccountChoice:
    """Where money can be put."""

    code: str
    name: str
    kind: AccountKind


@dataclass(frozen=True, kw_only=True)
class PaymentPrompt:
    """`charges` are open, the oldest first; `credit` is what the member paid in advance.

    `since` is the day of the application, or of the admission where no application is known;
    `years` are the fiscal years.
    """

    member: Addressee
    charges: tuple[OpenChargeRow, ...]
    credit: Money
    accounts: tuple[AccountChoice, ...]
    since: date | None
    years: tuple[Period, ...]


def payment_prompt(session: Session, membership_id: int, *, on: date) -> PaymentPrompt | None:
    """None where there is no such membership."""
    who = addressees(session, [membership_id], on=on).get(membership_id)
    if who is None:
        return None
    accounts = session.execute(
        select(Account.code, Account.name, Account.kind).order_by(Account.id)
    )
    return PaymentPrompt(
        member=who,
        charges=tuple(open_charges(session, members=[membership_id])),
        credit=credit_of(session, membership_id, on=on),
        accounts=tuple(AccountChoice(code=c, name=n, kind=k) for c, n, k in accounts),
        since=session.scalar(
            select(func.min(MembershipEvent.on_day)).where(
                MembershipEvent.membership_id == membership_id
            )
        ),
        years=tuple(Period(year.starts_on, year.ends_on) for year in fiscal_years(session)),
    )
