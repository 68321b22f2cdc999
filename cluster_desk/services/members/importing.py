"""Take a whole register in at once: one gesture, previewed, undoable, nothing entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import ChannelKind, ChannelPurpose
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.members.batch import Batch, facts_of
from cluster_desk.services.members.facts import CHANNELS, OrganisationFacts
from cluster_desk.services.numbering import MEMBER_REGISTER, continue_from, next_numbers
from cluster_desk.store.tables.members import Channel, Membership, Organisation, Person
from cluster_desk.tx import Tx

Owner = tuple[str, int]  # the column that names a party, and its id


@dataclass(frozen=True, kw_only=True)
class ImportMembers:
    """Drafts as a reader gave them. Members without a day of admission get `admitted_on`."""

    drafts: tuple[MemberDraft, ...]
    admitted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MembersImported:
    """How many of each, and why rows were skipped."""

    created: int
    updated: int
    unchanged: int
    skipped: int
    problems: tuple[Problem, ...]


@dataclass
class _Known:
    """What the desk has, to find a row's organisation or person again."""

    by_code: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    by_name: dict[str, list[Organisation]] = field(default_factory=dict)
    by_number: dict[int, Organisation] = field(default_factory=dict)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    members: dict[int, Membership] = field(default_factory=dict)
    person_members: set[int] = field(default_factory=set)
    channels: dict[Owner, dict[ChannelKind, Channel]] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)


def import_members(tx: Tx, command: ImportMembers) -> MembersImported:
    """Create what is new, complete what is known, leave the rest; undone as one.

    An organisation is found again by tax code, VAT number, or name and town. Empty cells never
    empty a field. Codes in the drafts are canonical already: the reader parsed them.
    """
    tx.allow("members.import")
    known = _known(tx)
    batch = Batch(tx, command.admitted_on or tx.clock.today())
    updated = unchanged = 0
    problems: list[Problem] = []
    fresh: list[MemberDraft] = []
    for draft in command.drafts:
        reason = _reason_to_skip(draft, known)
        if reason is not None:
            problems.append(Problem(row=draft.row, field="name", message=reason))
            continue
        if (person_id := _member_found(draft, known)) is not None:
            changed = _complete_channels(tx, ("person_id", person_id), facts_of(draft), known)
            updated, unchanged = updated + changed, unchanged + (not changed)
            continue
        organisation = _find(known, draft)
        if organisation is None or organisation.id not in known.members:
            fresh.append(draft)
            batch.existing[draft.row] = organisation.id if organisation else None
            continue
        if _complete(tx, organisation, draft, known):
            updated += 1
        else:
            unchanged += 1
    numbers, taken = _numbers(tx, fresh, known)
    problems += taken
    batch.add(fresh, numbers)
    _describe(tx, len(fresh), updated)
    return MembersImported(
        created=len(fresh),
        updated=updated,
        unchanged=unchanged,
        skipped=len(command.drafts) - len(fresh) - updated - unchanged,
        problems=tuple(problems),
    )


def _describe(tx: Tx, created: int, updated: int) -> None:
    sentence = ngettext("Import of {count} member", "Import of {count} members", created + updated)
    tx.describe(sentence.format(count=count_text(created + updated)))


def _known(tx: Tx) -> _Known:
    known = _Known()
    organisations = {each.id: each for each in tx.session.scalars(select(Organisation))}
    for organisation in organisations.values():
        for name in ("tax_code", "vat_number"):
            if getattr(organisation, name):
                known.by_code[name, getattr(organisation, name)] = organisation
        known.by_name.setdefault(fold(organisation.name), []).append(organisation)
    for membership in tx.session.scalars(select(Membership)):
        if membership.organisation_id is not None:
            known.members[membership.organisation_id] = membership
            number = membership.register_number or 0
            known.by_number[number] = organisations[membership.organisation_id]
        elif membership.person_id is not None:
            known.person_members.add(membership.person_id)
        if membership.register_number is not None:
            known.numbers.add(membership.register_number)
    for person in tx.session.scalars(select(Person)):
        known.people[fold(f"{person.given_name} {person.family_name}"), person.tax_code] = person.id
    known.channels = _channels(tx)
    return known


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


