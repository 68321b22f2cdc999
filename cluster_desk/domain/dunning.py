"""Say which reminder a member gets on a day, and why, remembering those it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

FORMAL_NOTICE = 3
"""The level that puts the member in default and interrupts prescription (art. 2943 c.c.)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """The steps of the reminders (DOMAIN §3), in days; a setting of the association.

    A letter leaves `days_to_answer` to pay, the formal notice `grace_days`. Public bodies, who pay
    by a payment order weeks later, have `public_body_days` more, get nothing while an order is
    under way (for `mandate_days`), and never more than `public_body_highest`.
    """

    days_after: tuple[int, ...] = (30, 60, 90)
    days_to_answer: int = 15
    grace_days: int = 15
    public_body_days: int = 30
    public_body_highest: int = 2
    mandate_days: int = 90

    @property
    def highest(self) -> int:
        """The last level; there is a text for each of three."""
        return min(len(self.days_after), FORMAL_NOTICE)


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A reminder that was sent: its level, its day, and by when it asked to pay."""

    level: int
    issued_on: date
    answer_by: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrears:
    """What a member owes of a year: the oldest due day, and who it is."""

    due_on: date
    sent: Sequence[SentReminder] = ()
    is_public_body: bool = False
    mandate_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The level that is due, or None; and the reason in words either way."""

    level: int | None
    reason: Sentence


def next_reminder(arrears: Arrears, on: date, ladder: Ladder) -> Step:
    """One step after the last one sent, never two; nobody is reminded before an answer is due."""
    if on <= arrears.due_on:
        return Step(None, say(N_("It is not due before {date}."), date=arrears.due_on))
    mandate = _mandate(arrears, on, ladder)
    if mandate is not None:
        return Step(None, mandate)
    last = max(arrears.sent, key=lambda sent: sent.level, default=None)
    level = last.level + 1 if last else 1
    highest = ladder.public_body_highest if arrears.is_public_body else ladder.highest
    if level > min(highest, ladder.highest):
        return Step(None, say(N_("Every reminder was sent: the deciding body takes over.")))
    if last is not None and on <= last.answer_by:
        words = N_("The last reminder gives time until {date}.")
        return Step(None, say(words, date=last.answer_by))
    begins = _begins(arrears, level, ladder)
    if on < begins:
        return Step(None, say(N_("The next reminder is due on {date}."), date=begins))
    days = (on - arrears.due_on).days
    if last is None:
        return Step(level, say(N_("{days} days late, never reminded."), days=days))
    words = N_("{days} days late, reminded on {date}.")
    return Step(level, say(words, days=days, date=last.issued_on))


def _mandate(arrears: Arrears, on: date, ladder: Ladder) -> Sentence | None:
    since = arrears.mandate_on
    if since is None or on > since + timedelta(days=ladder.mandate_days):
        return None
    return say(N_("A payment order is under way since {date}."), date=since)


def _begins(arrears: Arrears, level: int, ladder: Ladder) -> date:
    days = ladder.days_after[level - 1]
    if arrears.is_public_body:
        days += ladder.public_body_days
    return arrears.due_on + timedelta(days=days)


def sent_on(sent: Iterable[SentReminder], level: int) -> date | None:
    """The day on which a level was sent; None where it was not."""
    return max((s.issued_on for s in sent if s.level == level), default=None)
