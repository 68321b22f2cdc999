"""Entering and changing members, with what is wrong under the fields."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from cluster_desk.domain.members import MembershipEventKind, MembershipStatus
from cluster_desk.queries.members.card import member_card
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.members.editing import EditOrganisation, edit_organisation
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from cluster_desk.services.members.facts import OrganisationFacts
from tests.desks import TODAY
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.members import form_page


def field(hands: Hands, name: str) -> Any:
    return hands.page.form.fields[name]


def write(hands: Hands, name: str, text: str) -> None:
    """Into a field of the form, with the keyboard, over what stands there."""
    editor = field(hands, name).editor
    editor.setFocus()
    editor.selectAll()
    hands.type(text)


def test_a_member_is_entered_with_the_keyboard_alone(hands: Hands) -> None:
    hands.press("Ctrl+N")
    assert hands.focus() is field(hands, "name").editor
    hands.type("Ticino Essenze S.r.l.")
    write(hands, "city", "Pavia")
    write(hands, "admitted_on", "20/11")
    hands.press("Ctrl+S")
    assert "Ticino Essenze S.r.l." in hands.names()
    assert hands.window.frame.toast.isVisible()


def test_what_was_entered_is_undone_from_the_notice(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.type("Ticino Essenze S.r.l.")
    write(hands, "admitted_on", "oggi")
    hands.press("Ctrl+S")
    hands.click_button("Annulla")
    assert "Ticino Essenze S.r.l." not in hands.names()


def test_saving_and_entering_another_gives_an_empty_form(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.type("Ticino Essenze S.r.l.")
    hands.press("Ctrl+Shift+S")
    assert field(hands, "name").text() == ""
    assert hands.focus() is field(hands, "name").editor


def test_every_problem_is_shown_at_once_and_the_first_has_the_keyboard(hands: Hands) -> None:
    hands.press("Ctrl+N")
    write(hands, "postal_code", "2612")
    write(hands, "pec", "nome.dominio.it")
    hands.press("Ctrl+S")
    assert hands.page.form.invalid() == ["name", "postal_code", "pec"]
    assert hands.focus() is field(hands, "name").editor
    banner = hands.page.parts.banner
    assert banner.isVisible()
    assert banner.accessibleName() == "Correggi 3 campi prima di salvare"


def test_the_error_key_goes_from_error_to_error(hands: Hands) -> None:
    hands.press("Ctrl+N")
    write(hands, "pec", "nome.dominio.it")
    hands.press("Ctrl+S")
    hands.press("F4")
    assert hands.focus() is field(hands, "pec").editor
    hands.press("F4")
    assert hands.focus() is field(hands, "name").editor


def test_nothing_is_judged_while_it_is_first_typed(hands: Hands) -> None:
    hands.press("Ctrl+N")
    write(hands, "vat_number", "0123")
    assert hands.page.form.invalid() == []
    hands.press("Tab")
    assert hands.page.form.invalid() == ["vat_number"]
    said = field(hands, "vat_number").editor.accessibleDescription()
    assert said == "Errore: Servono 11 cifre: ne hai inserite 4."


def test_an_error_goes_away_as_soon_as_it_is_mended(hands: Hands) -> None:
    hands.press("Ctrl+N")
    write(hands, "postal_code", "2612")
    hands.press("Tab")
    assert hands.page.form.invalid() == ["postal_code"]
    field(hands, "postal_code").editor.setFocus()
    hands.press("End")
    hands.type("0")
    assert hands.page.form.invalid() == []


def test_what_the_rules_refuse_is_said_under_its_field(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.type("Del futuro S.r.l.")
    write(hands, "admitted_on", "01/12/2026")
    hands.press("Ctrl+S")
    assert hands.page.form.invalid() == ["admitted_on"]


def test_editing_opens_what_is_known_and_saves_it(hands: Hands) -> None:
    hands.press("F2")
    assert field(hands, "name").text() == "Adda Botanica S.r.l."
    write(hands, "name", "Adda Botanica S.p.A.")
    assert hands.page.header.windowTitle() == ""
    hands.press("Ctrl+S")
    assert hands.names()[0] == "Adda Botanica S.p.A."


def test_enter_opens_the_row_and_enter_in_a_field_goes_to_the_next(hands: Hands) -> None:
    hands.press("Return")
    assert hands.page.crumbs() == ["Soci", "Adda Botanica S.r.l."]
    field(hands, "name").editor.setFocus()
    hands.press("Return")
    assert hands.focus() is field(hands, "short_name").editor


def test_a_save_over_somebody_elses_shows_both_and_loses_nothing(hands: Hands) -> None:
    hands.press("F2")
    _somebody_else_saves(hands, sector="Ricerca")
    write(hands, "sector", "Packaging")
    hands.press("Ctrl+S")
    assert field(hands, "sector").state == "warn"
    said = field(hands, "sector").editor.accessibleDescription()
    assert said == "Nel frattempo qualcuno ha scritto qui «Ricerca»."
    hands.press("Ctrl+S")
    card = _card(hands)
    assert card.facts["sector"] == "Packaging"


def _card(hands: Hands) -> Any:
    desk, row_id = hands.window.workspace.desk, hands.page.list.model.ids[0]
    return desk.read(member_card, row_id, on=date(2026, 11, 22), year=2026)


def _somebody_else_saves(hands: Hands, **facts: str) -> None:
    desk = hands.window.workspace.desk
    row_id = hands.page._id
    card = desk.read(member_card, row_id, on=date(2026, 11, 22), year=2026)
    assert card is not None
    assert card.row.organisation_id is not None
    told = OrganisationFacts(**(card.facts | facts))
    command = EditOrganisation(
        organisation_id=card.row.organisation_id, version=card.version, facts=told
    )
    desk.write(edit_organisation, command)


def test_leaving_what_is_not_saved_asks_first(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def keep(_parent: object, title: str, _text: str, _discard: str) -> bool:
        asked.append(title)
        return len(asked) > 1

    monkeypatch.setattr(form_page, "ask_to_discard", keep)
    hands.press("Ctrl+N")
    hands.type("Mezzo scritto")
    hands.press("Esc")
    assert hands.page.crumbs() == ["Soci", "Mezzo scritto"]
    hands.press("Esc")
    assert hands.page.crumbs() == ["Soci", "Tutti i soci"]
    assert asked == ["Chiudere senza salvare?"] * 2


def test_a_like_name_is_pointed_out(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.type("Dosaroma Italia")
    hands.press("Tab")
    hands.click_button("Apri")
    assert hands.page.crumbs() == ["Soci", "Dosaroma S.r.l."]


def test_the_parts_are_reached_by_key_and_show_their_errors(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.press("Ctrl+PgDown")
    assert hands.focus() is field(hands, "pec").editor
    hands.press("Ctrl+PgDown")
    assert hands.focus() is field(hands, "tax_code").editor
    hands.press("Ctrl+PgUp")
    assert hands.focus() is field(hands, "pec").editor


def test_the_wheel_does_not_change_a_choice(hands: Hands) -> None:
    hands.press("Ctrl+N")
    box = field(hands, "kind").editor
    before = box.currentIndex()
    box.setFocus()
    QApplication.sendEvent(box, _wheel(box))
    assert box.currentIndex() == before


def _wheel(widget: QWidget) -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_form_opened_on_the_smallest_screen_fits_it(
    open_window: OpenWindow, association: Path
) -> None:
    hands = open_window(association, (1366, 690))
    hands.press("Ctrl+N")
    assert hands.window.width() == 1366
    assert hands.window.height() == 690
    assert hands.page.parts.area.horizontalScrollBar().maximum() == 0


def test_who_left_comes_back_under_a_new_number_and_is_asked_once_for_the_year(
    hands: Hands,
) -> None:
    desk = hands.window.workspace.desk
    left = hands.table.current_id()
    lapse = RecordMembershipEvent(
        membership_id=left,
        kind=MembershipEventKind.LAPSE,
        on_day=date(2026, 11, 2),
        reason="Cessata attività",
        resolution_text="CD 3 del 30/10/2026",
    )
    desk.write(record_membership_event, lapse)
    hands.page.header.tabs.choose("former")
    hands.settle()
    assert hands.table.current_id() == left
    hands.press("Ctrl+Shift+E")
    hands.press("Ctrl+Return")
    again = hands.table.current_id()
    before, now = desk.read(member_rows, [left, again], on=TODAY.today(), year=2026)
    assert (before.status, now.status) == (MembershipStatus.LAPSED, MembershipStatus.ACTIVE)
    assert (now.organisation_id, now.size) == (before.organisation_id, before.size)
    assert (now.number or 0) > 10
    result = desk.preview(issue_fees, IssueFees(year=2026)).value
    assert not result.lines
