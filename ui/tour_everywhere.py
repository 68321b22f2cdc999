"""What is at hand on every page, for the tour: the palette and the manual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.help.sheet import HelpSheet
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


def _f1(tab: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.act("keys")
        sheet = stage.window.findChild(HelpSheet)
        assert sheet is not None
        sheet.tabs.choose(tab)

    return play


def _search_manual(stage: Stage) -> None:
    page: Any = stage.page
    page.search.setText("bonifico")
    page.search.typed.emit("bonifico")


def _read(name: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.follow(f"{name}.md")

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
    Scene(
        name="tavolozza-guida",
        caption=N_("The manual from the palette"),
        play=_palette("?bonifico"),
    ),
    Scene(name="guida", caption=N_("The manual"), place="help"),
    Scene(
        name="guida-pagina",
        caption=N_("A page of the manual, dark"),
        place="help",
        play=_read("sedute"),
        is_dark=True,
        size=(1366, 690),
    ),
    Scene(
        name="guida-grande",
        caption=N_("A page with a picture"),
        place="help",
        play=_read("soci"),
        size=(1920, 1080),
    ),
    Scene(
        name="guida-cerca",
        caption=N_("Searching the manual"),
        place="help",
        play=_search_manual,
    ),
    Scene(name="guida-f1", caption=N_("The manual beside the page"), play=_f1("manual")),
    Scene(
        name="guida-scorciatoie",
        caption=N_("The shortcuts beside the page, dark"),
        play=_f1("keys"),
        is_dark=True,
        size=(1366, 690),
    ),
)
