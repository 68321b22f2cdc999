"""Say in words what a suggestion is: whose, what it would write, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.bank_settling import Suggestion, Way
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import Sign
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.treasury.board import BoardFacts, ChargeLabel

SIGNS = {
    Sign.FOR: ("check", "ok_dot"),
    Sign.DOUBT: ("triangle-alert", "warn_dot"),
    Sign.AGAINST: ("x", "bad_dot"),
}
SIGN_ORDER = (Sign.FOR, Sign.DOUBT, Sign.AGAINST)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A charge that would be paid, or the rest that would stay credit."""

    title: str
    about: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class Told:
    """A suggestion as it stands on its card."""

    title: str
    about: str
    parts: tuple[Part, ...]
    writes: str
    payer_of: str = ""


def tell(suggestion: Suggestion, facts: BoardFacts) -> Told:
    """Everything but the number and the reasons."""
    if suggestion.fees is not None:
        return _fees(suggestion, facts)
    entry = suggestion.entry
    if entry is not None:
        on_day = _("of {date}").format(date=date_text(entry.on_day))
        known = suggestion.way is Way.MOVEMENT
        writes = (
            _("Nothing is posted twice: the movement is confirmed by the bank.")
            if known
            else _("Posts the movement of the payment that was recorded.")
        )
        return Told(
            title=entry.text or suggestion.way.label,
            about=f"{suggestion.way.label} {on_day}",
            parts=(),
            writes=writes,
        )
    name = facts.categories.get(suggestion.category, suggestion.category)
    return Told(
        title=name,
        about=_("Movement of a category, as lines like this before"),
        parts=(),
        writes=_("Posts the movement in this category."),
    )


def _fees(suggestion: Suggestion, facts: BoardFacts) -> Told:
    assert suggestion.fees is not None
    labels = [facts.labels.get(charge) for charge in suggestion.fees.charge_ids]
    known = [label for label in labels if label is not None]
    due = {item.charge_id: item.due_on for item in facts.items}
    members = list(dict.fromkeys(label.member for label in known))
    several = len(members) > 1
    parts = [
        Part(
            title=f"{label.member}, {label.description}" if several else label.description,
            about=_("due on {date}").format(date=date_text(due[part.charge_id])),
            amount=part.amount,
        )
        for part, label in zip(suggestion.fees.parts, labels, strict=True)
        if label is not None
    ]
    if suggestion.fees.excess > ZERO:
        parts.append(Part(title=_("Credit of the member"), about="", amount=suggestion.fees.excess))
    return Told(
        title=members[0] if len(members) == 1 else _several(members),
        about=_about(known),
        parts=tuple(parts),
        writes=_("Records the payment and posts its movement."),
        payer_of=members[0] if len(members) == 1 else "",
    )


def _several(members: Sequence[str]) -> str:
    text = ngettext("{count} member", "{count} members", len(members))
    return text.format(count=len(members))


def _about(labels: Sequence[ChargeLabel]) -> str:
    if len({label.member for label in labels}) != 1:
        return ", ".join(dict.fromkeys(label.member for label in labels))
    first = labels[0]
    number = _("Member no. {number}").format(number=first.number) if first.number else ""
    charges = ngettext("{count} charge", "{count} charges", len(labels)).format(count=len(labels))
    return " · ".join(part for part in (number, first.place, charges) if part)


def reason_text(value: object) -> str:
    """How a value stands in a reason."""
    if isinstance(value, Money):
        return f"{money_text(value)} €"
    return date_text(value) if isinstance(value, date) else str(value)
