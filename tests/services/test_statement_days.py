"""A bank tells what happened: a line of a day to come is a wrong file, or a wrong clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cluster_desk.desk import Desk
from cluster_desk.services.treasury.statements import import_statement
from tests.services.test_treasury import bank, line, statement

__all__ = ["bank"]


def test_lines_of_days_to_come_are_told_before_they_are_taken_in(bank: Desk) -> None:
    ahead = replace(line(2, 500_00), booked_on=date(2036, 4, 2))
    for lines, told in (((line(1, 500_00),), 0), ((line(1, 500_00), ahead), 1)):
        said = bank.preview(import_statement, statement(*lines)).value.problems
        assert sum("data futura" in problem.message for problem in said) == told
