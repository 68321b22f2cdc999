"""What can be done on the members' page, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication

from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.members.rows import MemberRow
from ui.kit.toast import Notice
from ui.members.columns import COLUMNS
from ui.members.layout import order_by, want_side
from ui.pages.actions import Action

_Page = Any  # MembersPage, which imports this module


def _has_one(page: _Page) -> bool:
    return page.body.table.current_id() is not None


def _has_organisation(page: _Page) -> bool:
    row_id = page.body.table.current_id()
    record = None if row_id is None else page.members.model.cache.record(row_id)
    return record is not None and record.organisation_id is not None


def _has_list(page: _Page) -> bool:
    return bool(page.members.model.ids)


def _add(page: _Page) -> None:
    from ui.members.form_page import MemberFormPage  # opened now and then

    page.page_wanted.emit(MemberFormPage(page.workspace))


def _edit(page: _Page) -> None:
    from ui.members.form_page import MemberFormPage  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        page.page_wanted.emit(MemberFormPage(page.workspace, row_id))


def _record_event(page: _Page) -> None:
    from ui.members.event_sheet import open_event_sheet  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        record = page.members.model.cache.record(row_id)
        open_event_sheet(page, row_id, record.name if record else "")


def _classify(page: _Page) -> None:
    from ui.members.class_sheet import open_class_sheet  # as above

    row_id = page.body.table.current_id()
    record = None if row_id is None else page.members.model.cache.record(row_id)
    if record is not None:
        open_class_sheet(page, record)


def _import(page: _Page) -> None:
    from ui.members.importing import choose_file  # as above

    choose_file(page)


def _export(page: _Page) -> None:
    from ui.members.exporting import export_seen  # as above

    export_seen(page, _seen(page, page.members.model.ids))


def _export_all(page: _Page) -> None:
    from ui.members.exporting import export_all  # as above

    export_all(page, page.members.question)


def _export_register(page: _Page) -> None:
    from ui.members.exporting import export_register  # as above

    export_register(page, page.members.question.on)


def _export_ticked(page: _Page) -> None:
    from ui.members.exporting import export_seen  # as above

    ticked = page.members.model.ticks.ids()
    listed = [row_id for row_id in page.members.model.ids if row_id in ticked]
    export_seen(page, _seen(page, listed + sorted(ticked.difference(listed))))


def _seen(page: _Page, ids: Sequence[int]) -> Any:
    from ui.members.exporting import SeenList, visible_keys  # as above

    return SeenList(
        ids=ids,
        keys=visible_keys(page.body.table.hidden),
        question=page.members.question,
        filters=(page.header.view_name(), *page.filters.words()),
    )


def _copy(page: _Page) -> None:
    ticked = page.members.model.ticks.ids()
    current = page.body.table.current_id()
    ids = [i for i in page.members.model.ids if i in ticked] or [current]
    page.members.rows_of(ids, then=lambda rows: _copied(page, rows))


def _copied(page: _Page, rows: Sequence[MemberRow]) -> None:
    from ui.members.exporting import table_text  # as above

    count = len(rows)
    QApplication.clipboard().setText(table_text(rows, page.body.table.hidden))
    sentence = ngettext("{count} row copied as a table", "{count} rows copied as a table", count)
    page.noticed.emit(Notice(text=sentence.format(count=count)))


def _focus_filter(page: _Page) -> None:
    page.members.model.ticks.put_only([])
    page.filters.search.setFocus()
    page.filters.search.selectAll()


def _order(sort: str, title: str) -> Action:
    return Action(
        id=f"members.order.{sort}",
        text=title,
        menu="view",
        group=20,
        run=lambda page: order_by(page, sort),
        label=lambda _page: _("Order by: {column}").format(column=_(title)),
        checked=lambda page: page.members.question.sort.column == sort,
    )


MEMBERS_ACTIONS = (
    Action(
        id="members.new",
        text=N_("New member"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=_add,
    ),
    Action(
        id="members.import",
        text=N_("Import"),
        menu="file",
        group=1,
        icon="upload",
        keys=("Ctrl+O",),
        run=_import,
    ),
    Action(
        id="members.export",
        text=N_("Export"),
        menu="file",
        group=1,
        icon="download",
        keys=("Ctrl+E",),
        enabled=_has_list,
        run=_export,
    ),
    Action(
        id="members.export_ticked",
        text=N_("Export the selected"),
        menu="file",
        group=1,
        icon="download",
        enabled=lambda page: len(page.members.model.ticks) > 0,
        run=_export_ticked,
    ),
    Action(
        id="members.export_all",
        text=N_("Export everything, with addresses"),
        menu="file",
        group=1,
        icon="file-spreadsheet",
        enabled=_has_list,
        run=_export_all,
    ),
    Action(
        id="members.register",
        text=N_("Register of members as PDF"),
        menu="file",
        group=1,
        icon="file-text",
        keys=("Ctrl+Shift+P",),
        enabled=_has_list,
        run=_export_register,
    ),
    Action(
        id="members.copy",
        text=N_("Copy as a table"),
        menu="edit",
        group=1,
        icon="copy",
        keys=("Ctrl+C",),
        enabled=lambda page: _has_one(page) or len(page.members.model.ticks) > 0,
        run=_copy,
    ),
    Action(
        id="members.tick_all",
        text=N_("Select all listed"),
        menu="edit",
        group=2,
        icon="list-checks",
        keys=("Ctrl+A",),
        enabled=_has_list,
        run=lambda page: page.members.model.ticks.put(page.members.model.ids, on=True),
    ),
    Action(
        id="members.tick_none",
        text=N_("Select none"),
        menu="edit",
        group=2,
        icon="x",
        keys=("Ctrl+Shift+A",),
        enabled=lambda page: len(page.members.model.ticks) > 0,
        run=lambda page: page.members.model.ticks.put_only([]),
    ),
    Action(
        id="members.filter",
        text=N_("Filter in this view"),
        menu="view",
        group=10,
        icon="search",
        keys=("Ctrl+F",),
        run=_focus_filter,
    ),
    Action(
        id="members.side",
        text=N_("Member’s card at the right"),
        menu="view",
        group=10,
        icon="panel-right",
        keys=("F4",),
        checked=lambda page: page.side_wanted,
        run=lambda page: want_side(page, seen=not page.side_wanted),
    ),
    Action(
        id="members.retry",
        text=N_("Read the list again"),
        menu="view",
        group=10,
        icon="refresh-cw",
        run=lambda page: page.reload(),
    ),
    *(_order(column.sort, column.title) for column in COLUMNS if column.sort),
    Action(
        id="members.edit",
        text=N_("Edit"),
        menu="record",
        icon="pencil",
        keys=("F2",),
        enabled=_has_organisation,
        run=_edit,
    ),
    Action(
        id="members.event",
        text=N_("Record an event"),
        menu="record",
        icon="calendar-clock",
        keys=("Ctrl+Shift+E",),
        enabled=_has_one,
        run=_record_event,
    ),
    Action(
        id="members.classify",
        text=N_("Change category or size"),
        menu="record",
        icon="scale",
        keys=("Ctrl+Shift+K",),
        enabled=_has_one,
        run=_classify,
    ),
)

ON_A_ROW = ("members.edit", "members.event", "members.classify", "members.copy")
"""What the menu on a row of the list offers."""
