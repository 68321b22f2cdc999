"""Say of a meeting what it is called, where it stands and how it was there, in few words."""

from __future__ import annotations

from typing import Protocol

from cluster_desk.domain.mandates import ItemQuorum
from cluster_desk.domain.meetings import (
    BallotOutcome,
    Call,
    ItemOutcome,
    MeetingMode,
    MeetingState,
    MinutesState,
)
from cluster_desk.i18n import _, ngettext

STATE_TONES = {
    MeetingState.PLANNED: "neutral",
    MeetingState.CONVENED: "info",
    MeetingState.OPEN: "bad",
    MeetingState.CLOSED: "ok",
    MeetingState.DESERTED: "warn",
    MeetingState.CANCELLED: "neutral",
}
MINUTES_TONES = {
    MinutesState.DRAFT: "warn",
    MinutesState.IN_REVIEW: "info",
    MinutesState.APPROVED: "ok",
    MinutesState.SIGNED: "ok",
    MinutesState.BOOKED: "ok",
}
ITEM_TONES = {
    ItemOutcome.OPEN: "neutral",
    ItemOutcome.RESOLVED: "ok",
    ItemOutcome.REJECTED: "bad",
    ItemOutcome.ACKNOWLEDGED: "info",
    ItemOutcome.POSTPONED: "warn",
    ItemOutcome.DISCUSSED: "info",
}
BALLOT_TONES = {
    BallotOutcome.APPROVED: "ok",
    BallotOutcome.APPROVED_BY_CASTING_VOTE: "ok",
    BallotOutcome.REJECTED: "bad",
    BallotOutcome.INVALID: "warn",
}
OVER = (MeetingState.CLOSED, MeetingState.DESERTED)
SETTLED = (*OVER, MeetingState.CANCELLED)


class Numbered(Protocol):
    """What has a number of a year once it was called."""

    @property
    def number(self) -> int | None: ...
    @property
    def year(self) -> int: ...


class Placed(Protocol):
    """What takes place somewhere."""

    @property
    def mode(self) -> MeetingMode: ...
    @property
    def venue(self) -> str: ...
    @property
    def platform(self) -> str: ...


def number_text(meeting: Numbered) -> str:
    """`4/2026`, empty before it has one."""
    return f"{meeting.number}/{meeting.year}" if meeting.number is not None else ""


def named(body: str, meeting: Numbered) -> str:
    """`Consiglio Direttivo n. 4/2026`."""
    if meeting.number is None:
        return body
    return _("{body} no. {number}").format(body=body, number=number_text(meeting))


def place_text(meeting: Placed) -> str:
    """`Sede, Crema, e in videoconferenza (Teams)`."""
    remote = _("video conference") if not meeting.platform else meeting.platform
    if meeting.mode is MeetingMode.REMOTE:
        return remote
    if meeting.mode is MeetingMode.HYBRID:
        return _("{venue}, and {platform}").format(venue=meeting.venue, platform=remote)
    return meeting.venue


def call_text(call: Call) -> str:
    """`2ª convocazione`; nothing where there is only one."""
    if call is Call.SINGLE:
        return ""
    return _("1st call") if call is Call.FIRST else _("2nd call")


def quorum_text(quorum: ItemQuorum) -> str:
    """How many are there, and how many are lacking."""
    if quorum.is_met:
        return _("Quorum reached: {present} present of {base}, {needed} needed").format(
            present=quorum.present, base=quorum.base, needed=quorum.needed
        )
    lacking = quorum.needed - quorum.present
    text = ngettext(
        "{count} more must be present for the quorum: you can note the discussion, not the votes.",
        "{count} more must be present for the quorum: you can note the discussion, not the votes.",
        lacking,
    )
    return text.format(count=lacking)
