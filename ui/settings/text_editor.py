"""Write one text: fields and conditions by name, errors by line, a preview as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from cluster_desk.domain.statute import RULES
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import Profile
from cluster_desk.reports.texts.defaults import TextKey, default, known_names
from cluster_desk.reports.texts.fields import Form, find_field, flag_meaning, is_flag
from cluster_desk.reports.texts.template import Template
from cluster_desk.reports.texts.vocabulary import FLAGS
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.folding import Folding
from ui.kit.labels import GivingLabel, Overline
from ui.kit.layout import Card, Rule, column, panel, row
from ui.kit.prose import ProseView
from ui.kit.source import SourceEdit
from ui.pages.page import Page
from ui.settings.form_panel import FormFoot
from ui.theme.tokens import SECTION, SEMIBOLD

_STILL_MS = 90
_PROBLEMS = 3
USUAL = frozenset(
    {
        "approved",
        "arrears_suspend_vote",
        "assembly_proxy_allowed",
        "documents_attached",
        "excused",
        "has_second_call",
        "still_valid",
    }
)
"""The conditions that hold in a preview until others are chosen."""

_FORMS = {
    Form.WORDS: N_("in words"),
    Form.LONG: N_("in full"),
    Form.WEEKDAY: N_("day of the week"),
    Form.TITLE: N_("with its article"),
    Form.CAPITAL: N_("with a capital"),
    Form.TITLE_CAPITAL: N_("with its article and a capital"),
    Form.OF: N_("after «of»"),
    Form.TITLE_OF: N_("after «of»"),
    Form.TO: N_("after «to»"),
}


class TextEditor(QWidget):
    """`typed` with every change of the source; the preview follows a moment later."""

    typed = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.key = next(iter(TextKey))
        self.problems: Sequence[Problem] = ()
        self._template: Template | None = None
        self._true: set[str] = set()
        self._about: Profile | None = None
        self._rules = StatuteRules()
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_STILL_MS)
        self._soon.timeout.connect(self._render)
        self._build(page)
        self.source.typed.connect(self._typed)

    def _build(self, page: Page) -> None:
        self._title = GivingLabel("", SECTION, SEMIBOLD)
        self._chip = Chip("")
        self.fields = Button(_("Insert a field"), "plus", small=True, run=self._offer_fields)
        self.conditions = Button(
            _("Insert a condition"), "split", small=True, run=self._offer_conditions
        )
        self.reset = Button(
            _("Text of the program"),
            "rotate-ccw",
            "ghost",
            small=True,
            run=lambda: self.put(default(self.key)),
        )
        self.source = SourceEdit(_("Source of the text"))
        self.banner = Banner("bad", closable=False)
        self.shown = Button("", "eye", small=True, run=self._offer_shown)
        self.preview = ProseView(_("Preview with sample data"))
        inserting = panel(row(self.fields, self.conditions, None, gap=8))
        tools = Folding(inserting, panel(row(self.reset)))
        head = row((self._title, 1), self._chip, gap=10)
        below = row(Overline(_("Preview with sample data")), None, self.shown, gap=8)
        sheet = Card(column((self.preview, 1), gap=0, margins=(1, 1, 1, 1)))
        parts = (head, tools, (self.source, 5), self.banner, below, (sheet, 6))
        body = panel(column(*parts, gap=9, margins=(18, 12, 18, 14)))
        self.setLayout(column((body, 1), Rule(), FormFoot(page), gap=0))

    # ── what is shown ────────────────────────────────────────────────────────────────────────
    def show_text(
        self,
        key: TextKey,
        source: str,
        *,
        is_own: bool,
        about: Profile | None,
        rules: StatuteRules,
    ) -> None:
        """Another text, or the same after it was saved."""
        self._about, self._rules = about, rules
        if key is not self.key or source != self.source.toPlainText():
            self.source.load(source)
        self.key = key
        self._title.setText(key.label)
        self._chip.say(
            _("your own") if is_own else _("of the program"), "info" if is_own else "neutral"
        )
        self.reset.setEnabled(is_own)
        self._judge()
        self._true = {name for name in self._flags() if name in USUAL or name not in FLAGS}
        self._render()

    def put(self, source: str) -> None:
        """Another source, as if it were typed: it can be taken back with Ctrl+Z."""
        self.source.selectAll()
        self.source.insert(source)

    def go_to_problem(self) -> None:
        """To the line that is wrong."""
        if self.problems:
            self.source.go_to_line(self.problems[0].row or 1)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _typed(self) -> None:
        self._judge()
        self.typed.emit(self.source.toPlainText())
        self.reset.setEnabled(True)
        self._soon.start()

    def _judge(self) -> None:
        try:
            self._template = Template.parse(self.source.toPlainText(), known=known_names(self.key))
            self.problems = ()
        except Invalid as error:
            self.problems = error.problems
        self.source.mark_lines([problem.row for problem in self.problems if problem.row])
        if not self.problems:
            self.banner.leave()
            return
        said = [problem.message for problem in self.problems[:_PROBLEMS]]
        onward = Button(_("Go there"), small=True, run=self.go_to_problem)
        self.banner.say(said[0], "\n".join(said[1:]), actions=[onward])

    def _render(self) -> None:
        """Beside the event loop; only the newest preview is shown."""
        if self.problems or self._template is None:
            return
        self._turn += 1
        turn, template, true = self._turn, self._template, frozenset(self._true)
        about, rules = self._about, self._rules
        self._show_count()

        def show(said: Any) -> None:
            if turn == self._turn:
                heading = said.part("heading") or said.part("subject")
                self.preview.show_text(heading, said.paragraphs)

        self._page.workspace.compute(lambda: _said(template, true, about, rules), then=show)

    def _flags(self) -> list[str]:
        found = self._template.flags if self._template else frozenset()
        return sorted(found, key=lambda name: _(flag_meaning(name)))

    def _show_count(self) -> None:
        flags = self._flags()
        text = _("Conditions: {true} of {all}").format(
            true=len(self._true.intersection(flags)), all=len(flags)
        )
        self.shown.set_text(text)
        self.shown.setVisible(bool(flags))

    def _offer_fields(self) -> None:
        names = [name for name in known_names(self.key) if find_field(name) is not None]
        self._offer(
            self.fields, [(_field_words(name), f"{{{name}}}") for name in names], self.source.insert
        )

    def _offer_conditions(self) -> None:
        names = [name for name in known_names(self.key) if is_flag(name)]
        self._offer(
            self.conditions,
            [(_(flag_meaning(name)), f"[[{name}: ]]") for name in names],
            self.source.insert,
        )

    def _offer(
        self, button: Button, choices: list[tuple[str, str]], choose: Callable[[str], object]
    ) -> None:
        menu = QMenu(button)
        for words, text in sorted(choices):
            action = menu.addAction(f"{words}\t{text}".replace("&", "&&"))
            action.triggered.connect(lambda _on, text=text: choose(text))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _offer_shown(self) -> None:
        menu = QMenu(self.shown)
        for name in self._flags():
            action = menu.addAction(_(flag_meaning(name)).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self._true)
            action.toggled.connect(lambda on, name=name: self._choose(name, on=on))
        menu.popup(self.shown.mapToGlobal(self.shown.rect().bottomLeft()))

    def _choose(self, name: str, *, on: bool) -> None:
        self._true = self._true | {name} if on else self._true - {name}
        self._render()


def _field_words(name: str) -> str:
    found = find_field(name)
    if found is None:
        return name
    field, form = found
    meaning = _(field.meaning)
    if form is Form.PLAIN:
        return meaning
    return _("{field}, {form}").format(field=meaning, form=_(_FORMS[form]))


def _said(
    template: Template, true: frozenset[str], about: Profile | None, rules: StatuteRules
) -> Any:
    """The text with the association's own name and articles, and samples for the rest."""
    # Jinja2 is imported where a text is made, never when the window starts.
    from cluster_desk.reports.texts.rendering import Rule as Cited
    from cluster_desk.reports.texts.samples import sample_text

    own: dict[str, object] = {}
    if about is not None:
        own = {
            "association_name": about.name,
            "association_address": about.address_line or "…",
            "association_tax_code": about.tax_code or "…",
            "place": about.city or "…",
        }
    cited = {key: Cited(rules.article(key), rules.is_confirmed(key)) for key in RULES}
    return sample_text(template, true=true, own=own, rules=cited)
