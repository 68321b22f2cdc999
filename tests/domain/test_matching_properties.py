"""Whatever a statement holds, no cent and no charge is given out twice, and size is no matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.folding import fold
from cluster_desk.domain.matching import AUTOMATIC, MINIMUM, match
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import BankLine, MatchResult, OpenItem
from cluster_desk.domain.references import CreditorReference
from tests.pace import best_of_three, least_of_three, seconds_of

NAMES = (
    "Serio Pack S.r.l.",
    "Adda Botanica S.r.l.",
    "Lario Biotech S.r.l.",
    "Università di Milano",
)
CODES = ("99000010191", "99000020190", "99000030199", "80000000000")
AMOUNTS = st.sampled_from([50_000, 100_000, 150_000, 99_650])
YEARS = st.integers(2025, 2026)


@st.composite
def open_items(draw: st.DrawFn) -> list[OpenItem]:
    """Charges of four members, some alike."""
    found = []
    for charge in range(1, draw(st.integers(1, 10))):
        member, year = draw(st.integers(0, 3)), draw(YEARS)
        found.append(
            OpenItem(
                charge_id=charge,
                member_id=member,
                member_name_folded=fold(NAMES[member]),
                amount_open=Money(draw(AMOUNTS)),
                due_on=date(year, 3, 31),
                fee_year=year,
                tax_code=CODES[member],
                ibans=(f"IT{member}",),
                reference=CreditorReference.of("2026", charge).text,
                notice_number=f"RV {year}/{charge:04d}",
            )
        )
    return found


CLUES = st.sampled_from(
    [
        "quota 2026",
        "quota 2025 e 2026",
        "bonifico",
        *CODES,
        *NAMES,
        *(CreditorReference.of("2026", charge).text for charge in range(1, 5)),
        *(f"rv 2026/{charge}" for charge in range(1, 5)),
    ]
)


@st.composite
def bank_lines(draw: st.DrawFn) -> list[BankLine]:
    """Lines with any mixture of clues, twins and money going out included."""
    return [
        BankLine(
            id=number,
            booked_on=date(2026, 4, draw(st.integers(1, 3))),
            amount=Money(draw(AMOUNTS) * draw(st.sampled_from([1, 1, 2, -1]))),
            counterparty=draw(st.sampled_from(["", *NAMES, "Rossi Mario"])),
            iban=draw(st.sampled_from(["", "IT0", "IT3"])),
            remittance=" ".join(draw(st.lists(CLUES, max_size=3))),
        )
        for number in range(draw(st.integers(0, 6)))
    ]


@given(bank_lines(), open_items())
def test_no_charge_is_matched_twice_nor_above_what_is_open(
    lines: list[BankLine], items: list[OpenItem]
) -> None:
    result = match(lines, items)
    matched = [part for proposal in result.matched for part in proposal.parts]
    assert len({part.charge_id for part in matched}) == len(matched)
    residue = {item.charge_id: item.amount_open for item in items}
    for proposal in result.proposals:
        assert all(ZERO < part.amount <= residue[part.charge_id] for part in proposal.parts)


@given(bank_lines(), open_items())
def test_every_proposal_gives_out_the_whole_amount_with_reasons(
    lines: list[BankLine], items: list[OpenItem]
) -> None:
    amounts = {line.id: line.amount for line in lines}
    owner = {item.charge_id: item.member_id for item in items}
    for proposal in match(lines, items).proposals:
        given_out = Money.total(part.amount for part in proposal.parts)
        assert given_out + proposal.excess == amounts[proposal.line_id]
        assert proposal.excess >= ZERO
        assert 0 <= proposal.score <= 100
        assert proposal.reasons
        assert {owner[c] for c in proposal.charge_ids} <= set(proposal.member_ids)


@given(bank_lines(), open_items())
def test_every_incoming_line_is_in_exactly_one_list(
    lines: list[BankLine], items: list[OpenItem]
) -> None:
    result = match(lines, items)
    told = [
        *(proposal.line_id for proposal in result.matched),
        *(undecided.line_id for undecided in result.ambiguous),
        *result.unmatched,
    ]
    assert sorted(told) == sorted(line.id for line in lines if line.amount > ZERO)
    assert all(proposal.score >= AUTOMATIC for proposal in result.matched)
    for undecided in result.ambiguous:
        assert undecided.proposals
        assert all(p.score >= MINIMUM - 10 for p in undecided.proposals)


@given(bank_lines(), open_items(), st.randoms(use_true_random=False))
def test_the_order_of_lines_and_charges_decides_nothing(
    lines: list[BankLine], items: list[OpenItem], chance: Random
) -> None:
    def by_line(result: MatchResult) -> dict[int, object]:
        found: dict[int, object] = {p.line_id: p for p in result.matched}
        return found | {u.line_id: u for u in result.ambiguous}

    shuffled_lines, shuffled_items = list(lines), list(items)
    chance.shuffle(shuffled_lines)
    chance.shuffle(shuffled_items)
    assert by_line(match(lines, items)) == by_line(match(shuffled_lines, shuffled_items))


def many(count: int) -> tuple[list[BankLine], list[OpenItem]]:
    """As many lines as charges: references, numbers, codes and names by turns."""
    items = [
        OpenItem(
            charge_id=n,
            member_id=n,
            member_name_folded=f"azienda dimostrativa {n:05d} srl",
            amount_open=Money(100_000),
            due_on=date(2026, 3, 31),
            fee_year=2026,
            tax_code=f"{n:011d}",
            ibans=(f"IT{n}",),
            reference=CreditorReference.of("2026", n).text,
            notice_number=f"RV 2026/{n:04d}",
        )
        for n in range(1, count + 1)
    ]
    lines = [
        BankLine(
            id=item.charge_id,
            booked_on=date(2026, 4, 1),
            amount=item.amount_open,
            counterparty=f"AZIENDA DIMOSTRATIVA {item.charge_id:05d}",
            iban=item.ibans[0] if item.charge_id % 4 == 2 else "",
            remittance=(item.reference, item.notice_number, "quota", "quota 2026")[
                item.charge_id % 4
            ],
        )
        for item in items
    ]
    return lines, items


def test_ten_times_the_lines_take_little_more_than_ten_times_as_long() -> None:
    def seconds(count: int) -> float:
        lines, items = many(count)

        def matched() -> None:
            result = match(lines, items)
            assert len(result.matched) == 3 * count // 4
            assert len(result.ambiguous) == count // 4

        return seconds_of(matched)

    seconds(40)  # the first call loads libraries
    assert least_of_three(lambda: seconds(4000) / seconds(400), 30) < 30


@pytest.mark.parametrize("shared", ["name", "code", "charges"])
def test_a_statement_full_of_likenesses_is_no_slower_in_kind(shared: str) -> None:
    lines, items = many(1500)
    if shared == "name":
        items = [replace(item, member_name_folded="azienda dimostrativa") for item in items]
        lines = [replace(line, counterparty="AZIENDA DIMOSTRATIVA") for line in lines]
    elif shared == "code":
        items = [replace(item, tax_code="99000010191", ibans=("IT1",)) for item in items]
        lines = [replace(line, remittance="99000010191", iban="IT1") for line in lines]
    else:
        items = [replace(item, member_id=1) for item in items]
    assert best_of_three(lambda: seconds_of(lambda: match(lines, items)), 5) < 5
