"""`show`: one record with everything known of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_desk.cli.answers import Answer, plain, shown
from cluster_desk.cli.context import Context
from cluster_desk.desk import Desk
from cluster_desk.errors import NotFound
from cluster_desk.i18n import _
from cluster_desk.queries.fees.card import charge_card
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.members.card import MemberCard, member_card
from cluster_desk.queries.treasury.journal import movement_rows


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """Which kind of record, and its id as `list` gives it."""
    parser.add_argument("what", choices=sorted(_KINDS), metavar="|".join(sorted(_KINDS)))
    parser.add_argument("id", type=int, metavar="ID")


def run(context: Context, options: argparse.Namespace) -> Answer:
    """One object; NotFound without such a record."""
    with context.open(read_only=True) as desk:
        found = _KINDS[options.what](desk, options.id)
    if found is None:
        raise NotFound(what=_(options.what), id=options.id)
    return Answer(document=found, lines=_lines(found))


def _member(desk: Desk, record_id: int) -> MemberCard | None:
    return desk.read(member_card, record_id, on=desk.clock.today(), year=desk.clock.today().year)


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


def _meeting(desk: Desk, record_id: int) -> Any:
    card = desk.read(meeting_card, record_id)
    if card is None:
        return None
    return _Meeting(
        body=card.facts.body,
        sitting=card.facts.sitting,
        opening=card.opening,
        agenda=card.facts.items,
        checks=card.checks,
        presences=card.facts.presences,
        proxies=card.facts.proxies,
        minutes=card.minutes,
    )


def _charge(desk: Desk, record_id: int) -> Any:
    return desk.read(charge_card, record_id, on=desk.clock.today())


def _movement(desk: Desk, record_id: int) -> Any:
    rows = desk.read(movement_rows)
    return next((row for row in rows if row.id == record_id), None)


_KINDS: dict[str, Callable[[Desk, int], Any]] = {
    "member": _member,
    "meeting": _meeting,
    "charge": _charge,
    "movement": _movement,
}


def _lines(found: Any, indent: str = "") -> list[str]:
    """The record as `name: value`, parts below it."""
    lines = []
    for name in found.__dataclass_fields__:
        value = getattr(found, name)
        if hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
            part = _lines(value, indent + "  ") if _has_parts(value) else []
            lines += [f"{indent}{name}:", *part] if part else [f"{indent}{name}: {shown(value)}"]
        elif isinstance(value, (tuple, list, dict, set, frozenset)):
            lines += [f"{indent}{name}: {plain(value)}"] if value else []
        elif value not in ("", None):
            lines.append(f"{indent}{name}: {shown(value)}")
    return lines


def _has_parts(value: Any) -> bool:
    return len(value.__dataclass_fields__) > 1
