"""Set what a year costs, and what single members are forgiven of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select

from cluster_desk.domain.charging import FeeRate, doubled_rates
from cluster_desk.domain.fees import ChargeKind, ProRata
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import YEARS
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables import fees as tables
from cluster_desk.store.tables.fees import Charge, FeeIssue, FeeReduction, FeeSchedule
from cluster_desk.store.tables.members import Membership
from cluster_desk.tx import Tx


class ScheduleIsIssued(Refused):
    """Charges were made from it."""

    message = N_(
        "The fees of {year} are already issued: undo the issue first, or adjust single charges."
    )


class NoSchedule(Refused):
    """Nobody said what the year costs."""

    message = N_("Set the fees of {year} first: amounts by category, due day, resolution.")


class AlreadyCharged(Refused):
    """The member has its fee of the year."""

    message = N_("The fee of {year} of this member is already charged: adjust the charge instead.")


@dataclass(frozen=True, kw_only=True)
class SetFeeSchedule:
    """The whole schedule of a year; what was set before is replaced.

    `resolution_text` is the number as the resolution is cited (`4/2026`), `resolution_on` its
    day. A rate of zero says that a category owes nothing; a missing one that nobody decided.
    """

    year: int
    due_on: date
    rates: tuple[FeeRate, ...]
    entry_fee: Money = ZERO
    pro_rata: ProRata = ProRata.FULL
    resolution_text: str = ""
    resolution_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReduceFee:
    """So much percent off one member's fee of a year; zero takes a reduction back."""

    year: int
    membership_id: int
    percent: int
    reason: str = field(default="")


def set_fee_schedule(tx: Tx, command: SetFeeSchedule) -> int:
    """The schedule's id. Refused once it is issued, Invalid with the fields."""
    tx.allow("fees.schedule")
    problems = _problems(tx, command)
    if problems:
        raise Invalid(problems)
    schedule = tx.session.scalars(
        select(FeeSchedule).where(FeeSchedule.year == command.year).with_for_update()
    ).first()
    if schedule is None:
        schedule = FeeSchedule(year=command.year)
        tx.session.add(schedule)
    elif is_issued(tx, schedule.id):
        raise ScheduleIsIssued(year=command.year)
    schedule.due_on = command.due_on
    schedule.entry_fee = command.entry_fee
    schedule.pro_rata = command.pro_rata
    schedule.resolution_text = command.resolution_text.strip()
    schedule.resolution_on = command.resolution_on
    tx.describe(_("Fees of {year}").format(year=command.year))
    tx.session.flush()
    _replace_rates(tx, schedule.id, command)
    return schedule.id


def is_issued(tx: Tx, schedule_id: int) -> bool:
    """Whether an issue stands on the schedule."""
    query = select(FeeIssue.id).where(FeeIssue.schedule_id == schedule_id)
    return tx.session.scalars(query.limit(1)).first() is not None


def _replace_rates(tx: Tx, schedule_id: int, command: SetFeeSchedule) -> None:
    tx.session.execute(
        delete(tables.FeeRate).where(tables.FeeRate.schedule_id == schedule_id),
        execution_options={"synchronize_session": False},
    )
    tx.session.add_all(
        tables.FeeRate(
            schedule_id=schedule_id, category=rate.category, size=rate.size, amount=rate.amount
        )
        for rate in command.rates
    )
    tx.session.flush()


def _problems(tx: Tx, command: SetFeeSchedule) -> list[Problem]:
    problems = []
    if command.resolution_on is not None and command.resolution_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="resolution_on", message=message))
    if command.year not in YEARS:
        problems.append(Problem(field="year", message=_("Write a year of four digits.")))
    elif abs(command.due_on.year - command.year) > 1:
        message = _("The due day is far from {year}.").format(year=command.year)
        problems.append(Problem(field="due_on", message=message))
    if not command.rates:
        message = _("Write at least one amount.")
        problems.append(Problem(field="rates", message=message))
    if any(rate.amount < ZERO for rate in command.rates) or command.entry_fee < ZERO:
        problems.append(Problem(field="rates", message=_("A fee cannot be below zero.")))
    problems += length_problems(FeeSchedule, {"resolution_text": command.resolution_text.strip()})
    for rate in doubled_rates(command.rates):
        message = _("«{category}» has two amounts for the same size.")
        label = rate.category.label
        problems.append(Problem(field="rates", message=message.format(category=label)))
    return problems


def reduce_fee(tx: Tx, command: ReduceFee) -> None:
    """Refused once the member is charged: then the charge is adjusted."""
    tx.allow("fees.schedule")
    _check_reduction(command)
    schedule = tx.session.scalars(
        select(FeeSchedule).where(FeeSchedule.year == command.year)
    ).first()
    if schedule is None:
        raise NoSchedule(year=command.year)
    member = tx.get(Membership, command.membership_id, _("member"))
    refuse_if_charged(tx, member.id, command.year)
    row = tx.session.scalars(
        select(FeeReduction).where(
            FeeReduction.schedule_id == schedule.id, FeeReduction.membership_id == member.id
        )
    ).first()
    tx.describe(
        _("Reduction of the fee of {year} for member no. {number}").format(
            year=command.year, number=member.register_number
        )
    )
    if row is not None and not command.percent:
        tx.session.delete(row)
    elif row is not None:
        row.percent, row.reason = command.percent, command.reason.strip()
    elif command.percent:
        tx.session.add(
            FeeReduction(
                schedule_id=schedule.id,
                membership_id=member.id,
                percent=command.percent,
                reason=command.reason.strip(),
            )
        )


def _check_reduction(command: ReduceFee) -> None:
    problems = []
    if not 0 <= command.percent <= 100:
        message = _("A reduction is between 0 and 100 percent.")
        problems.append(Problem(field="percent", message=message))
    if command.percent and not command.reason.strip():
        problems.append(Problem(field="reason", message=_("Write the reason.")))
    problems += length_problems(FeeReduction, {"reason": command.reason.strip()})
    if problems:
        raise Invalid(problems)


def refuse_if_charged(tx: Tx, membership_id: int, year: int) -> None:
    """AlreadyCharged where the member has a membership fee of the year."""
    query = select(Charge.id).where(
        Charge.membership_id == membership_id,
        Charge.fee_year == year,
        Charge.kind == ChargeKind.MEMBERSHIP_FEE,
    )
    if tx.session.scalars(query.limit(1)).first() is not None:
        raise AlreadyCharged(year=year)
