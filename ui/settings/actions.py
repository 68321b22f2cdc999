"""What can be done on the settings' page, as data; most of it is asked of the open part."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_, _
from ui.pages.actions import Action

_Page = Any  # SettingsPage, which imports this module


def _add_label(page: _Page) -> str:
    return _(page.panel.add_words or N_("New"))


SETTINGS_ACTIONS = (
    Action(
        id="settings.save",
        text=N_("Save"),
        menu="file",
        icon="check",
        keys=("Ctrl+S",),
        enabled=lambda page: page.panel.is_dirty,
        run=lambda page: page.panel.save(),
    ),
    Action(
        id="settings.discard",
        text=N_("Back to what is saved"),
        menu="file",
        icon="rotate-ccw",
        enabled=lambda page: page.panel.is_dirty,
        run=lambda page: page.panel.discard(),
    ),
    Action(
        id="settings.add",
        text=N_("New"),
        menu="record",
        icon="plus",
        keys=("Ctrl+N",),
        label=_add_label,
        enabled=lambda page: bool(page.panel.add_words),
        run=lambda page: page.panel.add(),
    ),
    Action(
        id="settings.edit",
        text=N_("Edit"),
        menu="record",
        icon="pencil",
        keys=("F2",),
        enabled=lambda page: page.panel.may_edit,
        run=lambda page: page.panel.edit(),
    ),
    Action(
        id="settings.duplicate",
        text=N_("Duplicate"),
        menu="record",
        icon="copy",
        keys=("Ctrl+D",),
        enabled=lambda page: page.panel.has_like,
        run=lambda page: page.panel.duplicate(),
    ),
    Action(
        id="settings.confirm",
        text=N_("Compared with the statute"),
        menu="record",
        icon="badge-check",
        keys=("Ctrl+Shift+K",),
        enabled=lambda page: page.may_confirm,
        run=lambda page: page.panel.confirm(),
    ),
    Action(
        id="settings.remove",
        text=N_("Remove"),
        menu="record",
        icon="trash-2",
        keys=("Del",),
        enabled=lambda page: page.panel.may_remove,
        run=lambda page: page.panel.remove(),
    ),
    Action(
        id="settings.find",
        text=N_("Search a text"),
        menu="edit",
        icon="search",
        keys=("Ctrl+F",),
        enabled=lambda page: page.panel.may_search,
        run=lambda page: page.panel.start_search(),
    ),
    Action(
        id="settings.next_error",
        text=N_("Next error"),
        menu="go",
        group=5,
        icon="circle-alert",
        keys=("F4",),
        enabled=lambda page: page.panel.problem_count > 0,
        run=lambda page: page.panel.next_error(),
    ),
    Action(
        id="settings.next_part",
        text=N_("Next part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgDown",),
        run=lambda page: page.step(1),
    ),
    Action(
        id="settings.previous_part",
        text=N_("Previous part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgUp",),
        run=lambda page: page.step(-1),
    ),
)
