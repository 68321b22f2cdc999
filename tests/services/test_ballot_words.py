"""Minutes call unanimous only the vote in which everybody who could vote was in favour."""

from __future__ import annotations

from datetime import time

import pytest

from cluster_desk.domain.meetings import BallotMethod, BallotOutcome
from cluster_desk.queries.meetings.facts import BallotFacts
from cluster_desk.services.meetings.ballot_words import is_unanimous


def ballot(outcome: BallotOutcome = BallotOutcome.APPROVED, **counts: int) -> BallotFacts:
    given = dict.fromkeys(("in_favour", "against", "abstained", "blank", "void"), 0) | counts
    return BallotFacts(
        id=1, item_id=1, held_at=time(15), method=BallotMethod.SHOW_OF_HANDS, proposal="Quote",
        entitled=9, present=6, quorum_needed=5, casting_choice=None, outcome=outcome,
        rules={"may_vote": 5}, number=None, year=None, wording="", votes=(), **given,
    )  # fmt: skip


def test_all_who_may_vote_are_in_favour_whoever_else_is_there() -> None:
    assert is_unanimous(ballot(in_favour=5))
    assert not is_unanimous(ballot(BallotOutcome.INVALID, in_favour=5))


@pytest.mark.parametrize("other", ["against", "abstained", "blank", "void"])
def test_one_other_vote_and_it_is_a_majority(other: str) -> None:
    assert not is_unanimous(ballot(BallotOutcome.APPROVED, in_favour=4, **{other: 1}))


def test_who_did_not_vote_at_all_is_not_told_as_in_favour() -> None:
    assert not is_unanimous(ballot(in_favour=4))
