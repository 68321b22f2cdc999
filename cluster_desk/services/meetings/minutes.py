"""Compose minutes from the facts, finish them by hand, approve them for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from cluster_desk.domain.meetings import MeetingState, MinutesState
from cluster_desk.errors import FinalRecord, Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.facts import MeetingFacts, meeting_facts
from cluster_desk.queries.meetings.minutes import MinutesFacts, minutes_facts
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Letterhead
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.services.documents import NewDocument, issue_document
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.meetings.minutes_sheet import (
    document_number,
    document_title,
    minutes_document,
)
from cluster_desk.services.meetings.passage import Passage, PassageKind
from cluster_desk.services.meetings.passages import compose
from cluster_desk.services.meetings.wording import MeetingWords
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.resolutions import Minutes, MinutesSection
from cluster_desk.tx import Tx

DOCUMENT_KIND = "minutes"
_NEXT = {
    MinutesState.DRAFT: {MinutesState.IN_REVIEW, MinutesState.APPROVED},
    MinutesState.IN_REVIEW: {MinutesState.DRAFT, MinutesState.APPROVED},
    MinutesState.APPROVED: {MinutesState.SIGNED},
    MinutesState.SIGNED: {MinutesState.BOOKED},
    MinutesState.BOOKED: set(),
}


class NotHeldYet(Refused):
    """Minutes tell what happened."""

    message = N_("Minutes are composed once the meeting has been opened or found deserted.")


class NotOverYet(Refused):
    """Nothing may happen any more that the minutes should tell."""

    message = N_("Close the meeting before its minutes are approved.")


class NoMinutes(Refused):
    """Nothing to edit, approve or print."""

    message = N_("Compose the minutes of this meeting first.")


class NotInThatOrder(Refused):
    """A state that does not follow this one."""

    message = N_("Minutes go from «{now}» not to «{wanted}».")


class MinutesIncomplete(Refused):
    """The composed words print what is not known, or a rule nobody compared."""

    message = N_("Before the minutes are approved, complete or confirm: {what}.")


@dataclass(frozen=True, kw_only=True)
class ComposeMinutes:
    """Anew from the facts; what was changed by hand stays."""

    meeting_id: int


@dataclass(frozen=True, kw_only=True)
class EditSection:
    """A passage as a person wants it, with **bold** and *italic*; kept from then on.

    `version` is the one the person saw.
    """

    section_id: int
    body: str
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class RestoreSection:
    """Let a passage be composed from the facts again."""

    section_id: int


@dataclass(frozen=True, kw_only=True)
class CorrectMinutes:
    """In the minutes of a later meeting: what was wrong in earlier ones, and what is right."""

    meeting_id: int
    corrected_meeting_id: int
    wrong_text: str
    right_text: str


@dataclass(frozen=True, kw_only=True)
class SetMinutesState:
    """The next state; `on` is the day of the approval (today), `book_pages` where entered."""

    meeting_id: int
    state: MinutesState
    on: date | None = None
    book_pages: str = ""


def compose_minutes(tx: Tx, command: ComposeMinutes) -> int:
    """The id of the minutes. Passages written by hand are kept, all others are made anew."""
    tx.allow("minutes.edit")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    if meeting.opened_at is None or meeting.state is MeetingState.CANCELLED:
        raise NotHeldYet
    minutes = _minutes(tx, meeting.id)
    if minutes is None:
        minutes = Minutes(meeting_id=meeting.id, state=MinutesState.DRAFT)
        tx.session.add(minutes)
        tx.session.flush()
    elif minutes.approved_on is not None:
        raise FinalRecord
    facts = meeting_facts(tx.session, meeting.id)
    _store(tx, minutes, compose(MeetingWords(tx.session, facts)))
    tx.describe(_("Minutes composed: {body}").format(body=facts.body.name))
    return minutes.id


def _minutes(tx: Tx, meeting_id: int) -> Minutes | None:
    return tx.session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()


def _store(tx: Tx, minutes: Minutes, passages: Sequence[Passage]) -> None:
    """Match passages to sections by key; hand-written ones whose facts are gone stay in place."""
    rows = tx.session.scalars(
        select(MinutesSection)
        .where(MinutesSection.minutes_id == minutes.id)
        .order_by(MinutesSection.position)
    ).all()
    by_key = {row.key: row for row in rows}
    keys = [passage.key for passage in passages]
    for before, row in zip([None, *rows], rows, strict=False):
        if row.key in keys:
            continue
        if row.edited:
            at = keys.index(before.key) + 1 if before and before.key in keys else 0
            keys.insert(at, row.key)
        else:
            tx.session.delete(row)
    ordered = [by_key[key] for key in keys if key in by_key]
    if [row.key for row in rows if row.key in keys] != [row.key for row in ordered] or len(
        ordered
    ) != len(keys):
        for row in ordered:  # positions are unique: make room first
            row.position = -row.position
    tx.session.flush()
    bodies = {passage.key: passage.body for passage in passages}
    for position, key in enumerate(keys, start=1):
        kept = by_key.get(key)
        if kept is None:
            tx.session.add(
                MinutesSection(minutes_id=minutes.id, position=position, key=key, body=bodies[key])
            )
            continue
        if kept.position != position:
            kept.position = position
        if not kept.edited and kept.body != bodies[key]:
            kept.body = bodies[key]
    tx.session.flush()


def edit_section(tx: Tx, command: EditSection) -> None:
    """Change a passage by hand; it is never composed anew, unless restored."""
    tx.allow("minutes.edit")
    row = tx.get(MinutesSection, command.section_id, _("passage"), version=command.version)
    minutes = _draft(tx, row)
    row.body, row.edited = command.body.strip(), True
    tx.describe(_("Minutes changed: {body}").format(body=_body(tx, minutes).name))


def restore_section(tx: Tx, command: RestoreSection) -> None:
    """The composed words again, from the facts of now."""
    tx.allow("minutes.edit")
    row = tx.get(MinutesSection, command.section_id, _("passage"))
    minutes = _draft(tx, row)
    row.edited = False
    tx.session.flush()
    facts = meeting_facts(tx.session, minutes.meeting_id)
    _store(tx, minutes, compose(MeetingWords(tx.session, facts)))
    tx.describe(_("Minutes restored: {body}").format(body=facts.body.name))


def _draft(tx: Tx, row: MinutesSection) -> Minutes:
    minutes = tx.get(Minutes, row.minutes_id, _("minutes"))
    if minutes.approved_on is not None:
        raise FinalRecord
    return minutes


def _body(tx: Tx, minutes: Minutes) -> Body:
    meeting = tx.get(Meeting, minutes.meeting_id, _("meeting"))
    return tx.get(Body, meeting.body_id, _("body"))


def correct_minutes(tx: Tx, command: CorrectMinutes) -> int:
    """The id of the correction's passage, before the closing words; linked both ways."""
    tx.allow("minutes.edit")
    minutes = _minutes(tx, command.meeting_id)
    wrong = _minutes(tx, command.corrected_meeting_id)
    if minutes is None or wrong is None:
        raise NoMinutes
    if minutes.approved_on is not None:
        raise FinalRecord
    if problems := _correction_problems(tx, command, wrong):
        raise Invalid(problems)
    facts = meeting_facts(tx.session, command.meeting_id)
    earlier = meeting_facts(tx.session, command.corrected_meeting_id).sitting
    said = MeetingWords(tx.session, facts).say(
        TextKey.ITEM_CORRECTION,
        {
            "corrected_minutes_number": f"{earlier.number}/{earlier.year}",
            "corrected_minutes_date": earlier.held_on,
            "wrong_text": command.wrong_text.strip(),
            "right_text": command.right_text.strip(),
        },
    )
    row = _insert_before_closing(tx, minutes, said.text, corrects=wrong.id)
    minutes.corrects_id = wrong.id
    tx.describe(_("Correction of earlier minutes: {body}").format(body=facts.body.name))
    tx.session.flush()
    return row.id


