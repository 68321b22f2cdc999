"""OFX of both versions, with the liberties banks take."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.refusals import CutOff, HostileXml, NotAStatement
from tests.importers.reading import amounts, messages, only, read, sample

XML = """<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><ACCTID>123</ACCTID></BANKACCTFROM><BANKTRANLIST>{movements}</BANKTRANLIST>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""
MOVEMENT = """<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>20260112</DTPOSTED>
<TRNAMT>{amount}</TRNAMT>
<FITID>1</FITID>{more}</STMTTRN>"""


def one(amount: str = "5.00", more: str = "") -> str:
    return XML.format(movements=MOVEMENT.format(amount=amount, more=more))


def test_sgml_without_closing_tags_and_with_decimal_commas_is_read() -> None:
    draft = sample("sgml.ofx").statements[0]
    assert amounts(draft) == ["500.00", "12.50"]
    assert draft.account_iban == "IT60X0542811101000000123456"
    assert draft.closing == Money(150_000)


def test_zone_behind_a_date_does_not_move_it() -> None:
    assert sample("sgml.ofx").statements[0].lines[0].booked_on == date(2026, 1, 12)


def test_entities_are_read_and_the_bank_number_is_kept() -> None:
    line = sample("sgml.ofx").statements[0].lines[0]
    assert (line.counterparty, line.remittance) == ("Rossi & Figli", "Quota 2026")
    assert line.bank_reference == "1"


def test_every_account_of_the_file_is_a_statement() -> None:
    assert [one.account_text for one in sample("sgml.ofx").statements] == [
        "IT60X0542811101000000123456",
        "4444",
    ]


def test_impossible_date_and_unclear_amount_are_shown_with_their_rows() -> None:
    problems = sample("sgml.ofx").problems
    assert {(one.field, one.row) for one in problems} >= {("booked_on", 27), ("amount", 33)}


def test_sign_that_contradicts_the_kind_is_told() -> None:
    assert "contraddice" in messages(sample("sgml.ofx"))


def test_xml_form_is_read_with_cdata_and_account_of_the_other_party() -> None:
    more = (
        "<NAME>Alfa</NAME><BANKACCTTO><ACCTID>IT02W9999956841000000000001</ACCTID></BANKACCTTO>"
        "<MEMO><![CDATA[Quota <2026>]]></MEMO>"
    )
    draft = only(read(one(more=more)))
    assert draft.account_text == "123"
    assert draft.lines[0].iban == "IT02W9999956841000000000001"
    assert draft.lines[0].remittance == "Quota <2026>"


def test_missing_opening_balance_is_no_problem() -> None:
    assert read(one()).problems == ()


def test_file_without_its_last_tag_is_cut_off() -> None:
    whole = one()
    with pytest.raises(CutOff):
        read(whole[: whole.index("</OFX>")])


def test_doctype_is_refused() -> None:
    with pytest.raises(HostileXml):
        read(one().replace("<OFX>", "<!DOCTYPE x><OFX>"))


def test_ofx_without_accounts_is_no_statement() -> None:
    with pytest.raises(NotAStatement):
        read("OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>")
