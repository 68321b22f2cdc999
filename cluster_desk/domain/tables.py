"""Say how somebody took part in a working table's meeting, and how regularly somebody comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class Mark(Term):
    """What the attendance register says of one person at one meeting."""

    PRESENT = "present", N_("Present"), "register"
    REMOTE = "remote", N_("Connected remotely"), "register"
    DELEGATED = "delegated", N_("Represented by a delegate")
    EXCUSED = "excused", N_("Absent with excuse")
    ABSENT = "absent", N_("Absent")


CAME = frozenset({Mark.PRESENT, Mark.REMOTE, Mark.DELEGATED})
MODES = {
    Mark.PRESENT: AttendanceMode.IN_PERSON,
    Mark.REMOTE: AttendanceMode.REMOTE,
    Mark.DELEGATED: AttendanceMode.PROXY,
}
"""How each mark that says that somebody came is kept."""
_MARKS = {mode: mark for mark, mode in MODES.items()}
_STANDS_IN = frozenset({Capacity.PROXY, Capacity.ONE_OFF_DESIGNATION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """So many of so many. Guests, who were not called, are in neither."""

    came: int
    called: int

    @property
    def percent(self) -> int | None:
        """Whole percents, half rounded up; None where nobody was called."""
        if not self.called:
            return None
        return (self.came * 200 + self.called) // (self.called * 2)


def mark_of_stays(modes: Sequence[AttendanceMode]) -> Mark:
    """Of who was there: in the room for any time counts more than connected, and that than not."""
    return min((_MARKS[mode] for mode in modes), key=list(Mark).index)


def mark_for_organisation(
    marks: Iterable[Mark | None], stand_ins: Collection[int] = ()
) -> Mark | None:
    """What is said of an organisation by those of its people; None where nobody was called.

    `stand_ins` are the places in `marks` of people who came in somebody's stead.
    """
    known = [
        Mark.DELEGATED if place in stand_ins and mark in CAME else mark
        for place, mark in enumerate(marks)
        if mark is not None
    ]
    return min(known, key=list(Mark).index, default=None)


def stands_in(capacity: Capacity) -> bool:
    """Whether somebody came in another's stead."""
    return capacity in _STANDS_IN