def _reason_to_skip(draft: MemberDraft, known: _Known) -> str | None:
    if not draft.name.strip():
        return _("The row has no name.")
    if draft.duplicate_of is not None:
        sentence = _("Same member as row {row}: entered once.")
        return sentence.format(row=draft.duplicate_of)
    return None


def _member_found(draft: MemberDraft, known: _Known) -> int | None:
    """The person of the row, if they are a member already."""
    if not draft.person:
        return None
    person_id = known.people.get((fold(f"{draft.given_name} {draft.family_name}"), draft.tax_code))
    return person_id if person_id in known.person_members else None


def _find(known: _Known, draft: MemberDraft) -> Organisation | None:
    if draft.person:
        return None
    numbered = known.by_number.get(draft.register_number) if draft.register_number else None
    if numbered is not None and _may_be_called(numbered, draft):
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


def _complete(tx: Tx, organisation: Organisation, draft: MemberDraft, known: _Known) -> bool:
    said = facts_of(draft)
    changed = False
    for name, value in said.columns().items():
        if name in _DERIVED or (name == "kind" and draft.kind is None):
            continue
        told = _joined_notes(organisation.notes, value) if name == "notes" else value
        if value and getattr(organisation, name) != told:
            setattr(organisation, name, told)
            changed = True
    changed |= _complete_channels(tx, ("organisation_id", organisation.id), said, known)
    if changed:
        known_now = {name: getattr(organisation, name) for name in _SEARCHED}
        channels = {name: getattr(said, name) for name in ("pec", "email")}
        whole = OrganisationFacts(**known_now, **channels)
        membership = known.members[organisation.id]
        organisation.search_text = whole.search_text()
        membership.search_text = f"{membership.register_number or ''} {whole.search_text()}".strip()
        columns = whole.columns()
        organisation.sort_key = membership.sort_key = columns["sort_key"]
    return changed


_DERIVED = frozenset({"search_text", "sort_key", "public_body", "country"})
_SEARCHED = ("name", "short_name", "tax_code", "vat_number", "city", "province")


def _joined_notes(old: str, new: str) -> str:
    return old if new in old else "\n".join(part for part in (old, new) if part)


def _complete_channels(tx: Tx, owner: Owner, said: OrganisationFacts, known: _Known) -> bool:
    changed = False
    have = known.channels.get(owner, {})
    for name, kind in CHANNELS.items():
        value, channel = getattr(said, name), have.get(kind)
        if not value or (channel is not None and channel.value == value):
            continue
        changed = True
        if channel is not None:
            channel.value = value
            continue
        tx.session.add(
            Channel(**{owner[0]: owner[1]}, kind=kind, purpose=ChannelPurpose.GENERAL, value=value)
        )
    return changed


def _numbers(
    tx: Tx, drafts: Sequence[MemberDraft], known: _Known
) -> tuple[dict[int, int], list[Problem]]:
    """Row to register number: the file's own where it is free, the next ones otherwise."""
    problems: list[Problem] = []
    given: dict[int, int] = {}
    used = set(known.numbers)
    for draft in drafts:
        number = draft.register_number
        if number is None:
            continue
        if number in used:
            message = _("Number {number} of the register is taken: the next one was given.")
            problems.append(
                Problem(
                    row=draft.row, field="register_number", message=message.format(number=number)
                )
            )
            continue
        used.add(number)
        given[draft.row] = number
    if given:
        continue_from(tx, MEMBER_REGISTER, 0, max(given.values()))
    without = [d for d in drafts if d.row not in given and Batch.is_admitted(d)]
    for draft, number in zip(
        without, next_numbers(tx, MEMBER_REGISTER, 0, len(without)), strict=True
    ):
        given[draft.row] = number
    return given, problems


def require_drafts(drafts: Sequence[MemberDraft]) -> None:
    """Invalid where a file had not one member in it."""
    if not drafts:
        raise Invalid([Problem(message=_("There is no member in this file."))])
