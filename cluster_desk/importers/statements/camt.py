"""Read camt.052, camt.053 and camt.054, of any version, and the XML form of CBI statements."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from cluster_desk.i18n import _, ngettext
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.assembly import Balance, Parts, assemble, refuse_too_many
from cluster_desk.importers.statements.camt_entry import NOT_BOOKED, entry_line
from cluster_desk.importers.statements.days import iso_day
from cluster_desk.importers.statements.drafts import StatementDraft, StatementReading
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.refusals import OtherXml, TooManyMovements
from cluster_desk.importers.statements.texts import CODE, account_code, clean, iban_or_nothing
from cluster_desk.importers.statements.xml_stream import find, first_text, text, walk

# What is inside decides; a file named camt.054 may be a camt.053.
_FORMATS = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}
_CONTAINERS = frozenset(_FORMATS)
_OPENING, _CLOSING, _INTERIM = ("OPBD", "PRCD"), ("CLBD",), "ITBD"


def read_camt(content: bytes) -> StatementReading:
    """Every statement of the file; FileRefused if it holds none or cannot be read."""
    problems = Problems()
    statements: list[StatementDraft] = []
    root, kind, count = "", "", 0
    reader = _Statement(problems)
    for event, name, element in walk(content, _CONTAINERS):
        if event == "root":
            root = name
        elif event == "open":
            kind, reader = name, _Statement(problems)
        elif event == "close":
            statements.append(reader.draft())
            refuse_too_many(statements)
        else:
            count += name == "Ntry"
            if count > limits.MOVEMENTS:
                raise TooManyMovements(limit=limits.MOVEMENTS)
            reader.add(name, element, row=count)
    if not statements:
        raise OtherXml(root=clean(root, 40))
    is_cbi = root.upper().startswith("CBI")
    return StatementReading(
        format="cbi-xml" if is_cbi else _FORMATS[kind],
        statements=tuple(statements),
        problems=problems.shown(),
    )


class _Statement:
    """Collects the children of one Stmt, Rpt or Ntfctn as they are read."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._parts = Parts()
        self._balances: list[tuple[str, date, Balance]] = []
        self._made_on: date | None = None
        self._waiting = 0

    def add(self, name: str, element: Element, *, row: int) -> None:
        """One child; `row` is the number of the entry in the whole file."""
        parts = self._parts
        if name == "Ntry":
            self._add_entry(element, row)
        elif name == "Acct":
            self._add_account(element)
        elif name == "Bal":
            self._add_balance(element)
        elif name == "FrToDt":
            parts.from_on = _day(first_text(element, ("FrDtTm",), ("FrDt",)))
            parts.to_on = _day(first_text(element, ("ToDtTm",), ("ToDt",)))
        elif name == "CreDtTm":
            self._made_on = _day(element.text or "")
        elif name in ("ElctrncSeqNb", "LglSeqNb") or (name == "Id" and not parts.number):
            parts.number = clean(element.text, CODE)

    def draft(self) -> StatementDraft:
        """The whole statement; what does not fit goes to the problems."""
        if self._waiting:
            told = ngettext(
                "{count} movement not booked yet was left out.",
                "{count} movements not booked yet were left out.",
                self._waiting,
            )
            self._problems.add(told.format(count=self._waiting))
        self._parts.opening, self._parts.closing = self._ends()
        return assemble(self._parts, self._problems)

    def _add_entry(self, element: Element, row: int) -> None:
        if first_text(element, ("Sts", "*"), ("Sts",)).upper() in NOT_BOOKED:
            self._waiting += 1
            return
        parts = self._parts
        line = entry_line(
            element,
            row=row,
            position=len(parts.lines) + 1,
            own_iban=parts.account_iban,
            otherwise_on=self._made_on,
            problems=self._problems,
        )
        if line is not None:
            parts.lines.append(line)

    def _add_account(self, element: Element) -> None:
        other = text(element, "Id", "Othr", "Id")
        iban = account_code(text(element, "Id", "IBAN")) or iban_or_nothing(other)
        self._parts.account_iban = iban
        self._parts.account_text = clean(other or iban, CODE)
        self._parts.currency = text(element, "Ccy").upper()[:3]

    def _add_balance(self, element: Element) -> None:
        code = first_text(element, ("Tp", "CdOrPrtry", "*"), ("Tp", "*"), ("Tp",)).upper()
        amount = find(element, "Amt")
        if code not in (*_OPENING, *_CLOSING, _INTERIM) or amount is None:
            return
        try:
            money = plain_amount(amount.text or "")
        except ValueError:
            told = _("The balance «{text}» cannot be read.").format(text=clean(amount.text, 40))
            self._problems.add(told, field="closing")
            return
        if text(element, "CdtDbtInd").upper() == "DBIT":
            money = -money
        day = _day(first_text(element, ("Dt", "*"), ("Dt",))) or date.max
        self._balances.append((code, day, Balance(money, amount.get("Ccy", "").upper()[:3])))

    def _ends(self) -> tuple[Balance | None, Balance | None]:
        """Opening and closing; on one page of several, the interim balance of that side."""
        kinds = {code for code, _day_of, _balance in self._balances}
        starts = [kind for kind in (*_OPENING, _INTERIM) if kind in kinds]
        ends = [kind for kind in (*_CLOSING, _INTERIM) if kind in kinds]
        if starts and starts[0] == _INTERIM and "CLBD" not in kinds:
            starts = []  # an interim balance alone belongs to no side
        if ends and ends[0] == _INTERIM and not kinds & set(_OPENING):
            ends = []
        return self._balance(starts, first=True), self._balance(ends, first=False)

    def _balance(self, kinds: list[str], *, first: bool) -> Balance | None:
        """The earliest or the latest balance of the best kind there is."""
        found = [(day, balance) for code, day, balance in self._balances if code in kinds[:1]]
        if not found:
            return None
        choose = min if first else max
        return choose(found, key=lambda dated: dated[0])[1]


def _day(words: str) -> date | None:
    try:
        return iso_day(words)
    except ValueError:
        return None
