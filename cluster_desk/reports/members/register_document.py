"""Hold the members' book as of a day: chronological, numbered, nothing left out (DOMAIN §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class RegisterPayment:
    """A payment of an entry or yearly fee: «Quota 2026», the day and the amount."""

    reason: str
    paid_on: date
    amount: Money


@dataclass(frozen=True, kw_only=True)
class RegisterEvent:
    """A later fact of the membership, with the act it rests on: «Recesso», «delibera CD 4/2026»."""

    kind: str
    on: date
    resolution: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterEntry:
    """One numbered entry; the number is never used again."""

    number: int
    name: str
    seat: str = ""
    tax_code: str = ""
    vat_number: str = ""
    representative: str = ""
    category: str
    admitted_on: date
    admission_resolution: str = ""
    payments: tuple[RegisterPayment, ...] = ()
    events: tuple[RegisterEvent, ...] = ()
    is_ended: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisterDocument:
    """The book in order of number. `members_now` counts those in membership on `as_of`."""

    as_of: date
    entries: tuple[RegisterEntry, ...]
    members_now: int
    place_and_date: str = ""
    signatures: tuple[Signature, ...] = ()
    stamp: DocumentStamp
