"""Read the tables that banks offer as CSV and Excel; a row with two meanings is shown instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cluster_desk.domain.money import Money
from cluster_desk.errors import FileRefused
from cluster_desk.i18n import _, ngettext
from cluster_desk.importers import refusals
from cluster_desk.importers.delimited import DELIMITERS
from cluster_desk.importers.member_columns import Layout, find_layout, looks_like_members
from cluster_desk.importers.sheets import Cell, Sheet, read_sheets
from cluster_desk.importers.statements import limits, preamble
from cluster_desk.importers.statements.assembly import EURO, Balance, Parts, assemble
from cluster_desk.importers.statements.columns import Header, Role, header_at
from cluster_desk.importers.statements.drafts import StatementDraft, StatementReading
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.profiles import profile_of
from cluster_desk.importers.statements.refusals import (
    BinaryFile,
    EmptyStatement,
    MembersInstead,
    NotAStatement,
    NothingBooked,
    PrintedStatement,
    TooManyMovements,
    UnknownColumns,
)
from cluster_desk.importers.statements.table_rows import RowReader, sees_day

Row = tuple[Cell, ...]
_BEGINNING = 65_536  # bytes; headings further down are no headings
_REFUSALS: dict[type[FileRefused], type[FileRefused]] = {
    refusals.EmptyFile: EmptyStatement,
    refusals.NoSheets: EmptyStatement,
    refusals.UnreadableText: BinaryFile,
    refusals.PdfFile: PrintedStatement,
    refusals.PictureFile: NotAStatement,
    refusals.WordFile: NotAStatement,
    refusals.DeskFile: NotAStatement,
    refusals.MarkupFile: NotAStatement,
    refusals.NotAList: NotAStatement,
}
_KINDS = ((b"PK", "xlsx"), (b"\xd0\xcf\x11\xe0", "xls"))


def read_table(name: str, content: bytes) -> StatementReading:
    """Every table of movements in the file; FileRefused if there is none."""
    problems = Problems()
    sheets = _sheets(name, content)
    found = _headed(sheets)
    if not found and sheets[0].dialect:
        found = _headed_otherwise(name, content)
    if not found:
        if any(layout and looks_like_members(layout) for layout in _layouts(sheets)):
            raise MembersInstead
        wide = sum(len(row) > 1 for sheet in sheets for row in sheet.rows)
        raise UnknownColumns if wide > 1 else NotAStatement
    drafts: list[StatementDraft] = []
    for sheet, at, header in found:
        for problem in sheet.problems:
            problems.append(problem)
        drafts.extend(_Table(sheet, at, header, problems).drafts(name))
    return StatementReading(
        format=_kind(content),
        profile=profile_of(found[0][2]),
        statements=tuple(drafts),
        problems=problems.shown(),
    )


def _sheets(name: str, content: bytes, delimiter: str | None = None) -> tuple[Sheet, ...]:
    """As lists are read, but refused in the words of statements; nothing with a delimiter given."""
    try:
        return read_sheets(name, content, delimiter=delimiter)
    except FileRefused as refusal:
        if delimiter is not None:
            return ()
        if type(refusal) not in _REFUSALS:
            raise
        raise _REFUSALS[type(refusal)] from refusal


def _headed_otherwise(name: str, content: bytes) -> list[tuple[Sheet, int, Header]]:
    """With another delimiter than the rows seem to have: descriptions may be full of commas."""
    beginning = content[: content.rfind(b"\n", 0, _BEGINNING) + 1] or content
    for delimiter in DELIMITERS:
        if _headed(_sheets(name, beginning, delimiter)):
            return _headed(_sheets(name, content, delimiter))
    return []


def _headed(sheets: Sequence[Sheet]) -> list[tuple[Sheet, int, Header]]:
    """Sheets with a row of headings, with the place of the first one; hidden sheets are not."""
    found: list[tuple[Sheet, int, Header]] = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        for at in range(len(sheet.rows)):
            if header := header_at(sheet.rows, at):
                found.append((sheet, at, header))
                break
    return found


def _layouts(sheets: Sequence[Sheet]) -> Iterator[Layout | None]:
    return (find_layout(sheet, {}) for sheet in sheets if not sheet.hidden)


def _kind(content: bytes) -> str:
    if content[30:38] == b"mimetype":
        return "ods"
    return next((kind for sign, kind in _KINDS if content.startswith(sign)), "csv")


class _Table:
    """One sheet from its first heading on: rows sorted into movements, balances and the rest."""

    def __init__(self, sheet: Sheet, at: int, header: Header, problems: Problems) -> None:
        self._sheet = sheet
        self._rows = sheet.rows
        self._problems = problems
        self._start = at
        self._header = header
        self._movements: list[tuple[int, Row, Header]] = []
        self._balances: list[tuple[str, Row]] = []
        self._waiting = 0

    def drafts(self, name: str) -> list[StatementDraft]:
        """One statement for each account the rows name; FileRefused when none can be had."""
        self._sort()
        self._take_dated_balances()
        reader = RowReader(
            self._movements,
            by_comma=self._sheet.dialect.endswith(" ,"),
            problems=self._problems,
        )
        accounts = reader.accounts()
        self._waiting += reader.waiting
        self._say_waiting(any(accounts.values()))
        reader.refuse_lost_signs(profile_of(self._header), name)
        iban, number = preamble.account_in(self._rows[: self._start])
        drafts = []
        for account, lines in accounts.items():
            parts = Parts(
                account_iban=preamble.account_in([("IBAN", account)])[0] or iban,
                account_text=account or number,
                currency=lines[0].currency if lines else EURO,
                lines=lines,
            )
            if len(accounts) == 1:
                parts.opening, parts.closing = self._ends(reader.signs.mark, parts.currency)
            drafts.append(assemble(parts, self._problems))
        return drafts

    def _sort(self) -> None:
        is_booked = True
        for row in self._rows[: self._start]:
            said = preamble.section(row)
            is_booked = is_booked if said is None else said
        header, skip = self._header, 0
        for number, row in enumerate(self._rows[self._start :], start=self._start + 1):
            if skip:
                skip -= 1
                continue
            if again := header_at(self._rows, number - 1):
                header, skip = again, again.height - 1
                continue
            if not sees_day(row, header):
                said = preamble.section(row)
                is_booked = is_booked if said is None else said
            if is_booked:
                self._add(number, row, header)
            elif sees_day(row, header):
                self._waiting += 1

    def _add(self, number: int, row: Row, header: Header) -> None:
        if not sees_day(row, header) and (text := preamble.balance_words(row)):
            self._balances.append((text, row))
            return
        self._movements.append((number, row, header))
        if len(self._movements) > limits.MOVEMENTS:
            raise TooManyMovements(limit=limits.MOVEMENTS)

    def _take_dated_balances(self) -> None:
        """Balances with a date stand first or last: in between, the words are a payer's."""
        for place in (0, -1):
            if not self._movements:
                return
            number, row, _header = self._movements[place]
            if text := preamble.dated_balance_words(row):
                del self._movements[place]
                self._balances.append((text, row))
                told = _("This row was taken for a balance, not a movement: «{text}».")
                self._problems.add(told.format(text=text), row=number)

    def _say_waiting(self, has_booked: bool) -> None:
        if not self._waiting:
            return
        if not has_booked:
            raise NothingBooked
        told = ngettext(
            "{count} movement not booked yet was left out.",
            "{count} movements not booked yet were left out.",
            self._waiting,
        )
        self._problems.add(told.format(count=self._waiting))

    def _ends(self, mark: str, currency: str) -> tuple[Balance | None, Balance | None]:
        """Balances among the movements count before those printed above them."""
        above = [
            (text, row)
            for row in self._rows[: self._start]
            if (text := preamble.balance_words(row))
        ]
        ends: list[Balance | None] = []
        for is_wanted in (preamble.is_opening, preamble.is_closing):
            inside = [row for text, row in self._balances if is_wanted(text)]
            outside = [row for text, row in above if is_wanted(text)]
            amounts = [self._balance(row, mark, inside=True) for row in inside]
            amounts += [self._balance(row, mark, inside=False) for row in outside]
            found = next((amount for amount in amounts if amount is not None), None)
            ends.append(None if found is None else Balance(found, currency))
        return ends[0], ends[1]

    def _balance(self, row: Row, mark: str, *, inside: bool) -> Money | None:
        """In a column «Dare» a balance is a debt; under «Addebiti» banks print any balance."""
        found = preamble.last_amount(row, mark)
        if found is None:
            return None
        column, amount = found
        is_debt = (
            inside
            and column == self._header.column(Role.DEBIT)
            and "dare" in self._header.names[column]
            and amount.cents > 0
        )
        return -amount if is_debt else amount
