"""One table of records feeds menus, buttons, shortcuts, tool tips and the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.buttons import ActionButton
from ui.kit.clicks import ShownFirst
from ui.kit.keys import key_text
from ui.pages.own_keys import own_keys, written
from ui.theme.icons import make_icon
from ui.theme.theme import theme

_HELD = ("go", "view")  # whose keys may be held down: what writes is done once a press


@dataclass(frozen=True, kw_only=True)
class Action:
    """What a person can ask for. `text` is a msgid; `run` gets the window or page it belongs to.

    `keys` are bound, until others are chosen; `shown_keys` are only shown, where the widget
    itself listens to them. `group` parts a menu by lines. `label` replaces the text where it
    changes. What is `shown_first` does what the step before has shown: a second press of the
    same keys, in the same hurry, does not reach it.
    """

    id: str
    text: str
    run: Callable[[Any], object]
    menu: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    shown_keys: str = ""
    group: int = 0
    enabled: Callable[[Any], bool] | None = None
    checked: Callable[[Any], bool] | None = None
    label: Callable[[Any], str] | None = None
    shown_first: bool = False

    @property
    def bound_keys(self) -> tuple[str, ...]:
        """Its own or those that this person chose instead."""
        own = own_keys.of(self.id)
        if own is None:
            lost = own_keys.lost(self.id)
            return tuple(k for k in self.keys if written(k) not in lost) if lost else self.keys
        return tuple(filter(None, (own,)))

    @property
    def first_keys(self) -> str:
        """What is shown beside it."""
        return self.shown_keys or next(iter(self.bound_keys), "")


class ActionSet(QObject):
    """The actions of one window or page, alive: bound to it, greyed when they cannot run."""

    def __init__(self, target: QWidget, actions: Sequence[Action], *, everywhere: bool) -> None:
        """`everywhere`: the shortcuts work in the whole window, not only inside the target."""
        super().__init__(target)
        self._target = target
        self.records, self._everywhere = tuple(actions), everywhere
        own_keys.settle(self.records, everywhere=everywhere)
        self._made = {record.id: self._make(record, everywhere) for record in self.records}
        theme.changed.connect(self._dress)
        own_keys.changed.connect(self._bind_again)
        self._dress()
        for record in self.records:
            self._name(record, _(record.text))

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def button(self, action_id: str, kind: str = "secondary") -> ActionButton:
        """A button that is this action, with its icon."""
        record = next(record for record in self.records if record.id == action_id)
        return ActionButton(self._made[action_id], kind, icon=record.icon)

    def keep_only(self, ids: Collection[str]) -> None:
        """The others are neither offered nor listened to from now on."""
        for record in self.records:
            if record.id not in ids:
                self._made[record.id].setEnabled(False)
                self._made[record.id].setVisible(False)
        self.records = tuple(record for record in self.records if record.id in ids)

    def keys_become(self, keys: str) -> str:
        """The keys that do now what these do in the program's own map; empty where none do."""
        first = written(keys) if own_keys.kept else ""
        for record in self.records if first else ():
            is_other = own_keys.of(record.id) is not None or own_keys.lost(record.id)
            if is_other and first in map(written, record.keys):
                return record.first_keys
        return keys

    def refresh(self) -> None:
        """Look again at what may run, what is on and what it is called; first when all is built."""
        for record in self.records:
            action = self._made[record.id]
            if record.label is not None:
                self._name(record, record.label(self._target))
            if record.enabled is not None:
                action.setEnabled(record.enabled(self._target))
            if record.checked is not None:
                action.setChecked(record.checked(self._target))

    def _name(self, record: Action, text: str) -> None:
        action, keys = self._made[record.id], record.first_keys
        action.setIconText(text)
        # What stands after a tab is shown in place of Qt's own, English, name of the keys.
        shown = text.replace("&", "&&")
        action.setText(f"{shown}\t{key_text(keys)}" if keys else shown)

    def _make(self, record: Action, everywhere: bool) -> QAction:
        action = ShownFirst(self._target) if record.shown_first else QAction(self._target)
        action.setObjectName(record.id)
        action.setCheckable(record.checked is not None)
        action.setShortcuts([QKeySequence(keys) for keys in record.bound_keys])
        action.setAutoRepeat(record.menu in _HELD)
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
        )
        action.triggered.connect(lambda _on: self._run(record))
        self._target.addAction(action)
        return action

    def _bind_again(self) -> None:
        own_keys.settle(self.records, everywhere=self._everywhere)
        for record in self.records:
            action = self._made[record.id]
            action.setShortcuts([QKeySequence(keys) for keys in record.bound_keys])
            self._name(record, action.iconText())

    def _run(self, record: Action) -> None:
        record.run(self._target)
        self.refresh()

    def _dress(self) -> None:
        for record in self.records:
            if record.icon:
                self._made[record.id].setIcon(make_icon(record.icon))
