"""Issue the fees of a year to everybody in the register, as one gesture that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.collecting import DAYS_TO_PAY
from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.domain.sentences import Sentence
from cluster_desk.domain.yearly_dues import Debtor, Dues, YearRules, yearly_dues
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext, speaking
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.roster import fee_debtors
from cluster_desk.queries.fees.schedule import FeeScheduleRow, fee_schedule
from cluster_desk.services.fees.schedule import NoSchedule
from cluster_desk.store.tables.fees import Charge, ChargeAdjustment, FeeIssue, FeeSchedule
from cluster_desk.tx import Tx

DOCUMENTS_SPEAK = "it"


@dataclass(frozen=True, kw_only=True)
class IssueFees:
    """`issued_on` is today by default; `due_on` the schedule's day.

    Who is charged after that day has as many days to pay as the setting `days_to_pay` says.
    """

    year: int
    issued_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueLine:
    """One charge of the issue, with what is left to pay of it."""

    membership_id: int
    member: str
    description: str
    amount: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A member in the register that is not charged, and why."""

    membership_id: int
    member: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeeIssueResult:
    """What was charged to whom. `issue_id` is None where nobody was left to charge."""

    issue_id: int | None
    charges: int
    total: Money
    skipped: tuple[Skipped, ...]
    lines: tuple[IssueLine, ...]


def issue_fees(tx: Tx, command: IssueFees) -> FeeIssueResult:
    """Charge every member in the register that has no fee of the year yet.

    Run again it charges only who was admitted since. NoSchedule where the year has none.
    """
    tx.allow("fees.issue")
    schedule = _schedule(tx, command.year)
    issued_on = command.issued_on or tx.clock.today()
    due_on = _due_on(tx, command, schedule, issued_on)
    rules = YearRules(
        year=schedule.year,
        rates=schedule.rates,
        entry_fee=schedule.entry_fee,
        pro_rata=schedule.pro_rata,
    )
    owing: list[tuple[Debtor, Dues]] = []
    skipped: list[Skipped] = []
    for member in fee_debtors(tx.session, command.year, on=issued_on):
        dues = yearly_dues(member, rules)
        if isinstance(dues, Sentence):
            skipped.append(
                Skipped(membership_id=member.membership_id, member=member.name, reason=str(dues))
            )
        else:
            owing.append((member, dues))
    drafts = [draft for member, dues in owing for draft in _drafts(command.year, member, dues)]
    issue_id = _store(tx, schedule, issued_on, due_on, drafts) if drafts else None
    lines = tuple(draft.line for draft in drafts)
    return FeeIssueResult(
        issue_id=issue_id,
        charges=len(lines),
        total=Money.total(line.amount for line in lines),
        skipped=tuple(skipped),
        lines=lines,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: ChargeKind
    gross: Money
    reduction: Money
    reason: str
    line: IssueLine


def _schedule(tx: Tx, year: int) -> FeeScheduleRow:
    # the lock makes two who issue the same year wait for one another on a shared database
    query = select(FeeSchedule.id).where(FeeSchedule.year == year).with_for_update()
    found = fee_schedule(tx.session, year) if tx.session.scalars(query).first() else None
    if found is None:
        raise NoSchedule(year=year)
    return found


def _due_on(tx: Tx, command: IssueFees, schedule: FeeScheduleRow, issued_on: date) -> date:
    if issued_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="issued_on", message=message)])
    if command.due_on is None:
        if schedule.due_on >= issued_on:
            return schedule.due_on
        return issued_on + timedelta(days=setting(tx.session, "days_to_pay", DAYS_TO_PAY))
    if command.due_on < issued_on:
        message = _("The due day cannot come before the day of the issue.")
        raise Invalid([Problem(field="due_on", message=message)])
    return command.due_on


def _drafts(year: int, member: Debtor, dues: Dues) -> list[_Draft]:
    since = member.admitted_on if dues.is_part else None
    described = _fee_description(year, member.category, member.size, since)
    drafts = [
        _Draft(
            ChargeKind.MEMBERSHIP_FEE,
            dues.fee,
            dues.reduction,
            member.reduction_reason,
            _line(member, described, dues.fee - dues.reduction),
        )
    ]
    if dues.entry_fee:
        line = _line(member, _entry_description(year), dues.entry_fee)
        drafts.append(_Draft(ChargeKind.ENTRY_FEE, dues.entry_fee, Money(0), "", line))
    return drafts


def _line(member: Debtor, description: str, amount: Money) -> IssueLine:
    return IssueLine(
        membership_id=member.membership_id,
        member=member.name,
        description=description,
        amount=amount,
    )


@cache
def _fee_description(
    year: int, category: MemberCategory | None, size: SizeClass | None, joined: date | None
) -> str:
    with speaking(DOCUMENTS_SPEAK):
        values: dict[str, Any] = {"year": year, "category": category.label if category else ""}
        sentence = _("Membership fee {year} – {category}")
        if size not in (None, SizeClass.NONE):
            assert size is not None
            values["size"] = size.label.lower()
            sentence = _("Membership fee {year} – {category}, {size} enterprise")
        described = sentence.format(**values)
        if joined is None:
            return described
        sentence = _("{description}, member since {date}")
        return sentence.format(description=described, date=date_text(joined))


@cache
def _entry_description(year: int) -> str:
    with speaking(DOCUMENTS_SPEAK):
        return _("Entry fee {year}").format(year=year)


def _store(
    tx: Tx, schedule: FeeScheduleRow, issued_on: date, due_on: date, drafts: Sequence[_Draft]
) -> int:
    sentence = ngettext(
        "Fees of {year}: {count} charge", "Fees of {year}: {count} charges", len(drafts)
    )
    tx.describe(sentence.format(year=schedule.year, count=count_text(len(drafts))))
    issue = FeeIssue(
        year=schedule.year, issued_on=issued_on, due_on=due_on, schedule_id=schedule.id
    )
    tx.session.add(issue)
    tx.session.flush()
    series = str(schedule.year)
    same = {
        "issue_id": issue.id,
        "fee_year": schedule.year,
        "issued_on": issued_on,
        "due_on": due_on,
    }
    ids = tx.reserve_ids(Charge, len(drafts))
    tx.insert_all(
        Charge,
        [
            {
                "id": charge_id,
                "membership_id": draft.line.membership_id,
                "kind": draft.kind,
                "amount": draft.gross,
                "description": draft.line.description,
                "reference": CreditorReference.of(series, charge_id).text,
                **same,
            }
            for charge_id, draft in zip(ids, drafts, strict=True)
        ],
    )
    reductions = [
        {
            "charge_id": charge_id,
            "kind": AdjustmentKind.REDUCTION,
            "amount": draft.reduction,
            "on_day": issued_on,
            "reason": draft.reason,
        }
        for charge_id, draft in zip(ids, drafts, strict=True)
        if draft.reduction
    ]
    if reductions:
        tx.insert_all(ChargeAdjustment, reductions)
    return issue.id
