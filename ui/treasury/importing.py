"""Take a bank's file in: read it, show what would happen, and do it when it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.importers.statement import read_statement
from cluster_desk.importers.statements.drafts import StatementReading
from cluster_desk.queries.treasury.journal import AccountRow, account_rows
from cluster_desk.running import Outcome
from cluster_desk.services.treasury.statements import (
    ImportStatement,
    StatementImported,
    import_statement,
)
from ui.kit.banner import Banner
from ui.kit.buttons import ActionButton, Button
from ui.kit.dialogs import ask_which_file
from ui.kit.layout import Rule, column, panel, set_ground
from ui.kit.table.columns import Column, Density
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.pages.saving import read_whole
from ui.treasury.import_columns import FILE_COLUMNS, REMARK_COLUMNS, Numbered, remarks
from ui.treasury.import_head import ImportHead
from ui.work.workspace import Workspace

ENDINGS = ("xml", "sta", "mt940", "txt", "ofx", "qfx", "cbi", "csv", "xlsx", "xls")
_FIRST_ROWS = 100


def choose_file(page: Any) -> None:
    """Ask for a file, read it beside the event loop, and open the page that shows it."""
    path = ask_which_file(page, _("Import statement"), _("Files of the bank"), ENDINGS)
    if path is not None:
        page.take_file(path)


def open_import(
    page: Page,
    path: Path,
    account: str = "",
    then: Callable[[str], object] = lambda _account: None,
) -> None:
    """Read the file and show what is in it; `then` is called with the account when it is in."""
    desk, today = page.workspace.desk, page.workspace.today()

    def work() -> tuple[bytes, StatementReading, list[AccountRow]]:
        content = read_whole(path)
        return content, read_statement(path.name, content), desk.read(account_rows, on=today)

    def show(found: tuple[bytes, StatementReading, list[AccountRow]]) -> None:
        content, reading, accounts = found
        if not accounts:
            page.refused.emit(_("Open the bank account first: the file belongs to one."))
            return
        command = ImportStatement(
            account=account_for(reading, accounts, account),
            reading=reading,
            file_name=path.name,
            content=content,
        )
        page.page_wanted.emit(ImportPage(page.workspace, command, accounts, then))

    page.workspace.compute(
        work,
        then=show,
        refused=lambda error: page.refused.emit(str(error)),
        job=_("Reading of «{file}»").format(file=path.name),
    )


def account_for(reading: StatementReading, accounts: Sequence[AccountRow], wanted: str) -> str:
    """The account whose IBAN the file names, else the one that was looked at, else the first."""
    ibans = {statement.account_iban for statement in reading.statements} - {""}
    named = [row.code for row in accounts if row.iban in ibans]
    return (named or [wanted or accounts[0].code])[0]


class ImportPage(Page):
    """Account, period, balances, what is new and what is known; nothing is written before."""

    def __init__(
        self,
        workspace: Workspace,
        command: ImportStatement,
        accounts: Sequence[AccountRow],
        then: Callable[[str], object],
    ) -> None:
        super().__init__(workspace, IMPORT_ACTIONS)
        self._command, self._then = command, then
        self._result: StatementImported | None = None
        self._is_writing = False
        self._build(accounts)
        self.look()

    @property
    def may_import(self) -> bool:
        """Whether there is anything to do, and it is not being done."""
        return self._result is not None and bool(self._result.new) and not self._is_writing

    def _build(self, accounts: Sequence[AccountRow]) -> None:
        leave = ActionButton(self.actions_here["statement.leave"], "ghost")
        self.go = ActionButton(self.actions_here["statement.go"], "primary", icon="check")
        self.head = ImportHead(self._command, accounts, (leave, self.go))
        self.head.account_wanted.connect(self.look)
        self.banner = Banner("warn", closable=False)
        self._tabs = Tabs(_("What the file holds"))
        self._tables = QStackedWidget()
        self._tabs.currentChanged.connect(self._tables.setCurrentIndex)
        margins = (20, 14, 20, 0)
        top = panel(column(self.head, self.banner, self._tabs, gap=12, margins=margins))
        set_ground(top, "surface")
        self.setLayout(column(top, Rule(), (self._tables, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        name = self._command.file_name
        return [_("Bank and journal"), _("Import of «{file}»").format(file=name)]

    def status(self) -> Status:
        keys = (("Ctrl+Return", _("import")), ("Esc", _("close without importing")))
        return Status(place=_("Nothing has been written yet"), keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.go, self.head, self._tabs, self._tables]

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def look(self) -> None:
        """Try it on the account that is chosen; nothing is kept of the trial."""
        self.workspace.preview(
            import_statement,
            self._asked(for_show=True),
            then=self._show,
            refused=self._refused,
            job=_("Trial of the import"),
        )

    def go_on(self) -> None:
        """Write it, as one gesture that can be undone."""
        self._is_writing = True
        self.workspace.write(
            import_statement,
            self._asked(for_show=False),
            then=self._done,
            refused=self._refused,
            job=_("Import of «{file}»").format(file=self._command.file_name),
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _asked(self, *, for_show: bool) -> ImportStatement:
        command = self._command
        return ImportStatement(
            account=self.head.account(),
            reading=command.reading,
            file_name=command.file_name,
            content=command.content,
            for_show=for_show,
        )

    def _show(self, outcome: Outcome[StatementImported]) -> None:
        result = self._result = outcome.value
        self.head.show_result(result)
        self._show_tables(result)
        text = ngettext("Import {count} line", "Import {count} lines", result.new)
        self.go.set_text(text.format(count=count_text(result.new)))
        self._warn(result)
        self.actions_here.refresh()
        if self.isVisible() and result.new:
            self.go.setFocus()

    def _warn(self, result: StatementImported) -> None:
        """What must be known before the button is pressed stands over the lines."""
        see = Button(_("See all"), small=True, run=lambda: self._tabs.choose("check"))
        several = [see] if len(result.problems) > 1 else []
        if not result.new:
            self.banner.say(*_nothing_new(result), actions=several)
        elif result.problems:
            count = len(result.problems)
            title = ngettext(
                "{count} thing to check before importing",
                "{count} things to check before importing",
                count,
            )
            said = result.problems[-1].message
            self.banner.say(title.format(count=count_text(count)), said, actions=several)
        else:
            self.banner.leave()

    def _show_tables(self, result: StatementImported) -> None:
        other = "" if result.new or result.duplicates else foreign(result.currency)
        lines = [Numbered(id=n, line=x, currency=other) for n, x in enumerate(result.lines, 1)]
        fresh = [each for each in lines if not each.line.duplicate and not other]
        parts: list[tuple[str, str, list[Any], tuple[Column, ...]]] = [
            ("lines", _("Lines in the file"), list(lines), FILE_COLUMNS),
            ("new", _("New lines"), list(fresh), FILE_COLUMNS),
            ("known", _("Known lines"), [x for x in lines if x.line.duplicate], FILE_COLUMNS),
            ("check", _("To be checked"), list(remarks(result.problems)), REMARK_COLUMNS),
        ]
        while self._tables.count():
            old = self._tables.widget(0)
            assert old is not None
            self._tables.removeWidget(old)
            old.deleteLater()
        for _key, title, rows, columns in parts:
            self._tables.addWidget(_table(title, rows, columns))
        self._tabs.show_tabs(
            [Tab(key=key, text=text, count=len(rows)) for key, text, rows, _columns in parts]
        )
        self._tables.setCurrentIndex(max(self._tabs.currentIndex(), 0))

    def _done(self, outcome: Outcome[StatementImported]) -> None:
        self.noticed.emit(undoable(self.workspace, outcome))
        self.finished.emit()
        self._then(outcome.value.account)

    def _refused(self, error: Exception) -> None:
        self._is_writing = False
        self.banner.say(str(error))
        self.actions_here.refresh()


def foreign(currency: str) -> str:
    """The letters of a currency that is not the euro."""
    return "" if currency == "EUR" else currency


def _nothing_new(result: StatementImported) -> tuple[str, str]:
    if result.duplicates:
        text = _("Every line of this file is in the desk: importing it again would change nothing.")
        return _("Nothing new"), text
    said = " ".join(problem.message for problem in result.problems[:2])
    return _("Nothing in this file can be imported into this account"), said


def _table(name: str, rows: Sequence[Any], columns: tuple[Column, ...]) -> TableView:
    known = {each.id: each for each in rows}
    model = RowsModel(columns, lambda each: int(each.id))
    table = TableView(model, name)
    if columns is FILE_COLUMNS:
        table.set_density(Density.TWO_LINES)
    model.setParent(table)
    model.rows_wanted.connect(lambda ids: model.take_rows([known[i] for i in ids]))
    model.show(list(known), rows[:_FIRST_ROWS])
    return table


IMPORT_ACTIONS = (
    Action(
        id="statement.go",
        text=N_("Import"),
        menu="file",
        icon="check",
        keys=("Ctrl+Return",),
        shown_first=True,
        enabled=lambda page: page.may_import,
        run=lambda page: page.go_on(),
    ),
    Action(
        id="statement.leave",
        text=N_("Close without importing"),
        menu="file",
        icon="x",
        shown_keys="Esc",
        run=lambda page: page.finished.emit(),
    ),
)
