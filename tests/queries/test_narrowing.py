"""Look for a longer text among what a shorter one found, and find what would be found anyway."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from cluster_desk.desk import Desk
from cluster_desk.queries import narrowing
from cluster_desk.queries.members.lists import MemberFilter, MemberSort, member_ids
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts

DAY: dict[str, Any] = {"on": date(2026, 11, 22), "year": 2026}
NAMES = ("Adda Lab 7", "Brianza Lab 77", "Brianza Sapori 77", "Colori Lab", "Lab Brianza 71")


@pytest.fixture
def named(desk: Desk) -> Desk:
    for name in NAMES:
        facts = OrganisationFacts(name=name)
        desk.write(admit_member, AdmitMember(facts=facts, admitted_on=date(2026, 1, 20)))
    return desk


def found(desk: Desk, text: str, **chosen: Any) -> list[int]:
    sort = MemberSort(column="name", descending=True)
    wanted = MemberFilter(text=text, **chosen)
    return desk.read(lambda session: member_ids(session, **DAY, filter=wanted, sort=sort))


def afresh(desk: Desk, text: str) -> list[int]:
    narrowing._LAST.clear()
    ids = found(desk, text)
    narrowing._LAST.clear()
    return ids


@pytest.mark.parametrize("few", [0, 1000], ids=["among all", "among a few"])
def test_letter_by_letter_finds_what_the_whole_text_finds(
    named: Desk, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluster_desk.queries.members.lists.FEW", few)
    whole = "brianza lab 77"
    typed = [whole[:letters] for letters in range(len(whole) + 1)]
    expected = [afresh(named, text) for text in typed]
    assert [len(ids) for ids in (expected[0], expected[-1])] == [5, 1]
    there_and_back = [*typed, *reversed(typed)]
    assert [found(named, text) for text in there_and_back] == [*expected, *reversed(expected)]


def test_another_word_another_view_and_a_write_are_looked_for_among_all(named: Desk) -> None:
    assert len(found(named, "brianza")) == 3
    assert len(found(named, "lab")) == 4, "not among those of another word"
    assert found(named, "lab", view="former") == []
    facts = OrganisationFacts(name="Brianza Lab 78")
    named.write(admit_member, AdmitMember(facts=facts, admitted_on=date(2026, 1, 21)))
    assert len(found(named, "brianza lab")) == 3, "the new one is there"


def test_the_next_letter_does_not_put_everything_in_order_again(named: Desk) -> None:
    asked: list[str] = []
    found(named, "brianza")

    def hear(_connection: Any, _cursor: Any, statement: str, *_about: Any) -> None:
        asked.append(statement)

    event.listen(named._engine, "before_cursor_execute", hear)
    assert len(found(named, "brianza lab")) == 2
    event.remove(named._engine, "before_cursor_execute", hear)
    assert not any("ORDER BY" in statement for statement in asked)
