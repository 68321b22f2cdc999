"""Record that several people leave a meeting at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from cluster_desk.services.meetings.presence import RecordDeparture, record_departure
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class RecordDepartures:
    """All of them, or none."""

    meeting_id: int
    people: tuple[int, ...]
    left_at: time


def record_departures(tx: Tx, command: RecordDepartures) -> None:
    """Invalid with what is wrong of the first who cannot leave then."""
    for person_id in command.people:
        record_departure(
            tx,
            RecordDeparture(
                meeting_id=command.meeting_id, person_id=person_id, left_at=command.left_at
            ),
        )
