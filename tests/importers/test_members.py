"""A register is read row by row: no member is lost, no wrong code gets in, nothing disappears."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.errors import FileRefused
from cluster_desk.importers.members import NoMemberColumns, StatementInstead, read_members
from tests.cases import cases_folder
from tests.importers.reading import SAMPLES
from tests.importers.registers import BODY_CODE, VAT, ZEROS_VAT, fields, one, read, said
from tests.importers.workbooks import saved, xls, xlsx

OURS = (
    "N.;Denominazione;Nome breve;Tipologia;Categoria;Classe dimensionale;Stato;Codice fiscale;"
    "Partita IVA;Indirizzo;CAP;Comune;Prov.;Paese;PEC;E-mail;Telefono;Sito web;"
    "Codice destinatario;Codice IPA;Settore;Socio dal"
)


def test_the_desks_own_export_is_read_back_whole() -> None:
    draft = one(
        OURS,
        f"6;Serio Pack S.r.l.;Serio;Impresa;Fondatore;Media;Attivo;{VAT};{VAT};Via Roma 1;26013;"
        "Crema;CR;Italia;serio@pec.it;info@serio.it;0373 12345;www.serio.it;ABC1234;;Packaging;"
        "16/01/2026",
    )
    assert (draft.register_number, draft.name, draft.short_name) == (
        6,
        "Serio Pack S.r.l.",
        "Serio",
    )
    assert (draft.kind, draft.category) == (OrganisationKind.COMPANY, MemberCategory.FOUNDER)
    assert (draft.size, draft.status) == (SizeClass.MEDIUM, MembershipStatus.ACTIVE)
    assert (draft.tax_code, draft.vat_number) == (VAT, VAT)
    assert (draft.address, draft.postal_code) == ("Via Roma 1", "26013")
    assert (draft.city, draft.province, draft.country) == ("Crema", "CR", "IT")
    assert (draft.pec, draft.email, draft.phone) == ("serio@pec.it", "info@serio.it", "0373 12345")
    assert (draft.website, draft.sdi_code) == ("www.serio.it", "ABC1234")
    assert (draft.sector, draft.joined_on) == ("Packaging", date(2026, 1, 16))
    assert (draft.notes, draft.custom) == ("", ())


def test_every_header_of_the_desks_own_export_is_known() -> None:
    reading = read(OURS, "1;Alfa" + ";" * 20)
    assert None not in fields(reading.columns)
    assert len(set(fields(reading.columns))) == 22


def test_a_wrong_code_does_not_lose_the_member_nor_the_text() -> None:
    reading = read("Denominazione;Codice fiscale;P.IVA;IBAN", "Alfa;RSSMRA80A01H501Z;123;IT00")
    (draft,) = reading.drafts
    assert (draft.tax_code, draft.vat_number, draft.iban) == ("", "", "")
    assert said(reading) == [(2, "tax_code"), (2, "vat_number"), (2, "iban")]
    assert draft.notes.splitlines() == [
        "Codice fiscale da verificare: RSSMRA80A01H501Z",
        "Partita IVA da verificare: 123",
        "IBAN da verificare: IT00",
    ]


def test_zeros_that_excel_dropped_come_back_and_are_reported() -> None:
    number = int(ZEROS_VAT)
    content = xlsx(("Denominazione", "Partita IVA", "CAP"), ("Alfa", number, 3100))
    reading = read_members("soci.xlsx", content)
    assert reading.drafts[0].vat_number == ZEROS_VAT
    assert reading.drafts[0].postal_code == "03100"
    assert said(reading) == [(2, "vat_number")]


def test_zeros_are_not_invented_where_the_check_digit_disagrees() -> None:
    reading = read("Denominazione;Partita IVA", "Alfa;743110158")
    assert reading.drafts[0].vat_number == ""
    assert "743110158" in reading.drafts[0].notes


def test_a_bodys_tax_code_among_the_vat_numbers_moves_to_its_field() -> None:
    reading = read("Denominazione;P.IVA", f"Comune di Vallecrema;{BODY_CODE}")
    draft = reading.drafts[0]
    assert (draft.tax_code, draft.vat_number) == (BODY_CODE, "")
    assert said(reading) == [(2, "vat_number")]


def test_one_column_for_both_codes_fills_both() -> None:
    draft = one("Ragione sociale;C.F./P.IVA", f"Alfa;{VAT}")
    assert (draft.tax_code, draft.vat_number) == (VAT, VAT)
    sole = one("Ragione sociale;Cod. Fiscale / P. IVA", f"Beta;{VAT} - RCCMNL83S18D969H")
    assert (sole.tax_code, sole.vat_number) == ("RCCMNL83S18D969H", VAT)


def test_a_foreign_vat_number_says_the_country() -> None:
    draft = one("Denominazione;Partita IVA", "Kosmetik GmbH;DE136695976")
    assert draft.country == "DE"
    assert draft.vat_number


def test_a_country_is_known_by_its_name() -> None:
    assert one("Denominazione;Nazione", "Alfa;Germania").country == "DE"
    assert one("Denominazione;Paese", "Alfa;France").country == "FR"
    assert one("Denominazione;Paese", "Alfa;").country == "IT"


def test_a_row_without_a_name_is_skipped_with_its_reason() -> None:
    reading = read("Denominazione;Comune", "Alfa;Crema", ";Lodi", "Beta;Lodi")
    assert [draft.name for draft in reading.drafts] == ["Alfa", "Beta"]
    assert [(skip.row, skip.field) for skip in reading.skipped] == [(3, "name")]


def test_totals_repeated_headers_and_remarks_are_no_members() -> None:
    reading = read(
        "Denominazione;Comune;Quota",
        "Alfa;Crema;100",
        "Denominazione;Comune;Quota",
        "Totale Beauty S.r.l.;Lodi;100",
        "Totale soci 2;;200",
        "Aggiornato al 31/12/2025",
    )
    assert [draft.name for draft in reading.drafts] == ["Alfa", "Totale Beauty S.r.l."]
    assert [skip.row for skip in reading.skipped] == [4 - 1, 5, 6]


def test_a_title_among_the_rows_says_the_category_of_those_below() -> None:
    reading = read(
        "Denominazione;Comune",
        "SOCI FONDATORI",
        "Alfa;Crema",
        "SOCI SOSTENITORI",
        "Beta;Lodi",
        "Gamma",
    )
    assert [(draft.name, draft.category) for draft in reading.drafts] == [
        ("Alfa", MemberCategory.FOUNDER),
        ("Beta", MemberCategory.SUPPORTER),
        ("Gamma", MemberCategory.SUPPORTER),
    ]


def test_a_preamble_above_the_headers_is_passed_over() -> None:
    reading = read("Cluster Cosmetico;;", "Elenco soci;;", "", "N.;Ragione Sociale;C.F.", "1;Alfa;")
    assert [(draft.row, draft.name) for draft in reading.drafts] == [(5, "Alfa")]


def test_headers_over_two_rows_are_joined() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Ragione sociale", "Sede", None, None])
    workbook.active.append([None, "Indirizzo", "CAP", "Comune"])
    workbook.active.append(["Alfa", "Via Roma 1", 26013, "Crema"])
    workbook.active.merge_cells("A1:A2")
    (draft,) = read_members("soci.xlsx", saved(workbook)).drafts
    assert (draft.name, draft.address, draft.city) == ("Alfa", "Via Roma 1", "Crema")


def test_a_merged_category_belongs_to_every_row_it_spans() -> None:
    workbook = openpyxl.Workbook()
    for row in (("Categoria", "Denominazione"), ("Fondatore", "Alfa"), (None, "Beta")):
        workbook.active.append(row)
    workbook.active.merge_cells("A2:A3")
    drafts = read_members("soci.xlsx", saved(workbook)).drafts
    assert [draft.category for draft in drafts] == [MemberCategory.FOUNDER] * 2


def test_unknown_columns_are_kept_under_their_headers() -> None:
    reading = read("Denominazione;Colore;", "Alfa;rosso;senza titolo")
    assert reading.drafts[0].custom == (("Colore", "rosso"), ("C", "senza titolo"))
    assert [column.letter for column in reading.unknown_columns] == ["B", "C"]


def test_what_the_desk_computes_is_not_read_back() -> None:
    assert one("Denominazione;Saldo;Diritto di voto", "Alfa;-100,00;no").custom == ()


def test_words_that_are_not_understood_go_to_the_notes() -> None:
    reading = read("Denominazione;Categoria;Dimensione", "Alfa;Platino;PMI")
    (draft,) = reading.drafts
    assert (draft.category, draft.size) == (None, None)
    assert draft.notes.splitlines() == [
        "Categoria da verificare: Platino",
        "Classe dimensionale da verificare: PMI",
    ]
    assert said(reading) == [(2, "category"), (2, "size")]


def test_the_same_tax_code_twice_is_a_duplicate() -> None:
    reading = read("Denominazione;C.F.", f"Alfa;{VAT}", f"Alfa srl;{VAT}", "Gamma;")
    assert [draft.duplicate_of for draft in reading.drafts] == [None, 2, None]
    assert said(reading) == [(3, "tax_code")]


def test_the_same_name_elsewhere_is_reported_and_is_another_member() -> None:
    reading = read(
        "Denominazione;Comune", "Conservatorio di Musica;Como", "CONSERVATORIO DI MUSICA;Pesaro"
    )
    assert [draft.duplicate_of for draft in reading.drafts] == [None, None]
    assert said(reading) == [(3, "name")]


def test_the_same_row_twice_is_a_duplicate() -> None:
    reading = read("Denominazione;Comune", "Alfa;Crema", "ALFA;crema")
    assert reading.drafts[1].duplicate_of == 2


def test_companies_of_one_vat_group_are_not_duplicates() -> None:
    reading = read("Denominazione;P.IVA", f"Alfa;{VAT}", f"Beta;{VAT}")
    assert [draft.duplicate_of for draft in reading.drafts] == [None, None]
    assert said(reading) == [(3, "vat_number")]


def test_a_list_of_people_becomes_people() -> None:
    draft = one("Cognome;Nome;Codice fiscale", "Rossi;Maria;RCCMNL83S18D969H")
    assert (draft.person, draft.given_name, draft.family_name) == (True, "Maria", "Rossi")
    assert draft.name == "Maria Rossi"


def test_given_and_family_name_beside_a_company_are_its_contact() -> None:
    draft = one("Ragione sociale;Cognome;Nome", "Alfa S.r.l.;Rossi;Maria")
    assert (draft.person, draft.contact_person) == (False, "Maria Rossi")


def test_a_name_in_one_cell_is_divided_by_the_tax_code() -> None:
    reading = read("Nominativo;Tipo;C.F.", "Ricci Manuel;Persona fisica;RCCMNL83S18D969H")
    (draft,) = reading.drafts
    assert (draft.given_name, draft.family_name) == ("Manuel", "Ricci")
    assert said(reading) == [(2, "name")]


def test_the_best_sheet_is_read_and_the_others_are_named() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Denominazione"])
    workbook.active.append(["Vecchia"])
    best = workbook.create_sheet("Soci 2026")
    best.append(["Denominazione", "C.F.", "PEC"])
    best.append(["Alfa", None, "alfa@pec.it"])
    content = saved(workbook)
    reading = read_members("soci.xlsx", content)
    assert (reading.sheet, reading.other_sheets) == ("Soci 2026", ("Sheet",))
    assert [draft.name for draft in reading.drafts] == ["Alfa"]
    assert "«Sheet»" in reading.problems[0].message
    assert read_members("soci.xlsx", content, sheet="Sheet").drafts[0].name == "Vecchia"


def test_a_hidden_list_is_read_only_where_there_is_no_other() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Denominazione"])
    workbook.active.append(["Alfa"])
    hidden = workbook.create_sheet("Nascosto")
    hidden.append(["Denominazione", "C.F.", "PEC"])
    hidden.append(["Beta", None, None])
    hidden.sheet_state = "hidden"
    assert read_members("soci.xlsx", saved(workbook)).drafts[0].name == "Alfa"


def test_an_old_workbook_is_a_register_too() -> None:
    content = xls(("Denominazione", "Socio dal", "N."), ("Alfa", date(2026, 1, 16), 6))
    (draft,) = read_members("soci.xls", content).drafts
    assert (draft.joined_on, draft.register_number) == (date(2026, 1, 16), 6)


def test_a_file_without_names_is_refused() -> None:
    with pytest.raises(NoMemberColumns, match="Denominazione"):
        read("Quota;Anno", "100;2026")


def test_a_bank_statement_is_refused_with_the_way_out() -> None:
    with pytest.raises(StatementInstead, match="estratto conto"):
        read("Ragione Sociale;Data contabile;Data valuta;Importo;Divisa", "Alfa;1;1;5;EUR")


@pytest.mark.parametrize("name", ["mt940.sta", "sgml.ofx", "cbi_envelope.xml"])
def test_a_bank_s_own_format_is_called_a_statement_too(name: str) -> None:
    with pytest.raises(FileRefused, match=r"(?i)estratt[oi] conto"):
        read_members("soci.csv", (SAMPLES / name).read_bytes())


def test_a_table_of_movements_is_called_a_statement_too() -> None:
    with pytest.raises(StatementInstead):
        read("Data;Descrizione;Importo", "03/02/2026;BONIFICO;100,00", "04/02/2026;SPESE;-2,00")


@pytest.mark.parametrize("yes", ["Sì", "x", "SI"])
def test_a_column_that_says_who_is_a_member_names_nobody(yes: str) -> None:
    reading = read("Socio;Ente;Comune", f"{yes};Alfa S.r.l.;Crema", "No;Beta S.r.l.;Lodi")
    assert [draft.name for draft in reading.drafts] == ["Alfa S.r.l.", "Beta S.r.l."]
    with pytest.raises(NoMemberColumns):
        read("Ente o impresa;Socio", f"Alfa S.r.l.;{yes}")


def test_a_column_of_kinds_names_nobody() -> None:
    with pytest.raises(NoMemberColumns):
        read("Alfa;Impresa;3", "Beta;Impresa;4", "Gamma;Università;1", "Comune di Crema;Comune;2")


def test_a_formula_in_a_name_stays_a_text() -> None:
    draft = one("Denominazione;Note", '"=HYPERLINK(""http://x"")";+39')
    assert draft.name == '=HYPERLINK("http://x")'
    assert draft.notes == "+39"


@pytest.mark.requires_cases
def test_three_members_with_six_wrong_codes_are_three_members() -> None:
    content = (cases_folder() / "registers" / "openfatture_clients.csv").read_bytes()
    reading = read_members("openfatture_clients.csv", content)
    assert [draft.name for draft in reading.drafts] == [
        "ACME Innovazione S.r.l.",
        "Studio Legale Aurora",
        "Freelance Lab di Marta Neri",
    ]
    assert said(reading) == [
        (row, field) for row in (2, 3, 4) for field in ("tax_code", "vat_number")
    ]
    assert {draft.tax_code + draft.vat_number for draft in reading.drafts} == {""}
    assert all("10293847561" in draft.notes for draft in reading.drafts[:1])


@pytest.mark.requires_cases
def test_two_thousand_real_public_bodies_are_read_with_address_and_kind() -> None:
    content = (cases_folder() / "registers" / "enti-pubblici.csv").read_bytes()
    reading = read_members("enti-pubblici.csv", content)
    drafts = reading.drafts
    assert len(drafts) == 2_289
    assert all(
        draft.kind and draft.city and draft.postal_code and draft.province for draft in drafts
    )
    assert {draft.duplicate_of for draft in drafts} == {None}
    assert {draft.tax_code for draft in drafts} == {""}
    assert sum(draft.public_body for draft in drafts) > 2_200
    assert {problem.field for problem in reading.problems} == {"name"}
    assert reading.skipped == ()
