"""Charge a single member, lower a charge with a reason, note that a public body is paying."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.membership import ENDED, status_at
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import YEARS
from cluster_desk.domain.references import CreditorReference
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.open_charges import open_charges
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.fees.schedule import refuse_if_charged
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.members.events import story_of
from cluster_desk.store.tables.fees import Charge, ChargeAdjustment
from cluster_desk.store.tables.members import Membership
from cluster_desk.tx import Tx


class FormerMember(Refused):
    """Who left owes nothing of the years after."""

    message = N_("The membership ended before {year}: nothing of that year is due.")


@dataclass(frozen=True, kw_only=True)
class AddCharge:
    """An extraordinary contribution, a service, or a charge taken over from before."""

    membership_id: int
    kind: ChargeKind
    fee_year: int
    amount: Money
    due_on: date
    description: str
    issued_on: date | None = None
    project_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AdjustCharge:
    """A reduction, waiver or write-off; never beyond what is still to be paid."""

    charge_id: int
    kind: AdjustmentKind
    amount: Money
    reason: str
    on_day: date | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoteMandate:
    """A public body's payment order is under way: reminders wait. No day takes the note back."""

    charge_id: int
    mandate_on: date | None
    reference: str = ""


def add_charge(tx: Tx, command: AddCharge) -> int:
    """The charge's id. AlreadyCharged for a second membership fee of one year."""
    tx.allow("fees.issue")
    issued_on = command.issued_on or tx.clock.today()
    problems = _problems(tx, command, issued_on)
    if problems:
        raise Invalid(problems)
    member = tx.get(Membership, command.membership_id, _("member"))
    _refuse_former(tx, command)
    if command.kind is ChargeKind.MEMBERSHIP_FEE:
        refuse_if_charged(tx, member.id, command.fee_year)
    charge_id = tx.reserve_ids(Charge, 1)[0]
    charge = Charge(
        id=charge_id,
        membership_id=member.id,
        kind=command.kind,
        fee_year=command.fee_year,
        amount=command.amount,
        issued_on=issued_on,
        due_on=command.due_on,
        description=" ".join(command.description.split()),
        reference=CreditorReference.of(str(command.fee_year), charge_id).text,
        project_id=command.project_id,
    )
    tx.session.add(charge)
    tx.describe(
        _("{kind} charged to member no. {number}").format(
            kind=command.kind.label, number=member.register_number
        )
    )
    tx.session.flush()
    return charge_id


def _refuse_former(tx: Tx, command: AddCharge) -> None:
    """FormerMember where the membership was over before the year began."""
    if command.kind is ChargeKind.MEMBER_SERVICE_FEE or command.fee_year not in YEARS:
        return
    first = date(command.fee_year, 1, 1)
    if status_at(story_of(tx, command.membership_id), first) in ENDED:
        raise FormerMember(year=command.fee_year)


def _problems(tx: Tx, command: AddCharge, issued_on: date) -> list[Problem]:
    problems = founding_problems(tx, issued_on, field="issued_on")
    if command.due_on.year > command.fee_year + 2:
        message = _("The due day is far from {year}.").format(year=command.fee_year)
        problems.append(Problem(field="due_on", message=message))
    if command.amount <= ZERO:
        problems.append(Problem(field="amount", message=_("Write an amount above zero.")))
    if command.fee_year not in YEARS:
        problems.append(Problem(field="fee_year", message=_("Write a year of four digits.")))
    if not command.description.strip():
        problems.append(Problem(field="description", message=_("Write what it is for.")))
    problems += length_problems(Charge, {"description": " ".join(command.description.split())})
    if issued_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="issued_on", message=message))
    if command.due_on < issued_on:
        message = _("The due day cannot come before the day of the issue.")
        problems.append(Problem(field="due_on", message=message))
    return problems


def adjust_charge(tx: Tx, command: AdjustCharge) -> int:
    """The adjustment's id."""
    tx.allow("fees.adjust")
    charge = tx.get(Charge, command.charge_id, _("charge"))
    lock_charges(tx, [charge.id])
    on_day = command.on_day or tx.clock.today()
    problems = _adjustment_problems(tx, command, charge, on_day)
    if problems:
        raise Invalid(problems)
    adjustment = ChargeAdjustment(
        charge_id=charge.id,
        kind=command.kind,
        amount=command.amount,
        on_day=on_day,
        reason=command.reason.strip(),
        resolution_id=command.resolution_id,
    )
    tx.session.add(adjustment)
    tx.describe(
        _("{kind} of a charge of {year}").format(kind=command.kind.label, year=charge.fee_year)
    )
    tx.session.flush()
    return adjustment.id


def _adjustment_problems(
    tx: Tx, command: AdjustCharge, charge: Charge, on_day: date
) -> list[Problem]:
    problems = []
    found = {row.id: row.open for row in open_charges(tx.session, charges=[charge.id])}
    residue = found.get(charge.id, ZERO)
    if command.amount <= ZERO:
        problems.append(Problem(field="amount", message=_("Write an amount above zero.")))
    elif command.amount > residue:
        message = _("Only {amount} are still to be paid.")
        text = money_text(residue, symbol=True)
        problems.append(Problem(field="amount", message=message.format(amount=text)))
    if not command.reason.strip():
        problems.append(Problem(field="reason", message=_("Write the reason.")))
    problems += length_problems(ChargeAdjustment, {"reason": command.reason.strip()})
    if on_day > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="on_day", message=message))
    elif on_day < charge.issued_on:
        message = _("A charge cannot be lowered before it is issued.")
        problems.append(Problem(field="on_day", message=message))
    return problems


def note_mandate(tx: Tx, command: NoteMandate) -> None:
    """Keep the public body's own reference with the charge."""
    tx.allow("fees.adjust")
    charge = tx.get(Charge, command.charge_id, _("charge"))
    if command.mandate_on is not None and command.mandate_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="mandate_on", message=message)])
    charge.mandate_on = command.mandate_on
    charge.mandate_ref = command.reference.strip()[:140]
    tx.describe(_("Payment order for a charge of {year}").format(year=charge.fee_year))


def lock_charges(tx: Tx, charge_ids: list[int]) -> None:
    """Let nobody else pay or lower these charges until the commit (PostgreSQL; SQLite has one)."""
    if charge_ids and tx.session.get_bind().dialect.name == "postgresql":
        ordered = select(Charge.id).where(Charge.id.in_(charge_ids)).order_by(Charge.id)
        tx.session.execute(ordered.with_for_update())
