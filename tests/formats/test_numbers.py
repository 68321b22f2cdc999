"""Counts, shares and sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.formats.numbers import count_text, count_words, file_size_text, percent_text


@given(st.integers())
def test_a_count_has_all_its_digits_in_groups_of_three(count: int) -> None:
    text = count_text(count)
    assert int(text.replace(".", "").replace("−", "-")) == count
    assert all(len(group) == 3 for group in text.split(".")[1:])


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_share_is_the_nearest_one(part: int, whole: int, decimals: int) -> None:
    text = percent_text(part, whole, decimals=decimals)
    scaled = int(text.removesuffix("\u00a0%").replace(".", "").replace(",", ""))
    assert abs(2 * scaled * whole - 2 * part * 100 * 10**decimals) <= whole


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "text"),
    [
        (46, 100, 0, "46\u00a0%"),
        (1, 8, 1, "12,5\u00a0%"),
        (1, 200, 0, "1\u00a0%"),
        (90, 179, 2, "50,28\u00a0%"),
        (0, 5, 0, "0\u00a0%"),
        (0, 0, 0, "–"),
    ],
)
def test_shares_have_a_blank_before_the_sign(
    part: int, whole: int, decimals: int, text: str
) -> None:
    assert percent_text(part, whole, decimals=decimals) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 byte"),
        (1, "1 byte"),
        (999, "999 byte"),
        (1_000, "1\u00a0kB"),
        (1_249, "1,2\u00a0kB"),
        (999_949, "999,9\u00a0kB"),
        (999_950, "1\u00a0MB"),
        (25_000_000, "25\u00a0MB"),
        (10**15, "1.000\u00a0TB"),
    ],
)
def test_sizes_go_up_by_a_thousand(size: int, text: str) -> None:
    assert file_size_text(size) == text


@pytest.mark.usefixtures("english")
def test_english_marks() -> None:
    assert count_text(-1_234) == "−1,234"
    assert percent_text(1, 8, decimals=1) == "12.5%"
    assert file_size_text(1_249) == "1.2\u00a0kB"
    assert file_size_text(2) == "2 bytes"


def test_a_sentence_of_a_count_is_of_one_or_of_many() -> None:
    assert count_words("{count} member", "{count} members", 1) == "1 socio"
    assert count_words("{count} member", "{count} members", 1_234) == "1.234 soci"
