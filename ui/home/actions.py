"""What can be done on the first page, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from ui.home.figures import (
    collected_figures,
    late_figures,
    members_figures,
    states_figures,
)
from ui.pages.actions import Action

_Page = Any  # HomePage, which imports this module


def _is_filled(page: _Page) -> bool:
    return page.seen is not None and not page.seen.is_first_use


HOME_ACTIONS = (
    Action(
        id="home.new",
        text=N_("New…"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=lambda page: page.action_wanted.emit("new"),
    ),
    Action(
        id="home.collected",
        text=N_("Figures of the fees month by month"),
        menu="view",
        group=5,
        icon="table-2",
        enabled=_is_filled,
        run=lambda page: page.show_table(collected_figures(page.seen.fees)),
    ),
    Action(
        id="home.states",
        text=N_("Figures of how the fees stand"),
        menu="view",
        group=5,
        enabled=_is_filled,
        run=lambda page: page.show_table(states_figures(page.seen.fees)),
    ),
    Action(
        id="home.late",
        text=N_("Figures of the fees past due"),
        menu="view",
        group=5,
        enabled=_is_filled,
        run=lambda page: page.show_table(late_figures(page.seen.fees)),
    ),
    Action(
        id="home.members",
        text=N_("Figures of the members month by month"),
        menu="view",
        group=5,
        enabled=_is_filled,
        run=lambda page: page.show_table(members_figures(page.seen.members)),
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
