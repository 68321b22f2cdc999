"""The same story on files that nobody here wrote, where they lie beside the repository."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cases import cases_folder
from tests.reports.pdf_reading import words
from tests.story import meetings
from tests.story.association import Founded, found
from tests.story.command_line import CommandLine

pytestmark = [pytest.mark.slow, pytest.mark.requires_cases]
PUBLIC_BODIES = 2_289


@pytest.fixture
def begun(sqlite_template: Path, tmp_path: Path) -> tuple[CommandLine, Founded]:
    """A founded association without members."""
    path = tmp_path / "real.desk"
    path.write_bytes(sqlite_template.read_bytes())
    return CommandLine(str(path), date(2026, 2, 1)), found(str(path))


def total(rows: list[Any], name: str) -> Decimal:
    return sum((Decimal(row[name]) for row in rows), Decimal(0))


def test_two_thousand_public_bodies_become_members_and_owe_their_fees(
    begun: tuple[CommandLine, Founded], tmp_path: Path
) -> None:
    line, who = begun
    register = cases_folder() / "registers" / "enti-pubblici.csv"
    said = line.json("import", "members", register)
    assert said["created"] + said["skipped"] == PUBLIC_BODIES
    assert said["created"] > 2_200
    members = line.json("list", "members")
    assert len(members) == said["created"]
    assert sum(1 for row in members if row["city"]) > 2_000
    assert line.json("import", "members", register)["created"] == 0
    fees = line.json("fees", "issue", "--year", 2026)
    assert fees["charges"] + len(fees["skipped"]) == len(members)
    charges = line.json("list", "charges")
    assert total(charges, "owed") == Decimal(fees["total"])
    assert total(members, "balance") == 0
    meeting = meetings.hold_board(line.location, who)
    meetings.hold_table(line.location, who)
    line.today = date(2026, 11, 22)
    for what, suffix, *more in (
        ("register", "pdf"),
        ("ledger", "xlsx"),
        ("attendance", "xlsx"),
        ("minutes", "pdf", "--meeting", meeting),
    ):
        line.json("export", what, *more, "--out", tmp_path / f"{what}.{suffix}")
    assert "Cluster della Prova" in words((tmp_path / "minutes.pdf").read_bytes())
    assert line.json("check")["ok"] is True


def test_members_whose_every_code_is_wrong_are_shown_with_it(
    begun: tuple[CommandLine, Founded],
) -> None:
    line, _who = begun
    register = cases_folder() / "registers" / "openfatture_clients.csv"
    said = line.json("import", "members", register)
    assert said["created"] == 3
    assert {problem["field"] for problem in said["problems"]} >= {"tax_code", "vat_number"}
    rows = line.json("list", "members")
    assert {(row["tax_code"], row["vat_number"]) for row in rows} == {("", "")}


# What is true of each file, by the README that lies beside it: how many lines, and their sum.
EURO_STATEMENTS = (
    ("openfatture_sample_statement.ofx", 5, "4320.50"),
    ("banana_csv_intesa_example_format2_20240522.csv", 11, "3235.72"),
    ("banana_csv_unicredit_example_format1_20240521.csv", 3, "-2617.34"),
    ("jejik_sparkasse.txt", 2, "-40.00"),
    ("genkgo_camt053.v4.xml", 1, "8.85"),
)


@pytest.mark.parametrize(("name", "count", "net"), EURO_STATEMENTS)
def test_real_statements_in_euro_are_imported_once(
    begun: tuple[CommandLine, Founded], name: str, count: int, net: str
) -> None:
    line, _who = begun
    path = cases_folder() / "bank" / name
    words = ("import", "statement", path, "--account", "BANCA")
    preview = line.json(*words, "--dry-run")
    assert len(preview["lines"]) == count
    assert Decimal(preview["credits"]) - Decimal(preview["debits"]) == Decimal(net)
    assert total(preview["lines"], "amount") == Decimal(net)
    done = line.json(*words)
    assert (done["new"], done["duplicates"]) == (count, 0)
    again = line.json(*words)
    assert (again["new"], again["duplicates"], again["change_set"]) == (0, count, None)
    assert line.json("list", "accounts")[0]["to_post"] == count
    assert line.json("check")["ok"] is True


@pytest.mark.parametrize(
    ("name", "currency"),
    [
        ("bananaU_2023-02-01_C053_001_08_CH2801234000123456789_CHF_001.xml", "CHF"),
        ("genkgo_camt054.v4.xml", "SEK"),
        ("unnamed-bank__amount-comma-decimal.ofx", "USD"),
    ],
)
def test_real_statements_of_other_currencies_are_shown_and_refused(
    begun: tuple[CommandLine, Founded], name: str, currency: str
) -> None:
    line, _who = begun
    path = cases_folder() / "bank" / name
    words = ("import", "statement", path, "--account", "BANCA")
    assert line.json(*words, "--dry-run")["currency"] == currency
    assert currency in line.refused(*words)


def test_balances_that_cannot_agree_are_told(begun: tuple[CommandLine, Founded]) -> None:
    line, _who = begun
    path = cases_folder() / "bank" / "genkgo_camt053.v4.xml"
    said = line.json("import", "statement", path, "--account", "BANCA", "--dry-run")
    assert said["opening"] == "18.15"
    assert said["problems"]
