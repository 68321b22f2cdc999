"""Read one :61: and the three ways its :86: is written: German, with slashes, plain."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Final

from cluster_desk.i18n import _
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.days import short_day
from cluster_desk.importers.statements.drafts import LineDraft
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.texts import (
    CODE,
    NAME,
    clean,
    iban_or_nothing,
    reference,
)

# D followed by R is a debit with the third letter of EUR behind it; R before the side reverses.
_LINE = re.compile(
    r"(?P<value>[0-9]{6})(?P<entry>[0-9]{4})?\s?(?P<mark>R[CD]|E[CD]|[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>[0-9][0-9.,]*)(?P<code>[A-Z][A-Z0-9]{3})?(?P<rest>.*)"
)
_EXPECTED: Final = frozenset({"EC", "ED"})  # announced, not booked
_MONEY_OUT: Final = frozenset({"D", "RC"})
_GERMAN = re.compile(r"\s*(?P<code>[0-9]{3})(?P<mark>[?~<>|!@^])(?=[0-9]{2})")
_SEPA = re.compile(r"\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+")
_SLASHED = re.compile(r"/(TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|CNTP|MARF|CSID|ISDT)/")
_FULL, _FULL_LINE = 27, 65  # a text cut at full length goes on without a blank
_RETURNED: Final = frozenset({"108", "109", "159", "184"})  # German codes of returned payments


def written_line(
    lines: tuple[str, ...],
    *,
    row: int,
    position: int,
    currency: str,
    otherwise_on: date | None,
    problems: Problems,
) -> LineDraft | None:
    """The movement of a :61: with the text under it, or None with the reason as a problem."""
    found = _LINE.fullmatch(lines[0].strip())
    try:
        if found is None:
            raise ValueError("not a movement")
        amount = plain_amount(_without_points(found["amount"]))
    except ValueError:
        told = _("The movement «{text}» cannot be read: it was left out.")
        told = told.format(text=clean(lines[0], 60))
        problems.add(told, field="amount", row=row)
        return None
    if found["mark"] in _EXPECTED:
        told = _("A movement that is announced but not booked was left out.")
        problems.add(told, row=row)
        return None
    booked_on, value_on = _days(found["value"], found["entry"], row, problems)
    booked_on = booked_on or value_on or otherwise_on
    if booked_on is None:
        told = _("The movement has no date: it was left out.")
        problems.add(told, field="booked_on", row=row)
        return None
    customer, _slashes, bank = found["rest"].partition("//")
    return LineDraft(
        position=position,
        booked_on=booked_on,
        value_on=value_on,
        amount=-amount if found["mark"] in _MONEY_OUT else amount,
        currency=currency,
        remittance=clean(" ".join(lines[1:])),
        reference=reference(customer),
        bank_reference=reference(bank),
        bank_code=found["code"] or "",
        reversal=found["mark"].startswith("R"),
    )


def with_purpose(line: LineDraft, lines: tuple[str, ...]) -> LineDraft:
    """The movement with what its :86: says."""
    joined = "".join(lines)
    if german := _GERMAN.match(joined):
        return _german(line, joined[german.end() - 1 :], german["code"], german["mark"])
    if _SLASHED.search(joined):
        return _slashed(line, joined)
    words = "".join(text if len(text) >= _FULL_LINE - 1 else f"{text} " for text in lines)
    return replace(line, remittance=_and(line.remittance, words))


def _without_points(written: str) -> str:
    """Some banks write thousands; `1.234,56` has one meaning only."""
    return written.replace(".", "") if "," in written and "." in written else written


def _days(
    value: str, entry: str | None, row: int, problems: Problems
) -> tuple[date | None, date | None]:
    """Booking and value date. A 30 February is a bank month's last day; other nonsense is none."""
    value_on, was_moved = _bank_day(value)
    booked_on = None
    if entry:
        years = [value_on.year] if value_on else [int(f"20{value[:2]}")]
        near = [
            _bank_day(f"{(year + step) % 100:02d}{entry}") for year in years for step in (0, 1, -1)
        ]
        days = [(day, moved) for day, moved in near if day is not None]
        if days:
            closest = min(days, key=lambda one: abs((one[0] - (value_on or days[0][0])).days))
            booked_on, was_moved = closest[0], was_moved or closest[1]
    if was_moved or value_on is None or (entry and booked_on is None):
        told = _("The date «{text}» does not exist: the nearest one was taken; check it.")
        told = told.format(text=f"{value} {entry or ''}".strip())
        problems.add(told, field="booked_on", row=row)
    return booked_on, value_on


def _bank_day(text: str) -> tuple[date | None, bool]:
    try:
        return short_day(text), False
    except ValueError:
        pass
    try:
        first = short_day(f"{text[:4]}01")
    except ValueError:
        return None, True
    if not 28 < int(text[4:]) <= 31:
        return None, True
    return first.replace(day=monthrange(first.year, first.month)[1]), True


def _german(line: LineDraft, body: str, code: str, mark: str) -> LineDraft:
    """Subfields of two digits: 00 kind, 20–29 and 60–63 purpose, 31 and 38 IBAN, 32–33 name."""
    fields: dict[str, str] = {}
    purpose = ""
    for part in re.split(rf"{re.escape(mark)}\s?(?=[0-9]{{2}})", body):
        number, words = part[:2], part[2:]
        if "20" <= number <= "29" or "60" <= number <= "63":
            purpose += words if len(words) >= _FULL else f"{words} "
        else:
            fields[number] = fields.get(number, "") + words
    sepa = _sepa(purpose)
    iban = (
        iban_or_nothing(fields.get("31"))
        or iban_or_nothing(fields.get("38"))
        or iban_or_nothing(sepa.get("IBAN"))
    )
    name = fields.get("32", "") + fields.get("33", "")
    kind = clean(fields.get("00"), CODE)
    return replace(
        line,
        counterparty=clean(name or sepa.get("ABWA") or sepa.get("ABWE"), NAME),
        iban=iban,
        remittance=clean(sepa.get("SVWZ") or sepa.get("", "")) or line.remittance or kind,
        reference=reference(sepa.get("EREF")) or line.reference,
        bank_code=_and(line.bank_code, code, limit=CODE),
        reversal=line.reversal or code in _RETURNED,
    )


def _sepa(purpose: str) -> dict[str, str]:
    """The texts behind EREF+, SVWZ+…; the words before the first of them under an empty name."""
    parts = _SEPA.split(purpose)
    found = {"": parts[0]}
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        found[name] = f"{found.get(name, '')} {words}".strip()
    return found


def _slashed(line: LineDraft, joined: str) -> LineDraft:
    """`/BENM//NAME/Rossi/REMI/Quota 2026/EREF/…`, and `/CNTP/iban/bic/name///` of some banks."""
    parts = _SLASHED.split(joined)
    found: dict[str, str] = {}
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(name, words.strip("/ "))
    party = found.get("CNTP", "").split("/")
    remittance = re.sub(r"^(USTD|STRD)/+", "", found.get("REMI", ""))
    return replace(
        line,
        counterparty=clean(found.get("NAME") or (party[2] if len(party) > 2 else ""), NAME),
        iban=iban_or_nothing(found.get("IBAN") or party[0]),
        remittance=_and(line.remittance, remittance or parts[0]),
        reference=reference(found.get("EREF")) or line.reference,
    )


def _and(first: str, second: str, limit: int = 2000) -> str:
    return clean(f"{first} {second}", limit)
