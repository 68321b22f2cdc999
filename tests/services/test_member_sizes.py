"""The size a member declares is weighed against its figures, and only advised upon."""

from __future__ import annotations

from datetime import date

from cluster_desk.desk import Desk
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.services.members.editing import ClassifyMember, classify_member
from tests.fee_desks import found, member


def declare(desk: Desk, who: int, year: int, size: SizeClass, people: int, millions: int) -> str:
    command = ClassifyMember(
        membership_id=who,
        from_on=date(year, 1, 1),
        category=MemberCategory.ORDINARY,
        size=size,
        headcount=people,
        turnover=Money(millions * 1_000_000_00),
    )
    return desk.write(classify_member, command).value.remark


def test_a_size_that_agrees_with_its_figures_is_not_remarked_upon(desk: Desk) -> None:
    found(desk)
    who = member(desk, "Alfa S.r.l.")
    assert declare(desk, who, 2025, SizeClass.SMALL, 20, 5) == ""


def test_a_size_against_its_figures_is_kept_and_remarked_upon(desk: Desk) -> None:
    found(desk)
    who = member(desk, "Alfa S.r.l.")
    said = declare(desk, who, 2025, SizeClass.MICRO, 20, 5)
    assert said == "Secondo i dati dichiarati la dimensione sarebbe «Piccola»: verificala."


def test_one_year_beyond_the_ceiling_does_not_change_the_size(desk: Desk) -> None:
    found(desk)
    who = member(desk, "Alfa S.r.l.")
    assert declare(desk, who, 2024, SizeClass.SMALL, 20, 5) == ""
    assert declare(desk, who, 2025, SizeClass.SMALL, 80, 30) == ""
    assert "«Media»" in declare(desk, who, 2026, SizeClass.SMALL, 80, 30)
