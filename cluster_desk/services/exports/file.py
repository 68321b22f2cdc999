"""What an export is: a name, a kind and bytes; and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.errors import Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_
from cluster_desk.queries.association import FiscalYearRow, fiscal_year_at, fiscal_years, profile
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.workbook.model import Scope
from cluster_desk.services.documents import NoAssociation, letterhead_of
from cluster_desk.store.tables.history import Blob, ChangeSet
from cluster_desk.store.tables.treasury import Account

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoMoneyYet(Refused):
    """The balances of that year were never entered."""

    message = N_("The accounts begin on {first}: there is nothing to export for {year}.")


@dataclass(frozen=True, kw_only=True)
class ExportedFile:
    """A finished export; `name` is what it is called where nobody chooses."""

    name: str
    media_type: str
    content: bytes


def scope_of(session: Session, *, on: date, filters: tuple[str, ...] = ()) -> Scope:
    """Whose facts, and of when: the instant of the last change, so the same facts give the
    same bytes whenever they are exported."""
    found = profile(session, on=on)
    if found is None:
        raise NoAssociation
    last = session.scalars(
        select(ChangeSet.at).where(ChangeSet.seq.is_not(None)).order_by(ChangeSet.seq.desc())
    ).first()
    at = datetime.fromisoformat(last) if last else datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Scope(association=found.name, exported_at=at, filters=filters, is_sample=found.sample)


def letterhead_at(session: Session, on: date) -> Letterhead:
    """The association's letterhead as of a day; NoAssociation in an empty desk."""
    found = profile(session, on=on)
    if found is None:
        raise NoAssociation
    logo = session.get(Blob, found.logo_sha256) if found.logo_sha256 else None
    return letterhead_of(found, logo.content if logo is not None else None)


def period(session: Session, *, on: date, year: int | None) -> FiscalYearRow:
    """The fiscal year asked for, or the one of the day; a calendar year where none was entered."""
    if year is not None:
        for known in fiscal_years(session):
            if known.year == year:
                return known
        return _calendar(year)
    return fiscal_year_at(session, on) or _calendar(on.year)


def money_period(session: Session, *, on: date, year: int | None) -> FiscalYearRow:
    """The same for what has balances: a year nobody entered begins with the first account.

    NoMoneyYet for a year that ended before.
    """
    found = period(session, on=on, year=year)
    if found in fiscal_years(session):
        return found
    first = session.scalar(select(func.min(Account.opening_on)))
    if first is None or first <= found.starts_on:
        return found
    if first > found.ends_on:
        raise NoMoneyYet(year=found.year, first=date_text(first))
    return replace(found, starts_on=first)


def _calendar(year: int) -> FiscalYearRow:
    return FiscalYearRow(
        year=year, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), is_closed=False
    )
