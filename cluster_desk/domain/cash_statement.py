"""Lay out the cash statement by the scheme of Modello D and find its results (DM 5/3/2020).

An association that need not use the form finds in it a scheme its accountant knows (DOMAIN §4).
A line is named by its code and side, `A1` of income or of expense; its words are the default ones
and may be replaced, since published versions of the form differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import Direction
from cluster_desk.i18n import N_

IN, OUT = Direction.INCOME, Direction.EXPENSE

LineKey = tuple[Direction, str]
"""Side and code of a line; an empty code is what no category placed."""

TAXES: LineKey = (OUT, "IMP")
INVESTMENT_TAXES: LineKey = (OUT, "INVIMP")
UNPLACED = ""


@dataclass(frozen=True)
class StatementLine:
    """A line of the scheme; `msgid` is its default label."""

    direction: Direction
    code: str
    msgid: str

    @property
    def key(self) -> LineKey:
        """Side and code."""
        return self.direction, self.code

    @property
    def number(self) -> str:
        """Its number within the section."""
        return self.code.lstrip("ABCDEINV")

    @property
    def label_key(self) -> str:
        """How a setting names the line to give it other words: `E-A1`, `U-INV2`."""
        return f"{'E' if self.direction is IN else 'U'}-{self.code}"


@dataclass(frozen=True)
class StatementSection:
    """A section with its two sides; titles and the name of its result are msgids."""

    code: str
    expense_title: str
    income_title: str
    result: str
    expense: tuple[StatementLine, ...]
    income: tuple[StatementLine, ...]

    def lines(self, direction: Direction) -> tuple[StatementLine, ...]:
        """One side."""
        return self.income if direction is IN else self.expense


def _side(direction: Direction, code: str, labels: Iterable[str]) -> tuple[StatementLine, ...]:
    return tuple(
        StatementLine(direction, f"{code}{number}", label) for number, label in enumerate(labels, 1)
    )


_MATERIALS = N_("Raw materials, supplies, consumables and goods")
_SERVICES = N_("Services")
_RENTS = N_("Use of third-party assets")
_STAFF = N_("Staff")
_RUNNING = N_("Other running expenses")
_COSTS = (_MATERIALS, _SERVICES, _RENTS, _STAFF, _RUNNING)
_OTHER_INCOME = N_("Other income")
_OTHER_EXPENSE = N_("Other expenses")
_FROM_PRIVATE = N_("Contributions from private bodies")
_FROM_PUBLIC = N_("Contributions from public bodies")
_PUBLIC_CONTRACTS = N_("Income from contracts with public bodies")
_TO_MEMBERS = N_("Income for services and sales to members and founders")
_TO_OTHERS = N_("Income for services and sales to third parties")

OPERATING_SECTIONS = (
    StatementSection(
        "A",
        N_("A) Expenses of activities of general interest"),
        N_("A) Income of activities of general interest"),
        N_("Surplus/deficit of activities of general interest (+/-)"),
        _side(OUT, "A", _COSTS),
        _side(
            IN,
            "A",
            (
                N_("Income from membership fees and founders' contributions"),
                N_("Income from members for mutual activities"),
                _TO_MEMBERS,
                N_("Donations"),
                N_("Income from the 5 per mille"),
                _FROM_PRIVATE,
                _TO_OTHERS,
                _FROM_PUBLIC,
                _PUBLIC_CONTRACTS,
                _OTHER_INCOME,
            ),
        ),
    ),
    StatementSection(
        "B",
        N_("B) Expenses of other activities"),
        N_("B) Income of other activities"),
        N_("Surplus/deficit of other activities (+/-)"),
        _side(OUT, "B", _COSTS),
        _side(
            IN,
            "B",
            (
                _TO_MEMBERS,
                _FROM_PRIVATE,
                _TO_OTHERS,
                _FROM_PUBLIC,
                _PUBLIC_CONTRACTS,
                _OTHER_INCOME,
            ),
        ),
    ),
    StatementSection(
        "C",
        N_("C) Expenses of fundraising"),
        N_("C) Income of fundraising"),
        N_("Surplus/deficit of fundraising (+/-)"),
        _side(
            OUT,
            "C",
            (
                N_("Expenses for regular fundraising"),
                N_("Expenses for occasional fundraising"),
                _OTHER_EXPENSE,
            ),
        ),
        _side(
            IN,
            "C",
            (
                N_("Income from regular fundraising"),
                N_("Income from occasional fundraising"),
                _OTHER_INCOME,
            ),
        ),
    ),
    StatementSection(
        "D",
        N_("D) Expenses of financial and property activities"),
        N_("D) Income of financial and property activities"),
        N_("Surplus/deficit of financial and property activities (+/-)"),
        _side(
            OUT,
            "D",
            (
                N_("On bank accounts"),
                N_("On financial investments"),
                N_("On buildings"),
                N_("On other property"),
                _OTHER_EXPENSE,
            ),
        ),
        _side(
            IN,
            "D",
            (
                N_("From bank accounts"),
                N_("From other financial investments"),
                N_("From buildings"),
                N_("From other property"),
                _OTHER_INCOME,
            ),
        ),
    ),
    StatementSection(
        "E",
        N_("E) Expenses of general support"),
        N_("E) Income of general support"),
        N_("Surplus/deficit of general support (+/-)"),
        _side(OUT, "E", (_MATERIALS, _SERVICES, _RENTS, _STAFF, _OTHER_EXPENSE)),
        _side(
            IN,
            "E",
            (N_("Income from seconded staff"), N_("Other income of general support")),
        ),
    ),
)

INVESTMENT_SECTION = StatementSection(
    "INV",
    N_("Expenses for investments in fixed assets or outflows of borrowed capital"),
    N_("Income from disposals of fixed assets or inflows of borrowed capital"),
    N_("Surplus/deficit of investments, disposals and financing (+/-)"),
    _side(
        OUT,
        "INV",
        (
            N_("Investments in fixed assets of activities of general interest"),
            N_("Investments in fixed assets of other activities"),
            N_("Investments in financial and property activities"),
            N_("Repayment of financing, capital part, and of loans"),
        ),
    ),
    _side(
        IN,
        "INV",
        (
            N_("Disposals of fixed assets of activities of general interest"),
            N_("Disposals of fixed assets of other activities"),
            N_("Disposals of financial and property activities"),
            N_("Financing and loans received"),
        ),
    ),
)

SECTIONS = (*OPERATING_SECTIONS, INVESTMENT_SECTION)
TAX_LINES = (
    StatementLine(*TAXES, N_("Taxes")),
    StatementLine(*INVESTMENT_TAXES, N_("Taxes on disposals")),
)


def statement_lines() -> tuple[StatementLine, ...]:
    """Every line a category may be placed on."""
    sides = (line for each in SECTIONS for line in (*each.expense, *each.income))
    return (*sides, *TAX_LINES)


@dataclass(frozen=True, kw_only=True)
class CashYear:
    """What moved in a year, transfers between own accounts left out, and what is there at its end.

    Amounts are positive on both sides; one below zero is a reversal. The key with an empty code
    holds what has no category or whose category has no line.
    """

    ends_on: date
    amounts: Mapping[LineKey, Money]
    cash: Money
    bank: Money

    def amount(self, key: LineKey) -> Money:
        """What moved on a line."""
        return self.amounts.get(key, ZERO)

    def total(self, section: StatementSection, direction: Direction) -> Money:
        """One side of a section."""
        return Money.total(self.amount(line.key) for line in section.lines(direction))

    def result(self, section: StatementSection) -> Money:
        """Income less expense of a section."""
        return self.total(section, IN) - self.total(section, OUT)

    def operating(self, direction: Direction) -> Money:
        """One side of all sections from A to E."""
        return Money.total(self.total(section, direction) for section in OPERATING_SECTIONS)

    @property
    def before_taxes(self) -> Money:
        """Surplus or deficit before taxes."""
        return self.operating(IN) - self.operating(OUT)

    @property
    def after_taxes(self) -> Money:
        """Surplus or deficit before investments, disposals and financing."""
        return self.before_taxes - self.amount(TAXES)

    @property
    def investments(self) -> Money:
        """Surplus or deficit of investments, after their taxes."""
        return self.result(INVESTMENT_SECTION) - self.amount(INVESTMENT_TAXES)

    @property
    def unplaced(self) -> Money:
        """What no line shows: it must be nothing before the statement is approved."""
        return self.amount((IN, UNPLACED)) - self.amount((OUT, UNPLACED))

    @property
    def overall(self) -> Money:
        """Everything that came less everything that went."""
        return self.after_taxes + self.investments + self.unplaced

    @property
    def funds(self) -> Money:
        """Cash and bank at the end of the year."""
        return self.cash + self.bank


def reconciliation_gap(year: CashYear, opening: Money) -> Money:
    """By how much opening funds plus the year's result miss the closing funds; zero is right."""
    return opening + year.overall - year.funds
