"""Index the open charges by all that a bank line may name, so that no line reads them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from cluster_desk.domain.clues import telling_words
from cluster_desk.domain.money import ZERO
from cluster_desk.domain.proposals import OpenItem

_PREFIX = 5
_RARE = 60  # what more members share finds nobody
_MOST_PAIRED = 20  # charges of one member of which every pair is tried
_LONGEST_RUN = 60
_MOST_SETS = 20


class OpenItems:
    """The open charges of all members; every look-up costs the same whatever their number."""

    def __init__(self, items: Iterable[OpenItem]) -> None:
        self.by_charge: dict[int, OpenItem] = {}
        self.by_member: dict[int, list[OpenItem]] = defaultdict(list)
        self.by_reference: dict[str, list[OpenItem]] = defaultdict(list)
        self.by_number: dict[str, list[OpenItem]] = defaultdict(list)
        self.by_amount: dict[int, list[OpenItem]] = defaultdict(list)
        self.members_by_code: dict[str, set[int]] = defaultdict(set)
        self.members_by_iban: dict[str, set[int]] = defaultdict(set)
        self.members_by_alias: dict[str, set[int]] = defaultdict(set)
        self.members_by_name: dict[frozenset[str], set[int]] = defaultdict(set)
        self._members_by_key: dict[str, set[int]] = defaultdict(set)
        self._words: dict[int, frozenset[str]] = {}
        self._sums: dict[int, dict[int, list[tuple[OpenItem, ...]]]] = {}
        unpaid = (item for item in items if item.amount_open > ZERO)
        for item in sorted(unpaid, key=_age):
            self._add_charge(item)
            if item.member_id not in self._words:
                self._add_name(item)
            self._add_codes(item)
        # `RV` of `RV 2026/0001`.
        self.series = frozenset(number.partition(" ")[0] for number in self.by_number)

    def named(self, references: Iterable[str], numbers: Iterable[str]) -> list[OpenItem]:
        """The charges that these references or requests of payment name, oldest first."""
        found = [i for reference in references for i in self.by_reference.get(reference, ())]
        found += [i for number in numbers for i in self.by_number.get(number, ())]
        return sorted({item.charge_id: item for item in found}.values(), key=_age)

    def members_known_by(self, codes: Iterable[str], iban: str, payer: str) -> set[int]:
        """The members with one of these tax codes, this account or this payer's name on record.

        What very many share, as a mistaken import makes it, tells nobody from another.
        """
        found = [self.members_by_code.get(code, set()) for code in codes]
        found += [self.members_by_iban.get(iban, set()), self.members_by_alias.get(payer, set())]
        return set().union(*(members for members in found if len(members) <= _RARE))

    def members_named(self, words: Iterable[str]) -> set[int]:
        """The members whose name has exactly these telling words, unless very many have."""
        members = self.members_by_name.get(frozenset(words), set())
        return members if len(members) <= _RARE else set()

    def words_of(self, member_id: int) -> frozenset[str]:
        """The telling words of a member's name."""
        return self._words[member_id]

    def sharing_something_rare(self, words: Sequence[str]) -> set[int]:
        """The members with a rare word or pair of words of these in their name, or one alike."""
        found: set[int] = set()
        for key in _keys(words):
            members = self._members_by_key.get(key, ())
            if len(members) <= _RARE:
                found.update(members)
        return found

    def summing_to(self, member_id: int, cents: int) -> Sequence[tuple[OpenItem, ...]]:
        """The sets of a member's charges that are open for exactly so much, fewest first.

        Tried: each one, each pair, all of one year, the oldest ones in a run, all of them; of
        very many equal ones the oldest.
        """
        if member_id not in self._sums:
            self._sums[member_id] = _sums(self.by_member[member_id])
        return self._sums[member_id].get(cents, ())

    def _add_charge(self, item: OpenItem) -> None:
        self.by_charge[item.charge_id] = item
        self.by_member[item.member_id].append(item)
        self.by_amount[item.amount_open.cents].append(item)
        if item.reference:
            self.by_reference[item.reference].append(item)
        if item.notice_number:
            self.by_number[item.notice_number].append(item)

    def _add_name(self, item: OpenItem) -> None:
        words = telling_words(item.member_name_folded)
        self._words[item.member_id] = frozenset(words)
        self.members_by_name[frozenset(words)].add(item.member_id)
        for key in _keys(words):
            self._members_by_key[key].add(item.member_id)

    def _add_codes(self, item: OpenItem) -> None:
        for code in filter(None, (item.tax_code, item.vat_number)):
            self.members_by_code[code].add(item.member_id)
        for iban in filter(None, item.ibans):
            self.members_by_iban[iban].add(item.member_id)
        for alias in filter(None, item.aliases):
            self.members_by_alias[alias].add(item.member_id)


def _age(item: OpenItem) -> tuple[date, int, int]:
    return (item.due_on, item.fee_year, item.charge_id)


def _keys(words: Sequence[str]) -> Iterator[str]:
    yield from words
    # Two words that many names have are rare side by side.
    yield from (f"{one} {other}" for one, other in pairwise(words))
    # The beginning lets a misspelt or cut word find its name.
    yield from (f"{word[:_PREFIX]}*" for word in words if len(word) > _PREFIX)


def _sums(items: list[OpenItem]) -> dict[int, list[tuple[OpenItem, ...]]]:
    sets: list[tuple[OpenItem, ...]] = [(item,) for item in items]
    if len(items) <= _MOST_PAIRED:
        sets += combinations(items, 2)
    by_year: dict[int, list[OpenItem]] = defaultdict(list)
    for item in items:
        by_year[item.fee_year].append(item)
    sets += [tuple(of_year) for of_year in by_year.values()]
    sets += [tuple(items[:count]) for count in range(3, min(len(items), _LONGEST_RUN))]
    sets.append(tuple(items))
    found: dict[int, list[tuple[OpenItem, ...]]] = defaultdict(list)
    for charges in dict.fromkeys(sets):
        found[sum(item.amount_open.cents for item in charges)].append(charges)
    return {cents: sorted(each, key=len)[:_MOST_SETS] for cents, each in found.items()}
