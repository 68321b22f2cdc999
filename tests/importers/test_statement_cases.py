"""Files nobody here wrote, with what is true of each as their README says it."""

from __future__ import annotations

from datetime import date

import mt940
import pytest

from cluster_desk.domain.money import Money
from cluster_desk.errors import FileRefused
from cluster_desk.importers.statement import read_statement
from cluster_desk.importers.statements.drafts import StatementReading
from tests.cases import cases_folder
from tests.importers.reading import amounts, messages, net, only


def case(pattern: str) -> StatementReading:
    """The one bank file whose name fits; skips where the folder is not there."""
    (path,) = (cases_folder() / "bank").glob(pattern)
    return read_statement(path.name, path.read_bytes())


def test_genkgo_camt053_is_read_and_cannot_be_reconciled() -> None:
    reading = case("genkgo_camt053.v4.xml")
    draft = only(reading)
    assert reading.format == "camt.053"
    assert (draft.opening, draft.currency) == (Money(1_815), "EUR")
    assert amounts(draft) == ["8.85"]
    line = draft.lines[0]
    assert (line.booked_on, line.value_on) == (date(2014, 12, 31), date(2015, 1, 2))
    assert "SEK" in messages(reading)


def test_banana_camt053_is_in_francs() -> None:
    reading = case("bananaU_*.xml")
    draft = only(reading)
    assert amounts(draft) == ["-80.00"]
    assert (draft.opening, draft.closing) == (Money(992_000), Money(984_000))
    assert "CHF" in messages(reading)


def test_genkgo_camt054_counts_its_collective_entry_once() -> None:
    reading = case("genkgo_camt054.v4.xml")
    line = only(reading).lines[0]
    assert reading.format == "camt.054"
    assert (line.amount, line.currency, len(line.details)) == (Money(-20_000_000), "SEK", 3)
    assert not line.is_divisible


def test_sparkasse_mt940_holds_two_statements_that_follow_each_other() -> None:
    reading = case("jejik_sparkasse.txt")
    assert [(one.opening, one.closing) for one in reading.statements] == [
        (Money(19_457), Money(17_457)),
        (Money(17_457), Money(15_457)),
    ]
    assert [amounts(one) for one in reading.statements] == [["-20.00"], ["-20.00"]]
    assert reading.problems == ()


def test_cmxl_mt940_holds_three_accounts_that_all_reconcile() -> None:
    reading = case("wolph_cmxl_mt940.sta")
    assert [
        (one.currency, len(one.lines), str(one.opening), str(one.closing))
        for one in reading.statements
    ] == [
        ("DEM", 11, "84349.74", "84437.04"),
        ("EUR", 2, "2187.95", "4387.95"),
        ("PLN", 3, "40000.00", "50040.00"),
    ]
    assert "quadrano" not in messages(reading)


def test_library_reads_the_same_amounts_from_both_mt940_files() -> None:
    for name in ("jejik_sparkasse.txt", "wolph_cmxl_mt940.sta"):
        theirs = mt940.models.Transactions()
        theirs.parse((cases_folder() / "bank" / name).read_text("utf-8"))
        ours = [line for one in case(name).statements for line in one.lines]
        assert [str(line.amount) for line in ours] == [
            f"{one.data['amount'].amount:.2f}" for one in theirs
        ]


def test_openfatture_ofx_nets_its_five_movements() -> None:
    reading = case("openfatture_sample_statement.ofx")
    draft = only(reading)
    assert (len(draft.lines), net(draft.lines)) == (5, "4320.50")
    assert draft.closing == Money(3_329_550)
    assert (draft.from_on, draft.to_on) == (date(2025, 1, 15), date(2025, 1, 30))


def test_sgml_ofx_with_a_decimal_comma_is_read() -> None:
    assert amounts(only(case("unnamed-bank__amount-comma-decimal.ofx"))) == ["-2000.00"]


def test_intesa_csv_leaves_the_second_table_out_and_does_not_reconcile() -> None:
    reading = case("banana_csv_intesa_*.csv")
    draft = only(reading)
    assert (reading.profile, len(draft.lines)) == ("Intesa Sanpaolo", 11)
    assert net(draft.lines) == "3235.72"
    assert net(tuple(line for line in draft.lines if line.amount.cents > 0)) == "3306.60"
    assert net(tuple(line for line in draft.lines if line.amount.cents < 0)) == "-70.88"
    assert "non quadrano" in messages(reading)
    assert "non ancora contabilizzato" in messages(reading)


def test_unicredit_csv_with_two_lines_of_headings_is_read() -> None:
    reading = case("banana_csv_unicredit_*.csv")
    draft = only(reading)
    assert (reading.profile, len(draft.lines), net(draft.lines)) == ("UniCredit", 3, "-2617.34")
    assert draft.lines[0].value_on == date(2024, 1, 1)


@pytest.mark.parametrize(
    "name",
    [
        "registers/enti-pubblici.csv",
        "registers/openfatture_clients.csv",
        "misc/calamine_date_1904.xlsx",
        "misc/pillow_transparent_background_text.png",
        "reference/modello-d-rendiconto-per-cassa.xlsx",
        "README.md",
    ],
)
def test_what_is_no_statement_is_refused(name: str) -> None:
    content = (cases_folder() / name).read_bytes()
    with pytest.raises(FileRefused, match=r"scarica|importalo da «Soci»"):
        read_statement(name, content)
