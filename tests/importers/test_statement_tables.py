"""CSV and workbooks of Italian banks: every layout known, and what must not be guessed."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.refusals import (
    NotAStatement,
    NothingBooked,
    OnlyPositiveAmounts,
    UnknownColumns,
)
from tests.importers.reading import amounts, messages, only, read

UNICREDIT = """Data Registrazione;Data valuta;Descrizione;Importo (EUR);
12.01.2026;13.01.2026;BONIFICO A VOSTRO FAVORE ROSSI QUOTA 2026;1.500,00;
15.01.2026;15.01.2026;COMMISSIONI;-1,50;
"""
UNICREDIT_TWO_LINES = """\ufeffRapporto 000012345678 - ASSOCIAZIONE;;;;
;;;;
Data;;Descrizione;EUR;Caus.
Operaz.;Valuta;;;
12/01/2026;13/01/2026;BONIFICO;1.500,00;048
15/01/2026;15/01/2026;COMMISSIONI;-1,50;016
"""
INTESA = """;;Numero conto:;111111111111;;;
;;Saldo contabile iniziale al:;31.12.2025;100;;
;;;Operazioni contabilizzate;;;
Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Descrizione estesa;Mezzo
;;Saldo contabile iniziale in Euro;;100.00;;
12.01.26;13.01.26;BONIFICO;1500.00;;QUOTA 2026;
15.01.26;15.01.26;COMMISSIONI;;-1.50;;
;;Saldo contabile finale in Euro;;1598.50;;
;;;Operazioni non contabilizzate;;;
;Data;Descrizione;Accrediti;Addebiti;Descrizione estesa;
;20.01.26;PRENOTAZIONE;;-746.30;BOLLETTINO;
"""
INTESA_2 = """Data;Operazione;Dettagli;Conto/carta;Contabilizzazione;Categoria;Valuta;Importo
12/01/2026;Bonifico;Quota 2026;1000/00012345;CONTABILIZZATO;Altro;EUR;1.500,00
15/01/2026;Commissioni;;1000/00012345;CONTABILIZZATO;Altro;EUR;-1,50
20/01/2026;Carta;Bar;1000/00012345;NON CONTABILIZZATO;Altro;EUR;-5,00
"""
BPM = """Ragione Sociale;Data contabile;Data valuta;Banca;Rapporto;Importo;Divisa;Descrizione;\
Categoria/sottocategoria;Hashtag
ASSOCIAZIONE;12/01/2026;13/01/2026;05034;1234567;1.500,00;EUR;BONIFICO QUOTA 2026;Entrate;
ASSOCIAZIONE;15/01/2026;15/01/2026;05034;1234567;-1,50;EUR;COMMISSIONI;Spese;
"""
BPER = """Lista movimenti
Intestatario;ASSOCIAZIONE
Data contabile;Data valuta;Causale ABI;Descrizione;Importo;Divisa
12/01/2026;13/01/2026;48;BONIFICO QUOTA 2026;1500,00;EUR
15/01/2026;15/01/2026;16;COMMISSIONI;-1,50;EUR
"""
FINECO = """Data_Operazione;Data_Valuta;Entrate;Uscite;Descrizione;Descrizione_Completa;\
Stato;Moneymap
12/01/2026;13/01/2026;1500,00;;Bonifico;Bonifico quota 2026;Contabilizzato;
15/01/2026;15/01/2026;;-1,50;Commissioni;Commissioni;Contabilizzato;
20/01/2026;20/01/2026;;-9,90;Carta;Carta;Autorizzato;
"""
POSTA = """Data Contabile;Data Valuta;Addebiti (euro);Accrediti (euro);Descrizione operazioni
12/01/2026;13/01/2026;;1.500,00;BONIFICO QUOTA 2026
15/01/2026;15/01/2026;1,50;;COMMISSIONI
"""
ING = """DATA CONTABILE;DATA VALUTA;USCITE;ENTRATE;CAUSALE;DESCRIZIONE OPERAZIONE
01/01/2026;01/01/2026;;100,00;;Saldo iniziale
12/01/2026;13/01/2026;;1500,00;BONIFICO;QUOTA 2026
15/01/2026;15/01/2026;1,50;;COMMISSIONI;
31/01/2026;31/01/2026;;1598,50;;Saldo finale
"""
RELAX = """Data contabile;Data valuta;Importo;Descrizione;Note
12/1/26;13/1/26;1.500,00;BONIFICO;QUOTA 2026
15/1/26;15/1/26;-1,50;COMMISSIONI;
"""
DARE_AVERE = """Estratto conto;;;;
Saldo iniziale;;;;100,00
Data contabile;Data valuta;Descrizione operazione;Dare;Avere
12/01/2026;13/01/2026;BONIFICO QUOTA 2026;;1.500,00
15/01/2026;15/01/2026;COMMISSIONI;1,50;
Totale movimenti;;;1,50;1.500,00
Saldo finale;;;;1.598,50
"""
PLAIN = """date,amount,description
2026-01-12,1500.00,Bonifico quota 2026
2026-01-15,-1.50,Commissioni
"""
BANKS = {
    "UniCredit": UNICREDIT,
    "UniCredit, two lines": UNICREDIT_TWO_LINES,
    "Intesa Sanpaolo": INTESA,
    "Intesa Sanpaolo, version 2": INTESA_2,
    "Banco BPM": BPM,
    "BPER": BPER,
    "Fineco": FINECO,
    "BancoPosta": POSTA,
    "ING": ING,
    "RelaxBanking": RELAX,
    "": PLAIN,
    ", Dare and Avere": DARE_AVERE,
}
TABLE = "Data;Descrizione;Importo\n{rows}"
SIDES = "Data;Descrizione;Entrate;Uscite\n{rows}"


@pytest.mark.parametrize("bank", BANKS)
def test_layout_of_the_bank_is_recognised_and_read(bank: str) -> None:
    reading = read(BANKS[bank])
    draft = only(reading)
    assert reading.format == "csv"
    assert reading.profile == bank.partition(",")[0]
    assert amounts(draft) == ["1500.00", "-1.50"]
    assert [line.booked_on for line in draft.lines] == [date(2026, 1, 12), date(2026, 1, 15)]
    assert "quota 2026" in draft.lines[0].remittance.lower() or "BONIFICO" in (
        draft.lines[0].remittance
    )
    assert "quadrano" not in messages(reading)


@pytest.mark.parametrize("bank", [name for name in BANKS if name])
def test_value_dates_are_read_where_there_are_any(bank: str) -> None:
    value_on = only(read(BANKS[bank])).lines[0].value_on
    assert value_on == (None if "version 2" in bank else date(2026, 1, 13))


@pytest.mark.parametrize("text", [INTESA, ING, DARE_AVERE])
def test_balance_rows_give_balances_and_no_movements(text: str) -> None:
    draft = only(read(text))
    assert (draft.opening, draft.closing) == (Money(10_000), Money(159_850))


@pytest.mark.parametrize("text", [INTESA, INTESA_2, FINECO])
def test_rows_not_booked_are_counted_and_left_out(text: str) -> None:
    assert "1 movimento non ancora contabilizzato" in messages(read(text))


@pytest.mark.parametrize(
    ("text", "account"),
    [
        (INTESA, "111111111111"),
        (INTESA_2, "1000/00012345"),
        (BPM, "1234567"),
        (UNICREDIT_TWO_LINES, "000012345678 - ASSOCIAZIONE"),
    ],
)
def test_account_is_found_beside_the_movements(text: str, account: str) -> None:
    assert only(read(text)).account_text == account


def test_iban_above_the_table_is_the_account() -> None:
    text = "Conto;IT60 X054 2811 1010 0000 0123 456;\n" + UNICREDIT
    assert only(read(text)).account_iban == "IT60X0542811101000000123456"


def test_accounts_mixed_in_one_table_are_separate_statements() -> None:
    text = INTESA_2 + "16/01/2026;Bonifico;;1000/99;CONTABILIZZATO;;EUR;7,00\n"
    assert [amounts(draft) for draft in read(text).statements] == [["1500.00", "-1.50"], ["7.00"]]


def test_list_with_only_positive_amounts_is_refused() -> None:
    with pytest.raises(OnlyPositiveAmounts, match="positivi"):
        read(BPM.replace("-1,50", "1,50"))


def test_payments_among_positive_amounts_are_pointed_at_elsewhere() -> None:
    reading = read(TABLE.format(rows="12/01/2026;PAGAMENTO F24;10,00\n"))
    assert amounts(only(reading)) == ["10.00"]
    assert "positivi" in messages(reading)


def test_file_where_nothing_is_booked_is_refused() -> None:
    head, *_rows, waiting = INTESA_2.splitlines()
    with pytest.raises(NothingBooked):
        read(f"{head}\n{waiting}\n")


def test_two_identical_rows_are_two_payments() -> None:
    row = "12/01/2026;QUOTA;50,00\n"
    assert amounts(only(read(TABLE.format(rows=row * 2)))) == ["50.00", "50.00"]


@pytest.mark.parametrize(
    "row",
    [
        "12/01/2026,12/01/2026,BONIFICO,12,50",
        "12/01/2026,12/01/2026,BONIFICO,1.012,50",
        "12/01/2026,12/01/2026,ROSSI, MARIO,12.50",
    ],
)
def test_unquoted_comma_in_a_comma_separated_file_is_shown_never_guessed(row: str) -> None:
    text = "Data,Data valuta,Descrizione,Importo\n13/01/2026,13/01/2026,QUOTA,5.00\n" + row + "\n"
    reading = read(text)
    assert amounts(only(reading)) == ["5.00"]
    assert reading.problems[0].row == 3
    assert "12/01/2026" in reading.problems[0].message


def test_cents_cut_off_into_an_empty_column_behind_are_shown_too() -> None:
    text = "Data,Descrizione,Importo,Note\n12/01/2026,BONIFICO,12,50\n13/01/2026,QUOTA,5.00,x\n"
    assert amounts(only(read(text))) == ["5.00"]


def test_quoted_decimal_comma_is_read() -> None:
    assert amounts(only(read('Data,Descrizione,Importo\n12/01/2026,BONIFICO,"12,50"\n'))) == [
        "12.50"
    ]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1’234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1.234.567,8", "1234567.80"),
        ("1,234.50", "1234.50"),
        ("−50,00", "-50.00"),
        ("50,00-", "-50.00"),
        ("+50", "50.00"),
        ("€ 50,00", "50.00"),
        ("- 50,00 EUR", "-50.00"),
    ],
)
def test_amounts_are_read_as_banks_write_them(written: str, amount: str) -> None:
    assert amounts(only(read(TABLE.format(rows=f"12/01/2026;QUOTA;{written}\n")))) == [amount]


def test_thousand_alone_is_read_as_the_rest_of_its_column_says() -> None:
    rows = "12/01/2026;A;1.234\n12/01/2026;B;{other}\n"
    assert amounts(only(read(TABLE.format(rows=rows.format(other="2,50"))))) == ["1234.00", "2.50"]
    assert amounts(only(read(TABLE.format(rows=rows.format(other="2.50"))))) == ["2.50"]
    assert amounts(only(read(TABLE.format(rows=rows.format(other="7"))))) == ["7.00"]


@pytest.mark.parametrize("minus", ["", "-"])
def test_money_out_may_be_written_with_or_without_its_sign(minus: str) -> None:
    rows = f"12/01/2026;A;;{minus}5,00\n13/01/2026;B;7,00;\n"
    assert amounts(only(read(SIDES.format(rows=rows)))) == ["-5.00", "7.00"]


def test_money_out_with_both_signs_is_shown_never_guessed() -> None:
    rows = "12/01/2026;A;;-5,00\n13/01/2026;B;;5,00\n14/01/2026;C;7,00;\n"
    reading = read(SIDES.format(rows=rows))
    assert amounts(only(reading)) == ["7.00"]
    assert [problem.row for problem in reading.problems] == [2, 3]


def test_row_with_money_in_and_out_is_shown() -> None:
    reading = read(SIDES.format(rows="12/01/2026;A;5,00;6,00\n"))
    assert only(reading).lines == ()
    assert reading.problems[0].row == 2


def test_zero_on_the_other_side_means_nothing() -> None:
    rows = "12/01/2026;A;0,00;5,00\n13/01/2026;B;7,00;0,00\n"
    assert amounts(only(read(SIDES.format(rows=rows)))) == ["-5.00", "7.00"]


def test_side_column_gives_the_sign() -> None:
    text = "Data;Segno;Importo;Descrizione\n12/01/2026;D;5,00;A\n13/01/2026;A;7,00;B\n"
    assert amounts(only(read(text))) == ["-5.00", "7.00"]


def test_valuta_is_a_currency_in_one_bank_and_a_date_in_another() -> None:
    dated = only(read("Data;Valuta;Descrizione;Importo\n12/01/2026;13/01/2026;A;5,00\n"))
    foreign = read("Data;Valuta;Descrizione;Importo\n12/01/2026;CHF;A;5,00\n")
    assert dated.lines[0].value_on == date(2026, 1, 13)
    assert only(foreign).currency == "CHF"
    assert "non in euro" in messages(foreign)


def test_payer_who_writes_saldo_is_no_balance() -> None:
    rows = "12/01/2026;A;5,00\n13/01/2026;SALDO FINALE;7,00\n14/01/2026;SALDO FATTURA 1;8,00\n"
    assert amounts(only(read(TABLE.format(rows=rows)))) == ["5.00", "7.00", "8.00"]


def test_balance_with_a_date_at_the_end_is_told() -> None:
    assert "presa per un saldo" in messages(read(ING))


def test_row_without_date_but_with_amount_is_shown_and_a_note_is_not() -> None:
    reading = read(TABLE.format(rows="12/01/2026;A;5,00\n;B;6,00\nN.B. dati indicativi;;\n"))
    assert amounts(only(reading)) == ["5.00"]
    assert [problem.row for problem in reading.problems] == [3]


def test_impossible_date_is_shown() -> None:
    reading = read(TABLE.format(rows="31/02/2026;A;5,00\n"))
    assert only(reading).lines == ()
    assert reading.problems[0].row == 2


def test_headings_repeated_on_each_page_are_no_rows() -> None:
    assert amounts(only(read(UNICREDIT + UNICREDIT))) == ["1500.00", "-1.50"] * 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_banks_are_read(encoding: str) -> None:
    text = TABLE.format(rows="12/01/2026;SOCIETÀ L’AQUILA;5,00\n")
    assert only(read(text.encode(encoding))).lines[0].remittance == "SOCIETÀ L’AQUILA"


def test_iban_in_the_description_is_found() -> None:
    row = "12/01/2026;BON. DA ROSSI IT02W9999956841000000000001 QUOTA;5,00\n"
    line = only(read(TABLE.format(rows=row))).lines[0]
    assert line.iban == "IT02W9999956841000000000001"


def test_table_about_something_else_says_which_columns_are_needed() -> None:
    with pytest.raises(UnknownColumns, match="«Importo»"):
        read("Nome;Cognome\nMario;Rossi\n")


def test_prose_is_no_statement() -> None:
    with pytest.raises(NotAStatement):
        read("Gentile cliente\nil suo estratto conto è pronto\n")
