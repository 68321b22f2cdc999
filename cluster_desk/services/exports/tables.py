"""The attendance register of the working tables, and the sheet people sign."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import AttendanceMode, MeetingMode
from cluster_desk.errors import NotFound
from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, own_text
from cluster_desk.queries.bodies import SeatRow, seats_at
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.queries.members.rows import full_name, member_rows
from cluster_desk.queries.tables.attendance import (
    Presence,
    TableAttendance,
    TableMeeting,
    TablePerson,
    table_attendance,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature
from cluster_desk.reports.tables import attendance_register as register
from cluster_desk.reports.tables.attendance_workbook import attendance_workbook
from cluster_desk.reports.tables.sign_in_document import SignInRow, SignInSheet
from cluster_desk.reports.tables.sign_in_sheet import sign_in_pdf
from cluster_desk.services.exports.file import PDF, XLSX, ExportedFile, letterhead_at, scope_of
from cluster_desk.services.meetings.wording import office
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Invitation, Meeting
from cluster_desk.store.tables.members import Organisation, Person


def attendance_file(
    session: Session, *, year: FiscalYearRow, body_id: int | None = None
) -> ExportedFile:
    """Who was there, at one table or at all of them, in a fiscal year."""
    tables = table_attendance(session, from_on=year.starts_on, to_on=year.ends_on, body_id=body_id)
    if body_id is not None and not tables:
        raise NotFound(what=_("working table"), id=body_id)
    members = _member_organisations(session, year.ends_on)
    book = register.AttendanceRegister(
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        tables=tuple(_table(table, members) for table in tables),
        scope=scope_of(session, on=year.ends_on),
    )
    return ExportedFile(
        name=_("attendance-{year}.xlsx").format(year=year.year),
        media_type=XLSX,
        content=attendance_workbook(book),
    )


def _member_organisations(session: Session, on: date) -> frozenset[int]:
    ids = member_ids(session, on=on, year=on.year, filter=MemberFilter(view="members"))
    rows = member_rows(session, ids, on=on, year=on.year)
    return frozenset(r.organisation_id for r in rows if r.organisation_id is not None)


def _table(table: TableAttendance, members: frozenset[int]) -> register.TableAttendance:
    cells = table.by_cell()
    return register.TableAttendance(
        name=table.name,
        coordinator=table.coordinator,
        project=table.project,
        cup=table.cup,
        meetings=tuple(
            register.TableMeeting(
                number=m.number,
                held_on=m.held_on,
                starts_at=m.opened_at,
                ends_at=m.closed_at,
                minutes=m.minutes,
            )
            for m in table.meetings
        ),
        lines=tuple(
            register.AttendanceLine(
                person_id=person.person_id,
                person=person.name,
                organisation_id=person.organisation_id,
                organisation=person.organisation,
                organisation_kind=person.organisation_kind,
                is_member=person.organisation_id in members,
                role=person.role.label if person.role else _("Guest"),
                marks=tuple(
                    _mark(person, m, cells.get((person.line, m.id)), table.excused)
                    for m in table.meetings
                ),
            )
            for person in table.people
        ),
    )


def _mark(
    person: TablePerson,
    meeting: TableMeeting,
    presence: Presence | None,
    excused: frozenset[tuple[int, int]],
) -> register.Mark:
    if presence is not None:
        return register.Present(
            minutes=presence.minutes,
            is_remote=presence.mode is AttendanceMode.REMOTE,
            is_delegate=presence.mode is AttendanceMode.PROXY,
        )
    if meeting.id not in person.called:
        return None
    return register.NotThere(is_excused=(person.person_id, meeting.id) in excused)


def sign_in_file(session: Session, *, meeting_id: int) -> ExportedFile:
    """The sheet to print before a meeting of any body: seats, guests called, blank rows."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound(what=_("meeting"), id=meeting_id)
    body = session.get_one(Body, meeting.body_id)
    project_id = meeting.project_id or body.project_id
    project = session.get(Project, project_id) if project_id else None
    seats = seats_at(session, meeting.held_on, body_id=body.id)
    head = _head(body, seats)
    title = meeting.title or _("Meeting of {date}").format(
        date=meeting.held_on.strftime("%d/%m/%Y")
    )
    remote_only = meeting.mode is MeetingMode.REMOTE
    sheet = SignInSheet(
        body_name=body.name,
        meeting_title=title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place="" if remote_only else meeting.venue,
        platform=meeting.platform,
        chair=head.name,
        programme=project.funder if project is not None else "",
        project_title=project.title if project is not None else "",
        cup=project.cup if project is not None else "",
        rows=tuple(
            [
                SignInRow(name=s.name, organisation=s.organisation, role=office(s, body.kind))
                for s in seats
            ]
            + _called(session, meeting.id, {s.person_id for s in seats})
        ),
        privacy_note=own_text(session, "privacy.sign_in", "it") or "",
        signature=head,
        stamp=DocumentStamp(
            document_id=_("Sign-in sheet: {body}").format(body=body.name),
            issued_on=meeting.held_on,
        ),
    )
    return ExportedFile(
        name=_("sign-in-{date}.pdf").format(date=meeting.held_on.isoformat()),
        media_type=PDF,
        content=sign_in_pdf(sheet, letterhead_at(session, meeting.held_on)),
    )


def _head(body: Body, seats: list[SeatRow]) -> Signature:
    """Who signs the sheet: the coordinator of a table, the president of a body."""
    role = SeatRole.COORDINATOR if body.kind is BodyKind.WORKING_TABLE else SeatRole.PRESIDENT
    for seat in seats:
        if seat.role is role:
            return Signature(title=office(seat, body.kind), name=seat.name)
    return Signature(title=role.label, name="")


def _called(session: Session, meeting_id: int, seated: set[int]) -> list[SignInRow]:
    query = (
        select(Person, Organisation.name)
        .join(Invitation, Invitation.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .where(Invitation.meeting_id == meeting_id, Person.id.not_in(seated))
        .order_by(Person.sort_key, Person.id)
    )
    return [
        SignInRow(name=full_name(person), organisation=organisation or "", role=_("Guest"))
        for person, organisation in session.execute(query).all()
    ]
