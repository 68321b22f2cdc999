"""Make commands of what stands in a member's form, and texts for its fields of what is known."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

from cluster_desk.domain.members import MemberCategory, OrganisationKind, SizeClass
from cluster_desk.queries.members.card import MemberCard
from cluster_desk.services.members.admission import AdmitMember
from cluster_desk.services.members.editing import EditOrganisation
from cluster_desk.services.members.facts import OrganisationFacts

FACT_NAMES = tuple(field.name for field in fields_of(OrganisationFacts))
FIRST_TEXTS = {
    "kind": OrganisationKind.COMPANY.value,
    "category": MemberCategory.ORDINARY.value,
    "size": SizeClass.NONE.value,
}
"""What stands in the form of a new member."""
_LIKE = ("kind", "public_body", "address", "postal_code", "city", "province", "country", "sector")


def admission(values: dict[str, Any]) -> AdmitMember:
    """A new member, or only its application where no day of admission is given."""
    rest = {n: value for n, value in values.items() if n not in FACT_NAMES and value is not None}
    return AdmitMember(facts=_facts(values), **rest)


def change(values: dict[str, Any], organisation_id: int, version: int) -> EditOrganisation:
    """What is known of an organisation, as it is now in the form."""
    return EditOrganisation(organisation_id=organisation_id, version=version, facts=_facts(values))


def shown(value: Any) -> str:
    """A fact as its field wants it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def texts_like(card: MemberCard) -> dict[str, str]:
    """What a new member has of another: what it is and where, never its codes or addresses."""
    facts = {name: shown(card.facts.get(name)) for name in _LIKE}
    return {**facts, "category": card.row.category.value, "size": card.row.size.value}


def _facts(values: dict[str, Any]) -> OrganisationFacts:
    """A field left empty is an empty text, and a switch that is off."""
    empty: dict[str, Any] = dict.fromkeys(FACT_NAMES, "") | {"public_body": False}
    said = {name: values[name] for name in FACT_NAMES if values.get(name) is not None}
    return OrganisationFacts(**(empty | said))
