"""Change what is known of a member, and classify it anew from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from cluster_desk.domain.members import ChannelPurpose, MemberCategory, SizeClass
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.sizes import SizeFigures, classes_by_two_year_rule
from cluster_desk.errors import Conflict, Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.services.members.admission import doubles, index
from cluster_desk.services.members.events import AHEAD
from cluster_desk.services.members.facts import CHANNELS, OrganisationFacts, checked
from cluster_desk.store.tables.members import Channel, Classification, Membership, Organisation
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class EditOrganisation:
    """`version` is the one the form was opened with."""

    organisation_id: int
    version: int
    facts: OrganisationFacts


@dataclass(frozen=True, kw_only=True)
class ClassifyMember:
    """Category and size from a day on, with the declaration they rest on."""

    membership_id: int
    from_on: date
    category: MemberCategory
    size: SizeClass
    declared_on: date | None = None
    headcount: int | None = None
    turnover: Money | None = None
    balance_total: Money | None = None
    linked: str = ""


@dataclass(frozen=True, kw_only=True)
class Classified:
    """The new classification; `remark` where its figures give another size than was declared.

    A remark is advice: figures of linked enterprises, which are not kept here, may explain it.
    """

    classification_id: int
    remark: str


def edit_organisation(tx: Tx, command: EditOrganisation) -> None:
    """Conflict with both versions where somebody saved first."""
    tx.allow("members.edit")
    organisation = tx.get(Organisation, command.organisation_id, _("organisation"))
    facts, problems = checked(command.facts)
    if organisation.version != command.version:
        raise Conflict(_differences(organisation, facts))
    problems += doubles(tx, facts, besides=organisation.id)
    if problems:
        raise Invalid(problems)
    tx.describe(_("Changes to {name}").format(name=facts.name))
    for name, value in facts.columns().items():
        if getattr(organisation, name) != value:
            setattr(organisation, name, value)
    _edit_channels(tx, organisation.id, facts)
    memberships = select(Membership).where(Membership.organisation_id == organisation.id)
    for membership in tx.session.scalars(memberships):
        index(membership, facts)


def _differences(
    organisation: Organisation, facts: OrganisationFacts
) -> dict[str, tuple[object, object]]:
    theirs = {name: getattr(organisation, name) for name in facts.columns()}
    hidden = {"search_text", "sort_key"}
    return {
        name: (mine, theirs[name])
        for name, mine in facts.columns().items()
        if mine != theirs[name] and name not in hidden
    }


def _edit_channels(tx: Tx, organisation_id: int, facts: OrganisationFacts) -> None:
    query = select(Channel).where(
        Channel.organisation_id == organisation_id, Channel.purpose == ChannelPurpose.GENERAL
    )
    kept = {channel.kind: channel for channel in tx.session.scalars(query)}
    for name, kind in CHANNELS.items():
        value, channel = getattr(facts, name), kept.get(kind)
        if channel is not None and not value:
            tx.session.delete(channel)
        elif channel is not None and channel.value != value:
            channel.value = value
        elif channel is None and value:
            tx.session.add(
                Channel(
                    organisation_id=organisation_id,
                    kind=kind,
                    purpose=ChannelPurpose.GENERAL,
                    value=value,
                )
            )


def classify_member(tx: Tx, command: ClassifyMember) -> Classified:
    """A classification from its day on. What was true before that day stays true.

    Before the membership it tells nothing but the figures of that year, for the two-year rule:
    Invalid there without figures.
    """
    tx.allow("members.edit")
    membership = tx.get(Membership, command.membership_id, _("member"))
    if problems := _classification_problems(tx, command):
        raise Invalid(problems)
    same_day = select(Classification).where(
        Classification.membership_id == membership.id,
        Classification.from_on == command.from_on,
    )
    classification = tx.session.scalars(same_day).first()
    if classification is None:
        classification = Classification(membership_id=membership.id, from_on=command.from_on)
        tx.session.add(classification)
    classification.category = command.category
    classification.size = command.size
    classification.declared_on = command.declared_on
    classification.headcount = command.headcount
    classification.turnover = command.turnover
    classification.balance_total = command.balance_total
    classification.linked = command.linked
    tx.describe(
        _("New classification of member no. {number}").format(number=membership.register_number)
    )
    tx.session.flush()
    return Classified(classification_id=classification.id, remark=_size_remark(tx, classification))


def _classification_problems(tx: Tx, command: ClassifyMember) -> list[Problem]:
    problems = []
    if command.headcount is not None and command.headcount < 0:
        problems.append(Problem(field="headcount", message=_("Write a number from 0 up.")))
    for name in ("turnover", "balance_total"):
        amount = getattr(command, name)
        if amount is not None and amount < ZERO:
            message = _("An amount cannot be below zero.")
            problems.append(Problem(field=name, message=message))
    if command.declared_on is not None and command.declared_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="declared_on", message=message))
    return [*problems, *_beginning_problems(tx, command)]


def _beginning_problems(tx: Tx, command: ClassifyMember) -> list[Problem]:
    """Before the membership, or so far ahead that it is a slip of the year."""
    if command.from_on > tx.clock.today() + AHEAD:
        message = _("It is more than a year away: check the year.")
        return [Problem(field="from_on", message=message)]
    if command.headcount is not None:
        return []
    first = tx.session.scalar(
        select(func.min(Classification.from_on)).where(
            Classification.membership_id == command.membership_id
        )
    )
    if first is None or command.from_on >= first:
        return []
    message = _("The first classification is of {date}: choose a day from then on.")
    return [Problem(field="from_on", message=message.format(date=date_text(first)))]


def _size_remark(tx: Tx, newest: Classification) -> str:
    """By the two-year rule, over all that the member declared until then."""
    query = (
        select(Classification)
        .where(
            Classification.membership_id == newest.membership_id,
            Classification.from_on <= newest.from_on,
        )
        .order_by(Classification.from_on)
    )
    declared = [
        SizeFigures(
            year=row.from_on.year,
            headcount=row.headcount,
            turnover=row.turnover,
            balance=row.balance_total,
            declared_on=row.declared_on,
        )
        for row in tx.session.scalars(query)
        if row.headcount is not None and not (row.turnover is None and row.balance_total is None)
    ]
    findings = classes_by_two_year_rule(declared)
    is_told = findings and findings[-1].year == newest.from_on.year
    if not is_told or newest.size is SizeClass.NONE:
        return ""
    holds = findings[-1].holds
    if holds is newest.size:
        return ""
    return _("By the figures declared the size would be «{size}»: check it.").format(
        size=holds.label
    )
