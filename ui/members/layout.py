"""Remember how the members' list is arranged: columns, order, row height, card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.table.columns import Density
from ui.members.columns import COLUMNS

if TYPE_CHECKING:
    from ui.members.page import MembersPage

_NAME = "members"


def keep_layout(page: MembersPage) -> None:
    """As it is now."""
    table = page.body.table
    order = page.members.question.sort
    page.preferences.keep_layout(
        _NAME,
        {
            "hidden": sorted(table.hidden),
            "density": table.density.value,
            "side": not page.side.isHidden(),
            "order": order.column,
            "descending": order.descending,
        },
    )


def restore_layout(page: MembersPage) -> None:
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
    page.show_side(seen=found.get("side") is not False)
