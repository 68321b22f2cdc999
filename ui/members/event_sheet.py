"""Record what happens to a membership, and admit again who left: the day, organ and reason."""

from __future__ import annotations

from datetime import date

from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.membership import ENDED
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import MemberCard, member_card, next_events
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.events import (
    NEEDS_REASON,
    RecordMembershipEvent,
    record_membership_event,
)
from cluster_desk.services.members.facts import OrganisationFacts
from ui.kit.entry_fields import day_field, term_field
from ui.kit.fields import Field, LineField, NoteField
from ui.members.form_commands import FACT_NAMES
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.targets import Target

_RESOLVED = NEEDS_REASON | {Kind.ADMISSION, Kind.REINSTATEMENT}


def open_event_sheet(page: Page, row_id: int, name: str) -> None:
    """Ask what may happen next; where nothing may, say so."""

    today = page.workspace.today()

    def show(kinds: tuple[Kind, ...]) -> None:
        if kinds:
            _open(page, row_id, name, kinds)
        else:
            year = page.workspace.year
            page.workspace.read(member_card, row_id, on=today, year=year, then=come_back)

    def come_back(card: MemberCard | None) -> None:
        if card is not None and card.row.status in ENDED and card.row.organisation_id is not None:
            _open_comeback(page, card)
            return
        text = _("The membership of {name} has ended: who comes back is admitted anew.")
        if card is not None and card.row.status not in ENDED:
            text = _("Something that happened later is already recorded.")
        page.refused.emit(text.format(name=name))

    page.workspace.read(next_events, row_id, on=today, then=show)


def _open_comeback(page: Page, card: MemberCard) -> None:
    """The next chapter of who left: a new number in the register, what is known stays known."""
    today = page.workspace.today()
    needed = _("Write from which day.")
    fields: dict[str, Field] = {
        "admitted_on": day_field(_("Admitted on"), today, required=needed),
        "category": term_field(_("Category of member"), MemberCategory),
        "size": term_field(_("Size class"), SizeClass),
        "resolution_text": LineField(
            _("Resolution"), longest=200, example=_("Board no. 3 of 16/06/2026")
        ),
    }
    facts = OrganisationFacts(**{name: card.facts[name] for name in FACT_NAMES})
    entry = Entry(
        title=_("Admit again"),
        about=_(
            "The membership of {name} has ended. It gets a new number in the register; what is"
            " known of it, and the story until now, stay as they are."
        ).format(name=card.row.name),
        save=_("Admit again"),
        use_case=admit_member,
        command=lambda asked: AdmitMember(
            facts=facts,
            organisation_id=card.row.organisation_id,
            **asked,
        ),
        done=lambda outcome: page.target_wanted.emit(Target(place="members", record=outcome.value)),
    )
    texts = {
        "admitted_on": date_text(today),
        "category": card.row.category.value,
        "size": card.row.size.value,
    }
    EntrySheet(page, entry, fields, texts)


def _open(page: Page, row_id: int, name: str, kinds: tuple[Kind, ...]) -> None:
    today = page.workspace.today()
    fields = _fields(kinds, today)
    entry = Entry(
        title=_("Record an event"),
        about=_("It is written into the story of «{name}».").format(name=name),
        save=_("Record the event"),
        use_case=record_membership_event,
        command=lambda asked: RecordMembershipEvent(membership_id=row_id, **asked),
    )
    EntrySheet(page, entry, fields, {"on_day": date_text(today)})
    fields["kind"].edited.connect(lambda: _ask_for(fields))
    _ask_for(fields)


def _ask_for(fields: dict[str, Field]) -> None:
    """Which fields are asked for depends on what happens."""
    kind = Kind(fields["kind"].text())
    leaving, needed = kind is Kind.WITHDRAWAL, kind in NEEDS_REASON
    fields["received_on"].setVisible(leaving)
    fields["on_day"].setVisible(not leaving)
    fields["notified_on"].setVisible(needed)
    fields["resolution_text"].setVisible(kind in _RESOLVED)
    letter = _("Write the day on which the letter was received.")
    fields["received_on"].require(letter if leaving else "")
    fields["on_day"].require("" if leaving else _("Write from which day."))
    fields["reason"].require(_("Write the reason.") if needed else "")
    resolution = _("Name the resolution: organ, number and day.")
    fields["resolution_text"].require(resolution if needed else "")


def _fields(kinds: tuple[Kind, ...], today: date) -> dict[str, Field]:
    return {
        "kind": term_field(_("What happens"), Kind, *kinds),
        "on_day": day_field(_("From the day"), today),
        "received_on": day_field(
            _("Letter received on"),
            today,
            hint=_("The day of effect is computed by the rule of the statute."),
        ),
        "reason": NoteField(_("Reason"), lines=3),
        "resolution_text": LineField(
            _("Resolution"), longest=200, example=_("Board no. 3 of 16/06/2026")
        ),
        "notified_on": day_field(_("Notified on"), today),
    }
