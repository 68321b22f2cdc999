"""What the association is by law from which day on, and the acts that say so."""

from __future__ import annotations

from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association_record import LegalFormRow, RecognitionRow, legal_record
from cluster_desk.services.association.profile import (
    AddRecognition,
    EditRecognition,
    Remove,
    SetLegalForm,
    add_recognition,
    edit_recognition,
    remove_legal_form,
    remove_recognition,
    set_legal_form,
)
from ui.kit.entry_fields import day_field, yes_no_field
from ui.kit.fields import ChoiceField, LineField, NoteField
from ui.kit.table import cells
from ui.kit.table.columns import Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.list_panel import ListPanel, Shelf

KINDS = {
    "legal_personality": N_("Legal personality"),
    "technology_cluster": N_("Technology cluster of the Region"),
}


def make_acts(page: Page) -> ListPanel:
    """Two lists: the dated legal form, and the acts of recognition."""
    return ListPanel(page, SHELVES, legal_record)


def _open_form(panel: ListPanel, form: LegalFormRow | None) -> None:
    today = panel.workspace.today()
    entry = Entry(
        title=_("Legal form") if form else _("New legal form"),
        about=_(
            "Personality begins with the entry in the register, not with the deed: letterheads"
            " follow the day of the document."
        ),
        save=_("Save the legal form"),
        use_case=set_legal_form,
        command=lambda asked: SetLegalForm(**{"has_personality": False, **asked}),
    )
    fields = {
        "from_on": day_field(
            _("From the day"),
            today,
            required=_("Write from which day."),
            hint=_("The same day is replaced."),
        ),
        "wording": LineField(
            _("Wording of the letterhead"),
            longest=200,
            example=_("recognised association"),
            required=_("Write the wording of the letterhead."),
        ),
        "has_personality": yes_no_field(_("Has legal personality")),
    }
    texts = {
        "from_on": date_text(form.from_on if form else today),
        "wording": form.wording if form else "",
        "has_personality": "1" if form and form.has_personality else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


def _open_act(panel: ListPanel, act: RecognitionRow | None) -> None:
    def command(asked: dict[str, Any]) -> Any:
        wanted = AddRecognition(**asked)
        return EditRecognition(id=act.id, act=wanted) if act else wanted

    entry = Entry(
        title=_("Act of recognition") if act else _("New act of recognition"),
        about=_("Number, authority and day, as the act itself cites them."),
        save=_("Save the act"),
        use_case=edit_recognition if act else add_recognition,
        command=command,
    )
    fields = {
        "kind": ChoiceField(_("What it recognises"), [(k, _(t)) for k, t in KINDS.items()]),
        "authority": LineField(_("Authority"), longest=200),
        "act": LineField(_("Act and number"), longest=200, required=_("Write which act it is.")),
        "act_on": day_field(_("Day of the act"), panel.workspace.today()),
        "note": NoteField(_("Notes")),
    }
    texts = {
        "kind": act.kind if act else "legal_personality",
        "authority": act.authority if act else "",
        "act": act.act if act else "",
        "act_on": date_text(act.act_on) if act and act.act_on else "",
        "note": act.note if act else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


FORM_COLUMNS = (
    Column(key="from_on", title=N_("From the day"), width=110, cell=lambda f: cells.day(f.from_on)),
    Column(
        key="wording",
        title=N_("Wording of the letterhead"),
        width=300,
        stretch=True,
        cell=lambda f: cells.strong(f.wording),
    ),
    Column(
        key="personality",
        title=N_("Legal personality"),
        width=170,
        cell=lambda f: (
            cells.chip(_("With personality"), "ok")
            if f.has_personality
            else cells.chip(_("Without personality"), "neutral")
        ),
    ),
)
ACT_COLUMNS = (
    Column(
        key="act",
        title=N_("Act"),
        width=240,
        stretch=True,
        cell=lambda a: cells.strong(a.act),
    ),
    Column(key="act_on", title=N_("Day of the act"), width=130, cell=lambda a: cells.day(a.act_on)),
    Column(
        key="kind",
        title=N_("What it recognises"),
        width=210,
        priority=2,
        cell=lambda a: cells.words(_(KINDS.get(a.kind, a.kind))),
    ),
    Column(
        key="authority",
        title=N_("Authority"),
        width=230,
        priority=1,
        cell=lambda a: cells.words(a.authority),
    ),
)
SHELVES = (
    Shelf(
        key="forms",
        title=N_("Legal form"),
        columns=FORM_COLUMNS,
        about=N_("The wording in force on the day of a document stands on its letterhead."),
        empty=(
            "scale",
            N_("No legal form yet"),
            N_(
                "Say what the association is and from which day: until then the letterhead says"
                " nothing of it."
            ),
        ),
        add=N_("New legal form"),
        open=_open_form,
        remove=lambda panel, form: panel.write(remove_legal_form, Remove(id=form.id)),
    ),
    Shelf(
        key="acts",
        title=N_("Acts of recognition"),
        columns=ACT_COLUMNS,
        about=N_("Legal personality and the recognition by the Region are two different acts."),
        empty=(
            "stamp",
            N_("No act of recognition yet"),
            N_("Enter the entry in the register of legal persons, or the decree of the Region."),
        ),
        add=N_("New act of recognition"),
        open=_open_act,
        remove=lambda panel, act: panel.write(remove_recognition, Remove(id=act.id)),
    ),
)
