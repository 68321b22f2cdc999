"""Texts, letterhead, window and desk: what the settings do beyond lists and forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel

from cluster_desk.queries.association_record import logo, own_texts
from cluster_desk.queries.members.traces import person_traces
from cluster_desk.reports.texts.fields import all_fields
from cluster_desk.reports.texts.samples import sample_values
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.store import backup
from cluster_desk.store.last_backup import last_backup
from tests.desks import TODAY
from tests.window.hands import Hands
from ui.pages.erasing import ErasingSheet
from ui.pages.preferences import Preferences
from ui.theme.theme import Appearance, theme
from ui.work.workspace import Reopening


@pytest.fixture
def settings(demo_hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """The settings of the small demo association; what is left unsaved asks no question."""
    demo_hands.press("Ctrl+,")
    yield demo_hands
    monkeypatch.setattr("ui.settings.page.ask_to_discard", lambda *_about: True)
    demo_hands.window.close()


def part(hands: Hands, key: str) -> Any:
    hands.page.open_part(key)
    hands.settle()
    return hands.page.panel


def words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def kept_texts(hands: Hands) -> dict[str, str]:
    return dict(hands.window.workspace.desk.read(own_texts, "it"))


# ── texts ───────────────────────────────────────────────────────────────────────────────────────
def test_the_preview_follows_what_is_typed(settings: Hands) -> None:
    panel = part(settings, "texts")
    panel.look_for("wording.vat", None)
    settings.settle()
    panel.editor.source.setFocus()
    settings.press("Ctrl+A")
    settings.type("Quota di {association_name}")
    settings.qtbot.waitUntil(
        lambda: "Cluster Cosmetico Dimostrativo" in panel.editor.preview.toPlainText()
    )
    panel.discard()


def test_an_unknown_field_is_said_with_its_line_and_is_not_saved(settings: Hands) -> None:
    panel = part(settings, "texts")
    panel.look_for("wording.vat", None)
    panel.editor.source.setFocus()
    settings.press("Ctrl+End")
    settings.type(" {campo}")
    assert "«campo»" in panel.editor.banner.accessibleName()
    settings.press("Ctrl+S")
    assert kept_texts(settings) == {}
    settings.press("F4")
    assert settings.focus() == panel.editor.source
    panel.discard()
    assert not panel.editor.problems


def test_a_text_is_saved_as_ones_own_and_goes_back_to_the_programs(settings: Hands) -> None:
    panel = part(settings, "texts")
    panel.look_for("wording.vat", None)
    panel.editor.source.setFocus()
    settings.press("Ctrl+A")
    settings.type("Fuori campo IVA.")
    settings.press("Ctrl+S")
    assert kept_texts(settings) == {"wording.vat": "Fuori campo IVA."}
    assert not panel.is_dirty
    settings.click(panel.editor.reset)
    settings.press("Ctrl+S")
    assert kept_texts(settings) == {}


def test_what_is_typed_in_one_text_stays_while_another_is_read(settings: Hands) -> None:
    panel = part(settings, "texts")
    panel.look_for("wording.vat", None)
    panel.editor.source.setFocus()
    settings.press("Ctrl+A")
    settings.type("Prova")
    panel.look_for("receipt", None)
    settings.settle()
    panel.look_for("wording.vat", None)
    settings.settle()
    assert panel.editor.source.toPlainText() == "Prova"
    assert panel.is_dirty
    panel.discard()


def test_a_field_is_put_in_at_the_cursor_and_a_condition_changes_the_preview(
    settings: Hands,
) -> None:
    panel = part(settings, "texts")
    panel.look_for("convocation.board", None)
    settings.settle()
    editor = panel.editor
    assert "in videoconferenza" not in editor.preview.toPlainText()
    editor._choose("remote_only", on=True)
    settings.settle()
    assert "in videoconferenza" in editor.preview.toPlainText()
    settings.press("Ctrl+End", editor.source)
    editor.source.insert("{president_name}")
    assert editor.source.toPlainText().endswith("{president_name}")
    assert panel.is_dirty
    panel.discard()


def test_a_text_is_found_by_its_name(settings: Hands) -> None:
    panel = part(settings, "texts")
    settings.press("Ctrl+F")
    settings.type("ricevuta")
    assert [line.key.value for line in panel._lines] == ["receipt"]


def test_every_field_has_a_sample() -> None:
    without = {field.name for field in all_fields()} - set(sample_values())
    assert without == {"statute_article"}  # the statute's own


# ── letterhead ──────────────────────────────────────────────────────────────────────────────────
def picture(path: Path, size: tuple[int, int] = (60, 30)) -> Path:
    Image.new("RGB", size, "#7A2468").save(path)
    return path


def test_a_logo_is_chosen_shown_and_printed(settings: Hands, tmp_path: Path) -> None:
    panel = part(settings, "letterhead")
    assert panel.view.page_count == 1
    panel.take_file(picture(tmp_path / "logo.png"))
    settings.settle()
    kept = settings.window.workspace.desk.read(logo)
    assert kept is not None
    assert Image.open(BytesIO(kept)).size == (60, 30)
    assert panel.picture.isVisible()
    settings.press("Ctrl+Z")
    assert settings.window.workspace.desk.read(logo) is None


def hostile(name: str, folder: Path) -> Path:
    path = folder / name
    if name == "logo.svg":
        path.write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>")
    elif name == "heavy.png":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 6_000_000)
    elif name == "wide.png":
        Image.new("1", (4_100, 2)).save(path)
    else:
        path.write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    return path


HOSTILE = (
    ("logo.svg", "non è un’immagine PNG o JPEG"),
    ("broken.png", "non è un’immagine PNG o JPEG"),
    ("heavy.png", "pesa"),
    ("wide.png", "troppo grande"),
    ("missing.png", "non si può leggere"),
)


def test_a_hostile_picture_is_refused_with_words(settings: Hands, tmp_path: Path) -> None:
    panel = part(settings, "letterhead")
    for name, said in HOSTILE:
        settings.window.refuse("Prima.")
        panel.take_file(tmp_path / name if name == "missing.png" else hostile(name, tmp_path))
        settings.settle()
        assert said in settings.window.frame.banner.accessibleName(), name
        assert settings.window.workspace.desk.read(logo) is None


# ── window ──────────────────────────────────────────────────────────────────────────────────────
def test_theme_and_size_are_applied_at_once_and_remembered(settings: Hands) -> None:
    panel = part(settings, "window")
    panel.appearance._parts["dark"].click()
    panel.sizes._parts["115"].click()
    settings.settle()
    assert theme.is_dark
    assert theme.text_size == 115
    kept = Preferences()
    assert (kept.appearance, kept.text_size) == (Appearance.DARK, 115)


def test_the_language_asks_for_the_window_anew_and_is_remembered(settings: Hands) -> None:
    asked: list[Reopening] = []
    settings.window.workspace.reopen_wanted.connect(asked.append)
    panel = part(settings, "window")
    panel.languages._parts["en"].click()
    assert [each.language for each in asked] == ["en"]
    assert Preferences().language == "en"


def test_the_layout_is_restored_from_here_too(settings: Hands) -> None:
    settings.window.stack.open_place("members")
    settings.settle()
    table = settings.table
    table.set_hidden({"status"})
    settings.window.stack.open_place("settings")
    panel = part(settings, "window")
    settings.click(panel.reset)
    assert "status" not in table.hidden


# ── desk ────────────────────────────────────────────────────────────────────────────────────────
def test_a_backup_is_made_checked_and_shown(
    settings: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copie"
    monkeypatch.setattr("ui.settings.desk.ask_which_folder", lambda *_about: folder)
    panel = part(settings, "desk")
    assert "Ancora nessuna copia" in words(panel)
    settings.click(panel.back_up)
    made = last_backup(settings.window.workspace.desk.location)
    assert backup.faults_of(Path(made.path)) == []
    assert "controllata" in words(panel)
    assert Preferences().backup_folder == str(folder)
    Path(made.path).unlink()
    panel.load()
    settings.settle()
    assert "non è più dove era stata messa" in words(panel)


def test_the_desk_is_checked_and_the_result_is_said_in_words(settings: Hands) -> None:
    panel = part(settings, "desk")
    settings.click(panel.check)
    assert "Tutto a posto" in words(panel)


def test_a_backup_is_restored_into_another_file(
    settings: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = Path(settings.window.workspace.desk.location)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    made = backup.make(location, tmp_path / "copie", now=now)
    into = tmp_path / "nuovo.desk"
    monkeypatch.setattr("ui.settings.desk.ask_which_file", lambda *_about: made.path)
    monkeypatch.setattr("ui.settings.desk.ask_where_to_save", lambda *_about: into)
    panel = part(settings, "desk")
    settings.click(panel.restore_elsewhere)
    assert into.exists()
    assert backup.faults_of(into) == []


def test_the_open_desk_is_never_restored_over_without_closing_it(
    settings: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = Path(settings.window.workspace.desk.location)
    made = backup.make(location, tmp_path / "copie", now=datetime(2026, 11, 22, tzinfo=UTC))
    monkeypatch.setattr("ui.settings.desk.ask_which_file", lambda *_about: made.path)
    monkeypatch.setattr("ui.settings.desk.ask_where_to_save", lambda *_about: location)
    panel = part(settings, "desk")
    settings.click(panel.restore_elsewhere)
    assert "Questo archivio è aperto" in settings.window.frame.banner.accessibleName()
    asked: list[Reopening] = []
    settings.window.workspace.reopen_wanted.connect(asked.append)
    monkeypatch.setattr("ui.settings.desk.ask_to_go_on", lambda *_about: False)
    settings.click(panel.restore_here)
    assert asked == []
    monkeypatch.setattr("ui.settings.desk.ask_to_go_on", lambda *_about: True)
    settings.click(panel.restore_here)
    assert asked[0].between is not None


def test_a_person_is_erased_by_law_only_with_reason_and_word(settings: Hands) -> None:
    desk = settings.window.workspace.desk
    somebody = AddPerson(given_name="Zenobia", family_name="Inventata", email="z@esempio.it")
    person = desk.write(add_person, somebody).value
    settings.page.open_part("desk")
    settings.settle()
    settings.click_button("Cancella i dati di una persona…")
    (sheet,) = settings.window.findChildren(ErasingSheet)
    settings.type("Zenobia Inventata")
    assert "Recapiti 1, incarichi 0" in words(sheet)
    settings.press("Ctrl+Return")
    assert sheet.form.invalid() == ["reason", "word"]
    sheet.reason.set_text("Richiesta dell’interessata")
    sheet.word.set_text("cancella")
    settings.press("Ctrl+Return")
    assert sheet.form.invalid() == ["word"]
    sheet.word.set_text("CANCELLA")
    settings.press("Ctrl+Return")
    traces = desk.read(person_traces, person, on=TODAY.today())
    assert (traces.is_erased, traces.addresses) == (True, 0)
    assert desk.undoable() is None
    assert settings.window.frame.toast.isVisible()
