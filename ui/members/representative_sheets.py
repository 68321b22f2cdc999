"""Say who stands for a member from a day on, and until which day somebody did."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.domain.members import AffiliationRole
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.persons import PersonChoice, people
from cluster_desk.queries.members.card import MemberCard, RepresentativeRow, member_card
from cluster_desk.queries.members.rows import MemberRow
from cluster_desk.services.members.newcomers import with_new_people
from cluster_desk.services.members.people import (
    EndAffiliation,
    SetAffiliation,
    end_affiliation,
    set_affiliation,
)
from ui.kit.entry_fields import day_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField, command_of


def open_representative_sheet(page: Page, member: MemberRow) -> None:
    """In which role, who, with which office and from which day: from today, unless changed."""
    today = page.workspace.today()
    page.workspace.read(people, on=today, then=lambda known: _represent(page, member, known))


def _represent(page: Page, member: MemberRow, known: Sequence[PersonChoice]) -> None:
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "role": term_field(_("Role"), AffiliationRole),
        "person_id": PersonField(_("Person"), known, required=_("Write who it is.")),
        "office": LineField(
            _("Office held"), longest=100, example=_("President, sole director, attorney")
        ),
        "from_on": day_field(_("From the day"), today, required=_("Write from which day.")),
    }
    entry = Entry(
        title=_("New representative"),
        about=_(
            "For «{name}». Who is in the role until then leaves it on the day before, and stays in"
            " the story."
        ).format(name=member.name),
        save=_("Save the representative"),
        use_case=with_new_people,
        command=lambda asked: command_of(
            set_affiliation,
            SetAffiliation,
            {"organisation_id": member.organisation_id, **asked},
        ),
    )
    texts = {
        "role": AffiliationRole.LEGAL_REPRESENTATIVE.value,
        "from_on": date_text(today),
    }
    EntrySheet(page, entry, fields, texts)


def open_end_sheet(page: Page, row_id: int) -> None:
    """Whose turn ends, and its last day; what it was stays known."""

    def show(card: MemberCard | None) -> None:
        stands = (*card.representatives, *card.coming) if card is not None else ()
        if card is not None and stands:
            _end(page, card.row.name, stands)

    today, year = page.workspace.today(), page.workspace.year
    page.workspace.read(member_card, row_id, on=today, year=year, then=show)


def _end(page: Page, name: str, stands: Sequence[RepresentativeRow]) -> None:
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "affiliation_id": ChoiceField(
            _("Who"),
            [(str(each.id), f"{each.name}, {each.role.label}") for each in stands],
            parse=int,
        ),
        "to_on": day_field(
            _("Last day"),
            today,
            required=_("Write the last day."),
            hint=_("Included: until that day the person still stands for the member."),
        ),
    }
    entry = Entry(
        title=_("End a representation"),
        about=_("For «{name}»: it stays in the story of the member.").format(name=name),
        save=_("End the representation"),
        use_case=end_affiliation,
        command=lambda asked: EndAffiliation(**asked),
    )
    first = stands[0]
    texts = {
        "affiliation_id": str(first.id),
        "to_on": date_text(max(today, first.from_on or today)),
    }
    EntrySheet(page, entry, fields, texts)
