"""Say what was done, with the button that takes it back."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import _
from cluster_desk.running import Outcome
from ui.kit.toast import Notice
from ui.pages.own_keys import own_keys
from ui.work.workspace import Workspace


def undoable(workspace: Workspace, outcome: Outcome[Any], text: str = "") -> Notice:
    """In the words of the history, or in better ones; undo takes back this and nothing later."""
    change_set_id = outcome.change_set_id
    if change_set_id is None:  # nothing was changed: there is nothing to take back
        return Notice(text=text or outcome.label)
    own = own_keys.of("undo")
    return Notice(
        text=text or outcome.label,
        action=_("Undo"),
        keys="Ctrl+Z" if own is None else own,
        run=lambda: workspace.steps.undo(change_set_id),
        step=change_set_id,
    )
