"""Act three: fees asked, paid well and badly, expenses, and the bank's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from cluster_desk.domain.money import Money
from cluster_desk.domain.proposals import OpenItem
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.demo.association import IBAN, set_fees
from cluster_desk.services.demo.stage import Stage, last_working_day, working_day
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.fees.notices import IssueNotice, issue_notice
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts
from cluster_desk.services.treasury.movements import (
    PostMovement,
    Split,
    TransferMoney,
    post_movement,
    transfer_money,
)
from cluster_desk.services.treasury.reconciliation import Reconcile, reconcile
from cluster_desk.services.treasury.statements import ImportStatement, import_statement

EXPENSES: tuple[tuple[str, str, str, int], ...] = (
    ("SEGRETERIA", "Servizi di segreteria", "Studio Demo Servizi", 650_00),
    ("SALE", "Affitto sala riunioni", "Centro Congressi Demo", 180_00),
    ("CONSULENZE", "Consulenza tecnica", "Laboratorio Demo Consulenze", 900_00),
    ("COMUNICAZIONE", "Sito e newsletter", "Agenzia Demo Comunicazione", 320_00),
    ("CANCELLERIA", "Cancelleria e stampe", "Cartoleria Demo", 64_50),
    ("VIAGGI", "Missione presso cluster europei", "Agenzia Viaggi Demo", 415_20),
)
NOTICES = 24
FEWEST_LATE = 9
"""Enough for the bank's file of the last month to pay some of them in every manner."""
MONTHS, SHARES = (2, 3, 4, 6, 9), (30, 40, 15, 10, 5)
BY_HAND_ON = date(2026, 10, 5)
MANY = 2_000
"""From so many members on, nothing is done member by member."""


def live_past_years(stage: Stage) -> None:
    """Before the year of the story: fees charged and paid by everybody, month after month."""
    for year in stage.past_years():
        stage.do(date(year, 1, 28), issue_fees, IssueFees(year=year))
        items = stage.desk.read(open_items, on=stage.clock.today())
        for month, part in zip(MONTHS, _in_parts(items, SHARES), strict=True):
            _month(stage, year, month, part)
        _fill_cash_box(stage, BY_HAND_ON.replace(year=year))
        set_fees(stage, year + 1)


