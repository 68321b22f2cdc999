"""Compose the passages of minutes from the facts, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    Call,
    Capacity,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.domain.presence import ChangeKind, PresenceChange, presence_changes
from cluster_desk.formats.dates import date_long, time_text
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.meetings.facts import ConflictFacts, ItemFacts, Sitting
from cluster_desk.reports.pdf.prose import literal
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.services.meetings.ballot_words import vote_passage, without_chair
from cluster_desk.services.meetings.calling import assembly_type, call_text
from cluster_desk.services.meetings.passage import Passage, PassageKind
from cluster_desk.services.meetings.wording import NO_RULE, SPEAKS, Cited, MeetingWords, Said


def compose(words: MeetingWords) -> list[Passage]:
    """Every passage of the minutes, with what each still lacks."""
    with speaking(SPEAKS):
        if words.facts.sitting.state is MeetingState.DESERTED:
            return list(_deserted(words))
        return list(_held(words))


def _held(words: MeetingWords) -> Iterator[Passage]:
    yield from _opening(words)
    yield _presence(words)
    yield from _quorum(words)
    changes = _changes(words)
    starts = _starts(words.facts.items)
    first = min((at for at in starts if at is not None), default=None)
    yield from (p for at, p in changes if first is None or at < first)
    for item, start, end in zip(words.facts.items, starts, [*starts, None][1:], strict=True):
        within = [] if start is None else [c for c in changes if start <= c[0] < _until(end)]
        yield from _item(words, item, within)
    yield _passage(PassageKind.CLOSING, "", _closing(words))


def _until(end: time | None) -> time:
    return time.max if end is None else end


def _starts(items: Sequence[ItemFacts]) -> list[time | None]:
    """When each item began; one nobody timed shares the beginning of what comes next."""
    found: list[time | None] = []
    following: time | None = None
    for item in reversed(items):
        following = item.begins_at or following
        found.append(following)
    return found[::-1]


def _passage(kind: PassageKind, of: object, said: Said) -> Passage:
    return Passage(kind=kind, of=str(of), body=said.text, lacking=said.lacking)


def _opening(words: MeetingWords) -> Iterator[Passage]:
    sitting, kind = words.facts.sitting, words.facts.body.kind
    values = _place(sitting) | {
        "opened_at": sitting.opened_at,
        "agenda_items": [item.title for item in words.facts.items],
        "chair": words.chair_office,
        "chair_is_substitute": words.is_substitute,
        "assembly_type": assembly_type(words.facts),
        "call_text": call_text(sitting.call),
        "first_call_deserted": words.facts.first_call is not None,
        "first_call_date": words.facts.first_call.held_on if words.facts.first_call else None,
    }
    if sitting.notice_sent_on is not None or sitting.totalitarian:
        values |= {"notice_date": sitting.notice_sent_on, "channel_name": sitting.notice_channel}
    if kind not in (BodyKind.BOARD, BodyKind.ASSEMBLY):
        yield _passage(PassageKind.OPENING, "", Said(text=_plain_opening(words)))
        return
    key = TextKey.BOARD_OPENING if kind is BodyKind.BOARD else TextKey.ASSEMBLY_OPENING
    before, after = words.say_around(key, values)
    yield _passage(PassageKind.OPENING, "", before)
    yield Passage(kind=PassageKind.CHAIR, body=after.text)


def _place(sitting: Sitting) -> dict[str, object]:
    return {
        "remote_only": sitting.mode is MeetingMode.REMOTE,
        "hybrid": sitting.mode is MeetingMode.HYBRID,
        "venue": sitting.venue,
        "remote_platform": sitting.platform,
    }


def _plain_opening(words: MeetingWords) -> str:
    """Of bodies whose meetings no statute rules: tables, committees."""
    sitting = words.facts.sitting
    if sitting.mode is MeetingMode.REMOTE:
        place = _("by video conference on {platform}").format(platform=sitting.platform)
    else:
        place = _("at {venue}").format(venue=sitting.venue)
    sentence = _("On {date}, at {time}, {place}, a meeting of {body} was held on these items:")
    return literal(
        sentence.format(
            date=date_long(sitting.held_on),
            time=time_text(sitting.opened_at or sitting.starts_at),
            place=place,
            body=words.facts.body.name,
        )
    )


def _presence(words: MeetingWords) -> Passage:
    """What the table of those present does not show: that those connected were known."""
    drawn = ("present_list", "remote_list", "excused_list", "absent_list", "guest_list")
    template = words.without(TextKey.BOARD_PRESENCE, *drawn, "control_body_attendance")
    remote = any(p.mode is AttendanceMode.REMOTE for p in words.facts.presences)
    return _passage(PassageKind.PRESENCE, "", words.say(template, {"remote_present": remote}))


def _quorum(words: MeetingWords) -> Iterator[Passage]:
    facts, sitting = words.facts, words.facts.sitting
    key = facts.room.rules_of(AgendaKind.RESOLUTION).quorum_key
    if not key or sitting.opened_at is None:
        return
    if facts.body.kind is BodyKind.ASSEMBLY:
        values = _votes_at(words, sitting.opened_at) | {"call_text": call_text(sitting.call)}
        said = words.say(TextKey.ASSEMBLY_QUORUM, values, rule=cited(words, key))
    elif sitting.totalitarian:
        control = any(p.capacity is Capacity.CONTROL_BODY for p in facts.presences)
        said = words.say(TextKey.BOARD_TOTALITARIAN, {"control_body": control})
    else:
        quorum = facts.room.quorum(sitting.opened_at)
        values = {"present": quorum.present, "seats_in_office": quorum.base}
        said = words.say(TextKey.BOARD_QUORUM, values)
    yield _passage(PassageKind.QUORUM, "", said)


def _votes_at(words: MeetingWords, at: time) -> dict[str, object]:
    carried = words.facts.room.carried(at)
    by_proxy = sum(1 for mandate in carried.values() if mandate.is_proxy)
    return {
        "present_in_person": len(carried) - by_proxy,
        "present_by_proxy": by_proxy,
        "present_votes": len(carried),
        "entitled_voters": len(words.facts.room.quorum_base),
    }


def cited(words: MeetingWords, key: str) -> Cited:
    """A rule as it stands today; none for a body without rules."""
    return (key, words.rules[key]) if key else NO_RULE


def _changes(words: MeetingWords) -> list[tuple[time, Passage]]:
    """Arrivals and departures, each with the count after it; not who left for an item alone."""
    facts, sitting = words.facts, words.facts.sitting
    if sitting.opened_at is None:
        return []
    told = {
        (conflict.person_id, at)
        for item in facts.items
        for conflict in item.conflicts
        for at in (conflict.left_at, conflict.returned_at)
    }
    counted = {m.person_id for m in facts.room.mandates if m.voter_id in facts.room.entitled}
    changes = presence_changes(
        facts.room.stays,
        facts.room.moment(sitting.opened_at),
        facts.room.moment(sitting.closed_at) if sitting.closed_at else None,
        counted=counted,
    )
    return [
        (change.at.time(), _change(words, change))
        for change in changes
        if (change.person_id, change.at.time()) not in told
    ]


def _change(words: MeetingWords, change: PresenceChange) -> Passage:
    at = change.at.time()
    quorum = words.facts.room.quorum(at)
    in_assembly = words.facts.body.kind is BodyKind.ASSEMBLY
    is_remote = change.mode is AttendanceMode.REMOTE
    values = {
        "person_name": words.name(change.person_id),
        "present": quorum.present if in_assembly else change.present_after,
        "seats_in_office": quorum.base,
        "remote": is_remote,
        "arrived_at": at,
        "left_at": at,
        "still_valid": quorum.is_met,
    }
    if change.kind is ChangeKind.ARRIVED:
        said = words.say(TextKey.ARRIVAL, values)
    elif change.kind is ChangeKind.LEFT:
        key = words.facts.room.rules_of(AgendaKind.RESOLUTION).quorum_key
        said = words.say(TextKey.DEPARTURE, values, rule=cited(words, key))
    else:
        sentence = (
            _("At {time} {name} goes on by video conference.")
            if is_remote
            else _("At {time} {name}, so far connected remotely, joins those in the room.")
        )
        name = words.name(change.person_id)
        said = Said(text=literal(sentence.format(time=time_text(at), name=name)))
    return _passage(PassageKind.CHANGE, f"{at:%H%M}.{change.person_id}", said)


def _item(
    words: MeetingWords, item: ItemFacts, changes: list[tuple[time, Passage]]
) -> Iterator[Passage]:
    yield _passage(PassageKind.ITEM, item.id, _discussion(words, item))
    for conflict in item.conflicts:
        said = _conflict(words, item, conflict)
        yield _passage(PassageKind.CONFLICT, f"{item.id}.{conflict.person_id}", said)
    votes = [(ballot.held_at, vote_passage(words, item, ballot)) for ballot in item.ballots]
    # at one minute the count of those present comes before the vote it is the base of
    for _at, passage in sorted([*changes, *votes], key=lambda one: one[0]):
        yield passage
    if item.outcome is ItemOutcome.ACKNOWLEDGED:
        yield _passage(PassageKind.ENDING, item.id, words.say(TextKey.ITEM_ACKNOWLEDGMENT, {}))
    elif item.outcome is ItemOutcome.POSTPONED:
        later = item.postponed_to or _("to a later meeting")
        said = words.say(TextKey.ITEM_POSTPONED, {"postponed_to_text": later})
        yield _passage(PassageKind.ENDING, item.id, said)


def _discussion(words: MeetingWords, item: ItemFacts) -> Said:
    template = words.template(TextKey.ITEM)
    if not item.discussion.strip():  # a point may pass without discussion
        body = template.body.replace("{discussion_text}", "").strip()
        template = replace(template, body=body)
    values = {
        "item_number": str(item.position),
        "item_title": item.title,
        "rapporteur": item.rapporteur_id is not None,
        "rapporteur_name": words.name(item.rapporteur_id),
        "discussion_text": item.discussion,
    }
    return words.say(template, values)


def _conflict(words: MeetingWords, item: ItemFacts, conflict: ConflictFacts) -> Said:
    at = conflict.left_at or item.begins_at or words.facts.sitting.opened_at or time.min
    quorum = words.facts.room.quorum(at, item.kind)
    sentence = (
        _("the meeting stays valid with {present} present out of {base}")
        if quorum.is_met
        else _("with {present} present out of {base} the meeting is not valid for this item")
    )
    return words.say(
        TextKey.CONFLICT,
        {
            "item_number": str(item.position),
            "person_name": words.name(conflict.person_id),
            "conflict_text": conflict.statement.strip().rstrip("."),
            "leaves": conflict.left_at is not None,
            "left_at": conflict.left_at,
            "returned_at": conflict.returned_at,
            "quorum_after_text": sentence.format(present=quorum.present, base=quorum.base),
        },
    )


def _closing(words: MeetingWords) -> Said:
    sitting = words.facts.sitting
    said = words.say(
        words.without(TextKey.CLOSING, "attachment_list"),
        {"closed_at": sitting.closed_at, "approved_in_meeting": sitting.approved_in_meeting},
    )
    if sitting.closed_at is None or _stays_to_the_end(words, sitting.closed_at):
        return said
    return replace(said, lacking=(*said.lacking, *without_chair(words, sitting.closed_at)))


def _stays_to_the_end(words: MeetingWords, closed_at: time) -> bool:
    """Whoever leaves with the closing was there for it."""
    room, chair = words.facts.room, words.facts.sitting.chair_id
    end = room.moment(closed_at)
    return any(s.person_id == chair and s.left_at == end for s in room.stays)


def _deserted(words: MeetingWords) -> Iterator[Passage]:
    facts, sitting = words.facts, words.facts.sitting
    checked_at = sitting.opened_at or sitting.starts_at
    if facts.body.kind is not BodyKind.ASSEMBLY:
        yield from _opening(words)
        yield _presence(words)
        quorum = facts.room.quorum(checked_at)
        values = {
            "checked_at": checked_at,
            "present": quorum.present,
            "seats_in_office": quorum.base,
        }
        yield _passage(PassageKind.QUORUM, "", words.say(TextKey.BOARD_NO_QUORUM, values))
        return
    second = facts.second_call
    values = _votes_at(words, checked_at) | {
        "first_call_date": sitting.held_on,
        "first_call_time": sitting.starts_at,
        "first_call_venue": sitting.venue or sitting.platform,
        "notice_date": sitting.notice_sent_on,
        "channel_name": sitting.notice_channel,
        "assembly_type": assembly_type(facts),
        "agenda_items": [item.title for item in facts.items],
        "checked_at": checked_at,
        "closed_at": sitting.closed_at,
        "call_text": call_text(sitting.call),
        "has_second_call": sitting.call is Call.FIRST,
    }
    if second is not None:
        values |= {
            "second_call_date": second.held_on,
            "second_call_time": second.starts_at,
            "second_call_venue": second.venue or second.platform,
        }
    rule = cited(words, facts.room.rules_of(AgendaKind.RESOLUTION).quorum_key)
    before, after = words.say_around(TextKey.ASSEMBLY_DESERTED, values, rule=rule)
    yield _passage(PassageKind.OPENING, "", before)
    yield Passage(kind=PassageKind.CLOSING, body=after.text)
