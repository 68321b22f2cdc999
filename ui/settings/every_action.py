"""Name every action of the window with its place, and say why a key cannot be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from cluster_desk.formats.people import join_names
from cluster_desk.i18n import N_, _, pgettext
from ui.kit.keys import key_text
from ui.pages.actions import Action
from ui.pages.own_keys import own_keys, written

# Named, not imported: the pages know the settings, the settings know no page.
_TABLES = (
    (N_("Everywhere"), "ui.shell.commands.WINDOW_ACTIONS"),
    (N_("Window of a record"), "ui.shell.record_window.OWN_ACTIONS"),
    (N_("Overview"), "ui.home.actions.HOME_ACTIONS"),
    (N_("Members"), "ui.members.actions.MEMBERS_ACTIONS"),
    (N_("Form of a member"), "ui.members.form_page.FORM_ACTIONS"),
    (N_("Import members"), "ui.members.importing.IMPORT_ACTIONS"),
    (N_("Fees"), "ui.fees.actions.FEES_ACTIONS"),
    (N_("Issue the fees"), "ui.fees.issue_page.ISSUE_ACTIONS"),
    (N_("Account of a member"), "ui.fees.account_page.ACCOUNT_ACTIONS"),
    (N_("Reminders"), "ui.fees.run_page.RUN_ACTIONS"),
    (N_("Bank and journal"), "ui.treasury.actions.TREASURY_ACTIONS"),
    (N_("Import a bank statement"), "ui.treasury.importing.IMPORT_ACTIONS"),
    (N_("Reconciliation"), "ui.treasury.reconcile_actions.RECONCILE_ACTIONS"),
    (N_("Meetings and minutes"), "ui.meetings.actions.MEETINGS_ACTIONS"),
    (N_("Plan a meeting"), "ui.meetings.plan_page.PLAN_ACTIONS"),
    (N_("Meeting"), "ui.meetings.meeting_actions.MEETING_ACTIONS"),
    (N_("Minutes"), "ui.meetings.minutes_actions.MINUTES_ACTIONS"),
    (N_("Bodies and offices"), "ui.meetings.seats_page.SEATS_ACTIONS"),
    (N_("Working tables"), "ui.tables.actions.TABLES_ACTIONS"),
    (N_("Working table"), "ui.tables.table_actions.TABLE_ACTIONS"),
    (N_("Archive"), "ui.archive.actions.ARCHIVE_ACTIONS"),
    (N_("Document preview"), "ui.pages.preview_page.PREVIEW_ACTIONS"),
    (N_("History"), "ui.history.actions.HISTORY_ACTIONS"),
    (N_("Operation"), "ui.history.operation_page.OPERATION_ACTIONS"),
    (N_("Settings"), "ui.settings.actions.SETTINGS_ACTIONS"),
    (N_("Manual"), "ui.help.page.HELP_ACTIONS"),
)
_EVERYWHERE = {_TABLES[0][1], _TABLES[1][1]}
_FIXED = {"go.up"}  # Esc also closes sheets and empties fields, which listen to it themselves
_OF_WRITING = frozenset(
    (
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"),
        *("Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Del", "Ctrl+Backspace", "Ctrl+Return"),
        *("Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End"),
        *("Ctrl+Esc", "Alt+Tab", "Alt+F4", "Shift+F10"),
    )
)
_SIGNS_WITH_SHIFT = frozenset("/?[]{}@#€|\\")
_Modifier = Qt.KeyboardModifier


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The actions that a page has at once; `place` is a msgid."""

    place: str
    actions: tuple[Action, ...]
    is_everywhere: bool = False


def scopes() -> tuple[Scope, ...]:
    """The window's own first, which work on every page."""
    found = []
    for place, named in _TABLES:
        module, _dot, name = named.rpartition(".")
        actions = getattr(import_module(module), name)
        found.append(Scope(place=place, actions=actions, is_everywhere=named in _EVERYWHERE))
    return tuple(found)


def collisions(among: Sequence[Scope]) -> list[str]:
    """As after a new version: keys that somebody chose, and the program has for something else.

    One sentence for each.
    """
    named = {action.id: action for scope in among for action in scope.actions}
    for scope in among:
        own_keys.settle(scope.actions, everywhere=scope.is_everywhere)
    found = []
    for own, keys in own_keys.kept.items():
        places: dict[str, list[str]] = {}
        for scope in among if own in named else ():
            for action in scope.actions:
                if keys in own_keys.lost(action.id):
                    places.setdefault(_(action.text), []).append(_(scope.place))
        if places:
            others = [f"«{text}» ({', '.join(where)})" for text, where in places.items()]
            text = pgettext(
                "keys", "{keys} stays yours for «{own}». In the program it belongs to {others}."
            )
            words = {"own": _(named[own].text), "others": join_names(others)}
            found.append(text.format(keys=key_text(keys), **words))
    return found


def is_fixed(action: Action) -> bool:
    """Whether a widget listens to its key by itself, so that it cannot be another."""
    return bool(action.shown_keys) or action.id in _FIXED


def refusal(action: Action, keys: str, among: Sequence[Scope]) -> str:
    """Why this action cannot have these keys; empty where it can. No keys can always be had."""
    if not keys:
        return ""
    if written(keys) not in map(written, action.keys):
        needed = _needed_elsewhere(keys)
        if needed:
            return needed
    return next(_holders(action, keys, among), "")


def _needed_elsewhere(keys: str) -> str:
    pressed = QKeySequence(keys)[0]  # type: ignore[index]  # Qt's types forget it
    held, key = pressed.keyboardModifiers(), Qt.Key(pressed.key())
    control, alt = bool(held & _Modifier.ControlModifier), bool(held & _Modifier.AltModifier)
    is_sign = key < Qt.Key.Key_Escape
    if control and alt:
        return _("Ctrl and Alt together are AltGr, which writes € @ #: choose other keys.")
    if alt and is_sign:
        return _("Alt with a letter opens the menus, with a digit it writes: choose other keys.")
    if written(keys) in _OF_WRITING or held & _Modifier.MetaModifier:
        text = _("{keys} is needed for writing or by the system: choose other keys.")
        return text.format(keys=key_text(keys))
    is_function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 or key == Qt.Key.Key_Delete
    if not (control or alt or is_function):
        return _("Alone this key writes or moves about: hold Ctrl down with it.")
    if is_sign and chr(key) in _SIGNS_WITH_SHIFT:
        return _("On an Italian keyboard this sign needs Shift or AltGr: choose other keys.")
    return ""


def _holders(action: Action, keys: str, among: Sequence[Scope]) -> Iterator[str]:
    mine = [scope for scope in among if any(each.id == action.id for each in scope.actions)]
    wide = [scope for scope in among if scope.is_everywhere]
    near = among if any(scope in wide for scope in mine) else [*mine, *wide]
    wanted = written(keys)
    for scope in near:
        for other in scope.actions:
            shown = (other.shown_keys,) if other.shown_keys.isascii() else ()
            held = {written(each) for each in (*other.bound_keys, *shown) if each}
            take_turns = wanted in map(written, action.keys) and wanted in map(written, other.keys)
            if other.id != action.id and wanted in held and not take_turns:
                text = pgettext("keys", "{keys} is already «{action}» ({place}).")
                yield text.format(keys=key_text(keys), action=_(other.text), place=_(scope.place))
