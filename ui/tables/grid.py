"""Lay the attendance register out by person or by organisation, and change its cells in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from cluster_desk.domain.tables import CAME, Mark, Share, mark_for_organisation
from cluster_desk.i18n import _
from cluster_desk.queries.tables.card import shares
from cluster_desk.queries.tables.register import (
    LineKey,
    Register,
    RegisterCell,
    RegisterLine,
    RegisterMeeting,
)


class By(StrEnum):
    """What a row of the register is."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A person, or an organisation with the people it sends; `under` stands below the name."""

    name: str
    under: str
    lines: tuple[int, ...]
    is_guest: bool


Spot = tuple[LineKey, int]
"""A cell of the register: whose, and the meeting's id."""


class Grid:
    """The register as it is read, changed by what was typed and not yet confirmed."""

    def __init__(self, register: Register, by: By) -> None:
        self.register, self.by = register, by
        self.meetings: tuple[RegisterMeeting, ...] = register.meetings
        self._cells = [list(line.cells) for line in register.lines]
        self._places = {line.key: place for place, line in enumerate(register.lines)}
        self.rows = _by_person(register) if by is By.PERSON else _by_organisation(register)
        self._rows_of = {line: n for n, row in enumerate(self.rows) for line in row.lines}
        self._row_shares: dict[int, Share] = {}
        self._column_shares: dict[int, tuple[Share, int]] = {}

    # ── what is said ─────────────────────────────────────────────────────────────────────────
    def cell(self, row: int, column: int) -> RegisterCell | None:
        """The cell of a person, or of an organisation put together; None where not called."""
        lines = self.rows[row].lines
        cells = [self._cells[line][column] for line in lines]
        if len(cells) == 1:
            return cells[0]
        return _together([cell for cell in cells if cell is not None])

    def lines_at(self, row: int, column: int) -> list[RegisterLine]:
        """The people of a row who were called to a meeting, or came; else all of the row."""
        every = self.rows[row].lines
        called = [line for line in every if self._cells[line][column] is not None]
        return [self.register.lines[line] for line in called or every]

    def came_at(self, row: int, column: int) -> list[RegisterLine]:
        """Those of them who came."""
        return [
            self.register.lines[line]
            for line in self.rows[row].lines
            if (cell := self._cells[line][column]) is not None and cell.mark in CAME
        ]

    def row_share(self, row: int) -> Share:
        """Meetings attended of those called to."""
        if row not in self._row_shares:
            cells = [self.cell(row, column) for column in self._held()]
            self._row_shares[row] = shares(cells)[0]
        return self._row_shares[row]

    def column_share(self, column: int) -> tuple[Share, int]:
        """Of those called how many came, and how many guests besides."""
        if column not in self._column_shares:
            cells = [self.cell(row, column) for row in range(len(self.rows))]
            held = self.meetings[column].is_held
            self._column_shares[column] = shares(cells) if held else (Share(came=0, called=0), 0)
        return self._column_shares[column]

    def share(self) -> Share:
        """Of everybody at every meeting."""
        each = [self.row_share(row) for row in range(len(self.rows))]
        return Share(came=sum(s.came for s in each), called=sum(s.called for s in each))

    def counts(self) -> Counter[Mark]:
        """How many cells say what."""
        cells = (self.cell(row, c) for row in range(len(self.rows)) for c in self._held())
        return Counter(cell.mark for cell in cells if cell is not None and cell.mark is not None)

    def says(self, register: Register) -> bool:
        """Whether this register, read again, is what is shown already."""
        mine = self.register
        return (
            mine.meetings == register.meetings
            and [_whose(line) for line in mine.lines] == [_whose(line) for line in register.lines]
            and all(
                tuple(cells) == line.cells
                for cells, line in zip(self._cells, register.lines, strict=True)
            )
        )

    # ── what is changed ──────────────────────────────────────────────────────────────────────
    def at(self, spot: Spot) -> RegisterCell | None:
        """One cell of the register itself."""
        key, meeting_id = spot
        return self._cells[self._places[key]][self._column(meeting_id)]

    def put(self, spot: Spot, mark: Mark) -> None:
        """Say it at once, as the use-case will keep it."""
        key, meeting_id = spot
        column = self._column(meeting_id)
        if key not in self._places or column < 0:
            return  # read again meanwhile, and gone
        line = self._places[key]
        self._cells[line][column] = _marked(self._cells[line][column], mark, self.meetings[column])
        self._row_shares.pop(self._rows_of[line], None)
        self._column_shares.pop(column, None)

    def _column(self, meeting_id: int) -> int:
        return next((n for n, m in enumerate(self.meetings) if m.id == meeting_id), -1)

    def _held(self) -> list[int]:
        return [place for place, meeting in enumerate(self.meetings) if meeting.is_held]


