"""Look over minutes before they are approved: quorum, votes, numbers, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import ItemOutcome
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.card import MeetingCard
from cluster_desk.queries.meetings.facts import BallotFacts
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import column, panel, row
from ui.meetings.words import OVER, number_text
from ui.theme.tokens import LABEL, MEDIUM, META

_ICONS = {
    "ok": ("circle-check", "ok_dot"),
    "warn": ("triangle-alert", "warn_dot"),
    "bad": ("circle-alert", "bad_dot"),
    "info": ("info", "info_dot"),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at; `tone` is ok, warn, bad or info."""

    text: str
    detail: str = ""
    tone: str = "ok"


def findings(card: MeetingCard, lacking: Sequence[str]) -> Iterator[Finding]:
    """In the order in which they are read before signing."""
    facts = card.facts
    if facts.sitting.state not in OVER:
        yield Finding(
            text=_("The meeting is not closed yet"),
            detail=_("Close it before its minutes are approved."),
            tone="warn",
        )
    ballots = [ballot for item in facts.items for ballot in item.ballots]
    for later in card.minutes.corrected_by if card.minutes is not None else ():
        number, day = number_text(later), date_text(later.held_on)
        detail = _("No. {number} of {date}").format(number=number, date=day)
        yield Finding(text=_("Corrected by later minutes"), detail=detail, tone="info")
    if ballots and facts.body.kind in (BodyKind.BOARD, BodyKind.ASSEMBLY):
        yield _quorums(ballots)
    if ballots:
        wrong = [each for each in ballots if each.voting + each.abstained != each.may_vote]
        resolved = sum(1 for each in ballots if each.number is not None)
        text = ngettext("{count} resolution", "{count} resolutions", resolved)
        yield Finding(
            text=_("Votes agree with who may vote"),
            detail=text.format(count=resolved) if not wrong else _("Some votes were not cast."),
            tone="ok" if not wrong else "warn",
        )
    numbers = sorted(each.number for each in ballots if each.number is not None)
    if numbers:
        whole = numbers == list(range(numbers[0], numbers[-1] + 1))
        shown = ", ".join(map(str, numbers))
        yield Finding(
            text=_("Numbers of the resolutions follow one another"),
            detail=f"{shown} / {facts.sitting.year}",
            tone="ok" if whole else "warn",
        )
    for item in facts.items:
        if item.outcome is ItemOutcome.OPEN:
            text = _("Item {position} has no outcome").format(position=item.position)
            yield Finding(text=text, detail=item.title, tone="warn")
    if lacking:
        yield Finding(text=_("To complete or to confirm"), detail="; ".join(lacking), tone="bad")
    elif card.minutes is not None and card.minutes.approved_on is None:
        yield Finding(text=_("Nothing is lacking"), detail=_("Every rule cited was confirmed."))


def _quorums(ballots: Sequence[BallotFacts]) -> Finding:
    """As they were counted at each vote."""
    lacking = [each for each in ballots if each.present < each.quorum_needed]
    voted = ", ".join(str(each.present) for each in ballots)
    detail = _("{present} present of {base}").format(present=voted, base=ballots[0].entitled)
    text = _("Quorum checked at every vote")
    if lacking:
        text = _("The quorum was lacking at a vote")
    return Finding(text=text, detail=detail, tone="warn" if lacking else "ok")


def finding_line(finding: Finding) -> QWidget:
    """A sign, what was looked at, and what was found."""
    icon, token = _ICONS[finding.tone]
    words = column(Label(finding.text, LABEL, MEDIUM, wrap=True), gap=1)
    if finding.detail:
        words.addWidget(Label(finding.detail, META, tone="text2", wrap=True))
    sign = column(IconLabel(icon, token), None, gap=0, margins=(0, 2, 0, 0))
    line = panel(row(sign, (words, 1), gap=10))
    line.setAccessibleName(f"{finding.text} {finding.detail}".strip())
    return line
