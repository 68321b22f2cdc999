"""Give each kind and tone its look, once, from the colours of the association's documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from cluster_desk.reports.workbook.model import Kind, Tone

INK, GREY, PLUM, PALE, RULE = "1E191F", "6F6572", "7A2468", "F5E8F2", "CBC1CB"
FONT = "Calibri"
MONEY_FORMAT = '#,##0.00;[Red]-#,##0.00;"–"'
HOURS_FORMAT = '[h]:mm;;"–"'

_RIGHT = {Kind.INTEGER, Kind.MONEY, Kind.MINUTES, Kind.SHARE}
_CENTRE = {Kind.CENTRED, Kind.YES, Kind.YES_NO, Kind.TIME}
_NUMBER_FORMATS = {
    Kind.CODE: "@",
    Kind.INTEGER: "0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.TIME: "hh:mm",
    Kind.MONEY: MONEY_FORMAT,
    Kind.MINUTES: HOURS_FORMAT,
    Kind.SHARE: "0%",
}


@dataclass(frozen=True)
class Look:
    """Everything that decides how a cell is drawn."""

    kind: Kind = Kind.TEXT
    tone: Tone = Tone.PLAIN
    number_format: str = ""
    part: str = "data"
    """`data`, `header`, `title`, `scope` or `sample`."""


class LookBook:
    """The looks of one workbook, each with the number its cells carry in the file."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._numbers: dict[Look, int] = {}

    def number(self, look: Look) -> int:
        """The index of the look among the workbook's cell formats."""
        if look not in self._numbers:
            cell = WriteOnlyCell(self._sheet)
            cell.font, cell.alignment = _font(look), _alignment(look)
            if (fill := _fill(look)) is not None:
                cell.fill = fill
            if (border := _border(look)) is not None:
                cell.border = border
            cell.number_format = look.number_format or _NUMBER_FORMATS.get(look.kind, "General")
            self._numbers[look] = cell.style_id
        return self._numbers[look]


@cache
def _font(look: Look) -> Font:
    if look.part == "title":
        return Font(FONT, size=16, bold=True, color=INK)
    if look.part == "scope" or look.tone is Tone.QUIET:
        return Font(FONT, size=9, color=GREY)
    if look.part == "sample":
        return Font(FONT, size=10, bold=True, color=PLUM)
    if look.part == "header":
        return Font(FONT, size=10, bold=True, color="FFFFFF")
    is_section = look.tone is Tone.SECTION
    return Font(FONT, size=10, bold=look.tone is not Tone.PLAIN, color=PLUM if is_section else INK)


def _fill(look: Look) -> PatternFill | None:
    if look.part == "header":
        return PatternFill("solid", fgColor=PLUM)
    if look.part == "data" and look.tone is Tone.TOTAL:
        return PatternFill("solid", fgColor=PALE)
    return None


def _border(look: Look) -> Border | None:
    if look.part != "data" or look.tone is Tone.QUIET:
        return None
    if look.tone is Tone.TOTAL:
        return Border(top=Side(style="medium", color=PLUM))
    if look.tone is Tone.SUBTOTAL:
        return Border(top=Side(style="thin", color=GREY), bottom=Side(style="hair", color=RULE))
    return Border(bottom=Side(style="hair", color=RULE))


def _alignment(look: Look) -> Alignment:
    if look.part not in {"data", "header"}:
        return Alignment(horizontal="left", vertical="center")
    across = "right" if look.kind in _RIGHT else "center" if look.kind in _CENTRE else "left"
    is_wrapped = look.kind is Kind.WRAPPED or look.part == "header"
    indent = 1 if look.kind is Kind.DATE else 0
    return Alignment(horizontal=across, vertical="center", wrap_text=is_wrapped, indent=indent)
