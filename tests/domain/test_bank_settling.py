"""Suggestions for a bank line are told by what they rest on, and nothing is claimed twice."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.domain import bank_settling
from cluster_desk.domain.bank_settling import (
    KnownEntry,
    Memory,
    Precedent,
    Suggestion,
    Way,
    settle,
    sure_of,
)
from cluster_desk.domain.money import Money
from cluster_desk.domain.proposals import BankLine, Sign

DAY = date(2026, 4, 2)


def line(number: int, cents: int, who: str = "", text: str = "", day: date = DAY) -> BankLine:
    return BankLine(
        id=number, booked_on=day, amount=Money(cents), counterparty=who, remittance=text
    )


def entry(number: int, cents: int, text: str = "", day: date = DAY) -> KnownEntry:
    return KnownEntry(way=Way.MOVEMENT, id=number, on_day=day, amount=Money(cents), text=text)


def before(text: str, category: str, who: str = "") -> Precedent:
    return Precedent(counterparty=who, remittance=text, incoming=False, category=category)


def of(memory: Memory, *lines: BankLine) -> dict[int, tuple[Suggestion, ...]]:
    return settle(lines, {}, memory)


@pytest.mark.parametrize(
    ("day", "text", "score"),
    [
        (DAY, "Sala Centro Congressi", 100),
        (DAY, "Acconto", 76),
        (date(2026, 4, 5), "Sala Centro Congressi", 92),
        (date(2026, 4, 20), "Centro Congressi", 64),
        (date(2026, 4, 20), "Acconto", 40),
    ],
)
def test_a_known_movement_is_the_surer_the_nearer_and_the_better_named(
    day: date, text: str, score: int
) -> None:
    memory = Memory([entry(7, -180_00, text, day)], [])
    [best] = of(memory, line(1, -180_00, "CENTRO CONGRESSI", "FT 11"))[1]
    assert (best.way, best.score) == (Way.MOVEMENT, score)
    signs = {reason.sign for reason in best.reasons}
    assert (Sign.DOUBT in signs) == (score < 92)


def test_another_amount_or_a_far_day_is_no_known_movement() -> None:
    memory = Memory([entry(1, -180_00, day=date(2026, 1, 2)), entry(2, 180_00)], [])
    assert of(memory, line(1, -180_00), line(2, -179_99)) == {1: (), 2: ()}


def test_one_movement_is_never_sure_for_two_lines() -> None:
    memory = Memory([entry(7, -180_00, "Centro")], [])
    found = of(memory, line(1, -180_00, "CENTRO"), line(2, -180_00, "CENTRO"))
    assert [each[0].score for each in found.values()] == [100, 100]
    assert list(sure_of(found)) == [1]


def test_two_movements_alike_leave_the_choice_to_a_person() -> None:
    memory = Memory([entry(7, -180_00, "Centro"), entry(8, -180_00, "Centro")], [])
    found = of(memory, line(1, -180_00, "CENTRO"))
    assert len(found[1]) == 2
    assert sure_of(found) == {}


def test_figures_in_a_text_do_not_tell_one_month_from_another() -> None:
    memory = Memory([], [before("CANONE 03/2026 N. 17", "BANCA")] * 2)
    [best] = of(memory, line(1, -4_00, text="CANONE 04/2026 N. 18"))[1]
    assert (best.category, best.score) == ("BANCA", 96)
    assert of(memory, line(2, 4_00, text="CANONE 04/2026 N. 18"))[2] == ()


def test_habits_that_differ_are_doubted() -> None:
    memory = Memory([], [before("SPESE", "A"), before("SPESE", "A"), before("SPESE", "B")])
    found = of(memory, line(1, -4_00, text="SPESE"))[1]
    assert [(each.category, each.score) for each in found] == [("A", 84), ("B", 72)]
    assert all(each.reasons[-1].sign is Sign.DOUBT for each in found)


def test_a_name_alone_recalls_its_category() -> None:
    memory = Memory([], [before("FT 1", "SALE", "CENTRO CONGRESSI")])
    [best] = of(memory, line(1, -4_00, "Centro Congressi", "saldo fattura"))[1]
    assert (best.category, best.score) == ("SALE", 70)


def test_of_very_many_entries_of_one_amount_the_named_and_the_nearest_are_found() -> None:
    many = [
        entry(number, -180_00, f"Quota {number}", date(2026, 3, 1 + number % 28))
        for number in range(2_000)
    ]
    named = entry(9_001, -180_00, "Quota Centro Congressi", date(2026, 3, 2))
    today = entry(9_002, -180_00, "Quota di oggi")
    memory = Memory([*many, named, today], [])
    found = of(memory, line(1, -180_00, "CENTRO CONGRESSI", "quota"))[1]
    assert len(found) == 5
    best = {each.entry.id: each.score for each in found if each.entry is not None}
    assert best[9_002] == 88
    named_score = of(Memory([named], []), line(1, -180_00, "CENTRO CONGRESSI", "quota"))[1][0].score
    far_score = 56 + 12 + 12
    assert named_score < far_score, "nearer ones come first, and yet it was compared"
    lonely = of(memory, line(2, -180_00, "CENTRO CONGRESSI", "quota", date(2026, 2, 1)))[2]
    assert lonely[0].entry == named


def test_a_line_is_not_compared_with_every_entry_of_its_amount(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [date(2026, 1 + number % 12, 1 + number % 28) for number in range(3_000)]
    memory = Memory([entry(n, 50_00, "Quota associativa", day) for n, day in enumerate(days)], [])
    compared: list[object] = []

    def points(*both: object) -> int:
        compared.append(both)
        return 0

    monkeypatch.setattr(bank_settling, "_word_points", points)
    of(memory, line(1, 50_00, "ACME", "quota associativa"))
    assert 0 < len(compared) < 60
