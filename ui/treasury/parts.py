"""Ask for what a movement is for: one category, or two that share its amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout

from cluster_desk.domain.money import Money
from cluster_desk.domain.periods import Period
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movements import Choice
from cluster_desk.services.treasury.movements import Split
from ui.kit.entry_fields import money_field
from ui.kit.fields import Field
from ui.kit.grid import field_grid
from ui.kit.pick import PickField

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """Accounts, categories, projects and years of the desk."""

    choices: Sequence[Choice]

    def accounts(self) -> Pairs:
        """Codes and names."""
        return [(each.code, each.name) for each in self.choices if each.kind == "account"]

    def categories(self, *, incoming: bool | None = None) -> Pairs:
        """Codes and names; those of the direction first, since a refund goes the other way."""
        first = "income" if incoming else "expense"
        of_them = [each for each in self.choices if each.kind in ("income", "expense")]
        if incoming is not None:
            of_them.sort(key=lambda each: each.kind != first)
        return [(each.code, each.name) for each in of_them]

    def projects(self) -> Pairs:
        """Codes and names, with the code that is on every document."""
        return [
            (each.code, f"{each.code} · {each.name}")
            for each in self.choices
            if each.kind == "project"
        ]

    def years(self) -> list[Period]:
        """The fiscal years."""
        days = [each.name.split() for each in self.choices if each.kind == "year"]
        return [Period(*map(date.fromisoformat, first_and_last)) for first_and_last in days]

    def project_id(self, code: str) -> int | None:
        """The id behind a code."""
        found = (c.id for c in self.choices if c.kind == "project" and c.code == code)
        return next(found, None)


def part_fields(offered: Offered, *, incoming: bool | None = None) -> dict[str, Field]:
    """The category with its project, and a second part that may stay empty."""
    categories = offered.categories(incoming=incoming)
    fields: dict[str, Field] = {
        "category": PickField(
            _("Category"), categories, required=_("Choose the category of the movement.")
        )
    }
    if offered.projects():
        fields["project"] = PickField(_("Project"), offered.projects())
    fields["second_category"] = PickField(
        _("Second category"),
        categories,
        hint=_("Only where the amount is shared: the rest stays with the first."),
    )
    fields["second_amount"] = money_field(_("Of which for the second"), example="0,00")
    return fields


_HALVES = {
    *("direction", "account", "amount", "booked_on", "category", "project"),
    *("second_category", "second_amount", "counterparty", "document_ref"),
}


def in_pairs(fields: Mapping[str, Field]) -> QGridLayout:
    """Two in a line where they are short, so that an entry is seen whole."""
    has_project = "project" in fields
    return field_grid(
        [
            (field, 6 if name in _HALVES and (name != "category" or has_project) else 12)
            for name, field in fields.items()
        ]
    )


PART_NAMES = ("category", "project", "second_category", "second_amount")


def splits_of(asked: Mapping[str, Any], total: Money, offered: Offered) -> tuple[Split, ...]:
    """The parts, signed as the whole is; what the second takes the first has not."""
    project = offered.project_id(str(asked.get("project", "")))
    second = asked.get("second_amount") if asked.get("second_category") else None
    if second is None:
        return (Split(category=asked["category"], amount=total, project_id=project),)
    share = -second if total.cents < 0 else second
    return (
        Split(category=asked["category"], amount=total - share, project_id=project),
        Split(category=asked["second_category"], amount=share, project_id=project),
    )


def without_parts(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a command takes besides its parts."""
    return {name: value for name, value in asked.items() if name not in PART_NAMES}
