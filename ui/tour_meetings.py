"""The pages of meetings in their states, for the tour: what to do before the picture is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.stage import Stage
from ui.tour_scene import Scene

_PLACE = "meetings"


def _look_at(view: str, place: int = 0) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.header.tabs.choose(view)
        stage.settle()
        stage.look_at(place)

    return play


def _tick(stage: Stage) -> None:
    page: Any = stage.page
    page.header.tabs.choose("held")
    stage.settle()
    page.list.model.ticks.put(page.list.model.ids[:3], on=True)


def _side(key: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _look_at("held", 1)(stage)
        page: Any = stage.page
        page.card.tabs.choose(key)

    return play


def _meeting(view: str, place: int, part: str = "", item: int = 0) -> Callable[[Stage], None]:
    """Open a meeting of a view, at one of its parts and items."""

    def play(stage: Stage) -> None:
        _look_at(view, place)(stage)
        stage.act("meetings.open")
        stage.settle()
        page: Any = stage.page
        if part:
            page.tabs.choose(part)
        page.items.go_to(page.facts.items[min(item, len(page.facts.items) - 1)].id)
        stage.settle()

    return play


def _assembly(part: str, item: int = 0) -> Callable[[Stage], None]:
    """The assembly of the demo association."""

    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.header.tabs.choose("held")
        page.filters.search.setText("assemblea")
        page.filters.search.typed.emit("assemblea")
        stage.settle()
        _meeting("held", 0, part, item)(stage)

    return play


def _in_progress(stage: Stage) -> None:
    """A meeting planned, called, opened and put to the vote with figures that do not add up."""
    from ui.tour_meeting_held import hold_meeting  # writes into the desk of the tour

    meeting_id = hold_meeting(stage.window.workspace.desk)
    page: Any = stage.page
    page.wanted = meeting_id
    page.header.tabs.choose("upcoming")
    page.reload()
    stage.settle()
    page.body.table.look_at(meeting_id)
    stage.settle()
    stage.act("meetings.open")
    stage.settle()


def _wrong_votes(stage: Stage) -> None:
    _in_progress(stage)
    page: Any = stage.page
    page.tabs.choose("items")
    page.items.vote.fields["against"].set_text("4")
    page.items.vote.form.changed.emit()
    page.items.record_vote()


def _minutes(view: str, side: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _look_at(view)(stage)
        stage.act("meetings.minutes")
        stage.settle()
        page: Any = stage.page
        page.view.tabs.choose(side)
        stage.settle()

    return play


def _act(action_id: str, view: str = "year") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _look_at(view)(stage)
        stage.act(action_id)
        stage.settle()

    return play


def _plan(stage: Stage) -> None:
    stage.act("meetings.new")
    stage.settle()


def _plan_wrong(stage: Stage) -> None:
    _plan(stage)
    page: Any = stage.page
    page.form.load(page.form.texts() | {"starts_at": "25:70"})
    page.save()
    stage.settle()


def _seats(stage: Stage) -> None:
    stage.act("meetings.bodies")
    stage.settle()


def _appoint(stage: Stage) -> None:
    _seats(stage)
    stage.act("seats.appoint")
    stage.settle()


def _bodies(stage: Stage) -> None:
    stage.act("meetings.set_up")
    stage.settle()


def _body(stage: Stage) -> None:
    _bodies(stage)
    stage.act("settings.edit")
    stage.settle()


def _scene(
    name: str, caption: str, play: Callable[[Stage], object] | None = None, **more: Any
) -> Scene:
    if play is not None:
        more["play"] = play
    return Scene(name=f"sedute-{name}", caption=caption, place=_PLACE, **more)


SCENES = (
    _scene("elenco", N_("The list of meetings"), size=(1600, 1000)),
    _scene("elenco-scuro", N_("The list of meetings, dark"), is_dark=True),
    _scene("elenco-piccolo", N_("The list of meetings, small screen"), size=(1366, 690)),
    _scene("elenco-grande", N_("The list of meetings, large screen"), size=(1920, 1080)),
    _scene("da-approvare", N_("Minutes that wait"), _look_at("to_approve")),
    _scene("decisioni", N_("What a meeting decided"), _side("decisions")),
    _scene("storia", N_("The story of a meeting, dark"), _side("story"), is_dark=True),
    _scene("selezione", N_("Several meetings selected"), _tick),
    _scene("vuoto", N_("Before the first meeting"), is_empty=True),
    _scene("vuoto-scuro", N_("Before the first meeting, dark"), is_empty=True, is_dark=True),
    _scene(
        "in-corso",
        N_("A meeting in progress: an item before its vote"),
        _in_progress,
        size=(1600, 1000),
        mockup="07_seduta_in_corso_chiaro_1600x1000.png",
    ),
    _scene(
        "in-corso-scuro",
        N_("A meeting in progress, dark"),
        _in_progress,
        size=(1600, 1000),
        is_dark=True,
        mockup="08_seduta_in_corso_scuro_1600x1000.png",
    ),
    _scene(
        "in-corso-piccolo",
        N_("A meeting in progress, small screen"),
        _in_progress,
        size=(1366, 690),
        mockup="09_seduta_in_corso_1366x690.png",
    ),
    _scene("voti-errati", N_("Votes that do not add up"), _wrong_votes),
    _scene("punto", N_("An item with its resolution"), _meeting("held", 0, "items", 1)),
    _scene("presenze", N_("Who was there"), _meeting("held", 0, "presence")),
    _scene("assemblea", N_("An assembly: the accounts"), _assembly("items", 2)),
    _scene(
        "assemblea-presenze",
        N_("An assembly: members, representatives, proxies"),
        _assembly("presence"),
        size=(1600, 1000),
    ),
    _scene(
        "assemblea-presenze-scuro",
        N_("An assembly: the roll, dark"),
        _assembly("presence"),
        size=(1366, 690),
        is_dark=True,
    ),
    _scene("programma", N_("Planning a meeting"), _plan),
    _scene("programma-errori", N_("A plan with errors, dark"), _plan_wrong, is_dark=True),
    _scene("verbale", N_("Minutes: words to finish by hand"), _minutes("to_approve", "words")),
    _scene(
        "verbale-anteprima",
        N_("Minutes: the very PDF and the checks"),
        _minutes("to_approve", "pdf"),
        mockup="18_anteprima_pdf_in_app_1440x900.png",
    ),
    _scene(
        "verbale-scuro",
        N_("Minutes, dark, small screen"),
        _minutes("to_approve", "words"),
        size=(1366, 690),
        is_dark=True,
    ),
    _scene("convocazione", N_("The convocation"), _act("meetings.convocation", "held")),
    _scene("cariche", N_("Who sits in the bodies"), _seats),
    _scene("cariche-vuote", N_("Nobody has a seat yet"), _seats, is_empty=True),
    _scene("organi", N_("Settings: the bodies"), _bodies),
    _scene("organi-vuoto", N_("Settings: no body yet"), _bodies, is_empty=True),
    _scene("organi-modifica", N_("Settings: one body"), _body, is_dark=True, size=(1366, 690)),
    _scene("cariche-scuro", N_("Who sits in the bodies, dark"), _seats, is_dark=True),
    _scene("nomina", N_("Appointing somebody"), _appoint),
)
