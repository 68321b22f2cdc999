"""Find any record by a few letters: members, documents, meetings, movements (DESIGN_LANGUAGE §14).

Measured on 100,000 members, as many movements and documents: a capped LIKE takes 1 to 35 ms a
subject. A trigram index answers in one, but takes 3.4 s to build, a trigger on every listed
table, three letters at least, and is another thing on PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.folding import fold, sort_key
from cluster_desk.domain.members import MembershipStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.dates import parse_date
from cluster_desk.formats.money import parse_money
from cluster_desk.formats.unreadable import Unreadable
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.lists import matching
from cluster_desk.queries.members.rows import full_name
from cluster_desk.queries.words import all_words, has_words
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.meetings import AgendaItem, Meeting
from cluster_desk.store.tables.members import Affiliation, Membership, Organisation, Person
from cluster_desk.store.tables.treasury import Movement

EACH = 8
"""How many of a subject are worth showing: whoever sees more types another letter."""

_LOOKED_AT = 200  # candidates that are put in order; thousands contain two letters
_SHORTEST = 2  # a letter alone would find nearly everything
_SHORTEST_NAME = 3
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class FoundMember:
    """A membership; `through` is the person whose name was typed, where it was."""

    id: int
    number: int | None
    name: str
    city: str
    province: str
    open: Money
    status: MembershipStatus | None
    through: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundDocument:
    """An issued document."""

    id: int
    kind: str
    number: str
    title: str
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class FoundMeeting:
    """A meeting; with `item` an item of its agenda, whose title was typed."""

    id: int
    body_id: int
    body: str
    body_kind: BodyKind
    number: int | None
    year: int
    title: str
    held_on: date
    item: int | None = None
    item_title: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundMovement:
    """A movement of an account."""

    id: int
    booked_on: date
    amount: Money
    description: str
    counterparty: str


# ── members ──────────────────────────────────────────────────────────────────────────────────
def found_members(session: Session, text: str, *, on: date, year: int) -> list[FoundMember]:
    """By number, name, place and code; the nearest first."""
    typed = fold(text)
    ids = _members_by_name(session, typed) if typed else []
    return members_of(session, ids, on=on, year=year)


def found_people(session: Session, text: str, *, on: date, year: int) -> list[FoundMember]:
    """Members by the name of a person who stands for them."""
    words = sort_key(text).split()
    if len(fold(text)) < _SHORTEST_NAME:
        return []
    named = and_(*(Person.sort_key.like(f"%{word}%") for word in words))
    people = select(Person.id).where(named).limit(EACH)
    stands = or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on)
    query = (
        select(Membership.id, Person)
        .join(Affiliation, Affiliation.organisation_id == Membership.organisation_id)
        .join(Person, Person.id == Affiliation.person_id)
        .where(Affiliation.person_id.in_(people), stands)
        .order_by(Person.sort_key, Membership.id)
        .limit(EACH)
    )
    through = {row[0]: full_name(row[1]) for row in session.execute(query)}
    return members_of(session, list(through), on=on, year=year, through=through)


def members_of(
    session: Session,
    ids: Sequence[int],
    *,
    on: date,
    year: int,
    through: dict[int, str] | None = None,
) -> list[FoundMember]:
    """These memberships in this order, with what each still owes; unknown ids are left out."""
    if not ids:
        return []
    found = {
        row.id: FoundMember(
            id=row.id,
            number=row.register_number,
            name=row.name or f"{row.given_name} {row.family_name}".strip(),
            city=row.city or "",
            province=row.province or "",
            open=Money(int(row.open)) if row.open else ZERO,
            status=MembershipStatus(row.status) if row.status else None,
            through=(through or {}).get(row.id, ""),
        )
        for row in session.execute(_members_with_ids(on, year), {"ids": list(ids)})
    }
    return [found[i] for i in ids if i in found]


@lru_cache(maxsize=2)
def _members_with_ids(on: date, year: int) -> Select[Any]:
    """What is shown of the members in `ids`: to put it together takes longer than to ask it."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    balance = standing.member_balances(on, year, ids)
    return (
        select(
            Membership.id,
            Membership.register_number,
            Organisation.name,
            Organisation.city,
            Organisation.province,
            Person.given_name,
            Person.family_name,
            balance.c.open,
            standing.status_code(on).label("status"),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
        .where(Membership.id.in_(ids))
    )


def _members_by_name(session: Session, typed: str) -> list[int]:
    ids: dict[int, None] = {}
    if typed.isdigit() and len(typed) < 10:
        numbered = select(Membership.id).where(Membership.register_number == int(typed))
        ids.update(dict.fromkeys(session.scalars(numbered)))
    # The names that begin with it stand together in the index, however many merely contain it.
    key = sort_key(typed)
    columns = (Membership.id, Membership.sort_key)
    begin = select(*columns).where(Membership.sort_key >= key).order_by(Membership.sort_key)
    rows = session.execute(begin.limit(EACH)).all()
    ids.update((row[0], None) for row in rows if row[1].startswith(key))
    if len(ids) < EACH:
        query = select(Membership.id, Membership.search_text).where(matching(typed))
        rows = session.execute(query.limit(_LOOKED_AT)).all()
        ids.update((row[0], None) for row in sorted(rows, key=lambda row: _far(row[1], typed)))
    return list(ids)[:EACH]


def _far(text: str, typed: str) -> tuple[int, str]:
    """How far a text is from what was typed: words that begin with it come first."""
    padded = f" {text}"
    return sum(f" {word}" not in padded for word in typed.split()), text


# ── documents, meetings, movements ───────────────────────────────────────────────────────────
def found_documents(session: Session, text: str) -> list[FoundDocument]:
    """By number and title, the latest issued first."""
    if len(fold(text)) < _SHORTEST:
        return []
    return _documents(session, all_words(session, text, (Document.title, Document.number)), text)


def _documents(
    session: Session, wanted: ColumnElement[bool], text: str = ""
) -> list[FoundDocument]:
    # By id, which is the order of issue: by day, each row would be looked up from the index.
    query = select(Document).where(wanted).order_by(Document.id.desc()).limit(_LOOKED_AT)
    rows = [row for row in session.scalars(query) if has_words(f"{row.title} {row.number}", text)]
    return [
        FoundDocument(**{name: getattr(row, name) for name in FoundDocument.__annotations__})
        for row in rows[:EACH]
    ]


def found_meetings(session: Session, text: str, *, on: date) -> list[FoundMeeting]:
    """By body, number, title or day, then by the items of the agenda; the latest first."""
    if len(fold(text)) < _SHORTEST:
        return []
    number = cast(Meeting.number, String) + "/" + cast(Meeting.year, String)
    columns = (Body.name, Body.code, Meeting.title, number)
    wanted = or_(all_words(session, text, columns), _on_day(text, on))
    latest = (Meeting.held_on.desc(), Meeting.id.desc())
    meetings = select(Meeting, Body).join(Body, Body.id == Meeting.body_id).where(wanted)
    found = [
        _meeting(meeting, body)
        for meeting, body in session.execute(meetings.order_by(*latest).limit(EACH))
    ]
    items = (
        select(Meeting, Body, AgendaItem.position, AgendaItem.title)
        .join(Body, Body.id == Meeting.body_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(all_words(session, text, (AgendaItem.title,)))
        .order_by(*latest, AgendaItem.position)
        .limit(_LOOKED_AT)
    )
    for meeting, body, position, title in session.execute(items):
        if len(found) < EACH and has_words(title, text):
            found.append(_meeting(meeting, body, item=position, item_title=title))
    return found


def _meeting(meeting: Meeting, body: Body, **item: Any) -> FoundMeeting:
    own = ("id", "body_id", "number", "year", "title", "held_on")
    told = {name: getattr(meeting, name) for name in own}
    return FoundMeeting(**told, body=body.name, body_kind=body.kind, **item)


def found_movements(session: Session, text: str) -> list[FoundMovement]:
    """By an amount in or out, or by words; the latest entered first."""
    words = fold(text).split() if len(fold(text)) >= _SHORTEST else []
    said = and_(*(Movement.search_text.like(f"%{word}%") for word in words)) if words else false()
    query = select(Movement).where(or_(said, _of_amount(text))).order_by(Movement.id.desc())
    return [
        FoundMovement(**{name: getattr(row, name) for name in FoundMovement.__annotations__})
        for row in session.scalars(query.limit(EACH))
    ]


def _of_amount(text: str) -> ColumnElement[bool]:
    """`2500` is any amount from 2.500,00 to 2.500,99; with cents it is that amount alone."""
    try:
        sought = abs(parse_money(text).cents)
    except Unreadable:
        return false()
    last = sought + (0 if re.search(r"[.,]\d{1,2}\D*$", text) else 99)
    amount = standing.cents(Movement.amount)
    return or_(amount.between(sought, last), amount.between(-last, -sought))


# ── numbers ──────────────────────────────────────────────────────────────────────────────────
def found_by_number(
    session: Session, text: str, *, on: date, year: int
) -> tuple[list[FoundMember], list[FoundDocument]]:
    """The member and the documents that bear a number: `118`, `2026/118`, `RIC 2026/0118`."""
    numbers = [int(digits) for digits in _DIGITS.findall(text)]
    if not numbers or max(numbers) > 10**9:
        return [], []
    ids: list[int] = []
    if len(numbers) == 1:
        query = select(Membership.id).where(Membership.register_number == numbers[0])
        ids = list(session.scalars(query))
    documents = _documents(session, Document.number.like(f"%{numbers[-1]}"))
    bearing = [row for row in documents if _numbers(row.number)[-len(numbers) :] == numbers]
    return members_of(session, ids, on=on, year=year), bearing


def _numbers(number: str) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(number)]


def _on_day(text: str, today: date) -> ColumnElement[bool]:
    try:
        return Meeting.held_on == parse_date(text, today=today)
    except Unreadable:
        return false()
