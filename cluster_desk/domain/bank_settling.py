"""Propose what a bank line is: a fee, what the journal has already, or what it was before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.clues import telling_words
from cluster_desk.domain.folding import fold
from cluster_desk.domain.matching import AUTOMATIC
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import BankLine, Proposal, Reason, Sign
from cluster_desk.domain.sentences import say
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_

_SAME_AMOUNT, _SAME_DAY, _NEAR, _FAR = 56, 20, 12, -16
_NAMED, _PARTLY_NAMED = 24, 12
_DAYS_NEAR, _DAYS_FAR = 5, 45
_TWICE, _ONCE, _SAME_PAYER = 96, 84, 70
_DOUBTED = 12
_BANKS_OWN = 62
_BANK_WORDS = frozenset(
    fold(
        """
        commissione commissioni canone bollo competenze spese tenuta interessi imposta
        """
    ).split()
)
_MOST_SHOWN = 5
_RIVAL_WITHIN = 10


class Way(Term):
    """How a bank line is settled."""

    FEES = "fees", N_("Payment of fees")
    MOVEMENT = "movement", N_("Movement already in the journal")
    PAYMENT = "payment", N_("Payment already recorded")
    CATEGORY = "category", N_("Movement of a category")


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownEntry:
    """What waits for its bank line: a movement of the account, or a payment without movement."""

    way: Way
    id: int
    on_day: date
    amount: Money
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Precedent:
    """A line that was posted to one category: who, the bank's words, in or out."""

    counterparty: str
    remittance: str
    incoming: bool
    category: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """One way to settle a line; the field of its way says what with. `score` runs 0 to 100."""

    way: Way
    line_id: int
    score: int
    reasons: tuple[Reason, ...]
    fees: Proposal | None = None
    entry: KnownEntry | None = None
    category: str = ""

    @property
    def claims(self) -> frozenset[tuple[Way, int]]:
        """What no other line can be settled with."""
        if self.fees is not None:
            return frozenset((Way.FEES, charge) for charge in self.fees.charge_ids)
        return frozenset({(self.way, self.entry.id)} if self.entry is not None else ())


class Memory:
    """What was posted before and what waits in the journal, found without reading it all."""

    def __init__(
        self,
        entries: Iterable[KnownEntry],
        precedents: Iterable[Precedent],
        banks_own: tuple[str, str] = ("", ""),
    ) -> None:
        """`banks_own` are the categories of what a bank charges, and of what it credits."""
        self._banks_own = banks_own
        self._by_amount: dict[int, list[KnownEntry]] = defaultdict(list)
        for entry in entries:
            self._by_amount[entry.amount.cents].append(entry)
        self._by_text: dict[tuple[bool, frozenset[str]], Counter[str]] = defaultdict(Counter)
        self._by_payer: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
        for known in precedents:
            text = _plain_words(known.counterparty, known.remittance)
            if text:
                self._by_text[known.incoming, text][known.category] += 1
            if payer := fold(known.counterparty):
                self._by_payer[known.incoming, payer][known.category] += 1

    def suggestions(self, line: BankLine) -> list[Suggestion]:
        """What the line may be besides a fee, best first."""
        found = [_of_entry(line, entry) for entry in self._by_amount[line.amount.cents]]
        near = [each for each in found if each is not None]
        return sorted([*near, *self._of_precedents(line)], key=lambda each: -each.score)

    def _of_precedents(self, line: BankLine) -> list[Suggestion]:
        incoming = line.amount > ZERO
        text = _plain_words(line.counterparty, line.remittance)
        same_text = self._by_text.get((incoming, text), Counter())
        payer = self._by_payer.get((incoming, fold(line.counterparty)), Counter())
        found = {}
        for categories, is_text in ((same_text, True), (payer, False)):
            for category, times in categories.items():
                if category not in found:
                    is_only = len(categories) == 1
                    found[category] = _as_before(line, category, times, is_text, is_only)
        return list(found.values()) or self._of_the_bank(line, text)

    def _of_the_bank(self, line: BankLine, words: frozenset[str]) -> list[Suggestion]:
        """The bank's own fees and interest, where nothing was posted before."""
        category = self._banks_own[1 if line.amount > ZERO else 0]
        told = ", ".join(sorted(words & _BANK_WORDS)[:3])
        if not category or not told:
            return []
        reason = Reason(Sign.FOR, say(N_("Words of the bank’s own fees: {words}."), words=told))
        return [
            Suggestion(
                way=Way.CATEGORY,
                line_id=line.id,
                score=_BANKS_OWN,
                reasons=(reason,),
                category=category,
            )
        ]


