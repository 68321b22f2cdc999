"""Give a list away as it is seen: as a workbook, as CSV, or on the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.progress import Progress, Silent
from ui.kit.dialogs import ask_where_to_save
from ui.kit.table.columns import CellKind, Column
from ui.kit.toast import Notice
from ui.pages.lists.question import Question, rows_in_parts
from ui.pages.lists.spec import ListSpec
from ui.pages.page import Page
from ui.pages.saving import save_in_steps, tell, tell_stopped

_MANY = 2_000  # rows that take a moment: it is shown, and can be stopped
_TOLD_EVERY = 500


@dataclass(frozen=True, kw_only=True)
class SeenList:
    """What is exported: these rows, these columns, asked for in these words."""

    spec: ListSpec
    ids: Sequence[int]
    columns: tuple[Column, ...]
    question: Question
    filters: tuple[str, ...]


def export_seen(page: Page, seen: SeenList) -> None:
    """The list as it is on the screen, as a workbook or as CSV."""
    kinds = ((_("Excel workbook"), "xlsx"), (_("Text for other programs"), "csv"))
    words = seen.spec.words
    path = ask_where_to_save(page, _("Export the list"), f"{_(words.file_name)}.xlsx", kinds)
    if path is not None:
        count = len(seen.ids)
        make = partial(seen_bytes, seen, path.suffix)
        save_in_steps(page, make, path, words.exported(count), count)


def visible_columns(spec: ListSpec, hidden: frozenset[str]) -> tuple[Column, ...]:
    """The columns the person wants to see, whether or not the window had room for them."""
    return tuple(c for c in spec.columns if c.key not in hidden and c.key != CellKind.CHECK)


def seen_bytes(seen: SeenList, suffix: str, desk: Desk, progress: Progress) -> bytes:
    """The file: totals that follow the filter in a workbook, plain rows in CSV."""
    from cluster_desk.reports.workbook.csv_file import csv_bytes  # openpyxl: only for an export
    from cluster_desk.reports.workbook.model import Workbook
    from cluster_desk.reports.workbook.package import build
    from cluster_desk.services.exports.file import scope_of

    reading, writing = _halves(progress, len(seen.ids))
    rows = rows_in_parts(desk, seen.spec.source, seen.ids, seen.question, reading)
    scope = desk.read(scope_of, on=seen.question.on, filters=seen.filters)
    sheet = seen_sheet(seen, rows, scope)
    if suffix.lower() == ".csv":
        return csv_bytes(replace(sheet, rows=_told(sheet.rows, writing)))
    return build(Workbook(title=_(seen.spec.words.title), scope=scope, sheets=(sheet,)), writing)


def seen_sheet(seen: SeenList, rows: Sequence[Any], scope: Any) -> Any:
    """The columns that are seen, with real numbers and dates."""
    from cluster_desk.reports.workbook.about import about_text  # openpyxl: as above
    from cluster_desk.reports.workbook.model import Column as BookColumn
    from cluster_desk.reports.workbook.model import Kind, Sheet

    columns = [
        BookColumn(column.title, Kind[column.book[0]], column.book[1], is_summed=_sums(column))
        for column in seen.columns
    ]
    name_at = next((at for at, c in enumerate(seen.columns) if c.stretch), 0)
    title = _(seen.spec.words.title)
    as_of = _("as of {date}").format(date=date_text(seen.question.on))
    return Sheet(
        name=title,
        title=title,
        about=about_text(scope, as_of),
        columns=tuple(columns),
        rows=[[column.value(row) for column in seen.columns] for row in rows],
        key_columns=name_at + 1,
        total_label=_("Total"),
        total_label_column=name_at,
    )


def copy_seen(page: Page, seen: SeenList) -> None:
    """The rows on the clipboard, as `table_text` has them."""
    count = len(seen.ids)
    job = page.workspace.jobs.begin(_("Copy as a table") if count > _MANY else "")
    make = partial(copied_text, seen, page.workspace.desk, job or Silent())
    stopped = partial(tell_stopped, page, _("Copy stopped: the clipboard is as it was"))
    page.workspace.compute(
        make, then=lambda text: _copied(page, text, count), refused=stopped, job=job
    )


def copied_text(seen: SeenList, desk: Desk, progress: Progress) -> str:
    """These rows as `table_text` has them."""
    reading, writing = _halves(progress, len(seen.ids))
    rows = rows_in_parts(desk, seen.spec.source, seen.ids, seen.question, reading)
    text = table_text(seen.columns, _told(rows, writing))
    writing.step(1, 1)  # the last moment to stop
    return text


def table_text(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """Tabs and headers, to be pasted into a spreadsheet or a letter."""
    from cluster_desk.reports.workbook.csv_file import guarded  # openpyxl: as above

    lines = [[_(column.title) for column in columns]]
    lines += [[guarded(_plain(column.value(row))) for column in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


@dataclass(frozen=True)
class _Half:
    """Half of a job that is counted in rows: first they are read, then written."""

    whole: Progress
    before: int
    total: int

    def step(self, done: int, total: int, message: str = "") -> None:
        half = (self.total - self.before) if self.before else self.total // 2
        self.whole.step(self.before + half * done // max(total, 1), self.total, message)


def _halves(progress: Progress, count: int) -> tuple[_Half, _Half]:
    return _Half(progress, 0, count), _Half(progress, count // 2, count)


def _told(rows: Sequence[Any], progress: Progress) -> Iterator[Any]:
    for place, row in enumerate(rows):
        if place % _TOLD_EVERY == 0:
            progress.step(place, len(rows))
        yield row


def _copied(page: Page, text: str, count: int) -> None:
    QApplication.clipboard().setText(text)
    sentence = ngettext("{count} row copied as a table", "{count} rows copied as a table", count)
    tell(page, Notice(text=sentence.format(count=count_text(count))))


def _sums(column: Column) -> bool:
    return column.book[0] == "MONEY" and column.is_summed


def _plain(value: Any) -> str:
    if isinstance(value, Money):
        return value.canonical().replace(".", ",")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    return date_text(value) if hasattr(value, "isoformat") else " ".join(str(value).split())
