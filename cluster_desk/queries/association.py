"""The association's profile, rules, years and settings, as of a day where it matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.statute_rules import RuleSetting, StatuteRules
from cluster_desk.store.tables.association import (
    Association,
    FiscalYear,
    LegalForm,
    Setting,
    StampRule,
    StatuteRule,
    TextTemplate,
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Who the association is on a day; `legal_wording` follows the date (DOMAIN §10)."""

    name: str
    short_name: str
    tax_code: str
    vat_number: str
    address: str
    postal_code: str
    city: str
    province: str
    email: str
    pec: str
    phone: str
    website: str
    legal_wording: str
    logo_sha256: str | None
    sample: bool
    founded_on: date | None

    @property
    def address_line(self) -> str:
        """`Via Roma 1, 26013 Crema (CR)`."""
        place = f"{self.postal_code} {self.city}".strip()
        if self.province:
            place = f"{place} ({self.province})"
        return ", ".join(part for part in (self.address, place) if part)


@dataclass(frozen=True, kw_only=True)
class FiscalYearRow:
    """A year of accounts; both days belong to it."""

    year: int
    starts_on: date
    ends_on: date
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class StampRuleRow:
    """How stamp duty is met on a kind of document on a day."""

    treatment: StampTreatment
    reference: str
    confirmed: bool


def profile(session: Session, *, on: date) -> Profile | None:
    """The association as of a day; None in an empty desk."""
    row = session.get(Association, 1)
    if row is None:
        return None
    form = session.scalars(
        select(LegalForm).where(LegalForm.from_on <= on).order_by(LegalForm.from_on.desc()).limit(1)
    ).first()
    return Profile(
        **{name: getattr(row, name) for name in Profile.__annotations__ if name in _COLUMNS},
        legal_wording=form.wording if form else "",
    )


_COLUMNS = frozenset(column.name for column in Association.__table__.columns)


def statute_rules(session: Session) -> StatuteRules:
    """The rules in force; what was never entered has its proposed default, unconfirmed."""
    return StatuteRules(
        RuleSetting(key=row.key, value=row.value, article=row.article, confirmed=row.confirmed)
        for row in session.scalars(select(StatuteRule))
    )


def fiscal_years(session: Session) -> list[FiscalYearRow]:
    """Every year of accounts, oldest first."""
    query = select(FiscalYear).order_by(FiscalYear.starts_on)
    return [_year(row) for row in session.scalars(query)]


def fiscal_year_at(session: Session, on: date) -> FiscalYearRow | None:
    """The year of accounts this day belongs to."""
    query = select(FiscalYear).where(FiscalYear.starts_on <= on, FiscalYear.ends_on >= on)
    row = session.scalars(query).first()
    return _year(row) if row else None


def _year(row: FiscalYear) -> FiscalYearRow:
    return FiscalYearRow(
        year=row.year,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_closed=row.closed_on is not None,
    )


def setting(session: Session, key: str, default: Any = None) -> Any:
    """A setting's value."""
    row = session.scalars(select(Setting).where(Setting.key == key)).first()
    return default if row is None else row.value


def stamp_rule(session: Session, document_kind: str, *, on: date) -> StampRuleRow:
    """The rule of that day; without one, «dovuto, da confermare» (DOMAIN §3)."""
    row = session.scalars(
        select(StampRule)
        .where(StampRule.document_kind == document_kind, StampRule.from_on <= on)
        .where((StampRule.to_on.is_(None)) | (StampRule.to_on >= on))
        .order_by(StampRule.from_on.desc())
        .limit(1)
    ).first()
    if row is None:
        return StampRuleRow(treatment=StampTreatment.DUE, reference="", confirmed=False)
    return StampRuleRow(treatment=row.treatment, reference=row.reference, confirmed=row.confirmed)


def own_text(session: Session, key: str, language: str) -> str | None:
    """The association's own version of a shipped text, or None."""
    return session.scalars(
        select(TextTemplate.source).where(
            TextTemplate.key == key, TextTemplate.language == language
        )
    ).first()
