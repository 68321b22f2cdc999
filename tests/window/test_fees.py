"""The room of fees under real keys and clicks: the list, a payment, a reduction, the account."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.queries.fees.charges import ChargeFilter, ChargeRow, charge_rows
from cluster_desk.queries.fees.payments import credit_of, payment_rows
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.fees.charges import AddCharge, add_charge
from cluster_desk.services.treasury.accounts import OpenAccount, open_account
from tests.window.conftest import NAMES, OpenWindow
from tests.window.hands import Hands
from ui.fees.payment_sheet import PaymentSheet
from ui.kit.labels import Label
from ui.kit.sheet import SideSheet
from ui.pages import entry_sheet
from ui.pages.entry_sheet import EntrySheet
from ui.pages.targets import Target

LATE = "Zafferano Lab"
TODAY = date(2026, 11, 22)


@pytest.fixture
def fees(open_window: OpenWindow, association: Path) -> Hands:
    """The window at the fees: ten charges of 2026, all paid but the last, which is late."""
    return open_window(association, place="fees")


def desk_of(hands: Hands) -> Desk:
    desk: Desk = hands.window.workspace.desk
    return desk


def keep_accounts_until(desk: Desk, last: date) -> None:
    """A cash box, and one fiscal year that ends on this day."""
    cash = OpenAccount(
        code="CASSA", name="Cassa", kind=AccountKind.CASH, opening_on=date(2026, 1, 1)
    )
    desk.write(open_account, cash)
    first = date(2026, 1, 1)
    desk.write(open_fiscal_year, OpenFiscalYear(year=2026, starts_on=first, ends_on=last))


def charges_of(hands: Hands, name: str) -> list[ChargeRow]:
    rows = desk_of(hands).read(charge_rows, on=TODAY, filter=ChargeFilter(text=name))
    return sorted(rows, key=lambda row: row.due_on)


def look_at_late(hands: Hands) -> None:
    """The one that is late, in its own view."""
    hands.page.header.tabs.choose("overdue")
    hands.settle()
    assert hands.names() == [LATE]


def sheet(hands: Hands) -> EntrySheet:
    found = [s for s in hands.page.findChildren(EntrySheet) if s.isVisible()]
    (opened,) = found
    assert isinstance(opened, EntrySheet)
    return opened


def toast(hands: Hands) -> str:
    lines = hands.window.frame.toast.findChildren(Label)
    return " ".join(line.text() for line in lines if line.isVisible())


def test_the_charges_of_the_year_are_listed_and_summed_up(fees: Hands) -> None:
    assert fees.names() == list(NAMES)
    assert fees.page.body.totals.accessibleName() == (
        "10 quote; dovuto 5.000,00 €, versato 4.500,00 €, residuo 500,00 €, scaduto 500,00 €"
    )
    assert fees.page.header.tabs.count() == 6


def test_a_link_leads_to_a_view_and_a_charge(fees: Hands) -> None:
    charge = charges_of(fees, "Gamma")[0]
    fees.window.go_to(Target(place="fees", view="paid", record=charge.id))
    fees.settle()
    assert fees.page.header.tabs.current_key() == "paid"
    assert fees.table.current_id() == charge.id
    assert len(fees.names()) == len(NAMES) - 1


def test_chips_and_words_narrow_the_list(fees: Hands) -> None:
    fees.page.filters.chips["states"].choose(["overdue"])
    fees.settle()
    assert fees.names() == [LATE]
    fees.page.filters.clear()
    fees.press("Ctrl+F")
    fees.type("gama tubeti")
    fees.click_button("Cerca «Gamma Tubetti S.r.l.»")
    assert fees.names() == ["Gamma Tubetti S.r.l."]


def test_a_payment_is_recorded_by_keys_alone_and_taken_back(fees: Hands) -> None:
    look_at_late(fees)
    fees.press("Ctrl+I")
    assert sheet(fees).form.fields["amount"].text() == "500,00"
    fees.press("Ctrl+Return")
    assert charges_of(fees, LATE)[0].state is PaymentStatus.PAID
    assert fees.names() == []
    fees.press("Ctrl+Z")
    assert charges_of(fees, LATE)[0].state is PaymentStatus.OVERDUE


def test_more_than_what_is_open_is_said_and_stays_as_credit(fees: Hands) -> None:
    look_at_late(fees)
    fees.press("Ctrl+I")
    fees.press("Ctrl+A")
    fees.type("750")
    amount = sheet(fees).form.fields["amount"]
    assert amount.state == "warn"
    assert "250,00 €" in amount.editor.accessibleDescription()
    fees.press("Ctrl+Return")
    late = charges_of(fees, LATE)[0]
    assert late.state is PaymentStatus.PAID
    assert desk_of(fees).read(credit_of, late.membership_id, on=TODAY) == Money(250_00)
    assert "250,00 € restano a credito" in toast(fees)


def test_an_amount_out_of_all_proportion_is_asked_about_and_one_below_zero_refused(
    fees: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def not_now(_on: object, title: str, *_words: str) -> bool:
        asked.append(title)
        return False

    monkeypatch.setattr(entry_sheet, "ask_to_go_on", not_now)
    look_at_late(fees)
    fees.press("Ctrl+I")
    fees.press("Ctrl+A")
    fees.type("999999999999")
    fees.press("Ctrl+Return")
    opened = sheet(fees)
    amount = opened.form.fields["amount"]
    assert asked == ["Registrare 999.999.999.999,00 €?"]
    assert charges_of(fees, LATE)[0].paid == Money(0)
    assert fees.focus() is amount.editor
    fees.press("Ctrl+A")
    fees.type("-5")
    fees.press("Ctrl+Return")
    assert amount.state == "error"
    assert not opened.banner.isVisible()
    assert isinstance(opened, PaymentSheet)
    assert opened._left.text() == ""


def test_a_payment_of_a_year_that_looks_wrong_is_asked_about(
    fees: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_on: object, title: str, *_words: str) -> bool:
        asked.append(title)
        return len(asked) > 2

    monkeypatch.setattr(entry_sheet, "ask_to_go_on", answer)
    keep_accounts_until(desk_of(fees), date(2026, 10, 31))
    look_at_late(fees)
    fees.press("Ctrl+I")
    day = sheet(fees).form.fields["received_on"]
    day.set_text("15/06/2025")
    fees.press("Ctrl+Return")
    assert asked == ["Registrare un incasso del 15/06/2025?"]
    assert charges_of(fees, LATE)[0].paid == Money(0)
    assert fees.focus() is day.editor
    sheet(fees).form.fields["account"].set_text("CASSA")
    day.set_text("15/11/2026")  # of no fiscal year
    fees.press("Ctrl+Return")
    assert asked[1:] == ["Registrare un movimento del 15/11/2026?"]
    assert charges_of(fees, LATE)[0].paid == Money(0)
    sheet(fees).form.fields["account"].set_text("")
    day.set_text("15/06/2025")
    fees.press("Ctrl+Return")  # it did come in advance
    assert charges_of(fees, LATE)[0].paid > Money(0)


def test_the_parts_follow_the_amount_until_one_is_changed_by_hand(fees: Hands) -> None:
    late = charges_of(fees, LATE)[0]
    older = AddCharge(
        membership_id=late.membership_id,
        kind=ChargeKind.EXTRAORDINARY_CONTRIBUTION,
        fee_year=2025,
        amount=Money(100_00),
        issued_on=date(2025, 6, 1),
        due_on=date(2025, 6, 30),
        description="Contributo straordinario 2025",
    )
    desk_of(fees).write(add_charge, older)
    fees.press("Ctrl+2")
    members = fees.page.list.model
    row = next(i for i in members.ids if members.cache.record(i).name == LATE)
    fees.table.look_at(row)
    fees.press("Ctrl+I")
    opened = sheet(fees)
    assert isinstance(opened, PaymentSheet)
    parts = list(opened.parts.values())
    fees.press("Ctrl+A")
    fees.type("250")
    assert [part.text() for part in parts] == ["100,00", "150,00"]
    parts[0].editor.setFocus()
    fees.press("Ctrl+A")
    fees.type("50")
    opened.form.fields["amount"].editor.setFocus()
    fees.press("Ctrl+A")
    fees.type("300")
    assert [part.text() for part in parts] == ["50", "150,00"]
    fees.click_button("Dalla più vecchia")
    assert [part.text() for part in parts] == ["100,00", "200,00"]
    fees.press("Ctrl+Return")
    assert [row.residue for row in charges_of(fees, LATE)] == [Money(0), Money(300_00)]


def test_a_part_beyond_its_charge_is_refused_at_the_top_of_the_sheet(fees: Hands) -> None:
    look_at_late(fees)
    fees.press("Ctrl+I")
    opened = sheet(fees)
    assert isinstance(opened, PaymentSheet)
    (part,) = opened.parts.values()
    part.editor.setFocus()
    fees.press("Ctrl+A")
    fees.type("900")
    fees.press("Ctrl+Return")
    assert opened.isVisible()
    assert opened.banner.isVisible()
    assert charges_of(fees, LATE)[0].paid == Money(0)


def test_an_amount_that_cannot_be_read_keeps_the_sheet_and_the_focus(fees: Hands) -> None:
    look_at_late(fees)
    fees.press("Ctrl+I")
    fees.press("Ctrl+A")
    fees.type("tanto")
    fees.press("Ctrl+Return")
    amount = sheet(fees).form.fields["amount"]
    assert amount.state == "error"
    assert fees.focus() is amount.editor


def test_a_charge_is_waived_with_its_reason(fees: Hands) -> None:
    look_at_late(fees)
    fees.press("F2")
    opened = sheet(fees)
    kind = opened.form.fields["kind"]
    kind.set_text("waiver")
    kind.edited.emit()
    assert opened.form.fields["amount"].text() == "500,00"
    fees.press("Ctrl+Return")
    assert fees.focus() is opened.form.fields["reason"].editor
    fees.type("Delibera 4/2026")
    fees.press("Ctrl+Return")
    fees.page.header.tabs.choose("lowered")
    fees.settle()
    assert fees.names() == [LATE]
    told = [w.accessibleName() for w in fees.page.card.findChildren(QWidget)]
    assert "Esonerata" in told


def test_a_returned_transfer_opens_its_charge_again(fees: Hands) -> None:
    fees.page.card.tabs.choose("payments")
    fees.settle()
    fees.click_button("Stornato o errato…")
    assert sheet(fees).form.fields["returned_on"].text() == "22/11/2026"
    sheet(fees).form.fields["reason"].editor.setFocus()
    fees.type("Conto errato")
    fees.press("Ctrl+Return")
    assert charges_of(fees, NAMES[0])[0].state is PaymentStatus.OVERDUE
    (payment,) = [p for p in desk_of(fees).read(payment_rows, on=TODAY) if p.void_from]
    assert payment.void_reason == "Conto errato"


def test_a_payment_that_never_came_asks_for_no_day(fees: Hands) -> None:
    fees.page.card.tabs.choose("payments")
    fees.settle()
    fees.click_button("Stornato o errato…")
    what = sheet(fees).form.fields["what"]
    what.set_text("wrong")
    what.edited.emit()
    assert not sheet(fees).form.fields["returned_on"].isVisible()
    sheet(fees).form.fields["reason"].editor.setFocus()
    fees.type("Registrato due volte")
    fees.press("Ctrl+Return")
    (payment,) = [p for p in desk_of(fees).read(payment_rows, on=TODAY) if p.void_from]
    assert payment.void_from == payment.received_on


def test_a_single_charge_is_added_to_the_member_that_is_looked_at(fees: Hands) -> None:
    fees.press("Ctrl+Shift+D")
    fields = sheet(fees).form.fields
    for name, text in (
        ("description", "Contributo per il convegno"),
        ("amount", "120"),
        ("due_on", "31/12/2026"),
    ):
        fields[name].editor.setFocus()
        fees.press("Ctrl+A")
        fees.type(text)
    fees.press("Ctrl+Return")
    assert [row.amount for row in charges_of(fees, NAMES[0])] == [Money(500_00), Money(120_00)]


def test_enter_opens_the_account_and_escape_comes_back_to_the_row(fees: Hands) -> None:
    look_at_late(fees)
    fees.table.setFocus()
    fees.press("Return")
    assert fees.page.crumbs() == ["Quote", "Estratto conto", LATE]
    assert fees.page.model.cache.record(1).line.charged == Money(500_00)
    fees.press("Ctrl+I")
    fees.press("Ctrl+Return")
    assert fees.page.view.account.closing == Money(0)
    assert len(fees.page.model.ids) == 2
    fees.press("Esc")
    assert fees.page.crumbs() == ["Quote", "Scadute"]


def test_the_account_can_begin_with_the_year(fees: Hands) -> None:
    fees.page.actions_here["fees.account"].trigger()
    fees.settle()
    fees.page.period.choose("year")
    fees.page.period.chosen.emit("year")
    fees.settle()
    assert fees.page.view.account.since == date(2026, 1, 1)


def test_another_year_shows_its_own_charges(fees: Hands) -> None:
    fees.window.workspace.set_year(2027)
    fees.settle()
    assert fees.names() == []
    fees.page.header.tabs.choose("earlier")
    fees.settle()
    assert fees.names() == [LATE]
    fees.page.header.tabs.choose("year")
    fees.settle()
    assert not fees.page.body._unfilter.isVisible()  # there are none to take away
    fees.click_button("Emetti le quote del 2027")
    fees.settle()
    assert type(fees.page).__name__ == "IssuePage"
    assert "Per il 2027 non ci sono importi" in fees.page.choice.year.editor.accessibleDescription()


def test_escape_closes_the_sheet_and_gives_the_keyboard_back(fees: Hands) -> None:
    look_at_late(fees)
    fees.table.setFocus()
    fees.press("Ctrl+I")
    fees.press("Esc")
    assert not [s for s in fees.window.findChildren(SideSheet) if s.isVisible()]
    assert fees.focus() is fees.table
