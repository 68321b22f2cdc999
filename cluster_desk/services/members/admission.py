"""Take in an application, and admit a member: the number in the register is given here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from cluster_desk.domain.folding import sort_key
from cluster_desk.domain.members import (
    ChannelPurpose,
    MemberCategory,
    MembershipEventKind,
    MembershipStatus,
    SizeClass,
)
from cluster_desk.domain.membership import ENDED, status_at
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.members.events import overlap_problems, story_of
from cluster_desk.services.members.facts import CHANNELS, OrganisationFacts, checked
from cluster_desk.services.numbering import MEMBER_REGISTER, continue_from, next_number
from cluster_desk.store.tables.members import (
    Channel,
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
)
from cluster_desk.tx import Tx

_OVER = ENDED | {MembershipStatus.REFUSED}


@dataclass(frozen=True, kw_only=True)
class AddOrganisation:
    """An organisation that is not a member: funder, supplier, expert's home, other cluster."""

    facts: OrganisationFacts


@dataclass(frozen=True, kw_only=True)
class AdmitMember:
    """A new organisation and its membership.

    `admitted_on` None records only the application of `applied_on`. `register_number` is given
    only where a paper register is continued; the next one otherwise. With an `organisation_id`
    it is a new chapter of an organisation that is known, whose record stays as it is.
    """

    facts: OrganisationFacts
    category: MemberCategory = MemberCategory.ORDINARY
    size: SizeClass = SizeClass.NONE
    founder: bool = False
    applied_on: date | None = None
    admitted_on: date | None = None
    register_number: int | None = None
    resolution_text: str = ""
    declared_on: date | None = None
    headcount: int | None = None
    organisation_id: int | None = field(default=None)


def add_organisation(tx: Tx, command: AddOrganisation) -> int:
    """The new organisation's id."""
    tx.allow("members.edit")
    facts, problems = checked(command.facts)
    problems += doubles(tx, facts, besides=None)
    if problems:
        raise Invalid(problems)
    tx.describe(_("Organisation added: {name}").format(name=facts.name))
    return _insert(tx, facts)


def admit_member(tx: Tx, command: AdmitMember) -> int:
    """The new membership's id; Invalid with every problem of the form at once."""
    tx.allow("members.admit")
    facts, problems = checked(command.facts)
    if command.organisation_id is None:
        problems += doubles(tx, facts, besides=None)
    problems += _date_problems(tx, command)
    problems += _figure_problems(tx, command)
    problems += _number_problems(tx, command)
    if problems:
        raise Invalid(problems)
    admitted = command.admitted_on is not None
    sentence = _("Admission of {name}") if admitted else _("Application of {name}")
    tx.describe(sentence.format(name=facts.name))
    organisation_id = command.organisation_id or _insert(tx, facts)
    organisation = tx.get(Organisation, organisation_id, _("organisation"))
    membership = Membership(
        organisation_id=organisation_id,
        founder=command.founder,
        register_number=_number(tx, command) if admitted else None,
    )
    tx.session.add(membership)
    tx.session.flush()
    _index(membership, organisation.search_text, organisation.sort_key)
    _record(tx, membership.id, command)
    tx.session.flush()
    return membership.id


def _insert(tx: Tx, facts: OrganisationFacts) -> int:
    organisation = Organisation(**facts.columns())
    tx.session.add(organisation)
    tx.session.flush()
    for name, kind in CHANNELS.items():
        value = getattr(facts, name)
        if value:
            tx.session.add(
                Channel(
                    organisation_id=organisation.id,
                    kind=kind,
                    purpose=ChannelPurpose.GENERAL,
                    value=value,
                )
            )
    return organisation.id


def index(membership: Membership, facts: OrganisationFacts) -> None:
    """What a search and an alphabetical list of members read."""
    _index(membership, facts.search_text(), sort_key(facts.name)[:300])


def _index(membership: Membership, search_text: str, key: str) -> None:
    number = str(membership.register_number or "")
    membership.search_text, membership.sort_key = f"{number} {search_text}".strip(), key


def _number(tx: Tx, command: AdmitMember) -> int:
    if command.register_number is None:
        return next_number(tx, MEMBER_REGISTER, 0)
    continue_from(tx, MEMBER_REGISTER, 0, command.register_number)
    return command.register_number


def _record(tx: Tx, membership_id: int, command: AdmitMember) -> None:
    since = command.admitted_on or command.applied_on or tx.clock.today()
    if command.applied_on or command.admitted_on is None:
        tx.session.add(
            MembershipEvent(
                membership_id=membership_id,
                kind=MembershipEventKind.APPLICATION,
                on_day=command.applied_on or since,
            )
        )
    if command.admitted_on is not None:
        tx.session.add(
            MembershipEvent(
                membership_id=membership_id,
                kind=MembershipEventKind.ADMISSION,
                on_day=command.admitted_on,
                resolution_text=command.resolution_text,
            )
        )
    tx.session.add(
        Classification(
            membership_id=membership_id,
            from_on=since,
            category=command.category,
            size=command.size,
            declared_on=command.declared_on,
            headcount=command.headcount,
        )
    )


def doubles(tx: Tx, facts: OrganisationFacts, *, besides: int | None) -> list[Problem]:
    """Another organisation with the same tax code or VAT number."""
    problems = []
    for name, column in (
        ("tax_code", Organisation.tax_code),
        ("vat_number", Organisation.vat_number),
    ):
        value = getattr(facts, name)
        if not value:
            continue
        query = select(Organisation.name).where(column == value)
        if besides is not None:
            query = query.where(Organisation.id != besides)
        other = tx.session.scalars(query.limit(1)).first()
        if other is not None:
            message = _("Already used by {name}: open that record instead.").format(name=other)
            problems.append(Problem(field=name, message=message))
    return problems


def _date_problems(tx: Tx, command: AdmitMember) -> list[Problem]:
    problems = []
    today = tx.clock.today()
    for name in ("applied_on", "admitted_on", "declared_on"):
        day = getattr(command, name)
        if day is not None and day > today:
            message = _("The date cannot be later than today.")
            problems.append(Problem(field=name, message=message))
    if command.applied_on and command.admitted_on and command.admitted_on < command.applied_on:
        message = _("The admission cannot come before the application.")
        problems.append(Problem(field="admitted_on", message=message))
    return [*problems, *founding_problems(tx, command.admitted_on, field="admitted_on")]


def _figure_problems(tx: Tx, command: AdmitMember) -> list[Problem]:
    problems = []
    if command.headcount is not None and command.headcount < 0:
        problems.append(Problem(field="headcount", message=_("Write a number from 0 up.")))
    if command.organisation_id is not None:
        organisation = tx.get(Organisation, command.organisation_id, _("organisation"))
        query = select(Membership.id).where(Membership.organisation_id == organisation.id)
        stories = [story_of(tx, each) for each in tx.session.scalars(query)]
        if any(status_at(story, date.max) not in _OVER for story in stories):
            message = _("{name} is a member, or has applied, already.")
            message = message.format(name=organisation.name)
            problems.append(Problem(field="organisation_id", message=message))
        problems += overlap_problems(stories, command.admitted_on, field="admitted_on")
    return problems


def _number_problems(tx: Tx, command: AdmitMember) -> list[Problem]:
    number = command.register_number
    if number is None:
        return []
    if number < 1:
        return [Problem(field="register_number", message=_("Numbers begin with 1."))]
    taken = tx.session.scalars(select(Membership.id).where(Membership.register_number == number))
    if taken.first() is not None:
        message = _("Number {number} of the register is taken and is never reused.")
        return [Problem(field="register_number", message=message.format(number=number))]
    return []
