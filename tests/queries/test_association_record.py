"""What the settings show costs a few statements, whatever the desk holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.queries.association_record import (
    association_record,
    legal_record,
    logo,
    own_texts,
    rule_settings,
)
from cluster_desk.queries.fees.table import fee_table
from cluster_desk.queries.plan import activity_rows, project_rows
from cluster_desk.queries.treasury.categories import category_rows
from cluster_desk.services.fees.schedule import ReduceFee, reduce_fee
from tests.fee_desks import TODAY, found, member, schedule
from tests.queries.test_fees import statements

MOST = 8


SECTIONS: tuple[Callable[[Any], object], ...] = (
    lambda session: association_record(session, on=TODAY),
    legal_record,
    rule_settings,
    logo,
    lambda session: own_texts(session, "it"),
    fee_table,
    project_rows,
    activity_rows,
    category_rows,
)


def test_a_section_costs_at_most_eight_statements(desk: Desk) -> None:
    found(desk)
    for ask in SECTIONS:
        with statements() as seen:
            desk.read(ask)
        assert len([one for one in seen if "SELECT" in one]) <= MOST, ask


def test_a_rule_that_was_never_set_has_the_proposed_value_and_is_not_confirmed(desk: Desk) -> None:
    rules = {rule.key: rule for rule in desk.read(rule_settings)}
    assert rules["assembly_notice"].value == "15"
    assert not rules["assembly_notice"].confirmed


def test_the_fee_table_names_who_pays_less_and_why(desk: Desk) -> None:
    membership = member(desk, "Alfa", admitted_on=date(2026, 1, 2))
    schedule(desk)
    less = ReduceFee(year=2026, membership_id=membership, percent=50, reason="Start-up")
    desk.write(reduce_fee, less)
    table = desk.read(fee_table)
    assert [(row.member, row.percent, row.reason) for row in table.reductions] == [
        ("Alfa", 50, "Start-up")
    ]
    assert table.members[1] == (membership, "Alfa")
    assert [row.year for row in table.schedules] == [2026]
