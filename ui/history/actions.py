"""What can be done with the history, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_, _
from ui.history.spec import HISTORY_LIST
from ui.pages.actions import Action
from ui.pages.lists.actions import has_one, list_actions

_Page = Any  # HistoryPage, which imports this module


def undo_text(kind: str) -> str:
    """What taking back is called: of what was taken back already, to bring it again."""
    return _("Bring it back") if kind == "undo" else _("Undo this operation")


def _undo_label(page: _Page) -> str:
    card = page.card.shown
    return undo_text(card.kind if card else "")


def _check(page: _Page) -> None:
    from ui.history.check_sheet import open_check  # reads every byte: only when it is asked for

    open_check(page)


HISTORY_ACTIONS = (
    Action(
        id="history.undo",
        text=N_("Undo this operation"),
        menu="record",
        icon="undo-2",
        keys=("Ctrl+Shift+U",),
        enabled=lambda page: page.may_undo,
        label=_undo_label,
        run=lambda page: page.undo(),
    ),
    Action(
        id="history.open",
        text=N_("Everything it changed"),
        menu="record",
        icon="list-checks",
        shown_keys="Return",
        enabled=has_one,
        run=lambda page: page.open_operation(),
    ),
    *list_actions(HISTORY_LIST),
    Action(
        id="history.check",
        text=N_("Check everything"),
        menu="view",
        group=9,
        icon="badge-check",
        keys=("Ctrl+Shift+H",),
        run=_check,
    ),
)

ON_A_ROW = ("history.open", "history.undo", "history.copy")
"""What the menu on a row of the list offers."""
