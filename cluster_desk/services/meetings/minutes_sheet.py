"""Lay the passages of minutes beside the tables and boxes that the facts fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, MeetingMode, MeetingState, MinutesState
from cluster_desk.formats.dates import date_long, date_text, time_text
from cluster_desk.i18n import _, ngettext, speaking
from cluster_desk.queries.meetings.facts import BallotFacts, MeetingFacts, meeting_facts
from cluster_desk.queries.meetings.minutes import MinutesFacts, minutes_facts
from cluster_desk.reports.meetings.minutes_document import (
    AgendaList,
    AttachmentList,
    Closing,
    Fact,
    ItemHeading,
    MinutesDocument,
    MinutesSection,
    PresenceChange,
    Prose,
    QuorumStatement,
    ResolutionBox,
    SectionHeading,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature
from cluster_desk.reports.pdf.prose import literal
from cluster_desk.reports.texts.titles import OfficeTitle
from cluster_desk.services.meetings.ballot_words import is_tie_broken, outcome_text
from cluster_desk.services.meetings.passage import PassageKind, kind_of
from cluster_desk.services.meetings.presence_rows import presence_table
from cluster_desk.services.meetings.wording import SPEAKS, MeetingWords


def minutes_document(
    session: Session,
    meeting_id: int,
    *,
    stamp: DocumentStamp,
    state: MinutesState | None = None,
    signed_on: date | None = None,
) -> MinutesDocument:
    """The minutes of a meeting as they stand, or in the state they are about to enter.

    LookupError where they were never composed.
    """
    minutes = minutes_facts(session, meeting_id)
    if minutes is None:
        raise LookupError(meeting_id)
    facts = meeting_facts(session, meeting_id)
    words = MeetingWords(session, facts)
    sitting = facts.sitting
    with speaking(SPEAKS):
        day = sitting.held_on if sitting.approved_in_meeting else signed_on or sitting.held_on
        city = words.association.city
        return MinutesDocument(
            title=_title(facts),
            subtitle=_subtitle(facts),
            number_text=number_text(facts),
            state=state or minutes.state,
            facts=_facts(facts, words),
            sections=tuple(_blocks(facts, minutes)),
            place_and_date=f"{city}, {date_long(day)}" if city else date_long(day),
            signatures=_signatures(facts, words),
            book_pages=_book(minutes),
            stamp=stamp,
        )


def number_text(facts: MeetingFacts) -> str:
    """«n. 4/2026»; empty before the meeting has its number."""
    if facts.sitting.number is None:
        return ""
    number = f"{facts.sitting.number}/{facts.sitting.year}"
    return _("no. {number}").format(number=number)


def document_number(facts: MeetingFacts) -> str:
    """How the minutes are cited: «Verbale CD n. 4/2026»."""
    with speaking(SPEAKS):
        return _("Minutes {body} {number}").format(body=facts.body.code, number=number_text(facts))


def document_title(facts: MeetingFacts) -> str:
    """«Verbale del Consiglio Direttivo n. 4/2026»."""
    with speaking(SPEAKS):
        return f"{_title(facts)} {number_text(facts)}".strip()


def _title(facts: MeetingFacts) -> str:
    is_deserted = facts.sitting.state is MeetingState.DESERTED
    match facts.body.kind:
        case BodyKind.ASSEMBLY if is_deserted:
            return _("Minutes of a deserted assembly")
        case BodyKind.ASSEMBLY:
            return _("Minutes of the assembly of the members")
        case BodyKind.BOARD if facts.body.name == "Consiglio Direttivo":
            return _("Minutes of the board")
    return _("Minutes: {body}").format(body=facts.body.name)


def _subtitle(facts: MeetingFacts) -> str:
    parts = [
        number_text(facts),
        _("meeting of {date}").format(date=date_long(facts.sitting.held_on)),
    ]
    if facts.body.kind is BodyKind.ASSEMBLY:
        from_call = facts.sitting.call.label
        parts.append(from_call[:1].lower() + from_call[1:])
    return " · ".join(filter(None, parts))


def _facts(facts: MeetingFacts, words: MeetingWords) -> tuple[Fact, ...]:
    sitting = facts.sitting
    place = [] if sitting.mode is MeetingMode.REMOTE else [sitting.venue]
    if sitting.mode is not MeetingMode.IN_PERSON:
        place.append(_("video conference ({platform})").format(platform=sitting.platform))
    opened = None if sitting.state is MeetingState.DESERTED else sitting.opened_at
    hours = ((_("Opening"), opened), (_("Closing"), sitting.closed_at))
    found = [Fact(label=_("Place"), text=", ".join(filter(None, place)))]
    found += [Fact(label=label, text=_at(time_text(at))) for label, at in hours if at]
    led = (
        (_("Chaired by"), words.name(sitting.chair_id)),
        (_("Minutes by"), words.name(sitting.minute_taker_id)),
    )
    return (*found, *(Fact(label=label, text=name) for label, name in led if name))


def _at(hour: str) -> str:
    return _("at {time}").format(time=hour)


def _signatures(facts: MeetingFacts, words: MeetingWords) -> tuple[Signature, ...]:
    sitting = facts.sitting
    titles: tuple[tuple[OfficeTitle, int | None], ...] = (
        (words.minute_taker, sitting.minute_taker_id),
        (words.leader, sitting.chair_id),
    )
    return tuple(Signature(title=t.capital, name=words.name(who)) for t, who in titles)


def _book(minutes: MinutesFacts) -> str:
    if not minutes.book_pages:
        return ""
    return _("book of minutes, pages {pages}").format(pages=minutes.book_pages)


def _blocks(facts: MeetingFacts, minutes: MinutesFacts) -> Iterator[MinutesSection]:
    for section in minutes.sections:
        kind, of = kind_of(section.key)
        yield from _block(facts, kind, of, section.body)
    if minutes.sections:
        attached = _attachments(facts)
        if attached:
            yield AttachmentList(items=attached)


def _block(facts: MeetingFacts, kind: PassageKind, of: str, body: str) -> Iterator[MinutesSection]:
    prose: Sequence[MinutesSection] = [Prose(text=body)] if body else []
    match kind:
        case PassageKind.OPENING:
            yield from prose
            yield AgendaList(items=tuple(item.title for item in facts.items))
            if facts.sitting.state is MeetingState.DESERTED:
                yield from _present(facts)
        case PassageKind.PRESENCE:
            if facts.sitting.state is not MeetingState.DESERTED:
                yield from _present(facts)
            yield from prose
        case PassageKind.QUORUM:
            yield QuorumStatement(text=body)
        case PassageKind.CHANGE:
            yield PresenceChange(text=body)
        case PassageKind.ITEM:
            yield from _heading(facts, of)
            yield from prose
        case PassageKind.VOTE:
            yield from prose
            yield from _box(facts, of)
        case PassageKind.CLOSING:
            yield Closing(text=body)
        case _:
            yield from prose


def _present(facts: MeetingFacts) -> Iterator[MinutesSection]:
    table = presence_table(facts)
    if table.rows:
        yield SectionHeading(text=_("Those present"))
        yield table


def _heading(facts: MeetingFacts, of: str) -> Iterator[MinutesSection]:
    for item in facts.items:
        if str(item.id) == of:
            yield ItemHeading(number=item.position, title=item.title)


def _box(facts: MeetingFacts, of: str) -> Iterator[MinutesSection]:
    for item in facts.items:
        for ballot in item.ballots:
            if str(ballot.id) == of:
                yield _resolution(ballot, item.kind)


def _resolution(ballot: BallotFacts, kind: AgendaKind) -> ResolutionBox:
    is_adopted = ballot.number is not None
    has_papers = ballot.blank + ballot.void > 0
    return ResolutionBox(
        number=f"{ballot.number}/{ballot.year}" if is_adopted else None,
        text=literal(ballot.wording),
        in_favour=ballot.in_favour,
        against=ballot.against,
        abstained=ballot.abstained,
        blank=ballot.blank if has_papers else None,
        void=ballot.void if has_papers else None,
        outcome=outcome_text(ballot),
        is_approved=is_adopted,
        notes="\n".join(_notes(ballot, kind)),
    )


def _notes(ballot: BallotFacts, kind: AgendaKind) -> Iterator[str]:
    """What explains the figures: who could not vote (art. 21 c.c.), whose vote counted twice."""
    withheld = ballot.present - ballot.may_vote
    if withheld > 0:
        sentence = ngettext(
            "{count} of those present does not vote on this item: the base is {base}.",
            "{count} of those present do not vote on this item: the base is {base}.",
            withheld,
        )
        yield sentence.format(count=withheld, base=ballot.may_vote)
        if kind in (AgendaKind.ACCOUNTS, AgendaKind.LIABILITY):
            yield _("Directors do not vote on the accounts nor on their liability (art. 21 c.c.).")
    if is_tie_broken(ballot):
        yield _("A tie: the vote of who chairs prevails.")


def _attachments(facts: MeetingFacts) -> tuple[str, ...]:
    sitting = facts.sitting
    found = []
    if sitting.notice_sent_on is not None:
        day = date_text(sitting.notice_sent_on)
        found.append(_("notice of {date}, with the proof of its sending").format(date=day))
    if facts.body.kind is BodyKind.ASSEMBLY and sitting.state is not MeetingState.DESERTED:
        found.append(_("list of those present and of the proxies"))
    return tuple(f"{letter}) {words}" for letter, words in zip("ABCDEF", found, strict=False))
