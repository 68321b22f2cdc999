"""The cash statement shows everything that moved, and its funds agree."""

from __future__ import annotations

from datetime import date

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.cash_statement import (
    IN,
    INVESTMENT_SECTION,
    INVESTMENT_TAXES,
    OPERATING_SECTIONS,
    OUT,
    SECTIONS,
    TAXES,
    UNPLACED,
    CashYear,
    LineKey,
    reconciliation_gap,
    statement_lines,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.i18n import _
from tests.cases import cases_folder, requires_cases

KEYS: list[LineKey] = [line.key for line in statement_lines()]


def year_of(amounts: dict[LineKey, Money], funds: Money = ZERO) -> CashYear:
    return CashYear(ends_on=date(2026, 12, 31), amounts=amounts, cash=ZERO, bank=funds)


def test_scheme_has_the_lines_of_modello_d() -> None:
    sizes = [(len(section.expense), len(section.income)) for section in OPERATING_SECTIONS]

    assert sizes == [(5, 10), (5, 6), (3, 3), (5, 5), (5, 2)]
    assert (len(INVESTMENT_SECTION.expense), len(INVESTMENT_SECTION.income)) == (4, 4)


def test_every_line_has_a_code_of_its_own_that_fits_a_category() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert all(0 < len(code) <= 10 for _side, code in KEYS)
    names = [line.label_key for line in statement_lines()]
    assert len(set(names)) == len(names)
    assert {"E-A1", "U-A4", "E-B3", "U-E2", "U-D1", "U-INV1", "U-IMP"} <= set(names)


def test_membership_fees_come_first_and_bank_charges_are_financial() -> None:
    labels = {line.label_key: _(line.msgid) for line in statement_lines()}

    assert labels["E-A1"] == "Entrate da quote associative e apporti dei fondatori"
    assert labels["U-D1"] == "Su rapporti bancari"
    assert labels["U-E5"] == "Altre uscite"


@requires_cases
def test_default_words_are_those_of_the_published_form() -> None:
    form = cases_folder() / "reference" / "modello-d-rendiconto-per-cassa.xlsx"
    book = openpyxl.load_workbook(form)
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    printed = {text.strip() for text in cells}

    ours = {f"{line.number}) {_(line.msgid)}" for s in SECTIONS for line in s.expense + s.income}
    titles = {_(title) for s in SECTIONS for title in (s.expense_title, s.income_title)}

    assert ours - printed == set()
    assert titles - printed == set()


@given(st.dictionaries(st.sampled_from([*KEYS, (IN, UNPLACED), (OUT, UNPLACED)]),
                       st.integers(-(10**9), 10**9).map(Money)))  # fmt: skip
def test_nothing_that_moved_is_left_out_of_the_result(amounts: dict[LineKey, Money]) -> None:
    came = Money.total(amount for (side, _code), amount in amounts.items() if side is IN)
    went = Money.total(amount for (side, _code), amount in amounts.items() if side is OUT)

    assert year_of(amounts).overall == came - went


def test_results_follow_each_other_as_in_the_form() -> None:
    year = year_of(
        {
            (IN, "A1"): Money(100_000),
            (OUT, "E2"): Money(30_000),
            TAXES: Money(5_000),
            (OUT, "INV1"): Money(20_000),
            INVESTMENT_TAXES: Money(1_000),
        }
    )

    assert year.result(OPERATING_SECTIONS[0]) == Money(100_000)
    assert year.before_taxes == Money(70_000)
    assert year.after_taxes == Money(65_000)
    assert year.investments == Money(-21_000)
    assert year.overall == Money(44_000)


def test_funds_agree_when_opening_and_result_make_the_closing_balance() -> None:
    year = year_of({(IN, "A1"): Money(500)}, funds=Money(1_500))

    assert reconciliation_gap(year, Money(1_000)) == ZERO
    assert reconciliation_gap(year, Money(900)) == Money(-100)
