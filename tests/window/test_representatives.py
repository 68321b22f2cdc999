"""Who stands for a member: set, followed by the next, ended and undone, from the card."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.members import AffiliationRole
from tests.window.hands import Hands
from ui.kit.labels import Label
from ui.pages.entry_sheet import EntrySheet


def _sheet(hands: Hands) -> Any:
    return next(sheet for sheet in hands.page.findChildren(EntrySheet) if sheet.isVisible())


def _write(hands: Hands, name: str, text: str) -> None:
    editor = _sheet(hands).form.fields[name].editor
    editor.setFocus()
    editor.selectAll()
    hands.type(text)


def _said(hands: Hands) -> set[str]:
    """What the card says, in words and to a screen reader."""
    seen = [label for label in hands.page.card.findChildren(Label) if label.isVisible()]
    return {text for label in seen for text in (label.text(), label.accessibleName())}


def _story(hands: Hands) -> list[tuple[date, str, str]]:
    told = hands.page.card._card.story
    return [(each.on, each.title, each.detail) for each in told if each.kind == "person"]


def test_one_stands_for_a_member_until_the_next_and_until_it_is_ended(hands: Hands) -> None:
    end = hands.page.actions_here["members.end_representing"]
    assert "Ancora nessun rappresentante." in _said(hands)
    assert not end.isEnabled()

    hands.press("Ctrl+R")
    assert hands.focus() is _sheet(hands).form.fields["role"].editor
    hands.press("Ctrl+Return")
    assert _sheet(hands).form.invalid() == ["person_id"]
    _write(hands, "person_id", "Ornella Lambro")
    _write(hands, "office", "Amministratrice unica")
    _write(hands, "from_on", "1/3/2026")
    hands.press("Ctrl+Return")
    assert {"Legale rappr.: Ornella Lambro", "Amministratrice unica, dal 01/03/2026"} <= _said(
        hands
    )

    hands.press("Ctrl+R")
    _write(hands, "person_id", "Ugo Brembo")
    _write(hands, "from_on", "1/11/2026")
    hands.press("Ctrl+Return")
    assert "Legale rappr.: Ugo Brembo" in _said(hands)
    assert "Legale rappr.: Ornella Lambro" not in _said(hands)
    assert _story(hands) == [
        (date(2026, 11, 1), "Ugo Brembo", "Legale rappresentante"),
        (date(2026, 10, 31), "Ornella Lambro", "Legale rappresentante fino a questo giorno"),
        (date(2026, 3, 1), "Ornella Lambro", "Legale rappresentante, Amministratrice unica"),
    ]

    hands.press("Ctrl+Shift+R")
    _write(hands, "to_on", "31/10/2026")
    hands.press("Ctrl+Return")
    assert _sheet(hands).form.invalid() == ["to_on"]
    _write(hands, "to_on", "15/11/2026")
    hands.press("Ctrl+Return")
    assert "Ancora nessun rappresentante." in _said(hands)
    assert not end.isEnabled()
    hands.click_button("Annulla")
    assert {"Legale rappr.: Ugo Brembo", "dal 01/11/2026"} <= _said(hands)

    hands.press("Ctrl+Z", hands.table)
    (again,) = hands.page.card._card.representatives
    assert (again.name, again.role) == ("Ornella Lambro", AffiliationRole.LEGAL_REPRESENTATIVE)
    assert again.to_on is None
