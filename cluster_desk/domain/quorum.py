"""Hold the quorums of a statute as values: how many must be there for a meeting to be valid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.domain.shares import Share
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_

_NUMBERED = re.compile(r"number ([1-9]\d{0,4})")
_SHARED = re.compile(r"at_least (\S+)")


class QuorumKind(Term):
    """The wordings that statutes use (DOMAIN §1.4); half and half plus one are not the same."""

    AT_LEAST_HALF = "at_least_half", N_("At least half")
    HALF_PLUS_ONE = "half_plus_one", N_("Half plus one")
    MAJORITY = "majority", N_("The majority")
    SHARE = "at_least", N_("At least a fraction")
    NUMBER = "number", N_("A fixed number")
    ANY_NUMBER = "any_number", N_("Any number")
    ALL = "all", N_("All of them")


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many must be present out of a base: votes entitled, or members in office.

    `share` belongs to SHARE and `number` to NUMBER alone; ValueError otherwise.
    """

    kind: QuorumKind
    share: Share | None = None
    number: int = 0

    def __post_init__(self) -> None:
        fits = (self.share is not None) is (self.kind is QuorumKind.SHARE)
        if not fits or (self.number > 0) is not (self.kind is QuorumKind.NUMBER):
            raise ValueError("this quorum needs exactly its own figure")

    @classmethod
    def parse(cls, code: str) -> QuorumRule:
        """From the stored code: `majority`, `at_least 3/4`, `number 5`; ValueError otherwise."""
        if found := _SHARED.fullmatch(code):
            return cls(QuorumKind.SHARE, Share.parse(found[1]))
        if found := _NUMBERED.fullmatch(code):
            return cls(QuorumKind.NUMBER, number=int(found[1]))
        return cls(QuorumKind(code))

    @property
    def code(self) -> str:
        """What is stored; `parse` takes it back."""
        if self.share is not None:
            return f"{self.kind} {self.share.code}"
        return f"{self.kind} {self.number}" if self.number else str(self.kind)

    def needed(self, base: int) -> int:
        """How many must be present; at least one, since nobody is no meeting.

        Half plus one and the majority are the first whole number above the half: 21 of 40 and
        21 of 41. A fixed number never exceeds the base.
        """
        match self.kind:
            case QuorumKind.AT_LEAST_HALF:
                wanted = Share(1, 2).of(base)
            case QuorumKind.HALF_PLUS_ONE | QuorumKind.MAJORITY:
                wanted = base // 2 + 1
            case QuorumKind.ALL:
                wanted = base
            case QuorumKind.NUMBER:
                wanted = min(self.number, base)
            case _:
                wanted = self.share.of(base) if self.share else 1
        return max(wanted, 1)

    def is_met(self, present: int, base: int) -> bool:
        """Whether so many present out of the base are enough."""
        return present >= self.needed(base)

    @property
    def text(self) -> Sentence:
        """The rule alone: «almeno la metà», «metà più uno», «almeno tre quarti»."""
        if self.share is not None:
            return say(N_("at least {share}"), share=self.share.words)
        if self.kind is QuorumKind.NUMBER:
            return say(N_("at least {number}"), number=self.number)
        return say(_ALONE[self.kind])

    def presence_text(self, body: BodyKind) -> Sentence:
        """The rule as a convocation or minutes cite it, for an assembly or for another body."""
        wordings = _IN_ASSEMBLY if body is BodyKind.ASSEMBLY else _IN_BODY
        share = {} if self.share is None else {"share": self.share.words}
        number = {"number": self.number} if self.number else {}
        return say(wordings[self.kind], **share, **number)


_ALONE = {
    QuorumKind.AT_LEAST_HALF: N_("at least half"),
    QuorumKind.HALF_PLUS_ONE: N_("half plus one"),
    QuorumKind.MAJORITY: N_("the majority"),
    QuorumKind.ANY_NUMBER: N_("any number"),
    QuorumKind.ALL: N_("all of them"),
}
_IN_ASSEMBLY = {
    QuorumKind.AT_LEAST_HALF: N_(
        "with the presence, in person or by proxy, of at least half of the members entitled to vote"
    ),
    QuorumKind.HALF_PLUS_ONE: N_(
        "with the presence, in person or by proxy, of half plus one of the members entitled to vote"
    ),
    QuorumKind.MAJORITY: N_(
        "with the presence, in person or by proxy, of the majority of the members entitled to vote"
    ),
    QuorumKind.SHARE: N_(
        "with the presence, in person or by proxy, of at least {share} of the members entitled "
        "to vote"
    ),
    QuorumKind.NUMBER: N_(
        "with the presence, in person or by proxy, of at least {number} members entitled to vote"
    ),
    QuorumKind.ANY_NUMBER: N_("whatever the number of those present"),
    QuorumKind.ALL: N_(
        "with the presence, in person or by proxy, of all the members entitled to vote"
    ),
}
_IN_BODY = {
    QuorumKind.AT_LEAST_HALF: N_("with the presence of at least half of those in office"),
    QuorumKind.HALF_PLUS_ONE: N_("with the presence of half plus one of those in office"),
    QuorumKind.MAJORITY: N_("with the presence of the majority of those in office"),
    QuorumKind.SHARE: N_("with the presence of at least {share} of those in office"),
    QuorumKind.NUMBER: N_("with the presence of at least {number} of those in office"),
    QuorumKind.ANY_NUMBER: N_("whatever the number of those present"),
    QuorumKind.ALL: N_("with the presence of all those in office"),
}
