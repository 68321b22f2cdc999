"""Parts of the window that need no window: what they do with what is wrong, or over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cluster_desk.errors import FileRefused
from cluster_desk.queries.meetings.persons import PersonChoice
from ui.kit.binding import Form
from ui.kit.entry_fields import day_field, hour_field, money_field
from ui.kit.fields import Choice, LineField, NoteField
from ui.kit.layout import column
from ui.kit.search import SearchLine
from ui.kit.segments import Segments
from ui.kit.table.cache import RowCache
from ui.pages.person_field import PersonField, Somebody
from ui.pages.province_field import ProvinceField
from ui.settings.letterhead import read_logo

pytestmark = pytest.mark.usefixtures("dressed")


def test_saving_goes_to_the_first_field_in_red_and_onward_goes_round() -> None:
    fields = {name: LineField(name, required="Scrivilo.") for name in ("a", "b", "c")}
    form, host = Form(fields), QWidget()
    host.setLayout(column(*fields.values()))
    host.show()
    host.activateWindow()
    assert QTest.qWaitForWindowActive(host)
    fields["b"].set_text("scritto")
    fields["c"].editor.setFocus()
    assert form.values() is None
    seen = []
    for onward in (False, True, True):
        form.focus_invalid(onward=onward)
        seen.append(next(n for n, f in fields.items() if f.editor is QApplication.focusWidget()))
    assert seen == ["a", "c", "a"]
    host.close()


def test_what_was_typed_is_shown_as_it_was_understood_when_its_field_is_left() -> None:
    days = iter((date(2026, 12, 31), date(2027, 1, 1)))
    day = day_field("Giorno", lambda: next(days))  # midnight passes over the open form
    amount, hour = money_field("Importo"), hour_field("Ora")
    host = QWidget()
    host.setLayout(column(day, amount, hour))
    host.show()
    host.activateWindow()
    assert QTest.qWaitForWindowActive(host)
    for field, typed, shown in (
        (day, "oggi", "31/12/2026"),
        (amount, "12.345", "12.345,00"),
        (hour, "930", "09:30"),
        (day, "oggi", "01/01/2027"),
        (amount, "12,345", "12,345"),  # nobody knows what it means: it stays, and is told
        (amount, "999999999999999", "999999999999999"),  # no room for its dots
    ):
        field.editor.setFocus()
        QTest.keySequence(field.editor, QKeySequence.StandardKey.SelectAll)
        QTest.keyClicks(field.editor, typed)
        if field is amount:  # who looks at another window goes on typing afterwards
            away = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
            QApplication.sendEvent(field.editor, away)
            assert field.text() == typed
        QTest.keyClick(field.editor, Qt.Key.Key_Tab)
        assert field.text() == shown
    host.close()


def test_the_arrows_choose_among_segments_as_soon_as_one_comes_to_them(qtbot: QtBot) -> None:
    segments = Segments("Tema", (("light", "Chiaro"), ("dark", "Scuro")))
    qtbot.addWidget(segments)
    segments.choose("dark")
    segments.show()
    segments.activateWindow()
    assert QTest.qWaitForWindowActive(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Left)
    assert (chosen, segments.current()) == (["light"], "light")


def test_keys_of_editing_in_a_choice_are_no_command_of_the_page_behind(qtbot: QtBot) -> None:
    choice, host, done = Choice([("a", "Uscita"), ("b", "Entrata")]), QWidget(), []
    qtbot.addWidget(host)
    host.setLayout(column(choice))
    for keys in ("Ctrl+Z", "Del", "Alt+Down", "F2"):
        action = QAction(host)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on, keys=keys: done.append(keys))
        host.addAction(action)
    host.show()
    host.activateWindow()
    assert QTest.qWaitForWindowActive(host)
    choice.setFocus()
    for keys in ("Ctrl+Z", "Del", "F2", "Alt+Down"):
        QTest.keySequence(choice, QKeySequence(keys))
    assert done == ["F2"]
    assert choice.view().isVisible()
    choice.hidePopup()


def test_a_heavy_logo_is_told_its_own_size(tmp_path: Path) -> None:
    heavy = tmp_path / "logo.png"
    with heavy.open("wb") as stream:
        stream.truncate(30_400_000)
    with pytest.raises(FileRefused, match="pesa 31 MB"):
        read_logo(heavy)


def test_a_province_is_two_letters_or_its_name_and_never_the_beginning_of_a_word() -> None:
    field = ProvinceField()
    form = Form({"province": field})
    for typed, code in (("Milano", "MI"), ("cr", "CR"), ("Reggio nell’Emilia", "RE"), ("", None)):
        field.set_text(typed)
        assert form.values() == {"province": code}
    field.set_text("milano")
    field.left.emit()
    assert field.text() == "MI"
    field.set_text("Padania")
    assert form.values() is None
    assert "due lettere della provincia" in field.editor.accessibleDescription()


def test_a_name_that_two_people_have_is_no_answer_and_both_can_be_chosen() -> None:
    people = [
        PersonChoice(id=1, name="Livia Serio", detail="Adda Botanica"),
        PersonChoice(id=2, name="Livia Serio", detail=""),
        PersonChoice(id=3, name="Ugo Brembo", detail="Dosaroma"),
    ]
    field = PersonField("Persona", people)
    form = Form({"person": field})
    field.set_text("livia serio")
    assert form.values() is None
    assert "una dall’elenco" in field.editor.accessibleDescription()
    for number in (1, 2):
        field.choose(number)
        assert form.values() == {"person": Somebody(person_id=number)}
    assert field.text() == "Livia Serio (n. 2)"
    field.set_text("Ugo Brembo")
    assert form.values() == {"person": Somebody(person_id=3)}


def test_a_whole_file_pasted_by_mistake_is_told_in_a_note_and_cut_in_a_search() -> None:
    note, search = NoteField("Note"), SearchLine("Cerca", "Ctrl+F")
    form = Form({"notes": note})
    note.set_text("una pagina\n" * 5_000)
    assert form.values() is None
    assert "al massimo 50.000 caratteri" in note.editor.accessibleDescription()
    search.insert("una pagina " * 5_000)
    assert len(search.text()) <= 400


def test_rows_know_where_they_stand_even_when_an_older_list_had_asked_for_them() -> None:
    cache = RowCache((), row_id=lambda row: row)
    cache.list_ids(range(1000, 1250))
    assert cache.ask_for([2]) == list(range(1200, 1250))
    assert cache.ask_for([2]) == []
    cache.list_ids([*range(1249, 1229, -1), 7])  # now the other way round, and without most
    assert cache.ask_for([0]) == [*range(1249, 1229, -1), 7]
    assert cache.take(range(1200, 1250)) == list(range(20))
    assert cache.take([7]) == [20]
    assert (cache.place_of(7), cache.place_of(1200)) == (20, -1)
