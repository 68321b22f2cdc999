"""Saved views of a list: kept under a name, changed, restored, deleted and found again."""

from __future__ import annotations

from pathlib import Path

from shiboken6 import isValid

from tests.window.conftest import OpenWindow
from tests.window.hands import Hands


def save_view(hands: Hands, name: str) -> None:
    hands.press("Ctrl+F")
    hands.type("srl")
    hands.click_button("Salva questa vista")
    hands.type(name)
    hands.press("Ctrl+Return")


def tabs(hands: Hands) -> list[str]:
    bar = hands.page.header.tabs
    return [bar.tabText(place) for place in range(bar.count())]


def test_a_view_is_kept_under_a_name_and_brings_its_filters_back(hands: Hands) -> None:
    save_view(hands, "Solo srl")
    found = hands.names()
    assert tabs(hands)[-1] == "Solo srl"
    assert hands.page.crumbs() == ["Soci", "Solo srl"]
    hands.page.header.tabs.choose("members")
    hands.settle()
    assert hands.page.filters.is_empty
    assert len(hands.names()) > len(found)
    hands.page.header.tabs.setCurrentIndex(len(tabs(hands)) - 1)
    hands.settle()
    assert hands.names() == found
    assert hands.page.filters.search.text() == "srl"


def test_what_was_changed_in_a_view_is_said_and_taken_back(hands: Hands) -> None:
    save_view(hands, "Solo srl")
    found = hands.names()
    assert not hands.page.views.is_changed
    hands.page.filters.search_for("brianza")
    hands.settle()
    assert hands.page.views.is_changed
    hands.click_button("Ripristina")
    assert hands.names() == found
    hands.page.filters.search_for("brianza")
    hands.settle()
    hands.click_button("Salva")
    assert not hands.page.views.is_changed
    assert hands.page.views.current.content["text"] == "brianza"


def test_the_order_and_the_columns_belong_to_a_view(hands: Hands) -> None:
    hands.page.actions_here["members.order.name"].trigger()
    hands.page.body.table.set_hidden({"status", "payment"})
    save_view(hands, "Per nome")
    hands.page.header.tabs.choose("members")
    hands.page.actions_here["members.order.number"].trigger()
    hands.page.body.table.set_hidden(set())
    hands.settle()
    hands.page.header.tabs.setCurrentIndex(len(tabs(hands)) - 1)
    hands.settle()
    assert hands.page.list.question.sort == "name"
    assert hands.page.body.table.hidden == {"status", "payment"}


def test_a_view_needs_a_name(hands: Hands) -> None:
    hands.click_button("Salva questa vista")
    hands.press("Ctrl+Return")
    assert tabs(hands)[-1] == "Ex soci"
    hands.press("Esc")


def test_a_deleted_view_comes_back_by_its_notice(hands: Hands) -> None:
    save_view(hands, "Solo srl")
    hands.page.actions_here["members.view.drop"].trigger()
    hands.settle()
    assert "Solo srl" not in tabs(hands)
    assert hands.page.header.tabs.current_key() == "members"
    hands.click_button("Annulla")
    assert "Solo srl" in tabs(hands)


def test_views_are_there_the_next_time(open_window: OpenWindow, association: Path) -> None:
    first = open_window(association)
    save_view(first, "Solo srl")
    first.page.header.tabs.choose("members")
    first.settle()
    first.window.close()
    again = open_window(association)
    assert tabs(again)[-1] == "Solo srl"
    again.page.header.tabs.setCurrentIndex(len(tabs(again)) - 1)
    again.settle()
    assert again.page.filters.search.text() == "srl"


def test_a_view_for_everybody_lies_in_the_desk_and_goes_with_undo(hands: Hands) -> None:
    save_view(hands, "Solo srl")
    found = hands.names()
    hands.page.actions_here["members.view.share"].trigger()
    hands.settle()
    assert hands.page.views.current.is_shared
    assert tabs(hands).count("Solo srl") == 1
    assert hands.page.preferences.layout("members.views")["views"] == []
    hands.page.header.tabs.choose("members")
    hands.settle()
    hands.page.header.tabs.choose("all:Solo srl")
    hands.settle()
    assert hands.names() == found
    hands.page.filters.search_for("brianza")
    hands.settle()
    hands.click_button("Salva")  # over itself, for everybody
    assert not hands.page.views.is_changed
    hands.page.actions_here["members.view.drop"].trigger()
    hands.settle()
    assert "Solo srl" not in tabs(hands)
    assert hands.page.header.tabs.current_key() == "members"
    assert hands.page.filters.is_empty
    hands.click_button("Annulla")
    assert "Solo srl" in tabs(hands)


def test_a_name_can_be_given_for_everybody_at_once(hands: Hands) -> None:
    hands.press("Ctrl+F")
    hands.type("srl")
    hands.click_button("Salva questa vista")
    hands.type("Di tutti")
    hands.press("Tab")
    hands.press("Space")
    hands.press("Ctrl+Return")
    hands.settle()
    assert hands.page.crumbs() == ["Soci", "Di tutti"]
    assert hands.page.views.current.is_shared


def test_the_card_of_a_window_that_was_closed_hears_of_no_view_any_more(hands: Hands) -> None:
    save_view(hands, "Solo srl")
    hands.page.body.table.setFocus()
    hands.press("Ctrl+Return")
    records = hands.window.records
    hands.qtbot.waitUntil(lambda: len(records.windows()) == 2)
    hands.settle()
    page = records.windows()[1].stack.pages()[0]  # Python keeps what was its
    records.close_all()
    hands.qtbot.waitUntil(lambda: not isValid(page))
    hands.page.actions_here["members.view.share"].trigger()
    hands.settle()
    assert hands.page.views.current.is_shared
