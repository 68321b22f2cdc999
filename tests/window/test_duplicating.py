"""Ctrl+D begins something new like what is looked at; nothing is written until it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cluster_desk.queries.history.log import history_rows
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.help.sheet import HelpSheet
from ui.help.topics import topic_of
from ui.meetings.plan_page import PlanPage
from ui.members.form_page import MemberFormPage
from ui.pages.entry_sheet import EntrySheet
from ui.pages.erasing import ErasingSheet

MANUAL = "archivio-e-sicurezza"


def changes(hands: Hands) -> int:
    """The number of the last operation of the desk."""
    return int(hands.window.workspace.desk.read(history_rows, limit=1)[0].id)


def last_sheet(hands: Hands, kind: type[Any]) -> Any:
    found = [sheet for sheet in hands.page.findChildren(kind) if sheet.isVisible()]
    return found[-1]


def test_a_member_like_another_has_none_of_its_codes(hands: Hands) -> None:
    before = changes(hands)
    row = hands.page.list.model.cache.record(hands.table.current_id())
    hands.press("Ctrl+D", hands.table)
    form = hands.page
    assert isinstance(form, MemberFormPage)
    texts = form.form.texts()
    assert (texts["city"], texts["province"], texts["size"]) == (row.city, row.province, "small")
    for name in ("name", "tax_code", "vat_number", "pec", "email", "iban", "number"):
        assert not texts.get(name), name
    assert hands.focus() is form.form.fields["name"].editor
    assert form.may_leave()
    assert changes(hands) == before
    hands.type("Sorella S.r.l.")
    hands.press("Ctrl+S")
    assert changes(hands) > before
    assert not isinstance(hands.page, MemberFormPage)


def test_a_meeting_like_another_waits_for_its_day(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="meetings")
    before = changes(hands)
    hands.press("Ctrl+D", hands.table)
    page = hands.page
    assert isinstance(page, PlanPage)
    assert page.is_new
    other = page.form.texts()
    assert other["held_on"] == ""
    assert len(other["agenda"]) > len("[]")
    assert "item_id" not in other["agenda"]
    hands.press("Ctrl+S")
    assert page.form.invalid()  # the day
    assert changes(hands) == before
    page.form.fields["held_on"].set_text("16/12/2026")
    hands.press("Ctrl+S")
    assert changes(hands) > before


def test_a_meeting_of_a_table_like_another(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="tables")
    hands.press("Return")
    hands.qtbot.waitUntil(lambda: hands.page.card is not None)
    hands.settle()
    hands.page.header.tabs.choose("meetings")
    hands.settle()
    like = hands.page.meetings.current()
    before = changes(hands)
    hands.press("Ctrl+D", hands.page.meetings.table)
    form = last_sheet(hands, EntrySheet).form
    assert form.texts()["title"] == like.title
    assert form.texts()["held_on"] == ""
    hands.press("Ctrl+Return")
    assert form.invalid()
    assert changes(hands) == before


def test_a_year_of_fees_like_the_one_that_is_seen(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="settings")
    hands.page.open_part("fees")
    hands.settle()
    panel = hands.page.panel
    like, texts = panel.year, panel.form.texts()
    hands.press("Ctrl+D", panel.form.fields["due_on"].editor)
    assert panel.year > like
    assert panel.is_dirty
    now = panel.form.texts()
    assert {name: now[name] for name in texts if name not in _TERMS} == {
        name: texts[name] for name in texts if name not in _TERMS
    }
    assert now["due_on"].endswith(str(panel.year))
    panel.discard()


_TERMS = ("due_on", "resolution_text", "resolution_on")


def test_the_card_of_a_member_leads_to_the_erasure_of_its_person(demo_hands: Hands) -> None:
    hands = demo_hands
    card = hands.page.card
    rows = (row_id for row_id in hands.page.list.model.ids)
    while len(card.people()) != 1:
        hands.table.look_at(next(rows))
        hands.settle()
    person = card._card.representatives[0]
    hands.page.actions_here["members.erase"].trigger()
    hands.settle()
    asking = last_sheet(hands, ErasingSheet)
    assert asking.person.text().startswith(person.name)
    assert asking._traces.id == person.person_id
    assert topic_of(hands.page, "members") == f"{MANUAL}#cancellare-i-dati-di-una-persona"
    hands.press("F1", asking.reason.editor)
    assert hands.window.stack.findChild(HelpSheet) is not None