def _correction_problems(tx: Tx, command: CorrectMinutes, wrong: Minutes) -> list[Problem]:
    problems = [
        Problem(field=field, message=_("Write the words."))
        for field in ("wrong_text", "right_text")
        if not getattr(command, field).strip()
    ]
    if wrong.approved_on is None:
        message = _("These minutes are not approved yet: change them directly.")
        problems.append(Problem(field="corrected_meeting_id", message=message))
    earlier = tx.get(Meeting, command.corrected_meeting_id, _("meeting"))
    later = tx.get(Meeting, command.meeting_id, _("meeting"))
    if earlier.body_id != later.body_id or earlier.held_on > later.held_on:
        message = _("Minutes are corrected in a later meeting of the same body.")
        problems.append(Problem(field="meeting_id", message=message))
    return problems


def _insert_before_closing(tx: Tx, minutes: Minutes, body: str, *, corrects: int) -> MinutesSection:
    before = tx.session.scalars(
        select(MinutesSection.key).where(
            MinutesSection.minutes_id == minutes.id,
            MinutesSection.key.startswith(f"{PassageKind.CORRECTION}."),
        )
    )
    place = max((int(key.rpartition(".")[2]) for key in before), default=0) + 1
    closing = tx.session.scalars(
        select(MinutesSection).where(
            MinutesSection.minutes_id == minutes.id, MinutesSection.key == PassageKind.CLOSING
        )
    ).first()
    last = tx.session.scalar(
        select(func.max(MinutesSection.position)).where(MinutesSection.minutes_id == minutes.id)
    )
    position = closing.position if closing else (last or 0) + 1
    if closing is not None:
        closing.position += 1
        tx.session.flush()
    row = MinutesSection(
        minutes_id=minutes.id,
        position=position,
        key=f"{PassageKind.CORRECTION}.{corrects}.{place}",
        body=body,
        edited=True,
    )
    tx.session.add(row)
    tx.session.flush()
    return row


