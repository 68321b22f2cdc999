"""The manual is inside: at the right page with F1, searched, with no link that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import set_language
from tests.architecture.tree import expect_none
from tests.window.hands import Hands
from ui.help.finding import every_section, look_for
from ui.help.manual import INDEX, OF_PLACE, anchor, as_html, folder, in_language, manual
from ui.help.page import DESK
from ui.help.sheet import HelpSheet
from ui.kit.reader import Reader
from ui.pages.entry_sheet import EntrySheet
from ui.shell.places import PLACES
from ui.theme.theme import Appearance, theme

PLACE_KEYS = {place.key for place in PLACES}
HEAVIEST = 300_000  # bytes of a picture


def sheet(hands: Hands) -> HelpSheet:
    found = hands.window.stack.findChild(HelpSheet)
    assert isinstance(found, HelpSheet)
    return found


# ── with the keyboard ────────────────────────────────────────────────────────────────────────
def test_f1_opens_the_page_of_the_manual_that_speaks_of_here(hands: Hands) -> None:
    hands.press("F1")
    assert sheet(hands).reader.toPlainText().startswith("I soci")
    hands.press("Esc")
    assert hands.window.stack.findChild(HelpSheet) is None


def test_f1_opens_the_manual_at_the_part_and_at_the_entry_that_is_open(demo_hands: Hands) -> None:
    hands = demo_hands
    hands.press("Ctrl+,")
    hands.page.open_part("statute")
    hands.press("F1")
    assert sheet(hands).topic == "impostazioni#regole-dello-statuto"
    hands.press("Esc")
    hands.press("Ctrl+3")
    hands.settle()
    hands.press("Ctrl+I")
    hands.settle()
    hands.press("F1")
    assert sheet(hands).topic == "quote#registrare-un-incasso"
    hands.press("F1")  # the one that is open stays the only one
    assert len(hands.window.stack.findChildren(HelpSheet)) == 1
    hands.press("Esc")  # what was being entered is still there
    assert [entry for entry in hands.page.findChildren(EntrySheet) if entry.isVisible()]


def test_the_shortcuts_stand_in_the_other_tab(hands: Hands) -> None:
    hands.press("F1")
    hands.press("Right")
    assert sheet(hands).tabs.current_key() == "keys"
    said = {w.accessibleName() for w in sheet(hands).findChildren(QWidget) if w.isVisible()}
    assert "Scorciatoie da tastiera" in said


def test_a_link_in_the_sheet_opens_the_other_page_there(hands: Hands) -> None:
    hands.press("F1")
    sheet(hands).follow("quote.md#sollecitare")
    assert sheet(hands).reader.toPlainText().startswith("Quote")
    hands.click_button("Apri la guida")
    assert hands.window.stack.place == "help"
    assert hands.page.reader.toPlainText().startswith("Quote")


def test_the_manual_is_searched_and_read_with_the_keyboard(hands: Hands) -> None:
    hands.press("Ctrl+F1")
    hands.type("bonifico stornato")
    hands.press("Return")
    assert hands.page.crumbs() == ["Guida", manual()["quote"].title]
    hands.press("Esc")  # empties the line
    hands.press("Esc")  # goes back to the page before
    assert hands.page.crumbs()[1] == manual()[INDEX].title
    hands.press("Alt+Down")
    assert hands.page.crumbs()[1] == list(manual().values())[1].title


def test_arrows_in_the_search_line_choose_a_page(hands: Hands) -> None:
    hands.press("Ctrl+F1")
    hands.press("Down")
    hands.press("Return")
    assert hands.page.crumbs()[1] == list(manual().values())[1].title


def test_a_link_leads_from_the_manual_into_the_program(hands: Hands) -> None:
    hands.press("Ctrl+F1")
    hands.page.follow(f"{DESK}members")
    assert hands.window.stack.place == "members"


def test_the_palette_finds_headings_of_the_manual(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("?sollecitare")
    hands.press("Return")
    assert hands.window.stack.place == "help"
    assert hands.page.crumbs()[1] == manual()["quote"].title


def test_in_english_the_manual_speaks_english_and_f1_finds_the_same_heading(hands: Hands) -> None:
    set_language("en")
    hands.press("Ctrl+,")
    hands.page.open_part("fees")
    hands.press("F1")
    assert sheet(hands).reader.toPlainText().startswith("Settings")
    assert in_language("impostazioni#tabella-quote") == "impostazioni#fee-table"


def test_pictures_are_drawn_no_wider_than_the_text_and_darker_by_night(hands: Hands) -> None:
    hands.press("F1")
    reader = sheet(hands).reader
    image = reader.loadResource(2, "../pictures/soci.png")
    assert 0 < image.width() / image.devicePixelRatio() <= reader.viewport().width()
    by_day = image.pixelColor(5, 5).lightness()
    theme.wear(Appearance.DARK)
    assert reader.loadResource(2, "../pictures/soci.png").pixelColor(5, 5).lightness() < by_day


def test_every_page_is_shown_once_in_whatever_width(hands: Hands) -> None:
    """The scroll bar, which comes with the page, once had it drawn inside itself."""
    hands.press("Ctrl+F1")
    for width in (1366, 1100):
        hands.window.resize(width, 690)
        for page in manual().values():
            hands.page.read(page.name)
            shown = hands.page.reader.toPlainText()
            assert shown.startswith(page.title)
            assert shown.splitlines().count(page.title) == 1, page.name


def test_nothing_but_pictures_is_ever_fetched(hands: Hands) -> None:
    reader = Reader("x")
    hands.qtbot.addWidget(reader)
    assert reader.loadResource(1, "../it/soci.md") is None
    assert reader.loadResource(3, "../it/style.css") is None


# ── the manual itself ────────────────────────────────────────────────────────────────────────
def test_every_place_has_its_page() -> None:
    expect_none(key for key in PLACE_KEYS if OF_PLACE.get(key) not in manual("it"))


def test_the_index_names_every_page() -> None:
    index = manual("it")[INDEX]
    named = {Path(target).stem for target, is_picture in index.links() if not is_picture}
    assert set(manual("it")) - named == {INDEX}


def lost_links(code: str) -> Iterator[str]:
    pages = manual(code)
    for page in pages.values():
        for target, is_picture in page.links():
            if target.startswith(DESK):
                if target.removeprefix(DESK) not in OF_PLACE:
                    yield f"{page.name}: {target}"
                continue
            name, _sign, heading = target.partition("#")
            file = (folder(code) / name) if name else folder(code) / f"{page.name}.md"
            if not file.is_file():
                yield f"{page.name}: {target}"
            elif is_picture and file.stat().st_size > HEAVIEST:
                yield f"{page.name}: {target} is heavier than {HEAVIEST}"
            elif heading and heading not in {s.anchor for s in pages[file.stem].sections}:
                yield f"{page.name}: {target}"


@pytest.mark.parametrize("code", ["it", "en"])
def test_no_link_of_the_manual_leads_nowhere(code: str) -> None:
    expect_none(lost_links(code))


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        (folder("it") / target).resolve()
        for page in manual("it").values()
        for target, is_picture in page.links()
        if is_picture
    }
    kept = {path.resolve() for path in folder("pictures").iterdir()}
    assert kept == shown


def test_english_has_the_same_pages_with_the_same_headings_and_pictures() -> None:
    def shape(code: str) -> dict[str, tuple[int, list[str]]]:
        return {
            page.name: (
                len(page.sections),
                [target for target, is_picture in page.links() if is_picture],
            )
            for page in manual(code).values()
        }

    assert shape("en") == shape("it")


def test_a_heading_is_found_by_its_anchor_and_tags_stay_text() -> None:
    html = as_html(manual("it")["quote"])
    assert f'id="{anchor("Emettere le quote")}"' in html
    assert "<script" not in html
    assert anchor("1. L’associazione") == "1-lassociazione"


def test_words_are_found_in_headings_first_and_told_with_their_neighbours() -> None:
    hits = look_for("verbale")
    assert "verbal" in hits[0].section.title.lower()
    hit = look_for("bonifico stornato")[0]
    assert hit.page.name == "quote"
    assert "onifico" in hit.words
    assert look_for("xyzzy") == look_for("  ") == []


def test_commands_in_the_manual_are_no_headings() -> None:
    assert all(not hit.section.title.startswith("!") for hit in every_section())
