"""Every scene of the tour, place by place."""

from __future__ import annotations

from ui import tour_everywhere, tour_home, tour_members
from ui.tour_scene import Scene

SCENES: tuple[Scene, ...] = (
    *tour_home.SCENES,
    *tour_members.SCENES,
    *tour_everywhere.SCENES,
)
