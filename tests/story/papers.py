"""Write the papers of a first year: a register of organisations, and what the bank sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from cluster_desk.domain.money import Money
from tests.domain.made_codes import check_digit

IBAN = "IT60X0542811101000000123456"
HEADERS = (
    "N. socio;Ragione sociale;Tipologia;Categoria socio;Dimensione;Socio dal;Codice fiscale;"
    "Partita IVA;Indirizzo;CAP;Comune;Prov.;PEC;E-mail;Legale rappresentante"
)
COMPANIES = (
    ("Acqua di Serio S.r.l.", "Fondatore", "Piccola", "Crema", "26013", "CR"),
    ("Belletto Industrie S.p.A.", "Fondatore", "Grande", "Lodi", "26900", "LO"),
    ("Cera e Colore S.r.l.", "Fondatore", "Media", "Monza", "20900", "MB"),
    ("Dermolab S.r.l.", "Ordinario", "Micro", "Bergamo", "24121", "BG"),
    ("Essenze dell’Adda S.r.l.", "Ordinario", "Piccola", "Lodi", "26900", "LO"),
    ("Flaconi Riuniti S.p.A.", "Ordinario", "Media", "Crema", "26013", "CR"),
    ("Gocce S.r.l.", "Ordinario", "Micro", "Milano", "20121", "MI"),
    ("Henné Lombardo S.r.l.", "Ordinario", "Piccola", "Pavia", "27100", "PV"),
    ("Iride Packaging S.r.l.", "Ordinario", "Media", "Monza", "20900", "MB"),
    ("Jojoba Natura S.r.l.", "Ordinario", "Micro", "Cremona", "26100", "CR"),
)
WRONG_CODE_ROW = len(COMPANIES) + 3


def company_code(place: int) -> str:
    """The tax code and VAT number of a company of ours."""
    ten = f"{2340000 + place:07d}019"
    return ten + check_digit(ten)


def register() -> bytes:
    """Ten companies and a university; the last row has a tax code with a wrong check digit."""
    lines = [HEADERS]
    for place, (name, category, size, city, postal_code, province) in enumerate(COMPANIES, 1):
        code = company_code(place)
        lines.append(
            f"{place};{name};Impresa;{category};{size};15/12/2025;{code};{code};Via Roma {place};"
            f"{postal_code};{city};{province};pec{place}@pec.example.it;info{place}@example.it;"
            f"Anna Verdi{'aeiou'[place % 5]}"
        )
    lines.append(
        "11;Ateneo della Prova;Università;Ordinario;;15/12/2025;80012340198;;Piazza Duomo 1;"
        "26100;Cremona;CR;ateneo@pec.example.it;info@ateneo.example.it;Ugo Neri"
    )
    lines.append(
        "12;Zagara S.r.l.;Impresa;Ordinario;Micro;15/12/2025;01234567890;;Via Po 3;"
        "26100;Cremona;CR;zagara@pec.example.it;;"
    )
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def newcomers() -> bytes:
    """One more organisation, in a file of its own."""
    code = company_code(77)
    return f"Ragione sociale;Codice fiscale;Comune\nUltimo Arrivato S.r.l.;{code};Crema\n".encode()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One booked amount of a statement."""

    on: date
    amount: Money
    who: str = ""
    text: str


def camt(entries: list[Entry], *, opening: Money, first: date, last: date) -> bytes:
    """A camt.053.001.08 whose balances agree with its entries."""
    closing = opening + Money.total(entry.amount for entry in entries)
    body = "".join(_entry(place, entry) for place, entry in enumerate(entries, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>PROVA</MsgId><CreDtTm>2026-03-31T18:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>PROVA-1</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        f"{_balance('OPBD', opening, first)}{_balance('CLBD', closing, last)}"
        f"{body}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _side(amount: Money) -> str:
    return "DBIT" if amount < Money(0) else "CRDT"


def _size(amount: Money) -> str:
    return (-amount if amount < Money(0) else amount).canonical()


def _balance(kind: str, amount: Money, day: date) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{_size(amount)}</Amt>'
        f"<CdtDbtInd>{_side(amount)}</CdtDbtInd><Dt><Dt>{day.isoformat()}</Dt></Dt></Bal>"
    )


def _entry(place: int, entry: Entry) -> str:
    party = f"<RltdPties><Dbtr><Pty><Nm>{escape(entry.who)}</Nm></Pty></Dbtr></RltdPties>"
    day = entry.on.isoformat()
    return (
        f'<Ntry><NtryRef>{place}</NtryRef><Amt Ccy="EUR">{_size(entry.amount)}</Amt>'
        f"<CdtDbtInd>{_side(entry.amount)}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>PROVA{place:04d}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"{party if entry.who else ''}<RmtInf><Ustrd>{escape(entry.text)}</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>"
    )


def bank_csv(entries: list[Entry]) -> bytes:
    """A bank's CSV, amounts with decimal comma."""
    lines = ["Data contabile;Data valuta;Importo;Divisa;Descrizione"]
    for entry in entries:
        day = entry.on.strftime("%d/%m/%Y")
        amount = entry.amount.canonical().replace(".", ",")
        lines.append(f"{day};{day};{amount};EUR;{entry.text} {entry.who}".rstrip())
    return ("\n".join(lines) + "\n").encode()
