"""The text of one record: its facts under the names people know, its parts as tables."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.cli.answers import shown, table
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.card import ChargeCard
from cluster_desk.queries.meetings.card import MeetingCard
from cluster_desk.queries.members.card import MemberCard
from cluster_desk.queries.treasury.journal import MovementRow

Titled = tuple[tuple[str, str], ...]  # attribute of a row, its English name

_DAY, _AMOUNT, _NAME = N_("Day"), N_("Amount"), N_("Name")
_MEMBER = (
    ("name", N_("Name of the member")),
    ("number", N_("Member no.")),
    ("kind", N_("Type")),
    ("category", N_("Category")),
    ("size", N_("Size")),
    ("status", N_("Membership status")),
    ("member_since", N_("Member since")),
    ("tax_code", N_("Tax code")),
    ("vat_number", N_("VAT number")),
    ("city", N_("Town")),
    ("province", N_("Province")),
    ("sector", N_("Sector")),
    ("payment", N_("Fee status")),
    ("charged", N_("Charged for the year")),
    ("paid", N_("Amount paid")),
    ("balance", N_("Open in all")),
    ("may_vote", N_("May vote")),
)
_CHANNELS = (("kind", N_("Type")), ("value", N_("Address")), ("purpose", N_("Purpose")))
_REPRESENTATIVES = (
    ("name", _NAME),
    ("role", N_("Role")),
    ("office", N_("Office held")),
    ("from_on", N_("From the day")),
)
_CHARGES = (
    ("id", N_("No.")),
    ("description", N_("Description")),
    ("due_on", N_("Due on")),
    ("owed", N_("Amount due")),
    ("paid", N_("Amount paid")),
)
_STORY = (
    ("on", _DAY),
    ("title", N_("What happens")),
    ("detail", N_("Remark")),
    ("amount", _AMOUNT),
)
_CHARGE = (
    ("member", N_("Member")),
    ("number", N_("Member no.")),
    ("category", N_("Category")),
    ("kind", N_("Kind of charge")),
    ("description", N_("Description")),
    ("reference", N_("Payment reference")),
    ("issued_on", N_("Issued on")),
    ("due_on", N_("Due on")),
    ("amount", _AMOUNT),
    ("owed", N_("Amount due")),
    ("paid", N_("Amount paid")),
    ("residue", N_("Open amount")),
    ("state", N_("Status")),
)
_ADJUSTMENTS = (
    ("on_day", _DAY),
    ("kind", N_("Type")),
    ("amount", _AMOUNT),
    ("reason", N_("Reason")),
)
_PAYMENTS = (
    ("received_on", _DAY),
    ("amount", _AMOUNT),
    ("method", N_("Means of payment")),
    ("payer_name", N_("Payer")),
    ("receipt_number", N_("Receipt")),
)
_NOTICES = (
    ("number", N_("Number")),
    ("issued_on", N_("Issued on")),
    ("due_on", N_("Due on")),
    ("amount", _AMOUNT),
)
_REMINDERS = (("level", N_("Level")), ("issued_on", N_("Issued on")), ("amount", _AMOUNT))
_SITTING = (
    ("held_on", _DAY),
    ("starts_at", N_("Time of the meeting")),
    ("title", N_("What")),
    ("mode", N_("Presence")),
    ("venue", N_("Place")),
    ("platform", N_("Platform")),
    ("state", N_("Status")),
    ("opened_at", N_("Hour of opening")),
    ("closed_at", N_("Hour of closing")),
)
_ITEMS = (
    ("position", N_("No.")),
    ("title", N_("Title of the agenda item")),
    ("outcome", N_("Outcome")),
)
_BALLOTS = (
    ("held_at", N_("Time")),
    ("proposal", N_("Proposal put to the vote")),
    ("in_favour", N_("Votes in favour")),
    ("against", N_("Votes against")),
    ("abstained", N_("Abstentions")),
    ("outcome", N_("Outcome")),
    ("number", N_("Number of the resolution")),
)
_MOVEMENT = (
    ("account", N_("Account")),
    ("booked_on", _DAY),
    ("value_on", N_("Value date")),
    ("description", N_("Description")),
    ("counterparty", N_("Counterparty")),
    ("document_ref", N_("Document")),
    ("amount", _AMOUNT),
    ("balance", N_("Balance")),
    ("reconciled", N_("Reconciled")),
    ("is_transfer", N_("Internal transfer")),
)
_SPLITS = (
    ("category", N_("Code")),
    ("category_name", N_("Category")),
    ("project", N_("Project")),
    ("cup", N_("CUP")),
    ("amount", _AMOUNT),
)


def member_text(card: MemberCard) -> list[str]:
    """The member as of the day, how to reach it, and its story."""
    return [
        *_facts(card.row, _MEMBER),
        *(f"  {reason}" for reason in card.row.voting.reasons),
        *_part(_("Contacts"), card.channels, _CHANNELS),
        *_part(_("Representatives"), card.representatives, _REPRESENTATIVES),
        *_part(_("Charges"), card.charges, _CHARGES),
        *_part(_("Story"), card.story, _STORY),
    ]


def charge_text(card: ChargeCard) -> list[str]:
    """The charge, what lowered and what paid it, and how it was asked for."""
    paid = [part.payment for part in card.payments]
    return [
        *_facts(card.row, _CHARGE),
        *_facts(card, (("prescribes_on", N_("Claimable until")),)),
        *_part(_("Taken off"), card.adjustments, _ADJUSTMENTS),
        *_part(_("Payments allocated to it"), paid, _PAYMENTS),
        *_part(_("Request of payment"), card.notices, _NOTICES),
        *_part(_("Reminders"), card.reminders, _REMINDERS),
    ]


def meeting_text(card: MeetingCard) -> list[str]:
    """The meeting, who was there, and what was resolved."""
    facts = card.facts
    ballots = [ballot for item in facts.items for ballot in item.ballots]
    there = [
        [facts.people[row.person_id].name, row.organisation, row.capacity, row.arrived_at]
        for row in facts.presences
    ]
    titles = [_("Surname and name"), _("Organisation"), _("Role"), _("Hour of arrival")]
    return [
        facts.body.name,
        *_facts(facts.sitting, _SITTING),
        *([str(card.opening.words)] if card.opening else []),
        *([str(card.warning.words)] if card.warning else []),
        *_part(_("Agenda items"), facts.items, _ITEMS),
        *_part(_("Votes"), ballots, _BALLOTS),
        *(_below(_("Those present"), titles, there) if there else []),
    ]


def movement_text(row: MovementRow) -> list[str]:
    """The movement and what it is made of."""
    return [*_facts(row, _MOVEMENT), *_part(_("Parts"), row.splits, _SPLITS)]


def _facts(record: object, titled: Titled) -> list[str]:
    texts = ((title, shown(getattr(record, name))) for name, title in titled)
    return [f"{_(title)}: {text}" for title, text in texts if text]


def _part(heading: str, rows: Sequence[object], titled: Titled) -> list[str]:
    """Nothing where there are no rows; without the columns that are empty in every row."""
    if not rows:
        return []
    filled = [
        (name, title) for name, title in titled if any(shown(getattr(row, name)) for row in rows)
    ]
    cells = [[getattr(row, name) for name, _title in filled] for row in rows]
    return _below(heading, [_(title) for _name, title in filled], cells)


def _below(heading: str, titles: Sequence[str], cells: Sequence[Sequence[object]]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in table(titles, cells))]
