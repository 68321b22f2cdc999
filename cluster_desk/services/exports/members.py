"""The list of members as a workbook, and the book of members as PDF."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import ChannelKind, ChannelPurpose, MemberCategory
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.membership import is_member
from cluster_desk.i18n import _
from cluster_desk.queries.members.lists import MemberFilter, MemberSort, member_ids
from cluster_desk.queries.members.rows import MemberRow, member_rows
from cluster_desk.queries.members.standing import received_by
from cluster_desk.reports.members.members_workbook import (
    MemberLine,
    MembersList,
    members_workbook,
)
from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.members.register_document import (
    RegisterDocument,
    RegisterEntry,
    RegisterEvent,
    RegisterPayment,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.services.exports.file import PDF, XLSX, ExportedFile, letterhead_at, scope_of
from cluster_desk.store import changes
from cluster_desk.store.tables.fees import Allocation, Charge, Payment
from cluster_desk.store.tables.members import (
    Channel,
    Membership,
    MembershipEvent,
    Organisation,
    Person,
)

_ENDS = frozenset((Kind.WITHDRAWAL, Kind.EXCLUSION, Kind.LAPSE))


def members_file(
    session: Session, *, on: date, year: int, filter: MemberFilter | None = None
) -> ExportedFile:
    """What the list shows, with addresses and channels, as a workbook that can be imported.

    Who came later than the day is nobody on it, as in the list of the command line.
    """
    chosen = filter or MemberFilter(view="everyone")
    ids = member_ids(session, on=on, year=year, filter=chosen, sort=MemberSort(column="number"))
    rows = [r for r in member_rows(session, ids, on=on, year=year) if r.status is not None]
    parties = _parties(session)
    channels = _channels(session)
    story = _story(session, on)
    lines = []
    for row in rows:
        organisation, person = parties[row.id]
        owner = (organisation.id if organisation else None, person.id if person else None)
        line = _line(row, organisation, person, channels[owner])
        lines.append(replace(line, member_until=_until(story[row.id])))
    words = (chosen.text,) if chosen.text else ()
    workbook = MembersList(
        as_of=on, year=year, lines=lines, scope=scope_of(session, on=on, filters=words)
    )
    return ExportedFile(
        name=_("members-{date}.xlsx").format(date=on.isoformat()),
        media_type=XLSX,
        content=members_workbook(workbook),
    )


def _parties(session: Session) -> dict[int, tuple[Organisation | None, Person | None]]:
    query = (
        select(Membership.id, Organisation, Person)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
    )
    return {each: (organisation, person) for each, organisation, person in session.execute(query)}


def _channels(session: Session) -> dict[tuple[int | None, int | None], dict[ChannelKind, str]]:
    """By organisation and person, of which a channel has one."""
    query = select(Channel).where(Channel.purpose == ChannelPurpose.GENERAL)
    found: dict[tuple[int | None, int | None], dict[ChannelKind, str]] = defaultdict(dict)
    for channel in session.scalars(query.order_by(Channel.id)):
        owner = found[channel.organisation_id, channel.person_id]
        owner.setdefault(channel.kind, channel.value)
    return found


def _until(story: list[MembershipEvent]) -> date | None:
    last = story[-1] if story else None
    return last.on_day if last is not None and last.kind in _ENDS else None


def _line(
    row: MemberRow,
    organisation: Organisation | None,
    person: Person | None,
    reach: dict[ChannelKind, str],
) -> MemberLine:
    more: dict[str, Any] = {"family_name": person.family_name} if person is not None else {}
    if organisation is not None:
        names = ["short_name", "address", "postal_code", "country", "website", "ipa_code"]
        more |= {name: getattr(organisation, name) for name in names}
        more["recipient_code"] = organisation.sdi_code
    return MemberLine(
        number=row.number,
        name=row.name,
        kind=row.kind,
        category=row.category,
        founder=row.founder,
        size=row.size,
        status=row.status,
        tax_code=row.tax_code,
        vat_number=row.vat_number,
        city=row.city,
        province=row.province,
        sector=row.sector,
        pec=reach.get(ChannelKind.PEC, ""),
        email=reach.get(ChannelKind.EMAIL, ""),
        phone=reach.get(ChannelKind.PHONE, ""),
        member_since=row.member_since,
        due=row.charged,
        paid=row.paid,
        outstanding=row.balance,
        may_vote=row.may_vote,
        **more,
    )


def register_file(session: Session, *, on: date) -> ExportedFile:
    """The book of members as of a day: every number ever given, with its story."""
    ids = member_ids(session, on=on, year=on.year, filter=MemberFilter(view="everyone"))
    rows = [r for r in member_rows(session, ids, on=on, year=on.year) if r.number is not None]
    story = _story(session, on)
    payments = _payments(session, on)
    organisations = {o.id: o for o in session.scalars(select(Organisation))}
    entries = [
        _entry(row, story[row.id], payments[row.id], organisations.get(row.organisation_id or 0))
        for row in sorted(rows, key=lambda r: r.number or 0)
        if row.member_since is not None
    ]
    seq, head = changes.head(session.connection())
    document = RegisterDocument(
        as_of=on,
        entries=tuple(entries),
        members_now=sum(1 for row in rows if is_member(row.status)),
        stamp=DocumentStamp(
            document_id=_("Register of members"), issued_on=on, chain_seq=seq, chain_head=head
        ),
    )
    return ExportedFile(
        name=_("register-of-members-{date}.pdf").format(date=on.isoformat()),
        media_type=PDF,
        content=register_pdf(document, letterhead_at(session, on)),
    )


def _story(session: Session, on: date) -> dict[int, list[MembershipEvent]]:
    query = select(MembershipEvent).order_by(MembershipEvent.on_day, MembershipEvent.id)
    found: dict[int, list[MembershipEvent]] = defaultdict(list)
    for event in session.scalars(query):
        if (event.received_on or event.on_day) <= on:
            found[event.membership_id].append(event)
    return found


def _payments(session: Session, on: date) -> dict[int, list[RegisterPayment]]:
    query = (
        select(Charge.membership_id, Charge.description, Payment.received_on, Allocation.amount)
        .join(Allocation, Allocation.charge_id == Charge.id)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(received_by(on))
        .order_by(Payment.received_on, Payment.id, Allocation.id)
    )
    found: dict[int, list[RegisterPayment]] = defaultdict(list)
    for member, reason, paid_on, amount in session.execute(query):
        found[member].append(RegisterPayment(reason=reason, paid_on=paid_on, amount=amount))
    return found


def _entry(
    row: MemberRow,
    story: list[MembershipEvent],
    payments: list[RegisterPayment],
    organisation: Organisation | None,
) -> RegisterEntry:
    assert row.number is not None
    assert row.member_since is not None
    admission = next((e for e in story if e.kind is Kind.ADMISSION), None)
    later = [e for e in story if e.kind not in (Kind.ADMISSION, Kind.APPLICATION)]
    seat = ""
    if organisation is not None:
        place = f"{organisation.postal_code} {organisation.city}".strip()
        province = f" ({organisation.province})" if organisation.province else ""
        seat = ", ".join(part for part in (organisation.address, place + province) if part.strip())
    return RegisterEntry(
        number=row.number,
        name=row.name,
        seat=seat,
        tax_code=row.tax_code,
        vat_number=row.vat_number,
        category=(MemberCategory.FOUNDER if row.founder else row.category).label,
        admitted_on=row.member_since,
        admission_resolution=admission.resolution_text if admission else "",
        payments=tuple(payments),
        events=tuple(
            RegisterEvent(
                kind=event.kind.label,
                on=event.on_day,
                resolution=event.resolution_text,
                note=event.reason,
            )
            for event in later
        ),
        is_ended=not is_member(row.status),
    )
