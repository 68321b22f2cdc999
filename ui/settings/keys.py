"""The shortcuts of every command: looked for, changed in a sheet, put back; applied at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.folding import fold
from cluster_desk.i18n import N_, _, pgettext
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.key_field import KeyField
from ui.kit.keys import key_text
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, row
from ui.kit.search import SearchLine
from ui.kit.sheet import SideSheet
from ui.kit.table import cells
from ui.kit.table.columns import NO_CELL, Cell, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.toast import Notice
from ui.pages.actions import Action
from ui.pages.own_keys import own_keys
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.settings.every_action import collisions, is_fixed, refusal, scopes
from ui.settings.panel import Panel
from ui.theme.tokens import LABEL


@dataclass(frozen=True, kw_only=True)
class KeysLine:
    """An action in the list, with the place where it can be done."""

    id: int
    action: Action
    place: str

    @property
    def keys(self) -> str:
        """All of them, as they are printed."""
        shown = self.action.shown_keys
        if shown and not shown.isascii():
            return shown
        return " · ".join(
            key_text(each) for each in ((shown,) if shown else self.action.bound_keys)
        )

    @property
    def words(self) -> str:
        """What it is found by."""
        return fold(f"{_(self.action.text)} {self.place} {self.keys}")

    @property
    def is_own(self) -> bool:
        """Whether this person chose them."""
        return own_keys.of(self.action.id) is not None


class KeysPanel(Panel):
    """Kept on this computer for the next start; nothing here is written to the desk."""

    TOPICS: ClassVar[frozenset[str]] = frozenset()
    may_search = True
    has_edit = True

    def __init__(self, page: Page, preferences: Preferences) -> None:
        super().__init__(page)
        self._preferences = preferences
        self.scopes = scopes()
        self.lines = [
            KeysLine(id=scope_at * 1000 + at, action=action, place=_(scope.place))
            for scope_at, scope in enumerate(self.scopes)
            for at, action in enumerate(scope.actions)
        ]
        self._build()
        own_keys.changed.connect(self._tell_collisions)
        own_keys.changed.connect(self._show_list)
        self._tell_collisions()
        self._show_list()
        self.table.look_at(self.lines[0].id)

    def _build(self) -> None:
        self.model = RowsModel(_COLUMNS, lambda line: int(line.id))
        self.table = TableView(self.model, _("Shortcuts"))
        self.model.setParent(self.table)
        self.model.rows_wanted.connect(
            lambda ids: self.model.take_rows([line for line in self.lines if line.id in ids])
        )
        self.search = SearchLine(_("Search a command or its keys"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._show_list())
        self.search.list_key.connect(self.table.keyPressEvent)
        self.put_back = Button(_("Restore the key"), "rotate-ccw", run=self._restore)
        self.put_all_back = Button(_("Restore all"), "rotate-ccw", run=self._restore_all)
        head = row((self.search, 1), self.put_back, self.put_all_back, margins=(12, 10, 12, 10))
        self.banner = Banner("warn", closable=False)
        inside = column(head, Rule(), (self.table, 1), gap=0, margins=(1, 1, 1, 8))
        self.setLayout(column(self.banner, (Card(inside), 1), gap=12, margins=(18, 14, 18, 14)))
        self.table.looked_at.connect(lambda _id: self._looked())
        self.table.opened.connect(lambda _id: self.edit())

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    def areas(self) -> list[QWidget]:
        return [self.table, self.search]

    def start_search(self) -> None:
        """The cursor where one looks for a command."""
        self.search.setFocus()
        self.search.selectAll()

    def current(self) -> KeysLine | None:
        """The action that is looked at."""
        return next((each for each in self.lines if each.id == self.table.current_id()), None)

    @property
    def may_edit(self) -> bool:
        line = self.current()
        return line is not None and not is_fixed(line.action)

    def edit(self) -> None:
        line = self.current()
        if line is None:
            return
        if is_fixed(line.action):
            self._refuse(_("This key belongs to the list or the sheet itself and stays."))
            return
        KeysSheet(self, line)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def keep(self, text: str) -> None:
        """For the next start, and say so."""
        self._preferences.own_keys = own_keys.kept
        self._preferences.save()
        self.page.noticed.emit(Notice(text=text))

    def _refuse(self, text: str) -> None:
        self.page.refused.emit(text)

    def _restore(self) -> None:
        line = self.current()
        if line is None:
            return
        for keys in line.action.keys:
            held = refusal(line.action, keys, self.scopes)
            if held:
                self._refuse(held)
                return
        own_keys.restore(line.action.id)
        self.table.setFocus()
        self.keep(_("Shortcut restored"))

    def _restore_all(self) -> None:
        own_keys.restore()
        self.table.setFocus()
        self.keep(_("All shortcuts restored"))

    def _tell_collisions(self) -> None:
        found = collisions(self.scopes)
        if found:
            title = _("Keys of yours that the program has for something else")
            self.banner.say(title, "\n".join(found))
        else:
            self.banner.leave()

    def _show_list(self) -> None:
        wanted, here = fold(self.search.text()).split(), self.table.current_id()
        found = [line for line in self.lines if all(word in line.words for word in wanted)]
        self.model.show([line.id for line in found], found)
        if not self.table.look_at(here) and found:
            self.table.look_at(found[0].id)
        self._looked()

    def _looked(self) -> None:
        line = self.current()
        self.put_back.setEnabled(line is not None and line.is_own)
        self.put_all_back.setEnabled(bool(own_keys.kept))
        self.changed.emit()


class KeysSheet(QWidget):
    """Asks for the keys of one action; what cannot be had is said under the field at once."""

    def __init__(self, owner: KeysPanel, line: KeysLine) -> None:
        super().__init__()
        self._owner, self._line = owner, line
        self.field = KeyField(
            _("New keys"), hint=_("Press them; Backspace leaves the command without.")
        )
        first = " · ".join(key_text(each) for each in line.action.keys) or _("none")
        about = pgettext("keys", "{place}. The program’s own: {keys}.")
        words = Label(about.format(place=line.place, keys=first), LABEL, tone="text2", wrap=True)
        self.setLayout(column(words, self.field, gap=14))
        self.setFocusProxy(self.field.editor)
        self.field.set_text(next(iter(line.action.bound_keys), ""))
        save = Button(_("Save the shortcut"), "check", "primary", run=self.save)
        self.sheet = SideSheet(owner.page, _(line.action.text), self, save)
        self.field.edited.connect(self._look)
        self.field.keys.confirmed.connect(self.save)

    def save(self) -> None:
        """Unless somebody else has them."""
        if not self._look():
            return
        self.sheet.close_sheet()
        own_keys.put(self._line.action.id, self.field.text())
        self._owner.keep(_("Shortcut saved"))

    def _look(self) -> bool:
        reason = refusal(self._line.action, self.field.text(), self._owner.scopes)
        if reason:
            self.field.show_problem(reason)
        else:
            self.field.clear_problem()
        return not reason


def _state(line: KeysLine) -> Cell:
    if own_keys.lost(line.action.id):
        return cells.chip(pgettext("keys", "given away"), "warn")
    if line.is_own:
        return cells.chip(pgettext("keys", "yours"), "info")
    return cells.chip(pgettext("keys", "fixed"), "neutral") if is_fixed(line.action) else NO_CELL


_COLUMNS = (
    Column(
        key="action",
        title=N_("Command"),
        width=300,
        stretch=True,
        cell=lambda line: cells.strong(_(line.action.text)),
    ),
    Column(
        key="place",
        title=N_("Where"),
        width=220,
        priority=1,
        cell=lambda line: cells.words(line.place),
    ),
    Column(
        key="keys",
        title=N_("Keys"),
        width=200,
        cell=lambda line: cells.words(line.keys) if line.keys else cells.nothing(_("none")),
    ),
    Column(key="own", title=N_("State"), width=110, cell=_state),
)
