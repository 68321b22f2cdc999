"""Receipts, requests and statements say what the law and the bank need, and nothing to the user."""

from __future__ import annotations

from dataclasses import replace

from cluster_desk.domain.money import Money
from cluster_desk.reports.fees.notice import payment_notice_pdf, payment_notices_pdf
from cluster_desk.reports.fees.receipt import receipt_pdf
from cluster_desk.reports.fees.receipt_document import ReceiptDocument
from cluster_desk.reports.fees.statement import statement_pdf
from cluster_desk.reports.pdf.qr import transfer_code
from tests.reports import sample_documents as sample
from tests.reports.every_pdf import REASON, voided
from tests.reports.pdf_reading import page_lines, words


def said(document: ReceiptDocument) -> str:
    return words(receipt_pdf(document, sample.LETTERHEAD))


def test_a_receipt_says_who_what_how_and_how_much_in_figures_and_words() -> None:
    found = said(sample.receipt())
    for fact in (
        "n. RIC 2026/0001 del 16 giugno 2026",
        "IMPORTO RICEVUTO € 1.200,00",
        "RICEVUTO DA Serio Pack S.r.l. Via dell’Industria 41 24068 Seriate (BG) C.F. 99000020190",
        "MODALITÀ Bonifico bancario Versato il 15/06/2026 Rif. TRN 0542",
        "Totale ricevuto € 1.200,00",
        "In lettere euro milleduecento/00",
        "Residuo da versare € 0,00",
        "Delibera Assemblea n. 3/2026 del 28/02/2026",
        "Fuori campo IVA.",
        "Imposta di bollo assolta sull’originale.",
        "La Tesoriera Marta Serio",
    ):
        assert fact in found


def test_a_vat_number_equal_to_the_tax_code_is_not_repeated() -> None:
    assert "P. IVA" not in said(sample.receipt())
    other = replace(sample.PAYER, vat_number="99000030199")
    assert "C.F. 99000020190 · P. IVA 99000030199" in said(sample.receipt(payer=other))


def test_what_is_unknown_is_not_printed_at_all() -> None:
    bare = said(sample.receipt(outstanding=None, resolution="", vat_wording="", stamp_wording=""))
    for label in ("Residuo", "Delibera", "IVA", "bollo"):
        assert label not in bare


def test_a_payment_by_somebody_else_names_the_member() -> None:
    found = said(sample.receipt(on_behalf_of="Adda Botanica S.r.l."))
    assert "per conto del socio Adda Botanica S.r.l." in found


def test_a_void_receipt_says_so_on_every_page() -> None:
    long = sample.receipt(lines=sample.receipt().lines * 50)
    pages = page_lines(voided(long, sample.LETTERHEAD))
    assert len(pages) > 1
    assert all("ANNULLATA" in shown for shown in pages)
    assert "ANNULLATA" not in said(sample.receipt())


def test_a_void_receipt_says_what_it_had_said_and_why_it_is_void() -> None:
    issued = page_lines(receipt_pdf(sample.receipt(), sample.LETTERHEAD))[0]
    (void,) = page_lines(voided(sample.receipt(), sample.LETTERHEAD))
    assert void[: len(issued)] == issued
    assert f"Ricevuta annullata il 30/06/2026. Motivo: {REASON}" in void


def test_a_request_prints_iban_and_reference_in_groups_of_four() -> None:
    found = words(payment_notice_pdf(sample.notice(), sample.LETTERHEAD))
    for fact in (
        "Richiesta di versamento n. RV 2026/0003 del 2 marzo 2026",
        "DA VERSARE ENTRO IL 31/03/2026 CUP E19J25000010009",
        "IBAN IT60 X054 2811 1010 0000 0123 456",
        "Causale da riportare RF71 2026 0000 03",
        "Totale da versare € 1.700,00",
        "euro millesettecento/00",
    ):
        assert fact in found


def test_requests_in_one_file_follow_each_other() -> None:
    notices = [sample.notice(), sample.notice(number="RV 2026/0004")]
    pages = page_lines(payment_notices_pdf(notices, sample.LETTERHEAD))
    assert len(pages) == 2
    assert "n. RV 2026/0004 del 2 marzo 2026" in pages[1]


def test_the_code_carries_what_a_bank_needs() -> None:
    """EPC069-12: the lines of an SCT code in UTF-8, version 2, the amount in euro."""
    code = transfer_code(
        beneficiary="Società «È»",
        iban="IT60X0542811101000000123456",
        amount=Money(120_050),
        reference="RF712026000003",
        bic="",
    )
    same = (
        "BCD\n002\n1\nSCT\n\nSocietà «È»\nIT60X0542811101000000123456\nEUR1200.5\n\nRF712026000003"
    )
    import segno  # the reference drawing of the same words

    drawn = segno.make(same.encode(), error="m", version=code.version, mask=code.mask, micro=False)
    assert [bytes(row) for row in code.matrix] == [bytes(row) for row in drawn.matrix]


def test_a_long_beneficiary_is_cut_to_what_the_code_allows() -> None:
    bank = replace(sample.notice().bank, beneficiary="Associazione " * 10)
    found = words(payment_notice_pdf(sample.notice(bank=bank), sample.LETTERHEAD))
    assert "per l’app della banca" in found


def test_a_statement_carries_balances_forward_and_closes() -> None:
    found = words(statement_pdf(sample.statement(), sample.LETTERHEAD))
    for fact in (
        "RESIDUO DA VERSARE € 500,00",
        "n. 6 del libro soci",
        "01/01/2026 Saldo precedente 0,00",
        "15/06/2026 Bonifico RIC 2026/0001 700,00 500,00",
        "31/12/2026 Saldo a fine periodo 1.200,00 700,00 500,00",
    ):
        assert fact in found


def test_money_in_advance_is_shown_as_credit_of_the_member() -> None:
    found = words(statement_pdf(sample.statement(closing=Money(-5_000)), sample.LETTERHEAD))
    assert "A CREDITO DEL SOCIO € 50,00" in found
    assert "−50,00" in found
