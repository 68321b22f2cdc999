"""Offer to save a view, to restore it, and ask under which name and for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from cluster_desk.services.association.views import LONGEST_NAME
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.check import CheckBox
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.sheet import SideSheet
from ui.theme.tokens import LABEL


class ViewBar(QWidget):
    """After the tabs: save this view; or, where it was changed, save or restore it."""

    def __init__(self, keep: Callable[[], object], restore: Callable[[], object]) -> None:
        super().__init__()
        self._changed = Label(_("changed"), LABEL, tone="text3")
        self._keep = Button(_("Save this view"), "plus", "link", small=True, run=keep)
        self._restore = Button(_("Restore"), "", "link", small=True, run=restore)
        self.setLayout(row(self._changed, self._keep, self._restore, gap=10))

    def show_state(self, *, is_saved: bool, is_changed: bool) -> None:
        """Whether a saved view is open, and whether it is still as it was saved."""
        self._changed.setVisible(is_changed)
        self._restore.setVisible(is_changed)
        self._keep.setVisible(is_changed or not is_saved)
        self._keep.set_text(_("Save") if is_saved else _("Save this view"))


class NameSheet(QWidget):
    """Asks what the view is to be called, and for whom it is: `keep(name, for_all)`."""

    def __init__(self, page: Any, keep: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._keep = keep
        self._field = LineField(
            _("Name of the view"),
            required=_("Write a name: it stands on the tab."),
            longest=LONGEST_NAME,
        )
        self._for_all = CheckBox(_("For everybody who opens this desk"))
        self.form = Form({"name": self._field})
        about = _("Filters, order, columns and row height are kept: for you, on this computer.")
        parts = (Label(about, LABEL, tone="text2", wrap=True), self._field, self._for_all)
        self.setLayout(column(*parts, gap=14))
        self.setFocusProxy(self._field.editor)
        save = Button(_("Save this view"), "check", "primary", run=self._save)
        self._sheet = SideSheet(page, _("Save this view"), self, save)

    def _save(self) -> None:
        values = self.form.values()
        if values is None:
            self.form.focus_invalid()
            return
        for_all = self._for_all.isChecked()
        self._sheet.close_sheet()
        self._keep(str(values["name"]).strip(), for_all)
