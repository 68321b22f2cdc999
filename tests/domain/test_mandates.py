"""Heads and votes are counted apart, proxies have limits, directors do not judge themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.mandates import (
    HeadCount,
    Mandate,
    carried_votes,
    check_proxies,
    heads_and_votes,
    item_base,
    item_quorum,
)
from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Capacity
from cluster_desk.domain.presence import Stay
from cluster_desk.domain.quorum import QuorumRule

START = datetime(2026, 4, 30, 15, 0, tzinfo=UTC)
LATER = START + timedelta(minutes=40)
BOARD = QuorumRule.parse("majority")


def here(*people: int, mode: AttendanceMode = AttendanceMode.IN_PERSON) -> list[Stay]:
    return [Stay(person_id=person, arrived_at=START, mode=mode) for person in people]


def own(person: int, voter: int, capacity: Capacity = Capacity.LEGAL_REPRESENTATIVE) -> Mandate:
    return Mandate(person_id=person, voter_id=voter, capacity=capacity)


def proxy(person: int, voter: int, holder: int | None) -> Mandate:
    return Mandate(person_id=person, voter_id=voter, capacity=Capacity.PROXY, holder_id=holder)


def told(mandates: list[Mandate], *, limit: int = 3, barred: tuple[int, ...] = ()) -> list[str]:
    problems = check_proxies(mandates, limit=limit, entitled=range(100, 200), barred_holders=barred)
    return [problem.words.msgid for problem in problems]


def test_one_person_may_carry_several_members() -> None:
    mandates = [own(1, 101), proxy(1, 102, 101), proxy(1, 103, 101), own(2, 104)]
    assert heads_and_votes(here(1, 2, 9), mandates, START) == HeadCount(
        heads=2, votes=4, own_votes=2, proxy_votes=2, remote_votes=0, guests=1
    )


def test_guests_and_the_control_body_are_heads_without_votes() -> None:
    mandates = [own(1, 101, Capacity.GUEST), own(2, 102, Capacity.CONTROL_BODY)]
    count = heads_and_votes(here(1, 2, mode=AttendanceMode.REMOTE), mandates, START)
    assert (count.heads, count.votes, count.guests, count.remote_votes) == (0, 0, 2, 0)


def test_who_is_connected_counts_as_a_head_and_a_vote() -> None:
    count = heads_and_votes(here(1, mode=AttendanceMode.REMOTE), [own(1, 101)], START)
    assert (count.heads, count.votes, count.remote_votes) == (1, 1, 1)
    two = [own(1, 101), own(1, 102)]
    assert heads_and_votes(here(1, mode=AttendanceMode.REMOTE), two, START).remote_votes == 2


def test_a_member_with_two_representatives_in_the_room_has_one_vote() -> None:
    mandates = [own(1, 101), own(2, 101, Capacity.DESIGNATED_REPRESENTATIVE)]
    count = heads_and_votes(here(1, 2), mandates, START)
    assert (count.heads, count.votes) == (2, 1)


def test_who_comes_in_person_takes_the_vote_back_from_the_proxy() -> None:
    mandates = [proxy(1, 102, 101), own(2, 102)]
    assert carried_votes(here(1), mandates, START)[102].person_id == 1
    assert carried_votes(here(1, 2), mandates, START)[102].person_id == 2


def test_a_vote_leaves_with_the_person_that_carries_it() -> None:
    gone = [Stay(person_id=1, arrived_at=START, left_at=LATER)]
    mandates = [own(1, 101), proxy(1, 102, 101)]
    assert len(carried_votes(gone, mandates, START)) == 2
    assert carried_votes(gone, mandates, LATER) == {}


def test_three_proxies_are_within_the_limit_and_the_fourth_is_not() -> None:
    four = [proxy(1, 102 + n, 101) for n in range(4)]
    assert told([own(1, 101), *four[:3]]) == []
    assert told([own(1, 101), *four]) == ["More proxies than the statute allows to one member."]


def test_a_one_off_designation_is_no_proxy_and_has_no_limit() -> None:
    designated = [own(1, 101 + n, Capacity.ONE_OFF_DESIGNATION) for n in range(6)]
    assert told(designated, limit=0) == []


def test_where_proxies_are_not_admitted_every_one_is_a_problem() -> None:
    assert told([own(1, 101), proxy(1, 102, 101)], limit=0) == [
        "Proxies are not admitted in this body."
    ]


def test_only_members_with_a_vote_give_and_hold_proxies() -> None:
    assert told([proxy(1, 7, 101)]) == ["Who gave the proxy has no vote on that day."]
    assert told([proxy(1, 102, None)]) == ["Who holds the proxy is not a member with a vote."]


def test_a_proxy_is_given_once_and_not_passed_on() -> None:
    assert told([proxy(1, 102, 101), proxy(3, 102, 103)]) == [
        "The same member gave more than one proxy."
    ]
    assert told([proxy(1, 102, 101), proxy(3, 101, 103)]) == [
        "Who holds the proxy gave its own vote to another member."
    ]
    assert told([proxy(1, 101, 101)]) == ["Nobody gives a proxy to themselves."]


def test_who_gave_a_proxy_does_not_take_part_as_well() -> None:
    assert told([proxy(1, 102, 101), own(2, 102)]) == ["Who gave the proxy takes part directly."]


def test_a_statute_may_bar_directors_from_holding_proxies() -> None:
    assert told([proxy(1, 102, 101)], barred=(101,)) == ["Who holds the proxy may not carry any."]


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(101, 110)), max_size=15), st.integers(1, 4)
)
def test_within_the_limit_means_that_no_holder_has_more(
    pairs: list[tuple[int, int]], limit: int
) -> None:
    mandates = [proxy(person, voter, 110 + person) for person, voter in pairs]
    over = sum(max(sum(p == person for p, _v in pairs) - limit, 0) for person in range(1, 6))
    words = "More proxies than the statute allows to one member."
    assert told(mandates, limit=limit).count(words) == over


def test_directors_do_not_vote_on_the_accounts_but_count_for_the_quorum() -> None:
    carried = carried_votes(here(1, 2, 3), [own(1, 101), own(2, 102), own(3, 103)], START)
    base = item_base(carried, AgendaKind.ACCOUNTS, directors={1, 2})
    assert base.present == {101, 102, 103}
    assert base.may_vote == {103}
    assert [exclusion.voter_id for exclusion in base.excluded] == [101, 102]


def test_a_director_casts_no_proxy_on_the_liability_either() -> None:
    carried = carried_votes(here(1), [own(1, 101), proxy(1, 102, 101)], START)
    assert item_base(carried, AgendaKind.LIABILITY, directors={1}).may_vote == frozenset()


def test_directors_vote_on_everything_else() -> None:
    carried = carried_votes(here(1), [own(1, 101)], START)
    for kind in set(AgendaKind) - {AgendaKind.ACCOUNTS, AgendaKind.LIABILITY}:
        assert item_base(carried, kind, directors={1}).may_vote == {101}


def test_another_representative_votes_where_the_statute_lets_the_organisation() -> None:
    carried = carried_votes(here(5), [own(5, 101)], START)
    lenient = item_base(carried, AgendaKind.ACCOUNTS, directors={1})
    strict = item_base(carried, AgendaKind.ACCOUNTS, directors={1}, director_voters={101})
    assert lenient.may_vote == {101}
    assert strict.may_vote == frozenset()


def test_who_declared_an_interest_stays_present_and_does_not_vote() -> None:
    carried = carried_votes(here(1, 2), [own(1, 101), own(2, 102)], START)
    base = item_base(carried, conflicted={1})
    assert (base.present, base.may_vote) == (frozenset({101, 102}), frozenset({102}))
    assert base.excluded[0].words.msgid == "Declared an interest in this item."


def test_the_quorum_is_lost_with_the_person_who_leaves() -> None:
    stays = [*here(1, 2, 3, 4), Stay(person_id=5, arrived_at=START, left_at=LATER)]
    seats = [own(person, 200 + person, Capacity.OWN) for person in range(1, 10)]
    before = item_quorum(BOARD, carried_votes(stays, seats, START), at=START, base=9)
    after = item_quorum(BOARD, carried_votes(stays, seats, LATER), at=LATER, base=9)
    assert (before.is_met, before.present, before.needed) == (True, 5, 5)
    assert (after.is_met, after.present) == (False, 4)
    assert before.words.msgid.startswith("Valid")
    assert after.words.msgid.startswith("Not valid")


@given(st.data())
def test_votes_are_never_more_than_voters_nor_heads_than_people(data: st.DataObject) -> None:
    people, voters = st.integers(1, 5), st.integers(101, 106)
    mandates = data.draw(
        st.lists(st.builds(own, people, voters, st.sampled_from(Capacity)), max_size=12)
    )
    present = data.draw(st.sets(people))
    count = heads_and_votes(here(*present), mandates, START)
    assert count.heads + count.guests == len(present)
    assert count.own_votes + count.proxy_votes == count.votes
    assert count.votes <= len({m.voter_id for m in mandates})
    base = item_base(carried_votes(here(*present), mandates, START), conflicted={1, 2})
    assert base.may_vote <= base.present
    assert len(base.excluded) == len(base.present) - len(base.may_vote)
