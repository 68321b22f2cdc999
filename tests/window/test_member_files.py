"""Importing, exporting and recording events from the members' page."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.window.hands import Hands
from ui.kit import dialogs
from ui.kit.table.view import TableView
from ui.members import importing
from ui.pages.entry_sheet import EntrySheet

REGISTER = """N.;Denominazione;Codice fiscale;Comune;Prov.;Data ammissione
201;Ticino Essenze S.r.l.;12345000157;Pavia;PV;16/01/2026
202;Laboratorio Sesia;;Novara;NO;03/02/2026
;Dosaroma S.r.l.;;Crema;CR;
Totale;3;;;;
"""


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(path), ""))
    return path


def test_the_list_is_exported_as_it_is_seen(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_to(monkeypatch, tmp_path / "soci.xlsx")
    hands.page.filters.search_for("srl")
    hands.settle()
    hands.press("Ctrl+E")
    sheet = load_workbook(path).worksheets[0]
    header = [cell.value for cell in sheet[4]]
    assert header[:3] == ["N.", "Denominazione", "Tipologia"]
    names = [row[1].value for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert names == [name for name in hands.names() if name.endswith("S.r.l.")]
    assert hands.window.frame.toast.isVisible()


def test_the_ticked_are_exported_as_text(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_to(monkeypatch, tmp_path / "soci.csv")
    hands.press("Space")
    hands.page.actions_here["members.export_ticked"].trigger()
    hands.settle()
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert lines[1].startswith("1;Adda Botanica S.r.l.;Impresa;")
    assert len(lines) == 2


def test_the_register_is_exported_as_pdf(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_to(monkeypatch, tmp_path / "libro.pdf")
    hands.page.actions_here["members.register"].trigger()
    hands.settle()
    assert path.read_bytes().startswith(b"%PDF")


def test_everything_is_exported_with_addresses(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_to(monkeypatch, tmp_path / "tutto.xlsx")
    hands.page.actions_here["members.export_all"].trigger()
    hands.settle()
    values = [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert "socio0@pec.esempio.it" in values


def test_a_place_that_takes_no_file_is_said_at_the_top(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "non c’è" / "soci.csv")
    hands.press("Ctrl+E")
    assert hands.window.frame.banner.isVisible()
    assert "«soci.csv» non si può scrivere" in hands.window.frame.banner.accessibleName()
    hands.press("Esc")
    assert not hands.window.frame.banner.isVisible()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(importing, "ask_which_file", lambda *_about: path)


def test_an_import_is_shown_before_it_is_done_and_undone_as_one(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "nuovi.csv"
    file.write_text(REGISTER, encoding="utf-8")
    choose(monkeypatch, file)
    hands.press("Ctrl+O")
    assert hands.page.crumbs() == ["Soci", "Importazione di «nuovi.csv»"]
    assert hands.page.go.accessibleName() == "Importa 2 soci"
    hands.press("Ctrl+Return")
    assert hands.names()[-2:] == ["Ticino Essenze S.r.l.", "Laboratorio Sesia"]
    hands.press("Ctrl+Z")
    assert "Laboratorio Sesia" not in hands.names()
    hands.press("Ctrl+Y")
    assert "Laboratorio Sesia" in hands.names()


def test_an_import_tells_what_the_register_knows_better_and_can_be_left(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "nuovi.csv"
    file.write_text(REGISTER.replace("202;", "1;"), encoding="utf-8")
    choose(monkeypatch, file)
    before = hands.names()
    hands.press("Ctrl+O")
    tables = {table.accessibleName(): table for table in hands.page.findChildren(TableView)}
    check = tables["Da verificare"].model()
    assert [check.cache.record(each).row for each in check.cache.ids] == [3]
    assert "già assegnato" in check.cache.record(1).text
    hands.press("Esc")
    assert hands.names() == before


def test_a_day_that_cannot_be_stops_the_import(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "nuovi.csv"
    file.write_text(REGISTER, encoding="utf-8")
    choose(monkeypatch, file)
    hands.press("Ctrl+O")
    hands.page.day.editor.setFocus()
    hands.page.day.editor.selectAll()
    hands.type("31/02/2026")
    hands.press("Ctrl+Return")
    assert hands.page.day.state == "error"


@pytest.mark.parametrize(
    ("name", "content"), [("vuoto.csv", b""), ("foto.xlsx", b"\x89PNG\r\n\x1a\n0000")]
)
def test_a_file_that_is_none_is_refused_at_the_top(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    choose(monkeypatch, file)
    hands.press("Ctrl+O")
    assert hands.page.crumbs() == ["Soci", "Tutti i soci"]
    assert hands.window.frame.banner.isVisible()


def test_an_event_is_recorded_with_its_reason_and_resolution(hands: Hands) -> None:
    hands.press("Ctrl+Shift+E")
    hands.press("Ctrl+Return")
    sheet = hands.page.findChild(EntrySheet)
    assert sheet.form.invalid() == ["reason", "resolution_text"]
    sheet.form.fields["reason"].editor.setFocus()
    hands.type("Quota non versata")
    sheet.form.fields["resolution_text"].editor.setFocus()
    hands.type("CD n. 4 del 20/11/2026")
    hands.press("Ctrl+Return")
    assert hands.page.list.model.cache.record(hands.page.list.model.ids[0]).status == ("suspended")


def test_a_withdrawal_asks_for_the_letter_instead_of_the_day(hands: Hands) -> None:
    hands.press("Ctrl+Shift+E")
    sheet = hands.page.findChild(EntrySheet)
    kind = sheet.form.fields["kind"]
    kind.set_text("withdrawal")
    kind.edited.emit()
    assert sheet.form.fields["received_on"].isVisible()
    assert not sheet.form.fields["on_day"].isVisible()
    hands.press("Esc")
    assert hands.focus() is hands.table


def test_a_member_is_classified_from_a_day_on(hands: Hands) -> None:
    hands.press("Ctrl+Shift+K")
    sheet = hands.page.findChild(EntrySheet)
    assert sheet.form.fields["category"].text() == "ordinary"
    sheet.form.fields["category"].set_text("supporter")
    sheet.form.fields["headcount"].editor.setFocus()
    hands.type("dodici")
    hands.press("Ctrl+Return")
    assert sheet.form.invalid() == ["headcount"]
    sheet.form.fields["headcount"].editor.selectAll()
    hands.type("12")
    hands.press("Ctrl+Return")
    first = hands.page.list.model.ids[0]
    assert hands.page.list.model.cache.record(first).category == "supporter"
    hands.press("Ctrl+Z")
    assert hands.page.list.model.cache.record(first).category == "ordinary"


@pytest.mark.usefixtures("qapp")
def test_a_chosen_name_without_an_ending_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ("/tmp/soci", "CSV (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: answer)
    kinds = (("Excel", "xlsx"), ("CSV", "csv"))
    path = dialogs.ask_where_to_save(QWidget(), "Esporta", "soci.xlsx", kinds)
    assert path == Path("/tmp/soci.csv")
