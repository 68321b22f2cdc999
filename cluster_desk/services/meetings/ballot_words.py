"""Tell a vote: how it was taken, how many and who, by which majority, and what came of it."""

from __future__ import annotations

from datetime import time

from cluster_desk.domain.ballots import MajorityRule, TieRule
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    BallotMethod,
    BallotOutcome,
    Choice,
)
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import N_, _, pgettext, speaking
from cluster_desk.queries.meetings.facts import BallotFacts, ItemFacts
from cluster_desk.queries.meetings.room import ADVISORY
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.reports.texts.rendering import Rule
from cluster_desk.services.meetings.passage import Passage, PassageKind
from cluster_desk.services.meetings.wording import NO_RULE, SPEAKS, Cited, MeetingWords, Said

_METHODS = {
    BallotMethod.SHOW_OF_HANDS: N_("open, by show of hands"),
    BallotMethod.ROLL_CALL: N_("open, by roll call"),
    BallotMethod.SECRET: N_("by secret ballot"),
}


def is_unanimous(ballot: BallotFacts) -> bool:
    """Everybody who could vote was in favour."""
    return (
        ballot.outcome is BallotOutcome.APPROVED
        and ballot.in_favour == ballot.may_vote
        and not ballot.against + ballot.abstained + ballot.blank + ballot.void
    )


def base_text(ballot: BallotFacts) -> str:
    """«presenti»; «votanti» where somebody present may not vote on the item."""
    if ballot.may_vote == ballot.present:
        return pgettext("voters", "present")
    return pgettext("voters", "voting")


def outcome_text(ballot: BallotFacts) -> str:
    """What the resolution's box says came of it."""
    with speaking(SPEAKS):
        if is_unanimous(ballot):
            return _("Approved by all those {base}").format(base=base_text(ballot))
        if ballot.outcome is BallotOutcome.APPROVED:
            return _("Approved by majority")
        return ballot.outcome.label


def vote_passage(words: MeetingWords, item: ItemFacts, ballot: BallotFacts) -> Passage:
    """The words before the box with the wording, which the layout draws."""
    with speaking(SPEAKS):
        if ballot.outcome is BallotOutcome.INVALID:
            said = Said(text=_invalid(ballot))
        elif is_unanimous(ballot) and ballot.method is not BallotMethod.SECRET:
            said = words.say(
                words.without(TextKey.RESOLUTION_UNANIMOUS, "resolution_text"),
                _values(words, item, ballot),
            )
        else:
            said = _counted(words, item, ballot)
        lacking = (*said.lacking, *without_chair(words, ballot.held_at), *_unseen(words, ballot))
    return Passage(kind=PassageKind.VOTE, of=str(ballot.id), body=said.text, lacking=lacking)


def without_chair(words: MeetingWords, at: time) -> tuple[str, ...]:
    """What is lacking where the words say that who presides acts at an hour, and was away."""
    chair, there = words.facts.sitting.chair_id, words.facts.room
    if chair is None or there.kind in ADVISORY or there.has(chair, at):
        return ()
    sentence = _("who presided at {time}, when {name} was not in the room")
    return (sentence.format(time=time_text(at), name=words.name(chair)),)


def _unseen(words: MeetingWords, ballot: BallotFacts) -> tuple[str, ...]:
    """What a vote counts and the presence, corrected since, does not show.

    Of an assembly the count may differ for what was paid since; its people may not.
    """
    there, at = words.facts.room, ballot.held_at
    is_counted = there.kind is BodyKind.ASSEMBLY or len(there.carried(at)) == ballot.present
    if is_counted and all(there.has(vote.person_id, at) for vote in ballot.votes):
        return ()
    sentence = _("who was there for the vote of {time}, which counts others than the presence")
    return (sentence.format(time=time_text(at)),)


def _invalid(ballot: BallotFacts) -> str:
    sentence = _(
        "At {time} the proposal is put to the vote, but {present} are present and {needed} are "
        "needed: the vote is not valid, and the item will be called again."
    )
    return sentence.format(
        time=time_text(ballot.held_at), present=ballot.present, needed=ballot.quorum_needed
    )


def _counted(words: MeetingWords, item: ItemFacts, ballot: BallotFacts) -> Said:
    """The count, then by which rule it was decided."""
    values = _values(words, item, ballot)
    parts = [words.say(TextKey.RESOLUTION_VOTES, values)]
    if ballot.method is BallotMethod.SECRET and values["teller_names"]:
        parts.append(words.say(TextKey.RESOLUTION_SECRET, values))
    rules = words.facts.room.rules_of(item.kind)
    if is_tie_broken(ballot):
        text = words.without(TextKey.RESOLUTION_CASTING_VOTE, "resolution_text")
        parts.append(words.say(text, values, rule=_applied(words, ballot, rules.tie_key)))
    elif ballot.outcome is BallotOutcome.REJECTED:
        parts.append(words.say(TextKey.RESOLUTION_REJECTED, values))
    else:
        text = words.without(TextKey.RESOLUTION_MAJORITY, "resolution_text")
        parts.append(words.say(text, values, rule=_applied(words, ballot, rules.majority_key)))
    return Said(
        text="\n".join(part.text for part in parts),
        lacking=tuple(dict.fromkeys(one for part in parts for one in part.lacking)),
    )


def is_tie_broken(ballot: BallotFacts) -> bool:
    """Whether the chair's vote decided, for the proposal or against it."""
    if ballot.outcome is BallotOutcome.APPROVED_BY_CASTING_VOTE:
        return True
    return (
        ballot.outcome is BallotOutcome.REJECTED
        and ballot.rules.get("tie") == TieRule.PRESIDENT_PREVAILS
        and ballot.casting_choice is Choice.AGAINST
        and ballot.in_favour == ballot.against > 0
    )


def _applied(words: MeetingWords, ballot: BallotFacts, key: str) -> Cited:
    """The rule as it was applied at the vote; confirmed then, or since."""
    if not key:
        return NO_RULE
    article = ballot.rules.get("articles", {}).get(key, "")
    confirmed = bool(ballot.rules.get("confirmed", {}).get(key))
    today = words.rules[key]
    return key, Rule(article or today.article, confirmed or today.is_confirmed)


def _values(words: MeetingWords, item: ItemFacts, ballot: BallotFacts) -> dict[str, object]:
    majority = MajorityRule.parse(ballot.rules["majority"])
    tellers = [words.name(one) for one in ballot.rules.get("tellers", ())]
    return {
        "item_number": str(item.position),
        "ballot_method_text": _(_METHODS[ballot.method]),
        "majority_base_text": base_text(ballot),
        "majority_text": str(majority.text),
        "present": ballot.present,
        "voting": ballot.voting,
        "in_favour": ballot.in_favour,
        "against": ballot.against,
        "abstained": ballot.abstained,
        "blank_ballots": ballot.blank,
        "void_ballots": ballot.void,
        "against_names": ballot.names(Choice.AGAINST),
        "abstained_names": ballot.names(Choice.ABSTAINED),
        "teller_names": [name for name in tellers if name],
        "approved": ballot.number is not None,
        "resolution_number": str(ballot.number or ""),
        "resolution_year": ballot.year,
        "resolution_text": ballot.wording,
    }
