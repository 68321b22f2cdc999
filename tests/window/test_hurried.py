"""A hurried hand: everything pressed twice, pasted from anywhere, read from a stick that is out."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.store.places import HoldsDesk
from cluster_desk.store.tables.members import Organisation
from tests.desks import TODAY
from tests.window.hands import Hands, press_twice
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.labels import GivingLabel, Label
from ui.kit.toast import Notice
from ui.members.importing import open_import
from ui.pages.entry_sheet import EntrySheet
from ui.pages.saving import NoRoom, NotWritten, write_whole
from ui.shell.lost_focus import LostFocus

PASTED = "  Ticino\tEssenze\r\n\u202eS.r.l.\u200b " + "e Consociate " * 18
NAME = " ".join(("Ticino Essenze S.r.l. " + "e Consociate " * 18).split())


def test_a_form_saved_twice_in_a_hurry_enters_one_member(hands: Hands) -> None:
    hands.press("Ctrl+N")
    fields: Any = hands.page.form.fields
    fields["name"].editor.insert(PASTED)
    fields["admitted_on"].editor.setText(date_text(TODAY.today()))
    press_twice(hands, "Ctrl+S")
    assert hands.names().count(NAME) == 1
    toast, window = hands.window.frame.toast, hands.window
    assert toast.isVisible()
    assert toast.width() <= window.width()
    assert toast.mapTo(window, toast.rect().topLeft()).x() >= 0
    toast.tell(Notice(text="Fatto", action="Annulla", keys="Ctrl+Z", run=lambda: None))
    hands.settle()
    (words,), undo = toast.findChildren(GivingLabel), toast.findChildren(Button)[0]
    assert words.geometry().right() < undo.x()
    assert toast.width() < window.width() / 2
    open_import(hands.page, Path("stick that is out.csv"))
    hands.settle()
    (said,) = (each for each in window.findChildren(Banner) if each.isVisible())
    assert any("stick that is out.csv" in line.text() for line in said.findChildren(Label))


def test_a_payment_saved_twice_in_a_hurry_is_recorded_once(hands: Hands) -> None:
    hands.window.stack.open_place("fees")
    hands.settle()
    hands.page.header.tabs.choose("overdue")
    hands.settle()
    hands.press("Ctrl+I")
    (sheet,) = (each for each in hands.page.findChildren(EntrySheet) if each.isVisible())
    sheet.form.fields["amount"].editor.selectAll()
    hands.type("100,00")
    press_twice(hands, "Ctrl+Return")
    late = ChargeFilter(text=hands.names()[0])
    (charge,) = hands.window.workspace.desk.read(charge_rows, on=TODAY.today(), filter=late)
    assert charge.paid == Money(10_000)


def test_rows_of_one_name_find_each_their_own_again(hands: Hands) -> None:
    desk = hands.window.workspace.desk
    drafts = tuple(
        MemberDraft(row=number, name="Comune di Prova", city="Prova", address=street)
        for number, street in enumerate(("Via Roma 5", "Via Roma"), start=2)
    )
    desk.write(import_members, ImportMembers(drafts=drafts))
    again = desk.write(import_members, ImportMembers(drafts=drafts)).value
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_a_full_disk_is_called_full_and_a_locked_place_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "soci.csv"
    target.write_bytes(b"as it was")
    for number, refusal in ((errno.ENOSPC, NoRoom), (errno.EACCES, NotWritten)):
        refused = Mock(side_effect=OSError(number, "refused"))
        monkeypatch.setattr(Path, "write_bytes", refused)
        with pytest.raises(NotWritten) as caught:
            write_whole(target, b"anew")
        assert type(caught.value) is refusal
        assert target.read_bytes() == b"as it was"


def test_a_file_never_takes_the_place_of_a_desk(tmp_path: Path) -> None:
    desk = tmp_path / "associazione.desk"
    desk.write_bytes(b"SQLite format 3\0" + b"all there is")
    for name in ("associazione.desk", "associazione.desk-journal"):
        with pytest.raises(HoldsDesk, match="altro nome"):
            write_whole(tmp_path / name, b"a workbook")
    assert desk.read_bytes().endswith(b"all there is")
    assert list(tmp_path.iterdir()) == [desk]


def test_the_keyboard_stays_in_the_page_when_its_button_goes(dressed: object, qtbot: QtBot) -> None:
    window = QWidget()
    host, rail = QWidget(window), QPushButton(window)
    pressed, field, hidden = QPushButton(host), QLineEdit(host), QLineEdit(host)
    hidden.hide()  # as the tabs of a list are while nothing is listed
    QWidget.setTabOrder(pressed, rail)
    LostFocus(host, lambda: [hidden, field])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pressed.setFocus()
    rail.setFocus()  # of one's own will
    qtbot.wait(1)
    assert rail.hasFocus()
    pressed.setFocus()
    pressed.hide()
    qtbot.waitUntil(field.hasFocus)


def test_what_was_typed_is_written_though_the_window_closes_at_once(
    hands: Hands, tmp_path: Path
) -> None:
    write = hands.window.workspace.write
    names = [f"Comune di Prova {number}" for number in range(1, 7)]
    for name in names:
        write(admit_member, AdmitMember(facts=OrganisationFacts(name=name)), then=Mock())
    hands.window.close()
    with Desk.open(tmp_path / "0.desk", clock=TODAY) as again:
        listed = again.read(lambda session: set(session.scalars(select(Organisation.name))))
    assert listed.issuperset(names)
