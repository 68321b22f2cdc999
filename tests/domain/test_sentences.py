"""Reasons are values first and words last, in the language and shape the reader wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cluster_desk.domain.ballots import MajorityRule
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.quorum import QuorumRule
from cluster_desk.domain.sentences import say
from cluster_desk.domain.statute import RULES
from cluster_desk.i18n import language, set_language


@pytest.fixture(autouse=True)
def _language_kept() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


def test_the_same_reason_twice_is_equal() -> None:
    assert say("{a} of {b}", a=1, b=2) == say("{a} of {b}", a=1, b=2)
    assert say("{a} of {b}", a=1, b=2) != say("{a} of {b}", a=1, b=3)


def test_values_are_shown_as_the_reader_wants() -> None:
    sentence = say("Until {day}", day=date(2026, 11, 22))
    assert str(sentence) == "Until 2026-11-22"
    assert sentence.text(lambda value: f"{value:%d/%m/%Y}") == "Until 22/11/2026"


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert str(say("as {it} stands")) == "as {it} stands"


def test_quorums_are_cited_in_italian_as_statutes_write_them() -> None:
    set_language("it")
    rule = QuorumRule.parse("at_least 3/4")
    assert str(rule.text) == "almeno tre quarti"
    assert str(QuorumRule.parse("half_plus_one").text) == "metà più uno"
    assert str(rule.presence_text(BodyKind.ASSEMBLY)) == (
        "con la presenza, in proprio o per delega, di almeno tre quarti dei soci aventi diritto "
        "al voto"
    )
    assert str(QuorumRule.parse("any_number").presence_text(BodyKind.ASSEMBLY)) == (
        "qualunque sia il numero degli intervenuti"
    )


def test_majorities_are_cited_in_italian() -> None:
    set_language("it")
    assert str(MajorityRule.parse("majority present").text) == "maggioranza dei presenti"
    assert str(MajorityRule.parse("3/4 all_members").text) == "almeno tre quarti di tutti i soci"


def test_a_rule_reads_as_a_person_reads_it() -> None:
    set_language("it")
    assert RULES["board_notice"].words("15") == "15 giorni"
    assert RULES["board_notice"].words("1") == "1 giorno"
    assert RULES["arrears_vote"].words("yes") == "Sì"
    assert RULES["board_tie"].words("president_prevails") == "Prevale il voto di chi presiede"
    assert RULES["assembly_request"].words("1/10") == "un decimo"
