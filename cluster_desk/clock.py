"""Give the time to whoever needs it, so that a test can choose it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


class Clock(Protocol):
    """What a use-case asks for the time."""

    def now(self) -> datetime:
        """The instant, in UTC."""
        ...

    def today(self) -> date:
        """The day on the wall of the association's seat."""
        ...


class SystemClock:
    """The machine's clock; made only where a program starts."""

    def __init__(self, zone: ZoneInfo = ROME) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(self._zone).date()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still: for tests and for the demo association."""

    instant: datetime

    @classmethod
    def at(cls, text: str) -> FixedClock:
        """From ISO text; a day alone means its noon in Rome."""
        day = date.fromisoformat(text[:10])
        if len(text) == 10:
            return cls(datetime(day.year, day.month, day.day, 12, tzinfo=ROME).astimezone(UTC))
        return cls(datetime.fromisoformat(text).astimezone(UTC))

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.astimezone(ROME).date()
