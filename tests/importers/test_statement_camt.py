"""camt.052, camt.053, camt.054 and the XML of CBI, in the shapes banks give them."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.refusals import (
    CutOff,
    DamagedXml,
    HostileXml,
    OtherXml,
    TangledXml,
    TooManyMovements,
)
from tests.importers.reading import SAMPLES, amounts, messages, only, read, sample

ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-01-05</Dt></BookgDt>{more}</Ntry>"""


def statement(*entries: str, kind: str = "Stmt", head: str = "") -> str:
    return f"<Document><{kind}><Id>1</Id>{head}{''.join(entries)}</{kind}></Document>"


def entry(amount: str = "10.00", side: str = "CRDT", more: str = "") -> str:
    return ENTRY.format(amount=amount, side=side, more=more)


def balance(code: str, amount: str, day: str = "2026-01-01") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def test_prefixed_statement_gives_account_period_and_balances() -> None:
    reading = sample("camt053_v2.xml")
    draft = only(reading)
    assert reading.format == "camt.053"
    assert (draft.account_iban, draft.currency) == ("IT60X0542811101000000123456", "EUR")
    assert (draft.opening, draft.closing) == (Money(100_000), Money(164_950))
    assert (draft.from_on, draft.to_on) == (date(2026, 1, 12), date(2026, 1, 31))
    assert amounts(draft) == ["500.00", "300.00", "-150.00", "-0.50"]


def test_transfer_names_payer_iban_tax_code_and_creditor_reference() -> None:
    line = only(sample("camt053_v2.xml")).lines[0]
    assert line.counterparty == "Rossi Cosmetici S.r.l."
    assert line.iban == "IT02W9999956841000000000001"
    assert line.tax_code == "99000010191"
    assert line.reference == "RF952026000017"
    assert line.remittance == "Quota associativa 2026 RF952026000017"
    assert line.bank_reference == "TRN0001"


def test_dates_with_a_zone_do_not_move_to_the_day_before() -> None:
    line = only(sample("camt053_v2.xml")).lines[0]
    assert (line.booked_on, line.value_on) == (date(2026, 1, 12), date(2026, 1, 13))


def test_collective_entry_counts_once_and_offers_its_details() -> None:
    line = only(sample("camt053_v2.xml")).lines[1]
    assert line.amount == Money(30_000)
    assert line.is_divisible
    assert [(one.amount, one.counterparty) for one in line.details] == [
        (Money(10_000), "Alfa"),
        (Money(20_000), "Beta"),
    ]


def test_collective_entry_whose_details_do_not_add_up_stays_whole() -> None:
    detail = "<TxDtls><Amt Ccy='EUR'>4.00</Amt></TxDtls>"
    reading = read(statement(entry(more=f"<NtryDtls>{detail * 2}</NtryDtls>")))
    line = only(reading).lines[0]
    assert len(line.details) == 2
    assert not line.is_divisible
    assert "resta intera" in messages(reading)


def test_returned_direct_debit_is_a_reversal_with_reason_and_first_payer() -> None:
    line = only(sample("camt053_v2.xml")).lines[2]
    assert line.reversal
    assert (line.reason, line.counterparty) == ("AC04", "Gamma")


def test_entries_not_booked_are_left_out_and_counted() -> None:
    assert "1 movimento non ancora contabilizzato" in messages(sample("camt053_v2.xml"))


def test_bare_document_with_newer_elements_is_read() -> None:
    draft = only(sample("camt053_v8_bare.xml"))
    assert draft.account_iban == "IT60X0542811101000000123456"
    assert (draft.opening, draft.closing) == (Money(-5_000), Money(3_000))
    assert draft.lines[0].counterparty == "Delta S.p.A."
    assert draft.lines[0].reference == "E2E-44"


def test_cbi_envelope_is_read_like_any_statement() -> None:
    reading = sample("cbi_envelope.xml")
    assert reading.format == "cbi-xml"
    assert only(reading).lines[0].booked_on == date(2026, 5, 4)
    assert only(reading).lines[0].remittance == "COMMISSIONI SU BONIFICO"
    assert reading.problems == ()


@pytest.mark.parametrize(("kind", "name"), [("Rpt", "camt.052"), ("Ntfctn", "camt.054")])
def test_contents_decide_the_kind_of_message(kind: str, name: str) -> None:
    assert read(statement(entry(), kind=kind)).format == name


