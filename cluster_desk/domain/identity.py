"""Weigh how surely a bank line comes from a member, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cluster_desk.domain.clues import Clues
from cluster_desk.domain.open_items import OpenItems
from cluster_desk.domain.proposals import OpenItem, Reason, Sign
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

# What each kind of evidence is worth by itself; every further one adds FURTHER, up to MOST.
REFERENCE, NUMBER, TAX_CODE, IBAN, ALIAS, NAME, NAME_IN_TEXT = 72, 71, 70, 66, 64, 60, 50
FURTHER, MOST = 6, 80
_SIMILAR_FROM, _SAME_FROM = 82, 97
_UNLIKE_BELOW, _STRANGER = 50, -10
_SHORTEST_LONE_WORD = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """How surely a member is the payer (0–80), why, and the charges that the line names."""

    member_id: int
    points: int
    reasons: tuple[Reason, ...]
    named: tuple[OpenItem, ...]


def identities(clues: Clues, items: OpenItems) -> list[Identity]:
    """Every member that something in the line points to."""
    named = items.named(clues.references, clues.numbers)
    certain = {item.member_id for item in named}
    certain |= items.members_known_by(clues.fiscal_codes, clues.iban, clues.payer)
    by_name = _named_members(clues, items, known=certain)
    found = (_identity(m, clues, items, named, by_name) for m in sorted(certain | by_name.keys()))
    return [identity for identity in found if identity is not None]


def _identity(
    member_id: int,
    clues: Clues,
    items: OpenItems,
    named: Iterable[OpenItem],
    by_name: dict[int, int],
) -> Identity | None:
    own = tuple(item for item in named if item.member_id == member_id)
    evidence = _codes(items.by_member[member_id], clues, own)
    likeness = by_name.get(member_id)
    if likeness is not None:
        evidence.append(_name_evidence(likeness))
    if not evidence:
        return None
    points = min(max(e[0] for e in evidence) + FURTHER * (len(evidence) - 1), MOST)
    reasons = [Reason(Sign.FOR, words) for _points, words in evidence]
    if likeness is not None and _SIMILAR_FROM <= likeness < _SAME_FROM:
        reasons[-1] = Reason(Sign.DOUBT, evidence[-1][1])
    if clues.payer_words and likeness is None and _is_another(clues, items, member_id):
        reasons.append(Reason(Sign.DOUBT, say(N_("The payer has another name than the member."))))
        # A reference has check digits; the number of a request is mistyped in silence.
        points += _STRANGER if evidence[0][0] == NUMBER else 0
    return Identity(member_id, points, tuple(reasons), own)


def _codes(
    charges: list[OpenItem], clues: Clues, named: tuple[OpenItem, ...]
) -> list[tuple[int, Sentence]]:
    evidence: list[tuple[int, Sentence]] = []
    for item in named:
        if item.reference in clues.references:
            words = N_("The reference {reference} is in the remittance text.")
            evidence.append((REFERENCE, say(words, reference=item.reference)))
            break
    for item in named:
        if item.notice_number in clues.numbers:
            words = N_("The request of payment {number} is in the remittance text.")
            evidence.append((NUMBER, say(words, number=item.notice_number)))
            break
    member = charges[0]
    for code in clues.fiscal_codes:
        if code == member.tax_code:
            evidence.append((TAX_CODE, say(N_("The tax code {code} is the member’s."), code=code)))
            break
        if code == member.vat_number:
            words = N_("The VAT number {code} is the member’s.")
            evidence.append((TAX_CODE, say(words, code=code)))
            break
    if clues.iban and clues.iban in member.ibans:
        evidence.append((IBAN, say(N_("The account it comes from is the member’s."))))
    if clues.payer and clues.payer in member.aliases:
        evidence.append((ALIAS, say(N_("This payer has paid for the member before."))))
    return evidence


def _name_evidence(likeness: int) -> tuple[int, Sentence]:
    if likeness >= _SAME_FROM:
        return NAME, say(N_("The payer’s name is the member’s."))
    if likeness >= _SIMILAR_FROM:
        # 82 is worth 30, 96 is worth 44.
        words = N_("The payer’s name is like the member’s, at {percent} %.")
        return likeness - 52, say(words, percent=likeness)
    return NAME_IN_TEXT, say(N_("The member’s name is in the text of the bank."))


_IN_TEXT = 0  # a likeness for names found in the text, where nothing is measured


def _named_members(clues: Clues, items: OpenItems, known: set[int]) -> dict[int, int]:
    """Members whose name the payer bears (likeness 82–100), or that the text holds (0)."""
    if clues.payer_words:
        exact = items.members_named(clues.payer_words)
        likely = dict.fromkeys(exact, 100)
        # Without a certain sign, names that are merely alike are worth reading.
        others = set() if exact or known else items.sharing_something_rare(clues.payer_words)
        likely |= _alike(clues, items, (known | others) - exact)
        if likely or known:
            return likely
    near = items.sharing_something_rare(clues.text_words)
    return dict.fromkeys(_held(frozenset(clues.text_words), items, near | known), _IN_TEXT)


def _alike(clues: Clues, items: OpenItems, members: set[int]) -> dict[int, int]:
    likeness = {m: _likeness(clues, items, m) for m in sorted(members)}
    return {member: percent for member, percent in likeness.items() if percent >= _SIMILAR_FROM}


def _likeness(clues: Clues, items: OpenItems, member_id: int) -> int:
    from rapidfuzz.fuzz import ratio  # not loaded when the window starts

    payer = " ".join(sorted(clues.payer_words))
    name = " ".join(sorted(items.words_of(member_id)))
    # An exact set of words scores 100 elsewhere: here nothing may seem the very same.
    return min(int(ratio(payer, name)), _SAME_FROM - 1)


def _held(words: frozenset[str], items: OpenItems, members: set[int]) -> set[int]:
    held = {m: items.words_of(m) for m in members if items.words_of(m) <= words}
    telling = {
        member: own
        for member, own in held.items()
        if len(own) > 1 or any(len(word) >= _SHORTEST_LONE_WORD for word in own)
    }
    # «Università di Milano» is not meant where «Università di Milano-Bicocca» is written.
    return {m for m, own in telling.items() if not any(own < more for more in telling.values())}


def _is_another(clues: Clues, items: OpenItems, member_id: int) -> bool:
    return _likeness(clues, items, member_id) < _UNLIKE_BELOW