def _whose(line: RegisterLine) -> tuple[object, ...]:
    return line.key, line.name, line.organisation, line.role


def _marked(cell: RegisterCell | None, mark: Mark, meeting: RegisterMeeting) -> RegisterCell | None:
    before = cell or RegisterCell(mark=None, is_guest=True)
    if mark in CAME:
        hours = before.mark in CAME
        minutes = 0 if mark is Mark.DELEGATED else meeting.minutes
        return replace(
            before,
            mark=mark,
            minutes=before.minutes if hours and mark is not Mark.DELEGATED else minutes,
            arrived_at=before.arrived_at if hours else _begins(meeting),
            left_at=before.left_at if hours else None,
            stays=max(before.stays, 1),
        )
    gone = replace(before, minutes=0, arrived_at=None, left_at=None, stays=0, stands_in=False)
    if mark is Mark.EXCUSED:
        return replace(gone, mark=mark)
    if before.is_guest:
        return None
    return replace(gone, mark=Mark.ABSENT if meeting.is_held else None)


def _begins(meeting: RegisterMeeting) -> time:
    return meeting.opened_at or meeting.starts_at


def _together(cells: Sequence[RegisterCell]) -> RegisterCell | None:
    """What an organisation's people make of it: it came when anybody of it came."""
    if not cells:
        return None
    stand_ins = {place for place, cell in enumerate(cells) if cell.stands_in}
    mark = mark_for_organisation([cell.mark for cell in cells], stand_ins)
    there = [cell for cell in cells if cell.mark in CAME]
    arrivals = [cell.arrived_at for cell in there if cell.arrived_at]
    stays_on = any(cell.left_at is None for cell in there)
    exits = [cell.left_at for cell in there if cell.left_at]
    return RegisterCell(
        mark=mark,
        minutes=max((cell.minutes for cell in there), default=0),
        arrived_at=min(arrivals, default=None),
        left_at=None if stays_on else max(exits, default=None),
        stays=len(there),
        note=" · ".join(cell.note for cell in cells if cell.note),
        is_guest=all(cell.is_guest for cell in cells),
    )


def _by_person(register: Register) -> list[GridRow]:
    return [
        GridRow(
            name=line.name,
            under=line.organisation,
            lines=(place,),
            is_guest=line.role is None,
        )
        for place, line in enumerate(register.lines)
    ]


def _by_organisation(register: Register) -> list[GridRow]:
    """Organisations by name; then who came for nobody, each on a row of their own."""
    sent: dict[int, list[int]] = defaultdict(list)
    alone = []
    for place, line in enumerate(register.lines):
        if line.organisation_id is None:
            alone.append(place)
        else:
            sent[line.organisation_id].append(place)
    rows = [_organisation(register, places) for places in sent.values()]
    rows.sort(key=lambda row: (row.is_guest, row.name.casefold()))
    for place in alone:
        line = register.lines[place]
        under = _("in their own name")
        is_guest = line.role is None
        rows.append(GridRow(name=line.name, under=under, lines=(place,), is_guest=is_guest))
    return rows


def _organisation(register: Register, places: Sequence[int]) -> GridRow:
    lines = [register.lines[place] for place in places]
    return GridRow(
        name=lines[0].organisation,
        under=", ".join(line.name for line in lines),
        lines=tuple(places),
        is_guest=all(line.role is None for line in lines),
    )
