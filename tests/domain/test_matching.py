"""Bank lines meet open charges with a score and reasons; what is doubtful is left to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cluster_desk.domain.folding import fold
from cluster_desk.domain.matching import AUTOMATIC, match
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import BankLine, OpenItem, Proposal, Sign, Undecided
from cluster_desk.domain.references import CreditorReference

SERIO, ADDA, LARIO = 1, 2, 3
NAMES = {
    SERIO: "Serio Pack S.r.l.",
    ADDA: "Adda Botanica S.r.l. Società Benefit",
    LARIO: "Lario Biotech S.r.l.",
}
TAX_CODES = {SERIO: "99000010191", ADDA: "99000020190", LARIO: "99000030199"}
IBANS = {
    SERIO: "IT60X0542811101000000123456",
    ADDA: "IT02W9999956841000000000001",
    LARIO: "DE89370400440532013000",
}


def item(charge: int, member: int = SERIO, euro: int = 1000, year: int = 2026) -> OpenItem:
    return OpenItem(
        charge_id=charge,
        member_id=member,
        member_name_folded=fold(NAMES[member]),
        amount_open=Money(euro * 100),
        due_on=date(year, 3, 31),
        fee_year=year,
        tax_code=TAX_CODES[member],
        ibans=(IBANS[member],),
        reference=reference(charge),
        notice_number=f"RV {year}/{charge:04d}",
    )


def reference(charge: int) -> str:
    return CreditorReference.of("2026", charge).text


def line(text: str = "", *, euro: int = 1000, payer: str = "", iban: str = "") -> BankLine:
    return BankLine(
        id=1,
        booked_on=date(2026, 4, 2),
        amount=Money(euro * 100),
        counterparty=payer,
        iban=iban,
        remittance=text,
    )


def matched(bank_line: BankLine, *items: OpenItem) -> Proposal:
    result = match([bank_line], items)
    assert len(result.matched) == 1
    assert not result.ambiguous
    assert not result.unmatched
    return result.matched[0]


def undecided(bank_line: BankLine, *items: OpenItem) -> tuple[Proposal, ...]:
    result = match([bank_line], items)
    assert not result.matched
    assert not result.unmatched
    (only,) = result.ambiguous
    return only.proposals


def words(proposal: Proposal, sign: Sign) -> list[str]:
    return [reason.words.msgid for reason in proposal.reasons if reason.sign is sign]


@pytest.mark.parametrize(
    "text",
    [
        "QUOTA 2026 {rf}",
        "saldo {spaced} grazie",
        "rf: {lower}",
    ],
)
def test_reference_and_amount_are_certain(text: str) -> None:
    rf = reference(7)
    spaced = " ".join(rf[i : i + 4] for i in range(0, len(rf), 4))
    written = text.format(rf=rf, spaced=spaced, lower=rf.lower())
    proposal = matched(line(written), item(7), item(8, ADDA), item(9, LARIO))
    assert proposal.charge_ids == (7,)
    assert proposal.score >= AUTOMATIC
    assert "The reference {reference} is in the remittance text." in words(proposal, Sign.FOR)
    assert "The amount is what is still to be paid." in words(proposal, Sign.FOR)


def test_a_structured_reference_in_its_own_field_counts_too() -> None:
    bank_line = replace(line(), reference=reference(7))
    assert matched(bank_line, item(7), item(8, ADDA)).charge_ids == (7,)


def test_the_number_of_the_request_and_the_amount_are_certain() -> None:
    proposal = matched(line("saldo rv 2026/7"), item(7), item(8, ADDA))
    assert proposal.charge_ids == (7,)


def test_a_number_under_another_payers_name_is_left_to_a_person() -> None:
    (first, *_rest) = undecided(line("RV 2026/0007", payer="Rossi Mario"), item(7))
    assert "The payer has another name than the member." in words(first, Sign.DOUBT)


def test_a_reference_under_another_payers_name_is_a_third_party_payment() -> None:
    proposal = matched(line(reference(7), payer="Holding Lontana S.p.A."), item(7))
    assert "The payer has another name than the member." in words(proposal, Sign.DOUBT)


def test_tax_code_and_amount_are_certain_when_only_one_charge_fits() -> None:
    assert matched(line("quota C.F. 99000010191"), item(7), item(8, ADDA)).charge_ids == (7,)


def test_a_tax_code_in_a_field_of_its_own_counts_too() -> None:
    bank_line = replace(line(), fiscal_codes=("99000020190",))
    assert matched(bank_line, item(7), item(8, ADDA)).member_ids == (ADDA,)


def test_account_and_name_together_are_certain_the_account_alone_nearly() -> None:
    both = line(iban=IBANS[SERIO], payer="SERIO PACK SRL")
    assert matched(both, item(7)).score == 98
    (alone,) = undecided(line(iban="IT60 X054 2811 1010 0000 0123 456"), item(7))
    assert 85 <= alone.score < AUTOMATIC


def test_name_and_amount_are_proposed_never_taken_for_granted() -> None:
    (only,) = undecided(line("quota 2026", payer="SERIO PACK S.R.L."), item(7), item(8, ADDA))
    assert only.member_ids == (SERIO,)
    assert 85 <= only.score < AUTOMATIC


def test_a_misspelt_name_is_proposed_with_a_doubt() -> None:
    (only,) = undecided(line(payer="ADA BOTANICA SRL"), item(7), item(8, ADDA))
    assert only.member_ids == (ADDA,)
    assert "The payer’s name is like the member’s, at {percent} %." in words(only, Sign.DOUBT)


def test_a_name_in_the_banks_text_is_found_without_a_payer() -> None:
    text = "BONIFICO A VOSTRO FAVORE DA LARIO BIOTECH SRL PER QUOTA 2026"
    (only,) = undecided(line(text), item(7), item(9, LARIO))
    assert only.member_ids == (LARIO,)


def test_of_two_names_one_within_the_other_the_longer_is_meant() -> None:
    shorter = replace(item(1), member_name_folded=fold("Università degli Studi di Milano"))
    longer = replace(
        item(2, ADDA), member_name_folded=fold("Università degli Studi di Milano-Bicocca")
    )
    text = "bonifico UNIVERSITA' DEGLI STUDI DI MILANO BICOCCA quota"
    (only,) = undecided(line(text), shorter, longer)
    assert only.member_ids == (ADDA,)


def test_a_learned_payer_is_recognised() -> None:
    known = replace(item(7), aliases=(fold("Gruppo Serio Holding S.p.A."),))
    (only,) = undecided(line(payer="GRUPPO SERIO HOLDING SPA"), known)
    assert "This payer has paid for the member before." in words(only, Sign.FOR)


def test_the_year_in_the_text_chooses_between_equal_charges() -> None:
    both = (item(7, year=2025), item(8, year=2026))
    text = "quota anno 2026 C.F. 99000010191"
    assert matched(line(text), *both).charge_ids == (8,)


def test_two_equal_charges_without_a_year_are_ambiguous_oldest_first() -> None:
    proposals = undecided(line("C.F. 99000010191"), item(8, year=2026), item(7, year=2025))
    assert [p.charge_ids for p in proposals] == [(7,), (8,)]
    assert proposals[0].score == proposals[1].score


def test_the_year_of_a_date_or_of_a_number_is_no_year_of_a_fee() -> None:
    text = "C.F. 99000010191 fattura 12/2025 del 22/11/2025 e 2025-11-22"
    assert matched(line(text), item(8, year=2026)).charge_ids == (8,)


def test_a_text_about_another_year_speaks_against() -> None:
    (only, *_rest) = undecided(line("quota 2025 C.F. 99000010191"), item(8, year=2026))
    assert words(only, Sign.AGAINST) == ["The text names {written}, not {year}."]


def test_one_transfer_for_fee_and_entry_fee_pays_both() -> None:
    proposal = matched(
        line("quote 2026 C.F. 99000010191", euro=1500), item(7), item(8, euro=500), item(9, ADDA)
    )
    assert proposal.charge_ids == (7, 8)
    assert "The amount is the sum of {count} open charges." in words(proposal, Sign.FOR)


def test_one_transfer_for_two_years_pays_both() -> None:
    proposal = matched(
        line("quote 2025 e 2026 C.F. 99000010191", euro=2200),
        item(7, year=2025),
        item(8, euro=1200),
    )
    assert proposal.charge_ids == (7, 8)


def test_one_transfer_for_two_members_that_names_both_pays_both() -> None:
    text = f"{reference(7)} {reference(8)}"
    proposal = matched(line(text, euro=2200), item(7), item(8, ADDA, euro=1200))
    assert proposal.charge_ids == (7, 8)
    assert proposal.member_ids == (SERIO, ADDA)


def test_a_known_account_of_two_members_that_pays_what_both_owe_is_proposed() -> None:
    shared = ("IT60X0542811101000000123456",)
    both = [replace(item(7), ibans=shared), replace(item(8, ADDA, euro=1200), ibans=shared)]
    proposals = undecided(line(iban=shared[0], euro=2200), *both)
    assert proposals[0].member_ids == (SERIO, ADDA)


def test_less_than_the_charge_is_a_payment_on_account() -> None:
    (only,) = undecided(line(reference(7), euro=400), item(7))
    assert [(p.charge_id, p.amount) for p in only.parts] == [(7, Money(400_00))]
    assert words(only, Sign.DOUBT) == ["The amount is less than what is still to be paid."]


def test_a_little_less_may_be_the_banks_fee() -> None:
    (only,) = undecided(replace(line(reference(7)), amount=Money(996_50)), item(7))
    assert words(only, Sign.DOUBT) == ["A little is missing, as when a bank keeps its fees."]


def test_more_than_is_open_leaves_credit() -> None:
    (only,) = undecided(line(reference(7), euro=1200), item(7))
    assert (only.parts[0].amount, only.excess) == (Money(1000_00), Money(200_00))


def test_a_reference_to_one_charge_with_the_amount_of_another_is_not_decided() -> None:
    proposals = undecided(line(reference(7), euro=500), item(7), item(8, euro=500))
    assert [p.charge_ids for p in proposals] == [(7,), (8,)]
    assert "The text names another charge." in words(proposals[1], Sign.AGAINST)


def test_a_reference_to_one_charge_with_the_sum_of_two_is_not_decided() -> None:
    (first, *_rest) = undecided(line(reference(7), euro=1500), item(7), item(8, euro=500))
    assert first.charge_ids == (7, 8)
    assert "The text names only some of the charges." in words(first, Sign.DOUBT)


def test_an_amount_alone_proves_nothing() -> None:
    result = match([line("bonifico")], [item(7)])
    assert result.unmatched == (1,)
    asked = match([line("bonifico")], [item(7)], minimum=30)
    assert words(asked.ambiguous[0].proposals[0], Sign.DOUBT) == ["Only the amount agrees."]
    many = match([line("bonifico")], [item(n) for n in range(1, 6)], minimum=0)
    assert many.unmatched == (1,)


def test_a_charge_paid_twice_is_matched_once_and_the_second_line_is_asked_about() -> None:
    first, second = line(reference(7)), replace(line(reference(7)), id=2)
    result = match([second, first], [item(7)])
    assert [p.line_id for p in result.matched] == [1]
    (asked,) = result.ambiguous
    assert asked.line_id == 2
    assert "Another line pays the same charge." in words(asked.proposals[0], Sign.AGAINST)


def test_of_two_lines_for_a_charge_the_earlier_keeps_it() -> None:
    first = replace(line(reference(7)), id=9, booked_on=date(2026, 4, 1))
    result = match([line(reference(7)), first], [item(7)])
    assert [p.line_id for p in result.matched] == [9]


def test_what_is_free_comes_before_what_another_line_has_paid() -> None:
    both = [item(7, year=2025), item(8, year=2026)]
    sure = line(reference(7))
    doubtful = replace(line("C.F. 99000010191"), id=2)
    result = match([sure, doubtful], both)
    (asked,) = result.ambiguous
    assert [p.charge_ids for p in asked.proposals] == [(8,), (7,)]


def test_money_going_out_and_charges_without_a_residue_are_passed_over() -> None:
    assert match([replace(line(reference(7)), amount=Money(-1000_00))], [item(7)]).unmatched == ()
    paid = replace(item(7), amount_open=ZERO)
    assert match([line(reference(7))], [paid]).unmatched == (1,)


def test_the_threshold_is_the_callers() -> None:
    bank_line = line("quota 2026", payer="SERIO PACK S.R.L.")
    assert len(match([bank_line], [item(7)], automatic=90).matched) == 1


def test_all_proposals_are_listed_the_certain_ones_first() -> None:
    doubtful = replace(line(payer="Lario Biotech"), id=2)
    result = match([doubtful, line(reference(7))], [item(7), item(9, LARIO)])
    assert [p.line_id for p in result.proposals] == [1, 2]
    assert isinstance(result.ambiguous[0], Undecided)
