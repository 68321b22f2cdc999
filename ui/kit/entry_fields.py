"""Make the fields that sheets and forms ask with: days, hours, money, terms, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time

from cluster_desk.domain.terms import Term
from cluster_desk.formats.dates import date_text, parse_date, parse_time, time_text
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import _
from ui.kit.fields import ChoiceField, DigitsField


def day_field(
    label: str, today: date | Callable[[], date], *, required: str = "", hint: str = ""
) -> DigitsField:
    """A day as people type it: `16/6`, `oggi`, `+30`.

    A form that stays open for days asks `today` each time, or `oggi` would be the day it was made.
    """
    return DigitsField(
        label,
        required=required,
        longest=20,
        example=_("dd/mm/yyyy"),
        hint=hint,
        parse=lambda typed: parse_date(typed, today=today() if callable(today) else today),
        write=date_text,
    )


def hour_field(label: str, *, required: str = "", hint: str = "") -> DigitsField:
    """An hour: `1502`, `15:02`."""
    parse: Callable[[str], time] = parse_time
    return DigitsField(
        label,
        required=required,
        longest=8,
        example=_("hh:mm"),
        hint=hint,
        parse=parse,
        write=time_text,
    )


def money_field(
    label: str, *, required: str = "", hint: str = "", example: str = "1.250,00"
) -> DigitsField:
    """An amount as people type it."""
    return DigitsField(
        label,
        required=required,
        longest=20,
        example=example,
        hint=hint,
        parse=parse_money,
        write=money_text,
    )


def choices_of(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Every term of a vocabulary, or of some of it, in the words a person reads."""
    return [(term.value, term.label) for term in terms]


def term_field(label: str, vocabulary: type[Term], *only: Term) -> ChoiceField:
    """One of a closed vocabulary, or of some of it."""
    return ChoiceField(label, choices_of(only or vocabulary), parse=vocabulary)


def yes_no_field(label: str, *, hint: str = "") -> ChoiceField:
    """No, unless said otherwise."""
    return ChoiceField(label, [("", _("No")), ("1", _("Yes"))], parse=bool, hint=hint)
