"""Begin a real desk from what is public of an association; everything in it can be edited."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cluster_desk import paths
from cluster_desk.clock import Clock
from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.members import MemberCategory, OrganisationKind
from cluster_desk.errors import DeskUnavailable, NotFound
from cluster_desk.i18n import N_, _
from cluster_desk.services.association.profile import (
    AddRecognition,
    FoundAssociation,
    add_recognition,
    found_association,
)
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.store.tables.members import Membership
from cluster_desk.tx import Tx


class DeskIsThere(DeskUnavailable):
    """A starter never writes into a desk that exists."""

    message = N_("{path} is a desk already: add --replace to begin anew in its place.")


@dataclass(frozen=True, kw_only=True)
class StarterBegun:
    """The new desk, and what still has to be entered, in words."""

    path: Path
    association: str
    members: int
    seats: int
    to_enter: tuple[str, ...]


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
    if path.exists() and not replace:
        raise DeskIsThere(path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.starter{path.suffix}")
    draft.unlink(missing_ok=True)
    try:
        with Desk.create(draft, clock=clock) as desk:
            desk.write(enter_starter, facts)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return StarterBegun(
        path=path,
        association=facts["association"]["name"],
        members=len(facts["members"]),
        seats=len(facts["seats"]),
        to_enter=tuple(facts["notes"]),
    )


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
