"""Find the organisation or the person of an imported row among those that the desk has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import or_, select

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import AffiliationRole, ChannelKind, ChannelPurpose
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    Organisation,
    Person,
)
from cluster_desk.tx import Tx

Party = Organisation | Person
Owner = tuple[str, int]  # the column that names a party, and its id
Role = tuple[int, AffiliationRole]  # of an organisation, by its id


@dataclass
class Known:
    """What the desk has, to find a row's organisation or person again."""

    by_code: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    by_name: dict[str, list[Organisation]] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)
    members: dict[Owner, list[Membership]] = field(default_factory=dict)
    standing: dict[Role, dict[str, str]] = field(default_factory=dict)
    channels: dict[Owner, dict[ChannelKind, Channel]] = field(default_factory=dict)
    numbers: dict[int, Party] = field(default_factory=dict)


def owner_of(party: Party) -> Owner:
    """As channels name whose they are."""
    return ("person_id" if isinstance(party, Person) else "organisation_id", party.id)


def known_parties(tx: Tx) -> Known:
    """Everybody, in five statements."""
    known = Known()
    organisations = {each.id: each for each in tx.session.scalars(select(Organisation))}
    for organisation in organisations.values():
        for name in ("tax_code", "vat_number"):
            if getattr(organisation, name):
                known.by_code[name, getattr(organisation, name)] = organisation
        known.by_name.setdefault(fold(organisation.name), []).append(organisation)
    people = {person.id: person for person in tx.session.scalars(select(Person))}
    for membership in tx.session.scalars(select(Membership).order_by(Membership.id)):
        if membership.organisation_id is not None:
            party: Party = organisations[membership.organisation_id]
        else:
            party = people[membership.person_id or 0]
        owner = owner_of(party)
        if owner not in known.members and isinstance(party, Person):
            known.people.setdefault(_full_name(party), []).append(party)
        known.members.setdefault(owner, []).append(membership)
        if membership.register_number is not None:
            known.numbers[membership.register_number] = party
    known.channels = _channels(tx)
    known.standing = _standing(tx, people)
    return known


def _full_name(who: Person | MemberDraft) -> str:
    return fold(f"{who.given_name} {who.family_name}")


def _standing(tx: Tx, people: Mapping[int, Person]) -> dict[Role, dict[str, str]]:
    """Who stands there today."""
    today = tx.clock.today()
    query = select(Affiliation).where(or_(Affiliation.to_on.is_(None), Affiliation.to_on >= today))
    found: dict[Role, dict[str, str]] = {}
    for tie in tx.session.scalars(query):
        name = full_name(people[tie.person_id])
        found.setdefault((tie.organisation_id, tie.role), {})[fold(name)] = name
    return found


def _channels(tx: Tx) -> dict[Owner, dict[ChannelKind, Channel]]:
    """The first of each kind that a party has for everything."""
    found: dict[Owner, dict[ChannelKind, Channel]] = {}
    general = select(Channel).where(Channel.purpose == ChannelPurpose.GENERAL)
    for channel in tx.session.scalars(general.order_by(Channel.id)):
        owner = ("organisation_id", channel.organisation_id or 0)
        if channel.person_id is not None:
            owner = ("person_id", channel.person_id)
        found.setdefault(owner, {}).setdefault(channel.kind, channel)
    return found


def find_person(known: Known, draft: MemberDraft) -> Person | None:
    """The person of the row, if they are a member already; two tax codes are two persons."""
    alike = [
        each
        for each in known.people.get(_full_name(draft), ())
        if not (each.tax_code and draft.tax_code) or each.tax_code == draft.tax_code
    ]
    numbered = known.numbers.get(draft.register_number or 0)
    surest = sorted(alike, key=lambda each: (each is not numbered, each.tax_code != draft.tax_code))
    return next(iter(surest), None)


def find_organisation(known: Known, draft: MemberDraft) -> Organisation | None:
    """By the number with the name, by a code, by name and town."""
    numbered = known.numbers.get(draft.register_number or 0)
    if isinstance(numbered, Organisation) and _may_be_called(numbered, draft):
        return numbered
    for name in ("tax_code", "vat_number"):
        code = getattr(draft, name)
        if code and (name, code) in known.by_code:
            return known.by_code[name, code]
    alike = [each for each in known.by_name.get(fold(draft.name), ()) if _may_be(each, draft)]
    same_address = (each for each in alike if fold(each.address) == fold(draft.address))
    return next(same_address, alike[0] if alike else None)


def _may_be(organisation: Organisation, draft: MemberDraft) -> bool:
    same_town = not draft.city or not organisation.city
    return (same_town or fold(draft.city) == fold(organisation.city)) and not _contradict(
        organisation, draft
    )


def _may_be_called(organisation: Organisation, draft: MemberDraft) -> bool:
    return fold(organisation.name) == fold(draft.name) and not _contradict(organisation, draft)


def _contradict(organisation: Organisation, draft: MemberDraft) -> bool:
    """Two different tax codes are two organisations, whatever their name."""
    return any(
        getattr(organisation, name)
        and getattr(draft, name)
        and getattr(organisation, name) != getattr(draft, name)
        for name in ("tax_code", "vat_number")
    )
