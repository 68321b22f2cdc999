"""Give the board the cash statement in the scheme of Modello D, with the check of its funds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from cluster_desk.domain.cash_statement import (
    IN,
    INVESTMENT_SECTION,
    INVESTMENT_TAXES,
    OPERATING_SECTIONS,
    OUT,
    TAX_LINES,
    TAXES,
    UNPLACED,
    CashYear,
    LineKey,
    StatementLine,
    StatementSection,
    reconciliation_gap,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import Direction
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.about import about_text
from cluster_desk.reports.workbook.model import (
    FIRST_ROW,
    Cell,
    Column,
    Formula,
    Kind,
    Row,
    Scope,
    Sheet,
    Tone,
    Value,
    Workbook,
)
from cluster_desk.reports.workbook.package import build


@dataclass(frozen=True, kw_only=True)
class CashStatement:
    """The statement of a year. `opening` are the funds it began with; `previous` may be missing.

    `labels` gives other words to lines, by `StatementLine.label_key`.
    """

    year: CashYear
    opening: Money
    previous: CashYear | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    scope: Scope


def cash_statement_workbook(statement: CashStatement) -> bytes:
    """The statement and its check, as xlsx."""
    title = _("Cash statement {year}").format(year=statement.year.ends_on.year)
    sheets = (cash_statement_sheet(statement), _check_sheet(statement))
    return build(Workbook(title=title, scope=statement.scope, sheets=sheets))


def cash_statement_sheet(statement: CashStatement) -> Sheet:
    """The statement on one page, expenses at the left and income at the right."""
    now = date_text(statement.year.ends_on)
    before = date_text(statement.previous.ends_on) if statement.previous else "–"
    return Sheet(
        name=_("Cash statement"),
        title=_("Cash statement {year}").format(year=statement.year.ends_on.year),
        about=about_text(statement.scope, _("scheme of Modello D"), _("amounts in euro")),
        columns=(
            Column(N_("Expenses of the year"), Kind.WRAPPED, 46),
            Column(now, Kind.MONEY, 13),
            Column(before, Kind.MONEY, 13),
            Column("", Kind.TEXT, 2),
            Column(N_("Income of the year"), Kind.WRAPPED, 46),
            Column(now, Kind.MONEY, 13),
            Column(before, Kind.MONEY, 13),
        ),
        rows=_Statement(statement).rows,
        has_filter=False,
    )


_InBothYears = Callable[[CashYear], Money]
_InBothColumns = Callable[[str, str], str]
"""A formula, given the letters of income and of expense of a year."""

_BLANK = [None] * 7
_LETTERS = {OUT: "BC", IN: "FG"}


class _Statement:
    """The rows of the statement, written down from the top; remembers where the results stand."""

    def __init__(self, statement: CashStatement) -> None:
        self._statement = statement
        self._years = (statement.year, statement.previous)
        self.rows: list[Row] = []
        totals = [self._section(section) for section in OPERATING_SECTIONS]
        total = self._operating(totals)
        before = self._result(
            _("Surplus/deficit of the year before taxes (+/-)"),
            lambda year: year.before_taxes,
            lambda into, out: f"{into}{total}-{out}{total}",
        )
        taxes = self._tax_row(TAXES)
        after = self._result(
            _("Surplus/deficit of the year before investments, disposals and financing (+/-)"),
            lambda year: year.after_taxes,
            lambda into, _out: f"{into}{before}-{into}{taxes}",
        )
        self._add(_BLANK, Tone.QUIET)
        invested = self._investments()
        self._overall(after, invested)
        self._funds()

    @property
    def _next(self) -> int:
        return FIRST_ROW + len(self.rows)

    def _add(self, values: Sequence[Value], tone: Tone = Tone.PLAIN) -> int:
        self.rows.append(Row(values, tone))
        return self._next - 1

    def _amounts(self, of: _InBothYears) -> list[Money | None]:
        return [of(year) if year else None for year in self._years]

    def _formulas(
        self, direction: Direction, formula: Callable[[str], str], of: _InBothYears
    ) -> list[Value]:
        """A formula for each year, with its result; nothing for a year that is missing."""
        return [
            None if result is None else Formula(formula(letter), result)
            for letter, result in zip(_LETTERS[direction], self._amounts(of), strict=True)
        ]

    # --- sections -------------------------------------------------------------------------------

    def _section(self, section: StatementSection) -> int:
        """A section with its totals and its result; the row of the totals."""
        row = self._lines(section)
        self._result(
            _(section.result),
            lambda year: year.result(section),
            lambda into, out: f"{into}{row}-{out}{row}",
        )
        return row

    def _lines(self, section: StatementSection) -> int:
        titles = [_(section.expense_title), None, None, None, _(section.income_title), None, None]
        self._add(titles, Tone.SECTION)
        first = self._next
        for out, into in zip_longest(section.expense, section.income):
            self._add([*self._line(out), None, *self._line(into)])
        last = self._next - 1

        def sums(direction: Direction) -> list[Value]:
            return self._formulas(
                direction,
                lambda letter: f"SUM({letter}{first}:{letter}{last})",
                lambda year: year.total(section, direction),
            )

        values = [_("Total"), *sums(OUT), None, _("Total"), *sums(IN)]
        return self._add(values, Tone.SUBTOTAL)

    def _line(self, line: StatementLine | None) -> list[Value]:
        if line is None:
            return [None] * 3
        label = f"{line.number}) {self._label(line)}"
        return [label, *self._amounts(lambda year: year.amount(line.key))]

    def _label(self, line: StatementLine) -> str:
        return self._statement.labels.get(line.label_key) or _(line.msgid)

    # --- results --------------------------------------------------------------------------------

    def _operating(self, totals: list[int]) -> int:
        def sums(direction: Direction) -> list[Value]:
            return self._formulas(
                direction,
                lambda letter: "+".join(f"{letter}{row}" for row in totals),
                lambda year: year.operating(direction),
            )

        expenses, income = _("Total operating expenses"), _("Total operating income")
        return self._add([expenses, *sums(OUT), None, income, *sums(IN)], Tone.TOTAL)

    def _tax_row(self, key: LineKey) -> int:
        line = next(line for line in TAX_LINES if line.key == key)
        amounts = self._amounts(lambda year: year.amount(key))
        return self._add([*[None] * 4, self._label(line), *amounts])

    def _result(
        self, label: str, of: _InBothYears, formula: _InBothColumns, tone: Tone = Tone.SUBTOTAL
    ) -> int:
        def for_letter(into: str) -> str:
            return formula(into, _LETTERS[OUT][_LETTERS[IN].index(into)])

        return self._add([*[None] * 4, label, *self._formulas(IN, for_letter, of)], tone)

    def _investments(self) -> int:
        total = self._lines(INVESTMENT_SECTION)
        taxes = self._tax_row(INVESTMENT_TAXES)
        row = self._result(
            _(INVESTMENT_SECTION.result),
            lambda year: year.investments,
            lambda into, out: f"{into}{total}-{out}{total}-{into}{taxes}",
        )
        self._add(_BLANK, Tone.QUIET)
        return row

    def _overall(self, after: int, invested: int) -> None:
        terms = [after, invested]
        if any(self._amounts(lambda year: year.unplaced)):
            label = Cell(_("Movements without a line in this scheme"), tone=Tone.SECTION)
            amounts = self._amounts(lambda year: year.unplaced)
            terms.append(self._add([*[None] * 4, label, *amounts]))
        self._result(
            _("Overall surplus/deficit (+/-)"),
            lambda year: year.overall,
            lambda into, _out: "+".join(f"{into}{row}" for row in terms),
            Tone.TOTAL,
        )
        self._add(_BLANK, Tone.QUIET)

    def _funds(self) -> None:
        self._add([*[None] * 4, _("Cash and bank"), None, None], Tone.SECTION)
        cash = self._add([*[None] * 4, _("Cash"), *self._amounts(lambda year: year.cash)])
        banks = self._amounts(lambda year: year.bank)
        self._add([*[None] * 4, _("Bank and postal deposits"), *banks])
        self._result(
            _("Total"),
            lambda year: year.funds,
            lambda into, _out: f"SUM({into}{cash}:{into}{cash + 1})",
        )


def _check_sheet(statement: CashStatement) -> Sheet:
    """Opening funds plus the result of the year must be the closing funds."""
    year, opening = statement.year, statement.opening
    gap = reconciliation_gap(year, opening)
    expected = Formula(f"B{FIRST_ROW}+B{FIRST_ROW + 1}", opening + year.overall)
    found = Formula(f"B{FIRST_ROW + 2}-B{FIRST_ROW + 3}", gap)
    rows = (
        Row((_("Cash and bank at the beginning"), opening, None)),
        Row((_("Overall surplus/deficit (+/-)"), year.overall, None)),
        Row((_("Cash and bank that should be there"), expected, None), Tone.SUBTOTAL),
        Row((_("Cash and bank at the end"), year.funds, None)),
        Row((_("Difference, which must be zero"), found, _verdict(gap)), Tone.TOTAL),
        Row((_("Movements without a line in this scheme"), year.unplaced, _placed(year))),
    )
    return Sheet(
        name=_("Check of the funds"),
        title=_("Check of the funds"),
        about=about_text(statement.scope, _("at {day}").format(day=date_text(year.ends_on))),
        columns=(
            Column(N_("What"), Kind.TEXT, 46),
            Column(N_("Amount"), Kind.MONEY, 16),
            Column(N_("Verdict"), Kind.TEXT, 60),
        ),
        rows=rows,
        has_filter=False,
    )


def _verdict(gap: Money) -> str:
    return _("The funds agree.") if gap == ZERO else _("The funds do not agree.")


def _placed(year: CashYear) -> str:
    is_placed = not (year.amount((IN, UNPLACED)) or year.amount((OUT, UNPLACED)))
    if is_placed:
        return _("Every movement has its line.")
    return _("Give these movements a category that has a line of the scheme.")
