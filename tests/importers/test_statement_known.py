"""The same movement is known again: in the same file, a longer one, another format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.drafts import LineDraft
from cluster_desk.importers.statements.fingerprint import KnownLine, find_known, fingerprints
from tests.importers.reading import only, read, sample

LINE = LineDraft(
    position=1,
    booked_on=date(2026, 1, 12),
    value_on=None,
    amount=Money(10_000),
    currency="EUR",
    counterparty="ROSSI COSMETICI SRL",
    remittance="Quota 2026",
)


def known(*lines: LineDraft, source: str = "mt940") -> list[KnownLine]:
    return [KnownLine(format=source, line=line) for line in lines]


def test_reading_the_same_file_twice_finds_every_line() -> None:
    lines = only(sample("camt053_v2.xml")).lines
    assert fingerprints(lines) == fingerprints(only(sample("camt053_v2.xml")).lines)
    assert find_known("camt.053", lines, known(*lines, source="camt.053")) == [0, 1, 2, 3]


def test_two_equal_lines_are_two_and_a_third_one_is_new() -> None:
    first, second, third = fingerprints([LINE, LINE, LINE])
    assert len({first, second, third}) == 3
    assert fingerprints([LINE, LINE]) == [first, second]
    assert find_known("csv", [LINE] * 3, known(LINE, LINE, source="csv")) == [0, 1, None]


def test_overlapping_file_finds_only_what_it_shares() -> None:
    other = replace(LINE, remittance="Contributo")
    assert find_known("csv", [other, LINE], known(LINE, source="csv")) == [None, 0]


def test_equal_amounts_with_other_bank_numbers_are_not_the_same() -> None:
    first, second = (replace(LINE, bank_reference=number) for number in ("TRN0001", "TRN0002"))
    assert fingerprints([first]) != fingerprints([second])
    assert find_known("camt.053", [second], known(first, source="camt.053")) == [None]


def test_mt940_and_camt_of_the_same_days_are_the_same() -> None:
    ours = sample("mt940.sta").statements[0].lines
    theirs = only(sample("camt053_v2.xml")).lines
    assert find_known("mt940", ours, known(*theirs, source="camt.053")) == [0, 1, 2, 3]
    assert fingerprints(ours[:1]) == fingerprints(theirs[:1])


def test_csv_that_puts_the_payer_into_its_text_is_the_same() -> None:
    told = replace(LINE, counterparty="", remittance="BONIFICO DA ROSSI COSMETICI SRL QUOTA 2026")
    assert find_known("csv", [told], known(LINE)) == [0]


def test_two_payers_of_one_amount_are_told_apart_across_formats() -> None:
    other = replace(LINE, counterparty="BIANCHI PROFUMI SPA")
    for format_name in ("csv", "camt.053"):
        assert find_known(format_name, [other], known(LINE)) == [None]
    assert find_known("camt.053", [other, LINE], known(LINE, other)) == [1, 0]


def test_same_day_and_amount_alone_are_never_the_same() -> None:
    bare = replace(LINE, counterparty="", remittance="")
    assert find_known("csv", [bare], known(LINE)) == [None]


def test_another_account_of_the_payer_is_another_payment() -> None:
    one, two = (replace(LINE, iban=iban) for iban in ("IT1", "IT2"))
    assert find_known("camt.053", [one], known(two)) == [None]


def test_blanks_capitals_and_accents_do_not_count() -> None:
    line = replace(LINE, remittance="Società  Quota, 2026")
    assert fingerprints([line]) == fingerprints([replace(line, remittance="SOCIETA' QUOTA 2026")])


def test_known_line_is_found_once() -> None:
    assert find_known("camt.053", [LINE, LINE], known(LINE)) == [0, None]


@given(st.lists(st.sampled_from("ab"), max_size=5))
def test_order_of_the_file_does_not_change_what_is_known(letters: list[str]) -> None:
    lines = [replace(LINE, remittance=f"Quota {letter}") for letter in letters]
    whole = sorted(fingerprints(lines))
    for order in list(permutations(lines))[:6]:
        assert sorted(fingerprints(order)) == whole


def test_reimporting_a_longer_csv_finds_the_shorter_one() -> None:
    head = "Data;Descrizione;Importo\n"
    row = "12/01/2026;QUOTA;50,00\n"
    old = only(read(head + row)).lines
    new = only(read(head + row + row + "13/01/2026;ALTRO;1,00\n")).lines
    assert find_known("csv", new, known(*old, source="csv")) == [0, None, None]
