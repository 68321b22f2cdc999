"""A clock that was set back is told before somebody writes by it."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.services.members.people import AddPerson, add_person
from ui.shell.wall_clock import warn_of_clock


def test_a_clock_that_was_set_back_is_told_with_both_hours(file_desk: Desk) -> None:
    said: list[str] = []

    def at(text: str) -> list[str]:
        said.clear()
        file_desk.clock = FixedClock.at(text)
        asked = SimpleNamespace(desk=file_desk, read=lambda ask, then: then(file_desk.read(ask)))
        warn_of_clock(SimpleNamespace(workspace=asked, refuse=said.append))
        return said

    assert at("2020-01-01") == []  # nothing was done yet
    file_desk.write(add_person, AddPerson(given_name="Sara", family_name="Nota"))
    assert at("2020-01-02") == []
    (words,) = at("2019-12-31")
    assert "31/12/2019, 12:00" in words
    assert "01/01/2020, 12:00" in words
