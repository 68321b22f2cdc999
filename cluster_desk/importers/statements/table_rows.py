"""Turn the rows of a bank's table into movements, each amount with the sign the bank meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.importers.statements.assembly import EURO
from cluster_desk.importers.statements.cells import day, is_blank, is_day, words
from cluster_desk.importers.statements.columns import Header, Role
from cluster_desk.importers.statements.drafts import LineDraft
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.profiles import BPM
from cluster_desk.importers.statements.refusals import OnlyPositiveAmounts
from cluster_desk.importers.statements.signs import MONEY_ROLES, Row, Signs, cell_of, has_money
from cluster_desk.importers.statements.texts import (
    CODE,
    NAME,
    clean,
    iban_in,
    iban_or_nothing,
    reference,
)

_WAITING: Final = re.compile(
    r"non |autorizzat|in attesa|in corso|prenotat|pending|da contabilizzare|rifiutat|annullat"
)
_PAYING_OUT: Final = re.compile(
    r"\b(addebit|pagament|commission|imposta|bollo|preliev|canone|f24|spese|competenze|utenz|"
    r"vostra disposizione|bonifico (a favore di|disposto)|stipend)"
)
_WHOLE = re.compile(r"[+-]?[0-9]+")
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_CURRENCY = re.compile(r"[A-Za-z]{3}|€|[Ee]uro")
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class _Read:
    """A row's date and amount; None instead of the whole when the row says nothing."""

    booked_on: date
    amount: Money


def sees_day(row: Row, header: Header) -> bool:
    """Whether the row has a day where movements have it."""
    return is_day(cell_of(row, header.column(Role.BOOKED)))


class RowReader:
    """Reads the rows of one table: what a column means is decided by all of its cells."""

    def __init__(
        self, rows: list[tuple[int, Row, Header]], *, by_comma: bool, problems: Problems
    ) -> None:
        self.waiting = 0
        self._rows = rows
        self._by_comma = by_comma
        self._problems = problems
        self.signs = Signs(rows)
        self._valuta = self._valuta_is_currency()
        self._lines: list[LineDraft] = []

    def accounts(self) -> dict[str, list[LineDraft]]:
        """The movements by the account each row names; one empty name where no row does."""
        found: dict[str, list[LineDraft]] = {}
        for number, row, header in self._rows:
            if self._is_waiting(row, header):
                self.waiting += 1
                continue
            account = clean(words(cell_of(row, header.column(Role.ACCOUNT))), CODE)
            lines = found.get(account, [])
            line = self._line(number, row, header, len(lines) + 1)
            if line is not None:
                lines.append(line)
                found[account] = lines
                self._lines.append(line)
        return found or {"": []}

    def refuse_lost_signs(self, profile: str, name: str) -> None:
        """Some exports print money in and money out alike: those cannot be imported.

        OnlyPositiveAmounts for Banco BPM's list, or by its file name; elsewhere a problem when
        the descriptions speak of payments.
        """
        has_side = any(
            Role.CREDIT in header.columns or Role.SIDE in header.columns
            for _number, _row, header in self._rows
        )
        if has_side or not self._lines or any(line.amount.cents < 0 for line in self._lines):
            return
        if profile == BPM or "elencoentrateuscite" in fold(name).replace(" ", ""):
            raise OnlyPositiveAmounts
        if any(_PAYING_OUT.search(fold(line.remittance)) for line in self._lines):
            told = _("Every amount is positive, but some descriptions speak of payments: check.")
            self._problems.add(told, field="amount")

    def _line(self, number: int, row: Row, header: Header, position: int) -> LineDraft | None:
        try:
            read = self._read(row, header)
        except ValueError:
            shown = " | ".join(words(cell) for cell in row)
            told = _("This row cannot be read with certainty and was left out: «{text}».")
            told = told.format(text=clean(shown, _SHOWN))
            self._problems.add(told, row=number)
            return None
        return self._draft(row, header, read, position) if read is not None else None

    def _draft(self, row: Row, header: Header, read: _Read, position: int) -> LineDraft:
        def text(role: Role, limit: int = CODE) -> str:
            return clean(words(cell_of(row, header.column(role))), limit)

        described, code = _described(row, header)
        return LineDraft(
            position=position,
            booked_on=read.booked_on,
            value_on=self._value_day(row, header),
            amount=read.amount,
            currency=self._currency(row, header),
            counterparty=text(Role.PARTY, NAME),
            iban=iban_or_nothing(text(Role.IBAN)) or iban_in(described),
            remittance=described,
            reference=reference(text(Role.REFERENCE)),
            bank_code=text(Role.CODE) or code,
        )

    def _read(self, row: Row, header: Header) -> _Read | None:
        """ValueError for a row with an amount that has not one meaning only."""
        if self._by_comma and _is_torn(row, header):
            raise ValueError("a decimal comma has made two cells of one amount")
        booked = cell_of(row, header.column(Role.BOOKED))
        if is_blank(booked) and not has_money(row, header):
            return None  # a note under the table
        amount = self.signs.amount(row, header)
        if not is_day(booked) and amount is None:
            return None
        if amount is None:
            raise ValueError("a movement without an amount")
        return _Read(day(booked), amount)

    def _valuta_is_currency(self) -> bool:
        cells = (
            words(cell_of(row, header.column(Role.VALUTA))) for _number, row, header in self._rows
        )
        filled = [text for text in cells if text]
        return bool(filled) and all(_CURRENCY.fullmatch(text) for text in filled)

    def _currency(self, row: Row, header: Header) -> str:
        column = header.column(Role.CURRENCY)
        if column is None and self._valuta:
            column = header.column(Role.VALUTA)
        text = words(cell_of(row, column)).upper()
        if text in ("", "€", "EURO"):
            return header.currency or EURO
        return text[:3]

    def _value_day(self, row: Row, header: Header) -> date | None:
        column = header.column(Role.VALUE)
        if column is None and not self._valuta:
            column = header.column(Role.VALUTA)
        try:
            return day(cell_of(row, column))
        except ValueError:
            return None

    @staticmethod
    def _is_waiting(row: Row, header: Header) -> bool:
        status = fold(words(cell_of(row, header.column(Role.STATUS))))
        return bool(status) and _WAITING.match(status) is not None


def _is_torn(row: Row, header: Header) -> bool:
    """Five cells of four, or euro in one cell and cents in the next: shown, never guessed."""
    if any(not is_blank(cell) for cell in row[header.width :]):
        return True
    for role in MONEY_ROLES:
        column = header.column(role)
        if column is None:
            continue
        euro, cents = words(cell_of(row, column)), words(cell_of(row, column + 1))
        if _WHOLE.fullmatch(euro) and _TWO_DIGITS.fullmatch(cents):
            return True
    return False


def _described(row: Row, header: Header) -> tuple[str, str]:
    """What the texts say, each once, and the bank's code if the cause column holds codes."""
    texts: list[str] = []
    cause = words(cell_of(row, header.column(Role.CAUSE)))
    code = cause if cause.isdigit() else ""
    if cause and not code:
        texts.append(cause)
    for column in header.columns.get(Role.TEXT, ()):
        text = words(cell_of(row, column))
        if text and not any(text in known for known in texts):
            texts = [known for known in texts if known not in text]
            texts.append(text)
    return clean(" ".join(texts)), code
