"""Banca e prima nota by hand: the journal, a bank's file taken in, and its lines settled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.queries.members.lists import member_ids
from cluster_desk.queries.treasury.journal import account_rows, bank_line_rows
from cluster_desk.queries.treasury.movement_card import movement_card
from cluster_desk.queries.treasury.movements import (
    MovementFilter,
    movement_choices,
    movement_ids,
)
from cluster_desk.services.demo import bank_file
from tests.cases import cases_folder, requires_cases
from tests.treasury_desks import TODAY, statements
from tests.window.hands import Hands
from ui.pages.entry_sheet import EntrySheet
from ui.pages.lists.question import read_listing
from ui.pages.targets import Target
from ui.treasury.spec import TREASURY

YEAR = MovementFilter(year=2026)


@pytest.fixture
def bank(demo_hands: Hands) -> Hands:
    """The journal of the small demo association."""
    demo_hands.window.stack.open_place("treasury")
    demo_hands.settle()
    return demo_hands


@pytest.fixture
def file(bank: Hands, tmp_path: Path) -> Path:
    """The bank's file of the last month."""
    path = tmp_path / bank_file.NAME
    path.write_bytes(bank_file.write(bank.window.workspace.desk))
    return path


@pytest.fixture
def lines(bank: Hands, file: Path) -> Hands:
    """The file is in, and its lines wait."""
    bank.page.take_file(file)
    bank.settle()
    bank.press("Ctrl+Return")
    return bank


def balance(hands: Hands, code: str = "BANCA") -> Money:
    rows = hands.window.workspace.desk.read(account_rows, on=TODAY)
    return next(row.balance for row in rows if row.code == code)


def count(hands: Hands) -> int:
    return len(hands.window.workspace.desk.read(movement_ids, filter=YEAR))


def open_lines(hands: Hands) -> int:
    rows = hands.window.workspace.desk.read(bank_line_rows)
    return sum(1 for row in rows if row.state.value == "open")


def open_sheet(kind: str) -> Any:
    """The sheet of this kind that is seen."""
    found = (w for w in QApplication.allWidgets() if type(w).__name__ == kind)
    return next(each for each in found if each.isVisible())


def fill(hands: Hands, **texts: str) -> None:
    """The fields of the sheet that is open."""
    form = open_sheet("EntrySheet").form
    for name, text in texts.items():
        form.fields[name].set_text(text)
        form.fields[name].edited.emit()
    hands.settle()


def save(hands: Hands) -> None:
    open_sheet("EntrySheet").save()
    hands.settle()


# ── the journal ──────────────────────────────────────────────────────────────────────────────
def test_the_journal_shows_the_running_balance_and_the_accounts(bank: Hands) -> None:
    first = bank.page.list.model.cache.record(bank.page.list.model.ids[0])
    newest = {
        row.code: row.balance for row in bank.window.workspace.desk.read(account_rows, on=TODAY)
    }
    assert first.balance == newest[first.account]
    tiles = bank.page.accounts.findChildren(type(bank.page.accounts.layout().itemAt(0).widget()))
    assert [tile.accessibleName().split(",")[0] for tile in tiles if tile.isVisible()] == [
        "Conto corrente",
        "Cassa contanti",
    ]


def test_an_account_alone_is_shown_by_a_click_on_it(bank: Hands) -> None:
    tile = bank.page.accounts.layout().itemAt(1).widget()
    bank.click(tile)
    rows = [bank.page.list.model.cache.record(i) for i in bank.page.list.model.ids]
    assert {row.account for row in rows} == {"CASSA"}
    bank.press("Esc", bank.table)
    assert len(bank.page.list.model.ids) > len(rows)


def test_the_screen_is_read_in_eight_statements(bank: Hands) -> None:
    question = bank.page.list.question
    with statements() as seen:
        bank.window.workspace.desk.read(
            read_listing, TREASURY.source, question, around=(), counted=True
        )
    assert len([sql for sql in seen if "select" in sql.lower()]) <= 8


def test_an_expense_is_posted_by_keyboard_and_undone(bank: Hands) -> None:
    before, posted = balance(bank), count(bank)
    bank.press("Ctrl+N")
    fill(bank, amount="42,50", description="Cancelleria", category="CANCELLERIA")
    save(bank)
    assert balance(bank) == before - Money(42_50)
    assert bank.window.frame.toast.isVisible()
    bank.press("Ctrl+Z", bank.table)
    assert (balance(bank), count(bank)) == (before, posted)


