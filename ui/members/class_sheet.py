"""Classify a member anew from a day on: category, size, and the declaration they rest on."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.formats.dates import date_text, parse_date
from cluster_desk.formats.money import parse_money
from cluster_desk.i18n import _
from cluster_desk.queries.members.rows import MemberRow
from cluster_desk.running import Outcome
from cluster_desk.services.members.editing import ClassifyMember, classify_member
from ui.kit.fields import ChoiceField, DigitsField, Field
from ui.members.form_fields import terms, whole_number
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page


def open_class_sheet(page: Page, member: MemberRow) -> None:
    """With what the member is now, to be changed."""
    entry = Entry(
        title=_("New classification"),
        about=_("What {name} was before that day stays true.").format(name=member.name),
        save=_("Save the classification"),
        use_case=classify_member,
        command=lambda asked: ClassifyMember(membership_id=member.id, **asked),
        told=_told,
    )
    texts = {
        "category": member.category.value,
        "size": member.size.value,
        "from_on": date_text(page.workspace.today()),
    }
    EntrySheet(page, entry, _fields(page), texts)


def _told(outcome: Outcome[Any]) -> str:
    """The declared figures may give another size: that is said, and nothing is overruled."""
    remark = outcome.value.remark if outcome.value is not None else ""
    return f"{outcome.label}. {remark}" if remark else ""


def _fields(page: Page) -> dict[str, Field]:
    today = page.workspace.today()

    def day(label: str, required: str = "") -> DigitsField:
        return DigitsField(
            label,
            required=required,
            longest=20,
            example=_("dd/mm/yyyy"),
            parse=lambda typed: parse_date(typed, today=today),
        )

    return {
        "category": ChoiceField(
            _("Category of member"), terms(MemberCategory), parse=MemberCategory
        ),
        "size": ChoiceField(_("Size class"), terms(SizeClass), parse=SizeClass),
        "from_on": day(_("From the day"), _("Write from which day.")),
        "declared_on": day(_("Declared on")),
        "headcount": DigitsField(_("Headcount"), longest=9, parse=whole_number),
        "turnover": DigitsField(
            _("Turnover"), longest=20, example="1.250.000,00", parse=parse_money
        ),
        "balance_total": DigitsField(
            _("Balance sheet total"), longest=20, example="1.250.000,00", parse=parse_money
        ),
    }
