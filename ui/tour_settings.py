"""The settings and the first run in their states, for the tour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.first_run import ways
from ui.first_run.window import FirstRunWindow
from ui.pages.erasing import ErasingSheet
from ui.settings.keys import KeysSheet
from ui.stage import Stage
from ui.tour_scene import Scene

SMALL, WIDE = (1366, 690), (1920, 1080)


def _part(key: str, *, sheet: str = "") -> Callable[[Stage], None]:
    """Open a part, and perhaps the sheet of an action."""

    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.may_leave = lambda: True  # what a picture typed goes without a question
        page.open_part(key)
        stage.settle()
        if sheet:
            stage.act(sheet)

    return play


def _taken_keys(stage: Stage) -> None:
    """A command of the members asks for the keys of another."""
    _part("keys")(stage)
    page: Any = stage.page
    chosen = "members.filter"
    page.panel.table.look_at(next(n.id for n in page.panel.lines if n.action.id == chosen))
    stage.act("settings.edit")
    page.findChild(KeysSheet).field.keys.setKeySequence("Ctrl+N")
    stage.settle()


def _wrong_text(stage: Stage) -> None:
    page: Any = stage.page
    page.open_part("texts")
    stage.settle()
    page.panel.look_for("reminder.1", None)
    stage.settle()
    page.may_leave = lambda: True  # as above
    editor = page.panel.editor
    editor.put(editor.source.toPlainText().replace("{fee_year}", "{anno_quota}", 1))
    stage.settle()


def _receipt(stage: Stage) -> None:
    page: Any = stage.page
    page.open_part("texts")
    stage.settle()
    page.panel.look_for("convocation.board", None)
    stage.settle()


def _wrong_profile(stage: Stage) -> None:
    page: Any = stage.page
    page.open_part("association")
    stage.settle()
    page.may_leave = lambda: True  # as above
    fields = page.panel.form.fields
    fields["tax_code"].set_text("9123456015")
    fields["pec"].set_text("segreteria.pec.esempio.it")
    page.panel.save()
    stage.settle()


def _checked(stage: Stage) -> None:
    page: Any = stage.page
    page.open_part("desk")
    stage.settle()
    page.panel.check_desk()
    stage.settle()


def _erasing(stage: Stage) -> None:
    _part("desk")(stage)
    page: Any = stage.page
    page.panel.erase_person.click()
    stage.settle()
    sheet = page.findChild(ErasingSheet)
    sheet.person.choose(1)
    sheet.person.edited.emit()
    stage.settle()


def _first_run(key: str = "") -> Callable[[Stage], None]:
    """The page of the first run, laid over the window; with a key, what this way asks."""

    def play(stage: Stage) -> None:
        first = FirstRunWindow()
        first.setParent(stage.window)
        first.setGeometry(stage.window.rect())
        first.show()
        if key:
            first.ways.choose(key)
            first.go_on()
        stage.settle()

    return play


def _first_wrong(stage: Stage) -> None:
    _first_run(ways.EMPTY)(stage)
    first = stage.window.findChildren(FirstRunWindow)[-1]
    step: Any = first.step
    step.form.fields["tax_code"].set_text("9123456015")
    first.go_on()
    stage.settle()


def _begin(name: str, caption: str, **more: Any) -> Scene:
    return Scene(name=f"primo-avvio-{name}", caption=caption, is_empty=True, **more)


def _scene(name: str, caption: str, **more: Any) -> Scene:
    return Scene(name=f"impostazioni-{name}", caption=caption, place="settings", **more)


SCENES = (
    _scene("associazione", N_("Settings: the association"), play=_part("association")),
    _scene("associazione-errori", N_("Settings: fields to correct"), play=_wrong_profile),
    _scene(
        "associazione-vuota",
        N_("Settings of an empty desk"),
        play=_part("association"),
        is_empty=True,
        size=SMALL,
    ),
    _scene("atti", N_("Settings: legal form and acts"), play=_part("acts")),
    _scene("statuto", N_("Settings: rules of the statute"), play=_part("statute")),
    _scene(
        "statuto-regola",
        N_("Settings: one rule, and what the law says"),
        play=_part("statute", sheet="settings.edit"),
        is_dark=True,
        size=SMALL,
    ),
    _scene("esercizi", N_("Settings: fiscal years"), play=_part("years", sheet="settings.add")),
    _scene("quote", N_("Settings: fee table"), play=_part("fees")),
    _scene(
        "quote-nuovo-anno",
        N_("Settings: the fees of a new year"),
        play=_part("fees", sheet="settings.add"),
        is_dark=True,
        size=SMALL,
    ),
    _scene("incasso", N_("Settings: how fees are collected"), play=_part("collecting"), size=SMALL),
    _scene(
        "bollo",
        N_("Settings: stamp duty"),
        play=_part("stamps", sheet="settings.edit"),
        is_dark=True,
        size=SMALL,
    ),
    _scene("conti", N_("Settings: accounts"), play=_part("accounts"), size=WIDE),
    _scene(
        "conti-vuoti",
        N_("Settings: no account yet"),
        play=_part("accounts"),
        is_empty=True,
        size=SMALL,
    ),
    _scene(
        "categorie", N_("Settings: categories"), play=_part("categories", sheet="settings.edit")
    ),
    _scene("progetti", N_("Settings: projects and plan"), play=_part("plan"), is_dark=True),
    _scene("testi", N_("Settings: a text with its preview"), play=_receipt),
    _scene(
        "testi-errore",
        N_("Settings: a text with an unknown field"),
        play=_wrong_text,
        is_dark=True,
        size=SMALL,
    ),
    _scene("carta", N_("Settings: letterhead"), play=_part("letterhead")),
    _scene("finestra", N_("Settings: window and language"), play=_part("window"), size=SMALL),
    _scene("scorciatoie", N_("Settings: the keys of every command"), play=_part("keys")),
    _scene(
        "scorciatoie-occupata",
        N_("Settings: keys that another command has"),
        play=_taken_keys,
        is_dark=True,
        size=SMALL,
    ),
    _scene("archivio", N_("Settings: desk and backups"), play=_checked),
    _scene(
        "archivio-scuro",
        N_("Settings: desk and backups"),
        play=_part("desk"),
        is_dark=True,
        size=SMALL,
    ),
    _scene("cancellare", N_("Settings: a person is erased by law"), play=_erasing, size=SMALL),
    _begin("scelta", N_("First run: how to begin"), play=_first_run(), size=(1100, 720)),
    _begin(
        "scelta-scura",
        N_("First run: how to begin"),
        play=_first_run(),
        size=SMALL,
        is_dark=True,
    ),
    _begin("cluster", N_("First run: the cluster’s public facts"), play=_first_run(ways.STARTER)),
    _begin("vuota", N_("First run: an empty association"), play=_first_wrong, size=(1100, 720)),
    _begin("dimostrazione", N_("First run: the demo"), play=_first_run(ways.DEMO), is_dark=True),
    _begin("ripristino", N_("First run: a backup"), play=_first_run(ways.RESTORE), size=SMALL),
)
