"""The settings of an association take no absurd value, whoever sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.collecting import CollectingTerms
from cluster_desk.domain.dunning import Ladder
from cluster_desk.domain.duties import DatedAmount
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.money import Money
from cluster_desk.domain.rule_kinds import SILENT
from cluster_desk.errors import Invalid, NotFound
from cluster_desk.queries.association import statute_rules
from cluster_desk.services.association.collecting import set_collecting
from cluster_desk.services.association.plan import EditProject, edit_project
from cluster_desk.services.association.profile import (
    AddRecognition,
    FoundAssociation,
    SetLegalForm,
    add_recognition,
    found_association,
    set_legal_form,
)
from cluster_desk.services.association.settings import (
    AddActivity,
    AddProject,
    EditFiscalYear,
    OpenFiscalYear,
    SetStampRule,
    add_activity,
    add_project,
    edit_fiscal_year,
    open_fiscal_year,
    set_stamp_rule,
)
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.store.tables.association import Association, Project
from tests.nonsense import Nonsense, taken

FOUNDED = date(2025, 12, 15)


def founded(desk: Desk) -> None:
    desk.write(found_association, FoundAssociation(name="Prova", founded_on=FOUNDED))
    first = OpenFiscalYear(year=2026, starts_on=FOUNDED, ends_on=date(2026, 12, 31))
    desk.write(open_fiscal_year, first)


def rule(key: str, value: str, refused: Any = "value", **more: Any) -> Nonsense:
    return Nonsense(set_rules, SetRules(rules=(SetRule(key=key, value=value, **more),)), refused)


ABSURD_RULES = (
    *(rule(key, "0") for key in ("assembly_notice", "board_notice", "board_notice_urgent")),
    *(rule(key, "0") for key in ("exclusion_reply", "accounts_deadline", "board_term")),
    rule("assembly_notice", "-1"),
    rule("assembly_notice", ""),
    rule("assembly_notice", " "),
    rule("assembly_notice", "15 giorni"),
    rule("board_notice", "400"),
    rule("board_notice_urgent", "9999"),
    rule("withdrawal", "13"),
    rule("accounts_deadline", "24"),
    rule("board_term", "99"),
    rule("proxies", "5000"),
    rule("board_quorum", "number 0"),
    rule("board_quorum", "at_least 0/2"),
    rule("board_quorum", "at_least 5/4"),
    rule("assembly_request", "0/10"),
    rule("assembly_request", "11/10"),
    rule("assembly_majority", "1/4 present"),
    rule("board_majority", "majority"),
    rule("dissolution_majority", "3/4 present"),
    rule("dissolution_majority", "2/3 all_members"),
    rule("dissolution_majority", "majority all_members"),
    rule("board_tie", "coin"),
    rule("nonsense", "1", NotFound),
    rule("board_notice", "7", "article", confirmed=True),
    rule("board_notice", "7", "article", confirmed=True, article="  "),
    rule("board_notice", "7", "article", article="1" * 41),
)


def test_a_rule_has_a_value_a_statute_can_have_and_its_article(desk: Desk) -> None:
    founded(desk)
    assert taken(desk, ABSURD_RULES) == []


def test_a_silent_statute_is_confirmed_as_such_and_may_set_no_term(desk: Desk) -> None:
    founded(desk)
    silent = SetRule(key="board_notice", value="0", article="-", confirmed=True)
    written = SetRule(key="proxies", value="3", article="Art. 14-bis", confirmed=True)
    desk.write(set_rules, SetRules(rules=(silent, written)))
    rules = desk.read(statute_rules)
    assert (rules.number("board_notice"), rules.article("board_notice")) == (0, "")
    assert rules.is_confirmed("board_notice")
    assert rules.article("proxies") == "14-bis"
    several = tuple(
        SetRule(key=key, value="yes", article=article, confirmed=True)
        for key, article in (("arrears_vote", ""), ("remote_meetings", SILENT))
    )
    with pytest.raises(Invalid, match="«Senza la quota in regola non si vota»"):
        desk.write(set_rules, SetRules(rules=several))


def year(name: int, starts: date, ends: date, refused: Any = "ends_on") -> Nonsense:
    return Nonsense(
        open_fiscal_year, OpenFiscalYear(year=name, starts_on=starts, ends_on=ends), refused
    )


def test_years_of_accounts_are_years_of_the_association(desk: Desk) -> None:
    founded(desk)
    next_day = date(2027, 1, 1)
    edited = EditFiscalYear(year=2026, starts_on=FOUNDED, ends_on=date(2027, 12, 15))
    cases = (
        year(2027, next_day, date(2026, 12, 31)),  # reversed
        year(2027, next_day, date(2028, 2, 29)),  # fourteen months
        year(2027, date(2026, 12, 31), date(2027, 12, 31), "starts_on"),  # overlapping
        year(2027, date(2027, 1, 2), date(2027, 12, 31), "starts_on"),  # a hole
        year(2072, next_day, date(2027, 12, 31)),  # the name of another year
        year(0, next_day, date(2027, 12, 31)),
        year(2026, next_day, date(2027, 12, 31), "year"),
        year(2025, date(2024, 12, 15), date(2025, 12, 14)),  # before there was anything
        Nonsense(edit_fiscal_year, edited, "ends_on"),
    )
    assert taken(desk, cases) == []


def collecting(refused: str, **values: Any) -> Nonsense:
    return Nonsense(set_collecting, CollectingTerms(**values), refused)


def test_the_profile_and_how_fees_are_collected_take_no_absurd_value(desk: Desk) -> None:
    unborn = FoundAssociation(name="Prova", founded_on=date(2062, 1, 1), province="Cremona")
    first = (
        Nonsense(found_association, unborn, "founded_on"),
        Nonsense(found_association, unborn, "province"),
        Nonsense(found_association, FoundAssociation(name=" "), "name"),
        Nonsense(found_association, FoundAssociation(name="A" * 301), "name"),
    )
    assert taken(desk, first) == []
    founded(desk)
    early = date(2015, 12, 15)
    act = AddRecognition(kind="legal_personality", act="Decreto 1", act_on=early)
    form = SetLegalForm(from_on=early, wording="associazione", has_personality=False)
    stamp: dict[str, Any] = {"treatment": StampTreatment.DUE, "from_on": FOUNDED}
    cases = (
        Nonsense(set_legal_form, form, "from_on"),
        Nonsense(add_recognition, act, "act_on"),
        Nonsense(add_recognition, AddRecognition(kind="legal_personality"), "act"),
        Nonsense(set_stamp_rule, SetStampRule(document_kind="", **stamp), "document_kind"),
        Nonsense(
            set_stamp_rule, SetStampRule(document_kind="receipt", to_on=early, **stamp), "to_on"
        ),
        Nonsense(
            add_project,
            AddProject(code="P", title="P", from_on=FOUNDED, to_on=early),
            "to_on",
        ),
        Nonsense(add_project, AddProject(code="P" * 31, title="P"), "code"),
        Nonsense(add_activity, AddActivity(year=2026, code="A", title="A" * 301), "title"),
        Nonsense(add_activity, AddActivity(year=26, code="A", title="A"), "year"),
        Nonsense(add_activity, AddActivity(year=2026, code="A", title="A", project_id=9), NotFound),
        collecting("days_to_pay", days_to_pay=0),
        collecting("days_to_pay", days_to_pay=99_999),
        collecting("first", ladder=Ladder(days_after=(0, 30, 60))),
        collecting("second", ladder=Ladder(days_after=(60, 30, 90))),
        collecting("grace_days", ladder=Ladder(grace_days=0)),
        collecting("mandate_days", ladder=Ladder(mandate_days=-1)),
        collecting("public_body_highest", ladder=Ladder(public_body_highest=4)),
        collecting("legal_rates", legal_rates={2026: 10_001}),
        collecting("legal_rates", legal_rates={26: 160}),
        collecting("cash_limits", cash_limits=(DatedAmount(FOUNDED, Money(0)),)),
        collecting("fees_account", fees_account="NESSUNO"),
        collecting("fees_category", fees_category="NESSUNA"),
    )
    assert taken(desk, cases) == []


def test_codes_are_kept_as_they_are_written_however_they_were_typed(desk: Desk) -> None:
    typed = FoundAssociation(name=" Prova ", tax_code=" it 99000010191 ", email=" A@B.IT ")
    desk.write(found_association, typed)
    known = desk.read(lambda session: session.get_one(Association, 1).tax_code)
    assert known == "99000010191"
    project = AddProject(code=" P1 ", title="Piano", cup="b11b22 00011 0005")
    project_id = desk.write(add_project, project).value
    kept = select(Project.code, Project.cup)
    assert desk.read(lambda session: session.execute(kept).one()) == ("P1", "B11B22000110005")
    again = AddProject(code="P1", title="Piano", cup="B11B22000110005")
    desk.write(edit_project, EditProject(id=project_id, project=replace(again, cup="")))
    with pytest.raises(Invalid):
        desk.write(add_project, again)