def plan(stage: Stage) -> None:
    """The yearly issue at once; payments, expenses and receipts into the diary of their months."""
    stage.do(date(2026, 1, 28), issue_fees, IssueFees(year=2026))
    # a notice is a PDF: enough of them to see, not so many that the demo keeps one waiting
    for member in range(1, min(stage.members, NOTICES) + 1):
        stage.do(date(2026, 1, 30), issue_notice, IssueNotice(membership_id=member))
    items = stage.desk.read(open_items, on=stage.clock.today())
    unpaid = set(stage.chance.sample(range(len(items)), k=max(len(items) // 9, FEWEST_LATE)))
    paying = [item for i, item in enumerate(items) if i not in unpaid]
    for month, part in zip(MONTHS, _in_parts(paying, SHARES), strict=True):
        stage.on(last_working_day(date(2026, month, 28)), partial(_month, stage, 2026, month, part))
    stage.on(BY_HAND_ON, lambda: _by_hand(stage))


def _month(stage: Stage, year: int, month: int, part: Sequence[OpenItem]) -> None:
    """The bank's file, reconciled; what was spent; receipts for what came."""
    day = last_working_day(date(year, month, 28))
    lines = [_payment(stage, item, year, month) for item in part]
    lines += _others(year, month, len(lines))
    lines.sort(key=lambda line: line.booked_on)
    stage.do(day, import_statement, _statement(f"estratto-{year}-{month:02d}.xml", lines))
    stage.do(day, reconcile, Reconcile(account="BANCA", min_score=70, apply=True))
    _expenses(stage, year, month)
    if stage.members < MANY:
        stage.do(day, issue_receipts, IssueReceipts(issued_on=day))


def _in_parts(items: Sequence[OpenItem], shares: Sequence[int]) -> list[list[OpenItem]]:
    parts: list[list[OpenItem]] = []
    start = 0
    for share in shares[:-1]:
        end = start + len(items) * share // 100
        parts.append(list(items[start:end]))
        start = end
    return [*parts, list(items[start:])]


def _payment(stage: Stage, item: OpenItem, year: int, month: int) -> LineDraft:
    day = working_day(date(year, month, stage.chance.randrange(2, 27)))
    name = item.member_name_folded.upper()
    wording = (
        f"QUOTA ASSOCIATIVA {item.fee_year} {item.reference}"
        if stage.chance.random() < 0.8
        else f"QUOTA {item.fee_year} {name} C.F. {item.tax_code}"
    )
    return LineDraft(
        position=0,
        booked_on=day,
        value_on=day,
        amount=item.amount_open,
        currency="EUR",
        counterparty=name,
        remittance=wording,
        bank_reference=f"TRN{stage.chance.randrange(10**11):011d}",
    )


def _others(year: int, month: int, count: int) -> list[LineDraft]:
    """What else a bank writes: its own fees."""
    day = last_working_day(date(year, month, 26))
    return [
        LineDraft(
            position=count + 1,
            booked_on=day,
            value_on=day,
            amount=Money(-6_50),
            currency="EUR",
            counterparty="",
            remittance="COMMISSIONI E SPESE TENUTA CONTO",
            bank_reference=f"SPESE{month:02d}",
        )
    ]


def _statement(name: str, lines: list[LineDraft]) -> ImportStatement:
    numbered = tuple(replace(line, position=i) for i, line in enumerate(lines, start=1))
    draft = StatementDraft(
        account_iban=IBAN,
        account_text=IBAN,
        currency="EUR",
        number=name[-6:-4],
        opening=None,
        closing=None,
        from_on=lines[0].booked_on,
        to_on=lines[-1].booked_on,
        lines=numbered,
    )
    reading = StatementReading(format="camt.053", statements=(draft,), problems=())
    return ImportStatement(account="BANCA", reading=reading, file_name=name, content=name.encode())


def _expenses(stage: Stage, year: int, month: int) -> None:
    for code, text, who, cents in EXPENSES[: 3 + month % 4]:
        on_project = code in ("CONSULENZE", "VIAGGI") and "project" in stage.ids
        split = Split(
            category=code,
            amount=Money(-cents),
            project_id=stage.ids["project"] if on_project else None,
            activity_id=stage.ids["A3"] if on_project else None,
        )
        day = last_working_day(date(year, month, 28))
        stage.do(
            day,
            post_movement,
            PostMovement(
                account="CASSA" if code == "CANCELLERIA" else "BANCA",
                booked_on=day,
                amount=Money(-cents),
                description=text,
                counterparty=who,
                document_ref=f"FT {month:02d}/{code[:3]}",
                splits=(split,),
            ),
        )


def _by_hand(stage: Stage) -> None:
    """A partial payment, one too large, one in cash, a grant, a transfer to the cash box."""
    items = stage.desk.read(open_items, on=stage.clock.today())
    day = BY_HAND_ON
    for item, amount, method in (
        (items[0], item_half(items[0].amount_open), PaymentMethod.BANK_TRANSFER),
        (items[1], items[1].amount_open + Money(50_00), PaymentMethod.BANK_TRANSFER),
        (items[2], items[2].amount_open, PaymentMethod.CASH),
    ):
        _receive(stage, day, item.member_id, amount, method)
    _grant(stage, day)
    _fill_cash_box(stage, day + timedelta(days=1))
    if stage.members < MANY:
        done_on = day + timedelta(days=1)
        stage.do(done_on, issue_receipts, IssueReceipts(issued_on=done_on))


def _fill_cash_box(stage: Stage, day: date) -> None:
    amount = Money(300_00)
    command = TransferMoney(from_account="BANCA", to_account="CASSA", booked_on=day, amount=amount)
    stage.do(day, transfer_money, command)


def _receive(stage: Stage, day: date, member_id: int, amount: Money, method: PaymentMethod) -> None:
    """The movement and the payment of a fee that no bank's file told."""
    movement = stage.do(
        day,
        post_movement,
        PostMovement(
            account="CASSA" if method is PaymentMethod.CASH else "BANCA",
            booked_on=day,
            amount=amount,
            description="Quota associativa 2026",
            splits=(Split(category="QUOTE", amount=amount),),
        ),
    )
    stage.do(
        day,
        record_payment,
        RecordPayment(
            amount=amount,
            received_on=day,
            method=method,
            membership_id=member_id,
            movement_id=movement,
        ),
    )


def _grant(stage: Stage, day: date) -> None:
    grant = Split(
        category="CONTRIBUTI",
        amount=Money(12_000_00),
        project_id=stage.ids["project"],
        activity_id=stage.ids["A1"],
    )
    stage.do(
        day,
        post_movement,
        PostMovement(
            account="BANCA",
            booked_on=day,
            amount=grant.amount,
            description="Acconto sul contributo al piano di attività",
            counterparty="Ente finanziatore dimostrativo",
            splits=(grant,),
        ),
    )


def item_half(amount: Money) -> Money:
    """Half of it, to the cent."""
    return amount.split(2)[0]
