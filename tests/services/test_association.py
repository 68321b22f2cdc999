"""The association is edited as dated facts; every change can be taken back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.errors import Invalid
from cluster_desk.queries.association import fiscal_years, profile
from cluster_desk.queries.association_record import (
    association_record,
    legal_record,
    logo,
    own_texts,
)
from cluster_desk.queries.plan import activity_rows, project_rows
from cluster_desk.queries.treasury.categories import category_rows
from cluster_desk.queries.treasury.journal import account_rows
from cluster_desk.reports.pdf.images import LogoTooHeavy, NoPicture
from cluster_desk.services.association.letterhead import SetLogo, set_logo
from cluster_desk.services.association.plan import (
    EditActivity,
    EditProject,
    RemoveFromPlan,
    edit_activity,
    edit_project,
    remove_activity,
    remove_project,
)
from cluster_desk.services.association.profile import (
    AddRecognition,
    EditRecognition,
    FoundAssociation,
    Remove,
    SetLegalForm,
    add_recognition,
    edit_recognition,
    remove_legal_form,
    remove_recognition,
    set_legal_form,
)
from cluster_desk.services.association.settings import (
    AddActivity,
    AddProject,
    EditFiscalYear,
    OpenFiscalYear,
    RemoveFiscalYear,
    SetText,
    YearInBetween,
    add_activity,
    add_project,
    edit_fiscal_year,
    open_fiscal_year,
    remove_fiscal_year,
    set_text,
)
from cluster_desk.services.starter import BeginAssociation, DeskIsThere, begin_empty
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    CategoryInUse,
    EditAccount,
    EditCategory,
    OpenAccount,
    RemoveCategory,
    add_category,
    edit_account,
    edit_category,
    open_account,
    remove_category,
)
from cluster_desk.services.treasury.movements import PostMovement, Split, post_movement
from cluster_desk.store.faults import StillReferenced
from tests.fee_desks import found

TODAY = date(2026, 11, 22)


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, "PNG")
    return stream.getvalue()


def fields(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def test_the_legal_form_of_the_day_stands_on_the_letterhead(desk: Desk) -> None:
    found(desk)
    later = SetLegalForm(
        from_on=date(2026, 3, 2), wording="associazione riconosciuta", has_personality=True
    )
    form_id = desk.write(set_legal_form, later).value
    record = desk.read(association_record, on=TODAY)
    assert record is not None
    assert record.profile.legal_wording == "associazione riconosciuta"
    assert len(desk.read(legal_record)["forms"]) == 2
    desk.write(remove_legal_form, Remove(id=form_id))
    before = desk.read(profile, on=TODAY)
    assert before is not None
    assert before.legal_wording == "Associazione non riconosciuta"
    desk.undo()
    again = desk.read(profile, on=TODAY)
    assert again is not None
    assert again.legal_wording == "associazione riconosciuta"


def test_an_act_of_recognition_is_corrected_and_removed(desk: Desk) -> None:
    found(desk)
    act_id = desk.write(
        add_recognition, AddRecognition(kind="legal_personality", authority="Regione")
    ).value
    act = AddRecognition(kind="legal_personality", act="Decreto 308", act_on=date(2026, 3, 2))
    desk.write(edit_recognition, EditRecognition(id=act_id, act=act))
    assert [row.act for row in desk.read(legal_record)["acts"]] == ["Decreto 308"]
    desk.write(remove_recognition, Remove(id=act_id))
    assert desk.read(legal_record)["acts"] == ()


def test_the_first_year_of_accounts_may_be_short(desk: Desk) -> None:
    years = ((2025, date(2025, 12, 15), date(2025, 12, 31)), (2026, date(2026, 1, 1), None))
    for year, starts_on, ends_on in years:
        opened = OpenFiscalYear(
            year=year, starts_on=starts_on, ends_on=ends_on or date(year, 12, 31)
        )
        desk.write(open_fiscal_year, opened)
    changed = EditFiscalYear(year=2025, starts_on=date(2025, 12, 15), ends_on=date(2025, 12, 30))
    with pytest.raises(Invalid) as refused:
        desk.write(edit_fiscal_year, changed)
    assert fields(refused) == ["ends_on"]
    longer = EditFiscalYear(year=2025, starts_on=date(2025, 11, 3), ends_on=date(2025, 12, 31))
    desk.write(edit_fiscal_year, longer)
    assert desk.read(fiscal_years)[0].starts_on == date(2025, 11, 3)


def test_a_year_between_others_is_not_removed(desk: Desk) -> None:
    for year in (2025, 2026, 2027):
        opened = OpenFiscalYear(year=year, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
        desk.write(open_fiscal_year, opened)
    with pytest.raises(YearInBetween):
        desk.write(remove_fiscal_year, RemoveFiscalYear(year=2026))
    desk.write(remove_fiscal_year, RemoveFiscalYear(year=2027))
    assert [row.year for row in desk.read(fiscal_years)] == [2025, 2026]


def test_a_text_with_an_unknown_field_is_refused_where_it_stands(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(set_text, SetText(key="wording.vat", source="Quota {member_nmae}"))
    assert "member_nmae" in str(refused.value)
    assert desk.read(own_texts, "it") == {}
    desk.write(set_text, SetText(key="wording.vat", source="Fuori campo IVA."))
    assert desk.read(own_texts, "it") == {"wording.vat": "Fuori campo IVA."}


def test_the_logo_is_kept_written_anew_and_taken_off_again(desk: Desk) -> None:
    found(desk)
    desk.write(set_logo, SetLogo(content=picture()))
    kept = desk.read(logo)
    assert kept is not None
    assert Image.open(BytesIO(kept)).size == (40, 20)
    desk.write(set_logo, SetLogo(content=None))
    assert desk.read(logo) is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", NoPicture), (b"x" * 5_000_001, LogoTooHeavy)],
)
def test_what_is_no_picture_of_ours_is_refused(
    desk: Desk, content: bytes, reason: type[Exception]
) -> None:
    found(desk)
    with pytest.raises(reason):
        desk.write(set_logo, SetLogo(content=content))


def test_a_project_is_changed_and_not_removed_while_an_activity_stands_on_it(desk: Desk) -> None:
    project = desk.write(add_project, AddProject(code="P1", title="Piano 2026")).value
    activity = AddActivity(year=2026, code="A1", title="Tavoli", project_id=project)
    activity_id = desk.write(add_activity, activity).value
    renamed = AddProject(code="P1", title="Piano di attività 2026", funder="Regione")
    desk.write(edit_project, EditProject(id=project, project=renamed))
    assert [row.title for row in desk.read(project_rows)] == ["Piano di attività 2026"]
    with pytest.raises(StillReferenced):
        desk.write(remove_project, RemoveFromPlan(id=project))
    loose = AddActivity(year=2026, code="A1", title="Tavoli")
    desk.write(edit_activity, EditActivity(id=activity_id, activity=loose))
    assert [row.project for row in desk.read(activity_rows)] == [""]
    desk.write(remove_project, RemoveFromPlan(id=project))
    desk.write(remove_activity, RemoveFromPlan(id=activity_id))
    assert desk.read(project_rows) == []


def test_a_project_says_every_problem_at_once(desk: Desk) -> None:
    desk.write(add_project, AddProject(code="P1", title="Piano"))
    wrong = AddProject(
        code="P1", title=" ", cup="X", from_on=date(2026, 5, 1), to_on=date(2026, 4, 1)
    )
    with pytest.raises(Invalid) as refused:
        desk.write(add_project, wrong)
    assert fields(refused) == ["code", "title", "cup", "to_on"]


def test_an_account_is_renamed_and_keeps_its_code(desk: Desk) -> None:
    opened = OpenAccount(
        code="BANCA", name="Banca", kind=AccountKind.BANK, opening_on=date(2026, 1, 1)
    )
    account = desk.write(open_account, opened).value
    wanted = OpenAccount(
        code="banca",
        name="Banca di Crema",
        kind=AccountKind.BANK,
        opening_on=date(2026, 1, 1),
        opening=Money(250_00),
    )
    desk.write(edit_account, EditAccount(id=account, account=wanted))
    rows = desk.read(account_rows, on=TODAY)
    assert [(row.code, row.name, row.balance) for row in rows] == [
        ("BANCA", "Banca di Crema", Money(250_00))
    ]


def test_a_category_with_movements_is_renamed_but_neither_turned_nor_removed(desk: Desk) -> None:
    desk.write(
        open_account,
        OpenAccount(code="CASSA", name="Cassa", kind=AccountKind.CASH, opening_on=date(2026, 1, 1)),
    )
    fees = AddCategory(code="QUOTE", name="Quote", direction=Direction.INCOME)
    category = desk.write(add_category, fees).value
    movement = PostMovement(
        account="CASSA",
        booked_on=date(2026, 2, 1),
        amount=Money(10_00),
        description="Quota",
        splits=(Split(category="QUOTE", amount=Money(10_00)),),
    )
    desk.write(post_movement, movement)
    renamed = AddCategory(code="QUOTE", name="Quote dei soci", direction=Direction.INCOME)
    desk.write(edit_category, EditCategory(id=category, category=renamed))
    assert [(row.name, row.uses) for row in desk.read(category_rows)] == [("Quote dei soci", 1)]
    turned = AddCategory(code="QUOTE", name="Quote", direction=Direction.EXPENSE)
    with pytest.raises(CategoryInUse):
        desk.write(edit_category, EditCategory(id=category, category=turned))
    with pytest.raises(CategoryInUse):
        desk.write(remove_category, RemoveCategory(id=category))


def test_an_empty_association_begins_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.desk"
    year = OpenFiscalYear(year=2026, starts_on=date(2026, 5, 1), ends_on=date(2026, 12, 31))
    wrong = BeginAssociation(
        profile=FoundAssociation(name="", tax_code="123"),
        first_year=OpenFiscalYear(year=2026, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 30)),
    )
    with pytest.raises(Invalid) as refused:
        begin_empty(path, wrong)
    assert fields(refused) == ["name", "tax_code", "ends_on"]
    assert list(tmp_path.iterdir()) == []
    form = SetLegalForm(from_on=date(2026, 5, 1), wording="associazione", has_personality=False)
    begin_empty(
        path,
        BeginAssociation(profile=FoundAssociation(name="Amici"), first_year=year, legal_form=form),
    )
    with Desk.open(path) as desk:
        about = desk.read(profile, on=TODAY)
        assert about is not None
        assert (about.name, about.legal_wording) == ("Amici", "associazione")
        assert [row.starts_on for row in desk.read(fiscal_years)] == [date(2026, 5, 1)]
        assert len(desk.read(category_rows)) == 9
    with pytest.raises(DeskIsThere):
        begin_empty(path, BeginAssociation(profile=FoundAssociation(name="B"), first_year=year))
