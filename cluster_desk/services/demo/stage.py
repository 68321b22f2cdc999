"""The stage of the demo: a desk whose clock is moved by hand and whose chance is seeded."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from cluster_desk import paths
from cluster_desk.clock import ROME
from cluster_desk.desk import Desk
from cluster_desk.progress import Progress, Silent
from cluster_desk.store import opening
from cluster_desk.tx import Actor, Tx

C = TypeVar("C")
V = TypeVar("V")

LAST_DAY = date(2026, 11, 20)
FOUNDED_ON = date(2025, 12, 15)
_DAY = timedelta(days=1)
_HOLIDAYS = frozenset((
    (1, 1), (1, 6), (4, 6), (4, 25), (5, 1), (6, 2), (8, 15), (10, 4), (11, 1), (12, 8),
    (12, 25), (12, 26),
))  # fmt: skip
"""Month and day; the sixth of April is Easter Monday in the year of the story."""


def working_day(day: date) -> date:
    """This day, or the next on which people meet and banks book."""
    return _to_work(day, _DAY)


def _to_work(day: date, step: timedelta) -> date:
    while day.weekday() >= 5 or (day.month, day.day) in _HOLIDAYS:
        day += step
    return day


def last_working_day(day: date) -> date:
    """This day, or the last before it that is one."""
    return _to_work(day, -_DAY)


class MovedClock:
    """A clock that stands where it was put; each write moves it on by a minute."""

    def __init__(self, day: date) -> None:
        self._instant = datetime.combine(day, time(9), tzinfo=ROME)

    def move_to(self, day: date) -> None:
        """To nine in the morning of a day, never backwards."""
        wanted = datetime.combine(day, time(9), tzinfo=ROME)
        self._instant = max(self._instant, wanted)

    def now(self) -> datetime:
        return self._instant

    def today(self) -> date:
        return self._instant.date()


@dataclass
class Stage:
    """What the acts of the demo share."""

    desk: Desk
    clock: MovedClock
    chance: random.Random
    words: dict[str, Any]
    members: int
    founded_on: date = FOUNDED_ON
    progress: Progress = field(default_factory=Silent)
    ids: dict[str, int] = field(default_factory=dict)
    diary: list[tuple[date, Callable[[], None]]] = field(default_factory=list)

    def do(self, day: date, use_case: Callable[[Tx, C], V], command: C) -> V:
        """Run a use-case on a day of the story."""
        self.clock.move_to(day)
        self._tell(day)
        return self.desk.write(use_case, command).value

    def on(self, day: date, act: Callable[[], None]) -> None:
        """Write something into the diary, to happen when its day comes."""
        self.diary.append((day, act))

    def play(self) -> None:
        """Live through the diary day by day; an act may write into the days to come."""
        while self.diary:
            day, act = min(self.diary, key=lambda entry: entry[0])  # the first written of a day
            self.diary.remove((day, act))
            self.clock.move_to(day)
            self._tell(day)
            act()

    def _tell(self, day: date) -> None:
        """How far the year of the story is; the steps of single acts would say less."""
        whole = (LAST_DAY - self.founded_on).days
        self.progress.step(max(min((day - self.founded_on).days, whole), 0), whole)

    def past_years(self) -> range:
        """The fee years before the one of the story."""
        return range(self.founded_on.year + 1, LAST_DAY.year)

    def pick(self, name: str) -> Any:
        """A word of a list, by chance."""
        return self.chance.choice(self.words[name])


def build(
    path: Path, *, members: int, seed: int, years: int = 1, progress: Progress | None = None
) -> Stage:
    """An empty desk on the first day, with everything seeded; more years begin it earlier."""
    founded_on = FOUNDED_ON.replace(year=FOUNDED_ON.year + 1 - max(years, 1))
    opening.create(path)
    chance = random.Random(seed)  # an invented story, not a secret
    clock = MovedClock(founded_on)
    desk = Desk(
        path,
        actor=Actor(name="Segreteria"),
        clock=clock,
        machine="demo",
        entropy=random.Random(seed + 1).randbytes,
        is_draft=True,
    )
    words = json.loads(paths.resource("demo/words.json").read_text(encoding="utf-8"))
    return Stage(
        desk=desk,
        clock=clock,
        chance=chance,
        words=words,
        members=members,
        founded_on=founded_on,
        progress=progress or Silent(),
    )
