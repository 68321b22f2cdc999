"""Check that a meeting was called in time: clear days or hours, and proof for each addressee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class NoticeFrom(Term):
    """From which moment the statute counts the notice."""

    SENDING = "sending", N_("From the sending")
    RECEIPT = "receipt", N_("From the receipt")


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeRule:
    """Days of notice. Clear days leave out the day of the notice and the day of the meeting."""

    days: int
    counted_from: NoticeFrom = NoticeFrom.SENDING
    first_day_counts: bool = False
    meeting_day_counts: bool = False

    def given(self, notice_on: date, meeting_on: date) -> int:
        """The days of notice between the two; never below zero."""
        ends = int(self.first_day_counts) + int(self.meeting_day_counts)
        return max((meeting_on - notice_on).days - 1 + ends, 0)

    def latest_on(self, meeting_on: date) -> date:
        """The last day on which the notice may go out, or arrive."""
        ends = int(self.first_day_counts) + int(self.meeting_day_counts)
        return meeting_on - timedelta(days=max(self.days + 1 - ends, 0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """When the notice left for one addressee, and when it is proved to have arrived."""

    addressee_id: int
    sent_on: date | None = None
    received_on: date | None = None


class NoticeFault(Term):
    """What is wrong with the notice of a meeting."""

    MISSING = "missing", N_("No notice")
    LATE = "late", N_("Late notice")


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeWarning:
    """A meeting that was not called, or not in time; it is valid only with everybody there."""

    fault: NoticeFault
    words: Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeCheck:
    """Whether everybody was called in time. `given` is the shortest notice, None if unknown."""

    needed: int
    given: int | None
    latest_on: date
    late: tuple[int, ...]
    unproved: tuple[int, ...]

    @property
    def is_enough(self) -> bool:
        """In time, and proved, for every addressee."""
        return not self.late and not self.unproved

    @property
    def words(self) -> tuple[Sentence, ...]:
        """What to tell: one sentence if all is well, else one per kind of fault."""
        if self.is_enough:
            figures = {"given": self.given or 0, "needed": self.needed}
            return (say(N_("Notice in time: days given {given}, needed {needed}."), **figures),)
        words = []
        if self.late:
            words.append(
                say(
                    N_("Notice too late for {count}: days given {given}, needed {needed}."),
                    count=len(self.late),
                    given=self.given or 0,
                    needed=self.needed,
                )
            )
        if self.unproved:
            words.append(say(N_("No proof of the notice for {count}."), count=len(self.unproved)))
        return tuple(words)


def notice_check(deliveries: Iterable[Delivery], meeting_on: date, rule: NoticeRule) -> NoticeCheck:
    """Check every addressee against the rule; without any delivery nothing is late.

    Where the statute counts from receipt, an arrival without proof is unproved, not in time.
    """
    given: dict[int, int] = {}
    unproved = []
    for delivery in deliveries:
        by_receipt = rule.counted_from is NoticeFrom.RECEIPT
        notice_on = delivery.received_on if by_receipt else delivery.sent_on
        if notice_on is None:
            unproved.append(delivery.addressee_id)
        else:
            given[delivery.addressee_id] = rule.given(notice_on, meeting_on)
    latest = rule.latest_on(meeting_on)
    late = tuple(who for who, days in given.items() if days < rule.days)
    return NoticeCheck(
        needed=rule.days,
        given=min(given.values(), default=None),
        latest_on=latest,
        late=late,
        unproved=tuple(unproved),
    )


def notice_warning(
    rule: NoticeRule, meeting_on: date, sent_on: date | None
) -> NoticeWarning | None:
    """What is wrong where the notice left on this day, or on none; None where it was in time."""
    if sent_on is None:
        return NoticeWarning(
            fault=NoticeFault.MISSING, words=say(N_("No notice of the meeting is recorded."))
        )
    given = rule.given(sent_on, meeting_on)
    if given >= rule.days:
        return None
    words = say(
        N_("Notice too late: days given {given}, needed {needed}."), given=given, needed=rule.days
    )
    return NoticeWarning(fault=NoticeFault.LATE, words=words)


def hours_of_notice(notice_at: datetime, meeting_at: datetime) -> int:
    """Whole hours between the two, for urgent calls; never below zero. Both of one kind."""
    return max((meeting_at - notice_at) // timedelta(hours=1), 0)


def is_urgent_notice_enough(notice_at: datetime, meeting_at: datetime, hours: int) -> bool:
    """Whether an urgent call left at least so many hours (48, in many statutes)."""
    return notice_at <= meeting_at and meeting_at - notice_at >= timedelta(hours=hours)
