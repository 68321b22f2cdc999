"""Change what a body is, end it, and remove one that was entered by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import MeetingState
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.services.bodies.seats import check_body
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.tx import Tx


class BodyInUse(Refused):
    """Its story is kept."""

    message = N_("«{body}» has seats or meetings: it can be ended, not removed.")


@dataclass(frozen=True, kw_only=True)
class EditBody:
    """A body as it should be; `active_to` is its last day, None while it lasts."""

    id: int
    code: str
    name: str
    kind: BodyKind
    purpose: str = ""
    active_from: date | None = None
    active_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveBody:
    """A body in which nobody sat and that never met, by its id."""

    id: int


def edit_body(tx: Tx, command: EditBody) -> None:
    """Invalid with every problem. Kind and code stay once it has met: numbers stand on them."""
    tx.allow("bodies.edit")
    body = tx.get(Body, command.id, _("body"))
    problems = check_body(tx, command.code, command.name, besides=body.id)
    problems += _fixed(tx, body, command) + _late_beginning(tx, body, command.active_from)
    last = command.active_to
    if last is not None and command.active_from is not None and last < command.active_from:
        problems.append(Problem(field="active_to", message=_("It cannot end before it begins.")))
    elif last is not None and last != body.active_to:
        problems += problems_of_end(tx, body, last, field="active_to")
    if problems:
        raise Invalid(problems)
    is_ended = last is not None and last != body.active_to
    body.code, body.name = command.code.strip(), command.name.strip()
    body.kind, body.purpose = command.kind, command.purpose.strip()
    body.active_from, body.active_to = command.active_from, last
    if is_ended and last is not None:
        end_seats(tx, body, last, _("The body has ended."))
        tx.describe(_("Body ended: {name}").format(name=body.name))
    else:
        tx.describe(_("Body changed: {name}").format(name=body.name))


def remove_body(tx: Tx, command: RemoveBody) -> None:
    """BodyInUse where somebody sat in it or it has meetings."""
    tx.allow("bodies.edit")
    body = tx.get(Body, command.id, _("body"))
    seats = select(Seat.id).where(Seat.body_id == body.id).limit(1)
    if tx.session.scalars(seats).first() is not None or _has_meetings(tx, body):
        raise BodyInUse(body=body.name)
    tx.session.delete(body)
    tx.describe(_("Body removed: {name}").format(name=body.name))


def problems_of_end(tx: Tx, body: Body, on: date, *, field: str) -> list[Problem]:
    """Why it cannot end on this day: meetings of a later one stand."""
    later = select(Meeting.id).where(
        Meeting.body_id == body.id,
        Meeting.held_on > on,
        Meeting.state.not_in((MeetingState.CANCELLED, MeetingState.DESERTED)),
    )
    if tx.session.scalars(later.limit(1)).first() is None:
        return []
    return [
        Problem(field=field, message=_("There are meetings after that day: cancel them first."))
    ]


def end_seats(tx: Tx, body: Body, on: date, reason: str) -> None:
    """The seats that are open end with their body."""
    seated = select(Seat).where(Seat.body_id == body.id, or_(Seat.to_on.is_(None), Seat.to_on > on))
    for seat in tx.session.scalars(seated):
        seat.to_on, seat.end_reason = max(on, seat.from_on), reason


def _fixed(tx: Tx, body: Body, command: EditBody) -> list[Problem]:
    is_other_kind = command.kind is not body.kind
    is_other_code = command.code.strip() != body.code
    if not (is_other_kind or is_other_code) or not _has_meetings(tx, body):
        return []
    problems = []
    if is_other_kind:
        message = _("The body has met under its rules: end it and make another.")
        problems.append(Problem(field="kind", message=message))
    if is_other_code:
        message = _("Minutes and resolutions are numbered under this code: it stays.")
        problems.append(Problem(field="code", message=message))
    return problems


def _late_beginning(tx: Tx, body: Body, begins_on: date | None) -> list[Problem]:
    """Why it cannot begin on this day: somebody sat in it before, or it met."""
    if begins_on is None or begins_on == body.active_from:
        return []
    firsts = (
        select(func.min(Seat.from_on)).where(Seat.body_id == body.id),
        select(func.min(Meeting.held_on)).where(
            Meeting.body_id == body.id, Meeting.state != MeetingState.CANCELLED
        ),
    )
    known = [day for day in map(tx.session.scalar, firsts) if day is not None and day < begins_on]
    if not known:
        return []
    message = _("It has a story since {date}: it begins on that day at the latest.")
    text = message.format(date=date_text(min(known)))
    return [Problem(field="active_from", message=text)]


def _has_meetings(tx: Tx, body: Body) -> bool:
    meetings = select(Meeting.id).where(Meeting.body_id == body.id).limit(1)
    return tx.session.scalars(meetings).first() is not None
