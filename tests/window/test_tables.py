"""The working tables: their list, the page of one, and what is entered there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.tables import Mark
from cluster_desk.queries.tables.card import TableCard, table_card
from cluster_desk.services.association.profile import FoundAssociation, found_association
from tests.desks import TODAY
from tests.queries.test_fees import statements
from tests.table_desks import working_table
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.kit.fields import Field
from ui.kit.toast import Notice
from ui.pages.lists.question import Question, read_listing
from ui.pages.targets import Target
from ui.tables.exporting import register_bytes
from ui.tables.grid import By
from ui.tables.spec import TABLES_LIST
from ui.tables.table_header import ACTIONS, MEETINGS, PEOPLE
from ui.tables.table_page import carried_text


@pytest.fixture
def small(sqlite_template: Path, tmp_path: Path) -> Path:
    """A desk with one table of four people that met twice; Rossi came both times."""
    path = tmp_path / "small.desk"
    path.write_bytes(sqlite_template.read_bytes())
    with Desk.open(path, clock=TODAY) as desk:
        desk.write(found_association, FoundAssociation(name="Cluster di prova", sample=True))
        table = working_table(desk, date(2026, 3, 12), date(2026, 5, 14))
        table.mark("Rossi", Mark.PRESENT, *table.meetings)
    return path


@pytest.fixture
def tables(open_window: OpenWindow, small: Path) -> Hands:
    """The list of tables."""
    return open_window(small, place="tables")


@pytest.fixture
def table(tables: Hands) -> Hands:
    """The page of the one table there is."""
    tables.press("Return")
    tables.settle()
    return tables


def card(hands: Hands) -> TableCard:
    desk = hands.window.workspace.desk
    found = desk.read(table_card, 1, on=desk.clock.today(), year=2026)
    assert found is not None
    return found


def field(hands: Hands, label: str) -> Any:
    seen = [each for each in hands.page.findChildren(Field) if each.isVisible()]
    return next(each for each in seen if each.label == label)


def go_to_tab(hands: Hands, key: str) -> None:
    hands.page.header.tabs.choose(key)
    hands.settle()


# ── the list ─────────────────────────────────────────────────────────────────────────────────────
def test_a_row_tells_people_meetings_hours_and_presence(tables: Hands) -> None:
    model = tables.page.list.model
    cells = {column.key: model.cell(0, place).text for place, column in enumerate(model.columns)}
    assert cells["name"] == "Packaging"
    assert (cells["people"], cells["organisations"], cells["meetings"]) == ("4", "2", "2")
    assert (cells["minutes"], cells["share"]) == ("4:30", "25\N{NO-BREAK SPACE}%")
    assert cells["next_on"] == "da programmare"


def test_the_list_and_its_first_card_take_few_questions(tables: Hands) -> None:
    question = Question(on=TODAY.today(), year=2026, view="active", sort="name")
    with statements() as seen:
        tables.window.workspace.desk.read(
            read_listing, TABLES_LIST.source, question, around=[], counted=True
        )
    assert len(seen) <= 8


def test_the_card_follows_and_leads_to_the_parts(tables: Hands) -> None:
    assert tables.page.card.accessibleName() == "Scheda di Packaging"
    tables.click_button("Vedi tutti")
    assert tables.page.crumbs() == ["Tavoli tematici", "Packaging", "Partecipanti"]


def test_a_table_is_set_up_and_opened(empty: Hands) -> None:
    empty.window.stack.open_place("tables")
    empty.settle()
    assert empty.page.body.state == "first"
    empty.click_button("Nuovo tavolo")
    empty.type("Acque")
    empty.press("Ctrl+Return")
    empty.settle()
    assert empty.page.crumbs() == ["Tavoli tematici", "Acque", "Registro presenze"]
    empty.press("Esc")
    assert list(empty.page.list.model.ids) == [1]


def test_a_link_leads_to_a_part_of_a_table(tables: Hands) -> None:
    tables.window.go_to(Target(place="tables", record=1, view=ACTIONS))
    tables.settle()
    assert tables.page.crumbs() == ["Tavoli tematici", "Packaging", "Impegni"]


def test_a_link_leads_to_a_view(tables: Hands) -> None:
    tables.window.go_to(Target(place="tables", view="late"))
    tables.settle()
    assert tables.page.body.state == "none"


# ── people ───────────────────────────────────────────────────────────────────────────────────────
def test_somebody_new_joins_for_an_organisation(table: Hands) -> None:
    table.press("Ctrl+J")
    table.type("Nina Nuova")
    field(table, "Ente o impresa").set_text("1")
    table.press("Ctrl+Return")
    table.settle()
    joined = next(each for each in card(table).seated if each.name == "Nuova Nina")
    assert joined.organisation == "Adda Botanica"
    assert table.page.header.tabs.accessibleTabName(1) == "Partecipanti, 5"


def test_an_organisation_that_is_not_on_the_list_is_said_at_the_field(table: Hands) -> None:
    table.press("Ctrl+J")
    table.type("Nina Nuova")
    field(table, "Ente o impresa").set_text("Nessuna così")
    table.press("Ctrl+Return")
    assert "non è nell’elenco" in field(table, "Ente o impresa").editor.accessibleDescription()


def test_a_participation_ends_and_stays_known(table: Hands) -> None:
    go_to_tab(table, PEOPLE)
    table.page.people.table.look_at(card(table).seated[1].id)
    table.settle()
    gone = table.page.people.current().name
    table.click_button("Termina la partecipazione…")
    field(table, "Ultimo giorno").set_text("30/06/2026")
    table.click_button("Termina la partecipazione")
    table.settle()
    assert gone not in [each.name for each in card(table).seated]
    assert gone in [each.name for each in card(table).participants]


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────
def test_a_meeting_is_planned_as_the_last_one_was_and_held(table: Hands) -> None:
    table.press("Ctrl+N")
    assert field(table, "Inizia alle").text() == "14:30"
    field(table, "Giorno").set_text("22/11/2026")
    field(table, "Argomento").set_text("Vetro riciclato")
    field(table, "Ordine del giorno").set_text("Prove\nCosti")
    table.press("Ctrl+Return")
    table.settle()
    (coming, *_held) = card(table).meetings
    assert (coming.title, coming.items, coming.is_to_come) == ("Vetro riciclato", 2, True)
    go_to_tab(table, MEETINGS)
    table.page.meetings.table.look_at(coming.id)
    table.press("Ctrl+H")
    field(table, "Finita alle").set_text("16:00")
    table.press("Ctrl+Return")
    table.settle()
    held = card(table).meetings[0]
    assert (held.number, held.minutes, held.share.called) == (3, 90, 4)


def test_a_mark_before_the_meeting_is_held_says_what_to_do(table: Hands) -> None:
    table.press("Ctrl+N")
    field(table, "Giorno").set_text("10/12/2026")
    field(table, "Argomento").set_text("Vetro")
    table.press("Ctrl+Return")
    table.settle()
    table.page.register.matrix.table.go(0, 2)
    table.press("P", table.page.register.matrix.table)
    assert table.window.frame.banner.isVisible()
    assert table.page.register.grid.cell(0, 2).mark is None
    table.press("G", table.page.register.matrix.table)
    assert table.page.register.grid.cell(0, 2).mark is Mark.EXCUSED


def test_the_hours_of_a_meeting_that_is_over_are_corrected(table: Hands) -> None:
    go_to_tab(table, MEETINGS)
    table.press("Ctrl+H")
    field(table, "Finita alle").set_text("17:30")
    table.press("Ctrl+Return")
    table.settle()
    assert card(table).meetings[0].minutes == 180


def test_who_came_of_an_organisation_with_several_people_is_asked(table: Hands) -> None:
    register = table.page.register
    table.click(register.by._parts[By.ORGANISATION])
    row = [each.name for each in register.grid.rows].index("Brianza Colori")
    register.matrix.table.go(row, 0)
    table.press("P", register.matrix.table)
    assert field(table, "Chi").editor.count() == 2
    field(table, "Chi").set_text("1")
    table.press("Ctrl+Return")
    table.settle()
    assert register.grid.cell(row, 0).mark is Mark.PRESENT
    came = [line.name for line in register.grid.came_at(row, 0)]
    assert came == ["Conti Carla"]
    table.press("G", register.matrix.table)
    assert register.grid.came_at(row, 0) == []


def test_a_planned_meeting_is_cancelled_with_the_reason(table: Hands) -> None:
    table.press("Ctrl+N")
    field(table, "Giorno").set_text("10/12/2026")
    field(table, "Argomento").set_text("Vetro")
    table.press("Ctrl+Return")
    table.settle()
    go_to_tab(table, MEETINGS)
    table.page.meetings.table.look_at(card(table).meetings[0].id)
    table.settle()
    table.click_button("Annulla la riunione…")
    table.type("sciopero")
    table.press("Ctrl+Return")
    table.settle()
    assert card(table).meetings[0].title == "Vetro (sciopero)"


# ── actions ──────────────────────────────────────────────────────────────────────────────────────
def test_an_action_is_added_given_finished_and_opened_again(table: Hands) -> None:
    go_to_tab(table, ACTIONS)
    table.press("F9")
    table.type("Scrivere la scheda")
    field(table, "A cura di").set_text(field(table, "A cura di").editor.itemData(1))
    field(table, "Scadenza").set_text("30/06/2026")
    table.press("Ctrl+Return")
    table.settle()
    (added,) = card(table).actions
    assert (added.wording, added.is_late) == ("Scrivere la scheda", True)
    assert added.owner
    assert carried_text(card(table)).startswith("Quelli aperti si riportano alla prossima riunione")
    table.page.actions_roll.table.setFocus()
    table.press("Ctrl+Shift+D")
    table.press("Ctrl+Return")
    table.settle()
    assert card(table).actions[0].done_on == TODAY.today()
    table.click_button("Riapri")
    assert card(table).actions[0].done_on is None


def test_tabs_are_gone_through_by_keys_and_the_part_has_the_focus(table: Hands) -> None:
    table.press("Ctrl+Tab")
    assert table.page.tab == PEOPLE
    assert table.page.people.table.hasFocus()
    table.press("Ctrl+Shift+Tab")
    assert table.page.register.matrix.table.hasFocus()


# ── what is given away ───────────────────────────────────────────────────────────────────────────
def test_the_sheet_to_sign_is_seen_before_it_is_printed(table: Hands) -> None:
    table.press("Ctrl+P")
    table.settle()
    assert table.page.crumbs() == ["Tavoli tematici", "Packaging", "Foglio firme"]
    assert table.page.content.startswith(b"%PDF")


def test_the_register_becomes_a_workbook(
    table: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "presenze.xlsx"
    monkeypatch.setattr("ui.tables.exporting.ask_where_to_save", lambda *_asked: path)
    told: list[Notice] = []
    table.page.noticed.connect(told.append)
    table.press("Ctrl+E")
    table.settle()
    assert path.read_bytes().startswith(b"PK")
    assert told[0].text == "Registro esportato in «presenze.xlsx»"
    assert register_bytes(table.window.workspace.desk, None, None).startswith(b"PK")
