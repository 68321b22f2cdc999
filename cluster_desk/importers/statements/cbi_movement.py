"""Put one CBI movement together from its record 62 and the texts of its records 63."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.assembly import Parts
from cluster_desk.importers.statements.days import italian_short_day
from cluster_desk.importers.statements.drafts import LineDraft
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.texts import (
    CODE,
    NAME,
    clean,
    iban_in,
    iban_or_nothing,
    reference,
    tax_code,
)

_SIGNS: Final = {"C": 1, "D": -1}
_FLAGS: Final = frozenset({"KKK", "YYY", "YY2", "ID1", "RI1", "RI2", "ZZ1", "ZZ2", "ZZ3"})
# ABI codes of what comes back: unpaid bills, unpaid and returned cheques, reversed postings.
_TAKEN_BACK: Final = frozenset({"42", "55", "57", "68"})
_COLON_TAGGED = re.compile(r":([A-Z][A-Z0-9]{2}):")  # UniCredit
_SLASH_TAGGED = re.compile(r"/(NC|MP|RO)/")  # Intesa: payer or payee, reason, reference
_COLON_NAMES: Final = ("ORD", "BEN")
_NOT_A_NAME = re.compile(r"[^A-Za-z]*")


@dataclass(slots=True)
class Movement:
    """A record 62 while its 63s are read; `texts` are columns 14–120 of each."""

    text: str
    row: int
    texts: list[str] = field(default_factory=list)

    def line(self, parts: Parts, problems: Problems) -> LineDraft | None:
        """The movement, or None with the reason as a problem."""
        amount = amount_at(self.text, 26, 27, 41)
        value_on, booked_on = day_at(self.text, 14), day_at(self.text, 20)
        if amount is None:
            told = _("The amount «{text}» cannot be read: the movement was left out.")
            told = told.format(text=clean(self._at(26, 41), 40))
            problems.add(told, field="amount", row=self.row)
            return None
        if booked_on is None:
            told = _("The date «{text}» does not exist: the value date was taken; check it.")
            if value_on is None:
                told = _("The date «{text}» cannot be read: the movement was left out.")
            told = told.format(text=clean(self._at(20, 25), 40))
            problems.add(told, field="booked_on", row=self.row)
        on = booked_on or value_on
        return None if on is None else self._draft(on, value_on, amount, parts)

    def _draft(
        self, booked_on: date, value_on: date | None, amount: Money, parts: Parts
    ) -> LineDraft:
        flagged, free = self._sorted_texts()
        said = _said(free)
        code, own = self._at(42, 43).strip(), self._at(44, 45).strip()
        return LineDraft(
            position=len(parts.lines) + 1,
            booked_on=booked_on,
            value_on=value_on,
            amount=amount,
            currency=parts.currency,
            counterparty=_other_party(flagged, amount) or said.counterparty,
            iban=iban_or_nothing(flagged.get("YY2", "")[50:84]) or iban_in(free),
            tax_code=tax_code(flagged.get("YYY", "")[8:24]),
            remittance=_reason(flagged) or said.remittance or clean(self._at(87, 120)),
            reference=reference(flagged.get("ID1", "")[35:70]) or said.reference,
            bank_reference=reference(self._at(62, 77)),
            bank_code=clean(f"{code}/{own}" if own else code, CODE),
            reversal=code in _TAKEN_BACK,
        )

    def _sorted_texts(self) -> tuple[dict[str, str], str]:
        """What stands behind each flag, and all that has none, joined as if never broken."""
        flagged: dict[str, str] = {}
        free: list[str] = []
        for text in self.texts:
            flag = text[:3]
            if flag in _FLAGS:
                flagged[flag] = flagged.get(flag, "") + text[3:]
            else:
                free.append(text)
        return flagged, "".join(free)

    def _at(self, first: int, last: int) -> str:
        return self.text[first - 1 : last]


def amount_at(text: str, sign: int, first: int, last: int) -> Money | None:
    """A signed amount of twelve digits, comma and two: `C000000004377,96`; None if it is not."""
    factor = _SIGNS.get(text[sign - 1])
    try:
        amount = plain_amount(text[first - 1 : last].replace(" ", ""))
    except ValueError:
        return None
    return None if factor is None else amount * factor


def day_at(text: str, first: int) -> date | None:
    """A day written DDMMYY from this column on, or None."""
    try:
        return italian_short_day(text[first - 1 : first + 5])
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    counterparty: str = ""
    remittance: str = ""
    reference: str = ""


def _said(free: str) -> _Said:
    """What a bank's own tags say in the text that CBI leaves free."""
    if parts := _split(_SLASH_TAGGED, free):
        name = clean(parts.get("NC"), NAME)
        is_name = not _NOT_A_NAME.fullmatch(name)
        return _Said(
            counterparty=name if is_name else "",
            remittance=clean(f"{parts[''] if 'MP' not in parts else ''} {parts.get('MP', '')}"),
            reference=reference(parts.get("RO")),
        )
    if parts := _split(_COLON_TAGGED, free):
        name = next((parts[tag] for tag in _COLON_NAMES if tag in parts), "")
        words = " ".join(words for tag, words in parts.items() if tag not in _COLON_NAMES)
        return _Said(counterparty=clean(name, NAME), remittance=clean(words))
    return _Said(remittance=clean(free))


def _split(tag: re.Pattern[str], text: str) -> dict[str, str]:
    """Words by tag, those before the first one under an empty name; empty without any tag."""
    parts = tag.split(text)
    found: dict[str, str] = {"": parts[0]} if len(parts) > 1 else {}
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        found[name] = f"{found.get(name, '')} {words}".strip()
    return found


def _other_party(flagged: dict[str, str], amount: Money) -> str:
    """The payer of what comes in, the payee of what goes out; whoever is named otherwise."""
    payer = clean(flagged.get("YYY", "")[24:64], NAME) or clean(flagged.get("ZZ2", "")[:50], NAME)
    payee = clean(flagged.get("ZZ3", "")[:50], NAME)
    return (payer or payee) if amount.cents > 0 else (payee or payer)


def _reason(flagged: dict[str, str]) -> str:
    """RI1 is 104 characters that RI2 continues; the reason of a foreign payment is in ZZ3."""
    remittance = flagged.get("RI1", "") + flagged.get("RI2", "")
    return clean(remittance) or clean(flagged.get("ZZ3", "")[50:])
