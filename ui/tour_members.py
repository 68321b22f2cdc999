"""The members' page in its states, for the tour: what to do before the picture is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.store.faults import Busy
from ui.members.importing import open_import
from ui.pages.entry_sheet import EntrySheet
from ui.stage import Stage
from ui.tour_scene import Scene

_LIST = """N.;Denominazione;Tipologia;Codice fiscale;Comune;Prov.;PEC;Data ammissione
201;Ticino Essenze S.r.l.;Impresa;12345000157;Pavia;PV;ticino@pec.esempio.it;16/01/2026
202;Laboratorio Sesia;Impresa;;Novara;NO;sesia@pec.esempio.it;03/02/2026
203;Politecnico Demo;Università;80004970121;Milano;MI;;12/03/2026
204;Vetreria Oglio S.p.A.;Impresa;0123456019;Brescia;BS;vetreria.pec.esempio.it;20/05/2026
;Comune di Rivalta;Ente pubblico;80012340158;Rivalta;CR;comune@pec.esempio.it;
Totale;5;;;;;;
"""


def _tick(stage: Stage) -> None:
    page: Any = stage.page
    page.actions_here["members.tick_none"].trigger()
    page.header.tabs.choose("overdue")
    stage.settle()
    page.list.model.ticks.put(page.list.model.ids[:4], on=True)


def _undo_toast(stage: Stage) -> None:
    """A real change, told as the program tells it, with the card put away."""
    stage.act("members.side")
    stage.act("members.edit")
    page: Any = stage.page
    page.form.fields["short_name"].set_text("Demo")
    page.save()
    stage.settle()


def _side(key: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.look_at(5)
        page: Any = stage.page
        page.card.tabs.choose(key)

    return play


def _filter(text: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.filters.chips["kinds"].choose(["company", "university"])
        page.filters.search.setText(text)
        page.filters.search.typed.emit(text)
        page.filters.search.setFocus()

    return play


def _error(stage: Stage) -> None:
    page: Any = stage.page
    page.list.failed.emit(Busy())


def _new(stage: Stage) -> None:
    stage.act("members.new")


def _wrong(stage: Stage) -> None:
    """As in the picture of the design: three fields that cannot be."""
    stage.act("members.new")
    page: Any = stage.page
    page.form.load(
        {
            "name": "Formulab S.r.l.",
            "short_name": "Formulab",
            "kind": "company",
            "sector": "Skincare",
            "address": "Via delle Essenze 24",
            "city": "Crema",
            "province": "CR",
            "country": "IT",
            "tax_code": "12345000157",
            "vat_number": "0123456019",
            "postal_code": "2612",
            "pec": "formulab.pec.esempio.it",
            "size": "small",
            "applied_on": "12/06/2026",
        }
    )
    page.save()
    stage.settle()


def _edit(stage: Stage) -> None:
    stage.act("members.edit")


def _event(stage: Stage) -> None:
    stage.look_at(7)
    stage.act("members.event")


def _classify(stage: Stage) -> None:
    stage.act("members.classify")


def _represent(stage: Stage) -> None:
    """Somebody nobody entered before, as it is being written."""
    stage.look_at(7)
    stage.act("members.represent")
    sheet = stage.page.findChildren(EntrySheet)[-1]
    sheet.form.fields["person_id"].set_text("Ornella Lambro")
    sheet.form.fields["person_id"].edited.emit()
    sheet.form.fields["office"].set_text("Amministratrice unica")


def _end_representing(stage: Stage) -> None:
    stage.look_at(7)
    stage.act("members.end_representing")


def _import(stage: Stage) -> None:
    page: Any = stage.page
    with TemporaryDirectory() as folder:
        file = Path(folder) / "nuovi-soci-2026.csv"
        file.write_text(_LIST, encoding="utf-8")
        open_import(page, file)
        stage.settle()


def _keys(stage: Stage) -> None:
    stage.act("keys")


def _jobs(stage: Stage) -> None:
    job = stage.window.workspace.jobs.begin("Lettura di «registro-soci.xlsx»")
    assert job is not None
    job.done, job.total = 1_400, 3_700
    stage.window.frame.jobs_panel.toggle()


SCENES = (
    Scene(name="soci", caption=N_("The list, light"), size=(1600, 1000)),
    Scene(
        name="soci-selezione",
        caption=N_("Several members selected, dark"),
        play=_tick,
        size=(1600, 1000),
        is_dark=True,
    ),
    Scene(name="soci-piccolo", caption=N_("The smallest office screen"), size=(1366, 690)),
    Scene(
        name="soci-annulla",
        caption=N_("A change that can be undone, without the card"),
        play=_undo_toast,
        size=(1366, 768),
    ),
    Scene(
        name="soci-storia",
        caption=N_("The dated story of a member, dark"),
        play=_side("story"),
        is_dark=True,
    ),
    Scene(name="soci-quote", caption=N_("Fees of a member"), play=_side("fees")),
    Scene(name="soci-grande", caption=N_("A large screen"), size=(1920, 1080)),
    Scene(name="soci-filtri", caption=N_("Filtering while typing"), play=_filter("a")),
    Scene(name="soci-nessuno", caption=N_("Nobody found"), play=_filter("gama tubeti")),
    Scene(name="soci-errore", caption=N_("The list cannot be read"), play=_error),
    Scene(name="soci-vuoto", caption=N_("First use"), is_empty=True),
    Scene(name="soci-vuoto-scuro", caption=N_("First use, dark"), is_empty=True, is_dark=True),
    Scene(name="socio-nuovo", caption=N_("A new member"), play=_new),
    Scene(name="socio-errori", caption=N_("What is wrong, under the fields"), play=_wrong),
    Scene(
        name="socio-errori-scuro",
        caption=N_("What is wrong, dark"),
        play=_wrong,
        is_dark=True,
    ),
    Scene(
        name="socio-errori-piccolo",
        caption=N_("The form on the smallest screen"),
        play=_wrong,
        size=(1366, 690),
    ),
    Scene(name="socio-modifica", caption=N_("Changing a member"), play=_edit),
    Scene(name="socio-evento", caption=N_("Recording an event"), play=_event),
    Scene(
        name="socio-classe",
        caption=N_("Changing category or size, dark"),
        play=_classify,
        is_dark=True,
    ),
    Scene(
        name="socio-rappresentante",
        caption=N_("A new representative of a member"),
        play=_represent,
        size=(1366, 690),
    ),
    Scene(
        name="socio-rappresentante-scuro",
        caption=N_("A new representative of a member, dark"),
        play=_represent,
        size=(1366, 690),
        is_dark=True,
    ),
    Scene(
        name="socio-fine-rappresentanza",
        caption=N_("Ending a representation, dark"),
        play=_end_representing,
        size=(1366, 690),
        is_dark=True,
    ),
    Scene(name="soci-importa", caption=N_("An import before it is done"), play=_import),
    Scene(name="soci-scorciatoie", caption=N_("The shortcuts of the page"), play=_keys),
    Scene(name="soci-lavori", caption=N_("A long job under way"), play=_jobs),
    Scene(
        name="soci-testo-grande",
        caption=N_("Text at 130 %"),
        size=(1600, 1000),
        text_size=130,
    ),
)
