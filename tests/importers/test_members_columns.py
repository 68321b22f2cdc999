"""Headers of real registers are recognised, and nothing else is taken for them."""

from __future__ import annotations

import pytest

from cluster_desk.importers.member_columns import find_layout
from cluster_desk.importers.members import ColumnMapping, UnknownField, read_members
from cluster_desk.importers.sheets import Cell, Sheet
from tests.importers.registers import fields, read


def field_of(header: str) -> str | None:
    """What one column beside the names is taken for."""
    layout = find_layout(Sheet(name="", rows=(("Denominazione", header), ("Alfa", "x"))), {})
    assert layout is not None
    return layout.columns[1].field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Cod. Fiscale", "tax_code"),
        ("C.F.", "tax_code"),
        ("CODICE FISCALE *", "tax_code"),
        ("P.IVA", "vat_number"),
        ("P. IVA", "vat_number"),
        ("Partita I.V.A.", "vat_number"),
        ("partita_iva", "vat_number"),
        ("C.F. / P.IVA", "codes"),
        ("Codice Fiscale o Partita IVA", "codes"),
        ("Indirizzo PEC", "pec"),
        ("PEC aziendale (obbligatoria)", "pec"),
        ("Posta elettronica certificata", "pec"),
        ("E-mail", "email"),
        ("eMail segreteria", "email"),
        ("Indirizzo", "address"),
        ("Sede legale", "address"),
        ("Indirizzo della sede legale", "address"),
        ("C.A.P.", "postal_code"),
        ("Città", "city"),
        ("Comune sede legale", "city"),
        ("Prov.", "province"),
        ("Provincia (sigla)", "province"),
        ("Tipo socio", "category"),
        ("Tipologia di socio", "category"),
        ("Tipologia", "kind"),
        ("Dimensione aziendale", "size"),
        ("Data iscrizione", "joined_on"),
        ("Data di ammissione al cluster", "joined_on"),
        ("N. socio", "register_number"),
        ("N°", "register_number"),
        ("#", "register_number"),
        ("Codice SDI", "sdi_code"),
        ("Codice univoco (fatturazione elettronica)", "sdi_code"),
        ("Codice IPA", "ipa_code"),
        ("Legale rappresentante", "legal_representative"),
        ("Nominativo del legale rappresentante", "legal_representative"),
        ("Referente", "contact_person"),
        ("E-mail del referente", "contact_email"),
        ("Cellulare referente", "contact_phone"),
        ("Tel. ", "phone"),
        ("Sito Internet", "website"),
        ("Numero addetti", "headcount"),
        ("Note interne", "notes"),
        ("VAT number", "vat_number"),
    ],
)
def test_header_of_real_registers_is_known(header: str, field: str) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    "header",
    [
        "Indirizzo sede operativa",
        "E-mail amministrativa",
        "PEC del presidente",
        "Codice fiscale del legale rappresentante",
        "Quota 2025",
        "Colore",
    ],
)
def test_what_belongs_to_another_place_or_person_is_kept_apart(header: str) -> None:
    assert field_of(header) is None


def test_the_surer_of_two_columns_wins_and_the_other_is_kept() -> None:
    reading = read("N.;Denominazione;N. socio;E-mail;E-mail 2", "1;Alfa;57;a@x.it;b@x.it")
    assert fields(reading.columns) == [None, "name", "register_number", "email", None]
    assert reading.drafts[0].register_number == 57
    assert reading.drafts[0].custom == (("N.", "1"), ("E-mail 2", "b@x.it"))


def test_nome_alone_is_the_name_of_the_member() -> None:
    assert read("Nome;Comune", "Alfa;Crema").drafts[0].name == "Alfa"


def test_a_saved_mapping_comes_before_every_guess() -> None:
    mapping = ColumnMapping(fields=(("Chi è", "name"), ("Note", ""), ("Quando", "joined_on")))
    content = "Chi è;Note;Quando;PEC\nAlfa;segreto;16/01/2026;a@pec.it\n".encode()
    reading = read_members("soci.csv", content, mapping=mapping)
    (draft,) = reading.drafts
    assert (draft.name, draft.notes, draft.pec) == ("Alfa", "", "a@pec.it")
    assert fields(reading.columns) == ["name", "", "joined_on", "pec"]


def test_a_mapping_cannot_name_a_field_that_does_not_exist() -> None:
    with pytest.raises(UnknownField, match="colore"):
        ColumnMapping(fields=(("Colore", "colore"),))


def test_a_row_of_values_is_never_taken_for_headers() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Denominazione", "Comune", "PEC", "Note"),
        ("Comune", "Sede", "x@pec.it", "Socio"),
    )
    layout = find_layout(Sheet(name="", rows=rows), {})
    assert layout is not None
    assert layout.header_row == 0


def test_a_sheet_without_names_has_no_layout() -> None:
    assert find_layout(Sheet(name="", rows=(("PEC", "Comune"),)), {}) is None