def set_minutes_state(tx: Tx, command: SetMinutesState) -> int | None:
    """Go on one state; approving freezes the words and returns the id of the PDF issued."""
    tx.allow("minutes.approve")
    minutes = _minutes(tx, command.meeting_id)
    if minutes is None:
        raise NoMinutes
    if command.state not in _NEXT[minutes.state]:
        raise NotInThatOrder(now=minutes.state.label, wanted=command.state.label)
    if command.state is MinutesState.BOOKED and not command.book_pages.strip():
        message = _("Write on which pages of the book the minutes are entered.")
        raise Invalid([Problem(field="book_pages", message=message)])
    if problems := length_problems(Minutes, {"book_pages": command.book_pages.strip()}):
        raise Invalid(problems)
    tx.describe(f"{_body(tx, minutes).name}: {command.state.label}")
    if command.state is MinutesState.APPROVED:
        return _approve(tx, minutes, command.on or tx.clock.today())
    minutes.state = command.state
    if command.book_pages:
        minutes.book_pages = command.book_pages.strip()
    return minutes.document_id


def _approve(tx: Tx, minutes: Minutes, on: date) -> int:
    facts = meeting_facts(tx.session, minutes.meeting_id)
    if facts.sitting.state not in (MeetingState.CLOSED, MeetingState.DESERTED):
        raise NotOverYet
    if on > tx.clock.today():
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="on", message=message)])
    if on < facts.sitting.held_on:
        message = _("Minutes cannot be approved before the meeting.")
        raise Invalid([Problem(field="on", message=message)])
    passages = compose(MeetingWords(tx.session, facts))
    _store(tx, minutes, passages)
    stored = minutes_facts(tx.session, minutes.meeting_id)
    assert stored is not None
    _require_complete(stored, passages)
    document = issue_document(
        tx,
        NewDocument(
            kind=DOCUMENT_KIND,
            title=document_title(facts),
            number=document_number(facts)[:40],
            issued_on=on,
            facts=_frozen(facts, stored),
            meeting_id=minutes.meeting_id,
        ),
        lambda stamp, head: _render(tx, minutes.meeting_id, stamp, head),
    )
    minutes.state, minutes.approved_on = MinutesState.APPROVED, on
    minutes.document_id = document.id
    tx.session.flush()
    return document.id


def _require_complete(stored: MinutesFacts, passages: Sequence[Passage]) -> None:
    by_hand = {section.key for section in stored.sections if section.edited}
    lacking = dict.fromkeys(
        one for passage in passages if passage.key not in by_hand for one in passage.lacking
    )
    if lacking:
        raise MinutesIncomplete(what="; ".join(lacking))


def _frozen(facts: MeetingFacts, stored: MinutesFacts) -> dict[str, object]:
    """What the document's hash covers: the words, and the facts that fill its tables."""
    return {
        "meeting": facts.sitting,
        "items": facts.items,
        "presences": facts.presences,
        "sections": [(section.key, section.body) for section in stored.sections],
    }


def _render(tx: Tx, meeting_id: int, stamp: DocumentStamp, head: Letterhead) -> bytes:
    document = minutes_document(
        tx.session,
        meeting_id,
        stamp=stamp,
        state=MinutesState.APPROVED,
        signed_on=stamp.issued_on,
    )
    return minutes_pdf(document, head)
