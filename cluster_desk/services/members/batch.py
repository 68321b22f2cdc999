"""Insert many members in few statements: organisations, memberships, events, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cluster_desk.domain.folding import fold, sort_key
from cluster_desk.domain.members import (
    AffiliationRole,
    ChannelKind,
    ChannelPurpose,
    MemberCategory,
    MembershipEventKind,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.i18n import _
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.member_fields import LABELS
from cluster_desk.services.members.facts import CHANNELS, OrganisationFacts
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
    Person,
)
from cluster_desk.tx import Tx

_ENDINGS = {
    MembershipStatus.SUSPENDED: MembershipEventKind.SUSPENSION,
    MembershipStatus.WITHDRAWING: MembershipEventKind.WITHDRAWAL,
    MembershipStatus.WITHDRAWN: MembershipEventKind.WITHDRAWAL,
    MembershipStatus.EXCLUDED: MembershipEventKind.EXCLUSION,
    MembershipStatus.LAPSED: MembershipEventKind.LAPSE,
}
_IN_NOTES = (
    "short_name", "vat_number", "address", "postal_code", "city", "province", "website", "sdi_code",
    "sector", "iban",
)  # fmt: skip
"""What is said of a person that only organisations have a place for."""
_NOT_ADMITTED = frozenset({MembershipStatus.APPLICANT, MembershipStatus.REFUSED})
_SHARED = tuple(name for name in OrganisationFacts.__dataclass_fields__ if name != "kind")
Row = dict[str, Any]


def facts_of(draft: MemberDraft) -> OrganisationFacts:
    """What a draft says of its organisation."""
    shared = {name: getattr(draft, name) for name in _SHARED}
    return OrganisationFacts(**shared, kind=draft.kind or OrganisationKind.COMPANY)


def story_of(draft: MemberDraft, admitted_on: date) -> list[Row]:
    """The events that a draft tells of; `admitted_on` is the day where it names none."""
    events: list[Row] = []

    def happened(kind: MembershipEventKind, on: date, **more: Any) -> None:
        event = {"kind": kind, "on_day": on, "received_on": None, "reason": ""}
        events.append(event | {"resolution_text": ""} | more)

    if draft.applied_on is not None or not Batch.is_admitted(draft):
        happened(MembershipEventKind.APPLICATION, draft.applied_on or admitted_on)
    if draft.status is MembershipStatus.REFUSED:
        on = draft.left_on or draft.applied_on or admitted_on
        happened(MembershipEventKind.REFUSAL, on, reason=_("As in the imported register."))
    if not Batch.is_admitted(draft):
        return events
    joined = draft.joined_on or draft.applied_on or admitted_on
    happened(MembershipEventKind.ADMISSION, joined)
    ending = _ENDINGS.get(draft.status) if draft.status is not None else None
    if ending is not None:
        on = max(draft.left_on or admitted_on, joined)
        received = min(on, admitted_on) if ending is MembershipEventKind.WITHDRAWAL else None
        happened(ending, on, received_on=received, reason=_("As in the imported register."))
    return events


def person_columns(given: str, family: str, tax_code: str = "", notes: str = "") -> Row:
    """A person's row."""
    return {
        "given_name": given,
        "family_name": family,
        "tax_code": tax_code,
        "notes": notes,
        "search_text": fold(f"{given} {family} {tax_code}"),
        "sort_key": sort_key(f"{family} {given}")[:300],
    }


def notes_of(draft: MemberDraft) -> str:
    """The notes of a person: their own, and with its label what has no other place."""
    placeless = ((_(LABELS[name]), getattr(draft, name)) for name in _IN_NOTES)
    said = [f"{label}: {text}" for label, text in (*placeless, *draft.custom) if text]
    return "\n".join([*filter(None, [draft.notes]), *said])


def stand_for(draft: MemberDraft) -> Iterator[tuple[str, AffiliationRole]]:
    """Who stands for the organisation of a draft, and in which role."""
    for name, role in (
        (draft.legal_representative, AffiliationRole.LEGAL_REPRESENTATIVE),
        (draft.contact_person, AffiliationRole.CONTACT_PERSON),
    ):
        if name:
            yield name, role


