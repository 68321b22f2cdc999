"""Documents of an invented association, for every test that sets one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.reports.documents.letter_document import LetterDocument
from cluster_desk.reports.fees.notice_document import (
    BankCoordinates,
    NoticeLine,
    PaymentNoticeDocument,
)
from cluster_desk.reports.fees.receipt_document import (
    Party,
    PaymentFacts,
    ReceiptDocument,
    ReceiptLine,
)
from cluster_desk.reports.fees.statement_document import StatementDocument, StatementLine
from cluster_desk.reports.meetings.minutes_document import (
    AgendaList,
    AttachmentList,
    Closing,
    Fact,
    ItemHeading,
    MinutesDocument,
    MinutesSection,
    PresenceChange,
    PresenceRow,
    PresenceTable,
    Prose,
    QuorumStatement,
    ResolutionBox,
    SectionHeading,
)
from cluster_desk.reports.members.register_document import (
    RegisterDocument,
    RegisterEntry,
    RegisterEvent,
    RegisterPayment,
)
from cluster_desk.reports.pdf.letterhead import Contacts, DocumentStamp, Letterhead, Signature
from cluster_desk.reports.tables.sign_in_document import SignInRow, SignInSheet

LETTERHEAD = Letterhead(
    association_name="Cluster Cosmetico Dimostrativo",
    address_line="Via della Lavanda 12, 26013 Crema (CR)",
    tax_code="99000010191",
    contacts=Contacts(email="segreteria@cluster.example", pec="cluster@pec.example"),
    legal_wording="associazione riconosciuta",
    sample=True,
)
PRESIDENT = Signature(title="La Presidente", name="Giulia Ferrandi")
MINUTE_TAKER = Signature(title="Il segretario verbalizzante", name="Elena Zanetti")
TREASURER = Signature(title="La Tesoriera", name="Marta Serio")
PAYER = Party(
    name="Serio Pack S.r.l.",
    address_lines=("Via dell’Industria 41", "24068 Seriate (BG)"),
    tax_code="99000020190",
    vat_number="99000020190",
)
HEAD = "9f3ab27c11d04e5f" * 4
FACTS = "c0ffee1234567890" * 4


def stamp(document_id: str, issued_on: date = date(2026, 6, 19)) -> DocumentStamp:
    return DocumentStamp(
        document_id=document_id,
        issued_on=issued_on,
        chain_seq=1234,
        chain_head=HEAD,
        facts_hash=FACTS,
    )


def resolution(number: str | None = "11/2026", **changes: Any) -> ResolutionBox:
    box = ResolutionBox(
        number=number,
        text="Il Consiglio Direttivo approva il verbale della riunione n. 3/2026.",
        in_favour=5,
        against=0,
        abstained=1,
        outcome="Approvata a maggioranza",
        is_approved=True,
        notes="Astenuta: Silvia Corti.",
    )
    return replace(box, **changes)


PRESENCE = PresenceTable(
    name_title="Componente",
    rows=(
        PresenceRow(
            name="Giulia Ferrandi",
            represented="Brianza Make-Up S.r.l. · legale rappresentante",
            office="Presidente",
            presence="In presenza",
            arrived_at=time(15),
            left_at=time(16, 48),
        ),
        PresenceRow(
            name="Andrea Lodigiani",
            office="Consigliere",
            presence="In videoconferenza",
            arrived_at=time(15, 12),
            left_at=time(16, 48),
        ),
        PresenceRow(name="Paolo Vimercati", presence="Assente giustificato", is_absent=True),
    ),
)
SECTIONS: tuple[MinutesSection, ...] = (
    SectionHeading(text="Presenze"),
    PRESENCE,
    QuorumStatement(text="Presenti n. **2 componenti su n. 3 in carica**, la riunione è valida."),
    SectionHeading(text="Ordine del giorno"),
    AgendaList(items=("Approvazione del verbale precedente.", "Varie ed eventuali.")),
    ItemHeading(number=1, title="Approvazione del verbale precedente"),
    Prose(text="La Presidente dà lettura del verbale.\nNessuno chiede la parola."),
    resolution(),
    PresenceChange(text="Alle ore 16:20 Marta Serio lascia la riunione."),
    ItemHeading(number=2, title="Varie ed eventuali"),
    Closing(text="La Presidente dichiara chiusa la riunione alle ore 16:48."),
    AttachmentList(items=("A) Avviso di convocazione",)),
)


def minutes(**changes: Any) -> MinutesDocument:
    document = MinutesDocument(
        title="Verbale del Consiglio Direttivo",
        subtitle="n. 4/2026 · riunione del 18 giugno 2026",
        number_text="n. 4/2026",
        state=MinutesState.APPROVED,
        facts=(
            Fact(label="Luogo", text="Sede associativa, Crema"),
            Fact(label="Apertura", text="ore 15:00"),
        ),
        sections=SECTIONS,
        place_and_date="Crema, 18 giugno 2026",
        signatures=(MINUTE_TAKER, PRESIDENT),
        book_pages="libro dei verbali, pagine 31–32",
        stamp=stamp("Verbale CD n. 4/2026"),
    )
    return replace(document, **changes)


def long_minutes(items: int) -> MinutesDocument:
    """So many items, each with half a page of discussion and every other one a resolution."""
    sections: list[MinutesSection] = []
    discussed = "Il Consiglio discute a lungo dell’argomento, con interventi di tutti. " * 14
    for number in range(1, items + 1):
        sections.append(ItemHeading(number=number, title=f"Argomento numero {number}"))
        sections.append(Prose(text=f"{discussed}\n{discussed}"))
        if number % 2:
            sections.append(resolution(f"{number}/2026", text="Delibera. " * number * 5))
    return minutes(sections=(*sections, Closing(text="La riunione è chiusa.")))


def receipt(number: int = 1, **changes: Any) -> ReceiptDocument:
    document = ReceiptDocument(
        number=f"RIC 2026/{number:04d}",
        issued_on=date(2026, 6, 16),
        payer=PAYER,
        amount=Money(120_000),
        declaration="**Cluster Cosmetico Dimostrativo** dichiara di avere ricevuto la somma.",
        lines=(
            ReceiptLine(
                description="Quota associativa anno 2026",
                detail="Categoria Ordinari, Media impresa",
                due=Money(120_000),
                paid=Money(120_000),
            ),
        ),
        payment=PaymentFacts(
            paid_on=date(2026, 6, 15), method="Bonifico bancario", bank_reference="TRN 0542"
        ),
        resolution="Assemblea n. 3/2026 del 28/02/2026",
        outstanding=ZERO,
        vat_wording="Fuori campo IVA.",
        stamp_wording="Imposta di bollo assolta sull’originale.",
        signature=TREASURER,
        stamp=stamp(f"Ricevuta RIC 2026/{number:04d}", date(2026, 6, 16)),
    )
    return replace(document, **changes)


def entry(number: int, **changes: Any) -> RegisterEntry:
    one = RegisterEntry(
        number=number,
        name=f"Socio Dimostrativo {number} S.r.l.",
        seat="26013 Crema (CR)",
        tax_code=f"99{number:09d}",
        representative="Giulia Ferrandi",
        category="Ordinario",
        admitted_on=date(2025, 12, 15) + timedelta(days=number % 300),
        admission_resolution="delibera CD 1/2026",
        payments=(
            RegisterPayment(reason="Quota 2026", paid_on=date(2026, 3, 12), amount=Money(120_000)),
        ),
    )
    return replace(one, **changes)


WITHDRAWN = entry(
    2,
    vat_number="99000030199",
    events=(RegisterEvent(kind="Recesso", on=date(2026, 12, 31), resolution="CD 6/2026"),),
    is_ended=True,
)


def register(count: int = 3, **changes: Any) -> RegisterDocument:
    entries = [WITHDRAWN if number == 2 else entry(number) for number in range(1, count + 1)]
    document = RegisterDocument(
        as_of=date(2026, 12, 31),
        entries=tuple(entries),
        members_now=count - 1,
        signatures=(PRESIDENT,),
        stamp=stamp("Libro dei soci", date(2026, 12, 31)),
    )
    return replace(document, **changes)


def sign_in(count: int = 3, **changes: Any) -> SignInSheet:
    rows = [
        SignInRow(
            name=f"Ferrandi Giulia {number}",
            organisation="Brianza Make-Up S.r.l.",
            role="esperta",
            email="giulia@brianza.example",
            is_remote=number == 2,
        )
        for number in range(1, count + 1)
    ]
    sheet = SignInSheet(
        body_name="Tavolo tematico «Packaging ed ecodesign»",
        meeting_title="riunione n. 4/2026",
        held_on=date(2026, 6, 16),
        starts_at=time(14, 30),
        ends_at=time(17),
        place="Sala del Consiglio, Crema",
        chair="Marta Serio",
        project_title="Filiera circolare",
        cup="E19J25000010009",
        rows=tuple(rows),
        privacy_note="Informativa completa: cluster.example/privacy.",
        signature=Signature(title="La coordinatrice", name="Marta Serio"),
        stamp=DocumentStamp(document_id="Foglio firme n. 4/2026", issued_on=date(2026, 6, 10)),
    )
    return replace(sheet, **changes)


def notice(**changes: Any) -> PaymentNoticeDocument:
    document = PaymentNoticeDocument(
        title="Richiesta di versamento",
        number="RV 2026/0003",
        issued_on=date(2026, 3, 2),
        recipient=PAYER,
        opening="Vi chiediamo di versare entro il giorno **31 marzo 2026**:",
        lines=(
            NoticeLine(description="Quota associativa 2026", amount=Money(120_000)),
            NoticeLine(description="Quota di ingresso", amount=Money(50_000)),
        ),
        due=Money(170_000),
        due_on=date(2026, 3, 31),
        bank=BankCoordinates(
            beneficiary="Cluster Cosmetico Dimostrativo",
            iban="IT60X0542811101000000123456",
            reference="RF712026000003",
        ),
        references=("CUP E19J25000010009",),
        vat_wording="Fuori campo IVA.",
        closing="Il presente documento non è una quietanza.",
        signature=TREASURER,
        stamp=stamp("Richiesta di versamento RV 2026/0003", date(2026, 3, 2)),
    )
    return replace(document, **changes)


def statement(**changes: Any) -> StatementDocument:
    document = StatementDocument(
        member=PAYER,
        register_number=6,
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        opening=ZERO,
        lines=(
            StatementLine(
                on=date(2026, 3, 2),
                description="Quota associativa 2026",
                document="RV 2026/0003",
                charged=Money(120_000),
                balance=Money(120_000),
            ),
            StatementLine(
                on=date(2026, 6, 15),
                description="Bonifico",
                document="RIC 2026/0001",
                paid=Money(70_000),
                balance=Money(50_000),
            ),
        ),
        charged=Money(120_000),
        paid=Money(70_000),
        closing=Money(50_000),
        stamp=DocumentStamp(document_id="Estratto conto n. 6", issued_on=date(2027, 1, 5)),
    )
    return replace(document, **changes)


def letter(**changes: Any) -> LetterDocument:
    document = LetterDocument(
        recipient_lines=("Ai soci di Cluster Cosmetico Dimostrativo", "LORO SEDI"),
        place_and_date="Crema, 11/02/2026",
        protocol="27/2026",
        channel="A mezzo PEC",
        subject="Convocazione dell’assemblea ordinaria dei soci",
        salutation="Spettabile socio,",
        paragraphs=("è convocata l’assemblea in **prima convocazione**:",),
        items=("Comunicazioni della Presidente.", "Varie ed eventuali."),
        after_list=(
            "*Validità* – In seconda convocazione qualunque sia il numero.",
            "Cordiali saluti.",
        ),
        signature=PRESIDENT,
        attachments=("modulo di delega",),
        stamp=DocumentStamp(document_id="Convocazione", issued_on=date(2026, 2, 11)),
    )
    return replace(document, **changes)
