"""Every scene of the tour, place by place."""

from __future__ import annotations

from ui import (
    tour_archive,
    tour_everywhere,
    tour_fees,
    tour_home,
    tour_meetings,
    tour_members,
    tour_settings,
    tour_tables,
    tour_treasury,
)
from ui.tour_scene import Scene

SCENES: tuple[Scene, ...] = (
    *tour_home.SCENES,
    *tour_members.SCENES,
    *tour_fees.SCENES,
    *tour_treasury.SCENES,
    *tour_archive.SCENES,
    *tour_meetings.SCENES,
    *tour_everywhere.SCENES,
    *tour_settings.SCENES,
    *tour_tables.SCENES,
)
