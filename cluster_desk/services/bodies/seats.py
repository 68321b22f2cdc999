"""Set up bodies, and seat people in them for a term."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from sqlalchemy import or_, select

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.members import Organisation, Person
from cluster_desk.tx import Tx

_DAY = timedelta(days=1)
SINGLE_OFFICES = frozenset({SeatRole.PRESIDENT, SeatRole.TREASURER, SeatRole.SECRETARY})


@dataclass(frozen=True, kw_only=True)
class AddBody:
    """Assembly, board, working table, committee or control body."""

    code: str
    name: str
    kind: BodyKind
    purpose: str = ""
    active_from: date | None = None
    project_id: int | None = None
    activity_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Appoint:
    """A seat in a body for a term; `organisation_id` is whom the person represents."""

    body_id: int
    person_id: int
    role: SeatRole
    from_on: date
    to_on: date | None = None
    organisation_id: int | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EndSeat:
    """Until and including this day, and why: resignation, end of term, replacement."""

    seat_id: int
    to_on: date
    reason: str = ""


def add_body(tx: Tx, command: AddBody) -> int:
    """The body's id."""
    tx.allow("bodies.edit")
    problems = check_body(tx, command.code, command.name)
    if problems:
        raise Invalid(problems)
    body = Body(**asdict(command))
    body.code, body.name = command.code.strip(), command.name.strip()
    body.kind = command.kind
    tx.session.add(body)
    tx.describe(_("Body added: {name}").format(name=body.name))
    tx.session.flush()
    return body.id


def check_body(tx: Tx, code: str, name: str, *, besides: int | None = None) -> list[Problem]:
    """What is wrong with code and name; `besides` is the body that may have this code."""
    problems = []
    if not name.strip():
        problems.append(Problem(field="name", message=_("Write the name.")))
    same = tx.session.scalars(select(Body.id).where(Body.code == code.strip())).first()
    if not code.strip():
        problems.append(Problem(field="code", message=_("Write a short code.")))
    elif same is not None and same != besides:
        message = _("There is already a body «{code}».").format(code=code.strip())
        problems.append(Problem(field="code", message=message))
    return [*problems, *length_problems(Body, {"code": code.strip(), "name": name.strip()})]


def appoint(tx: Tx, command: Appoint) -> int:
    """The seat's id. One president, treasurer, secretary at a time; nobody sits twice.

    The seat ends with its body at the latest.
    """
    tx.allow("bodies.edit")
    body = tx.get(Body, command.body_id, _("body"))
    tx.get(Person, command.person_id, _("person"))
    if command.organisation_id is not None:
        tx.get(Organisation, command.organisation_id, _("organisation"))
    problems = _problems(tx, body, command)
    if problems:
        raise Invalid(problems)
    seat = Seat(**asdict(command))
    seat.role, seat.to_on = command.role, _with_body(body, command.to_on)
    tx.session.add(seat)
    tx.describe(_("{role} of {name}").format(role=command.role.label, name=body.name))
    tx.session.flush()
    return seat.id


def _problems(tx: Tx, body: Body, command: Appoint) -> list[Problem]:
    if command.to_on is not None and command.to_on < command.from_on:
        return [Problem(field="to_on", message=_("It cannot end before it begins."))]
    if body.active_to is not None and command.from_on > body.active_to:
        return [Problem(field="from_on", message=_("The body had ended by then."))]
    problems = founding_problems(tx, command.from_on, field="from_on")
    if body.active_from is not None and command.from_on < body.active_from:
        message = _("The body begins on {date}.").format(date=date_text(body.active_from))
        problems.append(Problem(field="from_on", message=message))
    return [*problems, *_overlaps(tx, command)]


def _overlaps(tx: Tx, wanted: Appoint, besides: int | None = None) -> list[Problem]:
    """Whose term, but for that of the seat `besides`, does not let this one be."""
    overlapping = select(Seat).where(
        Seat.body_id == wanted.body_id,
        or_(Seat.to_on.is_(None), Seat.to_on >= wanted.from_on),
    )
    if wanted.to_on is not None:
        overlapping = overlapping.where(Seat.from_on <= wanted.to_on)
    problems = []
    for seat in tx.session.scalars(overlapping):
        if seat.id == besides:
            continue
        if wanted.role in SINGLE_OFFICES and seat.role is wanted.role:
            message = _("This office is held by somebody in that period: end their term first.")
            problems.append(Problem(field="role", message=message))
        elif seat.person_id == wanted.person_id:
            message = _("This person has a seat in the body in that period.")
            problems.append(Problem(field="person_id", message=message))
    return problems


def _with_body(body: Body, last: date | None) -> date | None:
    """The last day of a seat: that of its body where it would last longer."""
    if body.active_to is None or (last is not None and last <= body.active_to):
        return last
    return body.active_to


def end_seat(tx: Tx, command: EndSeat) -> None:
    """The term ends, or lasts longer than it was to; the seat stays known.

    Invalid where somebody else has the office then; it ends with its body at the latest.
    """
    tx.allow("bodies.edit")
    seat = tx.get(Seat, command.seat_id, _("seat"))
    body = tx.get(Body, seat.body_id, _("body"))
    if command.to_on < seat.from_on:
        raise Invalid([Problem(field="to_on", message=_("It cannot end before it begins."))])
    last = _with_body(body, command.to_on)
    if last is not None and seat.to_on is not None and last > seat.to_on:
        longer = Appoint(
            body_id=body.id,
            person_id=seat.person_id,
            role=seat.role,
            from_on=seat.to_on + _DAY,
            to_on=last,
        )
        if problems := _overlaps(tx, longer, besides=seat.id):
            raise Invalid([replace(problem, field="to_on") for problem in problems])
    seat.to_on, seat.end_reason = last, command.reason
    tx.describe(_("End of a term in {name}").format(name=body.name))
