"""The archive and the history in their states, for the tour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from cluster_desk.i18n import N_
from ui.stage import Stage
from ui.tour_scene import Scene


def _page(stage: Stage) -> Any:
    return stage.page


def _look_at_kind(stage: Stage, kind: str) -> None:
    page = _page(stage)
    page.filters.chips["kinds"].choose([kind])
    stage.settle()
    stage.look_at()


def _minutes(stage: Stage) -> None:
    _look_at_kind(stage, "minutes")


def _preview(stage: Stage, kind: str = "minutes") -> None:
    _look_at_kind(stage, kind)
    stage.act("archive.preview")


def _search(stage: Stage) -> None:
    _preview(stage)
    page = _page(stage)
    page.actions_here["preview.search"].trigger()
    page.view.bar.write_search("delibera")
    stage.settle()


def _tick(stage: Stage) -> None:
    page = _page(stage)
    page.list.model.ticks.put(page.list.model.ids[:6], on=True)
    stage.settle()


def _filter(text: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page = _page(stage)
        page.filters.search.setText(text)
        page.filters.search.typed.emit(text)
        page.filters.search.setFocus()

    return play


def _history(stage: Stage, place: int = 0) -> None:
    stage.act("archive.history")
    stage.look_at(place)


def _final(stage: Stage) -> None:
    """An operation that cannot be taken back any more, and why."""
    _history(stage)
    _filter("ricevute emesse")(stage)
    stage.settle()
    stage.look_at()


def _operation(stage: Stage) -> None:
    _history(stage)
    _filter("seduta chiusa")(stage)
    stage.settle()
    stage.look_at()
    stage.act("history.open")


def _undone(stage: Stage) -> None:
    _history(stage)
    stage.act("history.undo")
    stage.settle()


def _member(stage: Stage) -> None:
    _page(stage).open_history("membership", 5)
    stage.settle()


def _check(stage: Stage) -> None:
    stage.act("archive.check")


SCENES = (
    Scene(
        name="archivio",
        caption=N_("Every document that was issued"),
        place="archive",
        play=_minutes,
        size=(1600, 1000),
    ),
    Scene(
        name="archivio-scuro",
        caption=N_("Several documents selected, dark"),
        place="archive",
        play=_tick,
        is_dark=True,
    ),
    Scene(
        name="archivio-piccolo",
        caption=N_("The archive on the smallest screen"),
        place="archive",
        size=(1366, 690),
    ),
    Scene(
        name="archivio-grande",
        caption=N_("The archive on a large screen"),
        place="archive",
        size=(1920, 1080),
    ),
    Scene(
        name="archivio-nessuno",
        caption=N_("No document found"),
        place="archive",
        play=_filter("introvabile"),
    ),
    Scene(name="archivio-vuoto", caption=N_("No documents yet"), place="archive", is_empty=True),
    Scene(
        name="archivio-anteprima",
        caption=N_("The very bytes that were issued"),
        place="archive",
        play=_preview,
        mockup="18_anteprima_pdf_in_app_1440x900.png",
    ),
    Scene(
        name="archivio-anteprima-scuro",
        caption=N_("Words found in a document, dark"),
        place="archive",
        play=_search,
        is_dark=True,
        size=(1366, 690),
    ),
    Scene(
        name="archivio-anteprima-ricevuta",
        caption=N_("A receipt as it was issued"),
        place="archive",
        play=partial(_preview, kind="receipt"),
        size=(1920, 1080),
    ),
    Scene(
        name="archivio-storia",
        caption=N_("The history of the desk"),
        place="archive",
        play=_history,
        size=(1600, 1000),
    ),
    Scene(
        name="archivio-storia-definitiva",
        caption=N_("An operation that cannot be undone, dark"),
        place="archive",
        play=_final,
        is_dark=True,
    ),
    Scene(
        name="archivio-storia-piccolo",
        caption=N_("The history on the smallest screen"),
        place="archive",
        play=_history,
        size=(1366, 690),
    ),
    Scene(
        name="archivio-storia-annullata",
        caption=N_("An operation that was just undone"),
        place="archive",
        play=_undone,
    ),
    Scene(
        name="archivio-storia-socio",
        caption=N_("What was changed of one member"),
        place="archive",
        play=_member,
    ),
    Scene(
        name="archivio-operazione",
        caption=N_("What an operation changed, before and after"),
        place="archive",
        play=_operation,
    ),
    Scene(
        name="archivio-operazione-scuro",
        caption=N_("What an operation changed, dark"),
        place="archive",
        play=_operation,
        is_dark=True,
        size=(1366, 690),
    ),
    Scene(
        name="archivio-storia-vuota",
        caption=N_("Nothing has been done yet"),
        place="archive",
        play=lambda stage: stage.act("archive.history"),
        is_empty=True,
    ),
    Scene(
        name="archivio-verifica",
        caption=N_("The check of the desk"),
        place="archive",
        play=_check,
    ),
)
