"""The settings: their parts at the left, the open part at the right."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _, pgettext
from ui.kit.buttons import ActionButton
from ui.kit.dialogs import ask_to_discard
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, IconLabel, Label, Title
from ui.kit.layout import Rule, column, panel, row, set_ground
from ui.kit.sections import SectionNav
from ui.pages.page import Page, Status
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.settings.actions import SETTINGS_ACTIONS
from ui.settings.panel import Panel
from ui.settings.sections import PARTS
from ui.settings.statute import StatutePanel
from ui.theme.tokens import LABEL, MEDIUM
from ui.work.workspace import Workspace


class SettingsPage(Page):
    """Parts are built when they are first opened; what is typed in one stays while others show."""

    TOPICS: ClassVar[frozenset[str]] = frozenset(
        {"association", "bodies", "projects", "fees", "treasury", "members", "documents"}
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, SETTINGS_ACTIONS)
        self._preferences = preferences
        self._panels: dict[str, Panel] = {}
        self._key = PARTS[0].key
        self._build()
        self.nav.wanted.connect(self.open_part)
        self.open_part(self._key, focus=False)

    def _build(self) -> None:
        self._title = Title("")
        self._about = GivingLabel("", LABEL, tone="text2")
        self._dirty_words = Label("", LABEL, MEDIUM, "text2")
        dirty = row(IconLabel("circle-dot", "warn_dot"), self._dirty_words, gap=6)
        self._dirty = panel(dirty)
        self._buttons = [
            ActionButton(self.actions_here["settings.remove"], "ghost", icon="trash-2"),
            ActionButton(self.actions_here["settings.edit"], icon="pencil"),
            ActionButton(self.actions_here["settings.confirm"], icon="badge-check"),
            ActionButton(self.actions_here["settings.add"], "primary", icon="plus"),
        ]
        tools = row(self._dirty, *self._buttons, gap=8)
        head = panel(row((Heading(self._title, self._about, tools), 1), margins=(20, 13, 20, 13)))
        set_ground(head, "surface")
        parts = [(part.key, _(part.title)) for part in PARTS]
        self.nav = SectionNav(_("Parts of the settings"), parts, QWidget())
        self.stack = QStackedWidget()
        body = row(self.nav, Rule(upright=True), (self.stack, 1), gap=0)
        self.setLayout(column(head, Rule(), (panel(body), 1), gap=0))

    @property
    def panel(self) -> Panel:
        """The part that is open."""
        return self._panels[self._key]

    @property
    def may_confirm(self) -> bool:
        """Whether there are rules here to be confirmed."""
        return isinstance(self.panel, StatutePanel) and self.panel.may_confirm

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Settings"), self._title.text()]

    def status(self) -> Status:
        here = self.panel
        keys = [("Ctrl+PgDown", _("next part"))]
        if here.add_words:
            keys.append(("Ctrl+N", pgettext("settings", "new")))
        keys.append(("Enter", _("open")) if here.has_edit else ("Ctrl+S", _("save")))
        return Status(place=self._title.text(), keys=tuple(keys))

    def part(self) -> str:
        return self._key

    def areas(self) -> list[QWidget]:
        return [*self.panel.areas(), self.nav]

    def go_to(self, target: Target) -> None:
        part, _dot, view = target.view.partition(".")
        if any(each.key == part for each in PARTS):
            self.open_part(part)
            self.panel.look_for(view, target.record)

    def reload(self) -> None:
        for found in self._panels.values():
            found.load()

    def may_leave(self) -> bool:
        dirty = self._dirty_titles()
        if not dirty:
            return True
        text = _("What you typed under {parts} would be lost.").format(parts=join_names(dirty))
        return ask_to_discard(self, _("Leave without saving?"), text, _("Leave without saving"))

    # ── going about ──────────────────────────────────────────────────────────────────────────
    def open_part(self, key: str, *, focus: bool = True) -> None:
        """Show a part; built and read the first time."""
        self._key = key
        part = next(each for each in PARTS if each.key == key)
        if key not in self._panels:
            made = self._panels[key] = part.make(self, self._preferences)
            made.changed.connect(self._show_state)
            self.stack.addWidget(made)
            made.load()
        self.stack.setCurrentWidget(self.panel)
        self.nav.show_current(key)
        self._title.setText(_(part.title))
        self._about.setText(_(part.about))
        self._show_state()
        self.crumbs_changed.emit()
        areas = self.panel.areas()
        if focus and areas:
            areas[0].setFocus()

    def step(self, steps: int) -> None:
        """To the next or the previous part."""
        self.open_part(self.nav.step(steps))

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_state(self) -> None:
        self.actions_here.refresh()
        here = self.panel
        shown = (
            here.has_remove,
            here.has_edit,
            isinstance(here, StatutePanel),
            bool(here.add_words),
        )
        for button, seen in zip(self._buttons, shown, strict=True):
            button.setVisible(seen)
        self._buttons[-1].set_text(self.actions_here["settings.add"].iconText())
        errors = {key: each.problem_count for key, each in self._panels.items()}
        self.nav.show_states(errors, {})
        dirty = self._dirty_titles()
        self._dirty_words.setText(
            _("Not saved: {parts}").format(parts=join_names(dirty)) if dirty else ""
        )
        self._dirty.setVisible(bool(dirty))
        self.status_changed.emit()

    def _dirty_titles(self) -> list[str]:
        return [
            _(part.title)
            for part in PARTS
            if part.key in self._panels and self._panels[part.key].is_dirty
        ]
