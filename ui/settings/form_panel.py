"""A part of the settings that is a form: cards of fields, what is wrong on top, save under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.errors import Conflict, DeskError, Invalid
from cluster_desk.i18n import _, ngettext
from cluster_desk.running import Outcome
from cluster_desk.store.elsewhere import Sight
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import ActionButton, Button
from ui.kit.grid import FieldGrid, tab_through
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, panel, row, scrolled, set_ground
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page
from ui.settings.panel import Panel
from ui.theme.tokens import CAPTION, SECTION, SEMIBOLD

_LINKS = 4
_WIDEST = 1120


class FormPanel(Panel):
    """Keeps what was typed while it is not saved; a reload meanwhile does not touch it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = Form({})
        self.sight: Sight | None = None  # of the desk, when the fields were filled
        self.banner = Banner("bad", closable=False)
        self.foot = FormFoot(page)
        self.foot.setEnabled(False)

    def lay_out(
        self,
        cards: Sequence[QWidget],
        form: Form,
        *,
        above: QWidget | None = None,
        draft: str = "",
    ) -> None:
        """The cards one under the other; `above` stays where it is while they scroll.

        With a `draft` what is typed is kept under that key, and offered after a crash.
        """
        self.form = form
        self.form.changed.connect(self._typed)
        offer = Banner("info", closable=False)
        if draft:
            self.draft = FormDraft(DeskDrafts(self.workspace), f"settings:{draft}", form, offer)
            self.page.left.connect(self.draft.end)
        inner = panel(column(offer, self.banner, *cards, None, gap=12, margins=(18, 14, 18, 14)))
        inner.setMaximumWidth(_WIDEST)
        self.area = scrolled(inner, _("Form"))
        for field in form.fields.values():
            field.entered.connect(lambda f=field: self.area.ensureWidgetVisible(f, 0, 24))
        parts: list[Any] = [(self.area, 1), Rule(), self.foot]
        whole: QVBoxLayout = column(*([above, Rule()] if above else []), *parts, gap=0)
        self.setLayout(whole)
        tab_through(list(form.fields.values()), self.foot)

    def card(self, title: str, names: str, form: Form, *, note: str = "") -> Card:
        """Fields `name:width …` under a title."""
        pairs = [word.partition(":") for word in names.split()]
        fields = [(form.fields[name], int(span)) for name, _colon, span in pairs]
        head = row(Label(title, SECTION, SEMIBOLD), None)
        if note:
            head.addWidget(Label(note, CAPTION, tone="text3"))
        return Card(column(head, FieldGrid(fields), gap=12, margins=(18, 14, 18, 16)))

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    @property
    def is_dirty(self) -> bool:
        return self.was_loaded and self.form.is_dirty

    @property
    def problem_count(self) -> int:
        return len(self.form.invalid())

    def areas(self) -> list[QWidget]:
        return [next(iter(self.form.fields.values())).editor, self.foot]

    def next_error(self) -> None:
        self.form.focus_invalid(onward=True)

    # ── what the parts use ───────────────────────────────────────────────────────────────────
    def fill(self, texts: Mapping[str, str]) -> None:
        """The fields as the desk has them now."""
        self.sight = self.workspace.outlook.sight()
        self.form.load(texts)

    def saved(self, outcome: Outcome[Any]) -> None:
        """What is in the fields is what is kept."""
        self.fill(self.form.texts())
        self.banner.leave()
        self.page.noticed.emit(undoable(self.workspace, outcome))

    def refused(self, error: DeskError) -> None:
        """Under the fields what belongs to them, on top the rest."""
        homeless = [str(error)]
        if isinstance(error, Conflict):  # told once: who saves again wants it so
            self.sight = None
        elif isinstance(error, Invalid):
            homeless = self.form.show_problems(error.problems)
        self.tell(homeless)

    def tell(self, homeless: Sequence[str] = ()) -> None:
        """The banner, with links to what is wrong; the first field in red gets the focus."""
        invalid = self.form.invalid()
        title = ngettext(
            "Correct {count} field before saving",
            "Correct {count} fields before saving",
            len(invalid),
        ).format(count=len(invalid))
        links = [self._link(name) for name in invalid[:_LINKS]]
        said = [*([title] if invalid else []), *homeless]
        if said:
            self.banner.say(said[0], " ".join(said[1:]), links=links)
            self.area.ensureWidgetVisible(self.banner)
            self.form.focus_invalid()

    def _link(self, name: str) -> Button:
        field = self.form.fields[name]
        return Button(field.label, kind="link_bad", run=field.editor.setFocus)

    def _typed(self) -> None:
        if not self.form.invalid() and self.banner.isVisible():
            self.banner.leave()
        self.foot.setEnabled(self.is_dirty)
        self.changed.emit()


class FormFoot(QWidget):
    """Save, or go back to what is saved."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Save or leave"))
        discard = ActionButton(page.actions_here["settings.discard"], "ghost")
        save = ActionButton(page.actions_here["settings.save"], "primary", icon="check")
        self.setLayout(row(None, discard, save, gap=8, margins=(20, 10, 20, 10)))
