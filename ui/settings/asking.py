"""Make the fields that the settings' sheets and forms ask with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cluster_desk.domain.terms import Term
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import parse_date
from cluster_desk.formats.money import parse_money
from cluster_desk.i18n import N_, _
from ui.kit.fields import DigitsField


def day_field(label: str, today: date, *, required: str = "", hint: str = "") -> DigitsField:
    """A day as people type it."""
    return DigitsField(
        label,
        required=required,
        hint=hint,
        longest=20,
        example=_("dd/mm/yyyy"),
        parse=lambda typed: parse_date(typed, today=today),
    )


def money_field(label: str, *, hint: str = "") -> DigitsField:
    """An amount as people type it."""
    return DigitsField(label, longest=20, example="1.250,00", hint=hint, parse=parse_money)


def yes_no() -> list[tuple[str, str]]:
    """No first: what nobody said is not so."""
    return [("", _("No")), ("1", _("Yes"))]


def terms(vocabulary: type[Term]) -> list[tuple[str, str]]:
    """The choices of a closed vocabulary."""
    return [(term.value, term.label) for term in vocabulary]


def with_none(choices: Sequence[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """The same choices after one that means none of them."""
    return [("", text), *choices]


def number_or_none(typed: str) -> int | None:
    """The id behind a choice; None for the empty one."""
    return int(typed) if typed else None


class NoWholeNumber(DeskError):
    """Anything but digits."""

    message = N_("Write a whole number, up to 9999.")


def whole_number(typed: str) -> int:
    """NoWholeNumber where there is anything but digits."""
    if not typed.isascii() or not typed.isdigit():
        raise NoWholeNumber
    return int(typed)
