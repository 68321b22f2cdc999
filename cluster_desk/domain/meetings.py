"""Vocabulary of meetings: who is there and how, what is decided and how."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class MeetingMode(Term):
    """Where a meeting takes place."""

    IN_PERSON = "in_person", N_("In person")
    REMOTE = "remote", N_("By video conference")
    HYBRID = "hybrid", N_("In person and by video conference")


class MeetingState(Term):
    """Where a meeting stands."""

    PLANNED = "planned", N_("Planned")
    CONVENED = "convened", N_("Convened")
    OPEN = "open", N_("In progress")
    CLOSED = "closed", N_("Closed")
    DESERTED = "deserted", N_("Deserted")
    CANCELLED = "cancelled", N_("Cancelled")


class Call(Term):
    """Which sitting: first and second call of an assembly, or a meeting that has only one."""

    SINGLE = "single", N_("Single call")
    FIRST = "first", N_("First call")
    SECOND = "second", N_("Second call")


class AgendaKind(Term):
    """What an agenda item asks for."""

    RESOLUTION = "resolution", N_("Resolution")
    ACCOUNTS = "accounts", N_("Approval of the accounts")
    LIABILITY = "liability", N_("Liability of the directors")
    STATUTE_CHANGE = "statute_change", N_("Change of the statute")
    DISSOLUTION = "dissolution", N_("Dissolution")
    ELECTION = "election", N_("Election")
    DISCUSSION = "discussion", N_("Discussion")
    ACKNOWLEDGMENT = "acknowledgment", N_("Acknowledgment")
    ANY_OTHER_BUSINESS = "any_other_business", N_("Any other business")


class AttendanceMode(Term):
    """How somebody is there."""

    IN_PERSON = "in_person", N_("In person")
    REMOTE = "remote", N_("Connected remotely")
    PROXY = "proxy", N_("By proxy")


class Capacity(Term):
    """In which capacity a person stands for a member or sits (DOMAIN §10: four ways of it)."""

    OWN = "own", N_("In their own name")
    LEGAL_REPRESENTATIVE = "legal_representative", N_("Legal representative")
    DESIGNATED_REPRESENTATIVE = "designated_representative", N_("Designated representative")
    ONE_OFF_DESIGNATION = "one_off_designation", N_("Designated for this meeting")
    PROXY = "proxy", N_("Proxy of another member")
    GUEST = "guest", N_("Guest without vote")
    CONTROL_BODY = "control_body", N_("Control body")


class BallotMethod(Term):
    """How a vote is cast."""

    SHOW_OF_HANDS = "show_of_hands", N_("Show of hands")
    ROLL_CALL = "roll_call", N_("Roll call")
    SECRET = "secret", N_("Secret ballot")


class Choice(Term):
    """What somebody voted."""

    IN_FAVOUR = "in_favour", N_("In favour")
    AGAINST = "against", N_("Against")
    ABSTAINED = "abstained", N_("Abstained")


class MajorityBase(Term):
    """Of whom the majority is counted (DOMAIN §2.5: an abstainer counts among those present)."""

    PRESENT = "present", N_("of those present")
    VOTING = "voting", N_("of those voting")
    IN_OFFICE = "in_office", N_("of the members in office")
    ALL_MEMBERS = "all_members", N_("of all the members")


class BallotOutcome(Term):
    """What came of a ballot."""

    APPROVED = "approved", N_("Approved")
    APPROVED_BY_CASTING_VOTE = "approved_by_casting_vote", N_("Approved by the casting vote")
    REJECTED = "rejected", N_("Not approved")
    INVALID = "invalid", N_("Not valid: no quorum")


class ItemOutcome(Term):
    """How an agenda item ended."""

    OPEN = "open", N_("Not yet discussed")
    RESOLVED = "resolved", N_("Resolved")
    REJECTED = "rejected", N_("Not approved")
    ACKNOWLEDGED = "acknowledged", N_("Acknowledged")
    POSTPONED = "postponed", N_("Postponed")
    DISCUSSED = "discussed", N_("Discussed")


class MinutesState(Term):
    """Where the minutes stand."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in_review", N_("In review")
    APPROVED = "approved", N_("Approved"), "minutes"
    SIGNED = "signed", N_("Signed")
    BOOKED = "booked", N_("Entered in the book")
