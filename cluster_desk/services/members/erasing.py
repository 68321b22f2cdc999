"""Erase a person by law: everything, or all but the name where books need it (GDPR art. 17)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import AFTER_ALL, fold
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.members.traces import PersonTraces, person_traces
from cluster_desk.store.tables.association import SavedView
from cluster_desk.store.tables.documents import Attachment, Document
from cluster_desk.store.tables.fees import PayerAlias
from cluster_desk.store.tables.history import Blob, FormDraft
from cluster_desk.store.tables.members import Affiliation, Channel, Membership, Person
from cluster_desk.tx import Tx


class NameStays(Refused):
    """The name is still needed."""

    message = N_("{reasons} Or erase only the addresses and notes.")


@dataclass(frozen=True, kw_only=True)
class ErasePerson:
    """`reason` is why, without names: it stays in the history. `keep_name` where books need it."""

    person_id: int
    reason: str
    keep_name: bool = False


def erase_person(tx: Tx, command: ErasePerson) -> PersonTraces:
    """Run it with desk.erase: it cannot be undone. Returns what there was before.

    The row stays, without a name, for the facts that hang on it. NameStays with the reasons
    where the name cannot go; Invalid without a reason; NotFound.
    """
    tx.allow("members.erase")
    if not command.reason.strip():
        raise Invalid(
            [
                Problem(
                    field="reason",
                    message=_("Write why, without names: the reason stays in the history."),
                )
            ]
        )
    traces = person_traces(tx.session, command.person_id, on=tx.clock.today())
    if traces.reasons and not command.keep_name:
        raise NameStays(reasons=" ".join(traces.reasons))
    person = tx.get(Person, command.person_id, _("person"))
    _drop_views(tx, person)
    _empty(person, keep_name=command.keep_name)
    _drop_addresses(tx, person.id)
    _bare_memberships(tx, person)
    _drop_attachments(tx, person.id)
    for tie in tx.session.scalars(select(Affiliation).where(Affiliation.person_id == person.id)):
        if not command.keep_name:
            tie.office = ""
            tx.forget(Affiliation, tie.id)
    tx.session.execute(delete(FormDraft).where(true()))
    tx.forget(Person, person.id)
    text = (
        _("Addresses and notes of person no. {id} erased by law: {reason}")
        if command.keep_name
        else _("Person no. {id} erased by law: {reason}")
    )
    tx.describe(text.format(id=person.id, reason=command.reason.strip()))
    return traces


def _empty(person: Person, *, keep_name: bool) -> None:
    person.notes = person.tax_code = ""
    if keep_name:
        person.search_text = fold(f"{person.given_name} {person.family_name}")
        return
    person.given_name = person.title = person.gender = person.salutation = ""
    person.search_text = ""
    person.family_name = _("Erased person no. {id}").format(id=person.id)
    person.sort_key = AFTER_ALL


def _drop_addresses(tx: Tx, person_id: int) -> None:
    for channel in tx.session.scalars(select(Channel).where(Channel.person_id == person_id)):
        tx.forget(Channel, channel.id)
        tx.session.delete(channel)


def _bare_memberships(tx: Tx, person: Person) -> None:
    """A member is found by number and name alone, and known by no IBAN; the name had to stay."""
    of_person = select(Membership).where(Membership.person_id == person.id)
    for membership in tx.session.scalars(of_person):
        membership.search_text = f"{membership.register_number or ''} {person.search_text}".strip()
        tx.forget(Membership, membership.id)
        aliases = select(PayerAlias).where(PayerAlias.membership_id == membership.id)
        for alias in tx.session.scalars(aliases):
            tx.forget(PayerAlias, alias.id)
            tx.session.delete(alias)


def _drop_views(tx: Tx, person: Person) -> None:
    """Those for everybody in whose words the person may stand: a saved search is a trace too."""
    name = fold(person.family_name)
    for view in tx.session.scalars(select(SavedView)):
        words = fold(f"{view.name} {json.dumps(view.content, ensure_ascii=False)}")
        if name and name in words:
            tx.forget(SavedView, view.id)
            tx.session.delete(view)


def _drop_attachments(tx: Tx, person_id: int) -> None:
    files = select(Attachment).where(
        Attachment.owner_table == "person", Attachment.owner_id == person_id
    )
    hashes = set()
    for file in tx.session.scalars(files):
        hashes.add(file.sha256)
        tx.forget(Attachment, file.id)
        tx.session.delete(file)
    tx.session.flush()
    for sha256 in hashes:
        if not _is_used(tx.session, sha256):
            tx.session.execute(delete(Blob).where(Blob.sha256 == sha256))


def _is_used(session: Session, sha256: str) -> bool:
    uses: Any = (
        select(Attachment.id).where(Attachment.sha256 == sha256),
        select(Document.id).where(Document.sha256 == sha256),
    )
    return any(session.scalars(query.limit(1)).first() is not None for query in uses)
