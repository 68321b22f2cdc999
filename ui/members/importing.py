"""Take a register in: read the file, show what would happen, and do it when it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.formats.dates import date_text, parse_date
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.importers.members import MembersReading, read_members
from cluster_desk.running import Outcome
from cluster_desk.services.members.importing import (
    ImportMembers,
    MembersImported,
    import_members,
)
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import ActionButton
from ui.kit.dialogs import ask_which_file
from ui.kit.fields import DigitsField
from ui.kit.labels import Label, Title
from ui.kit.layout import Card, Rule, column, panel, row, set_ground
from ui.kit.table.columns import Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.tabs import Tab, Tabs
from ui.members.import_columns import (
    COLUMN_COLUMNS,
    DRAFT_COLUMNS,
    REMARK_COLUMNS,
    Remark,
    remarks,
    to_check,
)
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.pages.saving import read_whole
from ui.theme.tokens import BOLD, FIGURE, LABEL, META
from ui.work.workspace import Workspace

_CHECK = 1  # the place of what has to be checked
ENDINGS = ("xlsx", "xls", "ods", "csv", "txt")


def choose_file(page: Page) -> None:
    """Ask for a file, read it beside the event loop, and open the page that shows it."""
    path = ask_which_file(page, _("Import members"), _("Spreadsheets and text"), ENDINGS)
    if path is not None:
        open_import(page, path)


def open_import(page: Page, path: Path) -> None:
    """Read the file and show what is in it; a refusal is said at the top of the page."""

    def show(reading: MembersReading) -> None:
        page.page_wanted.emit(ImportPage(page.workspace, path.name, reading))

    page.workspace.compute(
        lambda: read_members(path.name, read_whole(path)),
        then=show,
        refused=lambda error: page.refused.emit(str(error)),
        job=_("Reading of «{file}»").format(file=path.name),
    )


class ImportPage(Page):
    """What the file holds and what would become of it; nothing is written before the button."""

    def __init__(self, workspace: Workspace, name: str, reading: MembersReading) -> None:
        super().__init__(workspace, IMPORT_ACTIONS)
        self._name, self._reading = name, reading
        self._result: MembersImported | None = None
        self._is_writing = False
        self._build()
        self._preview()
        self.actions_here.refresh()

    @property
    def may_import(self) -> bool:
        """Whether there is anything to do, and it is not being done."""
        found = self._result
        return bool(found and found.created + found.updated) and not self._is_writing

    def _build(self) -> None:
        check, (skipped, columns) = to_check(self._reading), remarks(self._reading)
        self._figures = row(gap=12)
        self.banner = Banner("bad", closable=False)
        self.day = DigitsField(
            _("Admitted on, where the file does not say"),
            hint=_("The file’s own dates stay as they are."),
            parse=lambda text: parse_date(text, today=self.workspace.today()),
        )
        self.day.setMaximumWidth(400)
        self._form = Form({"day": self.day})
        self._form.load({"day": date_text(self.workspace.today())})
        self._tabs = Tabs(_("What the file holds"))
        drafts = self._reading.drafts
        self._tables = QStackedWidget()
        for title, rows, shape in (
            (_("Members in the file"), drafts, DRAFT_COLUMNS),
            (_("To be checked"), check, REMARK_COLUMNS),
            (_("Rows left out"), skipped, REMARK_COLUMNS),
            (_("Columns"), columns, COLUMN_COLUMNS),
        ):
            self._tables.addWidget(_table(title, rows, shape))
        self._tab_row = [
            Tab(key="drafts", text=_("Members in the file"), count=len(drafts)),
            Tab(key="check", text=_("To be checked"), count=len(check)),
            Tab(key="skipped", text=_("Rows left out"), count=len(skipped)),
            Tab(key="columns", text=_("Columns"), count=len(columns)),
        ]
        self._tabs.show_tabs(self._tab_row)
        self._tabs.currentChanged.connect(self._tables.setCurrentIndex)
        about = _("Sheet «{sheet}»").format(sheet=self._reading.sheet)
        words = column(
            Title(_("Import of «{file}»").format(file=self._name)),
            Label(about, LABEL, tone="text2"),
            gap=2,
        )
        leave = ActionButton(self.actions_here["import.leave"], "ghost")
        self.go = ActionButton(self.actions_here["import.go"], "primary", icon="check")
        top = row(words, None, leave, self.go, gap=8)
        facts = row(self._figures, None, self.day, gap=12)
        facts.setAlignment(self._figures, Qt.AlignmentFlag.AlignTop)
        margins = (20, 14, 20, 0)
        head = panel(column(top, self.banner, facts, self._tabs, gap=12, margins=margins))
        set_ground(head, "surface")
        self.setLayout(column(head, Rule(), (self._tables, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Members"), _("Import of «{file}»").format(file=self._name)]

    def status(self) -> Status:
        keys = (("Ctrl+Return", _("import")), ("Esc", _("close without importing")))
        return Status(place=_("Nothing has been written yet"), keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.go, self.day, self._tabs, self._tables]

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def go_on(self) -> None:
        """Write it, as one gesture that can be undone."""
        values = self._form.values()
        if values is None:
            self.day.editor.setFocus()
            return
        self._is_writing = True
        self.workspace.write(
            import_members,
            ImportMembers(drafts=self._reading.drafts, admitted_on=values["day"]),
            then=self._done,
            refused=self._refused,
            job=_("Import of «{file}»").format(file=self._name),
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _preview(self) -> None:
        command = ImportMembers(drafts=self._reading.drafts)
        self.workspace.preview(
            import_members,
            command,
            then=self._show_preview,
            refused=self._refused,
            job=_("Trial of the import"),
        )

    def _show_preview(self, outcome: Outcome[MembersImported]) -> None:
        result = self._result = outcome.value
        for count, text, tone in (
            (result.created, _("new"), "ok_fg"),
            (result.updated, _("completed"), "info_fg"),
            (result.unchanged, _("unchanged"), "text2"),
            (result.skipped + len(self._reading.skipped), _("left out"), "warn_fg"),
        ):
            self._figures.addWidget(_figure(count, text, tone))
        wanted = result.created + result.updated
        text = ngettext("Import {count} member", "Import {count} members", wanted)
        self.go.set_text(text.format(count=count_text(wanted)))
        if result.problems:
            self._show_problems(to_check(self._reading, result.problems))
        self.actions_here.refresh()
        if self.isVisible():
            self.go.setFocus()

    def _show_problems(self, check: Sequence[Remark]) -> None:
        """What only the trial found, beside what was read."""
        old = self._tables.widget(_CHECK)
        assert old is not None
        self._tables.insertWidget(_CHECK, _table(_("To be checked"), check, REMARK_COLUMNS))
        self._tables.removeWidget(old)
        old.deleteLater()
        self._tables.setCurrentIndex(self._tabs.currentIndex())
        self._tab_row[_CHECK] = replace(self._tab_row[_CHECK], count=len(check))
        self._tabs.show_tabs(self._tab_row)

    def _done(self, outcome: Outcome[Any]) -> None:
        self.noticed.emit(undoable(self.workspace, outcome))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self._is_writing = False
        self.banner.say(str(error))
        self.actions_here.refresh()


def _table(name: str, rows: Sequence[Any], shape: tuple[Column, ...]) -> TableView:
    """A list that is in memory already."""
    key = "row" if shape is DRAFT_COLUMNS else "id"
    known = {getattr(each, key): each for each in rows}
    model = RowsModel(shape, lambda each: int(getattr(each, key)))
    table = TableView(model, name)
    model.setParent(table)
    model.rows_wanted.connect(lambda ids: model.take_rows([known[i] for i in ids]))
    model.show(list(known), rows[:100])
    return table


def _figure(count: int, text: str, tone: str) -> Card:
    words = column(
        Label(count_text(count), FIGURE, BOLD, tone, tabular=True),
        Label(text, META, tone="text2"),
        gap=0,
        margins=(16, 8, 24, 10),
    )
    return Card(words, inner=True)


IMPORT_ACTIONS = (
    Action(
        id="import.go",
        text=N_("Import"),
        menu="file",
        icon="check",
        keys=("Ctrl+Return",),
        shown_first=True,
        enabled=lambda page: page.may_import,
        run=lambda page: page.go_on(),
    ),
    Action(
        id="import.leave",
        text=N_("Close without importing"),
        menu="file",
        icon="x",
        shown_keys="Esc",
        run=lambda page: page.finished.emit(),
    ),
)
