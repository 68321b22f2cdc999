"""Find the row of headers in a register, and say which column holds what.

Headers are compared folded (`P.IVA` is `piva`). A word of the tables below decides; failing that
a phrase inside a longer header («Indirizzo PEC dell’azienda»); failing that the column is unknown
and kept as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cluster_desk.domain.folding import fold
from cluster_desk.importers.member_headers import (
    BANK_HEADERS,
    COMPUTED,
    DOUBTFUL,
    ELSEWHERE,
    EXACT,
    NOUNS,
    PHRASES,
    ROLES,
    WHOLE,
)
from cluster_desk.importers.member_words import names_nobody
from cluster_desk.importers.sheets import Cell, Sheet, column_name

_SEARCHED = 60
_LONGEST_HEADER = 80
IGNORED = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its letter, its header, and the field it fills.

    `field` is None for an unknown column, kept as custom text, and "" for one left out.
    """

    index: int
    header: str
    field: str | None

    @property
    def letter(self) -> str:
        """`A`, `B`: how the person finds it."""
        return column_name(self.index)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where the table of a sheet begins and what its columns are; `header_row` counts from 0."""

    header_row: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        """The fields that some column fills."""
        return {column.field for column in self.columns if column.field}

    @property
    def is_whole(self) -> bool:
        """Whether all has a column of its own, as in the desk's list: no cell holds two things."""
        return self.fields >= WHOLE

    @property
    def names_members(self) -> bool:
        """Whether a row can say who it is about."""
        return bool({"name", "family_name"} & self.fields)


def find_layout(sheet: Sheet, chosen: Mapping[str, str]) -> Layout | None:
    """The row with the most recognised headers, among the first sixty; None without a name column.

    `chosen` maps folded headers to fields and comes before every table here.
    """
    best: Layout | None = None
    for number in range(min(_SEARCHED, len(sheet.rows))):
        above = sheet.rows[number - 1] if number else ()
        headers = _headers(sheet.rows[number], above)
        columns = _columns(headers, chosen, nameless=_nameless(sheet.rows[number + 1 :], headers))
        layout = Layout(header_row=number, columns=columns)
        if layout.names_members and (best is None or len(layout.fields) > len(best.fields)):
            best = layout
    return best and _with_nameless(best, sheet)


def looks_like_statement(layout: Layout) -> bool:
    """Whether the other columns are a bank's: its «Ragione sociale» is the account's owner."""
    folded = {fold(column.header) for column in layout.columns}
    return len(folded & BANK_HEADERS) > 1


def looks_like_members(layout: Layout) -> bool:
    """Whether it is surely a register: somebody's name, and two more things about them."""
    return len(layout.fields) > 2 and not looks_like_statement(layout)


def _nameless(below: Sequence[Sequence[Cell]], headers: Sequence[str]) -> set[int]:
    """The columns that are called like names and hold none: «Socio» of «Sì», «Ente» of «Comune»."""
    found = set()
    for index, header in enumerate(headers):
        if fold(header) in NOUNS:
            cells = (row[index] for row in below[:_SEARCHED] if index < len(row))
            said = [cell for cell in cells if cell is not None]
            if said and all(isinstance(x, bool) or names_nobody(str(x)) for x in said):
                found.add(index)
    return found


def _with_nameless(layout: Layout, sheet: Sheet) -> Layout:
    """Columns with something in them and no header are kept too."""
    known = {column.index for column in layout.columns}
    filled = {
        index
        for row in sheet.rows[layout.header_row + 1 :]
        for index in range(len(row))
        if index not in known and row[index] is not None
    }
    if not filled:
        return layout
    nameless = [Column(index=index, header="", field=None) for index in filled]
    columns = sorted((*layout.columns, *nameless), key=lambda column: column.index)
    return Layout(header_row=layout.header_row, columns=tuple(columns))


def _headers(row: Sequence[Cell], above: Sequence[Cell]) -> list[str]:
    """The texts of a header row; where it is empty, those of the row above (merged cells)."""
    width = max(len(row), len(above))
    texts = []
    for index in range(width):
        own = row[index] if index < len(row) else None
        upper = above[index] if index < len(above) else None
        texts.append(_header_text(own) or (_header_text(upper) if row else ""))
    return texts


def _header_text(cell: Cell) -> str:
    if not isinstance(cell, str) or len(cell) > _LONGEST_HEADER:
        return ""
    return " ".join(cell.split())


def _columns(
    headers: Iterable[str], chosen: Mapping[str, str], *, nameless: Container[int]
) -> tuple[Column, ...]:
    found = [
        (index, header, *_guess(header, chosen, is_nameless=index in nameless))
        for index, header in enumerate(headers)
    ]
    # Where two columns claim a field the surer word wins, then the one further left.
    taken: dict[str, int] = {}
    for index, _header, field, _doubt in sorted(found, key=lambda item: (item[3], item[0])):
        if field:
            taken.setdefault(field, index)
    given_is_name = "family_name" not in taken and "given_name" in taken and "name" not in taken
    return tuple(
        Column(
            index=index,
            header=header,
            field=_settled(field, is_first=taken.get(field or "") == index, alone=given_is_name),
        )
        for index, header, field, _doubt in found
        if header
    )


def _settled(field: str | None, *, is_first: bool, alone: bool) -> str | None:
    if field and not is_first:
        return None
    # «Nome» is a given name only beside «Cognome».
    return "name" if alone and field == "given_name" else field


def _guess(header: str, chosen: Mapping[str, str], *, is_nameless: bool) -> tuple[str | None, int]:
    """The field a header names, and how doubtful that is (0 is what the person chose)."""
    folded = fold(header)
    if not folded:
        return ("register_number", 4) if header.strip() == "#" else (None, 9)
    if folded in chosen:
        return chosen[folded], 0
    if is_nameless:
        return None, 9
    if folded in EXACT:
        return EXACT[folded], 2 if folded in DOUBTFUL else 1
    if folded in COMPUTED:
        return IGNORED, 1
    elsewhere = ELSEWHERE.search(folded)
    for phrase, field in ROLES if elsewhere else (*ROLES, *PHRASES):
        if phrase.search(folded):
            return field, 3
    return None, 9
