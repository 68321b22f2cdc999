"""Fees are shown as of a day, with sums that agree wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.members import MemberCategory, PaymentStatus, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.queries.fees.account import statement_of_account
from cluster_desk.queries.fees.card import charge_card
from cluster_desk.queries.fees.charges import (
    ChargeFilter,
    charge_rows,
    charge_totals,
    fee_years,
)
from cluster_desk.queries.fees.payments import payment_rows
from cluster_desk.queries.members.lists import member_totals
from cluster_desk.services.fees.charges import AdjustCharge, adjust_charge
from cluster_desk.services.fees.corrections import ReturnPayment, return_payment
from tests.fee_desks import ENTRY, FEE, TODAY, issue, member, pay, schedule


@pytest.fixture
def year(desk: Desk) -> tuple[Desk, dict[str, int]]:
    """Alfa paid all, Beta half and late, Gamma nothing; Delta supports."""
    ids = {name: member(desk, name) for name in ("Alfa", "Beta", "Gamma")}
    ids["Delta"] = member(
        desk,
        "Delta",
        category=MemberCategory.SUPPORTER,
        size=SizeClass.LARGE,
        admitted_on=date(2025, 12, 15),
    )
    schedule(desk, entry_fee=ENTRY)
    issue(desk)
    pay(desk, ids["Alfa"], (FEE + ENTRY).cents)
    pay(desk, ids["Beta"], 850_00, received_on=date(2026, 5, 4))
    return desk, ids


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside, whatever the engine."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def named(desk: Desk, chosen: ChargeFilter, on: date = TODAY) -> list[str]:
    return sorted(row.member for row in desk.read(charge_rows, on=on, filter=chosen))


def test_charges_are_filtered_by_state_category_kind_and_text(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, _ids = year
    overdue = ChargeFilter(states=(PaymentStatus.OVERDUE,))
    assert named(desk, overdue) == ["Beta", "Beta", "Delta", "Gamma", "Gamma"]
    assert named(desk, overdue, on=date(2026, 3, 31)) == []
    assert named(desk, ChargeFilter(states=(PaymentStatus.PAID,))) == ["Alfa", "Alfa"]
    assert named(desk, ChargeFilter(categories=(MemberCategory.SUPPORTER,))) == ["Delta"]
    assert named(desk, ChargeFilter(kinds=(ChargeKind.ENTRY_FEE,))) == ["Alfa", "Beta", "Gamma"]
    assert named(desk, ChargeFilter(text="gam")) == ["Gamma", "Gamma"]
    assert named(desk, ChargeFilter(year=2025)) == []


def test_a_charge_is_found_by_its_reference_however_it_is_grouped(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, _ids = year
    row = desk.read(charge_rows, on=TODAY)[0]
    grouped = f"{row.reference[:4].lower()} {row.reference[4:8]} {row.reference[8:]}"
    found = desk.read(charge_rows, on=TODAY, filter=ChargeFilter(text=grouped))
    assert [each.id for each in found] == [row.id]


def test_totals_are_those_of_the_rows(year: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = year
    for on in (date(2026, 2, 1), date(2026, 4, 1), TODAY):
        rows = desk.read(charge_rows, on=on)
        totals = desk.read(charge_totals, on=on)
        assert totals.count == len(rows)
        assert totals.owed == Money.total(row.owed for row in rows)
        assert totals.paid == Money.total(row.paid for row in rows)
        assert totals.open == Money.total(row.residue for row in rows)
        late = (row.residue for row in rows if row.state is PaymentStatus.OVERDUE)
        assert totals.overdue == Money.total(late)


def test_a_page_is_a_part_of_the_list(year: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = year
    rows = desk.read(charge_rows, on=TODAY)
    assert desk.read(charge_rows, on=TODAY, limit=2, offset=3) == rows[3:5]


def test_a_year_shows_what_came_in_month_by_month(year: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = year
    (found,) = desk.read(fee_years, on=TODAY)
    assert found.by_month == ((2026, 3, Money(1_700_00)), (2026, 5, Money(850_00)))
    totals = desk.read(charge_totals, on=TODAY)
    members = desk.read(member_totals, on=TODAY, year=2026)
    assert (found.owed, found.paid, found.open) == (totals.owed, totals.paid, totals.open)
    assert (members.charged, members.paid, members.balance) == (
        totals.owed,
        totals.paid,
        totals.open,
    )


def test_what_is_open_prescribes_five_years_after_its_due_day(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = year
    for name, expected in (("Gamma", date(2031, 3, 31)), ("Alfa", None)):
        chosen = ChargeFilter(members=(ids[name],))
        row = desk.read(charge_rows, on=TODAY, filter=chosen)[0]
        card = desk.read(charge_card, row.id, on=TODAY)
        assert card is not None
        assert card.prescribes_on == expected


def test_an_account_runs_to_the_balance_of_the_member(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = year
    chosen = ChargeFilter(members=(ids["Beta"],))
    charge = next(r for r in desk.read(charge_rows, on=TODAY, filter=chosen) if r.residue)
    write_off = AdjustCharge(
        charge_id=charge.id,
        kind=AdjustmentKind.WRITE_OFF,
        amount=Money(50_00),
        on_day=date(2026, 6, 1),
        reason="Inesigibile",
    )
    desk.write(adjust_charge, write_off)

    account = desk.read(statement_of_account, ids["Beta"], on=TODAY, since=date(2026, 3, 1))

    assert account.opening == FEE + ENTRY
    assert account.closing == desk.read(charge_totals, on=TODAY, filter=chosen).open
    assert account.lines[-1].balance == account.closing
    assert account.charged - account.paid == account.closing - account.opening


def test_a_returned_payment_stands_in_the_account_twice(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = year
    payment = desk.read(payment_rows, on=TODAY, membership_id=ids["Beta"])[0]
    back = ReturnPayment(payment_id=payment.id, returned_on=date(2026, 5, 9), reason="Storno")
    desk.write(return_payment, back)
    account = desk.read(statement_of_account, ids["Beta"], on=TODAY)
    assert [line.paid for line in account.lines[-2:]] == [Money(850_00), Money(-850_00)]
    assert account.closing == FEE + ENTRY


def test_a_payment_beyond_what_is_owed_leaves_the_account_in_credit(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = year
    pay(desk, ids["Alfa"], 10_00)
    assert desk.read(statement_of_account, ids["Alfa"], on=TODAY).closing == Money(-10_00)


def test_the_card_of_a_charge_tells_its_story(year: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = year
    row = next(
        r
        for r in desk.read(charge_rows, on=TODAY, filter=ChargeFilter(members=(ids["Beta"],)))
        if r.residue
    )
    desk.write(
        adjust_charge,
        AdjustCharge(
            charge_id=row.id,
            kind=AdjustmentKind.WAIVER,
            amount=Money(50_00),
            on_day=date(2026, 6, 1),
            reason="Delibera n. 7/2026",
        ),
    )

    card = desk.read(charge_card, row.id, on=TODAY)

    assert card is not None
    assert card.row.owed == row.owed - Money(50_00)
    assert [each.reason for each in card.adjustments] == ["Delibera n. 7/2026"]
    assert [each.part for each in card.payments] == [row.paid]
    assert desk.read(charge_card, row.id, on=date(2026, 1, 31)) is None
    assert desk.read(charge_card, 999, on=TODAY) is None


def test_every_view_takes_a_few_statements_whatever_the_number_of_rows(
    year: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = year
    charge = desk.read(charge_rows, on=TODAY)[0].id
    views: dict[str, Callable[[], object]] = {
        "rows": lambda: desk.read(charge_rows, on=TODAY),
        "totals": lambda: desk.read(charge_totals, on=TODAY),
        "years": lambda: desk.read(fee_years, on=TODAY),
        "account": lambda: desk.read(statement_of_account, ids["Beta"], on=TODAY),
        "card": lambda: desk.read(charge_card, charge, on=TODAY),
        "payments": lambda: desk.read(payment_rows, on=TODAY),
    }
    counts = {}
    for name, view in views.items():
        with statements() as seen:
            view()
        counts[name] = len([s for s in seen if s.lstrip().upper().startswith("SELECT")])
    assert max(counts.values()) <= 8, counts
    assert counts["rows"] == counts["totals"] == 1