def test_an_amount_is_shared_between_two_categories(bank: Hands) -> None:
    bank.press("Ctrl+N")
    fill(bank, amount="100", description="Sala e stampe", category="SALE")
    fill(bank, second_category="CANCELLERIA", second_amount="30")
    save(bank)
    ids = bank.window.workspace.desk.read(
        movement_ids, filter=MovementFilter(year=2026, text="sala e stampe")
    )
    bank.page.go_to(Target(place="treasury", view="all", record=ids[0]))
    bank.settle()
    card = bank.page.seen_card()
    assert [(s.category, s.amount.cents) for s in card.splits] == [
        ("SALE", -70_00),
        ("CANCELLERIA", -30_00),
    ]


def test_a_missing_category_is_said_under_its_field(bank: Hands) -> None:
    bank.press("Ctrl+N")
    fill(bank, amount="10", description="Senza categoria")
    save(bank)
    focus = bank.focus()
    assert focus is not None
    assert focus.accessibleDescription().startswith("Errore: Scegli la categoria")
    bank.type("sale")
    assert QApplication.activePopupWidget() is not None
    bank.press("Esc")  # puts away what is proposed, not the sheet with all that was typed
    assert QApplication.activePopupWidget() is None
    assert focus.hasFocus()
    form = open_sheet("EntrySheet").form
    bank.press("Backspace")
    assert QApplication.activePopupWidget() is not None
    form.fields["amount"].set_text("")
    bank.window.setMinimumSize(0, 0)
    bank.window.resize(1100, 450)  # as a small screen with large text
    form.fields["document_ref"].editor.setFocus()
    bank.settle()
    amount = form.fields["amount"]
    assert amount.visibleRegion().boundingRect() != amount.rect()
    form.fields["category"].editor.setFocus()
    bank.press("End")
    bank.press("Backspace")
    bank.type("l")
    assert QApplication.activePopupWidget() is not None
    bank.press("Ctrl+Return")
    assert amount.editor.hasFocus()
    bank.settle()
    assert amount.visibleRegion().boundingRect() == amount.rect()  # with its name and the message
    assert QApplication.activePopupWidget() is None  # or it would take what is typed next
    assert form.fields["category"].editor.text() == "Affitto sale"  # a part was enough
    form.fields["direction"].editor.setFocus()
    bank.press("Alt+Down")  # of the field, not of the list under the sheet
    assert QApplication.activePopupWidget() is not None
    choices = bank.focus()
    assert choices is not None
    assert choices.accessibleName() == "Di che si tratta"
    bank.press("Esc")
    assert form.fields["direction"].editor.isVisible()


def test_money_is_moved_between_own_accounts(bank: Hands) -> None:
    before = balance(bank, "CASSA")
    bank.press("Ctrl+Shift+T")
    fill(bank, amount="80")
    save(bank)
    assert balance(bank, "CASSA") == before + Money(80_00)


def test_an_account_is_opened(bank: Hands) -> None:
    bank.page.actions_here["treasury.account"].trigger()
    bank.settle()
    fill(bank, kind="card", name="Carta prepagata", code="carta", opening="50")
    save(bank)
    assert balance(bank, "CARTA") == Money(50_00)


def test_a_movement_is_changed_and_reversed(bank: Hands) -> None:
    rows = [bank.page.list.model.cache.record(i) for i in bank.page.list.model.ids[:100]]
    chosen = next(row for row in rows if row and row.categories == ("Affitto sale",))
    bank.table.look_at(chosen.id)
    bank.settle()
    bank.press("F2", bank.table)
    fill(bank, description="Sala per l’assemblea")
    save(bank)
    assert bank.page.seen_card().row.description == "Sala per l’assemblea"
    before = balance(bank)
    bank.press("Del", bank.table)
    fill(bank, reason="pagata due volte")
    save(bank)
    assert balance(bank) == before - chosen.amount
    assert bank.page.seen_card().reversed_by is not None
    assert not bank.page.actions_here["treasury.reverse"].isEnabled()


def test_a_payment_leads_to_its_member(bank: Hands) -> None:
    desk = bank.window.workspace.desk
    members = set(desk.read(member_ids, on=TODAY, year=2026))
    cards = (desk.read(movement_card, row_id) for row_id in desk.read(movement_ids, filter=YEAR))
    paid = [(card.row.id, each) for card in cards if card for each in card.paid]
    movement, charge = next(pair for pair in paid if pair[1].membership_id in members)
    bank.table.look_at(movement)
    bank.settle()
    bank.click_button(charge.member)
    assert bank.window.stack.place == "members"
    assert bank.page.body.table.current_id() == charge.membership_id


