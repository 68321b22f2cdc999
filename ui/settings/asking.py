"""Read what is typed or chosen in the sheets of the settings: a number, an id, none."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_


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
