"""Make entries of commands, places, records and pages of the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.search import FoundDocument, FoundMeeting, FoundMember, FoundMovement
from ui.pages.actions import Action, ActionSet
from ui.pages.targets import Target
from ui.palette.entries import Entry
from ui.palette.matching import STRONG, match

Goer = Callable[[Target], object]
_HIDDEN = {"palette", "go.up", "go.area", "go.area.back"}  # they are for the hands alone


def action_entries(actions: ActionSet, place: str) -> list[Entry]:
    """What may be done now, with its keys; `place` says where."""
    actions.refresh()
    return [
        _of_action(actions, record, place)
        for record in actions.records
        if record.id not in _HIDDEN and actions[record.id].isEnabled()
    ]


def _of_action(actions: ActionSet, record: Action, place: str) -> Entry:
    action = actions[record.id]
    is_going = record.menu == "go"
    return Entry(
        key=f"action:{record.id}",
        group="go" if is_going else "actions",
        title=action.iconText(),
        detail=_("Section") if is_going and not record.group else place,
        icon=record.icon or ("arrow-right" if is_going else "command"),
        keys=record.first_keys,
        run=action.trigger,
    )


_VIEWS = {Status.APPLICANT: "applicants"} | dict.fromkeys(
    (Status.WITHDRAWN, Status.EXCLUDED, Status.LAPSED, Status.REFUSED), "former"
)
"""In which view of the list a member stands; in the first where nothing is said."""


def member_entry(row: FoundMember, go: Goer) -> Entry:
    """A member: where it is, and what it owes."""
    place = f"{row.city} ({row.province})" if row.city and row.province else row.city
    number = _("no. {number}").format(number=row.number) if row.number else _("not yet admitted")
    owes = _("{amount} to pay").format(amount=_euro(row.open)) if row.open.cents else ""
    gone = row.status.label if row.status and _VIEWS.get(row.status) == "former" else ""
    view = _VIEWS.get(row.status, "") if row.status else ""
    target = Target(place="members", view=view, record=row.id)
    return Entry(
        key=f"member:{row.id}",
        group="members",
        title=row.name,
        detail=_joined(row.through, number, gone, place, owes),
        has_face=True,
        target=target,
        run=lambda: go(target),
    )


def document_entry(row: FoundDocument, go: Goer) -> Entry:
    """An issued document, in the archive."""
    target = Target(place="archive", record=row.id)
    return Entry(
        key=f"document:{row.id}",
        group="documents",
        title=row.title,
        detail=_joined(row.number, date_text(row.issued_on)),
        icon="file-text",
        target=target,
        run=lambda: go(target),
    )


def meeting_entry(row: FoundMeeting, go: Goer) -> Entry:
    """A meeting, or an item of its agenda."""
    number = f"{row.number}/{row.year}" if row.number else ""
    name = " ".join(part for part in (row.body, number) if part)
    at_table = row.body_kind is BodyKind.WORKING_TABLE
    target = Target(place="meetings", record=row.id)
    if at_table:
        target = Target(place="tables", view="meetings", record=row.body_id)
    day = _("meeting of {day}").format(day=date_text(row.held_on))
    title = f"{name} › {row.item}. {row.item_title}" if row.item else name
    return Entry(
        key=f"meeting:{row.id}:{row.item or ''}",
        group="meetings",
        title=title,
        detail=_joined(day, "" if row.item else row.title),
        icon="messages-square" if at_table else "gavel",
        target=target,
        run=lambda: go(target),
    )


def movement_entry(row: FoundMovement, go: Goer) -> Entry:
    """A movement of an account."""
    target = Target(place="treasury", record=row.id)
    is_told = fold(row.counterparty) in fold(row.description)
    return Entry(
        key=f"movement:{row.id}",
        group="movements",
        title=_euro(row.amount),
        detail=_joined(
            date_text(row.booked_on), row.description, "" if is_told else row.counterparty
        ),
        icon="arrow-left-right",
        target=target,
        run=lambda: go(target),
    )


def record_entries(
    entry: Entry, actions: ActionSet | None, follow: Callable[[Target, str], object]
) -> list[Entry]:
    """What can be done with a found record: open it, the commands of its page, copy its name."""
    target = entry.target
    assert target is not None  # only records are asked
    first = replace(entry, key=f"{entry.key}:open", title=_("Open"), icon="arrow-right")
    opened = replace(first, detail="", has_face=False, keys="Return")
    records = [record for record in actions.records if record.menu == "record"] if actions else []
    own = [_on_record(entry, record, target, follow) for record in records]
    copy = Entry(
        key=f"{entry.key}:copy",
        group=entry.group,
        title=_("Copy the name"),
        icon="copy",
        run=lambda: QApplication.clipboard().setText(entry.title),
    )
    return [opened, *own, copy]


def _on_record(
    entry: Entry, record: Action, target: Target, follow: Callable[[Target, str], object]
) -> Entry:
    return Entry(
        key=f"{record.id}:of",
        group=entry.group,
        title=_(record.text),
        icon=record.icon or "command",
        keys=record.first_keys,
        run=lambda: follow(target, record.id),
    )


def nearest(
    entries: Iterable[Entry], typed: str, weight: Callable[[str], int], most: int
) -> list[Entry]:
    """Those that what was typed means, the nearest and the most used first."""
    scored = []
    for place, entry in enumerate(entries):
        found = match(typed, entry.title)
        if found is None and entry.detail:
            both = match(typed, f"{entry.title} {entry.detail}")
            found = both and replace(both, score=both.score - 30)
        if found is not None:
            score = found.score + weight(entry.key)
            scored.append((-score, place, replace(entry, match=found)))
    scored.sort(key=lambda each: each[:2])
    return [entry for _score, _place, entry in scored[:most]]


def marked(entry: Entry, typed: str) -> Entry:
    """A record with the letters lit that were typed, where its name has them."""
    found = match(typed, entry.title)
    return replace(entry, match=found) if found and found.score >= STRONG else entry


def is_strong(entries: Sequence[Entry]) -> bool:
    """Whether the first is surely what was meant, and not by scattered letters."""
    return bool(entries) and entries[0].match.score >= STRONG - 30


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _euro(amount: Money) -> str:
    return money_text(amount, symbol=True)
