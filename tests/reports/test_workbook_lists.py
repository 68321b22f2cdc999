"""Members, charges, open items and a member's account in Excel."""

from __future__ import annotations

from datetime import date

from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    PaymentStatus,
    SizeClass,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.reports.fees.aging_workbook import Aging, OpenCharge, aging_workbook
from cluster_desk.reports.fees.charges_workbook import (
    ChargeLine,
    ChargesList,
    charges_workbook,
)
from cluster_desk.reports.fees.receipt_document import Party
from cluster_desk.reports.fees.statement_document import StatementDocument, StatementLine
from cluster_desk.reports.fees.statement_workbook import statement_workbook
from cluster_desk.reports.members.members_workbook import (
    MemberLine,
    MembersList,
    members_sheet,
    members_workbook,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from tests.reports.workbook_reading import SCOPE, opened, results

DAY = date(2026, 6, 16)
SERIO = MemberLine(
    number=6,
    name="Serio Pack S.r.l.",
    kind=OrganisationKind.COMPANY,
    category=MemberCategory.ORDINARY,
    size=SizeClass.MEDIUM,
    status=MembershipStatus.ACTIVE,
    tax_code="00743110157",
    vat_number="00743110157",
    postal_code="26013",
    city="Crema",
    province="CR",
    country="IT",
    phone="+39 0373 000000",
    member_since=date(2025, 12, 15),
    due=Money(1_000_00),
    paid=Money(400_00),
    outstanding=Money(600_00),
    may_vote=False,
)


def members(*lines: MemberLine) -> MembersList:
    return MembersList(as_of=DAY, year=2026, lines=lines, scope=SCOPE)


# --- members --------------------------------------------------------------------------------------


def test_members_have_the_headers_that_can_be_imported_again() -> None:
    assert results(members_workbook(members(SERIO)))[3] == [
        "N.", "Denominazione", "Cognome", "Nome breve", "Tipologia", "Categoria", "Fondatore",
        "Classe dimensionale", "Stato", "Codice fiscale", "Partita IVA", "Indirizzo", "CAP",
        "Comune", "Prov.", "Paese", "PEC", "E-mail", "Telefono", "Sito web", "Codice destinatario",
        "Codice IPA", "Settore", "Socio dal", "Socio fino al", "Dovuto", "Versato", "Residuo",
        "Voto",
    ]  # fmt: skip


def test_member_is_shown_in_words_with_codes_as_text() -> None:
    content = members_workbook(members(SERIO))
    row = results(content)[4]

    assert row[:11] == [6.0, "Serio Pack S.r.l.", "", "", "Impresa", "Ordinario", "No", "Media",
                        "Attivo", "00743110157", "00743110157"]  # fmt: skip
    assert (row[12], row[18], row[28]) == ("26013", "+39 0373 000000", "No")
    assert row[23:28] == [date(2025, 12, 15), "", 1000.0, 400.0, 600.0]
    assert opened(content)["Soci"]["J5"].number_format == "@"


def test_person_without_classification_is_shown_as_one() -> None:
    person = MemberLine(
        number=None, name="Ada Neri", due=ZERO, paid=ZERO, outstanding=ZERO, may_vote=True
    )
    row = results(members_workbook(members(person)))[4]

    assert row[0] == ""
    assert row[4:9] == ["Persona fisica", "", "No", "", ""]
    assert row[28] == "Sì"


def test_list_says_of_which_day_it_is() -> None:
    about = members_sheet(members(SERIO)).about

    assert about == (
        "Cluster Cosmetico Dimostrativo · al 16/06/2026 · importi del 2026"
        " · esportato il 16/06/2026, 10:02 da Ada Neri"
    )


# --- charges --------------------------------------------------------------------------------------


def charge(amount: int, adjusted: int = 0, paid: int = 0) -> ChargeLine:
    return ChargeLine(
        notice_number="RV 2026/0001",
        member_number=6,
        member="Serio Pack S.r.l.",
        kind=ChargeKind.MEMBERSHIP_FEE,
        fee_year=2026,
        issued_on=date(2026, 1, 20),
        due_on=date(2026, 3, 31),
        amount=Money(amount),
        adjusted=Money(adjusted),
        paid=Money(paid),
        payment=PaymentStatus.PARTIAL,
        reference="RF18539007547034",
    )


def test_charge_shows_what_is_left_by_formula() -> None:
    content = charges_workbook(
        ChargesList(as_of=DAY, lines=[charge(1_000_00, 100_00, 250_00), charge(5_00)], scope=SCOPE)
    )
    rows, page = results(content), opened(content)["Quote"]

    assert rows[4][7:11] == [1000.0, 100.0, 250.0, 650.0]
    assert page["K5"].value == "=H5-I5-J5"
    assert rows[6][7:11] == [1005.0, 100.0, 250.0, 655.0]
    assert page["K7"].value == "=SUBTOTAL(109,K5:K6)"


# --- open items -----------------------------------------------------------------------------------


def open_charge(member: str, due_on: date, cents: int) -> OpenCharge:
    return OpenCharge(
        member_number=1, member=member, fee_year=2026, due_on=due_on, outstanding=Money(cents)
    )


AGING = Aging(
    as_of=DAY,
    charges=[
        open_charge("Adda Botanica", date(2026, 7, 31), 10_00),
        open_charge("Adda Botanica", date(2026, 6, 15), 20_00),
        open_charge("Serio Pack", date(2026, 5, 1), 30_00),
        open_charge("Serio Pack", date(2026, 4, 1), 40_00),
        open_charge("Serio Pack", date(2025, 12, 31), 50_00),
    ],
    scope=SCOPE,
)


def test_open_charges_stand_under_their_age() -> None:
    content = aging_workbook(AGING)
    rows = results(content)

    assert rows[3][7:13] == ["A scadere", "Fino a 30 giorni", "31–60 giorni", "61–90 giorni",
                             "Oltre 90 giorni", "Residuo"]  # fmt: skip
    assert [row[5] for row in rows[4:9]] == ["", 1.0, 46.0, 76.0, 167.0]
    assert rows[9][7:13] == [10.0, 20.0, 30.0, 40.0, 50.0, 150.0]
    assert opened(content)["Quote aperte"]["M5"].value == "=SUM(H5:L5)"


def test_open_charges_are_added_up_by_member() -> None:
    content = aging_workbook(AGING)
    rows = results(content, 1)

    assert rows[4][1:] == ["Adda Botanica", 2.0, 10.0, 20.0, "", "", "", 30.0]
    assert rows[5][1:] == ["Serio Pack", 3.0, "", "", 30.0, 40.0, 50.0, 120.0]
    assert opened(content)["Per socio"]["I5"].value == "=SUM(D5:H5)"


def test_nothing_open_is_said() -> None:
    rows = results(aging_workbook(Aging(as_of=DAY, charges=[], scope=SCOPE)))

    assert rows[4][1] == "A questa data non c’è nulla di aperto."


# --- a member's account ---------------------------------------------------------------------------


def test_account_of_a_member_runs_from_its_opening_balance() -> None:
    document = StatementDocument(
        member=Party(name="Serio Pack S.r.l.", tax_code="00743110157"),
        register_number=6,
        since=date(2026, 1, 1),
        until=DAY,
        opening=Money(100_00),
        lines=(
            StatementLine(
                on=date(2026, 1, 20),
                description="Quota associativa 2026",
                charged=Money(500_00),
                balance=Money(600_00),
            ),
            StatementLine(
                on=date(2026, 2, 2),
                description="Versamento",
                document="RIC 2026/0001",
                paid=Money(700_00),
                balance=Money(-100_00),
            ),
        ),
        charged=Money(500_00),
        paid=Money(700_00),
        closing=Money(-100_00),
        stamp=DocumentStamp(document_id="x", issued_on=DAY),
    )

    content = statement_workbook(document, SCOPE)
    rows = results(content)

    assert [row[5] for row in rows[4:7]] == [100.0, 600.0, -100.0]
    assert rows[7][3:5] == [500.0, 700.0]
    assert "socio n. 6 · C.F. 00743110157" in rows[1][0]
    assert opened(content)["Estratto conto"]["F6"].value == "=F5+D6-E6"
