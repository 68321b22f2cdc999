"""A day of no fiscal year is asked about where it is typed, and told of where the bank tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from cluster_desk.domain.money import Money
from cluster_desk.services.association.settings import EditFiscalYear, edit_fiscal_year
from tests.window.hands import Hands
from tests.window.test_treasury import balance, bank, file, fill, lines, open_sheet, save
from ui.pages import entry_sheet
from ui.treasury.board import make_board
from ui.treasury.suggestion_card import SuggestionCard

__all__ = ["bank", "file", "lines"]


def words_of(widget: QWidget) -> str:
    """What is read on it."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_day_of_no_fiscal_year_is_asked_about_wherever_a_movement_is_typed(
    bank: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_on: object, title: str, text: str, _go: str) -> bool:
        asked.append(f"{title} {text}")
        return len(asked) > 1

    monkeypatch.setattr(entry_sheet, "ask_to_go_on", answer)
    desk = bank.window.workspace.desk
    until = date(2026, 10, 31)  # as in January, when the new year is not open yet
    short = EditFiscalYear(year=2026, starts_on=date(2026, 1, 1), ends_on=until)
    desk.write(edit_fiscal_year, short)
    before = balance(bank)
    bank.press("Ctrl+N")
    texts = {"amount": "10", "description": "Bolli", "category": "CANCELLERIA"}
    fill(bank, booked_on="5/11/2026", **texts)
    save(bank)
    [said] = asked
    assert said.startswith("Registrare un movimento del 05/11/2026? L’ultimo esercizio finisce il")
    assert bank.focus() is open_sheet("EntrySheet").form.fields["booked_on"].editor
    assert balance(bank) == before
    save(bank)  # the day is right
    assert balance(bank) == before - Money(10_00)
    bank.press("Ctrl+N")
    fill(bank, booked_on="31/10/2026", **texts)
    save(bank)
    assert (len(asked), balance(bank)) == (2, before - Money(20_00))


def test_a_strange_day_of_a_line_is_said_over_its_proposals(lines: Hands) -> None:
    desk = lines.window.workspace.desk
    short = EditFiscalYear(year=2026, starts_on=date(2026, 1, 1), ends_on=date(2026, 10, 31))
    desk.write(edit_fiscal_year, short)
    lines.press("F5")
    shown = lines.page.pane.row
    assert "L’ultimo esercizio finisce il 31/10/2026." in words_of(lines.page.pane)
    board = lines.page.board
    late = replace(board.facts.account, opening_on=date(2026, 11, 30))
    later = make_board(replace(board.facts, account=late))
    assert not later.sure()
    lines.page.pane.show_row(later, later.row(shown.id))
    lines.settle()
    assert "è tenuto dal 30/11/2026" in words_of(lines.page.pane)
    assert not lines.page.pane.findChildren(SuggestionCard)
