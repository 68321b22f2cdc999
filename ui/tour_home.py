"""The first page in its states, for the tour: of the demo’s year, and of the year after it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.money import Money
from cluster_desk.i18n import N_
from cluster_desk.queries.bodies import BodyRow, body_rows
from cluster_desk.queries.fees.open_charges import open_charges
from cluster_desk.queries.fees.schedule import fee_schedule
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.fees.charges import AddCharge, add_charge
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.fees.payments import (
    RecordPayment,
    RecordPayments,
    record_payment,
    record_payments,
)
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    Invite,
    PlanMeeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import Excuse, excuse
from ui.stage import Stage
from ui.tour_scene import Scene

_DAY, _DUE = date(2027, 5, 18), date(2027, 3, 31)
_PAID_ON = (
    date(2027, 1, 28),
    date(2027, 2, 11),
    date(2027, 2, 24),
    date(2027, 3, 9),
    date(2027, 3, 22),
    date(2027, 4, 14),
    date(2027, 5, 6),
)


def _a_year_later(stage: Stage) -> None:
    """The fees of 2027 asked for and mostly paid, meetings to come: everything has a value."""
    desk = stage.window.workspace.desk
    desk.clock = FixedClock.at(_DAY.isoformat())
    open_next_year(desk)
    _ask_for_fees(desk)
    bodies = desk.read(body_rows, on=_DAY)
    board = next(body for body in bodies if body.kind is BodyKind.BOARD)
    table = next(body for body in bodies if body.kind is BodyKind.WORKING_TABLE)
    _plan(desk, board, date(2027, 5, 20), called=True)
    _plan(desk, table, date(2027, 5, 27), called=True)
    _plan(desk, board, date(2027, 6, 17), called=False)
    stage.window.workspace.set_year(2027)
    stage.window.workspace.touched.emit(frozenset({"fees", "meetings"}))
    stage.settle()


def open_next_year(desk: Desk) -> None:
    """2027 after the demo's last year, with the same fees."""
    year = OpenFiscalYear(year=2027, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    desk.write(open_fiscal_year, year)
    before = desk.read(fee_schedule, 2026)
    assert before is not None
    schedule = SetFeeSchedule(
        year=2027, due_on=_DUE, entry_fee=before.entry_fee, pro_rata=before.pro_rata,
        rates=before.rates,
    )  # fmt: skip
    desk.write(set_fee_schedule, schedule)


def _ask_for_fees(desk: Desk) -> None:
    issue = IssueFees(year=2027, issued_on=date(2027, 1, 12), due_on=_DUE)
    desk.write(issue_fees, issue)
    charges = desk.read(open_charges, year=2027)
    paid = tuple(
        RecordPayment(
            amount=charge.open,
            membership_id=charge.membership_id,
            received_on=_PAID_ON[place * place % len(_PAID_ON)],
        )
        for place, charge in enumerate(charges)
        if place % 5
    )
    desk.write(record_payments, RecordPayments(payments=paid))
    for place, charge in enumerate(charges[:30:3]):
        service = AddCharge(
            membership_id=charge.membership_id,
            kind=ChargeKind.MEMBER_SERVICE_FEE,
            fee_year=2027,
            amount=Money(250_00),
            issued_on=date(2027, 5, 3),
            due_on=date(2027, 6, 30),
            description="Stand collettivo in fiera",
        )
        added = desk.write(add_charge, service).value
        if place % 2:
            payment = RecordPayment(
                amount=Money(100_00 if place % 3 else 250_00),
                membership_id=charge.membership_id,
                received_on=date(2027, 5, 10),
                charge_ids=(added,),
            )
            desk.write(record_payment, payment)


def _plan(desk: Desk, body: BodyRow, on: date, *, called: bool) -> None:
    plan = PlanMeeting(
        body_id=body.id,
        held_on=on,
        starts_at=time(15, 0),
        venue="Sede associativa, Crema",
    )
    meeting = desk.write(plan_meeting, plan).value
    if called:
        invited = tuple(Invite(person_id=seat.person_id) for seat in body.seats)
        notice = ConveneMeeting(
            meeting_id=meeting, sent_on=date(2027, 5, 7), channel="PEC", invited=invited
        )
        desk.write(convene_meeting, notice)
        for seat in body.seats[-2:]:
            desk.write(excuse, Excuse(meeting_id=meeting, person_id=seat.person_id))


def _with_tip(stage: Stage) -> None:
    _a_year_later(stage)
    page: Any = stage.page
    page.board.collected.chart.look_at(1)


def _quarter(stage: Stage) -> None:
    _a_year_later(stage)
    page: Any = stage.page
    page.board.spans.choose("quarter")
    page.board.spans.chosen.emit("quarter")


def _table(stage: Stage) -> None:
    _a_year_later(stage)
    stage.act("home.collected")


SCENES = (
    Scene(
        name="cruscotto",
        caption=N_("The overview, light"),
        place="home",
        play=_with_tip,
        mockup="05_cruscotto_chiaro_1440x900.png",
    ),
    Scene(
        name="cruscotto-scuro",
        caption=N_("The overview, dark"),
        place="home",
        play=_with_tip,
        is_dark=True,
        mockup="06_cruscotto_scuro_1440x900.png",
    ),
    Scene(name="cruscotto-anno", caption=N_("The overview of the first year"), place="home"),
    Scene(
        name="cruscotto-piccolo",
        caption=N_("The overview on the smallest office screen"),
        place="home",
        play=_a_year_later,
        size=(1366, 690),
    ),
    Scene(
        name="cruscotto-grande",
        caption=N_("The overview on a large screen"),
        place="home",
        play=_quarter,
        size=(1920, 1080),
    ),
    Scene(
        name="cruscotto-testo-grande",
        caption=N_("The overview with text at 130 %"),
        place="home",
        play=_a_year_later,
        size=(1600, 1000),
        text_size=130,
        mockup="23_cruscotto_150pct.png",
    ),
    Scene(
        name="cruscotto-dati",
        caption=N_("The figures of a chart as a table, dark"),
        place="home",
        play=_table,
        is_dark=True,
    ),
    Scene(name="cruscotto-vuoto", caption=N_("The first steps"), place="home", is_empty=True),
    Scene(
        name="cruscotto-vuoto-scuro",
        caption=N_("The first steps, dark"),
        place="home",
        is_empty=True,
        is_dark=True,
        size=(1366, 690),
    ),
)
