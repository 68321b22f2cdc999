"""Begin a real desk: from what is public of an association, or from its name and first year."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cluster_desk import paths
from cluster_desk.clock import Clock, SystemClock
from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.members import MemberCategory, OrganisationKind
from cluster_desk.domain.treasury import Direction
from cluster_desk.errors import DeskUnavailable, Invalid, NotFound, Problem
from cluster_desk.i18n import N_, _
from cluster_desk.services.association.profile import (
    AddRecognition,
    FoundAssociation,
    SetLegalForm,
    add_recognition,
    found_association,
    set_legal_form,
)
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.services.treasury.accounts import AddCategory, add_category
from cluster_desk.store import aside
from cluster_desk.store.engine import journal_of
from cluster_desk.store.tables.members import Membership
from cluster_desk.tx import Tx


class DeskIsThere(DeskUnavailable):
    """A starter never writes into a desk that exists."""

    message = N_("{path} exists already: add --replace to begin anew in its place.")


@dataclass(frozen=True, kw_only=True)
class BeginAssociation:
    """What an association must say of itself before anything else."""

    profile: FoundAssociation
    first_year: OpenFiscalYear
    legal_form: SetLegalForm | None = None


# Of documents and books, so in Italian whatever the screen speaks; all of it can be renamed.
_BODIES = (
    ("ASS", "Assemblea dei soci", BodyKind.ASSEMBLY),
    ("CD", "Consiglio Direttivo", BodyKind.BOARD),
)
_CATEGORIES = (
    ("QUOTE", "Quote associative", Direction.INCOME, "A1"),
    ("CONTRIBUTI", "Contributi da enti pubblici", Direction.INCOME, "A8"),
    ("LIBERALITA", "Erogazioni liberali", Direction.INCOME, "A4"),
    ("INTERESSI", "Interessi attivi", Direction.INCOME, "D1"),
    ("SERVIZI", "Servizi e consulenze", Direction.EXPENSE, "A2"),
    ("SALE", "Affitto sale", Direction.EXPENSE, "A3"),
    ("SEGRETERIA", "Segreteria e amministrazione", Direction.EXPENSE, "E2"),
    ("CANCELLERIA", "Cancelleria", Direction.EXPENSE, "E1"),
    ("BANCA-U", "Spese bancarie", Direction.EXPENSE, "D1"),
)


@dataclass(frozen=True, kw_only=True)
class StarterBegun:
    """The new desk, and what still has to be entered, in words."""

    path: Path
    association: str
    members: int
    seats: int
    to_enter: tuple[str, ...]
    kept: Path | None = None
    """Where the real association's desk is now whose name this one took."""


def starter_names() -> list[str]:
    """The starters that come with the program."""
    return sorted(file.stem for file in paths.resource("starters").glob("*.json"))


def read_starter(name: str) -> dict[str, Any]:
    """The facts of a starter; NotFound."""
    if name not in starter_names():
        raise NotFound(what=_("starter"), id=name)
    text = paths.resource(f"starters/{name}.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    return facts


def begin(
    path: Path, name: str, *, clock: Clock | None = None, replace: bool = False
) -> StarterBegun:
    """A new desk with the facts of a starter, moved into place when it is whole."""
    facts = read_starter(name)
    kept = _make_whole(path, lambda desk: desk.write(enter_starter, facts), clock, replace=replace)
    return StarterBegun(
        kept=kept,
        path=path,
        association=facts["association"]["name"],
        members=len(facts["members"]),
        seats=len(facts["seats"]),
        to_enter=tuple(facts["notes"]),
    )


def begin_empty(path: Path, command: BeginAssociation, *, clock: Clock | None = None) -> None:
    """A new desk that holds the association and nobody in it; Invalid with every problem."""
    _make_whole(path, lambda desk: desk.write(begin_association, command), clock)


def _make_whole(
    path: Path, fill: Callable[[Desk], object], clock: Clock | None, *, replace: bool = False
) -> Path | None:
    """Made beside and moved into place when it is whole: never half a desk."""
    if path.exists():
        if not replace:
            raise DeskIsThere(path=path)
        aside.require_replaceable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.starter{path.suffix}")
    draft.unlink(missing_ok=True)
    try:
        with Desk.create(draft, clock=clock) as desk:
            fill(desk)
        kept = aside.make_room(path, SystemClock().now())
        draft.replace(path)
        return kept
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            journal_of(draft).unlink(missing_ok=True)


def begin_association(tx: Tx, command: BeginAssociation) -> None:
    """The association, its first year, its two bodies, and the categories of its money."""
    tx.allow("association.edit")
    problems = list(_problems(tx, command))
    if problems:
        raise Invalid(problems)
    if command.legal_form is not None:
        set_legal_form(tx, command.legal_form)
    for code, name, kind in _BODIES:
        add_body(tx, AddBody(code=code, name=name, kind=kind))
    for code, name, direction, line in _CATEGORIES:
        category = AddCategory(code=code, name=name, direction=direction, statement_line=line)
        add_category(tx, category)
    tx.describe(_("Beginning of the desk: {name}").format(name=command.profile.name))


def _problems(tx: Tx, command: BeginAssociation) -> Iterator[Problem]:
    """What the profile and the first year are refused for, together."""
    try:
        found_association(tx, command.profile)
    except Invalid as error:
        yield from error.problems
    try:
        open_fiscal_year(tx, command.first_year)
    except Invalid as error:
        yield from error.problems


def enter_starter(tx: Tx, facts: dict[str, Any]) -> None:
    """Association, founders, bodies and seats in one gesture: no money, no votes."""
    tx.allow("association.edit")
    about = facts["association"]
    founded_on = date.fromisoformat(about["founded_on"])
    found_association(tx, FoundAssociation(**{**about, "founded_on": founded_on}))
    for act in facts["recognitions"]:
        day = date.fromisoformat(act["act_on"])
        add_recognition(tx, AddRecognition(**{**act, "act_on": day}))
    organisations = {
        member["name"]: _founder(tx, member, founded_on) for member in facts["members"]
    }
    bodies = {
        body["code"]: add_body(tx, AddBody(**{**body, "kind": BodyKind(body["kind"])}))
        for body in facts["bodies"]
    }
    for seat in facts["seats"]:
        _seat(tx, seat, bodies[seat["body"]], organisations.get(seat["member"]))
    tx.describe(_("Beginning of the desk: {name}").format(name=about["name"]))


def _founder(tx: Tx, member: dict[str, Any], founded_on: date) -> int | None:
    """The organisation's id."""
    facts = OrganisationFacts(**{**member, "kind": OrganisationKind(member["kind"])})
    command = AdmitMember(
        facts=facts, category=MemberCategory.FOUNDER, founder=True, admitted_on=founded_on
    )
    membership = admit_member(tx, command)
    return tx.get(Membership, membership, _("member")).organisation_id


def _seat(tx: Tx, seat: dict[str, Any], body_id: int, organisation_id: int | None) -> None:
    names = {name: seat[name] for name in ("given_name", "family_name", "gender")}
    person = add_person(tx, AddPerson(**names))
    command = Appoint(
        body_id=body_id,
        person_id=person,
        role=SeatRole(seat["role"]),
        from_on=date.fromisoformat(seat["from_on"]),
        organisation_id=organisation_id,
    )
    appoint(tx, command)
