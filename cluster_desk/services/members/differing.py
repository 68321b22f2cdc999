"""Tell where a row says of a member what no import changes: a dated fact stays what it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import AffiliationRole, MembershipStatus
from cluster_desk.domain.membership import MembershipEvent, is_member, status_at
from cluster_desk.errors import Problem
from cluster_desk.i18n import _
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.queries.members.rows import MemberRow, member_rows
from cluster_desk.services.members.batch import stand_for, story_of
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class Met:
    """A row and the membership that it is about; `standing` are names by role and folded name."""

    draft: MemberDraft
    membership_id: int
    standing: Mapping[AffiliationRole, Mapping[str, str]]


def differences(tx: Tx, met: Sequence[Met], admitted_on: date) -> list[Problem]:
    """Number, category, size, status and people of the rows that say otherwise than the desk."""
    today = tx.clock.today()
    ids = sorted({each.membership_id for each in met})
    rows = {row.id: row for row in member_rows(tx.session, ids, on=today, year=today.year)}
    message = _("The file says «{said}», the register «{kept}»: it stays as it is.")
    return [
        Problem(row=each.draft.row, field=field, message=message.format(said=said, kept=kept))
        for each in met
        for field, said, kept in _differing(each, rows[each.membership_id], admitted_on, today)
    ]


def _differing(
    met: Met, row: MemberRow, admitted_on: date, today: date
) -> Iterator[tuple[str, str, str]]:
    """Field, what the file says, what the desk has."""
    draft = met.draft
    if draft.register_number not in (None, row.number):
        yield "register_number", str(draft.register_number), str(row.number or "–")
    if draft.category not in (None, row.category):
        yield "category", draft.category.label, row.category.label
    if draft.size not in (None, row.size):
        yield "size", draft.size.label, row.size.label
    if row.status is not None and not _agree(draft, row.status, admitted_on, today):
        said = draft.status or MembershipStatus.ACTIVE
        yield "status", said.label, row.status.label
    for name, role in stand_for(draft):
        if (known := met.standing[role]) and fold(name) not in known:
            yield role.value, name, ", ".join(known.values())


def _agree(draft: MemberDraft, status: MembershipStatus, admitted_on: date, today: date) -> bool:
    """Whether the row tells of a member what the desk does; without a word it says: a member."""
    if draft.status is None:
        return is_member(status)
    told = [
        MembershipEvent(kind=each["kind"], on=each["on_day"], received_on=each["received_on"])
        for each in story_of(draft, admitted_on)
    ]
    return status_at(told, today) is status
