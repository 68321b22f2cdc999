"""Two people at the same record: whoever saves second is told, and nothing is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.queries.association_record import own_texts
from cluster_desk.queries.fees.settings import collecting_terms
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.treasury.categories import category_rows
from cluster_desk.reports.texts.defaults import LANGUAGE
from cluster_desk.services.association.collecting import set_collecting
from cluster_desk.services.association.settings import SetText, set_text
from cluster_desk.services.meetings.planning import EditAgendaItem, edit_agenda_item
from cluster_desk.services.treasury.accounts import AddCategory, EditCategory, edit_category
from tests.desks import TODAY
from tests.meeting_desks import board, convened
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.pages.entry_sheet import EntrySheet

OVERTAKEN = "qualcun altro"


@pytest.fixture
def colleague(demo_hands: Hands) -> Iterator[Desk]:
    """The same file, opened by another program."""
    with Desk.open(demo_hands.window.workspace.desk.location, clock=TODAY) as other:
        yield other


def part(hands: Hands, key: str) -> Any:
    hands.page.open_part(key)
    hands.settle()
    return hands.page.panel


def test_who_saves_second_in_a_sheet_is_told_and_may_save_again(
    demo_hands: Hands, colleague: Desk
) -> None:
    hands = demo_hands
    hands.press("Ctrl+,")
    panel = part(hands, "categories")
    panel.tables["income"].setFocus()
    hands.press("Return")
    sheet = next(each for each in hands.window.findChildren(EntrySheet) if each.isVisible())
    here = panel.tables["income"].current_id()
    row = next(each for each in panel.rows["income"] if each.id == here)
    theirs = AddCategory(
        code=row.code,
        name="Di un collega",
        direction=row.direction,
        statement_line=row.statement_line,
    )
    colleague.write(edit_category, EditCategory(id=row.id, category=theirs))

    def names() -> list[str]:
        return [each.name for each in colleague.read(category_rows) if each.id == row.id]

    name = sheet.form.fields["name"]
    name.set_text("Mia")
    name.edited.emit()
    hands.press("Ctrl+Return")
    assert OVERTAKEN in sheet.banner.accessibleName()
    assert names() == ["Di un collega"]
    hands.press("Ctrl+Return")
    assert names() == ["Mia"]


def test_who_saves_second_in_a_part_of_the_settings_is_told(
    demo_hands: Hands, colleague: Desk
) -> None:
    hands = demo_hands
    hands.press("Ctrl+,")
    panel = part(hands, "collecting")
    mine = {"second": "75"}
    colleague.write(set_collecting, replace(colleague.read(collecting_terms), days_to_pay=45))
    panel.form.retype(mine)
    hands.press("Ctrl+S")
    assert OVERTAKEN in panel.banner.accessibleName()
    assert colleague.read(collecting_terms).ladder.days_after == (30, 60, 90)
    hands.press("Ctrl+S")
    assert colleague.read(collecting_terms).ladder.days_after == (30, 75, 90)
    # a text: what was typed stays until it is saved
    panel = part(hands, "texts")
    panel.look_for("wording.vat", None)
    hands.settle()
    panel.editor.source.setFocus()
    hands.press("Ctrl+A")
    hands.type("Mio.")
    theirs = SetText(key="wording.vat", source="Di un collega.", language=LANGUAGE)
    colleague.write(set_text, theirs)
    colleague.write(set_text, replace(theirs, source="Di un collega, di nuovo."))
    hands.press("Ctrl+S")
    assert hands.window.frame.banner.isVisible()
    assert colleague.read(own_texts, LANGUAGE)["wording.vat"] == "Di un collega, di nuovo."
    assert panel.editor.source.toPlainText() == "Mio."
    hands.press("Ctrl+S")
    assert colleague.read(own_texts, LANGUAGE)["wording.vat"] == "Mio."
    assert not panel.is_dirty


def test_words_of_an_item_that_a_colleague_wrote_are_not_overwritten_unseen(
    open_window: OpenWindow, sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "seduta.desk"
    shutil.copyfile(sqlite_template, path)
    with Desk.open(path, clock=TODAY) as desk:
        meeting = convened(board(desk), "Piano delle attività", "Nuovi tavoli")
    hands = open_window(path, place="meetings")
    with Desk.open(hands.window.workspace.desk.location, clock=TODAY) as colleague:
        hands.table.setFocus()
        hands.press("Return")
        items = hands.page.items
        item = items.item_id

        def words() -> str:
            facts = colleague.read(meeting_facts, meeting)
            return next(each.discussion for each in facts.items if each.id == item)

        items.said.editor.setFocus()
        hands.type("Mie parole.")
        colleague.write(edit_agenda_item, EditAgendaItem(item_id=item, discussion="Di un collega."))
        items.step(1)  # keeps the words, and goes on
        hands.settle()
        assert OVERTAKEN in items.banner.accessibleName()
        assert (items.item_id, items.said.text()) == (item, "Mie parole.")
        assert words() == "Di un collega."
        items.step(1)
        hands.settle()
        assert words() == "Mie parole."
        assert items.item_id != item
