"""Give the list away: as it is seen, whole with every address, or as the book of members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.members.rows import MemberRow, member_rows
from ui.kit.dialogs import ask_where_to_save, open_file
from ui.kit.table.columns import CellKind
from ui.kit.toast import Notice
from ui.members.columns import COLUMNS
from ui.members.listing import Question
from ui.pages.page import Page

_MONEY = frozenset({"charged", "paid", "balance"})
_VALUES: dict[str, Callable[[MemberRow], Any]] = {
    "number": lambda row: row.number,
    "name": lambda row: row.name,
    "kind": lambda row: row.kind.label if row.kind else _("Person"),
    "category": lambda row: row.category.label,
    "size": lambda row: row.size.label,
    "sector": lambda row: row.sector,
    "city": lambda row: row.city,
    "province": lambda row: row.province,
    "status": lambda row: row.status.label if row.status else "",
    "charged": lambda row: row.charged,
    "paid": lambda row: row.paid,
    "balance": lambda row: row.balance,
    "payment": lambda row: row.payment.label,
    "member_since": lambda row: row.member_since,
    "vote": lambda row: row.may_vote,
}


class NotWritten(DeskError):
    """The place does not take the file."""

    message = N_(
        "«{file}» cannot be written: it is open in another program, or the folder is protected."
    )


@dataclass(frozen=True, kw_only=True)
class SeenList:
    """What is exported: these members, these columns, asked for in these words."""

    ids: Sequence[int]
    keys: tuple[str, ...]
    question: Question
    filters: tuple[str, ...]


def export_seen(page: Page, seen: SeenList) -> None:
    """The list as it is on the screen, as a workbook or as CSV."""
    kinds = ((_("Excel workbook"), "xlsx"), (_("Text for other programs"), "csv"))
    path = ask_where_to_save(page, _("Export the list"), _("members.xlsx"), kinds)
    if path is None:
        return
    count = len(seen.ids)
    sentence = ngettext(
        "{count} member exported to «{file}»", "{count} members exported to «{file}»", count
    )
    _write(page, partial(seen_bytes, seen, path.suffix), path, sentence, count)


def export_all(page: Page, question: Question) -> None:
    """Everybody with every address, in columns that can be imported again."""
    from cluster_desk.services.exports.members import members_file  # openpyxl: only for a workbook

    kinds = ((_("Excel workbook"), "xlsx"),)
    path = ask_where_to_save(page, _("Export everything"), _("register.xlsx"), kinds)
    if path is not None:
        day: dict[str, Any] = {"on": question.on, "year": question.year}
        sentence = _("The whole list was exported to «{file}»")
        _write(page, lambda desk: desk.read(members_file, **day).content, path, sentence)


def export_register(page: Page, on: date) -> None:
    """The book of members as PDF, as of today."""
    from cluster_desk.services.exports.members import register_file  # ReportLab: only for a PDF

    path = ask_where_to_save(
        page, _("Register of members"), _("register-of-members.pdf"), (("PDF", "pdf"),)
    )
    if path is not None:
        sentence = _("The register was written to «{file}»")
        _write(page, lambda desk: desk.read(register_file, on=on).content, path, sentence)


def visible_keys(hidden: frozenset[str]) -> tuple[str, ...]:
    """The columns the person wants to see, whether or not the window had room for them."""
    return tuple(c.key for c in COLUMNS if c.key not in hidden and c.key != CellKind.CHECK)


def seen_bytes(seen: SeenList, suffix: str, desk: Desk) -> bytes:
    """The file: totals that follow the filter in a workbook, plain rows in CSV."""
    from cluster_desk.reports.workbook.csv_file import csv_bytes  # openpyxl: as above
    from cluster_desk.reports.workbook.model import Workbook
    from cluster_desk.reports.workbook.package import build
    from cluster_desk.services.exports.file import scope_of

    on, year = seen.question.on, seen.question.year
    rows = desk.read(member_rows, seen.ids, on=on, year=year)
    scope = desk.read(scope_of, on=on, filters=seen.filters)
    sheet = seen_sheet(seen, rows, scope)
    if suffix.lower() == ".csv":
        return csv_bytes(sheet)
    return build(Workbook(title=_("Members"), scope=scope, sheets=(sheet,)))


def seen_sheet(seen: SeenList, rows: Sequence[MemberRow], scope: Any) -> Any:
    """The columns that are seen, with real numbers and dates."""
    from cluster_desk.reports.workbook.about import about_text  # openpyxl: as above
    from cluster_desk.reports.workbook.model import Column, Kind, Sheet

    kinds = dict.fromkeys(_MONEY, (Kind.MONEY, 14.0)) | {
        "number": (Kind.INTEGER, 7.0),
        "name": (Kind.TEXT, 44.0),
        "province": (Kind.CENTRED, 7.0),
        "member_since": (Kind.DATE, 13.0),
        "vote": (Kind.YES_NO, 8.0),
    }
    columns = [
        Column(
            column.title, *kinds.get(column.key, (Kind.TEXT, 20.0)), is_summed=column.key in _MONEY
        )
        for column in COLUMNS
        if column.key in seen.keys
    ]
    as_of = _("as of {date}").format(date=date_text(seen.question.on))
    return Sheet(
        name=_("Members"),
        title=_("Members"),
        about=about_text(scope, as_of),
        columns=tuple(columns),
        rows=[[_VALUES[key](row) for key in seen.keys] for row in rows],
        key_columns=seen.keys.index("name") + 1,
        total_label=_("Total"),
        total_label_column=seen.keys.index("name"),
    )


def table_text(rows: Sequence[MemberRow], hidden: frozenset[str]) -> str:
    """Tabs and headers, to be pasted into a spreadsheet or a letter."""
    from cluster_desk.reports.workbook.csv_file import guarded  # openpyxl: as above

    keys = visible_keys(hidden)
    lines = [[_(column.title) for column in COLUMNS if column.key in keys]]
    lines += [[guarded(_plain(_VALUES[key](row))) for key in keys] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


def _plain(value: Any) -> str:
    if isinstance(value, Money):
        return value.canonical().replace(".", ",")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    return date_text(value) if hasattr(value, "isoformat") else " ".join(str(value).split())


def _write(
    page: Page,
    make: Callable[[Desk], bytes],
    path: Path,
    sentence: str,
    count: int = 0,
) -> None:
    """Make the bytes and write them, whole or not at all, beside the event loop."""

    def work() -> None:
        content = make(page.workspace.desk)
        half = path.with_name(f".{path.name}.part")
        try:
            half.write_bytes(content)
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise NotWritten(file=path.name) from error

    def done(_nothing: None) -> None:
        text = sentence.format(count=count_text(count), file=path.name)
        page.noticed.emit(Notice(text=text, action=_("Open"), run=lambda: open_file(path)))

    page.workspace.compute(work, then=done, job=_("Export of the members"))
