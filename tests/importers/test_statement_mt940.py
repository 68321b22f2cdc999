"""MT940 as banks write it: a file is never lost to one bad field."""

from __future__ import annotations

from datetime import date

import mt940
import pytest

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.refusals import CutOff
from tests.importers.reading import SAMPLES, amounts, messages, only, read, sample

HEAD = ":20:A\n:25:12345\n:28C:1/1\n:60F:C260101EUR100,00\n"


def booked(*lines: str, close: str = "") -> str:
    return HEAD + "\n".join(lines) + close + "\n-\n"


def test_pages_are_one_statement_and_its_balances_agree() -> None:
    draft = sample("mt940.sta").statements[0]
    assert draft.account_iban == "IT60X0542811101000000123456"
    assert (draft.opening, draft.closing) == (Money(100_000), Money(164_950))
    assert amounts(draft) == ["500.00", "300.00", "-150.00", "-0.50"]
    assert "quadrano" not in messages(sample("mt940.sta"))


def test_reversed_credit_is_money_out() -> None:
    line = sample("mt940.sta").statements[0].lines[2]
    assert (line.amount, line.reversal) == (Money(-15_000), True)


def test_reversed_debit_is_money_in_and_a_debit_in_euro_is_not_reversed() -> None:
    draft = only(read(booked(":61:2601020102RD5,00NMSC", ":61:2601020102DR5,00NMSC")))
    assert amounts(draft) == ["5.00", "-5.00"]
    assert [line.reversal for line in draft.lines] == [True, False]


def test_german_purpose_gives_name_iban_reference_and_text() -> None:
    lines = sample("mt940.sta").statements[0].lines
    assert lines[0].counterparty == "Rossi Cosmetici S.r.l."
    assert lines[0].iban == "IT02W9999956841000000000001"
    assert lines[0].remittance.startswith("Quota associativa 2026")
    assert lines[2].reference == "SDD-9"


def test_slashed_and_plain_purposes_are_read() -> None:
    lines = sample("mt940.sta").statements[1].lines
    assert (lines[0].counterparty, lines[0].remittance) == ("Epsilon", "Canone")
    assert lines[0].reference == "X-55"
    assert sample("mt940.sta").statements[0].lines[3].remittance == "Commissioni"


def test_text_under_a_movement_is_kept_when_no_purpose_follows() -> None:
    assert sample("mt940.sta").statements[0].lines[1].remittance == "Incasso SDD"


def test_missing_closing_bad_number_and_impossible_dates_lose_no_movement() -> None:
    reading = sample("mt940.sta")
    draft = reading.statements[1]
    assert amounts(draft) == ["-1.00", "1.00"]
    assert (draft.closing, draft.number) == (None, "")
    assert "260230" in messages(reading)
    assert "Manca il saldo finale" in messages(reading)


def test_thirtieth_of_february_is_the_last_day_of_a_bank_month() -> None:
    line = sample("mt940.sta").statements[1].lines[0]
    assert (line.booked_on, line.value_on) == (date(2026, 2, 28), date(2026, 2, 28))


def test_unreadable_movement_is_shown_with_its_row() -> None:
    problem = next(p for p in sample("mt940.sta").problems if "qwerty" in p.message)
    assert problem.row == 30


def test_entry_date_of_january_belongs_to_the_year_after_a_value_in_december() -> None:
    line = only(read(booked(":61:2512310102C5,00NMSC"))).lines[0]
    assert (line.booked_on, line.value_on) == (date(2026, 1, 2), date(2025, 12, 31))


def test_entry_date_of_december_belongs_to_the_year_before_a_value_in_january() -> None:
    line = only(read(booked(":61:2601021231C5,00NMSC"))).lines[0]
    assert line.booked_on == date(2025, 12, 31)


def test_announced_movements_are_not_booked() -> None:
    reading = read(booked(":61:2601020102EC5,00NMSC"))
    assert only(reading).lines == ()
    assert "annunciato" in messages(reading)


def test_statements_that_all_have_number_zero_stay_apart() -> None:
    one = HEAD.replace("1/1", "0") + ":61:260102C5,00NMSC\n:62F:C260102EUR105,00\n-\n"
    assert len(read(one + one).statements) == 2


def test_page_of_another_account_is_not_joined() -> None:
    first = ":20:A\n:25:1\n:60F:C260101EUR1,00\n:62M:C260101EUR1,00\n-\n"
    second = ":20:B\n:25:2\n:60M:C260101EUR1,00\n:62F:C260101EUR1,00\n-\n"
    assert len(read(first + second).statements) == 2


def test_statement_without_its_transaction_reference_is_another_one() -> None:
    text = HEAD + ":61:260102C5,00NMSC\n:62F:C260102EUR105,00\n"
    text += ":60F:C260103EUR105,00\n:61:260103C1,00NMSC\n:62F:C260103EUR106,00\n"
    assert [amounts(draft) for draft in read(text).statements] == [["5.00"], ["1.00"]]


def test_purpose_after_the_closing_balance_belongs_to_no_movement() -> None:
    draft = only(
        read(booked(":61:260102C5,00NMSC", ":62F:C260102EUR105,00", ":86:Gentile cliente"))
    )
    assert draft.lines[0].remittance == ""


def test_amounts_with_points_for_thousands_have_one_meaning() -> None:
    assert amounts(only(read(booked(":61:260102C1.234,56NMSC")))) == ["1234.56"]


def test_mt942_without_balances_takes_its_currency_from_the_limit() -> None:
    reading = read(":20:A\n:25:12345\n:28C:1\n:34F:EUR0,\n:61:260102C5,00NMSC\n-\n")
    assert only(reading).currency == "EUR"
    assert reading.problems == ()


def test_file_that_ends_in_its_heading_is_cut_off() -> None:
    with pytest.raises(CutOff):
        read(":20:A\n:25:12345\n:28C:1/1\n")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_system_are_read(end: str) -> None:
    text = booked(":61:260102C5,00NMSC", ":86:Quota").replace("\n", end)
    assert only(read(text)).lines[0].remittance == "Quota"


def test_windows_letters_are_read() -> None:
    text = booked(":61:260102C5,00NMSC", ":86:Società Università")
    assert only(read(text.encode("cp1252"))).lines[0].remittance == "Società Università"


def test_library_agrees_wherever_it_can_read() -> None:
    """A second opinion on what is neither reversed nor impossible."""
    text = (SAMPLES / "mt940.sta").read_text("cp1252")
    plain = text[text.index(":20:") : text.index(":61:2601270127RC")].replace("0/1/1A", "1/1")
    theirs = mt940.models.Transactions()
    theirs.parse(plain)
    ours = only(read(plain))
    assert [(line.booked_on, str(line.amount)) for line in ours.lines] == [
        (one.data["entry_date"], f"{one.data['amount'].amount:.2f}") for one in theirs
    ]
