"""Read the Italian banks' own flow RH, “rendicontazione saldi e movimenti”, fixed width.

Columns are those of CBI-RND-001, counted from 1 as there: 120 characters, the first one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cluster_desk.i18n import _
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.assembly import Balance, Parts, assemble, refuse_too_many
from cluster_desk.importers.statements.cbi_movement import Movement, amount_at, day_at
from cluster_desk.importers.statements.drafts import StatementReading
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.refusals import CutOff, OtherCbiFlow, TooManyMovements
from cluster_desk.importers.statements.texts import CODE, clean, lines_of

WIDTH: Final = 120
_FLOW = re.compile(
    r" ?(RH|EC|RA|DT|IB|IR|IM|PC|PE|AL|AV|BP|BN|CB|DI|EP|ES|ET|LC|PA|RM|RP|SL)[0-9]{5}"
)
_RECORDS: Final = frozenset({"RH", "61", "62", "63", "64", "65", "EF"})


@dataclass(frozen=True, slots=True)
class Record:
    """One line, filled to its width; `at` reads columns as the standard counts them."""

    text: str
    row: int

    @property
    def kind(self) -> str:
        """RH, 61, 62, 63, 64, 65 or EF."""
        return self.at(2, 3)

    def at(self, first: int, last: int) -> str:
        """The characters of these columns, both included."""
        return self.text[first - 1 : last]


def looks_like_cbi(text: str) -> bool:
    """The first line is the header of a CBI flow: two letters and the ABI of the sender."""
    return _FLOW.match(text.lstrip("\n")) is not None


def read_cbi(text: str) -> StatementReading:
    """Every statement of every RH…EF flow; other flows in the file are named in a problem."""
    problems = Problems()
    reader = _Reader(problems)
    for record in _records(text):
        reader.add(record)
    if reader.is_open:
        raise CutOff
    if not reader.has_flow:
        raise OtherCbiFlow(flow=reader.other_flow)
    return StatementReading(
        format="cbi",
        statements=tuple(assemble(parts, problems) for parts in reader.done),
        problems=problems.shown(),
    )


class _Reader:
    """Follows the records: RH opens a flow, 61 a statement, 62 a movement with its 63s."""

    def __init__(self, problems: Problems) -> None:
        self.done: list[Parts] = []
        self.is_open = False
        self.has_flow = False
        self.other_flow = ""
        self._problems = problems
        self._parts: Parts | None = None
        self._movement: Movement | None = None
        self._movements = 0
        self._in_flow = 0

    def add(self, record: Record) -> None:
        """One record, whatever stands before it."""
        kind = record.kind
        self._in_flow += 1
        if kind == "RH":
            self._end_statement()
            self.is_open = self.has_flow = True
            self._in_flow = 1
        elif not self.is_open:
            self._note_other_flow(record)
        elif kind == "61":
            self._end_statement()
            self._parts = _statement(record, self._problems)
        elif kind == "62":
            self._start_movement(record)
        elif kind == "63":
            self._add_text(record)
        elif kind == "64":
            self._close(record)
        elif kind == "EF":
            self._end_flow(record)
        elif kind not in _RECORDS:
            told = _("The record «{kind}» is not known: it was left out.").format(kind=clean(kind))
            self._problems.add(told, row=record.row)

    def _note_other_flow(self, record: Record) -> None:
        if not self.other_flow:
            self.other_flow = clean(record.kind)
        if self.has_flow and record.kind.isalpha() and record.kind != "EF":
            told = _("The flow «{flow}» is not a statement: it was left out.")
            told = told.format(flow=clean(record.kind))
            self._problems.add(told, row=record.row)

    def _start_movement(self, record: Record) -> None:
        self._end_movement()
        self._movements += 1
        if self._movements > limits.MOVEMENTS:
            raise TooManyMovements(limit=limits.MOVEMENTS)
        if self._parts is None:
            self._parts = Parts()
            told = _("The movements have no record 61: their account is not known.")
            self._problems.add(told, row=record.row)
        self._movement = Movement(record.text, record.row)

    def _add_text(self, record: Record) -> None:
        """The numbers wrap from 999 to 001: a 63 belongs to the 62 before it."""
        if self._movement is not None and len(self._movement.texts) < limits.PROBLEMS:
            self._movement.texts.append(record.text[13:])

    def _end_movement(self) -> None:
        if self._movement is None or self._parts is None:
            return
        line = self._movement.line(self._parts, self._problems)
        if line is not None:
            self._parts.lines.append(line)
        self._movement = None

    def _close(self, record: Record) -> None:
        self._end_movement()
        if self._parts is None:
            return
        currency = record.at(11, 13).strip() or self._parts.currency
        amount = amount_at(record.text, 20, 21, 35)
        if amount is None:
            told = _("The balance «{text}» cannot be read.")
            told = told.format(text=clean(record.at(20, 35), 40))
            self._problems.add(told, field="closing", row=record.row)
            return
        self._parts.closing = Balance(amount, currency)
        self._parts.to_on = day_at(record.text, 14)

    def _end_statement(self) -> None:
        self._end_movement()
        if self._parts is not None:
            self.done.append(self._parts)
            refuse_too_many(self.done)
        self._parts = None

    def _end_flow(self, record: Record) -> None:
        self._end_statement()
        self.is_open = False
        declared = record.at(83, 89).strip()
        if declared.isascii() and declared.isdigit() and int(declared) != self._in_flow:
            told = _("The flow declares {declared} records and has {found}: check it is whole.")
            told = told.format(declared=int(declared), found=self._in_flow)
            self._problems.add(told, row=record.row)


def _records(text: str) -> Iterator[Record]:
    """Lines, or blocks of 120 where nobody put line ends; a lost first blank is put back."""
    for row, line in enumerate(_blocks(text), start=1):
        if not line.strip(" \x00\x1a"):
            continue
        full = line if line.startswith(" ") else f" {line}"
        yield Record(full.ljust(WIDTH)[:WIDTH], row)


def _blocks(text: str) -> Iterator[str]:
    if 0 <= text.find("\n") <= 2 * WIDTH or len(text) <= 2 * WIDTH:
        return lines_of(text)
    flat = text.replace("\n", "")
    return (flat[at : at + WIDTH] for at in range(0, len(flat), WIDTH))


def _statement(record: Record, problems: Problems) -> Parts:
    parts = Parts(
        account_iban=_iban(record),
        account_text=clean(record.at(63, 74), CODE) or clean(record.at(34, 49), CODE),
        currency=record.at(75, 77).strip().upper() or "EUR",
        number=record.at(4, 10).strip().lstrip("0"),
        from_on=day_at(record.text, 78),
    )
    amount = amount_at(record.text, 84, 85, 99)
    if amount is None:
        told = _("The balance «{text}» cannot be read.")
        told = told.format(text=clean(record.at(84, 99), 40))
        problems.add(told, field="opening", row=record.row)
    else:
        parts.opening = Balance(amount, parts.currency)
    return parts


def _iban(record: Record) -> str:
    """Country and check digits stand far behind CIN, ABI, CAB and account."""
    iban = (record.at(100, 103) + record.at(52, 74)).replace(" ", "")
    return iban.upper() if re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z][0-9A-Z]{22}", iban) else ""
