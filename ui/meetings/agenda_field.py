"""Write an agenda: items one under the other, each with its title and what it asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from cluster_desk.domain.folding import fold
from cluster_desk.domain.meetings import AgendaKind
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.persons import PersonChoice
from cluster_desk.services.meetings.changing import AgendaLine
from ui.kit.buttons import Button, IconButton
from ui.kit.entry_fields import choices_of
from ui.kit.fields import Choice, Field
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.style import dress_when_shown
from ui.theme.theme import theme
from ui.theme.tokens import BODY, SEMIBOLD

_KIND_WIDTH, _NUMBER, _BUTTONS = 190, 22, 116
UP, DOWN = "Alt+Up", "Alt+Down"


class UntitledItem(DeskError):
    """An item nobody could resolve."""

    message = N_("Write the title of every item, or take the empty ones away.")


class UnknownRapporteur(DeskError):
    """A name that is nobody's, or several people's."""

    message = N_("«{name}» is not known: choose who reports from the names that are offered.")


class Rapporteurs:
    """Who may report on an item, by what is typed."""

    def __init__(self, people: Sequence[PersonChoice]) -> None:
        self.texts = {
            person.id: f"{person.name} ({person.detail})" if person.detail else person.name
            for person in people
        }
        self._ids = {fold(person.name): person.id for person in reversed(people)}
        self._ids |= {fold(text): person_id for person_id, text in self.texts.items()}

    def find(self, typed: str) -> int | None:
        """None where nobody is called so."""
        return self._ids.get(fold(typed))


class ItemRow(QWidget):
    """One item: its place, title and kind; buttons that move it or take it away."""

    changed = Signal()

    def __init__(
        self,
        told: Mapping[str, Any],
        run: Callable[[ItemRow, str], object],
        people: Rapporteurs,
    ) -> None:
        super().__init__()
        self._told, self._people = dict(told), people
        self._place = Label("", BODY, SEMIBOLD, "accent_text", tabular=True)
        self.title = QLineEdit(str(told.get("title", "")))
        self.title.setMaxLength(300)
        self.title.setPlaceholderText(_("What is discussed or resolved"))
        self.title.setFont(theme.font(BODY))
        self.kind = Choice(choices_of(AgendaKind))
        self.kind.setFixedWidth(theme.beside(_KIND_WIDTH))
        wanted = str(told.get("kind", AgendaKind.RESOLUTION.value))
        self.kind.setCurrentIndex(max(self.kind.findData(wanted), 0))
        self.rapporteur = self._make_rapporteur()
        self.up = IconButton("arrow-up", _("Move up"), keys=UP, run=lambda: run(self, "up"))
        self.down = IconButton(
            "arrow-down", _("Move down"), keys=DOWN, run=lambda: run(self, "down")
        )
        self.away = IconButton("x", _("Take off the agenda"), run=lambda: run(self, "away"))
        first = row(self._place, (self.title, 1), self.up, self.down, self.away, gap=8)
        second = row(_NUMBER + 8, (self.rapporteur, 1), self.kind, _BUTTONS, gap=8)
        self.setLayout(column(first, second, gap=5))
        order = (self.title, self.rapporteur, self.kind, self.up, self.down, self.away)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.title.textEdited.connect(lambda _text: self.changed.emit())
        self.title.returnPressed.connect(lambda: run(self, "after"))
        self.kind.activated.connect(lambda _index: self.changed.emit())
        self.rapporteur.textChanged.connect(lambda _text: self.changed.emit())
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, button in ((UP, self.up), (DOWN, self.down)):
            moving = QShortcut(QKeySequence(keys), self, button.click)
            moving.setContext(inside)  # given to the constructor beside a slot it is lost

    def _make_rapporteur(self) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(200)
        line.setPlaceholderText(_("Who reports"))
        line.setFont(theme.font(BODY))
        person_id = self._told.get("rapporteur_id")
        typed = str(self._told.get("rapporteur", ""))
        line.setText(typed or self._people.texts.get(person_id or 0, ""))
        line.setCursorPosition(0)
        completer = QCompleter(list(self._people.texts.values()), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            dress_when_shown(popup)
            popup.setAccessibleName(_("Who reports"))
        line.setCompleter(completer)
        return line

    def place(self, number: int, count: int) -> None:
        """Which item this is of how many."""
        self._place.setText(f"{number}.")
        self._place.setFixedWidth(theme.scaled(_NUMBER))
        self.title.setAccessibleName(_("Item {number}: title").format(number=number))
        self.kind.setAccessibleName(_("Item {number}: kind").format(number=number))
        rapporteur = _("Item {number}: who reports").format(number=number)
        self.rapporteur.setAccessibleName(rapporteur)
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)
        for button, words, keys in (
            (self.up, _("Move item {number} up"), UP),
            (self.down, _("Move item {number} down"), DOWN),
            (self.away, _("Take item {number} off the agenda"), ""),
        ):
            button.set_name(words.format(number=number), keys)

    def told(self) -> dict[str, Any]:
        """What it says now, and what the form does not show of it."""
        typed = self.rapporteur.text().strip()
        found = self._people.find(typed) if typed else None
        return self._told | {
            "title": self.title.text().strip(),
            "kind": str(self.kind.currentData()),
            "rapporteur_id": found,
            "rapporteur": "" if found is not None else typed,
        }


class AgendaField(Field):
    """Its text is JSON, so that the form can compare and load it as any other field."""

    def __init__(self, label: str, people: Sequence[PersonChoice] = ()) -> None:
        self._people = Rapporteurs(people)
        self._editor = QWidget()
        self._rows: list[ItemRow] = []
        self._lines = column(gap=13)
        add = Button(_("Add an item"), "plus", small=True, run=self._add)
        self._editor.setLayout(column(self._lines, row(add, None), gap=10))
        super().__init__(label, self._editor, parse=agenda_of)

    def text(self) -> str:
        return json.dumps([each.told() for each in self._rows], ensure_ascii=False)

    def set_text(self, text: str) -> None:
        for each in list(self._rows):
            self._drop(each)
        for told in json.loads(text or "[]"):
            self._insert(len(self._rows), told)
        self._renumber()

    def _add(self) -> None:
        self._insert(len(self._rows), {})
        self._renumber()
        self._rows[-1].title.setFocus()
        self.edited.emit()

    def _insert(self, at: int, told: Mapping[str, Any]) -> None:
        line = ItemRow(told, self._run, self._people)
        line.changed.connect(self.edited)
        self._rows.insert(at, line)
        self._lines.insertWidget(at, line)

    def _drop(self, line: ItemRow) -> None:
        self._rows.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _run(self, line: ItemRow, what: str) -> None:
        at = self._rows.index(line)
        if what == "away":
            self._drop(line)
        elif what == "after":
            self._insert(at + 1, {})
        else:
            place = at + (-1 if what == "up" else 1)
            self._rows.insert(place, self._rows.pop(at))
            self._lines.removeWidget(line)
            self._lines.insertWidget(place, line)
        self._renumber()
        if what == "after":
            self._rows[at + 1].title.setFocus()
        elif what != "away" and not line.isAncestorOf(QApplication.focusWidget() or line):
            line.title.setFocus()  # its button went grey at the end of the list
        self.edited.emit()

    def _renumber(self) -> None:
        for number, line in enumerate(self._rows, start=1):
            line.place(number, len(self._rows))
        for before, after in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(before.away, after.title)
        if self._rows:
            self._editor.setFocusProxy(self._rows[0].title)


def agenda_of(text: str) -> tuple[AgendaLine, ...]:
    """The items; UntitledItem where one has no title. A last empty line is no item."""
    told = json.loads(text)
    while told and not told[-1]["title"]:
        told.pop()
    if any(not each["title"] for each in told):
        raise UntitledItem
    unknown = next((each["rapporteur"] for each in told if each.get("rapporteur")), "")
    if unknown:
        raise UnknownRapporteur(name=unknown)
    return tuple(
        AgendaLine(
            title=each["title"],
            kind=AgendaKind(each["kind"]),
            item_id=each.get("item_id"),
            rapporteur_id=each.get("rapporteur_id"),
            proposal=each.get("proposal", ""),
        )
        for each in told
    )
