"""Record what came of an item in one gesture: what was said, and the vote or another end."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.services.meetings.planning import EditAgendaItem, edit_agenda_item
from cluster_desk.services.meetings.voting import (
    BallotHeld,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class RecordResult:
    """`said` is the item's discussion and proposal; of `ballot` and `end` at most one."""

    said: EditAgendaItem
    ballot: HoldBallot | None = None
    end: EndItem | None = None


def record_result(tx: Tx, command: RecordResult) -> BallotHeld | None:
    """What came of the vote, where there was one."""
    edit_agenda_item(tx, command.said)
    if command.end is not None:
        end_item(tx, command.end)
    return hold_ballot(tx, command.ballot) if command.ballot is not None else None
