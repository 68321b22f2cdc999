"""Keep people, and in which role they stand for an organisation from when to when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from cluster_desk.domain.codes import EmailAddress, FiscalCode, InvalidCode
from cluster_desk.domain.folding import fold, sort_key
from cluster_desk.domain.members import AffiliationRole, ChannelKind, ChannelPurpose
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables.members import Affiliation, Channel, Organisation, Person
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class AddPerson:
    """A natural person. `gender` f or m serves the wording of offices, empty where unknown."""

    given_name: str
    family_name: str
    title: str = ""
    gender: str = ""
    salutation: str = ""
    tax_code: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class SetAffiliation:
    """A person stands for an organisation from a day on, in the place of who did so before.

    The earlier one in the role ends on the day before, and a later one that is known already ends
    this one. Two of the same day stand together; without a day nobody else ends.
    """

    organisation_id: int
    person_id: int
    role: AffiliationRole
    office: str = ""
    from_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class EndAffiliation:
    """Until and including this day."""

    affiliation_id: int
    to_on: date


def add_person(tx: Tx, command: AddPerson) -> int:
    """The person's id; Invalid with every problem."""
    tx.allow("members.edit")
    problems = []
    if not command.family_name.strip():
        problems.append(Problem(field="family_name", message=_("Write the family name.")))
    for name, parse in (("tax_code", FiscalCode.parse), ("email", EmailAddress.parse)):
        value = getattr(command, name)
        if value:
            try:
                parse(value)
            except InvalidCode as error:
                problems.append(Problem(field=name, message=str(error)))
    if command.gender not in ("", "f", "m"):
        problems.append(Problem(field="gender", message=_("Choose one of the two, or none.")))
    problems += length_problems(Person, asdict(command))
    if problems:
        raise Invalid(problems)
    given, family = command.given_name.strip(), command.family_name.strip()
    person = Person(
        given_name=given,
        family_name=family,
        title=command.title,
        gender=command.gender,
        salutation=command.salutation,
        tax_code=FiscalCode.parse(command.tax_code).text if command.tax_code else "",
        search_text=fold(f"{given} {family} {command.tax_code} {command.email}"),
        sort_key=sort_key(f"{family} {given}")[:300],
    )
    tx.session.add(person)
    tx.session.flush()
    if command.email:
        tx.session.add(
            Channel(
                person_id=person.id,
                kind=ChannelKind.EMAIL,
                purpose=ChannelPurpose.GENERAL,
                value=EmailAddress.parse(command.email).text,
            )
        )
    # labels outlive an erasure: a person is named by number
    tx.describe(_("Person no. {number} added").format(number=person.id))
    return person.id


def set_affiliation(tx: Tx, command: SetAffiliation) -> int:
    """The affiliation's id; Invalid where the same person stands in it so on that day already."""
    tx.allow("members.edit")
    if problems := length_problems(Affiliation, asdict(command)):
        raise Invalid(problems)
    organisation = tx.get(Organisation, command.organisation_id, _("organisation"))
    tx.get(Person, command.person_id, _("person"))
    if command.from_on is not None and _stands(tx, command, command.from_on):
        message = _("This person is already in this role on that day.")
        raise Invalid([Problem(field="person_id", message=message)])
    row = Affiliation(
        organisation_id=organisation.id,
        person_id=command.person_id,
        role=command.role,
        office=command.office,
        from_on=command.from_on,
    )
    if command.from_on is not None:
        row.to_on = _take_turns(tx, command, command.from_on)
    tx.session.add(row)
    tx.describe(_("{role} of {name}").format(role=command.role.label, name=organisation.name))
    tx.session.flush()
    return row.id


def _stands(tx: Tx, command: SetAffiliation, on: date) -> bool:
    """Whether the very same is known of that day."""
    same = select(Affiliation.id).where(
        Affiliation.organisation_id == command.organisation_id,
        Affiliation.person_id == command.person_id,
        Affiliation.role == command.role,
        Affiliation.office == command.office,
        or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
        or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
    )
    return tx.session.scalars(same.limit(1)).first() is not None


def _take_turns(tx: Tx, command: SetAffiliation, from_on: date) -> date | None:
    """End who stood there until then; the eve of who is known to come after, if anybody."""
    others = select(Affiliation).where(
        Affiliation.organisation_id == command.organisation_id, Affiliation.role == command.role
    )
    eve, ends_on = from_on - timedelta(days=1), None
    for other in tx.session.scalars(others.order_by(Affiliation.from_on.desc(), Affiliation.id)):
        if other.from_on is not None and other.from_on > from_on:
            ends_on = other.from_on - timedelta(days=1)
        elif other.from_on != from_on and (other.to_on is None or other.to_on > eve):
            other.to_on = eve
    return ends_on


def end_affiliation(tx: Tx, command: EndAffiliation) -> None:
    """The role ends; what it was stays known."""
    tx.allow("members.edit")
    row = tx.get(Affiliation, command.affiliation_id, _("representative"))
    if row.from_on is not None and command.to_on < row.from_on:
        message = _("It cannot end before it begins.")
        raise Invalid([Problem(field="to_on", message=message)])
    row.to_on = command.to_on
    organisation = tx.get(Organisation, row.organisation_id, _("organisation"))
    tx.describe(_("End as {role} of {name}").format(role=row.role.label, name=organisation.name))