def settle(
    lines: Sequence[BankLine], fees: dict[int, tuple[Proposal, ...]], memory: Memory
) -> dict[int, tuple[Suggestion, ...]]:
    """Every line's suggestions, best first: fees found by `matching`, and what memory knows."""
    return {
        line.id: tuple(
            sorted(
                [*map(_of_fees, fees.get(line.id, ())), *memory.suggestions(line)],
                key=lambda each: -each.score,
            )[:_MOST_SHOWN]
        )
        for line in lines
    }


def sure_of(found: dict[int, tuple[Suggestion, ...]]) -> dict[int, Suggestion]:
    """The lines whose best suggestion is certain and without a rival, each claim given once."""
    sure = [
        suggestions[0]
        for suggestions in found.values()
        if suggestions
        and suggestions[0].score >= AUTOMATIC
        and all(each.score <= suggestions[0].score - _RIVAL_WITHIN for each in suggestions[1:])
    ]
    claimed: set[tuple[Way, int]] = set()
    winners = {}
    for best in sorted(sure, key=lambda each: (-each.score, each.line_id)):
        if claimed.isdisjoint(best.claims):
            claimed |= best.claims
            winners[best.line_id] = best
    return winners


def _of_fees(proposal: Proposal) -> Suggestion:
    return Suggestion(
        way=Way.FEES,
        line_id=proposal.line_id,
        score=proposal.score,
        reasons=proposal.reasons,
        fees=proposal,
    )


def _of_entry(line: BankLine, entry: KnownEntry) -> Suggestion | None:
    days = abs((line.booked_on - entry.on_day).days)
    if days > _DAYS_FAR:
        return None
    reasons = [Reason(Sign.FOR, say(N_("The amount is the same.")))]
    score = _SAME_AMOUNT
    if days == 0:
        score += _SAME_DAY
        reasons.append(Reason(Sign.FOR, say(N_("The day is the same."))))
    elif days <= _DAYS_NEAR:
        score += _NEAR
        reasons.append(Reason(Sign.FOR, say(N_("Days between them: {days}."), days=days)))
    else:
        score += _FAR
        reasons.append(Reason(Sign.DOUBT, say(N_("Days between them: {days}."), days=days)))
    points, reason = _likeness(line, entry)
    return Suggestion(
        way=entry.way,
        line_id=line.id,
        score=min(score + points, 100),
        reasons=(*reasons, reason),
        entry=entry,
    )


def _likeness(line: BankLine, entry: KnownEntry) -> tuple[int, Reason]:
    said = frozenset(telling_words(fold(entry.text)))
    payer = frozenset(telling_words(fold(line.counterparty))) - {""}
    text = frozenset(telling_words(fold(f"{line.remittance} {line.reference}")))
    if payer and payer <= said:
        return _NAMED, Reason(Sign.FOR, say(N_("The name is the same.")))
    shared = (payer | text) & said - {""}
    telling = {word for word in shared if len(word) > 2 and not word.isdigit()}
    if telling:
        words = ", ".join(sorted(telling)[:3])
        return _PARTLY_NAMED, Reason(Sign.FOR, say(N_("Words in common: {words}."), words=words))
    return 0, Reason(Sign.DOUBT, say(N_("The texts have no word in common.")))


def _as_before(
    line: BankLine, category: str, times: int, is_text: bool, is_only: bool
) -> Suggestion:
    if not is_text:
        score, words = _SAME_PAYER, N_("Lines of the same name posted so before: {times}.")
    elif times > 1:
        score, words = _TWICE, N_("Lines with the same text posted so before: {times}.")
    else:
        score, words = _ONCE, N_("A line with the same text was posted so once.")
    reasons = [Reason(Sign.FOR, say(words, times=times))]
    if not is_only:
        score -= _DOUBTED
        reasons.append(Reason(Sign.DOUBT, say(N_("Others were posted to another category."))))
    return Suggestion(
        way=Way.CATEGORY,
        line_id=line.id,
        score=score,
        reasons=tuple(reasons),
        category=category,
    )


def _plain_words(*texts: str) -> frozenset[str]:
    """The words of a text without its figures: dates and numbers differ from month to month."""
    words = fold(" ".join(texts)).split()
    return frozenset(word for word in words if not any(letter.isdigit() for letter in word))
