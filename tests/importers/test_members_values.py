"""Addresses, words, days and ways to be reached are understood, or kept as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import set_language
from cluster_desk.importers.addresses import Address, take_apart
from cluster_desk.importers.member_contacts import is_certified
from cluster_desk.importers.member_words import (
    category_of,
    day_of,
    kind_of,
    kind_of_name,
    size_of,
    status_of,
)
from cluster_desk.importers.members import read_members
from cluster_desk.importers.provinces import CODES, province_code
from tests.importers.registers import one, read, said
from tests.importers.workbooks import xlsx

CREMA = Address(street="VIA ROMA 1", postal_code="26013", city="CREMA", province="CR")


@pytest.mark.parametrize(
    "text",
    [
        "VIA ROMA 1 - 26013 CREMA (CR)",
        "VIA ROMA 1 - 26013 CREMA (CR) Italy",
        "VIA ROMA 1, 26013 CREMA (cr), Italia",
        "VIA ROMA 1 – 26013 CREMA CR",
        "VIA ROMA 1 26013 CREMA - CR",
        "VIA ROMA 1\n26013 CREMA (CR)",
        "VIA  ROMA 1 I-26013 CREMA (CR)",
        "26013 CREMA (CR), VIA ROMA 1",
        "26013 CREMA (CR) - VIA ROMA 1",
        "VIA ROMA 1 - 26013 CREMA (cr) (CR) Italy",
    ],
)
def test_an_address_in_one_cell_is_taken_apart(text: str) -> None:
    assert take_apart(text) == CREMA


@pytest.mark.parametrize(
    "text",
    [
        "Via Roma 1",
        "Via Roma 1, Crema",
        "26013",
        "S.S. 415 km 12345",
        "12 Rue X - 75001 Paris - France",
        "Via X 5 26013 Crema (CR) tel. 0373",
        "",
    ],
)
def test_what_is_not_certain_stays_whole(text: str) -> None:
    assert take_apart(text) == Address(street=text)


@given(st.text(max_size=60))
def test_taking_apart_never_loses_a_letter(text: str) -> None:
    apart = take_apart(text)
    kept = "".join((apart.street, apart.postal_code, apart.city, apart.province)).casefold()
    if apart.city:
        assert all(kept.count(sign) for sign in text.casefold() if sign.isdigit())
    else:
        assert apart.street == " ".join(text.split())


def test_an_address_that_contradicts_its_own_columns_stays_whole() -> None:
    draft = one("Denominazione;Indirizzo;Comune", "Alfa;Via Roma 1 - 26013 Crema (CR);Lodi")
    assert (draft.address, draft.city) == ("Via Roma 1 - 26013 Crema (CR)", "Lodi")


def test_a_town_may_carry_its_province_and_a_street_its_number() -> None:
    draft = one("Denominazione;Via;Civico;Città", "Alfa;Via Roma;1/bis;Crema (CR)")
    assert (draft.address, draft.city, draft.province) == ("Via Roma 1/bis", "Crema", "CR")


def test_a_province_is_known_by_its_name() -> None:
    assert [province_code(text) for text in ("cr", "(MB)", "Reggio nell’Emilia", "Monza")] == [
        "CR",
        "MB",
        "RE",
        "MB",
    ]
    assert province_code("XX") is None
    assert len(CODES) == 111


def test_an_unknown_province_is_reported_and_kept() -> None:
    reading = read("Denominazione;Prov.", "Alfa;XX")
    assert said(reading) == [(2, "province")]
    assert "XX" in reading.drafts[0].notes


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_desks_own_labels_are_understood_in_both_languages(language: str) -> None:
    set_language(language)
    terms: list[Term] = [*OrganisationKind, *MemberCategory, *SizeClass, *MembershipStatus]
    readers: dict[type[Term], Callable[[str], Term | None]] = {
        OrganisationKind: lambda text: kind_of(text)[0],
        MemberCategory: category_of,
        SizeClass: size_of,
        MembershipStatus: status_of,
    }
    assert [readers[type(term)](term.label) for term in terms] == terms


@pytest.mark.parametrize(
    ("text", "kind", "public"),
    [
        ("Comuni e loro Consorzi e Associazioni", OrganisationKind.PUBLIC_BODY, True),
        ("Universita' e Istituti di Istruzione Pubblici", OrganisationKind.UNIVERSITY, True),
        ("Camere di Commercio, Industria", OrganisationKind.CHAMBER, True),
        ("Enti e Istituzioni di Ricerca Pubblici", OrganisationKind.RESEARCH_CENTRE, True),
        ("Consorzi tra Amministrazioni Locali", OrganisationKind.PUBLIC_BODY, True),
        ("Consorzio", OrganisationKind.CONSORTIUM, False),
        ("S.R.L.", OrganisationKind.COMPANY, False),
        ("qualcosa", None, False),
    ],
)
def test_kinds_of_registers_are_understood(
    text: str, kind: OrganisationKind | None, public: bool
) -> None:
    assert kind_of(text) == (kind, public)


def test_a_name_tells_its_kind_where_no_column_does() -> None:
    assert kind_of_name("Comune di Vallecrema") == (OrganisationKind.PUBLIC_BODY, True)
    assert kind_of_name("Consorzio Filiera Beauty S.c.a.r.l.")[0] is OrganisationKind.CONSORTIUM
    assert kind_of_name("Serio Pack S. R. L.")[0] is OrganisationKind.COMPANY
    assert kind_of_name("Marta Neri")[0] is None


def test_socio_sospeso_is_suspended_and_not_a_member_in_order() -> None:
    assert status_of("Socio sospeso") is MembershipStatus.SUSPENDED


def test_stato_may_be_a_country() -> None:
    draft = one("Denominazione;Stato", "Alfa;Francia")
    assert (draft.country, draft.status) == ("FR", None)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("16/01/2026", date(2026, 1, 16)),
        ("16.1.26", date(2026, 1, 16)),
        ("2026-01-16", date(2026, 1, 16)),
        ("16 gennaio 2026", date(2026, 1, 16)),
        (date(2026, 1, 16), date(2026, 1, 16)),
        (datetime.fromisoformat("2026-01-16 10:00"), date(2026, 1, 16)),
        (46038, date(2026, 1, 16)),
        ("16/01", None),
        ("oggi", None),
        ("2019", None),
        (2019, None),
        ("31/02/2026", None),
    ],
)
def test_a_day_needs_its_year(value: object, day: date | None) -> None:
    assert day_of(value) == day


def test_certified_mail_in_the_wrong_column_is_told_by_its_domain() -> None:
    draft = one("Denominazione;E-mail", "Alfa;alfa@pec.provincia.pv.it")
    assert (draft.pec, draft.email) == ("alfa@pec.provincia.pv.it", "")
    assert not is_certified("info@specchi.it")


def test_of_several_addresses_the_first_counts_and_the_others_are_kept() -> None:
    draft = one("Denominazione;E-mail", '"Alfa";"Maria <m@x.it>; info@x.it"')
    assert draft.email == "m@x.it"
    assert draft.notes == "E-mail: info@x.it"


def test_a_telephone_kept_as_a_number_gets_its_zero_back() -> None:
    content = xlsx(("Denominazione", "Telefono"), ("Alfa", 37312345), ("Beta", 3331234567))
    reading = read_members("soci.xlsx", content)
    assert [draft.phone for draft in reading.drafts] == ["037312345", "3331234567"]
    assert said(reading) == [(2, "phone")]


def test_dashes_mean_nothing_is_known() -> None:
    draft = one("Denominazione;P.IVA;PEC;Dimensione;Note", "Alfa;-;--;n.d.;–")
    assert (draft.vat_number, draft.pec, draft.notes) == ("", "", "")
    assert draft.size is SizeClass.NONE


def test_a_text_beyond_the_desks_columns_is_kept_whole_in_the_notes() -> None:
    reading = read("Denominazione;Settore", f"Alfa;{'x' * 150}")
    (draft,) = reading.drafts
    assert draft.sector == ""
    assert "x" * 150 in draft.notes
    assert said(reading) == [(2, "sector")]


def test_invisible_signs_and_double_blanks_do_not_reach_a_name() -> None:
    assert one("Denominazione", "\u200bAlfa\u00a0 \u202eSrl").name == "Alfa Srl"


def test_notes_keep_their_lines() -> None:
    assert one("Denominazione;Note", '"Alfa";"prima\nseconda"').notes == "prima\nseconda"


def test_a_register_number_may_be_written_in_words() -> None:
    assert one("Denominazione;N. socio", "Alfa;Socio n. 6").register_number == 6


def test_a_tick_makes_a_founder() -> None:
    assert one("Denominazione;Fondatore", "Alfa;x").category is MemberCategory.FOUNDER


def test_a_number_is_whole_or_kept_as_it_was_written() -> None:
    typed = ("6.0", "1.200", "12,0", "1.5", "2.50", "7bis")
    rows = "".join(f"{text};Socio {place}\n" for place, text in enumerate(typed))
    reading = read_members("soci.csv", f"Numero;Ragione sociale\n{rows}".encode())
    numbers = [draft.register_number for draft in reading.drafts]
    assert numbers == [6, 1200, 12, None, None, None]
    assert [p.row for p in reading.problems if p.field == "register_number"] == [5, 6, 7]
