"""Put a statement together and say in words what does not fit; nothing is refused here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.refusals import TooManyStatements

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Balance:
    """A declared balance, in whatever currency the bank wrote it."""

    amount: Money
    currency: str


@dataclass(kw_only=True, slots=True)
class Parts:
    """What a format's reader collects for one statement before it is a draft."""

    account_iban: str = ""
    account_text: str = ""
    currency: str = ""
    number: str = ""
    opening: Balance | None = None
    closing: Balance | None = None
    from_on: date | None = None
    to_on: date | None = None
    lines: list[LineDraft] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How a problem names this statement's account."""
        return self.account_iban or self.account_text or "—"


def refuse_too_many(statements: Sequence[object]) -> None:
    """TooManyStatements beyond the limit."""
    if len(statements) > limits.STATEMENTS:
        raise TooManyStatements(limit=limits.STATEMENTS)


def assemble(parts: Parts, problems: Problems) -> StatementDraft:
    """The draft; what does not fit is added to the problems.

    The currency is the account's, else that of the opening balance, else of the first line.
    """
    currency = _currency(parts)
    lines = _numbered(parts.lines, parts.account_iban, problems)
    days = [line.booked_on for line in lines]
    draft = StatementDraft(
        account_iban=parts.account_iban,
        account_text=parts.account_text,
        currency=currency,
        number=parts.number,
        opening=_in_currency(parts.opening, currency),
        closing=_in_currency(parts.closing, currency),
        from_on=min(days, default=parts.from_on),
        to_on=max(days, default=parts.to_on),
        lines=tuple(lines),
    )
    _tell_currency(parts, draft, problems)
    _tell_balance(parts, draft, problems)
    return draft


def _currency(parts: Parts) -> str:
    if parts.currency:
        return parts.currency
    if parts.opening is not None:
        return parts.opening.currency
    return parts.lines[0].currency if parts.lines else ""


def _numbered(lines: Sequence[LineDraft], own_iban: str, problems: Problems) -> list[LineDraft]:
    """Positions from 1; a movement of nothing is left out, said aloud; nobody pays himself."""
    kept = [line for line in lines if line.amount]
    if left_out := len(lines) - len(kept):
        told = _("Movements of zero left out: {count}.").format(count=left_out)
        problems.add(told, field="amount")
    return [
        line
        if line.position == position and (not own_iban or line.iban != own_iban)
        else replace(line, position=position, iban="" if line.iban == own_iban else line.iban)
        for position, line in enumerate(kept, start=1)
    ]


def _in_currency(balance: Balance | None, currency: str) -> Money | None:
    return balance.amount if balance is not None and balance.currency == currency else None


def _tell_currency(parts: Parts, draft: StatementDraft, problems: Problems) -> None:
    if draft.currency != EURO:
        told = _("The account {account} is in {currency}, not in euro.")
        told = told.format(account=parts.label, currency=draft.currency)
        problems.add(told, field="currency")
    others = sorted({line.currency for line in draft.lines} - {draft.currency})
    if others:
        told = _("Some movements are in {others}, the account {account} is in {currency}.")
        told = told.format(
            others=", ".join(others[:9]), account=parts.label, currency=draft.currency
        )
        problems.add(told, field="currency")


def _tell_balance(parts: Parts, draft: StatementDraft, problems: Problems) -> None:
    """Opening, movements and closing must agree; where they cannot be compared, say why."""
    foreign = [
        balance.currency
        for balance in (parts.opening, parts.closing)
        if balance is not None and balance.currency != draft.currency
    ]
    if foreign:
        told = _(
            "The balances cannot be checked: one is in {other}, the movements are in {currency}."
        )
        told = told.format(other=foreign[0], currency=draft.currency)
        problems.add(told, field="closing")
    elif draft.opening is not None and draft.closing is None:
        told = _("The closing balance of {account} is missing: the sum cannot be checked.")
        problems.add(told.format(account=parts.label), field="closing")
    elif draft.opening is not None and draft.closing is not None:
        _compare(parts, draft, draft.opening, draft.closing, problems)


def _compare(
    parts: Parts, draft: StatementDraft, opening: Money, closing: Money, problems: Problems
) -> None:
    if any(line.currency != draft.currency for line in draft.lines):
        return
    moved = Money.total(line.amount for line in draft.lines)
    if opening + moved == closing:
        return
    told = _(
        "The balances of {account} do not agree: opening {opening} and movements {moved} make "
        "{made}, the bank declares {closing}; {difference} is missing or too much."
    ).format(
        account=parts.label,
        opening=money_text(opening),
        moved=money_text(moved),
        made=money_text(opening + moved),
        closing=money_text(closing),
        difference=money_text(closing - opening - moved),
    )
    problems.add(told, field="closing")
