"""Show every shortcut that works here, from the same records that bind them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.keys import key_hint
from ui.kit.labels import Label, Overline
from ui.kit.layout import column, panel, row
from ui.pages.actions import ActionSet
from ui.shell.menus import MENUS
from ui.theme.tokens import LABEL


def keys_list(sets: Sequence[ActionSet]) -> QWidget:
    """What can be done and with which keys, menu by menu."""
    content = column(gap=9)
    for menu, title in MENUS:
        lines = [
            row(Label(actions[record.id].iconText(), LABEL), None, key_hint(record.first_keys, ""))
            for actions in sets
            for record in actions.records
            if record.menu == menu and record.first_keys
        ]
        if lines:
            content.addWidget(Overline(_(title).replace("&", "")))
            for line in lines:
                content.addLayout(line)
            content.addSpacing(8)
    widget = panel(content)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setAccessibleName(_("Keyboard shortcuts"))
    return widget
