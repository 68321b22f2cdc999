"""Fields that the sheets of a meeting share: days, hours, choices, yes or no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from cluster_desk.domain.terms import Term
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import parse_date, parse_time
from cluster_desk.i18n import N_, _
from ui.kit.fields import ChoiceField, DigitsField


class NotACount(DeskError):
    """Anything but digits where votes are counted."""

    message = N_("Write a whole number of votes.")


def day_field(label: str, today: date, *, required: str = "", hint: str = "") -> DigitsField:
    """A day: `16/6`, `oggi`, `+30`."""
    return DigitsField(
        label,
        required=required,
        longest=20,
        example=_("dd/mm/yyyy"),
        hint=hint,
        parse=lambda typed: parse_date(typed, today=today),
    )


def hour_field(label: str, *, required: str = "", hint: str = "") -> DigitsField:
    """An hour: `1502`, `15:02`."""
    parse: Callable[[str], time] = parse_time
    return DigitsField(
        label, required=required, longest=8, example=_("hh:mm"), hint=hint, parse=parse
    )


def count_field(label: str) -> DigitsField:
    """Votes; empty is none."""
    return DigitsField(label, longest=6, example="0", parse=votes)


def votes(typed: str) -> int:
    """NotACount where there is anything but digits."""
    if not typed.isascii() or not typed.isdigit():
        raise NotACount
    return int(typed)


def term_field(label: str, vocabulary: type[Term], *only: Term) -> ChoiceField:
    """One of a closed vocabulary, or of some of it."""
    terms = only or tuple(vocabulary)
    return ChoiceField(label, [(term.value, term.label) for term in terms], parse=vocabulary)


def yes_no_field(label: str, *, hint: str = "") -> ChoiceField:
    """No, unless said otherwise."""
    return ChoiceField(label, [("", _("No")), ("1", _("Yes"))], parse=bool, hint=hint)
