"""The settings of fees: cash limits by day, interest, the ladder of reminders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.collecting import CollectingTerms
from cluster_desk.domain.dunning import Ladder
from cluster_desk.domain.duties import CASH_LIMITS, DatedAmount
from cluster_desk.domain.interest import LEGAL_RATES
from cluster_desk.domain.members import MemberCategory
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.queries.association import setting
from cluster_desk.store.tables.association import Setting
from cluster_desk.store.tables.treasury import Account


def cash_limits(session: Session) -> Sequence[DatedAmount]:
    """The highest lawful cash payment by day. Setting `cash_limits`: [["2023-01-01","4999.99"]]."""
    own = setting(session, "cash_limits")
    if not own:
        return CASH_LIMITS
    return [DatedAmount(date.fromisoformat(day), Money.parse(amount)) for day, amount in own]


def interest_rates(session: Session) -> Mapping[int, int] | None:
    """Legal rates by year where interest is asked for; None, the default, where it is not.

    Setting `interest` true; `legal_rates` adds years: {"2027": 125} (hundredths of a percent).
    """
    if not setting(session, "interest", False):
        return None
    own = setting(session, "legal_rates", {})
    return {**LEGAL_RATES, **{int(year): int(rate) for year, rate in own.items()}}


def reminder_ladder(session: Session) -> Ladder:
    """When which reminder is due. Setting `reminders`, its keys the fields of `Ladder`."""
    own = setting(session, "reminders", {})
    days = tuple(own.get("days_after", Ladder().days_after))
    return Ladder(**{**own, "days_after": days})


def collecting_terms(session: Session) -> CollectingTerms:
    """All of these as they are set, with the defaults of the rest; one statement."""
    own = {row.key: row.value for row in session.scalars(select(Setting))}
    usual = CollectingTerms()
    reminders = own.get("reminders", {})
    days = tuple(reminders.get("days_after", Ladder().days_after))
    limits = own.get("cash_limits") or ()
    return CollectingTerms(
        **{name: own.get(name, getattr(usual, name)) for name in _PLAIN},
        ladder=Ladder(**{**reminders, "days_after": days}),
        asks_interest=bool(own.get("interest", False)),
        legal_rates={int(year): int(rate) for year, rate in own.get("legal_rates", {}).items()},
        cash_limits=tuple(
            DatedAmount(date.fromisoformat(day), Money.parse(amount)) for day, amount in limits
        ),
        voteless=tuple(map(MemberCategory, own.get("categories_without_vote", ()))),
    )


_PLAIN = (
    "days_to_pay",
    "fees_account",
    "fees_category",
    "bank_name",
    "bank_bic",
    "notice_title",
    "vat_reference",
)


def collecting_account(session: Session) -> str:
    """The IBAN fees are paid to: of the account of setting `fees_account`, else the first bank."""
    query = select(Account.iban).where(Account.iban != "")
    code = setting(session, "fees_account", "")
    wanted = Account.code == code if code else Account.kind == AccountKind.BANK
    return session.scalars(query.where(wanted).order_by(Account.id).limit(1)).first() or ""
