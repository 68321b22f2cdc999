"""A long form in parts: the parts at the left, the fields in cards, what is wrong on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cluster_desk.errors import Problem
from cluster_desk.i18n import _, ngettext
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.grid import FieldGrid, tab_through
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, panel, row, scrolled, set_ground
from ui.kit.sections import SectionNav
from ui.theme.tokens import CAPTION, SECTION, SEMIBOLD

_LINKS = 4
_WIDEST = 1120


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part: its words, and its fields with their widths in columns."""

    key: str
    title: str
    fields: tuple[tuple[str, int], ...]


class SectionedForm(QWidget):
    """Fields by name in sections; `aside` stands at the right, `foot` under it all."""

    def __init__(
        self,
        sections: Sequence[Section],
        fields: Mapping[str, Field],
        *,
        below_nav: QWidget,
        aside: QWidget,
        foot: QWidget,
    ) -> None:
        super().__init__()
        set_ground(self, "app")
        self._sections = tuple(sections)
        order = [name for section in sections for name, _span in section.fields]
        self.form = Form({name: fields[name] for name in order})
        self._cards = {section.key: self._card(section) for section in sections}
        titles = [(section.key, section.title) for section in sections]
        self.nav = SectionNav(_("Parts of the form"), titles, below_nav)
        self.offer = Banner("info", closable=False)  # what was typed before, to go on with
        self.banner = Banner("bad", closable=False)
        self._build(aside, foot)
        self._wire()

    def _build(self, aside: QWidget, foot: QWidget) -> None:
        cards = column(self.offer, self.banner, *self._cards.values(), None, gap=12)
        beside = row((cards, 1), aside, gap=16, margins=(18, 14, 18, 14))
        inner = panel(beside)
        inner.setMaximumWidth(_WIDEST + 2 * 18 + 306)
        self.area = scrolled(inner, _("Form"))
        right = column((self.area, 1), Rule(), foot, gap=0)
        self.setLayout(row(self.nav, Rule(upright=True), (right, 1), gap=0))
        tab_through(list(self.form.fields.values()), foot)

    def _wire(self) -> None:
        self.nav.wanted.connect(self.go_to)
        self.form.changed.connect(self._show_states)
        for name, field in self.form.fields.items():
            field.entered.connect(partial(self._arrived, name))

    def go_to(self, section_key: str) -> None:
        """Scroll to a part and put the focus in its first field."""
        section = next(each for each in self._sections if each.key == section_key)
        self.nav.show_current(section_key)
        self.area.ensureWidgetVisible(self._cards[section_key], 0, 14)
        self.form.fields[section.fields[0][0]].editor.setFocus()

    def step(self, steps: int) -> None:
        """To the next or the previous part."""
        self.go_to(self.nav.step(steps))

    def next_error(self) -> None:
        """To the next field in red."""
        self.form.focus_invalid(onward=True)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What the use-case found: under the fields, and on top what belongs to none."""
        self.tell_errors(self.form.show_problems(problems))

    def tell_errors(self, homeless: Sequence[str] = ()) -> None:
        """The banner with links to what is wrong; the first field in red gets the focus."""
        invalid = self.form.invalid()
        title = ngettext(
            "Correct {count} field before saving",
            "Correct {count} fields before saving",
            len(invalid),
        ).format(count=len(invalid))
        links = [self._link(name) for name in invalid[:_LINKS]]
        onward = Button(_("Go to the next"), small=True, run=self.next_error)
        onward.set_tip(_("Go to the next"), "F4")
        actions = [onward] if len(invalid) > 1 else []
        if invalid or homeless:
            said = title if invalid else homeless[0]
            detail = " ".join(homeless if invalid else homeless[1:])
            self.banner.say(said, detail, links=links, actions=actions)
            QTimer.singleShot(0, self.form.focus_invalid)

    def show_conflict(self, reason: str, theirs: Mapping[str, str]) -> None:
        """What somebody else saved meanwhile, field by field; saving again keeps what is here."""
        for name, text in theirs.items():
            field = self.form.fields.get(name)
            if field is not None:
                said = _("Meanwhile somebody wrote «{value}» here.").format(value=text)
                field.show_problem(said, "warn")
        detail = _("The fields in amber differ: correct them, or save again to keep yours.")
        self.banner.say(reason, detail)

    def _link(self, name: str) -> Button:
        field = self.form.fields[name]
        return Button(field.label, kind="link_bad", run=field.editor.setFocus)

    def _show_states(self) -> None:
        invalid = set(self.form.invalid())
        names = {each.key: [name for name, _span in each.fields] for each in self._sections}
        errors = {key: len(invalid.intersection(held)) for key, held in names.items()}
        texts = self.form.texts()
        complete = {key: all(texts[name] for name in held) for key, held in names.items()}
        self.nav.show_states(errors, complete)
        if not invalid and self.banner.isVisible():
            self.banner.leave()

    def _arrived(self, name: str) -> None:
        field = self.form.fields[name]
        self.area.ensureWidgetVisible(field, 0, 24)
        for section in self._sections:
            if any(name == held for held, _span in section.fields):
                self.nav.show_current(section.key)

    def _card(self, section: Section) -> Card:
        fields = [(self.form.fields[name], span) for name, span in section.fields]
        head = row(Label(section.title, SECTION, SEMIBOLD), None)
        if any(field.required for field, _span in fields):
            head.addWidget(Label(_("* required, the rest is optional"), CAPTION, tone="text3"))
        return Card(column(head, FieldGrid(fields), gap=12, margins=(18, 14, 18, 16)))
