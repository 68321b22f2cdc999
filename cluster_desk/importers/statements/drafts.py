"""What a statement file says, before anybody decided what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.errors import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class DetailDraft:
    """One payment inside a collective entry; never added to the total, only offered to match.

    The amount is signed as money in or out of the account, None where the bank gives none.
    """

    amount: Money | None
    currency: str
    counterparty: str = ""
    iban: str = ""
    tax_code: str = ""
    remittance: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineDraft:
    """One booked movement. Money in is positive, money out negative.

    `position` counts from 1 in its statement. `reference` is the creditor reference (RF…) or the
    payer's end-to-end id, `bank_reference` the bank's own number. `reversal` marks what takes
    back an earlier movement, `reason` is then the code the bank gives (such as AC04).
    """

    position: int
    booked_on: date
    value_on: date | None
    amount: Money
    currency: str
    counterparty: str = ""
    iban: str = ""
    tax_code: str = ""
    remittance: str = ""
    reference: str = ""
    bank_reference: str = ""
    bank_code: str = ""
    reversal: bool = False
    reason: str = ""
    details: tuple[DetailDraft, ...] = ()

    @property
    def is_divisible(self) -> bool:
        """Whether the details are of the same money and add up: otherwise it stays whole."""
        return bool(self.details) and self.amount == Money.total(
            detail.amount
            for detail in self.details
            if detail.amount is not None and detail.currency == self.currency
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementDraft:
    """One account's movements. Balances are None where the file has none in this currency.

    `account_iban` is empty when the file only has a number: `account_text` is what it says.
    `from_on` and `to_on` are the first and last booking day of the lines; without lines, the
    period the file declares.
    """

    account_iban: str
    account_text: str
    currency: str
    number: str
    opening: Money | None
    closing: Money | None
    from_on: date | None
    to_on: date | None
    lines: tuple[LineDraft, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementReading:
    """A whole file: its format (`camt.053`, `mt940`, `ofx`, `cbi`, `csv`, `xlsx`…) and contents.

    `profile` names the bank whose columns were recognised in a table, empty elsewhere. Problems
    are for the person to read; they never mean that the rest was not read.
    """

    format: str
    profile: str = ""
    statements: tuple[StatementDraft, ...]
    problems: tuple[Problem, ...]
