"""Find what banks print around the movements: the account, its balances, totals, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.importers.sheets import Cell
from cluster_desk.importers.statements.cells import is_blank, is_day, money, words
from cluster_desk.importers.statements.texts import CODE, clean, iban_in

_OPENING = re.compile(r"saldo (contabile )?(iniziale|precedente|di apertura|di partenza)\b")
_CLOSING = re.compile(r"saldo (contabile )?(finale|di chiusura|attuale)\b")
# «SALDO FATTURA 12» is a payment: only what a bank prints under a table is a balance.
_BALANCE = re.compile(
    r"saldo$|saldo (contabile|iniziale|finale|precedente|disponibile|liquido|attuale|di apertura|"
    r"di chiusura|di partenza|al [0-9]|in (linea )?(capitale|valuta))\b"
    r"|totali?$|totali? (movimenti|entrate|uscite|dare|avere|accrediti|addebiti|operazioni|"
    r"complessiv[oi]|general[ei]|importi)\b|(riporto|a riportare|riporti)$"
)
_DATED_BALANCE = re.compile(
    r"saldo (contabile |disponibile )?(iniziale|finale|precedente|contabile|disponibile|liquido)"
    r"( al| del| in| eur| euro| [0-9]+)*"
)
_WAITING = re.compile(r"\b(non( ancora)? contabilizzat|(in attesa|in corso) di contabilizz"
                      r"|da contabilizzare|non contabili\b)")  # fmt: skip
_BOOKED = re.compile(r"\b(operazioni|movimenti) contabilizzat")
_ACCOUNT = re.compile(
    r"\s*(?:n(?:umero|\.|°)?\s*)?(?:di\s+)?(?:conto(?:\s+corrente)?|rapporto|c/c|iban)"
    r"(?:\s*(?:n\.|n°|numero))?\s*:?\s*(.*)",
    re.IGNORECASE,
)


def balance_words(row: tuple[Cell, ...]) -> str:
    """The folded text of a row that is a balance or a total, else empty."""
    texts = (fold(cell) for cell in row if isinstance(cell, str))
    return next((text for text in texts if _BALANCE.match(text)), "")


def dated_balance_words(row: tuple[Cell, ...]) -> str:
    """The same for a row with a date, where a payer may have written «saldo»: nothing beside."""
    texts = (fold(cell) for cell in row if isinstance(cell, str))
    return next((text for text in texts if _DATED_BALANCE.fullmatch(text)), "")


def is_opening(text: str) -> bool:
    """Whether this folded text announces the opening balance."""
    return _OPENING.match(text) is not None


def is_closing(text: str) -> bool:
    """Whether this folded text announces the closing balance."""
    return _CLOSING.match(text) is not None


def section(row: tuple[Cell, ...]) -> bool | None:
    """What a heading over a table says: True booked, False not booked, None neither."""
    text = fold(" ".join(cell for cell in row if isinstance(cell, str)))
    if _WAITING.search(text):
        return False
    return True if _BOOKED.search(text) else None


def last_amount(row: tuple[Cell, ...], mark: str) -> tuple[int, Money] | None:
    """The last cell that is an amount, with its column; a label may carry it behind a colon."""
    for column in range(len(row) - 1, -1, -1):
        cell = row[column]
        if is_blank(cell) or is_day(cell):
            continue
        behind = cell.rpartition(":")[2] if isinstance(cell, str) else cell
        try:
            amount = money(behind, mark)
        except ValueError:
            continue
        if amount is not None:
            return column, amount
    return None


def account_in(rows: Iterable[tuple[Cell, ...]]) -> tuple[str, str]:
    """IBAN and account number as the rows above the table have them; empty where they do not."""
    iban = number = ""
    for row in rows:
        texts = [words(cell) for cell in row if not is_blank(cell)]
        iban = iban or iban_in(" | ".join(texts))
        if not number:
            number = _number(texts)
    return iban, number or iban


def _number(texts: list[str]) -> str:
    for at, text in enumerate(texts):
        if found := _ACCOUNT.fullmatch(text):
            value = found[1] or (texts[at + 1] if at + 1 < len(texts) else "")
            if any(sign.isalnum() for sign in value):
                return clean(value, CODE)
    return ""
