"""Whom a document about fees is addressed to: name, address, codes, salutation, channels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import AffiliationRole, ChannelKind, ChannelPurpose
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    Organisation,
    Person,
)


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """A member as documents name it. `salutation` is of the person who answers for it, if any."""

    membership_id: int
    register_number: int | None
    name: str
    address: str = ""
    place: str = ""
    tax_code: str = ""
    vat_number: str = ""
    salutation: str = ""
    is_public_body: bool = False
    ipa_code: str = ""
    email: str = ""
    pec: str = ""

    @property
    def address_line(self) -> str:
        """`Via Roma 1, 26013 Crema (CR)`."""
        return ", ".join(filter(None, (self.address, self.place)))


def addressees(
    session: Session, membership_ids: Sequence[int], *, on: date
) -> dict[int, Addressee]:
    """By membership, in three statements for every five thousand."""
    found: dict[int, Addressee] = {}
    for part in chunks(membership_ids):
        channels = _channels(session, part)
        contacts = _salutations(session, part, on)
        query = (
            select(Membership, Organisation, Person)
            .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
            .outerjoin(Person, Person.id == Membership.person_id)
            .where(Membership.id.in_(part))
        )
        for membership, organisation, person in session.execute(query):
            own = channels[membership.id]
            found[membership.id] = _addressee(
                membership, organisation, person, own, contacts.get(membership.id, "")
            )
    return found


def _addressee(
    membership: Membership,
    organisation: Organisation | None,
    person: Person | None,
    channels: dict[ChannelKind, str],
    contact: str,
) -> Addressee:
    email, pec = channels.get(ChannelKind.EMAIL, ""), channels.get(ChannelKind.PEC, "")
    if organisation is None:
        assert person is not None
        return Addressee(
            membership_id=membership.id,
            register_number=membership.register_number,
            name=full_name(person),
            tax_code=person.tax_code,
            salutation=person.salutation,
            email=email,
            pec=pec,
        )
    place = f"{organisation.postal_code} {organisation.city}".strip()
    if organisation.province:
        place = f"{place} ({organisation.province})".strip()
    return Addressee(
        membership_id=membership.id,
        register_number=membership.register_number,
        name=organisation.name,
        address=organisation.address,
        place=place,
        tax_code=organisation.tax_code,
        vat_number=organisation.vat_number,
        salutation=contact or organisation.salutation,
        is_public_body=organisation.public_body,
        ipa_code=organisation.ipa_code,
        email=email,
        pec=pec,
    )


_PREFERRED = (ChannelPurpose.BILLING, ChannelPurpose.GENERAL)


def _channels(session: Session, members: Sequence[int]) -> dict[int, dict[ChannelKind, str]]:
    """For fees and receipts first, else the general one."""
    query = (
        select(Membership.id, Channel.kind, Channel.purpose, Channel.value)
        .join(
            Channel,
            or_(
                Channel.organisation_id == Membership.organisation_id,
                Channel.person_id == Membership.person_id,
            ),
        )
        .where(Membership.id.in_(members), Channel.purpose.in_(_PREFERRED))
        .order_by(Channel.id.desc())
    )
    found: dict[int, dict[ChannelKind, str]] = defaultdict(dict)
    rows = session.execute(query).all()
    for purpose in reversed(_PREFERRED):
        for member_id, kind, of_purpose, value in rows:
            if of_purpose is purpose:
                found[member_id][kind] = value
    return found


def _salutations(session: Session, members: Sequence[int], on: date) -> dict[int, str]:
    """Of the contact person, else of the legal representative (DOMAIN §11: never computed)."""
    query = (
        select(Membership.id, Affiliation.role, Person.salutation)
        .join(Affiliation, Affiliation.organisation_id == Membership.organisation_id)
        .join(Person, Person.id == Affiliation.person_id)
        .where(
            Membership.id.in_(members),
            Person.salutation != "",
            or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
            or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
        )
        .order_by(Affiliation.id)
    )
    rows = session.execute(query).all()
    found: dict[int, str] = {}
    for role in (AffiliationRole.LEGAL_REPRESENTATIVE, AffiliationRole.CONTACT_PERSON):
        found |= {row[0]: row[2] for row in rows if row[1] is role}
    return found
