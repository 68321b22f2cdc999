"""What can be done while reconciling, as data; the list of lines listens to the single keys."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.money import ZERO
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.services.treasury.settling import ReleaseLine, release_line
from ui.pages.actions import Action
from ui.pages.notices import undoable

_Page = Any  # ReconcilePage, which imports this module


def _is_open(page: _Page) -> bool:
    return page.pane.row is not None and page.pane.row.is_open


def _has_proposal(page: _Page) -> bool:
    return _is_open(page) and bool(page.pane.row.suggestions)


def _fee(page: _Page) -> None:
    from ui.treasury.fee_sheet import open_fee_sheet  # opened now and then

    open_fee_sheet(page, page.pane.row, page.board.facts)


def _category(page: _Page) -> None:
    from ui.treasury.category_sheet import open_category_sheet  # as above

    open_category_sheet(page, page.pane.row)


def _change(page: _Page) -> None:
    """The chosen proposal, to be put right before it is confirmed."""
    shown = page.pane.row
    chosen = shown.suggestions[page.pane.chosen] if shown.suggestions else None
    if shown.line.amount > ZERO and (chosen is None or chosen.fees is not None):
        from ui.treasury.fee_sheet import open_fee_sheet  # as above

        open_fee_sheet(page, shown, page.board.facts, chosen)
    else:
        from ui.treasury.category_sheet import open_category_sheet  # as above

        open_category_sheet(page, shown, chosen.category if chosen else "")


def _release(page: _Page) -> None:
    shown = page.pane.row
    page.view.wanted = shown.id
    page.workspace.write(
        release_line,
        ReleaseLine(line_id=shown.id),
        then=lambda outcome: page.noticed.emit(undoable(page.workspace, outcome)),
        refused=page.tell_refused,
    )


def _sure_text(page: _Page) -> str:
    count = len(page.board.sure()) if page.board else 0
    if not count:
        return _("Confirm the sure ones (from 95 %)")
    text = ngettext(
        "Confirm the {count} sure one (from 95 %)",
        "Confirm the {count} sure ones (from 95 %)",
        count,
    )
    return text.format(count=count_text(count))


def _leave_out(page: _Page) -> None:
    from ui.treasury.category_sheet import open_leave_out_sheet  # as above

    open_leave_out_sheet(page, page.pane.row)


def _import(page: _Page) -> None:
    from ui.treasury.importing import choose_file  # as above

    choose_file(page)


def _choose(place: int) -> Action:
    return Action(
        id=f"line.choose.{place}",
        text=(N_("Choose proposal 1"), N_("Choose proposal 2"), N_("Choose proposal 3"))[place - 1],
        menu="record",
        group=1,
        shown_keys=str(place),
        enabled=lambda page: _is_open(page) and len(page.pane.row.suggestions) >= place,
        run=lambda page: page.pane.choose(place - 1),
    )


RECONCILE_ACTIONS = (
    Action(
        id="line.import",
        text=N_("Import statement"),
        menu="file",
        icon="upload",
        keys=("Ctrl+O",),
        run=_import,
    ),
    Action(
        id="line.confirm_sure",
        text=N_("Confirm the sure ones (from 95 %)"),
        menu="record",
        icon="list-checks",
        keys=("Ctrl+Shift+Return",),
        enabled=lambda page: bool(page.board and page.board.sure()),
        label=_sure_text,
        run=lambda page: page.confirm_sure(),
    ),
    Action(
        id="line.confirm",
        text=N_("Confirm the proposal and go on"),
        menu="record",
        icon="check",
        shown_keys="Return",
        enabled=_has_proposal,
        run=lambda page: page.confirm(),
    ),
    Action(
        id="line.skip",
        text=N_("Skip this line"),
        menu="record",
        icon="arrow-down",
        shown_keys="S",
        enabled=_is_open,
        run=lambda page: page.view.step(),
    ),
    *(_choose(place) for place in (1, 2, 3)),
    Action(
        id="line.change",
        text=N_("Change the proposal"),
        menu="record",
        group=2,
        icon="pencil",
        shown_keys="E",
        enabled=_is_open,
        run=_change,
    ),
    Action(
        id="line.fee",
        text=N_("Look for a fee"),
        menu="record",
        group=2,
        icon="search",
        shown_keys="Q",
        enabled=lambda page: _is_open(page) and page.pane.row.line.amount > ZERO,
        run=_fee,
    ),
    Action(
        id="line.category",
        text=N_("Post in a category"),
        menu="record",
        group=2,
        icon="plus",
        shown_keys="C",
        enabled=_is_open,
        run=_category,
    ),
    Action(
        id="line.leave_out",
        text=N_("Leave out"),
        menu="record",
        group=2,
        icon="ban",
        shown_keys="X",
        enabled=_is_open,
        run=_leave_out,
    ),
    Action(
        id="line.release",
        text=N_("Open the line again"),
        menu="record",
        group=3,
        icon="rotate-ccw",
        shown_keys="R",
        enabled=lambda page: page.pane.row is not None and not page.pane.row.is_open,
        run=_release,
    ),
)

KEYS = {
    "Return": "line.confirm",
    "Enter": "line.confirm",
    "S": "line.skip",
    "1": "line.choose.1",
    "2": "line.choose.2",
    "3": "line.choose.3",
    "E": "line.change",
    "Q": "line.fee",
    "C": "line.category",
    "X": "line.leave_out",
    "R": "line.release",
}
"""What a single key on the list of lines does."""
HELD = {"line.skip"}
"""Whose key may be held down."""
