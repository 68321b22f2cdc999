"""Remember how a list is arranged: columns, order, row height, card."""

from __future__ import annotations

from typing import Any, Protocol

from ui.kit.table.columns import Density
from ui.pages.lists.body import ListBody
from ui.pages.lists.loader import LoadedList
from ui.pages.lists.spec import ListSpec
from ui.pages.preferences import Preferences


class Sided(Protocol):
    """What has a card at its right."""

    def show_side(self, *, seen: bool) -> None:
        """Show the card at the right, or put it away."""
        ...


class Arranged(Protocol):
    """The parts of a list's page that a person arranges."""

    spec: ListSpec
    preferences: Preferences
    list: LoadedList
    body: ListBody
    side_wanted: bool

    @property
    def pane(self) -> Sided:
        """Where the card stands."""
        ...

    def keep_layout(self) -> None:
        """Something was arranged."""
        ...


def arrangement(page: Arranged) -> dict[str, Any]:
    """As it is now: plain JSON."""
    table, question = page.body.table, page.list.question
    return {
        "hidden": sorted(table.hidden),
        "density": table.density.value,
        "side": page.side_wanted,
        "order": question.sort,
        "descending": question.descending,
        "columns": table.arrangement(),
    }


def arrange(page: Arranged, found: dict[str, Any]) -> None:
    """As it was left; what is unknown is as on the first day."""
    table, columns = page.body.table, page.spec.columns
    known = {column.key for column in columns}
    first_day = {column.key for column in columns if not column.shown}
    hidden = found.get("hidden")
    table.set_hidden(known & set(hidden) if isinstance(hidden, list) else first_day)
    density = found.get("density")
    table.set_density(Density(density) if density in set(Density) else Density.NORMAL)
    order, descending = found.get("order", page.spec.sort), page.spec.descending
    page.list.set_order(str(order), descending=bool(found.get("descending", descending)))
    table.arrange(str(found.get("columns", "")))
    page.side_wanted = found.get("side") is not False
    page.pane.show_side(seen=page.side_wanted)


def keep_layout(page: Arranged) -> None:
    """Keep it for the next time."""
    page.preferences.keep_layout(page.spec.name, arrangement(page))


def restore_layout(page: Arranged) -> None:
    """As it was the last time."""
    arrange(page, page.preferences.layout(page.spec.name))


def order_by(page: Arranged, sort: str) -> None:
    """By this column; the same again turns the order round."""
    page.list.order_by(sort)
    page.keep_layout()


def want_side(page: Arranged, *, seen: bool) -> None:
    """The card at the right, or more room for the list."""
    page.side_wanted = seen
    page.pane.show_side(seen=seen)
    page.keep_layout()
