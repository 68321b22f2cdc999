"""Fees are issued, asked for, receipted and reminded of from the window: trial first, then done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.members import MemberCategory
from cluster_desk.domain.money import Money
from cluster_desk.queries.documents import document_bytes
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.queries.fees.notices import notice_rows
from cluster_desk.queries.fees.payments import ReceiptRow, receipt_rows
from cluster_desk.queries.fees.reminders import reminder_rows
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.fees import exporting, run_page
from ui.fees.payment_sheet import PaymentSheet
from ui.kit import clicks
from ui.kit.buttons import ActionButton
from ui.pages.entry_sheet import EntrySheet
from ui.pages.preview_page import PreviewPage

TODAY = date(2026, 11, 22)


@pytest.fixture
def fees(open_window: OpenWindow, demo: Path) -> Hands:
    """The fees of the small demo association: some paid with receipts, some late."""
    return open_window(demo, place="fees")


def desk_of(hands: Hands) -> Desk:
    desk: Desk = hands.window.workspace.desk
    return desk


def pay(hands: Hands, count: int) -> None:
    """So many members pay ten euro, as if a colleague had recorded it."""
    rows = desk_of(hands).read(charge_rows, on=TODAY, filter=ChargeFilter(year=2026))
    for row in rows[:count]:
        payment = RecordPayment(
            amount=Money(10_00), received_on=TODAY, membership_id=row.membership_id
        )
        desk_of(hands).write(record_payment, payment)


def receipts(hands: Hands) -> list[ReceiptRow]:
    return desk_of(hands).read(receipt_rows)


def next_year(hands: Hands) -> None:
    """What 2027 costs; nobody is charged yet."""
    rates = tuple(FeeRate(category=c, size=None, amount=Money(700_00)) for c in MemberCategory)
    command = SetFeeSchedule(
        year=2027,
        due_on=date(2027, 3, 31),
        rates=rates,
        resolution_text="9/2026",
        resolution_on=date(2026, 11, 20),
    )
    desk_of(hands).write(set_fee_schedule, command)


def test_fees_are_tried_then_issued_then_asked_for_and_undone(
    fees: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_year(fees)
    fees.window.workspace.set_year(2027)
    fees.settle()
    fees.press("Ctrl+N")
    page = fees.page
    assert page.phase == "choice"
    assert page.choice.due_on.text() == "31/03/2027"
    fees.press("Ctrl+Return")
    assert page.phase == "trial"
    assert desk_of(fees).read(charge_rows, on=TODAY, filter=ChargeFilter(year=2027)) == []
    charged = page.result.charges
    assert page.go.accessibleName() == f"Emetti {charged} quote"
    with monkeypatch.context() as in_a_hurry:
        in_a_hurry.setattr(clicks, "_hurry", lambda: 3600.0)
        fees.press("Ctrl+Return")  # of the same series as the one that showed the trial
        assert page.phase == "trial"
    fees.press("Ctrl+Return")
    assert page.phase == "done"
    rows = desk_of(fees).read(charge_rows, on=TODAY, filter=ChargeFilter(year=2027))
    assert len(rows) == charged
    fees.click_button("Prepara le richieste di versamento")
    assert fees.page.crumbs() == ["Quote", "Richieste di versamento 2027"]
    fees.press("Ctrl+Z")
    assert desk_of(fees).read(charge_rows, on=TODAY, filter=ChargeFilter(year=2027)) == []
    assert not fees.page.chosen


def test_escape_leads_from_the_trial_back_to_the_choice_and_to_the_list(fees: Hands) -> None:
    fees.press("Ctrl+N")
    fees.page.choice.due_on.set_text("31/12/2026")
    fees.press("Ctrl+Return")
    assert fees.page.phase == "trial"
    fees.press("Esc")
    assert fees.page.phase == "choice"
    fees.press("Esc")
    assert fees.page.crumbs()[0] == "Quote"
    assert len(fees.page.crumbs()) == 2


def test_a_due_day_before_the_issue_is_said_under_its_field(fees: Hands) -> None:
    fees.press("Ctrl+N")
    fees.page.choice.due_on.set_text("01/01/2026")
    fees.press("Ctrl+Return")
    assert fees.page.phase == "choice"
    assert fees.page.choice.due_on.state == "error"


def test_without_a_fee_table_the_page_leads_to_the_settings(empty: Hands) -> None:
    empty.press("Ctrl+3")
    empty.click_button("Emetti quote")
    assert empty.page.phase == "none"
    empty.click_button("Stabilisci le quote dell’anno")
    assert empty.window.stack.place == "settings"
    for keys in ("Ctrl+3", "Esc", "Ctrl+Shift+I"):
        empty.press(keys)
    assert [keys for keys, _words in empty.page.status().keys] == ["Esc"]
    leave = empty.focus()
    assert leave is not None
    assert leave.accessibleName() == "Chiudi"
    empty.press("Tab")  # leads on, however little there is
    assert not leave.hasFocus()


def test_receipts_are_issued_for_what_is_ticked(fees: Hands) -> None:
    before = len(receipts(fees))
    pay(fees, 5)
    fees.press("Ctrl+Shift+I")
    page = fees.page
    assert len(page.chosen) == 5
    fees.press("Space")  # the first one waits
    assert page.go.accessibleName() == "Emetti 4 ricevute"
    fees.press("Ctrl+Return")
    assert page.phase == "after"
    assert len(receipts(fees)) == before + 4
    numbers = [row.number for row in receipts(fees)][:4]
    assert numbers == sorted(numbers, reverse=True)
    assert len(page.lists.lines("issued")) == 4


def test_a_run_that_is_stopped_says_what_was_done_and_the_rest_waits(fees: Hands) -> None:
    pay(fees, 3)
    before = len(receipts(fees))
    fees.page.actions_here["fees.receipts"].trigger()
    fees.settle()
    page = fees.page
    page.start()
    page.work.job.stop()
    fees.settle()
    assert page.phase == "after"
    assert page.banner.isVisible()
    assert len(receipts(fees)) == before
    fees.press("Esc")
    fees.page.actions_here["fees.receipts"].trigger()
    fees.settle()
    assert len(fees.page.chosen) == 3


def test_a_payment_with_its_receipt_offers_to_open_it_and_no_undo(fees: Hands) -> None:
    fees.page.header.tabs.choose("open")
    fees.settle()
    before = len(receipts(fees))
    fees.press("Ctrl+I")
    (sheet,) = [s for s in fees.page.findChildren(PaymentSheet) if s.isVisible()]
    fees.click(sheet.receipt)
    fees.press("Ctrl+Return")
    assert len(receipts(fees)) == before + 1
    fees.click_button("Apri")
    assert fees.page.crumbs() == ["Quote", f"Ricevuta {receipts(fees)[0].number}"]


def test_a_receipt_is_seen_before_it_is_issued_and_takes_no_number(fees: Hands) -> None:
    pay(fees, 1)
    before = len(receipts(fees))
    fees.press("Ctrl+Shift+I")
    fees.press("Return")
    draft = fees.page
    assert isinstance(draft, PreviewPage)
    assert draft.content.startswith(b"%PDF")
    assert len(receipts(fees)) == before
    fees.press("Esc")
    assert len(fees.page.chosen) == 1


def test_a_receipt_is_voided_with_a_reason_and_keeps_its_number(fees: Hands) -> None:
    fees.page.header.tabs.choose("paid")
    fees.settle()
    fees.page.card.tabs.choose("payments")
    fees.settle()
    number = fees.page.card.card.payments[0].payment.receipt_number
    fees.click_button(f"Ricevuta {number}")
    assert isinstance(fees.page, PreviewPage)
    row = next(row for row in receipts(fees) if row.number == number)
    assert row.document_id is not None
    assert fees.page.content == desk_of(fees).read(document_bytes, row.document_id)
    kinds = {b.accessibleName(): b.property("kind") for b in fees.page.findChildren(ActionButton)}
    assert kinds["Salva PDF"] == "primary"
    assert kinds["Annulla la ricevuta"] == "danger"
    fees.press("Shift+Del")
    (sheet,) = [s for s in fees.page.findChildren(EntrySheet) if s.isVisible()]
    fees.press("Ctrl+Return")
    assert sheet.form.fields["reason"].state == "error"
    fees.type("Intestazione errata")
    fees.press("Ctrl+Return")
    voided = next(row for row in receipts(fees) if row.number == number)
    assert voided.void_reason == "Intestazione errata"
    assert fees.page.crumbs() == ["Quote", "Pagate"]


def test_reminders_show_level_and_reason_and_are_kept_as_one_pdf(
    fees: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fees.press("Ctrl+Shift+M")
    page = fees.page
    chosen = page.chosen
    assert chosen
    assert all(line.row.level and line.row.reason for line in chosen)
    already = len(desk_of(fees).read(reminder_rows, year=2026))
    fees.press("Ctrl+Return")
    assert page.phase == "after"
    made = len(desk_of(fees).read(reminder_rows, year=2026)) - already
    assert made == len(page.lists.lines("issued")) == len(chosen)
    path = tmp_path / "solleciti.pdf"
    monkeypatch.setattr(run_page, "ask_where_to_save", lambda *_asked: path)
    fees.press("Ctrl+Shift+P")
    with pikepdf.open(path) as together:
        assert len(together.pages) >= made


def test_requests_for_the_ticked_alone(fees: Hands) -> None:
    next_year(fees)
    before = len(desk_of(fees).read(notice_rows))
    fees.page.header.tabs.choose("open")
    fees.settle()
    ids = fees.page.list.model.ids
    fees.page.list.model.ticks.put(ids, on=True)
    fees.settle()
    fees.page.actions_here["fees.notices_ticked"].trigger()
    fees.settle()
    chosen = len(fees.page.chosen)
    if chosen:
        fees.press("Ctrl+Return")
    assert len(desk_of(fees).read(notice_rows)) == before + chosen


def test_workbooks_and_accounts_are_saved(
    fees: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def choose(_page: object, _title: str, name: str, _kinds: object) -> Path:
        asked.append(tmp_path / name)
        return asked[-1]

    monkeypatch.setattr(exporting, "ask_where_to_save", choose)
    for action in ("fees.charges_file", "fees.aging_file", "fees.account", "account.workbook"):
        fees.page.actions_here[action].trigger()
        fees.settle()
    assert [path.name for path in asked[:2]] == ["quote-2026.xlsx", "scadenzario-2026-11-22.xlsx"]
    assert all(path.read_bytes().startswith(b"PK") for path in asked)
    assert len(asked) == 3
    fees.page.actions_here["account.pdf"].trigger()
    fees.settle()
    assert isinstance(fees.page, PreviewPage)
