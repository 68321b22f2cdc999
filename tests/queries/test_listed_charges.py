"""The list of charges: its views, orders and rows agree with the charges themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import AdjustmentKind
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.queries.fees.charges import VIEWS, ChargeFilter, charge_rows, charge_totals
from cluster_desk.queries.fees.lists import (
    ChargeSort,
    charge_ids,
    charge_view_counts,
    listed_charges,
)
from cluster_desk.services.fees.charges import AdjustCharge, adjust_charge
from cluster_desk.services.fees.notices import IssueNotices, issue_notices
from cluster_desk.services.fees.reminders import Remind, remind
from tests.fee_desks import FEE, TODAY, found, issue, member, pay, schedule
from tests.queries.test_fees import statements

MANY = 60


@pytest.fixture
def two_years(desk: Desk) -> Desk:
    """Alfa paid 2026 and is waived 2025; Beta paid half of 2026 and 2025; Gamma pays nothing."""
    found(desk)
    early = date(2025, 1, 10)
    ids = {name: member(desk, name, admitted_on=early) for name in ("Alfa", "Beta", "Gamma")}
    for year in (2025, 2026):
        schedule(desk, year)
        issue(desk, year, date(year, 2, 1))
    waived = next(
        r for r in desk.read(charge_rows, on=TODAY) if (r.member, r.year) == ("Alfa", 2025)
    )
    command = AdjustCharge(
        charge_id=waived.id, kind=AdjustmentKind.WAIVER, amount=FEE, reason="Delibera 7/2025"
    )
    desk.write(adjust_charge, command)
    pay(desk, ids["Alfa"], FEE.cents)
    pay(desk, ids["Beta"], FEE.cents + 600_00)
    return desk


def listed(desk: Desk, view: str, year: int = 2026, **sort: Any) -> list[tuple[str, int]]:
    ids = desk.read(
        charge_ids,
        on=TODAY,
        filter=ChargeFilter(view=view, year=year),
        sort=ChargeSort(**sort) if sort else None,
    )
    rows = desk.read(listed_charges, ids, on=TODAY)
    return [(row.charge.member, row.charge.year) for row in rows]


def test_each_view_lists_its_own_charges(two_years: Desk) -> None:
    assert listed(two_years, "year") == [("Alfa", 2026), ("Beta", 2026), ("Gamma", 2026)]
    assert listed(two_years, "open") == [("Beta", 2026), ("Gamma", 2026)]
    assert listed(two_years, "overdue") == [("Beta", 2026), ("Gamma", 2026)]
    assert listed(two_years, "paid") == [("Alfa", 2026)]
    assert listed(two_years, "lowered") == []
    assert listed(two_years, "lowered", 2025) == [("Alfa", 2025)]
    assert listed(two_years, "earlier") == [("Gamma", 2025)]
    assert listed(two_years, "paid", 2025) == [("Beta", 2025)]


def test_the_counts_are_those_of_the_lists(two_years: Desk) -> None:
    for year in (2025, 2026):
        counts = two_years.read(charge_view_counts, on=TODAY, year=year)
        for view in VIEWS:
            chosen = ChargeFilter(view=view, year=year)
            assert counts[view] == len(two_years.read(charge_ids, on=TODAY, filter=chosen)), view
            assert counts[view] == two_years.read(charge_totals, on=TODAY, filter=chosen).count
        assert counts["everything"] == 6


def test_as_of_an_earlier_day_nothing_later_is_known(two_years: Desk) -> None:
    day = date(2025, 3, 31)
    counts = two_years.read(charge_view_counts, on=day, year=2025)
    assert (counts["year"], counts["open"], counts["overdue"]) == (3, 3, 0)
    assert counts["everything"] == 3
    chosen = ChargeFilter(view="year", year=2026)
    assert two_years.read(charge_ids, on=day, filter=chosen) == []


def test_every_column_orders_both_ways(two_years: Desk) -> None:
    every = ChargeFilter()
    columns = ("number", "member", "category", "kind", "year", "issued_on", "due_on", "reference")
    for column in columns:
        there = two_years.read(charge_ids, on=TODAY, filter=every, sort=ChargeSort(column=column))
        back = ChargeSort(column=column, descending=True)
        assert len(there) == 6, column
        found_back = two_years.read(charge_ids, on=TODAY, filter=every, sort=back)
        assert set(found_back) == set(there), column


def test_money_orders_by_its_amount(two_years: Desk) -> None:
    assert listed(two_years, "year", column="residue", descending=True) == [
        ("Gamma", 2026),
        ("Beta", 2026),
        ("Alfa", 2026),
    ]
    assert listed(two_years, "year", column="paid")[0] == ("Gamma", 2026)


def test_a_row_names_its_request_and_its_last_reminder(two_years: Desk) -> None:
    two_years.write(issue_notices, IssueNotices(year=2026))
    two_years.write(remind, Remind(year=2026))
    ids = two_years.read(charge_ids, on=TODAY, filter=ChargeFilter(view="open", year=2026))
    beta, gamma = two_years.read(listed_charges, ids, on=TODAY)
    assert (beta.notice_number, beta.reminded) == ("RV 2026/0001", 1)
    assert (gamma.notice_number, gamma.reminded) == ("RV 2026/0002", 1)
    assert beta.charge.residue == Money(600_00)


def test_rows_come_in_the_order_of_the_ids(two_years: Desk) -> None:
    ids = two_years.read(charge_ids, on=TODAY, filter=ChargeFilter())[::-1]
    assert [row.id for row in two_years.read(listed_charges, [*ids, 999_999], on=TODAY)] == ids


def test_the_statements_do_not_grow_with_the_charges(desk: Desk) -> None:
    found(desk)

    def screen() -> int:
        with statements() as seen:
            desk.read(_screen)
        return len(seen)

    def _screen(session: Any) -> None:
        chosen = ChargeFilter(view="year", year=2026)
        day: dict[str, Any] = {"on": TODAY}
        ids = charge_ids(session, **day, filter=chosen)
        listed_charges(session, ids, **day)
        charge_totals(session, **day, filter=chosen)
        charge_view_counts(session, **day, year=2026)

    schedule(desk)
    member(desk, "Alfa")
    issue(desk)
    few = screen()
    for number in range(MANY):
        member(desk, f"Socio {number}", size=SizeClass.SMALL, category=MemberCategory.SUPPORTER)
    issue(desk)
    assert screen() == few <= 8