@pytest.mark.parametrize(
    ("action", "sheet"), [("treasury.ledger", 0), ("treasury.cash_statement", 0)]
)
def test_the_books_of_the_year_are_exported(
    bank: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str, sheet: int
) -> None:
    path = tmp_path / "fuori.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(path), ""))
    bank.page.actions_here[action].trigger()
    bank.settle()
    values = [
        cell.value for line in load_workbook(path).worksheets[sheet].iter_rows() for cell in line
    ]
    assert len([value for value in values if value is not None]) > 20


# ── a bank's file ────────────────────────────────────────────────────────────────────────────
def test_a_file_is_shown_before_anything_is_written(bank: Hands, file: Path) -> None:
    before = open_lines(bank)
    bank.page.take_file(file)
    bank.settle()
    assert bank.page.go.accessibleName() == "Importa 8 righe"
    assert open_lines(bank) == before
    bank.press("Esc")
    assert bank.page.spec is TREASURY
    assert open_lines(bank) == before


def test_an_imported_file_is_reconciled_next_and_never_taken_twice(
    lines: Hands, file: Path
) -> None:
    assert lines.page.crumbs()[-1] == "Riconciliazione bancaria"
    lines.page.take_file(file)
    lines.settle()
    assert not lines.page.actions_here["statement.go"].isEnabled()
    assert lines.page.banner.isVisible()


def test_a_dropped_file_is_read(bank: Hands, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    action, button, held = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), action, mime, button, held)
    QApplication.sendEvent(bank.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(bank.page, QDropEvent(QPointF(9, 9), action, mime, button, held))
    bank.settle()
    assert bank.page.go.accessibleName() == "Importa 8 righe"


def test_a_file_that_is_none_is_refused_in_words(bank: Hands, tmp_path: Path) -> None:
    path = tmp_path / "foto.pdf"
    path.write_bytes(b"%PDF-1.7 prova")
    bank.page.take_file(path)
    bank.settle()
    assert bank.window.frame.banner.isVisible()
    assert bank.page.spec is TREASURY


@requires_cases
@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("jejik_sparkasse.txt", 2),
        ("openfatture_sample_statement.ofx", 5),
        ("unnamed-bank__amount-comma-decimal.ofx", 0),
        ("banana_csv_intesa_example_format2_20240522.csv", 11),
        ("banana_csv_unicredit_example_format1_20240521.csv", 3),
        ("genkgo_camt053.v4.xml", 1),
        ("wolph_cmxl_mt940.sta", 2),
        ("genkgo_camt054.v4.xml", 0),
    ],
)
def test_real_files_are_shown_with_what_must_be_known(bank: Hands, name: str, new: int) -> None:
    bank.page.take_file(cases_folder() / "bank" / name)
    bank.settle()
    result: Any = bank.page._result
    assert result.new == new
    if new and result.problems:
        assert "Da verificare" in [
            bank.page._tabs.tabText(at) for at in range(bank.page._tabs.count())
        ]
    if not new:
        assert bank.page.banner.isVisible()
        assert not bank.page.actions_here["statement.go"].isEnabled()


# ── reconciling ──────────────────────────────────────────────────────────────────────────────
def test_return_confirms_and_goes_on_and_undo_takes_back(lines: Hands) -> None:
    page = lines.page
    page.view.tabs.choose("confirm")
    lines.settle()
    waiting, before = open_lines(lines), balance(lines)
    first = page.pane.row
    page.view.table.setFocus()
    lines.press("Return")
    assert open_lines(lines) == waiting - 1
    assert balance(lines) == before + first.line.amount
    assert page.pane.row.id != first.id
    assert page.pane.row.is_open
    kind, key, plain = QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(kind, key, plain, "", autorep=True)
    QApplication.sendEvent(page.view.table, held)  # the key is kept down: one line a press
    lines.settle()
    assert open_lines(lines) == waiting - 1
    lines.press("Ctrl+Z", page.view.table)
    assert (open_lines(lines), balance(lines)) == (waiting, before)


def test_single_keys_choose_skip_and_open_sheets_on_the_list_alone(lines: Hands) -> None:
    page = lines.page
    page.view.table.setFocus()
    first = page.pane.row.id
    lines.press("S")
    assert page.pane.row.id != first
    lines.press("C")
    fill(lines, category="BANCA-U", description="1 S spese")
    before = open_lines(lines)
    save(lines)
    assert open_lines(lines) == before - 1


