"""What the settings show of the association itself, with the versions an edit stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.statute import DEFAULT_RULES
from cluster_desk.domain.statute_rules import RuleSetting
from cluster_desk.queries.association import Profile, profile
from cluster_desk.store.tables.association import (
    Association,
    LegalForm,
    Recognition,
    StampRule,
    StatuteRule,
    TextTemplate,
)
from cluster_desk.store.tables.history import Blob


@dataclass(frozen=True, kw_only=True)
class LegalFormRow:
    """What the association is from a day on."""

    id: int
    from_on: date
    wording: str
    has_personality: bool


@dataclass(frozen=True, kw_only=True)
class RecognitionRow:
    """An act of recognition."""

    id: int
    kind: str
    authority: str
    act: str
    act_on: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class StampRuleLine:
    """How stamp duty is met on a kind of document, in a period."""

    id: int
    document_kind: str
    treatment: StampTreatment
    reference: str
    from_on: date
    to_on: date | None
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class AssociationRecord:
    """The profile as of a day, and the version that an edit stands on."""

    version: int
    profile: Profile


def stamp_rules(session: Session) -> list[StampRuleLine]:
    """Every one, by kind, the latest first."""
    query = select(StampRule).order_by(StampRule.document_kind, StampRule.from_on.desc())
    names = StampRuleLine.__annotations__
    return [
        StampRuleLine(**{name: getattr(row, name) for name in names})
        for row in session.scalars(query)
    ]


def association_record(session: Session, *, on: date) -> AssociationRecord | None:
    """None in an empty desk."""
    found = profile(session, on=on)
    if found is None:
        return None
    return AssociationRecord(version=session.get_one(Association, 1).version, profile=found)


def legal_record(session: Session) -> dict[str, tuple[Any, ...]]:
    """`forms`, LegalFormRow, the latest first, and `acts`, RecognitionRow, as they came."""
    forms = session.scalars(select(LegalForm).order_by(LegalForm.from_on.desc()))
    acts = session.scalars(select(Recognition).order_by(Recognition.act_on, Recognition.id))
    return {
        "forms": tuple(
            LegalFormRow(
                id=row.id,
                from_on=row.from_on,
                wording=row.wording,
                has_personality=row.has_personality,
            )
            for row in forms
        ),
        "acts": tuple(
            RecognitionRow(
                id=row.id,
                kind=row.kind,
                authority=row.authority,
                act=row.act,
                act_on=row.act_on,
                note=row.note,
            )
            for row in acts
        ),
    }


def rule_settings(session: Session) -> list[RuleSetting]:
    """Every rule the program knows, in its order; what was never set has the proposed value."""
    rows = {row.key: row for row in session.scalars(select(StatuteRule))}
    return [
        RuleSetting(key=row.key, value=row.value, article=row.article, confirmed=row.confirmed)
        if (row := rows.get(rule.key))
        else RuleSetting(key=rule.key, value=rule.default)
        for rule in DEFAULT_RULES
    ]


def own_texts(session: Session, language: str) -> dict[str, str]:
    """The texts the association wrote itself, by key."""
    query = select(TextTemplate).where(TextTemplate.language == language)
    return {row.key: row.source for row in session.scalars(query)}


def logo(session: Session) -> bytes | None:
    """The picture on the letterhead, as it was kept; None without one."""
    return session.scalars(
        select(Blob.content).join(Association, Association.logo_sha256 == Blob.sha256)
    ).first()
