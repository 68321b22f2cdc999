"""Match bank lines with open charges: scored, explained, and never more than proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cluster_desk.domain.allocation import Allocation, AllocationPart, OpenCharge, allocate_payment
from cluster_desk.domain.clues import Clues, clues_of
from cluster_desk.domain.identity import Identity, identities
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.open_items import OpenItems
from cluster_desk.domain.proposals import (
    BankLine,
    MatchResult,
    OpenItem,
    Proposal,
    Reason,
    Sign,
    Undecided,
)
from cluster_desk.domain.sentences import say
from cluster_desk.i18n import N_

AUTOMATIC = 95
"""From this score on, and without a rival, a proposal counts as matched."""
MINIMUM = 40
"""Below this score nothing is proposed."""

_EXACT, _SUM, _NEARLY, _INEXACT = 26, 24, 14, 8
_RIGHT_YEAR, _WRONG_YEAR = 4, -20
_MORE_THAN_NAMED, _NOT_THE_NAMED = -6, -30
_AMOUNT_ALONE, _FEW = 35, 3
_BANK_FEES = Money(5_00)
_RIVAL_WITHIN = 10
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Fit:
    """How an amount sits on charges."""

    charges: tuple[OpenItem, ...]
    allocation: Allocation
    points: int
    reasons: tuple[Reason, ...]


def match(
    lines: Iterable[BankLine],
    items: Iterable[OpenItem],
    *,
    minimum: int = MINIMUM,
    automatic: int = AUTOMATIC,
) -> MatchResult:
    """What each incoming line may have paid. Lines of money going out are passed over.

    A line is matched when one proposal reaches `automatic` and no rival comes within ten points;
    of two lines for one charge the better, then the earlier keeps it. A line with any other
    proposal from `minimum` on is left to a person, the rest is unmatched.
    """
    index = OpenItems(items)
    incoming = [line for line in lines if line.amount > ZERO]
    found = {line.id: proposals_for(line, index, minimum=minimum) for line in incoming}
    winners = _winners(incoming, found, automatic)
    taken = {charge: p.line_id for p in winners.values() for charge in p.charge_ids}
    undecided = [
        Undecided(line_id=line.id, proposals=_without_taken(found[line.id], taken))
        for line in incoming
        if found[line.id] and line.id not in winners
    ]
    return MatchResult(
        matched=tuple(winners[line.id] for line in incoming if line.id in winners),
        ambiguous=tuple(undecided),
        unmatched=tuple(line.id for line in incoming if not found[line.id]),
    )


def proposals_for(
    line: BankLine, index: OpenItems, *, minimum: int = MINIMUM
) -> tuple[Proposal, ...]:
    """The best proposals for one line, best first; for equal scores the oldest charge first."""
    clues = clues_of(line, index.series)
    payers = identities(clues, index)
    named = frozenset(item.charge_id for payer in payers for item in payer.named)
    found = [
        _proposal(line, clues, payer, fit, named)
        for payer in payers
        for fit in _fits(line, clues, payer, index)
    ]
    found += _of_several_members(line, payers, index)
    if not found:
        found = _by_amount_alone(line, clues, index)
    good = [proposal for proposal in found if proposal.score >= minimum]
    good.sort(key=lambda p: (-p.score, _oldest(p, index)))
    return tuple(good[:_MOST_SHOWN])


def _proposal(
    line: BankLine, clues: Clues, payer: Identity, fit: _Fit, named: frozenset[int]
) -> Proposal:
    points, reasons = _year(clues, fit.charges)
    charges = {item.charge_id for item in fit.charges}
    if named and not named & charges:
        points += _NOT_THE_NAMED
        reasons.append(Reason(Sign.AGAINST, say(N_("The text names another charge."))))
    elif named and charges - named:
        points += _MORE_THAN_NAMED
        reasons.append(Reason(Sign.DOUBT, say(N_("The text names only some of the charges."))))
    return Proposal(
        line_id=line.id,
        parts=fit.allocation.parts,
        excess=fit.allocation.excess,
        member_ids=(payer.member_id,),
        score=max(min(payer.points + fit.points + points, 100), 0),
        reasons=(*payer.reasons, *fit.reasons, *reasons),
    )


def _fits(line: BankLine, clues: Clues, payer: Identity, index: OpenItems) -> list[_Fit]:
    fits = _exact_fits(line.amount, payer, index)
    met = {item.charge_id for fit in fits for item in fit.charges}
    if not fits or (payer.named and met.isdisjoint(item.charge_id for item in payer.named)):
        fits.append(_inexact_fit(line, clues, payer, index))
    return fits


def _exact_fits(amount: Money, payer: Identity, index: OpenItems) -> list[_Fit]:
    sets = index.summing_to(payer.member_id, amount.cents)
    if payer.named:
        # What the line names is always tried: a member may have more equal charges than are read.
        wanted = dict.fromkeys([*((item,) for item in payer.named), payer.named])
        named = [c for c in wanted if Money.total(item.amount_open for item in c) == amount]
        sets = [*named, *(charges for charges in sets if charges not in named)]
    fits = []
    for charges in sets:
        if len(charges) == 1:
            points, words = _EXACT, say(N_("The amount is what is still to be paid."))
        else:
            sentence = N_("The amount is the sum of {count} open charges.")
            points, words = _SUM, say(sentence, count=len(charges))
        parts = tuple(AllocationPart(item.charge_id, item.amount_open) for item in charges)
        fits.append(_Fit(charges, Allocation(parts, ZERO), points, (Reason(Sign.FOR, words),)))
    return fits


def _inexact_fit(line: BankLine, clues: Clues, payer: Identity, index: OpenItems) -> _Fit:
    items = index.by_member[payer.member_id]
    of_years = [item for item in items if item.fee_year in clues.years]
    wanted = payer.named or tuple(of_years or items)
    charges = _oldest_covering(line.amount, wanted)
    allocation = _spread(line.amount, charges)
    missing = Money.total(item.amount_open for item in charges) - line.amount
    points = _INEXACT
    if missing < ZERO:
        words = say(N_("The amount is more than what is to be paid: the rest stays as credit."))
    elif missing <= _BANK_FEES:
        points = _NEARLY
        words = say(N_("A little is missing, as when a bank keeps its fees."))
    else:
        words = say(N_("The amount is less than what is still to be paid."))
    return _Fit(charges, allocation, points, (Reason(Sign.DOUBT, words),))


def _year(clues: Clues, charges: Sequence[OpenItem]) -> tuple[int, list[Reason]]:
    years = {item.fee_year for item in charges}
    if not clues.years:
        return 0, []
    listed = ", ".join(str(year) for year in sorted(years))
    if years <= clues.years:
        return _RIGHT_YEAR, [
            Reason(Sign.FOR, say(N_("The text names the year {year}."), year=listed))
        ]
    if years & clues.years:
        return 0, []
    written = ", ".join(str(year) for year in sorted(clues.years))
    words = say(N_("The text names {written}, not {year}."), written=written, year=listed)
    return _WRONG_YEAR, [Reason(Sign.AGAINST, words)]


def _of_several_members(
    line: BankLine, payers: Sequence[Identity], index: OpenItems
) -> list[Proposal]:
    """One transfer for several members: it names charges of each, or pays all that each owes."""
    named = [payer for payer in payers if payer.named]
    for group, charges in (
        (named, [item for payer in named for item in payer.named]),
        (payers, [item for payer in payers for item in index.by_member[payer.member_id]]),
    ):
        if len(group) < 2 or Money.total(i.amount_open for i in charges) != line.amount:
            continue
        sentence = N_("The amount is the sum of {count} charges of {members} members.")
        words = say(sentence, count=len(charges), members=len(group))
        reasons = dict.fromkeys(reason for payer in group for reason in payer.reasons)
        return [
            Proposal(
                line_id=line.id,
                parts=_spread(line.amount, charges).parts,
                excess=ZERO,
                member_ids=tuple(payer.member_id for payer in group),
                score=min(min(payer.points for payer in group) + _SUM, 100),
                reasons=(*reasons, Reason(Sign.FOR, words)),
            )
        ]
    return []


def _by_amount_alone(line: BankLine, clues: Clues, index: OpenItems) -> list[Proposal]:
    items = index.by_amount.get(line.amount.cents, [])
    if len(items) > _FEW:
        return []
    doubt = Reason(Sign.DOUBT, say(N_("Only the amount agrees.")))
    found = []
    for item in items:
        points, reasons = _year(clues, [item])
        found.append(
            Proposal(
                line_id=line.id,
                parts=(AllocationPart(item.charge_id, line.amount),),
                excess=ZERO,
                member_ids=(item.member_id,),
                score=max(_AMOUNT_ALONE + points, 0),
                reasons=(doubt, *reasons),
            )
        )
    return found


def _oldest_covering(amount: Money, items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    covered, charges = ZERO, []
    for item in items:
        if covered >= amount:
            break
        charges.append(item)
        covered += item.amount_open
    return tuple(charges)


def _spread(amount: Money, items: Iterable[OpenItem]) -> Allocation:
    charges = [OpenCharge(i.charge_id, i.due_on, i.fee_year, i.amount_open) for i in items]
    return allocate_payment(amount, charges)


def _oldest(proposal: Proposal, index: OpenItems) -> tuple[object, ...]:
    first = index.by_charge[proposal.parts[0].charge_id]
    return (first.due_on, first.fee_year, len(proposal.parts), first.charge_id)


def _winners(
    lines: Sequence[BankLine], found: dict[int, tuple[Proposal, ...]], automatic: int
) -> dict[int, Proposal]:
    sure = [
        (-found[line.id][0].score, line.booked_on, line.id)
        for line in lines
        if _is_sure(found[line.id], automatic)
    ]
    taken: set[int] = set()
    winners = {}
    for _score, _day, line_id in sorted(sure):
        best = found[line_id][0]
        if taken.isdisjoint(best.charge_ids):
            taken.update(best.charge_ids)
            winners[line_id] = best
    return winners


def _is_sure(proposals: Sequence[Proposal], automatic: int) -> bool:
    if not proposals or proposals[0].score < automatic:
        return False
    return len(proposals) == 1 or proposals[1].score <= proposals[0].score - _RIVAL_WITHIN


def _without_taken(proposals: Sequence[Proposal], taken: dict[int, int]) -> tuple[Proposal, ...]:
    """What another line has surely paid is offered last, and only with its warning."""
    reason = Reason(Sign.AGAINST, say(N_("Another line pays the same charge.")))
    free = [p for p in proposals if taken.keys().isdisjoint(p.charge_ids)]
    others = [
        replace(p, score=max(p.score - _RIVAL_WITHIN, 0), reasons=(*p.reasons, reason))
        for p in proposals
        if p not in free
    ]
    return (*free, *others)
