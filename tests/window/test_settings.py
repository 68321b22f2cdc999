"""The settings by hand: every part, its lists and sheets, and edits that are not lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cluster_desk.domain.collecting import FEES_CATEGORY
from cluster_desk.domain.duties import amount_on
from cluster_desk.domain.members import MemberCategory
from cluster_desk.domain.money import Money
from cluster_desk.queries.association import fiscal_years, profile, stamp_rule, statute_rules
from cluster_desk.queries.fees.schedule import fee_schedule
from cluster_desk.queries.fees.settings import (
    cash_limits,
    collecting_terms,
    interest_rates,
    reminder_ladder,
)
from cluster_desk.queries.plan import project_rows
from cluster_desk.queries.treasury.categories import category_rows
from cluster_desk.queries.treasury.journal import account_rows
from tests.desks import TODAY
from tests.window.hands import Hands
from ui.pages.entry_sheet import EntrySheet
from ui.pages.targets import Target
from ui.settings.sections import PARTS

DAY = TODAY.today()


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


def read(hands: Hands, query: Any, *args: Any, **more: Any) -> Any:
    return hands.window.workspace.desk.read(query, *args, **more)


def sheet(hands: Hands) -> EntrySheet:
    found = [each for each in hands.window.findChildren(EntrySheet) if each.isVisible()]
    assert found, "no sheet is open"
    return found[-1]


def fill(hands: Hands, **texts: str) -> None:
    fields = sheet(hands).form.fields
    for name, text in texts.items():
        fields[name].set_text(text)
        fields[name].edited.emit()
    hands.press("Ctrl+Return")


def test_every_part_is_reached_with_the_keyboard(settings: Hands) -> None:
    seen = [settings.page.crumbs()[-1]]
    for _step in PARTS[1:]:
        settings.press("Ctrl+PgDown")
        seen.append(settings.page.crumbs()[-1])
    assert len(set(seen)) == len(PARTS)
    assert seen[-1] == "Archivio e copie"
    assert settings.page.isAncestorOf(settings.focus())


def test_the_profile_is_saved_as_one_operation_that_can_be_taken_back(settings: Hands) -> None:
    panel = part(settings, "association")
    before = read(settings, profile, on=DAY).phone
    panel.form.fields["phone"].editor.setFocus()
    settings.press("Ctrl+A")
    settings.type("0373 123456")
    settings.press("Ctrl+S")
    assert read(settings, profile, on=DAY).phone == "0373 123456"
    assert not panel.is_dirty
    settings.press("Ctrl+Z", settings.page.nav)  # in a field it takes back the typing
    assert read(settings, profile, on=DAY).phone == before
    assert panel.form.fields["phone"].text() == before


def test_wrong_codes_are_said_under_their_fields_and_nothing_is_saved(settings: Hands) -> None:
    panel = part(settings, "association")
    before = read(settings, profile, on=DAY).tax_code
    panel.form.fields["tax_code"].editor.setFocus()
    settings.press("Ctrl+A")
    settings.type("123")
    settings.press("Ctrl+S")
    assert panel.form.fields["tax_code"].state == "error"
    assert read(settings, profile, on=DAY).tax_code == before
    settings.page.panel.discard()


def test_the_association_is_founded_in_an_empty_desk(empty: Hands) -> None:
    empty.press("Ctrl+,")
    panel = empty.page.panel
    panel.form.fields["name"].editor.setFocus()
    empty.type("Amici del Serio")
    empty.press("Ctrl+S")
    found = read(empty, profile, on=DAY)
    assert found is not None
    assert found.name == "Amici del Serio"


def test_what_is_typed_stays_while_another_part_is_open_and_is_asked_for_at_the_end(
    settings: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def keep(_parent: object, _title: str, text: str, _discard: str) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr("ui.settings.page.ask_to_discard", keep)
    panel = part(settings, "association")
    panel.form.fields["city"].editor.setFocus()
    settings.press("Ctrl+A")
    settings.type("Lodi")
    settings.press("Ctrl+PgDown")
    settings.press("F5")
    assert panel.form.fields["city"].text() == "Lodi"
    assert not settings.page.may_leave()
    assert "Associazione" in asked[0]
    panel.discard()
    settings.settle()
    assert settings.page.may_leave()


def test_a_legal_form_is_added_in_a_sheet_and_stands_on_the_letterhead(settings: Hands) -> None:
    part(settings, "acts")
    settings.press("Ctrl+N")
    fill(settings, from_on="01/11/2026", wording="ente del Terzo settore", has_personality="1")
    assert read(settings, profile, on=DAY).legal_wording == "ente del Terzo settore"
    settings.press("Ctrl+Z")
    assert read(settings, profile, on=DAY).legal_wording == "associazione riconosciuta"


def test_a_rule_is_edited_with_its_article_beside_what_the_law_says(settings: Hands) -> None:
    panel = part(settings, "statute")
    panel.look_for("assembly", None)
    settings.settle()
    line = next(row for row in panel.rows["assembly"] if row.rule.key == "assembly_notice")
    panel.tables["assembly"].look_at(line.id)
    settings.press("Return")
    fields = sheet(settings).form.fields
    assert fields["value"].text() == "15"
    fill(settings, value="0", article="", confirmed="1")
    assert (fields["value"].state, fields["article"].state) == ("error", "error")
    fill(settings, value="20", article="13-bis", confirmed="1")
    rules = read(settings, statute_rules)
    assert rules.number("assembly_notice") == 20
    assert rules.article("assembly_notice") == "13-bis"


def test_a_quorum_asks_for_its_figure_only_where_it_has_one(settings: Hands) -> None:
    panel = part(settings, "statute")
    panel.look_for("assembly", None)
    line = next(row for row in panel.rows["assembly"] if row.rule.key == "assembly_quorum")
    panel.tables["assembly"].look_at(line.id)
    settings.press("F2")
    fields = sheet(settings).form.fields
    assert fields["figure"].isHidden()
    fields["value"].set_text("at_least")
    fields["value"].edited.emit()
    assert not fields["figure"].isHidden()
    fill(settings, figure="uno")
    assert fields["figure"].state == "error"
    fill(settings, figure="2/3")
    assert read(settings, statute_rules).quorum("assembly_quorum").code == "at_least 2/3"


def test_ticked_rules_are_confirmed_together_and_one_undo_takes_all_back(settings: Hands) -> None:
    panel = part(settings, "statute")
    before = len(panel.rows["open"])
    panel.tables["open"].setFocus()
    settings.press("Space")
    settings.press("Down")
    settings.press("Space")
    settings.press("Ctrl+Shift+K")
    assert len(panel.rows["open"]) == before  # nobody wrote where the statute has them
    for line in panel.rows["open"][:2]:
        panel.tables["open"].look_at(line.id)
        settings.press("Return")
        fill(settings, article="7")
    panel.tables["open"].setFocus()
    settings.press("Ctrl+Shift+K")
    assert len(panel.rows["open"]) == before - 2
    settings.press("Ctrl+Z")
    assert len(panel.rows["open"]) == before


def test_years_follow_one_another(settings: Hands) -> None:
    part(settings, "years")
    settings.press("Ctrl+N")
    fill(settings, starts_on="02/01/2027")
    assert sheet(settings).form.fields["starts_on"].state == "error"
    fill(settings, starts_on="01/01/2027")
    assert [row.year for row in read(settings, fiscal_years)][-1] == 2027


def test_a_new_year_of_fees_begins_with_the_amounts_of_the_last(settings: Hands) -> None:
    panel = part(settings, "fees")
    last = read(settings, fee_schedule, 2026)
    settings.press("Ctrl+N")
    assert panel.year == 2027
    settings.press("Ctrl+S")
    made = read(settings, fee_schedule, 2027)
    assert made is not None
    assert {(r.category, r.size, r.amount) for r in made.rates} == {
        (r.category, r.size, r.amount) for r in last.rates
    }
    assert made.due_on == last.due_on.replace(year=2027)  # the 31st of March stays the 31st


def test_issued_fees_are_only_read(settings: Hands) -> None:
    panel = part(settings, "fees")
    panel.tabs.choose("2026")
    settings.settle()
    cell = panel.form.fields["rate:ordinary:small"]
    cell.editor.setFocus()
    before = cell.text()
    settings.type("9")
    assert cell.text() == before
    assert panel.issued.isVisible()


def test_a_reduction_is_given_by_the_number_in_the_register(settings: Hands) -> None:
    panel = part(settings, "fees")
    settings.press("Ctrl+N")
    settings.press("Ctrl+S")
    settings.click(panel.reductions.add)
    fill(settings, membership_id="9999", percent="50", reason="Start-up")
    assert sheet(settings).form.fields["membership_id"].state == "error"
    fill(settings, membership_id="3")
    rows = [row for row in panel._table.reductions if row.year == 2027]
    assert [(row.number, row.percent) for row in rows] == [(3, 50)]


def test_an_account_and_a_category_are_entered_and_changed(settings: Hands) -> None:
    part(settings, "accounts")
    settings.press("Ctrl+N")
    fill(settings, name="Carta prepagata", code="carta", kind="card", opening="12,50")
    rows = read(settings, account_rows, on=DAY)
    assert [(row.code, row.balance.cents) for row in rows][-1] == ("CARTA", 1250)
    panel = part(settings, "categories")
    panel.tables["income"].setFocus()
    settings.press("Return")
    fill(settings, name="Contributi pubblici")
    assert "Contributi pubblici" in [row.name for row in read(settings, category_rows)]


def test_a_category_in_use_is_not_removed_and_it_is_said(settings: Hands) -> None:
    panel = part(settings, "categories")
    used = next(row for row in panel.rows["income"] if row.uses)
    panel.tables["income"].look_at(used.id)
    panel.tables["income"].setFocus()
    settings.press("Del")
    assert settings.window.frame.banner.isVisible()
    assert used.code in [row.code for row in read(settings, category_rows)]


def test_a_project_is_entered_with_its_cup_and_removed(settings: Hands) -> None:
    panel = part(settings, "plan")
    settings.press("Ctrl+N")
    fill(settings, title="Bando 2027", code="B27", cup="X")
    assert sheet(settings).form.fields["cup"].state == "error"
    fill(settings, cup="")
    made = next(row for row in read(settings, project_rows) if row.code == "B27")
    panel.tables["projects"].look_at(made.id)
    panel.tables["projects"].setFocus()
    settings.press("Del")
    assert "B27" not in [row.code for row in read(settings, project_rows)]


def test_a_link_from_elsewhere_opens_its_part_and_record(settings: Hands) -> None:
    line = 5
    settings.window.go_to(Target(place="settings", view="statute", record=line))
    settings.settle()
    assert settings.page.crumbs()[-1] == "Regole dello statuto"
    settings.window.go_to(Target(place="settings", view="texts.receipt"))
    settings.settle()
    assert settings.page.panel.editor.key.value == "receipt"


def test_every_part_of_an_empty_desk_says_what_to_do(empty: Hands) -> None:
    empty.press("Ctrl+,")
    for each in PARTS:
        panel = part(empty, each.key)
        assert panel.isVisible()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName(), each.key


def test_how_fees_are_collected_is_seen_and_changed_in_one_gesture(settings: Hands) -> None:
    panel = part(settings, "collecting")
    texts = panel.form.texts()
    assert [texts[name] for name in ("first", "second", "third")] == ["30", "60", "90"]
    assert (texts["days_to_answer"], texts["fees_category"]) == ("15", FEES_CATEGORY)
    panel.form.fields["second"].editor.setFocus()
    settings.press("Ctrl+A")
    settings.type("20")
    panel.form.fields["legal_rates"].set_text("2027 uno")
    settings.press("Ctrl+S")
    assert "2027 uno" in panel.form.fields["legal_rates"].editor.accessibleDescription()
    panel.form.fields["legal_rates"].set_text("2027 1,25")
    settings.press("Ctrl+S")
    assert panel.form.fields["second"].state == "error"  # it came before the first
    retype = {"second": "75", "asks_interest": "1", "cash_limits": "01/01/2027 999,99"}
    retype |= {"vat_reference": "art. 4 D.P.R. 633/1972", "voteless_honorary": "1"}
    panel.form.retype(retype)
    settings.press("Ctrl+S")
    assert not panel.is_dirty
    terms = read(settings, collecting_terms)
    assert terms.ladder.days_after == (30, 75, 90)
    assert read(settings, reminder_ladder) == terms.ladder
    rates, limits = read(settings, interest_rates), read(settings, cash_limits)
    assert (rates or {})[2027] == 125
    assert amount_on(limits, date(2027, 2, 1)) == Money(999_99)
    assert terms.voteless == (MemberCategory.HONORARY,)
    settings.window.workspace.steps.undo()
    settings.settle()
    assert read(settings, collecting_terms).ladder.days_after == (30, 60, 90)
    assert panel.form.fields["second"].text() == "60"


def test_a_rule_of_stamp_duty_is_added_and_confirmed(settings: Hands) -> None:
    panel = part(settings, "stamps")
    assert [row.document_kind for row in panel.rows["stamps"]] == ["payment_notice", "receipt"]
    settings.press("Ctrl+N")
    fill(settings, from_on="01/01/2027", treatment="virtual", reference="aut. 12/2027")
    on = date(2027, 3, 1)
    rule = read(settings, stamp_rule, "receipt", on=on)
    assert (rule.treatment.value, rule.reference, rule.confirmed) == (
        "virtual",
        "aut. 12/2027",
        False,
    )
    panel.tables["stamps"].look_at(panel.rows["stamps"][1].id)
    panel.tables["stamps"].setFocus()
    settings.press("Return")
    fill(settings, confirmed="1")
    assert read(settings, stamp_rule, "receipt", on=on).confirmed
    assert len(panel.rows["stamps"]) == 3
