"""What is at hand on every page, for the tour: the palette and the manual."""

from __future__ import annotations

from collections.abc import Callable

from cluster_desk.i18n import N_
from ui.stage import Stage
from ui.tour_scene import Scene


def _palette(text: str, *, inside: bool = False) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.act("palette")
        finder = stage.window.finder
        finder.line.setText(text)
        finder.line.textEdited.emit(text)
        stage.settle()
        if inside:
            finder.line.went_in.emit()
            stage.settle()

    return play


def _new(stage: Stage) -> None:
    stage.act("new")


SCENES = (
    Scene(name="tavolozza", caption=N_("The palette, before typing"), play=_palette("")),
    Scene(
        name="tavolozza-comando",
        caption=N_("A command by a few letters"),
        play=_palette("reg inc"),
        mockup="16_tavolozza_comandi_1440x900.png",
    ),
    Scene(
        name="tavolozza-soci",
        caption=N_("A member and its papers, dark"),
        play=_palette("beauty"),
        is_dark=True,
    ),
    Scene(
        name="tavolozza-importi",
        caption=N_("Movements by their amount"),
        play=_palette("€ 1000"),
        size=(1366, 690),
    ),
    Scene(
        name="tavolozza-azioni",
        caption=N_("What can be done with a found member"),
        play=_palette("@bea", inside=True),
        size=(1366, 690),
        is_dark=True,
    ),
    Scene(name="tavolozza-nulla", caption=N_("Nothing found"), play=_palette("zzqx")),
    Scene(name="tavolozza-nuovo", caption=N_("Choosing what to enter"), play=_new),
)
