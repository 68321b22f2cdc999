"""Ctrl+K finds any command, record and place with the keyboard alone, and gives it back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.desks import TODAY
from tests.window.hands import Hands
from ui.pages.preferences import Preferences
from ui.palette.entries import Entry
from ui.palette.habits import Habits
from ui.palette.matching import STRONG, match
from ui.palette.scopes import read_scope

DAY = TODAY.today()


def finder(hands: Hands) -> Any:
    return hands.window.finder


def titles(hands: Hands) -> list[str]:
    lines = finder(hands).results.lines
    entries = (lines.entry(row) for row in range(lines.rowCount()))
    return [entry.title for entry in entries if entry is not None]


def headings(hands: Hands) -> list[str]:
    lines = finder(hands).results.lines
    rows = range(lines.rowCount())
    return [str(lines.data(lines.index(row))) for row in rows if lines.entry(row) is None]


def lit(hands: Hands) -> Entry:
    entry = finder(hands).results.chosen()
    assert isinstance(entry, Entry)
    return entry


# ── with the keyboard ────────────────────────────────────────────────────────────────────────
def test_a_member_is_found_and_opened_by_its_letters(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("emulsia")
    assert headings(hands)[0] == "Soci"
    assert lit(hands).title == "Emulsia Italia S.p.A."
    hands.press("Return")
    assert not finder(hands).isVisible()
    assert "Emulsia" in current_name(hands)


def current_name(hands: Hands) -> str:
    row_id = hands.table.current_id()
    row = hands.table.model().cache.record(row_id)
    return str(row.name)


def test_an_applicant_is_opened_where_applications_are(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("richiedente")
    hands.press("Return")
    assert hands.page.header.tabs.current_key() == "applicants"
    assert current_name(hands) == "Richiedente S.r.l."


def test_the_views_of_a_list_are_places_too(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type(">quote scad")
    assert lit(hands).title == "Soci › Quote scadute"
    hands.press("Return")
    assert hands.page.header.tabs.current_key() == "overdue"


def test_enter_waits_for_an_answer_that_is_still_on_its_way(hands: Hands) -> None:
    hands.press("Ctrl+K")
    finder(hands).line.setText("zafferano")
    finder(hands).line.textEdited.emit("zafferano")
    finder(hands).line.entered.emit()
    hands.settle()
    assert not finder(hands).isVisible()
    assert current_name(hands) == "Zafferano Lab"


def test_a_command_is_found_by_scattered_letters_and_run(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type(">nuosoc")
    assert lit(hands).title == "Nuovo socio"
    assert lit(hands).keys == "Ctrl+N"
    hands.press("Return")
    assert hands.window.stack.is_deep


def test_arrows_pass_over_headings_and_go_round(hands: Hands) -> None:
    hands.press("Ctrl+K")
    first = lit(hands)
    hands.press("Up")
    assert lit(hands).title == titles(hands)[-1]
    hands.press("Down")
    assert lit(hands) == first
    hands.press("PgDown")
    assert lit(hands).title == titles(hands)[min(8, len(titles(hands)) - 1)]


def test_escape_gives_the_focus_back(hands: Hands) -> None:
    hands.press("Ctrl+F")
    before = hands.focus()
    hands.press("Ctrl+K")
    assert hands.focus() is finder(hands).line
    hands.type("adda")
    hands.press("Esc")
    assert not finder(hands).isVisible()
    assert hands.focus() is before


def test_a_click_beside_the_box_closes_it(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.click(finder(hands), QPoint(5, 5))
    assert not finder(hands).isVisible()


def test_tab_lists_what_can_be_done_with_a_member_and_does_it(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("gamma")
    hands.press("Tab")
    assert headings(hands) == ["Azioni"]
    assert titles(hands)[0] == "Apri"
    hands.press("Esc")
    assert lit(hands).title == "Gamma Tubetti S.r.l."
    hands.press("Tab")
    hands.type("modif")
    assert lit(hands).title == "Modifica"
    hands.press("Return")
    hands.qtbot.waitUntil(lambda: hands.window.stack.is_deep)
    hands.settle()
    assert hands.page.form.fields["name"].text() == "Gamma Tubetti S.r.l."


def test_the_name_of_a_record_is_copied(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("colorificio")
    hands.press("Tab")
    hands.type("copia")
    hands.press("Return")
    assert QApplication.clipboard().text() == "Colorificio Serio & Figli"


def test_ctrl_g_goes_to_a_number(hands: Hands) -> None:
    hands.press("Ctrl+G")
    hands.type("3")
    assert titles(hands) == ["Colorificio Serio & Figli"]
    hands.press("Return")
    assert current_name(hands) == "Colorificio Serio & Figli"


def test_ctrl_shift_n_offers_what_can_be_entered(hands: Hands) -> None:
    hands.press("Ctrl+Shift+N")
    assert "Nuovo socio" in titles(hands)
    hands.type("socio")
    hands.press("Return")
    hands.qtbot.waitUntil(lambda: hands.window.stack.is_deep)


def test_what_is_not_there_is_said(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("xyzzy")
    assert titles(hands) == []
    assert finder(hands)._why.text().startswith("Niente per «xyzzy»")
    hands.press("Return")
    assert finder(hands).isVisible()


def test_what_was_chosen_stands_first_the_next_time(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("zafferano")
    hands.press("Return")
    hands.press("Ctrl+K")
    assert headings(hands)[0] == "Recenti"
    assert lit(hands).title == "Zafferano Lab"


def test_amounts_and_documents_are_found_where_their_places_are(demo_hands: Hands) -> None:
    """Records of a place that does not exist yet would lead nowhere: they are not offered."""
    from ui.shell.places import PLACES  # which places there are decides what is found

    places = {place.key for place in PLACES}
    demo_hands.press("Ctrl+K")
    demo_hands.type("ricevuta")
    assert ("Documenti" in headings(demo_hands)) is ("archive" in places)
    demo_hands.press("Esc")
    demo_hands.press("Ctrl+K")
    demo_hands.type("#consiglio")
    assert ("Sedute e verbali" in headings(demo_hands)) is ("meetings" in places)


def test_the_palette_does_not_outlive_its_page(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.window.stack.open_place("members")
    assert not finder(hands).isVisible()


# ── letters ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("typed", "text", "lit_letters"),
    [
        ("reg inc", "Registra incasso", "Reginc"),
        ("regin", "Registra incasso", "Regin"),
        ("inc", "Registra incasso", "inc"),
        ("universita", "Università di Crema", "Università"),
        ("casso", "Registra incasso", "casso"),
        ("damico", "D’Amico & C.", "DAmico"),
    ],
)
def test_letters_find_words_and_say_which_were_meant(
    typed: str, text: str, lit_letters: str
) -> None:
    found = match(typed, text)
    assert found is not None
    assert "".join(text[place] for place in sorted(found.places)) == lit_letters


@pytest.mark.parametrize(("typed", "text"), [("rgx", "Registra incasso"), ("oci", "Nuovo ente")])
def test_letters_that_are_not_there_find_nothing(typed: str, text: str) -> None:
    assert match(typed, text) is None


def test_whole_words_count_more_than_scattered_letters() -> None:
    whole, begun, scattered = (
        match("soc", text) for text in ("Socio", "Nuovo socio", "Sedute, organi e comitati")
    )
    assert whole is not None
    assert begun is not None
    assert scattered is not None
    assert whole.score > begun.score >= STRONG > scattered.score


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ("lumson", "all", "lumson"),
        ("> importa", "commands", "importa"),
        ("@lum", "members", "lum"),
        ("#3/2026", "meetings", "3/2026"),
        ("€ 2500", "amounts", "2500"),
        ("?bonifico", "help", "bonifico"),
        ("n. 12", "numbers", "12"),
        ("N° 12", "numbers", "12"),
        ("nuovo", "all", "nuovo"),
    ],
)
def test_a_sign_says_what_is_looked_through(line: str, key: str, words: str) -> None:
    scope, typed = read_scope(line)
    assert (scope.key, typed) == (key, words)


def test_habits_are_kept_without_names_and_fade(hands: Hands) -> None:
    preferences: Preferences = hands.window.preferences
    habits = Habits(preferences)
    habits.note("member:3", DAY)
    habits.note("member:7", DAY)
    habits.note("member:3", DAY)
    again = Habits(preferences)
    assert again.recent("member:") == ["member:3", "member:7"]
    assert again.weight("member:3", DAY) > again.weight("member:7", DAY) > 0
    assert again.weight("member:3", DAY.replace(year=DAY.year + 1)) == 0
    assert again.weight("member:9", DAY) == 0