class Batch:
    """Rows by table, filled draft by draft and written at the end."""

    def __init__(self, tx: Tx, admitted_on: date) -> None:
        self._tx = tx
        self.admitted_on = admitted_on
        self.existing: dict[int, Organisation] = {}
        self._parties: dict[int, Row] = {}
        self._organisations: list[Row] = []
        self._people: list[Row] = []
        self._memberships: list[Row] = []
        self._events: list[Row] = []
        self._classes: list[Row] = []
        self._channels: list[Row] = []
        self._affiliations: list[Row] = []

    @staticmethod
    def is_admitted(draft: MemberDraft) -> bool:
        """Whether the row is of a member rather than of an applicant."""
        return draft.status not in _NOT_ADMITTED

    def add(self, drafts: Sequence[MemberDraft], numbers: dict[int, int]) -> None:
        """Write these drafts as new memberships."""
        if not drafts:
            return
        tx = self._tx
        organisations = iter(tx.reserve_ids(Organisation, len(drafts)))
        memberships = iter(tx.reserve_ids(Membership, len(drafts)))
        people = iter(tx.reserve_ids(Person, 3 * len(drafts)))
        for draft in drafts:
            columns = facts_of(draft).columns()
            party = self._parties.get(draft.chapter_of or 0)
            if party is None:
                party = self._party(draft, columns, organisations, people)
            self._parties[draft.row] = party
            member_id = next(memberships)
            told = {name: columns[name] for name in ("search_text", "sort_key")} | party
            self._membership(draft, member_id, told, numbers.get(draft.row))
            self._story(draft, member_id)
            # who was here before was completed already, whoever came back brings nobody twice
            is_new = draft.row not in self.existing and draft.chapter_of is None
            if is_new and party.get("organisation_id") is not None:
                self._people_of(draft, party["organisation_id"], people)
        for table, rows in (
            (Organisation, self._organisations),
            (Person, self._people),
            (Membership, self._memberships),
            (MembershipEvent, self._events),
            (Classification, self._classes),
            (Channel, self._channels),
            (Affiliation, self._affiliations),
        ):
            if rows:
                tx.insert_all(table, rows)

    def _party(self, draft: MemberDraft, columns: Row, organisations: Any, people: Any) -> Row:
        if draft.person:
            person_id = next(people)
            names = (draft.given_name, draft.family_name, draft.tax_code)
            self._people.append(
                person_columns(*names, notes_of(draft))
                | {"id": person_id, "salutation": draft.salutation}
            )
            self._reach(draft, {"organisation_id": None, "person_id": person_id})
            return {"organisation_id": None, "person_id": person_id}
        existing = self.existing.get(draft.row)
        if existing is not None:  # it was completed: a search reads what is known of it now
            found = {"search_text": existing.search_text, "sort_key": existing.sort_key}
            return found | {"organisation_id": existing.id, "person_id": None}
        organisation_id = next(organisations)
        more = {"id": organisation_id, "custom": dict(draft.custom), "tags": []}
        self._organisations.append(columns | more)
        self._reach(draft, {"organisation_id": organisation_id, "person_id": None})
        return {"organisation_id": organisation_id, "person_id": None}

    def _reach(self, draft: MemberDraft, owner: Row) -> None:
        for name, kind in CHANNELS.items():
            self._channel(owner, kind, getattr(draft, name))

    def _channel(self, owner: Row, kind: ChannelKind, value: str) -> None:
        if value:
            purpose = ChannelPurpose.GENERAL
            self._channels.append({**owner, "kind": kind, "purpose": purpose, "value": value})

    def _people_of(self, draft: MemberDraft, organisation_id: int, people: Any) -> None:
        for name, role in stand_for(draft):
            person_id = next(people)
            given, _blank, family = name.rpartition(" ")
            row = person_columns(given, family) | {"id": person_id, "salutation": ""}
            self._people.append(row)
            self._affiliations.append(
                {"organisation_id": organisation_id, "person_id": person_id, "role": role}
            )
            if role is AffiliationRole.CONTACT_PERSON:
                owner = {"organisation_id": None, "person_id": person_id}
                self._channel(owner, ChannelKind.EMAIL, draft.contact_email)
                self._channel(owner, ChannelKind.PHONE, draft.contact_phone)

    def _membership(
        self, draft: MemberDraft, member_id: int, told: Row, number: int | None
    ) -> None:
        self._memberships.append(
            told
            | {
                "id": member_id,
                "register_number": number,
                "founder": draft.founder or draft.category is MemberCategory.FOUNDER,
                "search_text": f"{number or ''} {told['search_text']}".strip(),
            }
        )
        self._classes.append(
            {
                "membership_id": member_id,
                "from_on": draft.joined_on or draft.applied_on or self.admitted_on,
                "category": draft.category or MemberCategory.ORDINARY,
                "size": draft.size or SizeClass.NONE,
                "headcount": draft.headcount,
            }
        )

    def _story(self, draft: MemberDraft, member_id: int) -> None:
        for event in story_of(draft, self.admitted_on):
            self._events.append({"membership_id": member_id} | event)
