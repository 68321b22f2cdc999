"""Read OFX 1 (SGML without closing tags) and OFX 2 (XML) with one and the same reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

from cluster_desk.i18n import _
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.assembly import Balance, Parts, assemble, refuse_too_many
from cluster_desk.importers.statements.days import iso_day
from cluster_desk.importers.statements.drafts import LineDraft, StatementReading
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.refusals import (
    CutOff,
    HostileXml,
    NotAStatement,
    TooManyMovements,
)
from cluster_desk.importers.statements.texts import (
    CODE,
    NAME,
    clean,
    iban_or_nothing,
    reference,
)

_BEGINNING = re.compile(r"\s*(OFXHEADER\s*:|<\?OFX\b)|<OFX>", re.IGNORECASE)
_TOKEN = re.compile(r"<(/?)([A-Za-z0-9._]{1,40})\s*/?>([^<]*)")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_STATEMENTS = ("STMTRS", "CCSTMTRS")


def looks_like_ofx(text: str) -> bool:
    """The header of either version, or its root element, near the beginning."""
    return _BEGINNING.search(text[:2000]) is not None


def read_ofx(text: str) -> StatementReading:
    """Every account of the file. OFX declares one balance only: there is nothing to check."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise HostileXml
    problems = Problems()
    reader = _Reader(problems)
    is_closed = False
    for closes, name, words, row in _tokens(text):
        is_closed = closes and name == "OFX"
        reader.add(closes, name, words, row)
    if not is_closed:
        raise CutOff
    if not reader.finished:
        raise NotAStatement
    return StatementReading(
        format="ofx",
        statements=tuple(assemble(parts, problems) for parts in reader.finished),
        problems=problems.shown(),
    )


def _tokens(text: str) -> Iterator[tuple[bool, str, str, int]]:
    """Opening or closing, name in capitals, words behind it, row."""
    text = _CDATA.sub(lambda found: found[1].replace("<", "&lt;"), text)
    row, at = 1, 0
    for count, found in enumerate(_TOKEN.finditer(text)):
        if count > limits.OFX_TAGS:
            raise TooManyMovements(limit=limits.MOVEMENTS)
        row += text.count("\n", at, found.start())
        at = found.start()
        yield bool(found[1]), found[2].upper(), unescape(found[3]).strip(), row


class _Reader:
    """Follows the elements; those of a movement are kept until the next one begins or ends."""

    def __init__(self, problems: Problems) -> None:
        self.finished: list[Parts] = []
        self._problems = problems
        self._parts: Parts | None = None
        self._movement: dict[str, str] | None = None
        self._balance: str = ""
        self._row = 0
        self._movements = 0

    def add(self, closes: bool, name: str, words: str, row: int) -> None:
        """One tag with the words behind it."""
        if name in _STATEMENTS:
            self._end_movement()
            if self._parts is not None:
                self.finished.append(self._parts)
                refuse_too_many(self.finished)
            self._parts = None if closes else Parts()
        elif self._parts is None:
            return
        elif name == "STMTTRN":
            self._end_movement()
            if not closes:
                self._movement, self._row = {}, row
        elif name == "BANKTRANLIST":
            self._end_movement()
        elif name in ("LEDGERBAL", "AVAILBAL"):
            self._end_movement()
            self._balance = "" if closes else name
        elif not closes and words:
            self._take(self._parts, name, words, row)

    def _take(self, parts: Parts, name: str, words: str, row: int) -> None:
        if self._movement is not None:
            self._movement.setdefault(name, words)
        elif name == "CURDEF":
            parts.currency = words.upper()[:3]
        elif name == "ACCTID":
            parts.account_text = clean(words, CODE)
            parts.account_iban = iban_or_nothing(words)
        elif name in ("DTSTART", "DTEND"):
            day = self._day(words)
            if name == "DTSTART":
                parts.from_on = day
            else:
                parts.to_on = day
        elif name == "BALAMT" and self._balance == "LEDGERBAL":
            try:
                parts.closing = Balance(plain_amount(words), parts.currency)
            except ValueError:
                told = _("The balance «{text}» cannot be read.").format(text=clean(words, 40))
                self._problems.add(told, field="closing", row=row)

    def _end_movement(self) -> None:
        if self._movement is None or self._parts is None:
            return
        self._movements += 1
        if self._movements > limits.MOVEMENTS:
            raise TooManyMovements(limit=limits.MOVEMENTS)
        line = _line(self._movement, self._parts, self._row, self._problems)
        self._movement = None
        if line is not None:
            self._parts.lines.append(line)

    @staticmethod
    def _day(words: str) -> date | None:
        try:
            return iso_day(words)
        except ValueError:
            return None


def _line(values: dict[str, str], parts: Parts, row: int, problems: Problems) -> LineDraft | None:
    written = clean(values.get("TRNAMT"), 40)
    try:
        amount = plain_amount(written)
    except ValueError:
        told = _("The amount «{text}» cannot be read: the movement was left out.")
        problems.add(told.format(text=written), field="amount", row=row)
        return None
    try:
        booked_on = iso_day(values.get("DTPOSTED"))
    except ValueError:
        told = _("The date «{text}» cannot be read: the movement was left out.")
        told = told.format(text=clean(values.get("DTPOSTED"), 40))
        problems.add(told, field="booked_on", row=row)
        return None
    kind = values.get("TRNTYPE", "").upper()
    if (kind == "DEBIT" and amount.cents > 0) or (kind == "CREDIT" and amount.cents < 0):
        told = _("The sign of {text} contradicts its kind «{kind}»: check it.")
        told = told.format(text=written, kind=clean(kind, 20))
        problems.add(told, field="amount", row=row)
    name, memo = clean(values.get("NAME"), NAME), clean(values.get("MEMO"))
    return LineDraft(
        position=len(parts.lines) + 1,
        booked_on=booked_on,
        value_on=_value_day(values.get("DTAVAIL")),
        amount=amount,
        currency=clean(values.get("CURSYM"), 3).upper() or parts.currency,
        counterparty=name,
        iban=iban_or_nothing(values.get("ACCTID")),
        remittance=memo or name,
        reference=reference(values.get("REFNUM") or values.get("CHECKNUM")),
        bank_reference=reference(values.get("FITID")),
        bank_code=clean(kind, CODE),
    )


def _value_day(words: str | None) -> date | None:
    try:
        return iso_day(words)
    except ValueError:
        return None
