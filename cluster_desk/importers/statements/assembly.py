"""Put a statement together and say in words what does not fit; nothing is refused here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.errors import Problem
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft

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


def assemble(parts: Parts, problems: list[Problem]) -> StatementDraft:
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
    problems.extend(_on_currency(parts, draft))
    problems.extend(_on_balance(parts, draft))
    return draft


def _currency(parts: Parts) -> str:
    if parts.currency:
        return parts.currency
    if parts.opening is not None:
        return parts.opening.currency
    return parts.lines[0].currency if parts.lines else ""


def _numbered(
    lines: Sequence[LineDraft], own_iban: str, problems: list[Problem]
) -> list[LineDraft]:
    """Positions from 1; a movement of nothing is left out, said aloud; nobody pays himself."""
    kept = [line for line in lines if line.amount]
    if left_out := len(lines) - len(kept):
        told = _("Movements of zero left out: {count}.").format(count=left_out)
        problems.append(Problem(message=told, field="amount"))
    return [
        line
        if line.position == position and (not own_iban or line.iban != own_iban)
        else replace(line, position=position, iban="" if line.iban == own_iban else line.iban)
        for position, line in enumerate(kept, start=1)
    ]


def _in_currency(balance: Balance | None, currency: str) -> Money | None:
    return balance.amount if balance is not None and balance.currency == currency else None


def _on_currency(parts: Parts, draft: StatementDraft) -> list[Problem]:
    found: list[Problem] = []
    if draft.currency != EURO:
        text = _("The account {account} is in {currency}, not in euro.")
        found.append(_problem(text, "currency", account=parts.label, currency=draft.currency))
    others = sorted({line.currency for line in draft.lines} - {draft.currency})
    if others:
        text = _("Some movements are in {others}, the account {account} is in {currency}.")
        found.append(
            _problem(
                text,
                "currency",
                others=", ".join(others),
                account=parts.label,
                currency=draft.currency,
            )
        )
    return found


def _on_balance(parts: Parts, draft: StatementDraft) -> list[Problem]:
    """Opening, movements and closing must agree; where they cannot be compared, say why."""
    foreign = [
        balance.currency
        for balance in (parts.opening, parts.closing)
        if balance is not None and balance.currency != draft.currency
    ]
    if foreign:
        text = _(
            "The balances cannot be checked: one is in {other}, the movements are in {currency}."
        )
        return [_problem(text, "closing", other=foreign[0], currency=draft.currency)]
    if draft.opening is None:
        return []
    if draft.closing is None:
        text = _("The closing balance of {account} is missing: the sum cannot be checked.")
        return [_problem(text, "closing", account=parts.label)]
    if any(line.currency != draft.currency for line in draft.lines):
        return []
    moved = Money.total(line.amount for line in draft.lines)
    if draft.opening + moved == draft.closing:
        return []
    text = _(
        "The balances of {account} do not agree: opening {opening} and movements {moved} make "
        "{made}, the bank declares {closing}; {difference} is missing or too much."
    )
    return [
        _problem(
            text,
            "closing",
            account=parts.label,
            opening=money_text(draft.opening),
            moved=money_text(moved),
            made=money_text(draft.opening + moved),
            closing=money_text(draft.closing),
            difference=money_text(draft.closing - draft.opening - moved),
        )
    ]


def _problem(text: str, field_name: str, **values: str) -> Problem:
    return Problem(message=text.format(**values), field=field_name)
