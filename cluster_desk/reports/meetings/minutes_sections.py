"""How each kind of block of the minutes looks: prose in a text serif, facts in tables."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _
from cluster_desk.reports.meetings.minutes_document import (
    AgendaList,
    AttachmentList,
    Closing,
    ItemHeading,
    PresenceChange,
    PresenceRow,
    PresenceTable,
    Prose,
    QuorumStatement,
    ResolutionBox,
    SectionHeading,
)
from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.box import Box
from cluster_desk.reports.pdf.facts import text_line
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.heading import Heading
from cluster_desk.reports.pdf.lettering import (
    AGENDA,
    CELL,
    CHANGE,
    RESOLVED,
    SMALL,
    SMALL_NOTE,
    Lettering,
)
from cluster_desk.reports.pdf.sheet import PORTRAIT
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain, prose, prose_line

_NONE = "–"
_COUNT = Lettering(CELL.strong().font, 11, 14)
_OUTCOME = Lettering(CELL.strong().font, 8.8, 14)
_TALLY = Rules(
    above=0,
    below=0,
    gap=8,
    head_above=5,
    head_below=1,
    head=None,
    between=None,
    top=(0.5, palette.LINE),
)


@singledispatch
def section(block: object) -> list[Any]:
    """The flowables of one block, in the order they are read."""
    raise TypeError(type(block).__name__)


@section.register
def _heading(block: SectionHeading) -> list[Any]:
    return [Heading(block.text)]


@section.register
def _prose(block: Prose) -> list[Any]:
    return prose(block.text)


@section.register
def _quorum(block: QuorumStatement) -> list[Any]:
    return [Spacer(1, 3), *prose(block.text)]


@section.register
def _closing(block: Closing) -> list[Any]:
    return [Spacer(1, 4), *prose(block.text)]


@section.register
def _change(block: PresenceChange) -> list[Any]:
    return prose(block.text, CHANGE)


@section.register
def _item(block: ItemHeading) -> list[Any]:
    return [Heading(block.title, number=f"{block.number}.", before=11)]


@section.register
def _agenda(block: AgendaList) -> list[Any]:
    numbered = enumerate(block.items, 1)
    return [*(plain(item, AGENDA, bullet=f"{n}.") for n, item in numbered), Spacer(1, 4)]


@section.register
def _attachments(block: AttachmentList) -> list[Any]:
    words = [plain(item, SMALL_NOTE) for item in block.items]
    return [text_line(_("Attachments"), CELL.strong()), *words] if words else []


@section.register
def _presence(block: PresenceTable) -> list[Any]:
    rows = block.rows
    shown: list[tuple[Column, list[Cell]]] = [
        (Column(block.name_title or _("Name"), 43), [_who(row) for row in rows]),
        (Column(_("Office held"), 16), [_muted(row.office) for row in rows]),
        (Column(_("Presence"), 21), [_told(row, row.presence) for row in rows]),
        (Column(_("Votes"), 8, "right"), [_votes(row) for row in rows]),
        (Column(_("Arrival"), 10), [_told(row, _hour(row, arrived=True)) for row in rows]),
        (Column(_("Departure"), 10), [_told(row, _hour(row, arrived=False)) for row in rows]),
    ]
    kept = [(column, cells) for column, cells in shown if any(map(_is_filled, cells))]
    cells = list(zip(*(cells for _column, cells in kept), strict=True))
    return [Grid([column for column, _cells in kept], cells)]


@section.register
def _resolution(block: ResolutionBox) -> list[Any]:
    if block.number:
        head = _("Resolution no. {number}").format(number=block.number)
    else:
        head = _("Proposal put to the vote")
    title = CELL.strong().coloured(palette.PLUM)
    content = [text_line(head.upper(), title, after=0), Spacer(1, 3)]
    for paragraph in prose(block.text, RESOLVED):
        content += [paragraph, Spacer(1, 5)]
    content.append(_tally(block))
    if block.notes:
        content.append(Spacer(1, 3))
        content += [prose_line(line, SMALL_NOTE) for line in block.notes.splitlines() if line]
    bar = palette.PLUM if block.is_approved else palette.RULE
    return [Box(content, PORTRAIT, bar=bar)]


def _tally(block: ResolutionBox) -> Grid:
    counts = [
        (_("In favour (votes)"), block.in_favour),
        (_("Against (votes)"), block.against),
        (_("Abstained (votes)"), block.abstained),
        (_("Blank (ballots)"), block.blank),
        (_("Void (ballots)"), block.void),
    ]
    shown = [(label, str(count)) for label, count in counts if count is not None]
    colour = palette.GOOD if block.is_approved else palette.BAD
    outcome = Run(block.outcome, _OUTCOME.coloured(colour))
    columns = [Column(label, 15, lettering=_COUNT) for label, _count in shown]
    columns.append(Column(_("Outcome"), 100 - 15 * len(shown)))
    return Grid(columns, [[*(count for _label, count in shown), outcome]], _TALLY)


def _who(row: PresenceRow) -> Cell:
    name = CELL.muted() if row.is_absent else CELL.strong()
    return (Run(row.name, name), Run(row.represented, SMALL))


def _muted(text: str) -> Run:
    return Run(text, CELL.muted())


def _told(row: PresenceRow, text: str) -> Run:
    return Run(text, CELL.muted() if row.is_absent else CELL)


def _votes(row: PresenceRow) -> Run:
    return _told(row, "" if row.votes is None else str(row.votes))


def _hour(row: PresenceRow, *, arrived: bool) -> str:
    hour = row.arrived_at if arrived else row.left_at
    return time_text(hour) if hour else _NONE


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, Run) or cell.text not in {"", _NONE}
