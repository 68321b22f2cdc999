"""Keep the attendance register of working tables: many cells of one gesture, or one in detail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import select

from cluster_desk.domain.meetings import Capacity, MeetingState
from cluster_desk.domain.tables import CAME, MODES, Mark
from cluster_desk.errors import Invalid, NotFound, Problem, Refused
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.meetings.room import ADVISORY
from cluster_desk.services.meetings.presence import order_problems, refuse_overlaps
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Attendance, Invitation, Meeting
from cluster_desk.store.tables.members import Person
from cluster_desk.tx import Tx

_LONGEST_NOTE = 200


class NotHeld(Refused):
    """Nobody can have been there."""

    message = N_(
        "The meeting of {date} has not been held yet: first record that it was. Until then only"
        " excuses are kept."
    )


class NotHappening(Refused):
    """It was cancelled or deserted."""

    message = N_("The meeting of {date} did not take place: nobody was there.")


class NoRegister(Refused):
    """The presence of a body that decides belongs to its meeting and minutes."""

    message = N_("Only working tables and committees keep a register: use the page of the meeting.")


@dataclass(frozen=True, kw_only=True)
class PresenceMark:
    """One cell: a person for an organisation at a meeting."""

    meeting_id: int
    person_id: int
    organisation_id: int | None = None
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class MarkPresences:
    """The cells of one gesture."""

    marks: tuple[PresenceMark, ...]


@dataclass(frozen=True, kw_only=True)
class EditPresence:
    """One cell in detail. Without a `mark` only the note is written; hours are of who came."""

    meeting_id: int
    person_id: int
    organisation_id: int | None = None
    mark: Mark | None = None
    arrived_at: time | None = None
    left_at: time | None = None
    note: str = ""


def mark_presences(tx: Tx, command: MarkPresences) -> int:
    """How many cells changed. Who was there keeps their hours when only the way is another.

    Of two marks of one cell the last counts. Somebody who had not come gets the whole meeting;
    exact hours are written with edit_presence.
    """
    tx.allow("meetings.attendance")
    last = {(mark.meeting_id, mark.person_id, mark.organisation_id): mark for mark in command.marks}
    marks = tuple(last.values())
    desk = _Cells(tx, marks)
    changed = [mark for mark in marks if desk.put(mark)]
    if changed:
        tx.describe(_label(desk, changed))
    return len(changed)


def edit_presence(tx: Tx, command: EditPresence) -> None:
    """Mark, hours and note of one cell; Invalid where the hours cannot be."""
    tx.allow("meetings.attendance")
    cell = PresenceMark(
        meeting_id=command.meeting_id,
        person_id=command.person_id,
        organisation_id=command.organisation_id,
        mark=command.mark or Mark.ABSENT,
    )
    desk = _Cells(tx, (cell,))
    if command.mark is not None:
        desk.put(cell)
    if command.mark in CAME:
        desk.put_hours(cell, command.arrived_at, command.left_at)
        refuse_overlaps(tx, command.meeting_id)
    desk.put_note(cell, command.note)
    meeting, body = desk.place_of(cell)
    words = _("Attendance at «{body}» on {date}")
    tx.describe(words.format(body=body.name, date=date_text(meeting.held_on)))


def hour_problems(meeting: Meeting, arrived: time, left: time | None) -> list[Problem]:
    """A stay that touches no minute of the meeting."""
    opened, closed = meeting.opened_at, meeting.closed_at
    problems = []
    if closed is not None and arrived >= closed:
        message = _("The meeting had ended by then, at {time}.").format(time=time_text(closed))
        problems.append(Problem(field="arrived_at", message=message))
    if opened is not None and left is not None and left <= opened:
        message = _("The meeting had not begun: it opened at {time}.")
        message = message.format(time=time_text(opened))
        problems.append(Problem(field="left_at", message=message))
    return problems


def _label(desk: _Cells, changed: Sequence[PresenceMark]) -> str:
    meeting, body = desk.place_of(changed[0])
    marks = {mark.mark for mark in changed}
    if len({mark.meeting_id for mark in changed}) > 1 or len(marks) > 1:
        words = ngettext(
            "{count} attendance at «{body}»", "{count} attendances at «{body}»", len(changed)
        )
        return words.format(count=count_text(len(changed)), body=body.name)
    day, mark = date_text(meeting.held_on), changed[0].mark.label
    if len(changed) == 1:
        words = _("Attendance at «{body}» on {date}: {mark}")
        return words.format(body=body.name, date=day, mark=mark.lower())
    words = _("Attendance at «{body}» on {date}: {mark}, {count} people")
    return words.format(body=body.name, date=day, mark=mark.lower(), count=count_text(len(changed)))


class _Cells:
    """What is written of the cells of one gesture, read in a few statements whatever their number.

    Refused where a meeting of them takes no such mark.
    """

    def __init__(self, tx: Tx, marks: Sequence[PresenceMark]) -> None:
        self._tx = tx
        wanted = {mark.meeting_id for mark in marks}
        self._meetings = {m: tx.get(Meeting, m, _("meeting")) for m in sorted(wanted)}
        bodies = {meeting.body_id for meeting in self._meetings.values()}
        self._bodies = {b: tx.get(Body, b, _("body")) for b in sorted(bodies)}
        people = {mark.person_id for mark in marks}
        known = set(tx.session.scalars(select(Person.id).where(Person.id.in_(people))))
        for stranger in sorted(people - known):
            raise NotFound(what=_("person"), id=stranger)
        self._stays: dict[tuple[int, int], list[Attendance]] = defaultdict(list)
        self._invitations: dict[tuple[int, int], Invitation] = {}
        self._read(sorted(people))
        for mark in marks:
            self._require_possible(mark)

    def place_of(self, mark: PresenceMark) -> tuple[Meeting, Body]:
        """The meeting of a cell and its body."""
        meeting = self._meetings[mark.meeting_id]
        return meeting, self._bodies[meeting.body_id]

    def put(self, mark: PresenceMark) -> bool:
        """Write the mark; False where it stood there already."""
        rows = self._rows(mark)
        if mark.mark in CAME:
            return self._come(mark, rows)
        return self._stay_away(mark, rows)

    def put_hours(self, mark: PresenceMark, arrived: time | None, left: time | None) -> None:
        """The hours of who was there once; who left and came back keeps every stay."""
        rows = self._rows(mark)
        if len(rows) != 1:
            return
        arrived = arrived or rows[0].arrived_at
        meeting, _body = self.place_of(mark)
        if problems := [*order_problems(arrived, left), *hour_problems(meeting, arrived, left)]:
            raise Invalid(problems)
        rows[0].arrived_at, rows[0].left_at = arrived, left
        self._tx.session.flush()

    def put_note(self, mark: PresenceMark, note: str) -> None:
        """What is worth knowing of somebody at a meeting: the reason, who stood in."""
        note = note.strip()[:_LONGEST_NOTE]
        invitation = self._invitations.get((mark.meeting_id, mark.person_id))
        if invitation is None and note:
            invitation = self._invite(mark)
        if invitation is not None:
            invitation.excuse = note

    def _read(self, people: Sequence[int]) -> None:
        session, meetings = self._tx.session, sorted(self._meetings)
        stays = (
            select(Attendance)
            .where(Attendance.meeting_id.in_(meetings), Attendance.person_id.in_(people))
            .order_by(Attendance.arrived_at, Attendance.id)
        )
        for row in session.scalars(stays):
            self._stays[row.meeting_id, row.person_id].append(row)
        called = (
            select(Invitation)
            .where(Invitation.meeting_id.in_(meetings), Invitation.person_id.in_(people))
            .order_by(Invitation.id)
        )
        for invitation in session.scalars(called):
            if invitation.person_id is not None:
                self._invitations[invitation.meeting_id, invitation.person_id] = invitation
        seats = select(Seat).where(Seat.body_id.in_(self._bodies), Seat.person_id.in_(people))
        self._seats = session.scalars(seats).all()

    def _require_possible(self, mark: PresenceMark) -> None:
        meeting, body = self.place_of(mark)
        day = date_text(meeting.held_on)
        if body.kind not in ADVISORY:
            raise NoRegister
        if meeting.state in (MeetingState.CANCELLED, MeetingState.DESERTED):
            raise NotHappening(date=day)
        if mark.mark in CAME and meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
            raise NotHeld(date=day)

    def _rows(self, mark: PresenceMark) -> list[Attendance]:
        """Their stays for this organisation; one that names none is of their only line."""
        rows = self._stays[mark.meeting_id, mark.person_id]
        return [r for r in rows if r.organisation_id in (mark.organisation_id, None)]

    def _come(self, mark: PresenceMark, rows: Sequence[Attendance]) -> bool:
        changed = self._excuse(mark, excused=False)
        mode = MODES[mark.mark]
        if rows:
            changed |= any(row.mode is not mode for row in rows)
            for row in rows:
                row.mode = mode
            return changed
        meeting, _body = self.place_of(mark)
        capacity = self._capacity(mark, meeting)
        row = Attendance(
            meeting_id=meeting.id,
            person_id=mark.person_id,
            organisation_id=mark.organisation_id,
            capacity=capacity,
            mode=mode,
            arrived_at=meeting.opened_at or meeting.starts_at,
            votes=capacity is not Capacity.GUEST,
        )
        self._tx.session.add(row)
        self._stays[meeting.id, mark.person_id].append(row)
        return True

    def _stay_away(self, mark: PresenceMark, rows: Sequence[Attendance]) -> bool:
        for row in rows:
            self._tx.session.delete(row)
            self._stays[mark.meeting_id, mark.person_id].remove(row)
        return self._excuse(mark, excused=mark.mark is Mark.EXCUSED) or bool(rows)

    def _excuse(self, mark: PresenceMark, *, excused: bool) -> bool:
        invitation = self._invitations.get((mark.meeting_id, mark.person_id))
        if invitation is None:
            if not excused:
                return False
            invitation = self._invite(mark)
        changed = invitation.excused is not excused
        invitation.excused = excused
        return changed

    def _invite(self, mark: PresenceMark) -> Invitation:
        invitation = Invitation(
            meeting_id=mark.meeting_id,
            person_id=mark.person_id,
            organisation_id=mark.organisation_id,
            excused=False,
        )
        self._tx.session.add(invitation)
        self._invitations[mark.meeting_id, mark.person_id] = invitation
        return invitation

    def _capacity(self, mark: PresenceMark, meeting: Meeting) -> Capacity:
        seated = any(
            seat.person_id == mark.person_id
            and seat.from_on <= meeting.held_on
            and (seat.to_on is None or seat.to_on >= meeting.held_on)
            for seat in self._seats
        )
        if not seated:
            return Capacity.GUEST
        return Capacity.OWN if mark.organisation_id is None else Capacity.DESIGNATED_REPRESENTATIVE
