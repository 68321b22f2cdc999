"""What was issued, and its very bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.documents import DocumentState
from cluster_desk.domain.folding import fold
from cluster_desk.queries.members.lists import matching
from cluster_desk.queries.members.rows import full_name
from cluster_desk.queries.words import all_words, has_words
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.fees import Payment, PaymentNotice, Receipt, Reminder
from cluster_desk.store.tables.history import Blob
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.members import Membership, Organisation, Person

VIEWS = ("all", "year", "fees", "meetings", "gone")
OF_FEES = ("receipt", "payment_notice", "reminder")
_SHORTEST = 2  # a letter alone would find nearly everything


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """One issued document."""

    id: int
    kind: str
    number: str
    title: str
    issued_on: date
    media_type: str
    size: int
    sha256: str
    membership_id: int | None
    meeting_id: int | None


@dataclass(frozen=True, kw_only=True)
class ArchivedDocument(DocumentRow):
    """With whom it was issued to, and whether it still counts."""

    to: str
    state: DocumentState
    gone_on: date | None = None
    gone_because: str = ""
    replaced_by: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return self.title


@dataclass(frozen=True, kw_only=True)
class DocumentFilter:
    """Which documents: a view, what was typed, chips. Empty tuples do not restrict.

    `year` is the year of the view `year`; `years` are those of the chip.
    """

    text: str = ""
    view: str = "all"
    year: int = 0
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    states: tuple[DocumentState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentTotals:
    """Of the documents of a filter."""

    count: int
    size: int


def document_rows(
    session: Session, *, kind: str = "", until: date | None = None, text: str = ""
) -> list[DocumentRow]:
    """Issued documents, the latest first; `text` is looked for in number and title."""
    query = select(Document).order_by(Document.issued_on.desc(), Document.id.desc())
    if kind:
        query = query.where(Document.kind == kind)
    if until is not None:
        query = query.where(Document.issued_on <= until)
    if text:
        query = query.where(
            Document.title.icontains(text, autoescape=True)
            | Document.number.icontains(text, autoescape=True)
        )
    return [DocumentRow(**_own(row)) for row in session.scalars(query)]


def _own(row: Document) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DocumentRow.__annotations__}


def document_bytes(session: Session, document_id: int) -> bytes | None:
    """The very bytes that were issued; None where there is no such document."""
    return session.scalars(
        select(Blob.content)
        .join(Document, Document.sha256 == Blob.sha256)
        .where(Document.id == document_id)
    ).first()


# ── the archive's list ───────────────────────────────────────────────────────────────────────
def document_ids(
    session: Session,
    *,
    filter: DocumentFilter | None = None,
    sort: str = "issued_on",
    descending: bool = True,
) -> list[int]:
    """The documents of a filter in order; `sort` is a column of DocumentRow."""
    chosen = filter or DocumentFilter()
    column = {"title": func.lower(Document.title)}.get(sort, getattr(Document, sort))
    order = (column.desc(), Document.id.desc()) if descending else (column.asc(), Document.id)
    return _found(session, select(Document.id), chosen, order)


def document_totals(session: Session, *, filter: DocumentFilter | None = None) -> DocumentTotals:
    """How many documents a filter has, and how large they are together."""
    chosen = filter or DocumentFilter()
    wanted = _conditions(session, chosen)
    if chosen.text:
        wanted.append(Document.id.in_(_found(session, select(Document.id), chosen, ())))
    query = select(func.count(Document.id), func.sum(Document.size)).where(*wanted)
    count, size = session.execute(query).one()
    return DocumentTotals(count=count, size=int(size or 0))


def document_view_counts(session: Session, *, year: int) -> dict[str, int]:
    """How many documents each view has, in one pass; `everything` are those there are at all."""
    counted = [_of_view(view, year) for view in VIEWS]
    columns = [func.sum(case((and_(true(), *wanted), 1), else_=0)) for wanted in counted]
    found = session.execute(select(func.count(Document.id), *columns)).one()
    counts = dict(zip(VIEWS, (int(n or 0) for n in found[1:]), strict=True))
    return counts | {"everything": found[0]}


def document_years(session: Session) -> list[int]:
    """In which years documents were issued, the latest first."""
    query = select(func.min(Document.issued_on), func.max(Document.issued_on))
    found: Any = session.execute(query).one()
    return list(range(found[1].year, found[0].year - 1, -1)) if found[0] else []


def archived_documents(session: Session, ids: Sequence[int]) -> list[ArchivedDocument]:
    """These documents in this order; unknown ids are left out."""
    query = (
        select(Document, Organisation.name, Person, Body.name)
        .outerjoin(Membership, Membership.id == Document.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(Meeting, Meeting.id == Document.meeting_id)
        .outerjoin(Body, Body.id == Meeting.body_id)
        .where(Document.id.in_(ids))
    )
    fates = _fates(session, ids)
    rows: dict[int, ArchivedDocument] = {}
    for document, organisation, person, body in session.execute(query):
        member = organisation or _name_of(person)
        on_day, reason = fates.get(("voided", document.id), (None, ""))
        _day, heir = fates.get(("replaced", document.id), (None, ""))
        _day, payer = fates.get(("paid", document.id), (None, ""))
        state = DocumentState.REPLACED if heir else DocumentState.VALID
        rows[document.id] = ArchivedDocument(
            **_own(document),
            to=member or body or payer,
            state=DocumentState.VOIDED if on_day else state,
            gone_on=on_day,
            gone_because=reason,
            replaced_by="" if on_day else heir,
        )
    return [rows[i] for i in ids if i in rows]


def _name_of(person: Person | None) -> str:
    return "" if person is None else full_name(person)


@dataclass(frozen=True, kw_only=True)
class DocumentCard:
    """One document with its bytes, and the operation of the history that issued it."""

    row: ArchivedDocument
    content: bytes
    facts_sha256: str
    chain_seq: int
    corrects: str


def document_card(session: Session, document_id: int) -> DocumentCard | None:
    """What is known of one document; None where there is none."""
    rows = archived_documents(session, [document_id])
    if not rows:
        return None
    earlier = aliased(Document)
    query = (
        select(Document.facts_sha256, Document.chain_seq, earlier.number, earlier.title)
        .outerjoin(earlier, earlier.id == Document.corrects_id)
        .where(Document.id == document_id)
    )
    facts, seq, number, title = session.execute(query).one()
    return DocumentCard(
        row=rows[0],
        content=document_bytes(session, document_id) or b"",
        facts_sha256=facts,
        chain_seq=seq,
        corrects=number or title or "",
    )


def _found(
    session: Session, query: Select[Any], chosen: DocumentFilter, order: Iterable[Any]
) -> list[int]:
    query = query.where(*_conditions(session, chosen)).order_by(*order)
    typed = chosen.text.strip()
    if typed and not fold(typed):
        return []
    if len(typed) < _SHORTEST:
        return list(session.scalars(query))
    columns = (Document.title, Document.number)
    of_members = select(Membership.id).where(matching(typed))
    said = or_(
        all_words(session, typed, columns),
        Document.membership_id.in_(of_members),
    )
    read = query.add_columns(
        Document.title, Document.number, Document.membership_id.in_(of_members)
    )
    return [
        row[0]
        for row in session.execute(read.where(said))
        if row[3] or has_words(f"{row[1]} {row[2]}", typed)
    ]


def _conditions(session: Session, chosen: DocumentFilter) -> list[ColumnElement[bool]]:
    wanted = _of_view(chosen.view, chosen.year)
    if chosen.kinds:
        wanted.append(Document.kind.in_(chosen.kinds))
    if chosen.years:
        wanted.append(or_(*(_issued_in(year) for year in chosen.years)))
    if chosen.states:
        wanted.append(or_(*(_in_state(state) for state in chosen.states)))
    return wanted


def _of_view(view: str, year: int) -> list[ColumnElement[bool]]:
    match view:
        case "year":
            return [_issued_in(year)]
        case "fees":
            return [Document.kind.in_(OF_FEES)]
        case "meetings":
            return [Document.meeting_id.is_not(None)]
        case "gone":
            return [or_(_in_state(DocumentState.VOIDED), _in_state(DocumentState.REPLACED))]
    return []


def _issued_in(year: int) -> ColumnElement[bool]:
    return Document.issued_on.between(date(year, 1, 1), date(year, 12, 31))


_VOIDABLE: tuple[Any, ...] = (Receipt, PaymentNotice, Reminder)


def _in_state(state: DocumentState) -> ColumnElement[bool]:
    heir, copy = aliased(Document), aliased(Document)
    papers = union_all(
        *(
            select(kind.document_id).where(
                kind.voided_on.is_not(None), kind.document_id.is_not(None)
            )
            for kind in _VOIDABLE
        )
    ).subquery()
    # Voiding stores a copy that says so in the place of the first: both count no more.
    firsts = select(copy.corrects_id).where(
        copy.corrects_id.is_not(None), copy.id.in_(select(papers.c[0]))
    )
    is_voided = or_(Document.id.in_(select(papers.c[0])), Document.id.in_(firsts))
    is_replaced = Document.id.in_(select(heir.corrects_id).where(heir.corrects_id.is_not(None)))
    match state:
        case DocumentState.VOIDED:
            return is_voided
        case DocumentState.REPLACED:
            return and_(is_replaced, ~is_voided)
    return and_(~is_voided, ~is_replaced)


def _fates(
    session: Session, ids: Sequence[int]
) -> Mapping[tuple[str, int], tuple[date | None, str]]:
    """What became of these documents, and who paid where no member is named, in one statement."""
    no_day = cast(null(), Date)
    heir = func.coalesce(func.nullif(Document.number, ""), Document.title)
    parts = [
        select(literal("voided"), kind.document_id, kind.voided_on, kind.void_reason).where(
            kind.document_id.in_(ids), kind.voided_on.is_not(None)
        )
        for kind in _VOIDABLE
    ]
    copy = aliased(Document)
    parts += [
        select(literal("voided"), copy.corrects_id, kind.voided_on, kind.void_reason)
        .join(copy, copy.id == kind.document_id)
        .where(copy.corrects_id.in_(ids), kind.voided_on.is_not(None))
        for kind in _VOIDABLE
    ]
    parts += [
        select(literal("replaced"), Document.corrects_id, no_day, heir).where(
            Document.corrects_id.in_(ids)
        ),
        select(literal("paid"), Receipt.document_id, no_day, Payment.payer_name)
        .join(Payment, Payment.id == Receipt.payment_id)
        .where(Receipt.document_id.in_(ids)),
    ]
    rows = session.execute(union_all(*parts)).all()
    return {(fate, document_id): (day, text) for fate, document_id, day, text in rows}
