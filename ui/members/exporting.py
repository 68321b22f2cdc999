"""Give the list away as it is seen: a workbook, or text for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.association import profile
from cluster_desk.queries.members.rows import MemberRow, member_rows
from ui.kit.dialogs import ask_where_to_save, open_file
from ui.kit.table.columns import CellKind
from ui.kit.toast import Notice
from ui.members.columns import COLUMNS
from ui.members.listing import Question

if TYPE_CHECKING:
    from ui.members.page import MembersPage

_CODES = frozenset({"province"})
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


@dataclass(frozen=True, kw_only=True)
class Export:
    """What is exported: these members, these columns, asked for in these words."""

    ids: Sequence[int]
    keys: tuple[str, ...]
    question: Question
    filters: tuple[str, ...]


def export_members(page: MembersPage, ids: Sequence[int]) -> None:
    """Ask where to, then write beside the event loop; says so when it is done."""
    path = ask_where_to_save(
        page,
        _("Export members"),
        _("members.xlsx"),
        ((_("Excel workbook"), "xlsx"), (_("Text for other programs"), "csv")),
    )
    if path is None:
        return
    export = Export(
        ids=ids,
        keys=visible_keys(page.body.table.hidden),
        question=page.members.question,
        filters=(page.header.view_name(), *page.filters.words()),
    )
    page.workspace.compute(
        partial(write_export, page.workspace.desk, export, path),
        then=lambda count: page.noticed.emit(_done(path, count)),
        job=_("Export of the members"),
    )


def visible_keys(hidden: frozenset[str]) -> tuple[str, ...]:
    """The columns the person wants to see, whether or not the window had room for them."""
    return tuple(c.key for c in COLUMNS if c.key not in hidden and c.key != CellKind.CHECK)


def write_export(desk: Desk, export: Export, path: Path) -> int:
    """Write the file, whole or not at all; how many members are in it."""
    day = {"on": export.question.on, "year": export.question.year}
    rows = desk.read(member_rows, export.ids, **day)
    make = csv_bytes if path.suffix.lower() == ".csv" else partial(workbook_bytes, desk)
    content = make(export, rows)
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
    return len(rows)


def csv_bytes(export: Export, rows: Sequence[MemberRow]) -> bytes:
    """UTF-8 with its mark, semicolons, decimal commas; no cell that a spreadsheet would run."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_(column.title) for column in COLUMNS if column.key in export.keys])
    writer.writerows([_csv_text(_VALUES[key](row)) for key in export.keys] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def table_text(rows: Sequence[MemberRow], hidden: frozenset[str]) -> str:
    """Tabs and headers, to be pasted into a spreadsheet or a letter."""
    keys = visible_keys(hidden)
    lines = [[_(column.title) for column in COLUMNS if column.key in keys]]
    lines += [[_csv_text(_VALUES[key](row)) for key in keys] for row in rows]
    return "\n".join("\t".join(text.replace("\t", " ") for text in line) for line in lines)


def _csv_text(value: Any) -> str:
    if isinstance(value, Money):
        return value.canonical().replace(".", ",")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    text = f"{value:%d/%m/%Y}" if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def workbook_bytes(desk: Desk, export: Export, rows: Sequence[MemberRow]) -> bytes:
    """The treasurer's workbook: real dates and numbers, filters, totals that follow them."""
    from cluster_desk.reports.workbook.about import about_text  # openpyxl: only for a workbook
    from cluster_desk.reports.workbook.model import Column, Kind, Scope, Sheet, Workbook
    from cluster_desk.reports.workbook.package import build

    kinds = {
        CellKind.MONEY: (Kind.MONEY, 14.0),
        "number": (Kind.INTEGER, 7.0),
        "name": (Kind.TEXT, 44.0),
        "province": (Kind.CODE, 7.0),
        "member_since": (Kind.DATE, 13.0),
        "vote": (Kind.YES_NO, 8.0),
    }
    money = {"charged", "paid", "balance"}
    columns = []
    for column in COLUMNS:
        if column.key in export.keys:
            kind, width = kinds.get(
                CellKind.MONEY if column.key in money else column.key, (Kind.TEXT, 22.0)
            )
            columns.append(
                Column(
                    header=_(column.title), kind=kind, width=width, is_summed=column.key in money
                )
            )
    found = desk.read(profile, on=export.question.on)
    scope = Scope(
        association=found.name if found else "",
        exported_at=desk.clock.now(),
        exported_by=desk.actor.name,
        filters=export.filters,
        is_sample=bool(found and found.sample),
    )
    sheet = Sheet(
        name=_("Members"),
        title=_("Members"),
        about=about_text(scope),
        columns=tuple(columns),
        rows=[[_VALUES[key](row) for key in export.keys] for row in rows],
        key_columns=2,
        total_label=_("Total"),
        total_label_column=export.keys.index("name"),
    )
    return build(Workbook(title=_("Members"), scope=scope, sheets=(sheet,)))


def _done(path: Path, count: int) -> Notice:
    sentence = ngettext(
        "{count} member exported to «{file}»", "{count} members exported to «{file}»", count
    )
    text = sentence.format(count=count_text(count), file=path.name)
    return Notice(text=text, action=_("Open"), run=lambda: open_file(path))
