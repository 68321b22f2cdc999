"""The members' list under real keys and clicks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cluster_desk.store.faults import Busy
from tests.window.conftest import NAMES, OpenWindow
from tests.window.hands import Hands


def test_members_are_listed_by_register_number_and_summed_up(hands: Hands) -> None:
    assert hands.names() == list(NAMES)
    assert hands.page.body.totals.accessibleName() == (
        "10 soci; quote 2026 5.000,00 €, versato 4.500,00 €, residuo complessivo 500,00 €"
    )


def test_the_table_has_the_keyboard_when_the_window_opens(hands: Hands) -> None:
    table = hands.page.body.table
    assert hands.focus() == table
    assert table.current_id() == hands.page.list.model.ids[0]


def test_the_list_narrows_as_one_types_and_the_arrow_goes_into_it(hands: Hands) -> None:
    hands.press("Ctrl+F")
    hands.type("srl mil")
    assert hands.names() == ["Adda Botanica S.r.l.", "Gamma Tubetti S.r.l."]
    hands.press("Down")
    assert hands.focus() is hands.page.filters.search
    assert hands.table.currentIndex().row() == 1


def test_escape_takes_the_filter_away_and_gives_the_keyboard_back(hands: Hands) -> None:
    hands.press("Ctrl+F")
    hands.type("gamma")
    hands.press("Esc")
    assert hands.names() == list(NAMES)


def test_a_chip_filters_by_kind_and_delete_takes_it_away(hands: Hands) -> None:
    hands.page.filters.chips["kinds"].choose(["university"])
    hands.settle()
    assert hands.names() == ["Università degli Studi Demo"]
    hands.page.filters.chips["kinds"].setFocus()
    hands.press("Del")
    assert hands.names() == list(NAMES)


def test_a_view_shows_its_own_members(hands: Hands) -> None:
    tabs = hands.page.header.tabs
    hands.click(tabs, tabs.tabRect(1).center())
    assert tabs.current_key() == "overdue"
    assert hands.names() == ["Zafferano Lab"]
    assert hands.window.stack.page.crumbs() == ["Soci", "Quote scadute"]


def test_nobody_found_repeats_the_filter_and_proposes_the_near_name(hands: Hands) -> None:
    hands.press("Ctrl+F")
    hands.type("gama tubeti")
    assert hands.page.body.state == "none"
    hands.click_button("Cerca «Gamma Tubetti S.r.l.»")
    assert hands.names() == ["Gamma Tubetti S.r.l."]


def test_a_click_on_a_head_orders_and_a_second_turns_it_round(hands: Hands) -> None:
    head = hands.table.head
    columns = [column.key for column in hands.page.list.model.columns]
    middle = head.sectionViewportPosition(columns.index("name")) + 40
    point = head.rect().center()
    point.setX(middle)
    hands.click(head.viewport(), point)
    hands.click(head.viewport(), point)
    assert hands.names() == sorted(NAMES, reverse=True)


def test_the_order_is_kept_for_the_next_window(
    hands: Hands, open_window: OpenWindow, association: Path
) -> None:
    hands.page.actions_here["members.order.name"].trigger()
    hands.page.actions_here["members.order.name"].trigger()
    hands.settle()
    again = open_window(association)
    assert again.names() == sorted(NAMES, reverse=True)


def test_space_ticks_and_shift_ticks_a_run(hands: Hands) -> None:
    ids = hands.page.list.model.ids
    hands.press("Space")
    hands.press("Shift+Down")
    hands.press("Shift+Down")
    assert hands.page.list.model.ticks.ids() == set(ids[:3])
    assert hands.page.status().place == "3 soci selezionati"


def test_ticks_survive_filtering(hands: Hands) -> None:
    hands.press("Space")
    first = hands.page.list.model.ids[0]
    hands.page.filters.search_for("zafferano")
    hands.settle()
    assert hands.names() == ["Zafferano Lab"]
    assert first in hands.page.list.model.ticks


def test_a_click_on_the_box_ticks_and_looks_at_the_row(hands: Hands) -> None:
    hands.click_cell(3, "check")
    ids = hands.page.list.model.ids
    assert hands.page.list.model.ticks.ids() == {ids[3]}
    assert hands.table.current_id() == ids[3]


def test_shift_click_ticks_from_the_row_that_is_looked_at(hands: Hands) -> None:
    hands.click_cell(1, "name")
    hands.click_cell(4, "name", held="Shift")
    assert hands.page.list.model.ticks.ids() == set(hands.page.list.model.ids[1:5])


def test_all_and_none_by_keys(hands: Hands) -> None:
    hands.press("Ctrl+A")
    assert len(hands.page.list.model.ticks) == len(NAMES)
    assert hands.page.list.model.ticks.state(hands.page.list.model.ids) is (Qt.CheckState.Checked)
    hands.press("Ctrl+Shift+A")
    assert len(hands.page.list.model.ticks) == 0


def test_ticked_members_are_summed_at_the_right(hands: Hands) -> None:
    hands.press("Ctrl+A")
    assert hands.page.side.currentWidget() is hands.page.ticked
    assert hands.page.status().sum == "Residuo della selezione: 500,00 €"


def test_the_card_follows_the_list(hands: Hands) -> None:
    hands.press("Down")
    hands.press("Down")
    assert hands.page.card.accessibleName() == "Scheda di Colorificio Serio & Figli"


def test_the_card_tells_the_dated_story(hands: Hands) -> None:
    tabs = hands.page.card.tabs
    hands.click(tabs, tabs.tabRect(2).center())
    lines = hands.page.card.findChildren(QWidget)
    told = [line.accessibleName() for line in lines if "/2026" in line.accessibleName()]
    assert told == [
        "Bonifico, 01/03/2026, +500,00 €",
        "Quota associativa 2026 – Ordinario, piccola impresa, 01/02/2026, 500,00 €",
        "Ammissione, 16/01/2026",
    ]


def test_the_card_can_be_put_away_and_comes_back(hands: Hands) -> None:
    hands.press("F4")
    assert not hands.page.side.isVisible()
    hands.press("F4")
    assert hands.page.side.isVisible()


def test_what_is_listed_is_copied_as_a_table(hands: Hands) -> None:
    hands.press("Ctrl+C")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["N.", "Denominazione", "Tipologia"]
    assert lines[1].split("\t")[:3] == ["1", "Adda Botanica S.r.l.", "Impresa"]
    assert len(lines) == 2


def test_an_empty_desk_says_what_to_do_first(empty: Hands) -> None:
    assert empty.page.body.state == "first"
    assert not empty.page.filters.isVisible()
    empty.click_button("Nuovo socio")
    assert empty.page.crumbs() == ["Soci", "Nuovo socio"]


def test_a_list_that_cannot_be_read_can_be_tried_again(hands: Hands) -> None:
    hands.page.list.failed.emit(Busy())
    assert hands.page.body.state == "error"
    hands.click_button("Riprova")
    assert hands.page.body.state == "table"


def test_another_year_shows_its_own_fees(hands: Hands) -> None:
    hands.window.workspace.set_year(2025)
    hands.settle()
    assert "quote 2025 0,00 €" in hands.page.body.totals.accessibleName()
    assert hands.window.frame.rail.year.property("past") == "true"


@pytest.mark.parametrize(
    ("width", "gone"),
    [(1366, {"sector", "paid"}), (1600, {"sector"}), (1920, set())],
)
def test_columns_give_way_by_priority(
    open_window: OpenWindow, association: Path, width: int, gone: set[str]
) -> None:
    hands = open_window(association, (width, 690))
    columns = hands.page.list.model.columns
    hidden = {
        column.key
        for place, column in enumerate(columns)
        if column.shown and hands.table.isColumnHidden(place)
    }
    assert hidden == gone


def test_no_day_is_asked_of_the_machine(hands: Hands) -> None:
    assert hands.window.workspace.today() == date(2026, 11, 22)
