"""The history under real keys and clicks: what changed, the way back, and why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_desk.queries.history.card import OperationCard
from cluster_desk.queries.members.lists import member_ids
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.history import operation_page
from ui.history.operation_page import OperationPage
from ui.history.page import HistoryPage
from ui.kit.buttons import Button
from ui.kit.labels import Label


@pytest.fixture
def history(open_window: OpenWindow, association: Path) -> Hands:
    """The window at the history of ten members and their fees."""
    hands = open_window(association, place="archive")
    hands.press("Ctrl+H")
    return hands


def find(hands: Hands, text: str) -> OperationCard:
    """Look at the latest operation with these words."""
    hands.page.filters.search_for(text)
    hands.settle()
    hands.table.look_at(hands.page.list.model.ids[0])
    hands.settle()
    card: OperationCard = hands.page.card.shown
    return card


def words(hands: Hands) -> set[str]:
    return {label.text() for label in hands.page.findChildren(Label)}


def test_the_card_follows_and_tells_what_was_changed(history: Hands) -> None:
    card = find(history, "ammissione di zafferano")
    assert card.label == "Ammissione di Zafferano Lab"
    assert "Ente o impresa · Zafferano Lab" in words(history)
    assert "Impresa" in words(history)
    assert "company" not in words(history)


def test_the_last_operation_is_undone_and_brought_back_from_here(history: Hands) -> None:
    desk = history.window.workspace.desk
    before = len(history.page.list.model.ids)
    card = find(history, "incasso")
    assert card.why_not == ""
    history.press("Ctrl+Shift+U")
    history.settle()
    history.page.filters.clear()
    history.settle()
    assert len(history.page.list.model.ids) == before + 1
    undo = find(history, "annullato")
    assert undo.kind == "undo"
    undone = find(history, card.label)
    assert undone.is_undone or undone.kind == "undo"
    find(history, "annullato")
    action = history.page.actions_here["history.undo"]
    assert action.iconText() == "Ripristina"
    action.trigger()
    history.settle()
    assert desk.redoable() is None


def test_what_something_stands_on_cannot_be_undone_and_says_why(history: Hands) -> None:
    card = find(history, "quote 2026")
    assert card.why_not
    assert not history.page.actions_here["history.undo"].isEnabled()
    assert any(card.why_not in text for text in words(history))


def test_a_refusal_is_said_at_the_top(history: Hands) -> None:
    card = find(history, "quote 2026")
    history.page.undo()
    history.settle()
    assert history.window.frame.banner.isVisible()
    assert card.why_not in history.window.frame.banner.accessibleName()
    find(history, "ammissione di zafferano")  # the desk still answers


def test_enter_shows_every_record_before_and_after(history: Hands) -> None:
    find(history, "ammissione di zafferano")
    history.press("Return", history.table)
    page = history.page
    assert isinstance(page, OperationPage)
    assert "Ente o impresa · Zafferano Lab" in words(history)
    story = next(
        button
        for button in page.findChildren(Button)
        if button.accessibleName() == "Storia di Ente o impresa · Zafferano Lab"
    )
    history.click(story)
    assert isinstance(history.page, HistoryPage)
    assert history.page.crumbs()[-1] == "Storia di Zafferano Lab"
    history.press("Esc")
    history.press("Esc")
    assert isinstance(history.page, HistoryPage)


def test_a_long_operation_is_told_in_parts(
    demo_hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation_page, "_LINES", 20)
    demo_hands.window.stack.open_place("archive")
    demo_hands.press("Ctrl+H")
    find(demo_hands, "regole dello statuto")
    demo_hands.press("Return", demo_hands.table)
    page = demo_hands.page
    assert isinstance(page, OperationPage)
    first = page._told
    assert page.card is not None
    assert 0 < first < len(page.card.records)
    demo_hands.click(page._more)
    assert page._told > first


def test_views_and_chips_narrow(history: Hands) -> None:
    every = len(history.page.list.model.ids)
    history.page.header.tabs.choose("undone")
    history.settle()
    assert history.page.body.state == "none"
    history.page.header.tabs.choose("all")
    history.page.filters.chips["areas"].choose(["fees"])
    history.settle()
    assert 0 < len(history.page.list.model.ids) < every
    assert history.page.filters.chips["actors"].accessibleName() == "Chi"


def test_a_change_elsewhere_is_listed_at_once(history: Hands) -> None:
    before = len(history.page.list.model.ids)
    window = history.window
    members = window.workspace.desk.read(member_ids, on=window.workspace.today(), year=2026)
    assert members
    window.workspace.steps.undo()
    history.settle()
    assert len(history.page.list.model.ids) == before + 1


def test_the_end_of_the_chain_stands_under_the_list(history: Hands) -> None:
    totals = history.page.body.totals.accessibleName()
    assert "Fine della catena" in totals


def test_an_empty_history_says_what_will_be_told(empty: Hands) -> None:
    empty.window.stack.open_place("archive")
    empty.settle()
    empty.press("Ctrl+H")
    assert empty.page.body.state == "first"
