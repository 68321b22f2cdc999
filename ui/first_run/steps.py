"""What each way asks before it begins: words to read, fields to fill in, a file to choose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.clock import Clock
from cluster_desk.errors import Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from ui.first_run import ways
from ui.first_run.drafts import FileDrafts
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.dialogs import ask_which_file
from ui.kit.entry_fields import day_field, yes_no_field
from ui.kit.fields import DigitsField, Field, LineField
from ui.kit.grid import FieldGrid
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import Card, column, row
from ui.pages.drafts import FormDraft
from ui.settings.asking import whole_number
from ui.settings.association import profile_fields
from ui.theme.tokens import BODY, LABEL, MEDIUM, SECTION, SEMIBOLD


class Step(QWidget):
    """`work` gives what is to be done, or None where something is still missing."""

    changed = Signal()

    def work(self) -> ways.Work | None:
        """What is done when one goes on."""
        raise NotImplementedError

    def end(self) -> None:
        """There is a desk now, or nobody wants one."""

    def show_problems(self, problems: tuple[Problem, ...]) -> list[str]:
        """What belongs to fields goes under them; the sentences that belong to none come back."""
        return [problem.message for problem in problems]


class ReadStep(Step):
    """Some lines about what will be there, and nothing to fill in."""

    def __init__(self, title: str, lines: tuple[str, ...], work: ways.Work) -> None:
        super().__init__()
        self._work = work
        parts: list[Any] = [Label(title, SECTION, SEMIBOLD)]
        for text in lines:
            line = row((Label(text, BODY, wrap=True), 1), gap=9)
            line.insertWidget(0, IconLabel("check", "ok_dot"))
            parts.append(line)
        card = Card(column(*parts, gap=10, margins=(18, 14, 18, 16)))
        self.setLayout(column(card, None))

    def work(self) -> ways.Work | None:
        return self._work


class FileStep(Step):
    """One file; where it lies is said."""

    def __init__(self, title: str, text: str, *, is_backup: bool) -> None:
        super().__init__()
        self._title, self._is_backup = title, is_backup
        self.path: Path | None = None
        self.choose = Button(_("Choose the file…"), "folder-open", run=self._ask)
        self._shown = Label(_("none chosen yet"), LABEL, MEDIUM, "text2", wrap=True)
        words = Label(text, BODY, tone="text2", wrap=True)
        line = row(self.choose, (self._shown, 1), gap=12)
        card = Card(
            column(Label(title, SECTION, SEMIBOLD), words, line, gap=11, margins=(18, 14, 18, 16))
        )
        self.setLayout(column(card, None))
        self.setFocusProxy(self.choose)

    def take(self, path: Path) -> None:
        """This file."""
        self.path = path
        self._shown.setText(str(path))
        self._shown.set_tone("text")
        self.changed.emit()

    def work(self) -> ways.Work | None:
        if self.path is None:
            self._ask()
        if self.path is None:
            return None
        make = ways.restore_backup if self._is_backup else ways.open_existing
        return make(self.path)

    def _ask(self) -> None:
        path = ask_which_file(self, self._title, _("Desk"), ("desk",))
        if path is not None:
            self.take(path)


class EmptyStep(Step):
    """The association and its first year."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        today = clock.today()
        known = profile_fields(clock.today)
        names = ("name", "short_name", "tax_code", "founded_on")
        profile: dict[str, Field] = {name: known[name] for name in names}
        self.form = Form({**profile, **_form_fields(today), **_year_fields(today)})
        fields = self.form.fields
        cards = (
            _card(_("The association"), fields, "name:8 short_name:4 tax_code:4 founded_on:4"),
            _card(_("Legal form"), fields, "wording:8 has_personality:4 form_from:4"),
            _card(_("First fiscal year"), fields, "year:4 starts_on:4 ends_on:4"),
        )
        self.offer = Banner("info", closable=False)
        self.setLayout(column(self.offer, *cards, None, gap=12))
        self.form.load(
            {
                **dict.fromkeys(fields, ""),
                "year": str(today.year),
                "starts_on": date_text(date(today.year, 1, 1)),
                "ends_on": date_text(date(today.year, 12, 31)),
            }
        )
        self.form.setParent(self)  # its draft must not outlive its fields
        self.draft = FormDraft(FileDrafts(clock), "first-run", self.form, self.offer)
        fields["founded_on"].left.connect(self._begin_year)
        self.setFocusProxy(fields["name"].editor)

    def work(self) -> ways.Work | None:
        values = self.form.values()
        if values is None:
            self.form.focus_invalid()
            return None
        # Use-cases are imported where a desk is begun.
        from cluster_desk.services.association.profile import FoundAssociation, SetLegalForm
        from cluster_desk.services.association.settings import OpenFiscalYear
        from cluster_desk.services.starter import BeginAssociation

        asked = {name: value for name, value in values.items() if value is not None}
        kept = ("name", "short_name", "tax_code", "founded_on")
        legal = None
        if asked.get("wording"):
            legal = SetLegalForm(
                from_on=asked.get("form_from") or asked.get("founded_on") or asked["starts_on"],
                wording=asked["wording"],
                has_personality=asked.get("has_personality", False),
            )
        year = OpenFiscalYear(
            year=asked["year"], starts_on=asked["starts_on"], ends_on=asked["ends_on"]
        )
        profile = FoundAssociation(**{name: asked[name] for name in kept if name in asked})
        return ways.begin_empty(
            BeginAssociation(profile=profile, first_year=year, legal_form=legal)
        )

    def end(self) -> None:
        self.draft.end()

    def show_problems(self, problems: tuple[Problem, ...]) -> list[str]:
        homeless = self.form.show_problems(problems)
        self.form.focus_invalid()
        return homeless

    def _begin_year(self) -> None:
        """The first year begins with the association, where that is in the year."""
        founded, year = self.form.fields["founded_on"], self.form.fields["year"]
        if founded.state or not founded.text():
            return
        begun = founded.parse(founded.text())
        first = self.form.fields["starts_on"]
        if isinstance(begun, date) and str(begun.year) == year.text():
            first.set_text(date_text(begun))


def _form_fields(today: date) -> dict[str, Field]:
    return {
        "wording": LineField(
            _("Wording of the letterhead"),
            longest=200,
            example=_("association without legal personality"),
            hint=_("It can be entered later, with its day."),
        ),
        "has_personality": yes_no_field(_("Has legal personality")),
        "form_from": day_field(_("From the day"), today, hint=_("Empty: from the founding on.")),
    }


def _year_fields(today: date) -> dict[str, Field]:
    four_digits = _("Write a year of four digits.")
    return {
        "year": DigitsField(_("Year"), longest=4, required=four_digits, parse=whole_number),
        "starts_on": day_field(
            _("First day"),
            today,
            required=_("Write the first day."),
            hint=_("The first year may be short."),
        ),
        "ends_on": day_field(_("Last day"), today, required=_("Write the last day.")),
    }


def _card(title: str, fields: dict[str, Field], names: str) -> Card:
    pairs = [word.partition(":") for word in names.split()]
    grid = FieldGrid([(fields[name], int(span)) for name, _colon, span in pairs])
    return Card(column(Label(title, SECTION, SEMIBOLD), grid, gap=12, margins=(18, 14, 18, 16)))
