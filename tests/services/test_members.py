"""Members are admitted, edited and followed through what happens to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.members import MemberCategory, MembershipEventKind, MembershipStatus
from cluster_desk.errors import Conflict, Invalid
from cluster_desk.queries.members.card import member_card
from cluster_desk.queries.members.lists import MemberFilter, member_ids, member_view_counts
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.queries.organisations import organisation_rows
from cluster_desk.services.members import importing
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.editing import EditOrganisation, edit_organisation
from cluster_desk.services.members.events import (
    OutOfOrder,
    RecordMembershipEvent,
    record_membership_event,
)
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.store.tables.members import Membership

TODAY = date(2026, 11, 22)


def admit(desk: Desk, name: str = "Serio Pack S.r.l.", **facts: Any) -> int:
    command = AdmitMember(
        facts=OrganisationFacts(name=name, **facts),
        category=MemberCategory.ORDINARY,
        admitted_on=date(2026, 1, 16),
    )
    return desk.write(admit_member, command).value


def test_register_numbers_follow_one_another(desk: Desk) -> None:
    ids = [admit(desk, f"Socio {i}") for i in range(3)]
    rows = desk.read(member_rows, ids, on=TODAY, year=2026)
    assert [row.number for row in rows] == [1, 2, 3]


def test_an_admission_undone_leaves_no_hole_in_the_register(desk: Desk) -> None:
    admit(desk, "Uno")
    desk.undo()
    row = desk.read(member_rows, [admit(desk, "Due")], on=TODAY, year=2026)[0]
    assert row.number == 1


def test_an_admission_cannot_be_undone_under_a_later_one(desk: Desk) -> None:
    first = desk.write(
        admit_member,
        AdmitMember(facts=OrganisationFacts(name="Uno"), admitted_on=date(2026, 1, 16)),
    )
    admit(desk, "Due")
    with pytest.raises(Exception, match="Due"):
        desk.undo(first.change_set_id)


def test_every_problem_of_the_form_is_told_at_once(desk: Desk) -> None:
    admit(desk, tax_code="00743110157")
    command = AdmitMember(
        facts=OrganisationFacts(
            name=" ", tax_code="00743110157", postal_code="123", pec="senza chiocciola"
        ),
        admitted_on=date(2027, 1, 1),
    )
    with pytest.raises(Invalid) as refused:
        desk.write(admit_member, command)
    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"name", "tax_code", "postal_code", "pec", "admitted_on"}
    long = "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".it"
    facts = OrganisationFacts(name="B", country="GB", postal_code="A" * 12, email=long)
    with pytest.raises(Invalid) as refused:
        desk.write(admit_member, AdmitMember(facts=facts))
    assert {problem.field for problem in refused.value.problems} == {"postal_code", "email"}


def test_a_stale_save_is_a_conflict_shown_field_by_field(desk: Desk) -> None:
    member = admit(desk)
    card = desk.read(member_card, member, on=TODAY, year=2026)
    assert card is not None
    assert card.row.organisation_id is not None
    mine = EditOrganisation(
        organisation_id=card.row.organisation_id,
        version=card.version,
        facts=OrganisationFacts(name="Serio Pack S.p.A."),
    )
    desk.write(edit_organisation, mine)
    late = EditOrganisation(
        organisation_id=card.row.organisation_id,
        version=card.version,
        facts=OrganisationFacts(name="Serio Pack S.n.c."),
    )
    with pytest.raises(Conflict) as conflict:
        desk.write(edit_organisation, late)
    assert conflict.value.fields["name"] == ("Serio Pack S.n.c.", "Serio Pack S.p.A.")


def test_a_withdrawal_received_in_time_takes_effect_at_the_end_of_the_year(desk: Desk) -> None:
    member = admit(desk)
    desk.write(
        record_membership_event,
        RecordMembershipEvent(
            membership_id=member,
            kind=MembershipEventKind.WITHDRAWAL,
            received_on=date(2026, 9, 30),
        ),
    )
    statuses = {
        day: desk.read(member_rows, [member], on=day, year=2026)[0].status
        for day in (date(2026, 9, 29), TODAY, date(2026, 12, 31), date(2027, 1, 1))
    }
    assert list(statuses.values()) == [
        MembershipStatus.ACTIVE,
        MembershipStatus.WITHDRAWING,
        MembershipStatus.WITHDRAWING,
        MembershipStatus.WITHDRAWN,
    ]


def test_an_exclusion_needs_reason_and_resolution(desk: Desk) -> None:
    member = admit(desk)
    bare = RecordMembershipEvent(
        membership_id=member, kind=MembershipEventKind.EXCLUSION, on_day=TODAY
    )
    with pytest.raises(Invalid) as refused:
        desk.write(record_membership_event, bare)
    assert {p.field for p in refused.value.problems} == {"reason", "resolution_text"}


def test_what_does_not_follow_is_refused_with_the_reason(desk: Desk) -> None:
    member = admit(desk)
    reinstated = RecordMembershipEvent(
        membership_id=member, kind=MembershipEventKind.REINSTATEMENT, on_day=TODAY
    )
    with pytest.raises(OutOfOrder, match="sospe"):
        desk.write(record_membership_event, reinstated)


def test_an_applicant_is_listed_apart_and_has_no_number(desk: Desk) -> None:
    command = AdmitMember(facts=OrganisationFacts(name="Richiedente S.r.l."), applied_on=TODAY)
    member = desk.write(admit_member, command).value
    assert desk.read(member_ids, on=TODAY, year=2026) == []
    applicants = MemberFilter(view="applicants")
    assert desk.read(member_ids, on=TODAY, year=2026, filter=applicants) == [member]
    counts = desk.read(member_view_counts, on=TODAY, year=2026)
    assert (counts["members"], counts["applicants"]) == (0, 1)


def test_a_search_finds_every_word_wherever_it_stands(desk: Desk) -> None:
    wanted = admit(desk, "Istituto Ricérche Dermocosmetiche", city="Crema")
    admit(desk, "Officine Belletti S.p.A.", city="Lodi")
    found = MemberFilter(text="crema RICERCHE")
    assert desk.read(member_ids, on=TODAY, year=2026, filter=found) == [wanted]


def test_a_large_import_is_told_with_its_thousands_apart() -> None:
    told: list[str] = []
    transaction: Any = SimpleNamespace(describe=told.append)
    importing._describe(transaction, 2_000, 289)
    assert told == ["Importazione di 2.289 soci"]


def test_who_comes_back_does_so_after_having_left_and_under_their_own_record(desk: Desk) -> None:
    first = admit(desk, tax_code="00743110157")
    out = RecordMembershipEvent(
        membership_id=first,
        kind=MembershipEventKind.EXCLUSION,
        on_day=date(2026, 6, 1),
        reason="Gravi motivi",
        resolution_text="Assemblea n. 2",
    )
    desk.write(record_membership_event, out)
    organisation = desk.read(lambda session: session.get_one(Membership, first).organisation_id)
    back = AdmitMember(
        facts=OrganisationFacts(name="Altro nome", city="Lodi"),
        organisation_id=organisation,
        admitted_on=date(2026, 5, 1),
    )
    with pytest.raises(Invalid) as refused:
        desk.write(admit_member, back)
    assert [problem.field for problem in refused.value.problems] == ["admitted_on"]
    second = desk.write(admit_member, replace(back, admitted_on=date(2026, 6, 1))).value
    everyone = MemberFilter(view="everyone", text="lodi")
    assert desk.read(member_ids, on=TODAY, year=2026, filter=everyone) == []
    for day, status in ((date(2026, 2, 1), "active"), (date(2026, 6, 1), "active")):
        (row,) = desk.read(organisation_rows, on=day)
        assert row.status == status
    told = RecordMembershipEvent(
        membership_id=second, kind=MembershipEventKind.SUSPENSION, on_day=TODAY, reason="x",
        resolution_text="CD", received_on=date(2026, 7, 1),
    )  # fmt: skip
    desk.write(record_membership_event, told)
    again = replace(told, kind=MembershipEventKind.REINSTATEMENT)
    desk.write(record_membership_event, again)
    card = desk.read(member_card, second, on=TODAY, year=2026)
    assert card is not None
    titles = [entry.title for entry in card.story]
    assert titles == ["Fine della sospensione", "Sospensione", "Ammissione"]
    assert {entry.on for entry in card.story[:2]} == {TODAY}
