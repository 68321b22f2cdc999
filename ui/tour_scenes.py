"""Every scene of the tour, place by place."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_desk.i18n import N_
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
from ui.shell.places import PLACES
from ui.tour_scene import Scene

# logical sizes: 1366×690 is the smallest office screen; 1280×720 is a full one at 150 %, and
# 1920×1080 a 4K one at 200 %
_SIZES = ((1366, 690, 1.0), (1440, 900, 1.0), (1920, 1080, 1.0), (1280, 720, 1.5))
_LARGEST = (1920, 1080, 2.0)

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


# One of each other kind of page; the places as they open and what the design has come by itself.
_TELLING = frozenset(
    (
        "soci-storia", "soci-importa", "socio-errori", "quote-emissione", "quote-solleciti",
        "banca-importa", "sedute-assemblea", "sedute-verbale", "archivio-storia",
        "impostazioni-statuto", "tavolozza", "guida-pagina", "primo-avvio-scelta",
    )
)  # fmt: skip


def brief_scenes() -> Iterator[Scene]:
    """What a stranger wants to see within a minute."""
    for scene in (*SCENES, *plain_scenes()):
        opens = scene.name.startswith("every-") and scene.name.endswith("-1440x900-100-light")
        if opens or scene.mockup or scene.name in _TELLING:
            yield scene


def plain_scenes() -> Iterator[Scene]:
    """Every place as it opens: in each size, light and dark; and empty, light and dark."""
    for place in PLACES:
        for is_dark in (False, True):
            for width, height, scale in (*_SIZES, _LARGEST):
                yield Scene(
                    name=_name(place.key, f"{width}x{height}", scale, is_dark=is_dark),
                    caption=N_("As it opens"),
                    place=place.key,
                    size=(width, height),
                    is_dark=is_dark,
                    scale=scale,
                )
            yield Scene(
                name=_name(place.key, "empty", 1, is_dark=is_dark),
                caption=N_("With nothing in it"),
                place=place.key,
                is_dark=is_dark,
                is_empty=True,
            )


def _name(place: str, size: str, scale: float, *, is_dark: bool) -> str:
    ground = "dark" if is_dark else "light"
    return f"every-{place}-{size}-{round(scale * 100)}-{ground}"
