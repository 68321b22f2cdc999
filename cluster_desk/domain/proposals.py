"""Hold what reconciliation reads and what it proposes: lines, open items, reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.money import Money
from cluster_desk.domain.sentences import Sentence
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class BankLine:
    """A line of a statement as the bank gave it. `fiscal_codes` are those in fields of their own.

    `reference` is the payer's end-to-end reference, or a structured creditor reference.
    """

    id: int
    booked_on: date
    amount: Money
    counterparty: str = ""
    iban: str = ""
    remittance: str = ""
    reference: str = ""
    fiscal_codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenItem:
    """A charge with something still to pay, and what its member is recognised by.

    Names and aliases folded (`domain.folding.fold`), codes compact; `reference` is the RF
    reference, `notice_number` the request of payment as printed (`RV 2026/0001`).
    """

    charge_id: int
    member_id: int
    member_name_folded: str
    amount_open: Money
    due_on: date
    fee_year: int
    tax_code: str = ""
    vat_number: str = ""
    ibans: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    reference: str = ""
    notice_number: str = ""


class Sign(Term):
    """Whether a reason speaks for a proposal, raises a doubt, or speaks against it."""

    FOR = "+", N_("In favour of the match")
    DOUBT = "!", N_("To be checked")
    AGAINST = "-", N_("Against the match")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a proposal, in words."""

    sign: Sign
    words: Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What a line may have paid: parts by charge that, with the excess, sum to its amount.

    `score` runs from 0 to 100.
    """

    line_id: int
    parts: tuple[AllocationPart, ...]
    excess: Money
    member_ids: tuple[int, ...]
    score: int
    reasons: tuple[Reason, ...]

    @property
    def charge_ids(self) -> tuple[int, ...]:
        """The charges it pays, wholly or in part."""
        return tuple(part.charge_id for part in self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Undecided:
    """A line with something to choose from, best first: a person decides."""

    line_id: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchResult:
    """What became of each incoming line; a charge occurs at most once in `matched`."""

    matched: tuple[Proposal, ...]
    ambiguous: tuple[Undecided, ...]
    unmatched: tuple[int, ...]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All of them: the certain ones, then those to choose from."""
        return self.matched + tuple(p for each in self.ambiguous for p in each.proposals)