def test_interim_balance_closes_a_first_page_and_opens_a_last_one() -> None:
    first = statement(entry(), head=balance("OPBD", "5.00") + balance("ITBD", "15.00"))
    last = statement(entry(), head=balance("ITBD", "15.00") + balance("CLBD", "25.00"))
    assert (only(read(first)).opening, only(read(first)).closing) == (Money(500), Money(1_500))
    assert (only(read(last)).opening, only(read(last)).closing) == (Money(1_500), Money(2_500))


def test_balances_that_do_not_agree_are_told_and_refuse_nothing() -> None:
    reading = read(statement(entry(), head=balance("OPBD", "1.00") + balance("CLBD", "2.00")))
    assert amounts(only(reading)) == ["10.00"]
    assert "non quadrano" in messages(reading)
    assert "11,00" in messages(reading)


@pytest.mark.parametrize("written", ["", "abc", "1e3", "1.234", "-5.00", "9" * 40])
def test_entry_with_an_unreadable_amount_is_left_out_alone(written: str) -> None:
    reading = read(statement(entry(), entry(written)))
    assert amounts(only(reading)) == ["10.00"]
    assert reading.problems[0].row == 2


def test_entry_without_side_is_left_out_rather_than_guessed() -> None:
    reading = read(statement(entry(side="")))
    assert only(reading).lines == ()
    assert "entrata" in messages(reading)


def test_entry_without_booking_date_takes_the_value_date_and_says_so() -> None:
    bare = entry().replace("BookgDt", "ValDt")
    reading = read(statement(bare))
    assert only(reading).lines[0].booked_on == date(2026, 1, 5)
    assert "data contabile" in messages(reading)


def test_movement_of_zero_is_left_out_and_told() -> None:
    reading = read(statement(entry("0.00"), entry()))
    assert [line.position for line in only(reading).lines] == [1]
    assert "a zero" in messages(reading)


def test_own_account_is_never_the_other_party() -> None:
    own = "<Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>"
    party = (
        "<NtryDtls><TxDtls><RltdPties><DbtrAcct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id>"
        "</DbtrAcct></RltdPties></TxDtls></NtryDtls>"
    )
    assert only(read(statement(entry(more=party), head=own))).lines[0].iban == ""


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE Document [<!ENTITY a "b">]>',
        '<!DOCTYPE Document SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE Document>",
    ],
)
def test_doctype_is_refused_whatever_it_declares(head: str) -> None:
    with pytest.raises(HostileXml, match="DOCTYPE"):
        read('<?xml version="1.0"?>' + head + statement(entry()))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(TangledXml):
        read("<Document>" + "<a>" * 100_000 + "</a>" * 100_000 + "</Document>")


def test_endless_entry_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_ELEMENTS", 50)
    with pytest.raises(TangledXml):
        read(statement(entry(more="<a/>" * 100)))


@pytest.mark.parametrize("step", [1, 7, 64])
def test_statement_is_read_the_same_however_it_is_cut_into_steps(
    step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sample("camt053_v2.xml")
    monkeypatch.setattr(limits, "XML_FIRST_STEP", step)
    monkeypatch.setattr(limits, "XML_STEP", step)
    assert sample("camt053_v2.xml") == whole


def test_endless_tag_is_refused() -> None:
    with pytest.raises(TangledXml):
        read("<Document " + " ".join(f"a{number}='>'" for number in range(120_000)) + "/>")


def test_more_movements_than_anybody_reconciles_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOVEMENTS", 2)
    with pytest.raises(TooManyMovements, match="2"):
        read(statement(entry() * 3))


def test_every_cut_of_a_statement_is_refused_as_cut_off() -> None:
    whole = (SAMPLES / "camt053_v2.xml").read_bytes().rstrip()
    for length in range(60, len(whole) - 1, 97):
        with pytest.raises((CutOff, DamagedXml)):
            read(whole[:length])


def test_damaged_xml_names_its_line() -> None:
    with pytest.raises(DamagedXml, match="riga 2"):
        read("<Document>\n<Stmt></Document>")


def test_xml_about_something_else_names_its_root() -> None:
    with pytest.raises(OtherXml, match="FatturaElettronica"):
        read("<p:FatturaElettronica xmlns:p='urn:x'><a>1</a></p:FatturaElettronica>")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_declared_encodings_are_believed(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + statement(
        entry(more="<AddtlNtryInf>Società</AddtlNtryInf>")
    )
    assert only(read(text.encode(encoding))).lines[0].remittance == "Società"


def test_unknown_encoding_is_refused() -> None:
    with pytest.raises(DamagedXml):
        read('<?xml version="1.0" encoding="klingon"?>' + statement(entry()))
