"""The room of the working tables in its states, for the tour: what to do before the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.stage import Stage
from ui.tour_scene import Scene


def _table(tab: str = "register", after: Callable[[Any], object] | None = None) -> Any:
    """The first table of the list, at one of its parts."""

    def play(stage: Stage) -> None:
        stage.act("tables.open")
        page: Any = stage.page
        page.header.tabs.choose(tab)
        stage.settle()
        if after is not None:
            after(page)
            stage.settle()

    return play


def _by_organisation(page: Any) -> None:
    page.register.by.choose("organisation")
    page.register.by.chosen.emit("organisation")


def _marked(page: Any) -> None:
    """A run of cells taken, and one marked with a note."""
    page.register.matrix.table.go(3, 4)
    page.actions_here["table.mark.delegated"].trigger()
    page.register.matrix.table.go(5, 2)


def _act(action_id: str) -> Callable[[Any], object]:
    return lambda page: page.actions_here[action_id].trigger()


def _sheet(action_id: str) -> Callable[[Stage], None]:
    return lambda stage: stage.act(action_id)


def _tick(stage: Stage) -> None:
    page: Any = stage.page
    page.list.model.ticks.put(page.list.model.ids[:3], on=True)


def _scene(name: str, caption: str, play: Callable[[Stage], object], **how: Any) -> Scene:
    return Scene(name=name, caption=caption, place="tables", play=play, **how)


_MAP = "12_tavolo_registro_presenze_1440x900.png"
_DARK_MAP = "13_tavolo_registro_presenze_scuro.png"

SCENES = (
    _scene("tavoli", N_("The working tables"), lambda _stage: None),
    _scene("tavoli-scuro", N_("The working tables, dark"), _tick, is_dark=True),
    _scene("tavoli-piccolo", N_("The smallest office screen"), _tick, size=(1366, 690)),
    _scene("tavoli-grande", N_("A large screen"), lambda _stage: None, size=(1920, 1080)),
    _scene("tavoli-vuoto", N_("First use"), lambda _stage: None, is_empty=True),
    _scene("tavoli-nuovo", N_("A new table"), _sheet("tables.new"), is_dark=True),
    _scene("tavoli-registro", N_("The attendance register"), _table(after=_marked), mockup=_MAP),
    _scene(
        "tavoli-registro-scuro",
        N_("The attendance register by organisation, dark"),
        _table(after=_by_organisation),
        is_dark=True,
        mockup=_DARK_MAP,
    ),
    _scene(
        "tavoli-registro-piccolo",
        N_("The attendance register on the smallest screen"),
        _table(),
        size=(1366, 690),
    ),
    _scene(
        "tavoli-registro-grande",
        N_("The attendance register on a large screen"),
        _table(after=_marked),
        size=(1920, 1080),
        is_dark=True,
    ),
    _scene(
        "tavoli-registro-testo", N_("Text at 130 %"), _table(), size=(1600, 1000), text_size=130
    ),
    _scene("tavoli-presenza", N_("One presence in detail"), _table(after=_act("table.presence"))),
    _scene(
        "tavoli-ospite",
        N_("A guest nobody had called, dark"),
        _table(after=_act("table.guest")),
        is_dark=True,
    ),
    _scene("tavoli-partecipanti", N_("Who takes part"), _table("people")),
    _scene(
        "tavoli-partecipante",
        N_("Adding a participant, dark"),
        _table("people", _act("table.join")),
        is_dark=True,
    ),
    _scene("tavoli-riunioni", N_("Meetings of a table, dark"), _table("meetings"), is_dark=True),
    _scene(
        "tavoli-riunione",
        N_("Planning a meeting with its hours"),
        _table("meetings", _act("table.plan")),
        size=(1366, 690),
    ),
    _scene("tavoli-tenuta", N_("A meeting that was held"), _table("meetings", _act("table.hold"))),
    _scene("tavoli-impegni", N_("What is still to be done"), _table("actions")),
    _scene(
        "tavoli-impegno",
        N_("A new action, dark"),
        _table("actions", _act("table.action")),
        is_dark=True,
    ),
    _scene("tavoli-firme", N_("The sheet people sign"), _table(after=_act("table.sign_in"))),
)
