"""What can be done on the first page, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.home.figures import (
    collected_figures,
    late_figures,
    members_figures,
    states_figures,
)
from ui.kit.charts.figures import Figures
from ui.pages.actions import Action

_Page = Any  # HomePage, which imports this module


def _is_filled(page: _Page) -> bool:
    return page.seen is not None and not page.seen.is_first_use


def _as_table(name: str, text: str, figures: Callable[[Any], Figures], icon: str = "") -> Action:
    return Action(
        id=f"home.{name}",
        text=text,
        menu="view",
        group=5,
        icon=icon,
        enabled=_is_filled,
        run=lambda page: page.show_table(figures(page.seen)),
    )


HOME_ACTIONS = (
    Action(
        id="home.new",
        text=N_("New…"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=lambda page: page.action_wanted.emit("new"),
    ),
    _as_table(
        "collected",
        N_("Figures of the fees month by month"),
        lambda seen: collected_figures(seen.fees),
        icon="table-2",
    ),
    _as_table(
        "states", N_("Figures of how the fees stand"), lambda seen: states_figures(seen.fees)
    ),
    _as_table("late", N_("Figures of the fees past due"), lambda seen: late_figures(seen.fees)),
    _as_table(
        "members",
        N_("Figures of the members month by month"),
        lambda seen: members_figures(seen.members),
    ),
    Action(
        id="home.copy",
        text=N_("Copy the picture of the fees month by month"),
        menu="view",
        group=5,
        icon="copy",
        enabled=_is_filled,
        run=lambda page: page.board.collected.chart.copy_image(),
    ),
    Action(
        id="home.retry",
        text=N_("Try again"),
        menu="view",
        group=1,
        run=lambda page: page.reload(),
    ),
)
