"""The two small menus over the list: which columns, how high the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cluster_desk.i18n import N_, _
from ui.kit.buttons import Button
from ui.kit.filters import StayMenu
from ui.kit.table.columns import CellKind, Column, Density
from ui.kit.table.surface import TableSurface

_DENSITIES = (
    (Density.COMPACT, N_("Compact")),
    (Density.NORMAL, N_("Normal")),
    (Density.COMFORTABLE, N_("Comfortable")),
)


def columns_button(
    columns: Sequence[Column], table: Callable[[], TableSurface], changed: Callable[[], object]
) -> Button:
    """Every column that may be left out, with a box each."""
    button = Button(_("Columns"), "columns-3", "ghost", small=True)
    menu = StayMenu(button)

    def fill() -> None:
        menu.clear()
        for column in columns:
            if column.key == CellKind.CHECK or column.stretch:
                continue
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(column.key not in table().hidden)
            action.triggered.connect(lambda on, key=column.key: tick(key, on))

    def tick(key: str, on: bool) -> None:
        hidden = set(table().hidden)
        table().set_hidden(hidden - {key} if on else hidden | {key})
        changed()

    menu.aboutToShow.connect(fill)
    button.setMenu(menu)
    return button


def density_button(table: Callable[[], TableSurface], changed: Callable[[], object]) -> Button:
    """Three heights of the rows."""
    button = Button(_("Row height"), "rows-3", "ghost", small=True)
    menu = StayMenu(button)

    def fill() -> None:
        menu.clear()
        for density, name in _DENSITIES:
            action = menu.addAction(_(name))
            action.setCheckable(True)
            action.setChecked(table().density is density)
            action.triggered.connect(lambda _on, density=density: choose(density))

    def choose(density: Density) -> None:
        table().set_density(density)
        changed()
        fill()

    menu.aboutToShow.connect(fill)
    button.setMenu(menu)
    return button
