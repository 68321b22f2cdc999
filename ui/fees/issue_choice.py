"""Choose the year whose fees are issued, the day of the issue and the day they are due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.schedule import FeeScheduleRow
from ui.kit.binding import Form
from ui.kit.entry_fields import day_field
from ui.kit.fields import Choice, ChoiceField
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled
from ui.kit.pairs import pair
from ui.theme.tokens import LABEL, MEDIUM, META, SECTION, SEMIBOLD
from ui.work.workspace import Workspace

_WIDTH = 380


class IssueChoice(QWidget):
    """The form at the left, what the year costs at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._schedules: dict[int, FeeScheduleRow] = {}
        today = workspace.today()
        self.year = ChoiceField(_("Year"), [], parse=int)
        self.issued_on = day_field(_("Issued on"), today, required=_("Write from which day."))
        self.issued_on.set_hint(_("Whoever is in the register on this day is charged."))
        self.due_on = day_field(
            _("Due on"), today, required=_("Write until when it is to be paid.")
        )
        fields = {"year": self.year, "issued_on": self.issued_on, "due_on": self.due_on}
        self.form = Form(fields)
        self.year.edited.connect(self._show_year)
        self._costs = column(gap=8, margins=(16, 14, 16, 16))
        left = panel(column(*fields.values(), None, gap=14))
        left.setMaximumWidth(_WIDTH)
        right = column(Card(self._costs, inner=True), None, gap=0)
        inside = row((left, 2), (panel(right), 3), gap=28, margins=(20, 16, 20, 20))
        whole = panel(inside)
        whole.setMaximumWidth(1120)
        area = scrolled(panel(row((whole, 100), None, gap=0)), _("Year and due day"))
        self.setLayout(column((area, 1), gap=0))
        self.setFocusProxy(self.year.editor)

    def show_schedules(self, found: Sequence[FeeScheduleRow], year: int) -> None:
        """The years that can be issued; this one is proposed where it is among them."""
        chosen = self.year.text()
        self._schedules = {row_.year: row_ for row_ in found}
        box = self.year.editor
        assert isinstance(box, Choice)
        box.clear()
        for each in found:
            box.addItem(str(each.year), str(each.year))
        lacking = _("No amounts were set for {year}: add them in the settings.")
        self.year.set_hint("" if year in self._schedules else lacking.format(year=year))
        if found:
            self.year.set_text(chosen or str(year if year in self._schedules else found[0].year))
            if not self.issued_on.text():
                self.issued_on.set_text(date_text(self._workspace.today()))
            self._show_year()

    def values(self) -> dict[str, Any] | None:
        """Year, day of issue, due day; None with each problem under its field."""
        values = self.form.values()
        if values is None:
            self.form.focus_invalid()
        return values

    def _show_year(self) -> None:
        schedule = self._schedules[int(self.year.text())]
        late = schedule.due_on < self._workspace.today()
        self.due_on.set_text("" if late else date_text(schedule.due_on))
        hint = _("The due day of the schedule, {date}, is past: choose another.")
        self.due_on.set_hint(hint.format(date=date_text(schedule.due_on)) if late else "")
        clear(self._costs)
        _fill(self._costs, schedule)


def _fill(layout: QVBoxLayout, schedule: FeeScheduleRow) -> None:
    title = _("What {year} costs").format(year=schedule.year)
    layout.addWidget(Label(title, SECTION, SEMIBOLD))
    if schedule.resolution_text:
        text = _("Resolution {number}").format(number=schedule.resolution_text)
        if schedule.resolution_on:
            text = _("{resolution} of {date}").format(
                resolution=text, date=date_text(schedule.resolution_on)
            )
        layout.addWidget(Label(text, META, tone="text2", tabular=True))
    layout.addSpacing(4)
    for rate in schedule.rates:
        name = rate.category.label
        if rate.size is not None:
            name = f"{name} · {rate.size.label.lower()}"
        amount = f"{money_text(rate.amount)} €"
        layout.addLayout(
            row(
                (GivingLabel(name, LABEL, MEDIUM), 1),
                Label(amount, LABEL, SEMIBOLD, tabular=True),
                gap=12,
            )
        )
    layout.addWidget(Rule())
    layout.addWidget(Overline(_("Rules of the year")))
    if schedule.entry_fee:
        layout.addLayout(pair(_("Entry fee"), f"{money_text(schedule.entry_fee)} €"))
    layout.addLayout(pair(_("Who joins late"), schedule.pro_rata.label))
    if schedule.is_issued:
        text = _("Issued already: only who was admitted since is charged now.")
        layout.addWidget(Label(text, META, tone="warn_fg", wrap=True))
