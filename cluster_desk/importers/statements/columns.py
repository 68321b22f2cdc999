"""Recognise the columns of a bank's table by their names, wherever the heading row stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Final

from cluster_desk.domain.folding import fold
from cluster_desk.importers.sheets import Cell
from cluster_desk.importers.statements.cells import is_blank, is_day, is_money


class Role(StrEnum):
    """What a column means to us."""

    BOOKED = auto()
    VALUE = auto()
    VALUTA = auto()  # a value date in one bank, a currency in another: its cells decide
    AMOUNT = auto()
    SIDE = auto()  # D or A beside an amount without sign
    CREDIT = auto()
    DEBIT = auto()
    TEXT = auto()
    CAUSE = auto()  # a code in one bank, words in another: each cell decides
    CODE = auto()
    CURRENCY = auto()
    STATUS = auto()
    PARTY = auto()
    IBAN = auto()
    REFERENCE = auto()
    ACCOUNT = auto()


# Names as `fold` leaves them, without a currency behind; where a bank has two columns of one
# meaning, the name that stands first here wins.
_NAMES: Final[dict[Role, tuple[str, ...]]] = {
    Role.BOOKED: (
        "data contabile", "data registrazione", "data contabilizzazione", "data movimento",
        "data operazione", "data operaz", "data op", "data", "booking date", "date",
    ),
    Role.VALUE: ("data valuta", "data val", "value date"),
    Role.VALUTA: ("valuta",),
    Role.AMOUNT: ("importo", "importo operazione", "importo movimento", "eur", "euro", "amount"),
    Role.SIDE: ("segno", "dare avere", "d a", "dareavere"),
    Role.CREDIT: ("accrediti", "accredito", "entrate", "entrata", "avere", "importo avere",
                  "movimenti avere", "credito", "importo accrediti"),
    Role.DEBIT: ("addebiti", "addebito", "uscite", "uscita", "dare", "importo dare",
                 "movimenti dare", "debito", "importo addebiti"),
    Role.TEXT: (
        "descrizione", "descrizione operazione", "descrizione operazioni", "descrizione movimento",
        "descrizione estesa", "descrizione completa", "operazione", "dettagli", "dettaglio",
        "note", "description", "memo", "causale descrizione", "descrizione causale",
    ),
    Role.CAUSE: ("causale", "caus"),
    Role.CODE: ("causale abi", "codice causale", "cod causale", "abi"),
    Role.CURRENCY: ("divisa", "currency", "moneta"),
    Role.STATUS: ("stato", "contabilizzazione", "stato movimento", "status"),
    Role.PARTY: ("controparte", "ordinante", "beneficiario", "ordinante beneficiario",
                 "beneficiario ordinante", "nominativo", "payee", "counterparty"),
    Role.IBAN: ("iban", "iban controparte", "iban ordinante", "iban beneficiario"),
    Role.REFERENCE: ("riferimento", "cro", "trn", "cro trn", "id transazione", "reference",
                     "numero operazione"),
    Role.ACCOUNT: ("rapporto", "conto carta", "conto", "numero conto", "numero rapporto"),
}  # fmt: skip
_ROLES: Final = {
    name: (rank, role) for role, names in _NAMES.items() for rank, name in enumerate(names)
}
_WITH_CURRENCY = re.compile(r"(.+?)(?: in)? (euro|eur|usd|chf|gbp)")
_SEVERAL: Final = frozenset({Role.TEXT})
_LONGEST_NAME = 60
_DAY_WORD = re.compile("d['`.]*a['`.]*t", re.IGNORECASE)  # in every name of Role.BOOKED


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row: the columns of each role, the folded names, where the table goes on."""

    columns: dict[Role, tuple[int, ...]]
    names: tuple[str, ...]
    height: int
    currency: str = ""
    width: int = field(default=0)

    def column(self, role: Role) -> int | None:
        """The column of a role, or None."""
        found = self.columns.get(role, ())
        return found[0] if found else None

    @property
    def is_complete(self) -> bool:
        """Whether movements can be read: a day, and an amount or both sides."""
        has_sides = Role.CREDIT in self.columns and Role.DEBIT in self.columns
        return Role.BOOKED in self.columns and (Role.AMOUNT in self.columns or has_sides)


def header_at(rows: Sequence[tuple[Cell, ...]], at: int) -> Header | None:
    """The heading that begins in this row, on one line or on two; None if it is none."""
    if not any(_names_a_day(cell) for row in rows[at : at + 2] for cell in row):
        return None  # before anything is judged: a long list of something else is soon refused
    if not _may_head(rows[at]):
        return None
    one = _header([_name(cell) for cell in rows[at]], height=1)
    if at + 1 < len(rows) and _may_head(rows[at + 1]):
        below = _header([_name(cell) for cell in rows[at + 1]], height=1)
        if below.is_complete and not one.is_complete:
            return None  # a title stands above the headings
        two = _header(list(_joined(rows[at], rows[at + 1])), height=2)
        if two.is_complete and _count(two) > max(_count(one), _count(below)):
            return two
    return one if one.is_complete else None


def _header(names: list[str], height: int) -> Header:
    found: dict[Role, list[tuple[int, int]]] = {}
    currency = ""
    for column, name in enumerate(names):
        plain, behind = _without_currency(name)
        if plain not in _ROLES:
            continue
        rank, role = _ROLES[plain]
        found.setdefault(role, []).append((rank, column))
        if role in (Role.AMOUNT, Role.CREDIT):
            currency = behind
    columns = {
        role: tuple(column for _rank, column in ranked) if role in _SEVERAL else (min(ranked)[1],)
        for role, ranked in found.items()
    }
    width = max((column for column, name in enumerate(names, start=1) if name), default=0)
    return Header(columns, tuple(names), height, currency, width)


def _count(header: Header) -> int:
    return sum(len(columns) for columns in header.columns.values())


def _may_head(row: tuple[Cell, ...]) -> bool:
    """Only words: a day or an amount among them makes it a movement or a balance."""
    filled = [cell for cell in row if not is_blank(cell)]
    return bool(filled) and not any(
        not isinstance(cell, str) or is_day(cell) or is_money(cell) for cell in filled
    )


def _names_a_day(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    return _DAY_WORD.search(cell if cell.isascii() else _name(cell)) is not None


def _name(cell: Cell) -> str:
    return fold(cell[:_LONGEST_NAME]) if isinstance(cell, str) else ""


def _joined(first: tuple[Cell, ...], second: tuple[Cell, ...]) -> Iterator[str]:
    """Names over two lines: `Data` above `Operaz.`; where joining says nothing, the lower one."""
    for column in range(max(len(first), len(second))):
        above = _name(first[column]) if column < len(first) else ""
        below = _name(second[column]) if column < len(second) else ""
        both = f"{above} {below}".strip()
        known = (name for name in (both, below, above) if _without_currency(name)[0] in _ROLES)
        yield next(known, both)


def _without_currency(name: str) -> tuple[str, str]:
    found = _WITH_CURRENCY.fullmatch(name)
    if found is None:
        return name, ""
    return found[1], "EUR" if found[2] == "euro" else found[2].upper()
