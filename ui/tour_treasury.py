"""Bank and journal in its states, for the tour: what to do before the picture is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.services.demo import bank_file
from ui.stage import Stage, nth
from ui.tour_scene import Scene


def _file(stage: Stage) -> bytes:
    """The demo association's bank file of the last month, made as `demo` makes it."""
    return bank_file.write(stage.window.workspace.desk)


def _open_file(stage: Stage) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / bank_file.NAME
        file.write_bytes(_file(stage))
        page: Any = stage.page
        page.take_file(file)
        stage.settle()


def _reconcile(stage: Stage) -> None:
    """The bank's file is in, and its lines wait."""
    _open_file(stage)
    stage.act("statement.go")
    stage.settle()


def _at(place: int, view: str = "decide") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _reconcile(stage)
        page: Any = stage.page
        page.view.tabs.choose(view)
        page.view.table.look_at(nth(page.view.model.ids, place))
        stage.settle()

    return play


def _sure(stage: Stage) -> None:
    _reconcile(stage)
    stage.act("line.confirm_sure")


def _sheet(action: str, place: int = 0) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _at(place)(stage)
        stage.act(action)

    return play


def _act(action: str) -> Callable[[Stage], None]:
    return lambda stage: stage.act(action)


def _fee_movement(stage: Stage) -> None:
    """A movement of the bank's, with the charge that it paid."""
    page: Any = stage.page
    rows = [page.list.model.cache.record(i) for i in page.list.model.ids[:100]]
    confirmed = [each.id for each in rows if each is not None and each.reconciled]
    page.body.table.look_at(nth(confirmed))
    stage.settle()


def _tick(stage: Stage) -> None:
    page: Any = stage.page
    page.list.model.ticks.put(page.list.model.ids[:6], on=True)


def _cash(stage: Stage) -> None:
    page: Any = stage.page
    page.accounts.wanted.emit("CASSA")


SCENES = (
    Scene(name="banca", caption=N_("The journal, light"), place="treasury", size=(1600, 1000)),
    Scene(
        name="banca-scuro",
        caption=N_("A payment of the bank’s with its charge, dark"),
        place="treasury",
        play=_fee_movement,
        is_dark=True,
    ),
    Scene(
        name="banca-piccolo",
        caption=N_("The journal on the smallest screen"),
        place="treasury",
        size=(1366, 690),
    ),
    Scene(
        name="banca-grande",
        caption=N_("The journal on a large screen"),
        place="treasury",
        size=(1920, 1080),
    ),
    Scene(
        name="banca-selezione",
        caption=N_("Several movements together"),
        place="treasury",
        play=_tick,
    ),
    Scene(name="banca-conto", caption=N_("One account alone"), place="treasury", play=_cash),
    Scene(
        name="banca-vuoto",
        caption=N_("The journal at first use"),
        place="treasury",
        is_empty=True,
    ),
    Scene(
        name="banca-vuoto-scuro",
        caption=N_("The journal at first use, dark"),
        place="treasury",
        is_empty=True,
        is_dark=True,
        size=(1366, 690),
    ),
    Scene(
        name="banca-movimento",
        caption=N_("A new movement"),
        place="treasury",
        play=_act("treasury.new"),
    ),
    Scene(
        name="banca-giroconto",
        caption=N_("A transfer between own accounts, dark"),
        place="treasury",
        play=_act("treasury.transfer"),
        is_dark=True,
    ),
    Scene(
        name="banca-apri-conto",
        caption=N_("Opening an account"),
        place="treasury",
        play=_act("treasury.account"),
    ),
    Scene(
        name="banca-importa",
        caption=N_("A bank’s file before it is imported"),
        place="treasury",
        play=_open_file,
    ),
    Scene(
        name="banca-importa-scuro",
        caption=N_("A bank’s file before it is imported, dark"),
        place="treasury",
        play=_open_file,
        is_dark=True,
        size=(1366, 690),
    ),
    Scene(
        name="banca-riconcilia",
        caption=N_("Lines of the bank with what they may be"),
        place="treasury",
        play=_at(3),
        mockup="10_riconciliazione_chiaro_1440x900.png",
    ),
    Scene(
        name="banca-riconcilia-scuro",
        caption=N_("Reconciling, dark"),
        place="treasury",
        play=_at(5, "every"),
        is_dark=True,
        mockup="11_riconciliazione_scuro_1440x900.png",
    ),
    Scene(
        name="banca-riconcilia-piccolo",
        caption=N_("Reconciling on the smallest screen"),
        place="treasury",
        play=_at(2),
        size=(1366, 690),
    ),
    Scene(
        name="banca-riconcilia-grande",
        caption=N_("Reconciling on a large screen"),
        place="treasury",
        play=_at(4),
        size=(1920, 1080),
    ),
    Scene(
        name="banca-sicure",
        caption=N_("The sure lines confirmed, with the way back"),
        place="treasury",
        play=_sure,
    ),
    Scene(
        name="banca-dividi",
        caption=N_("Choosing by hand what a line pays"),
        place="treasury",
        play=_sheet("line.change", 7),
    ),
    Scene(
        name="banca-categoria",
        caption=N_("Posting a line in a category, dark"),
        place="treasury",
        play=_sheet("line.category", 0),
        is_dark=True,
    ),
    Scene(
        name="banca-riconcilia-vuoto",
        caption=N_("Reconciling before the first statement"),
        place="treasury",
        play=_act("treasury.reconcile"),
        is_empty=True,
    ),
)
