"""`show`: one record with everything known of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.cards import charge_text, meeting_text, member_text, movement_text
from cluster_desk.cli.context import Context
from cluster_desk.cli.usage import record_id
from cluster_desk.desk import Desk
from cluster_desk.errors import NotFound
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.card import charge_card
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.members.card import member_card
from cluster_desk.queries.treasury.journal import movement_rows


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """Which kind of record, and its id as `list` gives it."""
    kinds = sorted(_KINDS)
    parser.add_argument("what", choices=kinds, metavar=_("WHAT"), help=" | ".join(kinds))
    parser.add_argument("id", type=record_id, metavar="ID", help=_("as «list» gives it"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """One object; NotFound without such a record."""
    noun, read = _KINDS[options.what]
    with context.open(read_only=True) as desk:
        found = read(desk, options.id)
    if found is None:
        raise NotFound(what=_(noun), id=options.id)
    return found


def _member(desk: Desk, record_id: int) -> Answer | None:
    today = desk.clock.today()
    card = desk.read(member_card, record_id, on=today, year=today.year)
    return Answer(document=card, lines=member_text(card)) if card else None


@dataclass(frozen=True, kw_only=True)
class _Meeting:
    """A meeting without the rules it is judged by."""

    body: Any
    sitting: Any
    opening: Any
    agenda: Any
    checks: Any
    presences: Any
    proxies: Any
    minutes: Any
    warning: Any


def _meeting(desk: Desk, record_id: int) -> Answer | None:
    card = desk.read(meeting_card, record_id)
    if card is None:
        return None
    document = _Meeting(
        body=card.facts.body,
        sitting=card.facts.sitting,
        opening=card.opening,
        agenda=card.facts.items,
        checks=card.checks,
        presences=card.facts.presences,
        proxies=card.facts.proxies,
        minutes=card.minutes,
        warning=str(card.warning.words) if card.warning else None,
    )
    return Answer(document=document, lines=meeting_text(card))


def _charge(desk: Desk, record_id: int) -> Answer | None:
    card = desk.read(charge_card, record_id, on=desk.clock.today())
    return Answer(document=card, lines=charge_text(card)) if card else None


def _movement(desk: Desk, record_id: int) -> Answer | None:
    rows = desk.read(movement_rows)
    row = next((row for row in rows if row.id == record_id), None)
    return Answer(document=row, lines=movement_text(row)) if row else None


_KINDS: dict[str, tuple[str, Callable[[Desk, int], Answer | None]]] = {
    "member": (N_("member"), _member),
    "meeting": (N_("meeting"), _meeting),
    "charge": (N_("charge"), _charge),
    "movement": (N_("movement"), _movement),
}
