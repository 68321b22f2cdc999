"""Numbers of series are written, read back and ordered; gaps and doubles are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.numbering import SeriesNumber, missing_numbers, repeated_numbers

NUMBERS = st.builds(
    SeriesNumber,
    st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True).filter(str.isascii),
    st.integers(1900, 2199),
    st.integers(1, 999_999_999),
)


def test_a_receipt_number_is_written_with_four_digits() -> None:
    assert SeriesNumber("RIC", 2026, 1).text == "RIC 2026/0001"
    assert str(SeriesNumber("RIC", 2026, 12345)) == "RIC 2026/12345"


def test_minutes_are_cited_number_first() -> None:
    assert SeriesNumber("CD", 2026, 4).slashed == "4/2026"
    assert SeriesNumber.parse_slashed("CD", "4/2026") == SeriesNumber("CD", 2026, 4)


@given(NUMBERS)
def test_every_number_reads_back_from_both_its_forms(number: SeriesNumber) -> None:
    assert SeriesNumber.parse(number.text) == number
    assert SeriesNumber.parse_slashed(number.series, number.slashed) == number


@pytest.mark.parametrize(
    "text",
    ["", "RIC", "RIC 2026/1", "RIC 2026/00001", "ric 2026/0001", "RIC 2026/0000", "RIC 1026/0001"],
)
def test_another_text_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        SeriesNumber.parse(text)


@pytest.mark.parametrize("text", ["0/2026", "04/2026", "4/26", "4-2026", "2026/4", "4/9026"])
def test_another_citation_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        SeriesNumber.parse_slashed("CD", text)


def test_the_tenth_receipt_comes_after_the_ninth() -> None:
    assert SeriesNumber("RIC", 2026, 9).next == SeriesNumber("RIC", 2026, 10)
    assert SeriesNumber("RIC", 2026, 9_999) < SeriesNumber("RIC", 2026, 10_000)


@given(st.sets(st.integers(1, 60)))
def test_missing_and_used_numbers_fill_the_series(used: set[int]) -> None:
    missing = missing_numbers(used)
    assert sorted({*missing, *used}) == list(range(1, max(used, default=0) + 1))
    assert used.isdisjoint(missing)


def test_a_series_taken_over_in_mid_life_begins_later() -> None:
    assert missing_numbers([15, 17], first=14) == (14, 16)


@given(st.lists(st.integers(1, 9), max_size=12))
def test_repeated_numbers_are_those_that_occur_twice(numbers: list[int]) -> None:
    assert repeated_numbers(numbers) == tuple(sorted({n for n in numbers if numbers.count(n) > 1}))
