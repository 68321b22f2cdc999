"""Write the rows of a sheet as XML, adding up on the way what the totals will say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from openpyxl.utils import get_column_letter

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.reports.workbook.cell_xml import CellWriter
from cluster_desk.reports.workbook.looks import Look, LookBook
from cluster_desk.reports.workbook.model import (
    FIRST_ROW,
    HEADER_ROW,
    Cell,
    Column,
    Formula,
    Kind,
    Minutes,
    Plain,
    Row,
    Sheet,
    Tone,
    Value,
)

_TITLE_HEIGHT, _TOTAL_HEIGHT = 26, 20


class SheetWriter:
    """One sheet being written; used once. `rows` are those of the sheet, already at hand."""

    def __init__(
        self,
        sheet: Sheet,
        rows: Sequence[Sequence[Value] | Row],
        looks: LookBook,
        cells: CellWriter,
        *,
        is_sample: bool,
    ) -> None:
        self._sheet = sheet
        self._rows = rows or self._said_empty()
        self._looks = looks
        self._cells = cells
        self._is_sample = is_sample
        self._letters = [get_column_letter(n + 1) for n in range(len(sheet.columns))]
        self._sums = [0] * len(sheet.columns)

    @property
    def last_row(self) -> int:
        """The last row of the data."""
        return FIRST_ROW + len(self._rows) - 1

    @property
    def area(self) -> str:
        """All cells below the header, totals included."""
        return f"A{FIRST_ROW}:{self._letters[-1]}{self._sheet.last_rows(len(self._rows))[1]}"

    def xml(self) -> Iterator[str]:
        """The content of `sheetData`, a row at a time."""
        yield self._line(1, self._sheet.title, "title", _TITLE_HEIGHT)
        yield self._line(2, self._sheet.about, "scope", 0)
        if self._is_sample:
            yield self._line(3, _("SAMPLE – invented data"), "sample", 0)
        yield self._header()
        yield from self._body()
        for number, row in enumerate(self._closing(), self.last_row + 1):
            yield self._row(number, row, _TOTAL_HEIGHT if row.tone is Tone.TOTAL else 0)

    # --- above the data -------------------------------------------------------------------------

    def _line(self, number: int, text: str, part: str, height: int) -> str:
        start = f'<c r="A{number}" s="{self._looks.number(Look(part=part))}"'
        return _row_xml(number, [start + self._cells.write(text, Kind.TEXT)], height)

    def _header(self) -> str:
        cells = []
        for letter, column in zip(self._letters, self._sheet.columns, strict=True):
            style = self._looks.number(Look(kind=column.kind, part="header", number_format="@"))
            start = f'<c r="{letter}{HEADER_ROW}" s="{style}"'
            cells.append(start + self._cells.write(column.words()[0], Kind.TEXT))
        return _row_xml(HEADER_ROW, cells, self._sheet.header_height)

    # --- the data -------------------------------------------------------------------------------

    def _body(self) -> Iterator[str]:
        summed = [n for n, column in enumerate(self._sheet.columns) if column.is_summed]
        plain = [self._plain_cell(n) for n in range(len(self._sheet.columns))]
        for number, row in enumerate(self._rows, FIRST_ROW):
            if isinstance(row, Row):
                yield self._row(number, row)
                values: Sequence[Value] = row.values
            else:
                values = row
                cells = [cell(number, value) for cell, value in zip(plain, row, strict=True)]
                yield _row_xml(number, cells)
            for n in summed:
                self._sums[n] += _units(values[n])

    def _plain_cell(self, n: int) -> Callable[[int, Value], str]:
        """How the cells of a column are written; bound once, since there may be millions."""
        column, by_type = self._sheet.columns[n], self._cells.by_type
        start = f'<c r="{self._letters[n]}'
        style = f'" s="{self._looks.number(Look(kind=column.kind))}"'
        formula = column.formula

        def cell(number: int, value: Value) -> str:
            write = by_type.get(type(value))
            if write is not None:
                return f"{start}{number}{style}{write(value)}"
            if isinstance(value, bool):
                return f"{start}{number}{style}{self._cells.write(value, column.kind)}"
            return self._cell(number, n, value, Tone.PLAIN)

        if formula is None:
            return cell

        def result(number: int, value: Value) -> str:
            if value is None or isinstance(value, Cell | Formula):
                return cell(number, value)
            return cell(number, Formula(formula(number), value))

        return result

    def _row(self, number: int, row: Row, height: float = 0) -> str:
        """A row that stands out: formulas of the columns do not apply to it."""
        cells = [self._cell(number, n, value, row.tone) for n, value in enumerate(row.values)]
        return _row_xml(number, cells, height)

    def _cell(self, number: int, n: int, value: Value, tone: Tone) -> str:
        kind = self._sheet.columns[n].kind
        number_format = ""
        if isinstance(value, Cell):
            kind, tone = value.kind or kind, value.tone or tone
            number_format, value = value.number_format, value.value
        style = self._looks.number(Look(kind=kind, tone=tone, number_format=number_format))
        return f'<c r="{self._letters[n]}{number}" s="{style}"{self._cells.write(value, kind)}'

    # --- below the data -------------------------------------------------------------------------

    def _closing(self) -> list[Row]:
        """The totals as far as the data were written, and what the sheet adds below them."""
        rows = [self._totals()] if self._sheet.has_totals else []
        if self._sheet.closing:
            rows += self._sheet.closing(FIRST_ROW, self.last_row)
        return rows

    def _totals(self) -> Row:
        values: list[Value] = []
        for n, column in enumerate(self._sheet.columns):
            if column.is_summed:
                area = f"{self._letters[n]}{FIRST_ROW}:{self._letters[n]}{self.last_row}"
                values.append(Formula(f"SUBTOTAL(109,{area})", _total(column, self._sums[n])))
            elif n == self._sheet.total_label_column:
                label = self._sheet.total_label or _("Total (filtered rows)")
                values.append(Cell(label, kind=Kind.TEXT))
            else:
                values.append(None)
        return Row(values, Tone.TOTAL)

    def _said_empty(self) -> list[Row]:
        values: list[Value] = [None] * len(self._sheet.columns)
        text = self._sheet.nothing or _("Nothing to show here.")
        values[self._sheet.total_label_column] = Cell(text, kind=Kind.TEXT)
        return [Row(values, Tone.QUIET)]


def _row_xml(number: int, cells: Sequence[str], height: float = 0) -> str:
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{"".join(cells)}</row>'


def _units(value: Value) -> int:
    """What a value adds to a sum: cents, minutes or units."""
    if isinstance(value, Cell):
        value = value.value
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, Minutes):
        return value.count
    return value if isinstance(value, int) else 0


def _total(column: Column, units: int) -> Plain:
    if column.kind is Kind.MONEY:
        return Money(units)
    return Minutes(units) if column.kind is Kind.MINUTES else units
