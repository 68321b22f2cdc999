"""Propose what a bank line is: a fee, what the journal has already, or what it was before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter

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
_ALL_COMPARED = 60
"""As many entries of one amount are compared one by one with a line."""
_NEAREST, _TELLING = 20, 40
"""Of more, so many on each side of its day, and those of a word that no more of them have."""


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
        by_amount: dict[int, list[KnownEntry]] = defaultdict(list)
        for entry in entries:
            by_amount[entry.amount.cents].append(entry)
        self._by_amount = {cents: _SameAmount(found) for cents, found in by_amount.items()}
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
        same = self._by_amount.get(line.amount.cents)
        known = same.suggestions(line) if same is not None else []
        return sorted([*known, *self._of_precedents(line)], key=lambda each: -each.score)

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


class _SameAmount:
    """The entries of one amount, by day; words are read only where they are compared."""

    def __init__(self, entries: Iterable[KnownEntry]) -> None:
        self._entries = sorted(entries, key=attrgetter("on_day", "way", "id"))
        self._days = [entry.on_day for entry in self._entries]
        self._said: dict[int, frozenset[str]] = {}

    def suggestions(self, line: BankLine) -> list[Suggestion]:
        """The best few, best first."""
        words = _words_of(line)
        scored = [(self._score(line, words, place), place) for place in self._places(line, words)]
        best = sorted(scored, key=lambda each: -each[0])[:_MOST_SHOWN]
        return [
            _of_entry(line, self._entries[place], words, self._words(place), score)
            for score, place in best
        ]

    def _score(self, line: BankLine, words: _LineWords, place: int) -> int:
        days = abs((line.booked_on - self._days[place]).days)
        points = _SAME_AMOUNT + _day_points(days) + _word_points(words, self._words(place))
        return min(points, 100)

    def _places(self, line: BankLine, words: _LineWords) -> Iterable[int]:
        """Which to compare: all within reach, or of very many the nearest and the best named."""
        far, day = timedelta(days=_DAYS_FAR), line.booked_on
        first, after = bisect_left(self._days, day - far), bisect_right(self._days, day + far)
        if after - first <= _ALL_COMPARED:
            return range(first, after)
        middle = bisect_left(self._days, day)
        found = set(range(max(first, middle - _NEAREST), min(after, middle + _NEAREST)))
        for word in words.payer | words.text:
            places = self._by_word.get(word, [])
            named = places[bisect_left(places, first) : bisect_left(places, after)]
            found.update(named if len(named) <= _TELLING else ())
        return sorted(found)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place in range(len(self._entries)):
            for word in self._words(place):
                found[word].append(place)
        return found

    def _words(self, place: int) -> frozenset[str]:
        said = self._said.get(place)
        if said is None:
            said = self._said[place] = _words_in(self._entries[place].text)
        return said


@dataclass(frozen=True, slots=True)
class _LineWords:
    """What a line says, as it is compared: of the payer, and of the rest."""

    payer: frozenset[str]
    text: frozenset[str]

    def shared_with(self, said: frozenset[str]) -> set[str]:
        """The words in common that are more than a figure or a particle."""
        both = (self.payer | self.text) & said
        return {word for word in both if len(word) > 2 and not word.isdigit()}


def _words_of(line: BankLine) -> _LineWords:
    text = _words_in(f"{line.remittance} {line.reference}")
    return _LineWords(payer=_words_in(line.counterparty), text=text)


def _words_in(text: str) -> frozenset[str]:
    return frozenset(telling_words(fold(text))) - {""}


def _day_points(days: int) -> int:
    if days == 0:
        return _SAME_DAY
    return _NEAR if days <= _DAYS_NEAR else _FAR


def _word_points(words: _LineWords, said: frozenset[str]) -> int:
    if words.payer and words.payer <= said:
        return _NAMED
    return _PARTLY_NAMED if words.shared_with(said) else 0


def _of_entry(
    line: BankLine, entry: KnownEntry, words: _LineWords, said: frozenset[str], score: int
) -> Suggestion:
    reasons = [
        Reason(Sign.FOR, say(N_("The amount is the same."))),
        _day_reason(abs((line.booked_on - entry.on_day).days)),
        _word_reason(words, said),
    ]
    return Suggestion(
        way=entry.way, line_id=line.id, score=score, reasons=tuple(reasons), entry=entry
    )


def _day_reason(days: int) -> Reason:
    if days == 0:
        return Reason(Sign.FOR, say(N_("The day is the same.")))
    sign = Sign.FOR if days <= _DAYS_NEAR else Sign.DOUBT
    return Reason(sign, say(N_("Days between them: {days}."), days=days))


def _word_reason(words: _LineWords, said: frozenset[str]) -> Reason:
    points = _word_points(words, said)
    if points == _NAMED:
        return Reason(Sign.FOR, say(N_("The name is the same.")))
    if points:
        told = ", ".join(sorted(words.shared_with(said))[:3])
        return Reason(Sign.FOR, say(N_("Words in common: {words}."), words=told))
    return Reason(Sign.DOUBT, say(N_("The texts have no word in common.")))


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
