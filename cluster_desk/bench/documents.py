"""Measure workbooks and receipts against the barest code that writes such files."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from cluster_desk.bench import desks
from cluster_desk.bench.measuring import Work
from cluster_desk.clock import FixedClock
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, PaymentMethod
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.demo.stage import FOUNDED_ON
from cluster_desk.services.fees.payments import RecordPayment, RecordPayments, record_payments
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts

_ROWS_A_DAY = 300
_LINES_A_RECEIPT = 30


def prepare_ledger(_folder: Path, _size: int) -> None:
    """Nothing stands on a disk: facts in, bytes out."""


def ledger(_folder: Path, size: int) -> Work:
    """The cash journal of a year as workbook."""
    # openpyxl, which other benchmarks must not pay for
    from cluster_desk.reports.treasury import ledger_workbook as report
    from cluster_desk.reports.workbook.model import Scope

    account = report.LedgerAccount(
        code="BANCA", name="Banca", kind=AccountKind.BANK, opening=Money(0)
    )
    lines = [
        report.LedgerLine(
            number=number,
            registered_on=FOUNDED_ON + timedelta(days=number // _ROWS_A_DAY),
            account="BANCA",
            description=f"Quota associativa {number}",
            counterparty=f"Socio {number} S.r.l.",
            category="Quote associative",
            amount=Money(number % 90_000 + 100),
        )
        for number in range(1, size + 1)
    ]
    exported_at = FixedClock.at(desks.TODAY.isoformat()).now()
    document = report.Ledger(
        starts_on=FOUNDED_ON,
        ends_on=lines[-1].registered_on,
        accounts=(account,),
        lines=lines,
        scope=Scope(association="Bench", exported_at=exported_at),
    )
    return lambda: report.ledger_workbook(document)


def ledger_limit(_folder: Path, size: int) -> Work:
    """The same cells as naked XML in a ZIP: no styles, no totals, no escaping."""

    def row(number: int) -> str:
        texts = (f"Quota associativa {number}", f"Socio {number} S.r.l.", "Quote associative")
        numbers = (number, 46000 + number // _ROWS_A_DAY, number % 900 + 1, number)
        cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
        return f"<row>{cells}{''.join(f'<c><v>{value}</v></c>' for value in numbers)}</row>"

    def work() -> None:
        with ZipFile(BytesIO(), "w", ZIP_DEFLATED) as archive:
            sheet = "".join(row(number) for number in range(size))
            archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{sheet}</sheetData>")

    return work


def prepare_receipts(folder: Path, size: int) -> None:
    _paid(folder, size)


def receipts(folder: Path, size: int) -> Work:
    """Number, compose, archive and store a receipt for each payment."""
    desk = desks.desk_at(desks.a_copy(_paid(folder, size)))
    return lambda: desk.write(issue_receipts, IssueReceipts())


def receipts_limit(_folder: Path, size: int) -> Work:
    """So many files of one page with a few lines in an embedded font, and nothing else."""
    # ReportLab, which other benchmarks must not pay for
    from reportlab.pdfgen.canvas import Canvas

    from cluster_desk.reports.pdf import fonts

    fonts.register()

    def work() -> None:
        for number in range(size):
            canvas = Canvas(BytesIO())
            canvas.setFont(fonts.SANS, 10)
            for line in range(_LINES_A_RECEIPT):
                canvas.drawString(60, 780 - 20 * line, f"Ricevuta {number}: riga {line}")
            canvas.save()

    return work


def _paid(folder: Path, size: int) -> Path:
    path = folder / f"paid-{size}.desk"
    if not path.exists():
        desks.a_copy(desks.with_fees(folder, size)).rename(path)
        with desks.desk_at(path) as desk:
            payments = tuple(
                RecordPayment(
                    received_on=desks.TODAY,
                    amount=item.amount_open,
                    method=PaymentMethod.BANK_TRANSFER,
                    membership_id=item.member_id,
                )
                for item in desk.read(open_items, on=desks.TODAY)
            )
            desk.write(record_payments, RecordPayments(payments=payments))
    return path
