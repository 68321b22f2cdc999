"""Remember how the members' list is arranged: columns, order, row height, card."""

from __future__ import annotations

from typing import Protocol

from ui.kit.table.columns import Density
from ui.members.body import MembersBody
from ui.members.columns import COLUMNS
from ui.members.listing import MemberList
from ui.pages.preferences import Preferences

_NAME = "members"


class Arranged(Protocol):
    """The parts of the members' page that a person arranges."""

    preferences: Preferences
    members: MemberList
    body: MembersBody
    side_wanted: bool

    def show_side(self, *, seen: bool) -> None:
        """Show the card at the right, or put it away."""
        ...


def keep_layout(page: Arranged) -> None:
    """As it is now."""
    table = page.body.table
    order = page.members.question.sort
    page.preferences.keep_layout(
        _NAME,
        {
            "hidden": sorted(table.hidden),
            "density": table.density.value,
            "side": page.side_wanted,
            "order": order.column,
            "descending": order.descending,
            "columns": table.arrangement(),
        },
    )


def restore_layout(page: Arranged) -> None:
    """As it was left; what is unknown is as on the first day."""
    found = page.preferences.layout(_NAME)
    table = page.body.table
    known = {column.key for column in COLUMNS}
    first_day = {column.key for column in COLUMNS if not column.shown}
    hidden = found.get("hidden")
    table.set_hidden(known & set(hidden) if isinstance(hidden, list) else first_day)
    density = found.get("density")
    table.set_density(Density(density) if density in set(Density) else Density.NORMAL)
    page.members.set_order(str(found.get("order", "")), descending=bool(found.get("descending")))
    table.arrange(str(found.get("columns", "")))
    want_side(page, seen=found.get("side") is not False)


def order_by(page: Arranged, sort: str) -> None:
    """By this column; the same again turns the order round."""
    page.members.order_by(sort)
    keep_layout(page)


def want_side(page: Arranged, *, seen: bool) -> None:
    """The card at the right, or more room for the list."""
    page.side_wanted = seen
    page.show_side(seen=seen)
    keep_layout(page)