def test_the_sure_lines_are_confirmed_together(lines: Hands) -> None:
    page = lines.page
    sure = len(page.board.sure())
    assert sure >= 2
    before = open_lines(lines)
    lines.press("Ctrl+Shift+Return", page.view.table)
    assert open_lines(lines) == before - sure
    lines.press("Ctrl+Z", page.view.table)
    assert open_lines(lines) == before


def test_what_was_posted_once_is_proposed_the_next_time(lines: Hands) -> None:
    page = lines.page
    page.view.table.setFocus()
    fees = [row for row in page.board.rows if row.is_open and "COMMISSIONI" in row.line.remittance]
    assert {row.suggestions[0].category for row in fees} == {"BANCA-U"}
    page.view.table.look_at(fees[0].id)
    lines.settle()
    lines.press("Return")
    again = next(row for row in page.board.rows if row.id == fees[1].id)
    assert again.suggestions[0].score == 84


def test_a_line_is_divided_by_hand_and_the_rest_stays_credit(lines: Hands) -> None:
    page = lines.page
    row = max((r for r in page.board.rows if r.is_open), key=lambda r: r.line.amount.cents)
    page.view.table.look_at(row.id)
    lines.settle()
    page.view.table.setFocus()
    lines.press("E")
    sheet = open_sheet("FeeSheet")
    [charge] = sheet._lines.values()
    charge.field.set_text("100")
    charge.field.edited.emit()
    assert "restano a credito" in sheet._sum.text()
    before = open_lines(lines)
    sheet.save()
    lines.settle()
    assert open_lines(lines) == before - 1


def test_a_line_is_left_out_with_its_reason_and_opened_again(lines: Hands) -> None:
    page = lines.page
    page.view.table.setFocus()
    line_id = page.pane.row.id
    before = open_lines(lines)
    lines.press("X")
    fill(lines, reason="già pagata dalla cassa")
    save(lines)
    assert open_lines(lines) == before - 1
    page.view.tabs.choose("every")
    page.view.table.look_at(line_id)
    lines.settle()
    page.view.table.setFocus()
    lines.press("R")
    assert open_lines(lines) == before


def test_a_matched_line_leads_to_its_movement(lines: Hands) -> None:
    page = lines.page
    page.view.tabs.choose("every")
    posted = next(row for row in page.board.rows if row.line.movement_id is not None)
    page.view.table.look_at(posted.id)
    lines.settle()
    lines.click_button("Vedi il movimento")
    assert lines.page.spec is TREASURY
    assert lines.table.current_id() == posted.line.movement_id


def test_a_link_leads_to_the_lines_that_wait(bank: Hands) -> None:
    bank.window.go_to(Target(place="treasury", view="unmatched"))
    bank.settle()
    assert bank.page.crumbs()[-1] == "Riconciliazione bancaria"
    assert bank.page.board.counts["decide"] == open_lines(bank)


def test_an_empty_desk_says_what_to_do_first(empty: Hands) -> None:
    empty.window.stack.open_place("treasury")
    empty.settle()
    assert empty.page.body.state == "first"
    empty.press("Ctrl+N")
    assert empty.window.frame.banner.isVisible()  # no form that could never be saved
    assert empty.page.findChild(EntrySheet) is None
    empty.click_button("Apri un conto")
    fill(empty, name="Conto corrente", code="BANCA", opening_on="1/1/2026")
    save(empty)
    assert balance(empty) == Money(0)
    assert [c.code for c in empty.window.workspace.desk.read(movement_choices)] == ["BANCA"]
    empty.press("Ctrl+R")
    assert empty.page.view.board is not None
    assert date(2026, 1, 1) < TODAY


def test_a_movement_is_duplicated_with_todays_day(bank: Hands) -> None:
    bank.table.setFocus()
    bank.press("Alt+Down")
    bank.press("Alt+Up")
    assert bank.table.currentIndex().row() == 0
    while bank.page.seen_card().row.is_transfer:  # is made anew as a transfer, not as a movement
        assert not bank.page.actions_here["treasury.duplicate"].isEnabled()
        bank.press("Alt+Down")
    seen = bank.page.seen_card().row
    before = len(bank.page.list.model.ids)
    bank.press("Ctrl+D")
    (sheet,) = bank.page.findChildren(EntrySheet)
    assert sheet.form.fields["description"].text() == seen.description
    assert sheet.form.fields["booked_on"].text() == date_text(bank.window.workspace.today())
    bank.press("Ctrl+S")
    assert len(bank.page.list.model.ids) == before + 1
