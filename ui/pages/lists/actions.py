"""What can be done with any list, as data; a page adds what is its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from cluster_desk.i18n import N_, _
from ui.pages.actions import Action
from ui.pages.lists.apart import open_apart
from ui.pages.lists.layout import order_by, want_side
from ui.pages.lists.spec import ListSpec

if TYPE_CHECKING:
    from ui.pages.lists.exporting import SeenList

_Page = Any  # ListPage, which imports this module


def has_one(page: _Page) -> bool:
    """Whether a row is looked at."""
    return page.body.table.current_id() is not None


def has_list(page: _Page) -> bool:
    """Whether anything is listed."""
    return bool(page.list.model.ids)


def has_ticks(page: _Page) -> bool:
    """Whether rows are ticked."""
    return len(page.list.model.ticks) > 0


def has_own_view(page: _Page) -> bool:
    """Whether a saved view is open that nobody else has."""
    view = page.views.current
    return view is not None and not view.is_shared


def list_actions(spec: ListSpec) -> tuple[Action, ...]:
    """Export, copy, select, filter, order, card and saved views, with ids that begin with its name.

    `members.export`, `members.export_ticked`, `.copy`, `.window`, `.tick_all`, `.tick_none`,
    `.filter`, `.side`, `.retry`, `.view.keep`, `.view.share`, `.view.restore`, `.view.drop`,
    and `.order.COLUMN`.
    """
    name = spec.name
    orders = (_order(name, column.sort, column.title) for column in spec.columns if column.sort)
    parts = (_giving, _ticking, _going, _opening, _viewing, _keeping)
    return (*(action for part in parts for action in part(name)), *orders)


def _giving(name: str) -> tuple[Action, ...]:
    return (
        Action(
            id=f"{name}.export",
            text=N_("Export"),
            menu="file",
            group=1,
            icon="download",
            keys=("Ctrl+E",),
            enabled=has_list,
            run=lambda page: _export(page, page.list.model.ids),
        ),
        Action(
            id=f"{name}.export_ticked",
            text=N_("Export the selected"),
            menu="file",
            group=1,
            icon="download",
            enabled=has_ticks,
            run=lambda page: _export(page, page.list.ticked_ids()),
        ),
        Action(
            id=f"{name}.copy",
            text=N_("Copy as a table"),
            menu="edit",
            group=1,
            icon="copy",
            keys=("Ctrl+C",),
            enabled=lambda page: has_one(page) or has_ticks(page),
            run=_copy,
        ),
    )


def _ticking(name: str) -> tuple[Action, ...]:
    return (
        Action(
            id=f"{name}.tick",
            text=N_("Select or leave the row"),
            menu="edit",
            group=2,
            shown_keys="Space",
            enabled=has_one,
            run=lambda page: page.list.model.ticks.toggle(page.body.table.current_id()),
        ),
        Action(
            id=f"{name}.tick_all",
            text=N_("Select all listed"),
            menu="edit",
            group=2,
            icon="list-checks",
            keys=("Ctrl+A",),
            enabled=has_list,
            run=lambda page: page.list.model.ticks.put(page.list.model.ids, on=True),
        ),
        Action(
            id=f"{name}.tick_none",
            text=N_("Select none"),
            menu="edit",
            group=2,
            icon="x",
            keys=("Ctrl+Shift+A",),
            enabled=has_ticks,
            run=lambda page: page.list.model.ticks.put_only([]),
        ),
    )


def _going(name: str) -> tuple[Action, ...]:
    return tuple(
        Action(
            id=f"{name}.{which}",
            text=text,
            menu="go",
            group=5,
            keys=(keys,),
            enabled=has_list,
            run=partial(_step, steps),
        )
        for which, text, keys, steps in (
            ("previous_row", N_("Row above"), "Alt+Up", -1),
            ("next_row", N_("Row below"), "Alt+Down", 1),
        )
    )


def _opening(name: str) -> tuple[Action, ...]:
    return (
        Action(
            id=f"{name}.window",
            text=N_("Open in a window of its own"),
            menu="record",
            group=8,
            icon="external-link",
            shown_keys="Ctrl+Return",
            enabled=has_one,
            run=open_apart,
        ),
    )


def _step(steps: int, page: _Page) -> None:
    page.body.table.step(steps)


def _viewing(name: str) -> tuple[Action, ...]:
    return (
        Action(
            id=f"{name}.filter",
            text=N_("Filter in this view"),
            menu="view",
            group=10,
            icon="search",
            keys=("Ctrl+F",),
            run=_focus_filter,
        ),
        Action(
            id=f"{name}.side",
            text=N_("Card at the right"),
            menu="view",
            group=10,
            icon="panel-right",
            keys=("F4",),
            checked=lambda page: page.side_wanted,
            run=lambda page: want_side(page, seen=not page.side_wanted),
        ),
        Action(
            id=f"{name}.retry",
            text=N_("Read the list again"),
            menu="view",
            group=10,
            icon="refresh-cw",
            run=lambda page: page.reload(),
        ),
    )


def _keeping(name: str) -> tuple[Action, ...]:
    return (
        Action(
            id=f"{name}.view.keep",
            text=N_("Save this view"),
            menu="view",
            group=11,
            icon="save",
            run=lambda page: page.views.keep(),
        ),
        Action(
            id=f"{name}.view.share",
            text=N_("Share this view with everybody"),
            menu="view",
            group=11,
            icon="users",
            enabled=has_own_view,
            run=lambda page: page.views.keep(for_all=True),
        ),
        Action(
            id=f"{name}.view.restore",
            text=N_("Restore the saved view"),
            menu="view",
            group=11,
            icon="rotate-ccw",
            enabled=lambda page: page.views.is_changed,
            run=lambda page: page.views.restore(),
        ),
        Action(
            id=f"{name}.view.drop",
            text=N_("Delete the saved view"),
            menu="view",
            group=11,
            icon="trash-2",
            enabled=lambda page: page.views.current is not None,
            run=lambda page: page.views.drop(),
        ),
    )


def _order(name: str, sort: str, title: str) -> Action:
    return Action(
        id=f"{name}.order.{sort}",
        text=title,
        menu="view",
        group=20,
        run=lambda page: order_by(page, sort),
        label=lambda _page: _("Order by: {column}").format(column=_(title)),
        checked=lambda page: page.list.question.sort == sort,
    )


def _export(page: _Page, ids: Sequence[int]) -> None:
    from ui.pages.lists.exporting import export_seen  # now and then

    export_seen(page, _seen(page, ids))


def _copy(page: _Page) -> None:
    from ui.pages.lists.exporting import copy_seen  # as above

    current = page.body.table.current_id()
    copy_seen(page, _seen(page, page.list.ticked_ids() or ([] if current is None else [current])))


def _seen(page: _Page, ids: Sequence[int]) -> SeenList:
    from ui.pages.lists.exporting import SeenList, visible_columns  # as above

    return SeenList(
        spec=page.spec,
        ids=ids,
        columns=visible_columns(page.spec, page.body.table.hidden),
        question=page.list.question,
        filters=(page.header.view_name(), *page.filters.words()),
    )


def _focus_filter(page: _Page) -> None:
    page.list.model.ticks.put_only([])
    page.filters.search.setFocus()
    page.filters.search.selectAll()
