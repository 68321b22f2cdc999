"""What each year costs: amounts by category and size, terms, and who pays less."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.money import ZERO
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.schedule import FeeScheduleRow
from cluster_desk.queries.fees.table import FeeTable, fee_table
from cluster_desk.running import Outcome
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.entry_fields import day_field, money_field, term_field
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.layout import Card, column, panel, row, set_ground
from ui.kit.tabs import Tab, Tabs
from ui.pages.page import Page
from ui.settings.amounts import rate_fields, rate_grid, rate_texts, rates_of
from ui.settings.form_panel import FormPanel
from ui.settings.reductions import ReductionsCard
from ui.theme.tokens import LABEL, SECTION, SEMIBOLD

_NEVER = -1  # no year was shown yet
_TERMS = "due_on:4 entry_fee:4 pro_rata:4 resolution_text:8 resolution_on:4"


class FeesPanel(FormPanel):
    """One year at a time; once its fees are issued the table is only read."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"fees"})
    add_words = N_("New year")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._table = FeeTable(schedules=(), reductions=(), members={})
        self._new_year: int | None = None
        self._like: int | None = None  # the year a new one begins like; None: the last
        self._shown: int | None = _NEVER
        self.tabs = Tabs(_("Years"))
        self.issued = Banner("info", closable=False)
        self.reductions = ReductionsCard(self)
        form = Form({**rate_fields(), **_term_fields(self.workspace.today)})
        amounts = column(
            Label(_("Amounts in euro"), SECTION, SEMIBOLD),
            Label(
                _(
                    "An amount under «Any size» holds for every size without its own. Zero means"
                    " that nothing is owed; empty, that nobody decided."
                ),
                LABEL,
                tone="text2",
                wrap=True,
            ),
            rate_grid(form.fields),
            gap=12,
            margins=(18, 14, 18, 16),
        )
        top = panel(row((self.tabs, 1), margins=(20, 0, 20, 0)))
        set_ground(top, "surface")
        cards = [
            self.issued,
            Card(amounts),
            self.card(_("Terms of payment"), _TERMS, form),
            self.reductions,
        ]
        self.lay_out(cards, form, above=top, draft="fees")
        self.tabs.currentChanged.connect(lambda _index: self._show_year())

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    def load(self) -> None:
        self.workspace.read(fee_table, then=self._show, lane="settings-fees")

    def areas(self) -> list[QWidget]:
        return [next(iter(self.form.fields.values())).editor, self.tabs, self.reductions]

    def look_for(self, view: str, record: int | None) -> None:
        self.tabs.choose(view)

    def add(self) -> None:
        """The year after the last, with the same amounts until they are changed."""
        if self._new_year is None:
            years = [schedule.year for schedule in self._table.schedules]
            self._new_year = max(years) + 1 if years else self.workspace.today().year
        self._show_tabs()
        self.tabs.choose(str(self._new_year))
        next(iter(self.form.fields.values())).editor.setFocus()

    def duplicate(self) -> None:
        """The year after the last, with the amounts of the one that is seen."""
        self._like = self.year
        self.add()

    @property
    def year(self) -> int | None:
        """The year that is seen."""
        key = self.tabs.current_key()
        return int(key) if key else None

    @property
    def is_dirty(self) -> bool:
        is_new = self._new_year is not None and self.year == self._new_year
        return is_new or super().is_dirty

    def save(self) -> None:
        values = self.form.values()
        if values is None or self.year is None:
            self.tell()
            return
        command = SetFeeSchedule(
            year=self.year,
            due_on=values["due_on"],
            rates=rates_of(values),
            entry_fee=values["entry_fee"] or ZERO,
            pro_rata=values["pro_rata"],
            resolution_text=values["resolution_text"] or "",
            resolution_on=values["resolution_on"],
        )
        self.workspace.write(
            set_fee_schedule,
            command,
            then=self._saved,
            refused=self.refused,
            sight=self.sight,
        )

    def discard(self) -> None:
        self._new_year = self._like = None
        self._shown = _NEVER
        self.banner.leave()
        self._show_tabs()
        self._show_year()

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _saved(self, outcome: Outcome[Any]) -> None:
        self._new_year = self._like = None
        self.saved(outcome)
        self.load()

    def _show(self, table: FeeTable) -> None:
        self._table, self.was_loaded = table, True
        if self.year == self._shown and not self.is_dirty:
            self._shown = _NEVER
        self._show_tabs()
        self._show_year()

    def _show_tabs(self) -> None:
        years = [schedule.year for schedule in self._table.schedules]
        if self._new_year is not None:
            years = [self._new_year, *years]
        self.tabs.show_tabs([Tab(key=str(year), text=str(year)) for year in years])
        self.has_like = bool(years) and self._new_year is None
        self.changed.emit()

    def _show_year(self) -> None:
        """Another year; edits of the one that was seen go with a question of the page."""
        self.reductions.show_rows(self._table, self.year)
        if self.year == self._shown:
            return
        if self._shown not in (None, _NEVER) and super().is_dirty:
            _keep_typing(self, self._shown)
            return
        self._shown = self.year
        schedule = next((s for s in self._table.schedules if s.year == self.year), None)
        is_issued = schedule is not None and schedule.is_issued
        known = {each.year: each for each in self._table.schedules}
        like = known.get(self._like or 0) or next(iter(self._table.schedules), None)
        before = schedule or like
        if before is None or self.year is None:
            first = {"pro_rata": ProRata.FULL.value}
            self.fill({**dict.fromkeys(self.form.fields, ""), **first})
        else:
            self.fill(_texts(before, self.year))
        self.draft.turn("" if is_issued else f"settings:fees:{self.year}")
        for field in self.form.fields.values():
            field.fix(fixed=is_issued or self.year is None)
        if is_issued:
            self.issued.say(
                _("The fees of {year} are issued: the table stays as it is.").format(
                    year=self.year
                ),
                _("Undo the issue first, or adjust single charges."),
            )
        else:
            self.issued.leave()
        self.changed.emit()


def _keep_typing(panel: FeesPanel, year: int | None) -> None:
    """The year whose amounts are being typed stays until they are saved or given up."""
    panel.tabs.choose(str(year))
    panel.page.refused.emit(
        _("Save the amounts of {year} first, or go back to what is saved.").format(year=year)
    )


def _texts(before: FeeScheduleRow, year: int) -> dict[str, str]:
    """Those of a year; in a new one they are due as much later, and nobody decided them yet."""
    texts = {
        **rate_texts(before.rates),
        "due_on": date_text(before.due_on),
        "entry_fee": money_text(before.entry_fee) if before.entry_fee else "",
        "pro_rata": before.pro_rata.value,
        "resolution_text": before.resolution_text,
        "resolution_on": date_text(before.resolution_on) if before.resolution_on else "",
    }
    if year != before.year:
        later = _years_later(before.due_on, year - before.year)
        texts |= {"due_on": date_text(later), "resolution_text": "", "resolution_on": ""}
    return texts


def _years_later(day: date, years: int) -> date:
    """The same day of another year; the last of February where there is no 29th."""
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _term_fields(today: Callable[[], date]) -> dict[str, Any]:
    return {
        "due_on": day_field(_("Due on"), today, required=_("Write the due day.")),
        "entry_fee": money_field(_("Entry fee"), hint=_("Asked once, of who joins.")),
        "pro_rata": term_field(_("Who joins during the year pays"), ProRata),
        "resolution_text": LineField(_("Resolution"), longest=60, example="4/2026"),
        "resolution_on": day_field(_("Resolution of the day"), today),
    }
