"""Describe a workbook as data: what it is about, its sheets, their columns and rows.

Rows are sequences of values, one for each column. A value is None, `str`, `int`, `bool`, `Money`,
`date`, `time`, `Share` or `Minutes`; a `Cell` where one value looks unlike its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, auto

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _ as translated

HEADER_ROW = 4
FIRST_ROW = 5
"""Where the data of every sheet begin: title, scope and sample mark stand above the header."""


class Kind(Enum):
    """What a column holds, and so how it is written, aligned and added up."""

    TEXT = auto()
    WRAPPED = auto()
    CODE = auto()
    """An identifier: text even where it is all digits, so that no leading zero is lost."""
    CENTRED = auto()
    INTEGER = auto()
    DATE = auto()
    TIME = auto()
    MONEY = auto()
    MINUTES = auto()
    SHARE = auto()
    YES = auto()
    """`Sì` where true, empty where false."""
    YES_NO = auto()


class Tone(Enum):
    """How much a row or a cell stands out."""

    PLAIN = auto()
    SECTION = auto()
    SUBTOTAL = auto()
    TOTAL = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; nothing is printed of no whole."""

    part: int
    whole: int

    @property
    def decimal(self) -> Decimal | None:
        """The ratio to six digits."""
        return round(Decimal(self.part) / self.whole, 6) if self.whole else None


@dataclass(frozen=True, slots=True)
class Minutes:
    """A duration in whole minutes, shown as hours and minutes."""

    count: int


Plain = None | str | int | bool | Money | date | time | Share | Minutes


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, with the value it has today for whoever reads without calculating.

    The text must be written by the program alone: nothing a person typed may stand in it.
    """

    text: str
    value: Plain


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that looks unlike its column: another kind, tone or number format."""

    value: Plain | Formula
    kind: Kind | None = None
    tone: Tone | None = None
    number_format: str = ""


Value = Plain | Formula | Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stands out as a whole."""

    values: Sequence[Value]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Column:
    """One column. `header` and `meaning`, which explains it on the legend, are msgids.

    What is no msgid, such as the day of a meeting, stands as it is. `formula` gives the formula of
    the column in a row, of which the row's value is the result; `is_summed` puts a subtotal that
    follows the filter under it.
    """

    header: str
    kind: Kind
    width: float
    meaning: str = ""
    _: KW_ONLY
    formula: Callable[[int], str] | None = None
    is_summed: bool = False

    def words(self) -> tuple[str, str]:
        """Header and meaning in the language of this moment."""
        header = translated(self.header) if self.header else ""
        return header, translated(self.meaning) if self.meaning else ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet. The first `key_columns` stay in view; `closing` makes rows below the totals.

    `closing` is given the first and the last row of the data. `nothing` is said where there are
    no rows. `total_label` stands in the column `total_label_column`, counted from 0.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value] | Row]
    key_columns: int = 0
    total_label: str = ""
    total_label_column: int = 0
    closing: Callable[[int, int], Sequence[Row]] | None = None
    nothing: str = ""
    has_filter: bool = True
    header_height: float = 22
    is_portrait: bool = False
    signs: tuple[tuple[str, str], ...] = ()
    """Signs used in the cells and what they mean, for the legend."""

    @property
    def has_totals(self) -> bool:
        """Whether a row of totals stands below the data."""
        return any(column.is_summed for column in self.columns)

    def last_rows(self, data_rows: int) -> tuple[int, int]:
        """The last row of the data and the last of all, where there are so many data rows."""
        last = FIRST_ROW + max(data_rows, 1) - 1
        closing = len(self.closing(FIRST_ROW, last)) if self.closing else 0
        return last, last + int(self.has_totals) + closing


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What every export says of itself. `exported_at` is a UTC instant; `filters` are in words."""

    association: str
    exported_at: datetime
    exported_by: str = ""
    filters: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """A whole workbook; a legend is added as its last sheet."""

    title: str
    scope: Scope
    sheets: tuple[Sheet, ...]
