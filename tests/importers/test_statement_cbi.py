"""CBI's RH flow, fixed width; records are built by column as the standard counts them."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.refusals import CutOff, OtherCbiFlow
from tests.importers.cbi_flow import closing, content, flow, movement, opening, record, text
from tests.importers.reading import amounts, messages, only, read

INCOMING = movement("001", "000000000500,00", c62="TRN0001", c87="BONIFICO A VOSTRO FAVORE")


def a_flow(*records: str, end: str = "000000001500,00") -> bytes:
    return content(flow(opening("000000001000,00"), *records, closing(end)))


def test_account_balances_and_movement_come_from_their_columns() -> None:
    reading = read(a_flow(INCOMING))
    draft = only(reading)
    assert reading.format == "cbi"
    assert draft.account_iban == "IT60X0542811101000000123456"
    assert (draft.opening, draft.closing) == (Money(100_000), Money(150_000))
    line = draft.lines[0]
    assert (line.booked_on, line.value_on) == (date(2026, 1, 13), date(2026, 1, 14))
    assert (line.bank_code, line.bank_reference) == ("48", "TRN0001")
    assert line.remittance == "BONIFICO A VOSTRO FAVORE"
    assert reading.problems == ()


def test_flagged_texts_give_payer_tax_code_iban_reference_and_remittance() -> None:
    payer = "YYY" + "13012026" + "99000010191".ljust(16) + "ROSSI COSMETICI SRL".ljust(40) + "CREMA"
    line = only(
        read(
            a_flow(
                INCOMING,
                text("001", "KKK"),
                text("001", payer),
                text("001", "YY2" + "VIA ROMA 1".ljust(50) + "IT02W9999956841000000000001"),
                text("001", "ID1" + "MSG-1".ljust(35) + "E2E-1"),
                text("001", "RI1" + "QUOTA ASSOCIATIVA 2026 ".ljust(104, "X")),
                text("001", "RI2" + "RF952026000017"),
            )
        )
    ).lines[0]
    assert line.counterparty == "ROSSI COSMETICI SRL"
    assert line.tax_code == "99000010191"
    assert line.iban == "IT02W9999956841000000000001"
    assert line.reference == "E2E-1"
    assert line.remittance.startswith("QUOTA ASSOCIATIVA 2026 X")
    assert line.remittance.endswith("XRF952026000017")


def test_foreign_payment_names_payee_and_reason() -> None:
    out = movement("001", "000000000500,00", "D", c42="ZL")
    reason = text("001", "ZZ3" + "MUSTER GMBH".ljust(50) + "RECHNUNG 5")
    draft = only(read(a_flow(out, reason, end="000000000500,00")))
    assert (draft.lines[0].counterparty, draft.lines[0].remittance) == ("MUSTER GMBH", "RECHNUNG 5")
    assert amounts(draft) == ["-500.00"]


def test_colon_tags_broken_across_records_are_joined_before_splitting() -> None:
    words = ":ORD:ROSSI COSMETICI SRL".ljust(105) + ":CA" + "U:QUOTA 2026"
    line = only(read(a_flow(INCOMING, text("001", words[:107]), text("001", words[107:])))).lines[0]
    assert (line.counterparty, line.remittance) == ("ROSSI COSMETICI SRL", "QUOTA 2026")


def test_slash_tags_give_name_reason_and_reference() -> None:
    words = text("001", "/NC/ROSSI COSMETICI SRL/MP/QUOTA 2026/RO/ABC123")
    line = only(read(a_flow(INCOMING, words))).lines[0]
    assert (line.counterparty, line.remittance) == ("ROSSI COSMETICI SRL", "QUOTA 2026")
    assert line.reference == "ABC123"


def test_plain_text_is_the_remittance() -> None:
    line = only(read(a_flow(INCOMING, text("001", "VERSAMENTO QUOTA")))).lines[0]
    assert line.remittance == "VERSAMENTO QUOTA"


def test_numbers_that_wrap_keep_texts_with_the_movement_before_them() -> None:
    last = movement("999", "000000000001,00")
    first = movement("001", "000000000002,00")
    records = (last, text("999", "RI1ULTIMO"), first, text("001", "RI1PRIMO"))
    lines = only(read(a_flow(*records, end="000000001003,00"))).lines
    assert [line.remittance for line in lines] == ["ULTIMO", "PRIMO"]


def test_several_flows_and_statements_in_one_file_are_all_read() -> None:
    one = flow(opening("000000000001,00"), closing("000000000001,00"))
    two = flow(
        opening("000000000001,00"),
        closing("000000000001,00"),
        opening("000000000002,00", "D"),
        closing("000000000002,00", "D"),
    )
    reading = read(content(one + two))
    assert [draft.opening for draft in reading.statements] == [Money(100), Money(100), Money(-200)]
    assert reading.problems == ()


@pytest.mark.parametrize("kind", ["EC", "RA", "DT"])
def test_other_flows_are_refused_by_name(kind: str) -> None:
    lines = [record(kind, {4: "05428", 9: "SIA00", 14: "020226"}), record("EF", {4: "05428"})]
    with pytest.raises(OtherCbiFlow, match=f"«{kind}»"):
        read(content(lines))


def test_other_flow_beside_a_statement_is_named_and_left_out() -> None:
    other = [record("EC", {4: "05428"}), record("EF", {4: "05428"})]
    own = flow(opening("000000000001,00"), closing("000000000001,00"))
    reading = read(content(own + other))
    assert len(reading.statements) == 1
    assert "«EC»" in messages(reading)


def test_flow_without_its_end_is_cut_off() -> None:
    lines = flow(opening("000000000001,00"), INCOMING)
    with pytest.raises(CutOff):
        read(content(lines[:-1]))


def test_wrong_number_of_records_is_told() -> None:
    lines = flow(opening("000000000001,00"), closing("000000000001,00"), count=9)
    assert "dichiara 9 record e ne contiene 4" in messages(read(content(lines)))


def test_unreadable_amount_and_date_are_shown_and_lose_nothing_else() -> None:
    wrong = movement("001", "00000000X500,00")
    undated = movement("002", "000000000001,00", c20="310226")
    reading = read(a_flow(wrong, undated, end="000000001001,00"))
    assert amounts(only(reading)) == ["1.00"]
    assert only(reading).lines[0].booked_on == date(2026, 1, 14)
    assert [problem.row for problem in reading.problems] == [3, 4]


def test_lost_first_blanks_and_trailing_blanks_do_not_matter() -> None:
    whole = a_flow(INCOMING).decode("cp1252")
    stripped = "\n".join(line.strip() for line in whole.splitlines())
    assert read(stripped.encode()).statements == read(a_flow(INCOMING)).statements


def test_records_without_line_ends_are_cut_every_120_characters() -> None:
    joined = a_flow(INCOMING).replace(b"\r\n", b"")
    assert read(joined).statements == read(a_flow(INCOMING)).statements


def test_returned_items_are_reversals() -> None:
    returned = movement("001", "000000000500,00", "D", c42="42")
    assert only(read(a_flow(returned, end="000000000500,00"))).lines[0].reversal
