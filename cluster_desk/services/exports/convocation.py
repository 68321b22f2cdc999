"""The letter that calls the board or the assembly, from the meeting as it is planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import Call, MeetingMode
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.errors import NotFound, Refused
from cluster_desk.formats.dates import date_long
from cluster_desk.i18n import N_, _, speaking
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.meetings.facts import MeetingFacts, Sitting, meeting_facts
from cluster_desk.reports.documents.letter import letter_pdf
from cluster_desk.reports.documents.letter_document import LetterDocument
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature
from cluster_desk.reports.pdf.prose import literal
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.reports.texts.rendering import render
from cluster_desk.reports.texts.titles import OfficeTitle
from cluster_desk.services.exports.file import PDF, ExportedFile, letterhead_at
from cluster_desk.services.meetings.calling import assembly_type
from cluster_desk.services.meetings.wording import SPEAKS, MeetingWords, Said
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Meeting

REPLY_DAYS = 2
"""An answer is asked for so many days before the meeting."""

_PASSAGES = {
    BodyKind.BOARD: (TextKey.BOARD_CONVOCATION,),
    BodyKind.ASSEMBLY: (
        TextKey.ASSEMBLY_CONVOCATION,
        TextKey.ASSEMBLY_VALIDITY,
        TextKey.ASSEMBLY_VOTING,
    ),
}


class NotCalledByLetter(Refused):
    """Working tables and committees are invited person by person."""

    message = N_("A convocation is made for the board and for the assembly only, not for {body}.")


def convocation_file(session: Session, *, meeting_id: int) -> ExportedFile:
    """The convocation of a meeting, marked as a draft while a fact is lacking or a rule of the
    statute was not confirmed. NotFound, NotCalledByLetter, NoAssociation."""
    if session.get(Meeting, meeting_id) is None:
        raise NotFound(what=_("meeting"), id=meeting_id)
    facts = meeting_facts(session, meeting_id)
    if facts.body.kind not in _PASSAGES:
        raise NotCalledByLetter(body=facts.body.name)
    with speaking(SPEAKS):
        document = _document(session, facts)
    held_on = facts.sitting.held_on
    return ExportedFile(
        name=_("convocation-{date}.pdf").format(date=held_on.isoformat()),
        media_type=PDF,
        content=letter_pdf(document, letterhead_at(session, held_on)),
    )


def _document(session: Session, facts: MeetingFacts) -> LetterDocument:
    words, sitting = MeetingWords(session, facts), facts.sitting
    values = _values(session, words)
    first, *others = _PASSAGES[facts.body.kind]
    head = render(
        words.template(first),
        {**words.everywhere, **values},
        rules=words.rules,
        language=SPEAKS,
        is_draft=True,
    )
    before, after = words.say_around(first, values)
    more = [_headed(words, key, values) for key in others]
    lacking = [said for said in (before, after, *more) if said.lacking]
    president = words.everywhere.get("president")
    day = sitting.notice_sent_on
    city = words.association.city
    return LetterDocument(
        recipient_lines=(head.part("to"),),
        place_and_date=", ".join(filter(None, (city, date_long(day) if day else ""))),
        channel=head.part("channel"),
        subject=head.part("subject"),
        paragraphs=tuple(before.text.split("\n")),
        items=tuple(literal(item.title) for item in facts.items),
        after_list=tuple(line for said in (after, *more) for line in said.text.split("\n") if line),
        signature=Signature(
            title=president.capital if isinstance(president, OfficeTitle) else "",
            name=str(words.everywhere.get("president_name", "")),
        ),
        is_draft=bool(lacking) or day is None,
        stamp=DocumentStamp(
            document_id=_("Convocation of {date}").format(date=date_long(sitting.held_on)),
            issued_on=day or sitting.held_on,
        ),
    )


def _headed(words: MeetingWords, key: TextKey, values: Mapping[str, object]) -> Said:
    """A passage under its own heading."""
    said = words.say(key, values)
    heading = dict(words.template(key).parts).get("heading", "")
    return Said(text=f"**{heading}**\n{said.text}", lacking=said.lacking) if heading else said


def _values(session: Session, words: MeetingWords) -> dict[str, object]:
    facts, sitting = words.facts, words.facts.sitting
    rules = statute_rules(session)
    meeting = session.get_one(Meeting, sitting.id)
    control = session.scalars(select(Body.id).where(Body.kind == BodyKind.AUDITORS)).first()
    values: dict[str, object] = {
        "control_body": control is not None,
        "cc_bodies": control is not None,
        "meeting_time": sitting.starts_at,
        "venue": sitting.venue,
        "hybrid": sitting.mode is MeetingMode.HYBRID,
        "remote_only": sitting.mode is MeetingMode.REMOTE,
        "remote_platform": sitting.platform,
        "remote_link": meeting.link,
        "agenda_items": [item.title for item in facts.items],
        "documents_attached": False,
        "documents_later": False,
        "urgent": False,
        "reply_due_date": sitting.held_on - timedelta(days=REPLY_DAYS),
        "reply_email": words.association.email or words.association.pec,
        "board_proxy_allowed": rules.number("board_proxies") > 0,
    }
    if sitting.notice_channel:
        values["channel_name"] = sitting.notice_channel
    if facts.body.kind is BodyKind.ASSEMBLY:
        values |= _calls(facts) | _voting(rules) | {"assembly_type": assembly_type(facts)}
        values["remote_allowed"] = sitting.mode is not MeetingMode.IN_PERSON
        values["first_call_quorum_text"] = str(
            rules.quorum("assembly_quorum").presence_text(BodyKind.ASSEMBLY)
        )
        values["second_call_quorum_text"] = str(
            rules.quorum("assembly_quorum_second").presence_text(BodyKind.ASSEMBLY)
        )
    return values


def _calls(facts: MeetingFacts) -> dict[str, object]:
    """The first call and the second, whichever of the two this meeting is."""
    first: Sitting = facts.first_call or facts.sitting
    is_second = facts.sitting.call is Call.SECOND
    second = facts.sitting if is_second else facts.second_call
    found: dict[str, object] = {"has_second_call": second is not None}
    for name, call in (("first", first), ("second", second)):
        if call is not None:
            found |= {
                f"{name}_call_date": call.held_on,
                f"{name}_call_time": call.starts_at,
                f"{name}_call_venue": call.venue or call.platform,
            }
    return found


def _voting(rules: StatuteRules) -> dict[str, object]:
    """Who may vote and through whom, as the statute has it."""
    days, needs_payment = rules.number("voting_right"), rules.flag("arrears_vote")
    limit = rules.number("proxies")
    match bool(days), needs_payment:
        case True, True:
            said = _(
                "Members entered in the register for at least {days} days and in order with"
                " their fees may vote."
            )
        case True, False:
            said = _("Members entered in the register for at least {days} days may vote.")
        case False, True:
            said = _("Members in order with their fees may vote.")
        case _:
            said = _("All members entered in the register may vote.")
    return {
        "voting_right_text": said.format(days=days),
        "assembly_proxy_allowed": limit > 0,
        "proxy_limit": limit,
        "in_arrears": False,
        "documents_access_text": _("available at the registered office of the association"),
    }
