"""How stamp duty is met: by kind of document, from a day on, compared with the adviser or not."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.documents import DocumentKind, document_kind_text
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association_record import StampRuleLine, stamp_rules
from cluster_desk.services.association.settings import SetStampRule, set_stamp_rule
from ui.kit.entry_fields import day_field, term_field, yes_no_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.list_panel import ListPanel, Rows, Shelf

_KINDS = (DocumentKind.RECEIPT, DocumentKind.PAYMENT_NOTICE)


def make_stamps(page: Page) -> ListPanel:
    """One list, by kind, the latest first."""
    return ListPanel(page, SHELVES, _rules)


def _rules(session: Any) -> Rows:
    return {"stamps": stamp_rules(session)}


def _open(panel: ListPanel, row: StampRuleLine | None) -> None:
    today = panel.workspace.today()
    fields: dict[str, Field] = {
        "document_kind": ChoiceField(
            _("Kind of document"), [(kind.value, kind.label) for kind in _KINDS]
        ),
        "from_on": day_field(_("From the day"), today, required=_("Write the day.")),
        "to_on": day_field(_("To the day"), today, hint=_("Empty: until another rule holds.")),
        "treatment": term_field(_("Stamp duty"), StampTreatment),
        "reference": LineField(
            _("Provision or authorisation"),
            longest=200,
            hint=_("As it is printed, such as an article or the number of the authorisation."),
        ),
        "confirmed": yes_no_field(
            _("Confirmed by the adviser"), hint=_("Until then documents are marked as open.")
        ),
    }
    texts = {"from_on": date_text(today)}
    if row is not None:
        texts = {
            "document_kind": row.document_kind,
            "from_on": date_text(row.from_on),
            "to_on": date_text(row.to_on) if row.to_on else "",
            "treatment": row.treatment.value,
            "reference": row.reference,
            "confirmed": "1" if row.confirmed else "",
        }
        for name in ("document_kind", "from_on"):  # they say which rule it is
            fields[name].fix(fixed=True)
    entry = Entry(
        title=_("Rule of stamp duty"),
        about=_("A rule holds from its day on, until the next one of the same kind."),
        save=_("Save the rule"),
        use_case=set_stamp_rule,
        command=lambda asked: SetStampRule(**asked),
    )
    EntrySheet(panel.page, entry, fields, texts)


def _period(row: StampRuleLine) -> Cell:
    if row.to_on is None:
        return cells.figures(_("from {date} on").format(date=date_text(row.from_on)))
    return cells.figures(f"{date_text(row.from_on)}–{date_text(row.to_on)}")


def _state(row: StampRuleLine) -> Cell:
    if row.confirmed:
        return cells.chip(_("Confirmed"), "ok")
    return cells.chip(_("To be confirmed"), "warn")


SHELVES = (
    Shelf(
        key="stamps",
        title=N_("Rules of stamp duty"),
        columns=(
            Column(
                key="kind",
                title=N_("Document"),
                width=180,
                cell=lambda row: cells.strong(document_kind_text(row.document_kind)),
            ),
            Column(key="period", title=N_("Holds"), width=190, priority=1, cell=_period),
            Column(
                key="treatment",
                title=N_("Stamp duty"),
                width=190,
                priority=2,
                cell=lambda row: cells.words(row.treatment.label),
            ),
            Column(
                key="reference",
                title=N_("Provision or authorisation"),
                width=220,
                stretch=True,
                cell=lambda row: cells.words(row.reference.strip()),
            ),
            Column(key="state", title=N_("State"), width=150, cell=_state),
        ),
        about=N_(
            "Over € 77.47 a receipt bears stamp duty, unless a provision exempts it. Without a rule"
            " the program writes that it is due and still to be confirmed."
        ),
        empty=(
            "stamp",
            N_("No rule yet"),
            N_("Documents say that stamp duty is due and to be confirmed: enter what holds."),
        ),
        add=N_("New rule of stamp duty"),
        open=_open,
    ),
)
