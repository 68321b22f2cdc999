"""Classify a member anew from a day on: category, size, and the declaration they rest on."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.rows import MemberRow
from cluster_desk.running import Outcome
from cluster_desk.services.members.editing import ClassifyMember, classify_member
from ui.kit.entry_fields import day_field, money_field, term_field
from ui.kit.fields import DigitsField, Field
from ui.members.form_fields import whole_number
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

    return {
        "category": term_field(_("Category of member"), MemberCategory),
        "size": term_field(_("Size class"), SizeClass),
        "from_on": day_field(_("From the day"), today, required=_("Write from which day.")),
        "declared_on": day_field(_("Declared on"), today),
        "headcount": DigitsField(_("Headcount"), longest=9, parse=whole_number),
        "turnover": money_field(_("Turnover"), example="1.250.000,00"),
        "balance_total": money_field(_("Balance sheet total"), example="1.250.000,00"),
    }
