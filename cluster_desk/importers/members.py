"""Read a register of members, however the secretariat kept it, into drafts and problems.

Nothing is written and nothing is lost: every row becomes a draft, or is named among the skipped
with its reason; what a draft has no place for is in its notes or its custom texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cluster_desk.domain.folding import fold
from cluster_desk.errors import FileRefused, Problem
from cluster_desk.i18n import N_, _
from cluster_desk.importers.delimited import unguarded
from cluster_desk.importers.member_columns import (
    Column,
    Layout,
    find_layout,
    looks_like_statement,
)
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.member_fields import Row, clean
from cluster_desk.importers.member_headers import FIELDS
from cluster_desk.importers.member_row import draft_of
from cluster_desk.importers.member_words import category_of, kind_of, kind_of_name
from cluster_desk.importers.sheets import Cell, Sheet, read_sheets
from cluster_desk.importers.statement import is_statement

_TOTAL = re.compile(
    r"(sub ?)?total[ei]( (generale|generali|complessivo|soci|iscritti|associati|righe( filtrate)?|"
    r"parziale))?( n)?( \d+)?|total( members| filtered rows)?( \d+)?|somma|conteggio( \d+)?|"
    r"n soci( \d+)?"
)
_MAY_BE_TOTAL = re.compile(r"\W*(sub|tot|somma|conteggio|n)", re.IGNORECASE)
_REMARK = re.compile(
    r"(fonte|nota|note|legenda|aggiornat[oa]|elenco|pagina|pag|stampat[oa]|data stampa|source|"
    r"updated|page)\b.*"
)
_FILLED_DOWN = frozenset(
    ("category", "kind", "size", "status", "sector", "province", "city", "country", "founder")
)


class NoMemberColumns(FileRefused):
    """No row of headers with a name among them."""

    message = N_(
        "No column with the members’ names was found: the row of headers must have a cell "
        "«Denominazione» or «Ragione sociale»."
    )


class NoSuchSheet(FileRefused):
    """The workbook has no sheet of this name."""

    message = N_("There is no sheet «{sheet}» in this file, only {sheets}: name one of those.")


class StatementInstead(FileRefused):
    """A bank's list of movements; its «Ragione sociale» is the account's owner."""

    message = N_(
        "This is a bank statement, not a list of members: import it from «Banca e prima nota»."
    )


class UnknownField(FileRefused):
    """A saved mapping names a field that does not exist."""

    message = N_("The mapping names an unknown field, «{field}»: choose the columns again.")


@dataclass(frozen=True, kw_only=True)
class ColumnMapping:
    """What a person said the columns are, to be saved under a name and used again.

    `fields` are pairs of header and field; field "" leaves the column out. Headers not named are
    recognised as usual. UnknownField for a field that is not in FIELDS.
    """

    name: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for _header, wanted in self.fields:
            if wanted and wanted not in FIELDS:
                raise UnknownField(field=wanted)

    def by_folded_header(self) -> dict[str, str]:
        """Folded headers to fields."""
        return {fold(header): wanted for header, wanted in self.fields}


@dataclass(frozen=True, kw_only=True, slots=True)
class SkippedRow:
    """A row that is no member, and why; `field` where a missing value is the reason."""

    row: int
    reason: str
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class MembersReading:
    """What a file says. `other_sheets` hold lists too and were not read; `dialect` as in Sheet."""

    sheet: str
    drafts: tuple[MemberDraft, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    columns: tuple[Column, ...] = ()
    other_sheets: tuple[str, ...] = ()
    dialect: str = ""

    @property
    def unknown_columns(self) -> tuple[Column, ...]:
        """Columns kept as custom texts."""
        return tuple(column for column in self.columns if column.field is None)


def read_members(
    name: str, content: bytes, *, mapping: ColumnMapping | None = None, sheet: str | None = None
) -> MembersReading:
    """The drafts of one file, from its best sheet or from the one named `sheet`.

    FileRefused where the file cannot be read, has no names, or is a bank statement.
    """
    chosen = mapping.by_folded_header() if mapping else {}
    sheets = read_sheets(name, content)
    if sheet is not None and sheet not in (names := [each.name for each in sheets]):
        raise NoSuchSheet(sheet=sheet, sheets=", ".join(f"«{each}»" for each in names))
    found = [
        (each, layout)
        for each in sheets
        if (sheet is None or each.name == sheet) and (layout := find_layout(each, chosen))
    ]
    if not found:
        raise StatementInstead if is_statement(name, content) else NoMemberColumns
    # A list that somebody hid is read only where there is no other.
    best, layout = max(found, key=lambda pair: (not pair[0].hidden, len(pair[1].fields)))
    if looks_like_statement(layout):
        raise StatementInstead
    # Beside a whole list, what has a name in it and little more is the legend of its columns.
    lists = [each for each, other in found if other.is_whole or not layout.is_whole]
    others = tuple(each.name for each in lists if each is not best)
    reading = _Reading(best, layout)
    reading.read()
    problems = [*best.problems, *_left_out(others), *reading.problems]
    return MembersReading(
        sheet=best.name,
        drafts=_with_duplicates(reading.drafts, problems, is_whole=layout.is_whole),
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        skipped=tuple(reading.skipped),
        columns=layout.columns,
        other_sheets=others,
        dialect=best.dialect,
    )


def _left_out(sheets: tuple[str, ...]) -> Iterator[Problem]:
    for name in sheets:
        message = _("The sheet «{sheet}» holds another list and was not read.")
        yield Problem(message=message.format(sheet=name))


@dataclass
class _Reading:
    """One pass over the rows below the headers."""

    sheet: Sheet
    layout: Layout
    drafts: list[MemberDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    section: dict[str, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._headers = {column.header for column in self.layout.columns}

    def read(self) -> None:
        columns = [column for column in self.layout.columns if column.field != ""]
        merged = _merged_below(self.sheet)
        first = self.layout.header_row + 1
        for index, cells in enumerate(self.sheet.rows[first:], start=first):
            raw: dict[str, Cell] = {}
            custom: list[tuple[str, str]] = []
            for column in columns:
                cell = cells[column.index] if column.index < len(cells) else None
                if cell is None and merged and column.field in _FILLED_DOWN:
                    cell = merged.get((index, column.index))
                if cell is None:
                    continue
                if self.sheet.dialect and isinstance(cell, str):
                    cell = unguarded(cell)
                if column.field is not None:
                    raw[column.field] = cell
                elif text := clean(cell):
                    custom.append((column.header or column.letter, text))
            if any(cell is not None for cell in cells):
                self._add(index + 1, cells, raw, tuple(custom))

    def _add(
        self,
        number: int,
        cells: tuple[Cell, ...],
        raw: dict[str, Cell],
        custom: tuple[tuple[str, str], ...],
    ) -> None:
        reason = self._no_member(
            [cell for cell in cells if cell is not None], clean(raw.get("name"))
        )
        if reason and not (self.layout.is_whole and raw.get("kind") is not None):
            self.skipped.append(SkippedRow(row=number, reason=reason))
            return
        row = Row(number, {**self.section, **raw}, each_alone=self.layout.is_whole)
        if not (row.text("name") or row.text("family_name")):
            reason = _("No name: the row was skipped.")
            self.skipped.append(SkippedRow(row=number, reason=reason, field="name"))
            return
        self.drafts.append(draft_of(row, custom))
        self.problems.extend(row.problems)

    def _no_member(self, cells: list[Cell], name: str) -> str:
        """Why a row is no member, if it is none; a title sets category or kind of what follows."""
        first = clean(cells[0])
        if any(
            _MAY_BE_TOTAL.match(text) and _TOTAL.fullmatch(fold(text)) for text in (first, name)
        ):
            return _("Row of totals.")
        if first in self._headers and self._headers.issuperset(map(clean, cells)):
            return _("Headers again.")
        if len(cells) == 1 and self.layout.is_whole:
            return _("Remark below the list.")
        if len(cells) > 1 or len(self.layout.columns) == 1 or kind_of_name(first)[0]:
            return ""
        if _REMARK.fullmatch(fold(first)):
            return _("Remark below the list.")
        return _("Title of a group.") if self._begins_section(first) else ""

    def _begins_section(self, text: str) -> bool:
        """«SOCI FONDATORI» alone in a row: so are those below it, until the next title."""
        count, plural = len(text.split()), fold(text)[-1:] in ("i", "e")
        if count <= 2 and category_of(text) is not None:
            self.section = {**self.section, "category": text}
        elif count <= 3 and plural and kind_of(text)[0] is not None:
            self.section = {**self.section, "kind": text}
        else:
            return False
        return True


def _merged_below(sheet: Sheet) -> Mapping[tuple[int, int], Cell]:
    """What merged cells of one column say of the rows below their first."""
    found: dict[tuple[int, int], Cell] = {}
    for top, left, bottom, right in sheet.merged:
        row = sheet.rows[top] if top < len(sheet.rows) else ()
        if left == right and left < len(row):
            for below in range(top + 1, min(bottom + 1, len(sheet.rows))):
                found[below, left] = row[left]
    return found


def _with_duplicates(
    drafts: list[MemberDraft], problems: list[Problem], *, is_whole: bool
) -> tuple[MemberDraft, ...]:
    """Each draft that repeats an earlier one says which; the same name alone is only reported.

    In a whole list two numbers are two members, or two chapters in the life of one.
    """
    seen: dict[tuple[str, ...], int] = {}
    by_row = {draft.row: draft for draft in drafts}
    result: list[MemberDraft] = []
    for draft in drafts:
        name = fold(draft.name)
        surest: list[tuple[str, ...]] = [("tax_code", draft.tax_code)] if draft.tax_code else []
        surest.append(("name", name, fold(draft.address), fold(draft.city), draft.vat_number))
        loose: list[tuple[str, ...]] = (
            [("vat_number", draft.vat_number)] if draft.vat_number else []
        )
        loose.append(("name", name))
        double = next((seen[key] for key in surest if key in seen), None)
        hint = next(((key[0], seen[key]) for key in (*surest, *loose) if key in seen), None)
        if hint:
            problems.append(_double_problem(draft.row, *hint))
        for key in (*surest, *loose):
            seen.setdefault(key, draft.row)
        if double is None:
            result.append(draft)
        elif not is_whole or _same_chapter(draft, by_row[double]):
            result.append(replace(draft, duplicate_of=double))
        else:
            is_same = _party_of(draft) == _party_of(by_row[double])
            result.append(replace(draft, chapter_of=double) if is_same else draft)
    return tuple(result)


def _same_chapter(one: MemberDraft, other: MemberDraft) -> bool:
    return (one.register_number, one.status) == (other.register_number, other.status)


def _party_of(draft: MemberDraft) -> tuple[object, ...]:
    return (draft.person, draft.name, draft.family_name, draft.tax_code, draft.vat_number)


def _double_problem(row: int, what: str, earlier: int) -> Problem:
    message = {
        "tax_code": _("The same tax code as in row {earlier}."),
        "vat_number": _("The same VAT number as in row {earlier}."),
        "name": _("The same name as in row {earlier}."),
    }[what]
    return Problem(message=message.format(earlier=earlier), field=what, row=row)
