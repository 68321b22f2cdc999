"""The columns of the history, and how each fact of an operation is shown."""

from __future__ import annotations

from cluster_desk.domain.records import OperationKind, areas_text
from cluster_desk.formats.dates import instant_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, pgettext
from cluster_desk.queries.history.lists import OperationRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column

_KIND_TONES = {
    OperationKind.UNDO: "info",
    OperationKind.ERASE: "warn",
    OperationKind.MIGRATE: "neutral",
}


def state_words(kind: str, *, is_undone: bool) -> tuple[str, str]:
    """What is told of an operation besides that it was done, and its tone; empty for most."""
    known = OperationKind(kind)
    if is_undone:
        return pgettext("operation", "Undone"), "neutral"
    if known is OperationKind.WRITE:
        return "", ""
    return known.label, _KIND_TONES[known]


def _state(row: OperationRow) -> Cell:
    return cells.chip(*state_words(row.kind, is_undone=row.is_undone))


def _label(row: OperationRow) -> Cell:
    if row.is_undone:
        spoken = _("{operation}, undone").format(operation=row.label)
        return Cell(text=row.label, tone="text3", spoken=spoken)
    return cells.strong(row.label)


COLUMNS = (
    cells.TICKS,
    Column(
        key="seq",
        value=lambda row: row.seq,
        book=("INTEGER", 8.0),
        title=N_("No."),
        cell=lambda row: cells.figures(count_text(row.seq), "text3"),
        width=64,
        sort="seq",
        right=True,
    ),
    Column(
        key="at",
        value=lambda row: instant_text(row.at),
        title=N_("When"),
        cell=lambda row: cells.figures(instant_text(row.at)),
        width=136,
        sort="at",
    ),
    Column(
        key="label",
        value=lambda row: row.label,
        book=("TEXT", 60.0),
        title=N_("What was done"),
        cell=_label,
        width=260,
        sort="label",
        stretch=True,
    ),
    Column(
        key="areas",
        value=lambda row: areas_text(row.topics),
        title=N_("Subject matter"),
        cell=lambda row: cells.words(areas_text(row.topics)),
        width=170,
        priority=3,
    ),
    Column(
        key="actor",
        value=lambda row: row.actor,
        title=N_("Who"),
        cell=lambda row: cells.words(row.actor),
        width=120,
        sort="actor",
        priority=2,
    ),
    Column(
        key="machine",
        value=lambda row: row.machine,
        title=N_("On the computer"),
        cell=lambda row: cells.words(row.machine),
        width=120,
        sort="machine",
        priority=5,
        shown=False,
    ),
    Column(
        key="changes",
        value=lambda row: row.changes,
        book=("INTEGER", 12.0),
        title=N_("Records touched"),
        cell=lambda row: cells.count(row.changes, "text2"),
        width=92,
        right=True,
        priority=4,
    ),
    Column(
        key="state",
        value=lambda row: state_words(row.kind, is_undone=row.is_undone)[0],
        title=N_("Status"),
        cell=_state,
        width=124,
    ),
)
