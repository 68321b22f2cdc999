"""Take a whole register in at once: one gesture, previewed, undoable, nothing entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import (
    AffiliationRole,
    ChannelKind,
    ChannelPurpose,
    MembershipStatus,
)
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.association.founding import founded_on, founding_problems
from cluster_desk.services.members.batch import (
    Batch,
    facts_of,
    notes_of,
    person_columns,
    stand_for,
)
from cluster_desk.services.members.differing import Met, differences
from cluster_desk.services.members.facts import CHANNELS, OrganisationFacts
from cluster_desk.services.members.known import (
    Known,
    Owner,
    Party,
    find_organisation,
    find_person,
    known_parties,
    owner_of,
)
from cluster_desk.services.numbering import MEMBER_REGISTER, continue_from, next_numbers
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    Organisation,
    Person,
)
from cluster_desk.tx import Tx


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


def import_members(tx: Tx, command: ImportMembers) -> MembersImported:
    """Create what is new, complete what is known, leave the rest; undone as one.

    An organisation is found again by tax code, VAT number, or name and town; a person by name and
    tax code. Empty cells never empty a field. What only a dated fact may change – number, category,
    size, status, who stands for it – stays as it is, and is told where the file says otherwise.
    Codes in the drafts are canonical already: the reader parsed them. Invalid where `admitted_on`
    is a day on which nobody can have been admitted.
    """
    tx.allow("members.import")
    _require_day(tx, command.admitted_on)
    known = known_parties(tx)
    batch = Batch(tx, command.admitted_on or tx.clock.today())
    updated = unchanged = 0
    problems: list[Problem] = []
    fresh: list[MemberDraft] = []
    met: list[Met] = []
    for draft in command.drafts:
        reason = _reason_to_skip(draft)
        if reason is not None:
            problems.append(Problem(row=draft.row, field="name", message=reason))
            continue
        party = find_person(known, draft) if draft.person else find_organisation(known, draft)
        changed = party is not None and _complete(tx, party, draft, known)
        chapters = known.members.get(owner_of(party), []) if party is not None else []
        if not chapters:
            fresh.append(draft)
            if isinstance(party, Organisation):
                batch.existing[draft.row] = party
            continue
        met.append(_met(known, party, draft, chapters))
        updated, unchanged = updated + changed, unchanged + (not changed)
    numbers, taken = _numbers(tx, fresh, known)
    problems += [*taken, *_day_problems(tx, fresh), *differences(tx, met, batch.admitted_on)]
    batch.add(fresh, numbers)
    _describe(tx, len(fresh), updated)
    return MembersImported(
        created=len(fresh),
        updated=updated,
        unchanged=unchanged,
        skipped=len(command.drafts) - len(fresh) - updated - unchanged,
        problems=tuple(problems),
    )


def _met(
    known: Known, party: Party | None, draft: MemberDraft, chapters: Sequence[Membership]
) -> Met:
    """The chapter of this number, else the last one."""
    same = (each for each in chapters if each.register_number == draft.register_number)
    roles = {}
    if isinstance(party, Organisation):
        roles = {role: known.standing.get((party.id, role), {}) for role in AffiliationRole}
    return Met(draft=draft, membership_id=next(same, chapters[-1]).id, standing=roles)


def _require_day(tx: Tx, day: date | None) -> None:
    problems = founding_problems(tx, day, field="admitted_on")
    if day is not None and day > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="admitted_on", message=message))
    if problems:
        raise Invalid(problems)


def _day_problems(tx: Tx, drafts: Sequence[MemberDraft]) -> list[Problem]:
    """What is said of days that cannot be, or that nothing is made of: a slip, mostly."""
    problems, today = [], tx.clock.today()
    founded = founded_on(tx) or date.min
    for draft in drafts:
        if draft.joined_on is not None and draft.joined_on < founded:
            wrong = founding_problems(tx, draft.joined_on, field="joined_on")
            problems += [replace(problem, row=draft.row) for problem in wrong]
        for name in ("applied_on", "joined_on"):
            day = getattr(draft, name)
            if day is not None and day > today:
                message = _("The date cannot be later than today.")
                problems.append(Problem(row=draft.row, field=name, message=message))
        if (left := draft.left_on) is not None and draft.status in _NOT_OVER:
            message = _(
                "The file ends the membership on {date} and does not say how: record it on the"
                " member’s page."
            ).format(date=date_text(left))
            problems.append(Problem(row=draft.row, field="left_on", message=message))
        elif left is not None and draft.joined_on is not None and left < draft.joined_on:
            message = _("It cannot end before it begins.")
            problems.append(Problem(row=draft.row, field="left_on", message=message))
    return problems


def _describe(tx: Tx, created: int, updated: int) -> None:
    sentence = ngettext("Import of {count} member", "Import of {count} members", created + updated)
    tx.describe(sentence.format(count=count_text(created + updated)))


def _reason_to_skip(draft: MemberDraft) -> str | None:
    if not draft.name.strip():
        return _("The row has no name.")
    if draft.duplicate_of is not None:
        sentence = _("Same member as row {row}: entered once.")
        return sentence.format(row=draft.duplicate_of)
    return None


def _complete(tx: Tx, party: Party, draft: MemberDraft, known: Known) -> bool:
    """Write what the row adds; True where it added something."""
    said, owner = facts_of(draft), owner_of(party)
    changed = _complete_channels(tx, owner, said, known)
    if isinstance(party, Person):
        changed |= _complete_person(party, draft)
    else:
        changed |= _complete_organisation(party, draft, said)
        changed |= _complete_people(tx, party, draft, known)
    if changed:
        _index(party, said, known)
    return changed


def _index(party: Party, said: OrganisationFacts, known: Known) -> None:
    """By what a search finds it now."""
    owner = owner_of(party)
    reached = {kind: channel.value for kind, channel in known.channels.get(owner, {}).items()}
    if isinstance(party, Organisation):
        said = OrganisationFacts(**{name: getattr(party, name) for name in _SEARCHED})
    whole = replace(
        said,
        tax_code=party.tax_code,
        pec=reached.get(ChannelKind.PEC, ""),
        email=reached.get(ChannelKind.EMAIL, ""),
    ).columns()
    if isinstance(party, Organisation):
        party.search_text, party.sort_key = whole["search_text"], whole["sort_key"]
    for membership in known.members.get(owner, ()):
        number = membership.register_number or ""
        membership.search_text = f"{number} {whole['search_text']}".strip()
        membership.sort_key = whole["sort_key"]


def _complete_organisation(
    organisation: Organisation, draft: MemberDraft, said: OrganisationFacts
) -> bool:
    changed = False
    for name, value in said.columns().items():
        if name in _DERIVED or (name == "kind" and draft.kind is None):
            continue
        told = _joined_notes(organisation.notes, value) if name == "notes" else value
        if value and getattr(organisation, name) != told:
            setattr(organisation, name, told)
            changed = True
    custom = {**organisation.custom, **dict(draft.custom)}
    if custom != organisation.custom:
        organisation.custom, changed = custom, True
    return changed


def _complete_person(person: Person, draft: MemberDraft) -> bool:
    told = {
        "tax_code": draft.tax_code or person.tax_code,
        "salutation": draft.salutation or person.salutation,
        "notes": _joined_notes(person.notes, notes_of(draft)),
    }
    changed = [name for name, value in told.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, told[name])
    return bool(changed)


def _complete_people(tx: Tx, organisation: Organisation, draft: MemberDraft, known: Known) -> bool:
    """Somebody where nobody stood in the role; who is another one is told, not replaced."""
    changed = False
    for name, role in stand_for(draft):
        if (organisation.id, role) in known.standing:
            continue
        given, _blank, family = name.rpartition(" ")
        person = Person(**person_columns(given, family))
        tx.session.add(person)
        tx.session.flush()
        tie = Affiliation(organisation_id=organisation.id, person_id=person.id, role=role)
        tx.session.add(tie)
        if role is AffiliationRole.CONTACT_PERSON:
            reach = OrganisationFacts(
                name=name, email=draft.contact_email, phone=draft.contact_phone
            )
            _complete_channels(tx, ("person_id", person.id), reach, known)
        known.standing[organisation.id, role] = {fold(name): name}
        changed = True
    return changed


_NOT_OVER = (None, MembershipStatus.ACTIVE, MembershipStatus.APPLICANT)
_DERIVED = frozenset({"search_text", "sort_key", "public_body", "country"})
_SEARCHED = ("name", "short_name", "tax_code", "vat_number", "city", "province")


def _joined_notes(old: str, new: str) -> str:
    return old if new in old else "\n".join(part for part in (old, new) if part)


def _complete_channels(tx: Tx, owner: Owner, said: OrganisationFacts, known: Known) -> bool:
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
        whose = {owner[0]: owner[1]}
        added = Channel(**whose, kind=kind, purpose=ChannelPurpose.GENERAL, value=value)
        tx.session.add(added)
        known.channels.setdefault(owner, {})[kind] = added
    return changed


def _numbers(
    tx: Tx, drafts: Sequence[MemberDraft], known: Known
) -> tuple[dict[int, int], list[Problem]]:
    """Row to register number: the file's own where it is free, the next ones otherwise."""
    problems: list[Problem] = []
    given: dict[int, int] = {}
    used = set(known.numbers)
    for draft in drafts:
        number = draft.register_number
        if number is None:
            continue
        if number < 1:
            message = _("Numbers begin with 1.")
            problems.append(Problem(row=draft.row, field="register_number", message=message))
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
