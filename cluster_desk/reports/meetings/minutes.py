"""Set the minutes of a meeting as a document that can be signed and entered in the book."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reportlab.platypus import CondPageBreak

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.meetings.minutes_document import (
    Closing,
    Fact,
    MinutesDocument,
    Prose,
    ResolutionBox,
)
from cluster_desk.reports.meetings.minutes_sections import section
from cluster_desk.reports.pdf.facts import strip
from cluster_desk.reports.pdf.furniture import Furniture, Mark
from cluster_desk.reports.pdf.heading import Heading, title_block, with_headings_kept
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.sheet import PORTRAIT
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.text import plain

_UNFINISHED = frozenset({MinutesState.DRAFT, MinutesState.IN_REVIEW})
_FACTS_ACROSS = 5
_LAST_WORDS = 8
_TALL = 100_000.0
_GAPS = 24.0


def minutes_pdf(document: MinutesDocument, letterhead: Letterhead) -> bytes:
    """The minutes as PDF/A-2b; «BOZZA» on every page until they are approved.

    UnprintableText and TextTooLong when a text cannot be set.
    """
    require_printable((document, letterhead))
    with speaking("it"):
        furniture = Furniture(
            letterhead=letterhead,
            stamp=document.stamp,
            running_head=f"{document.title} {document.number_text}",
            mark=Mark(_("DRAFT")) if document.state in _UNFINISHED else None,
            foot_note=document.book_pages,
        )
        return typeset(
            [Part(story=_story(document), furniture=furniture)],
            title=f"{document.title} {document.number_text}",
            subject=document.subtitle,
        )


def _story(document: MinutesDocument) -> list[Any]:
    story = [*title_block(document.title, document.subtitle), *_facts(document.facts)]
    closing: int | None = None
    for before, block in pairwise((None, *document.sections)):
        closing = len(story) if isinstance(block, Closing) else closing
        if isinstance(block, ResolutionBox) and isinstance(before, Prose):
            _keep_lead(story, *section(block))
        story += section(block)
    last_words = _taken_off(story, closing)
    place = plain(document.place_and_date) if document.place_and_date else None
    story += signed(last_words, place, document.signatures)
    return with_headings_kept(story, PORTRAIT)


def _keep_lead(story: list[Any], box: Any) -> None:
    """Keep the paragraph that ends in «delibera:» on the page of what is resolved."""
    start = len(story) - 1
    height = story[start].wrap(PORTRAIT.inside, _TALL)[1] + box.least_height(PORTRAIT.inside)
    while start > 0 and isinstance(story[start - 1], Heading):
        start -= 1
        height += story[start].wrap(PORTRAIT.inside, _TALL)[1]
    story.insert(start, CondPageBreak(height + _GAPS))


def _taken_off(story: list[Any], closing: int | None) -> list[Any]:
    """What stays with the signatures: from the closing words on, or the last lines of much."""
    since = len(story) - 1 if closing is None else max(closing, len(story) - _LAST_WORDS)
    while since > 0 and isinstance(story[since - 1], Heading):
        since -= 1
    last_words = story[since:]
    del story[since:]
    return last_words


def _facts(facts: tuple[Fact, ...]) -> list[Any]:
    strips = []
    for first in range(0, len(facts), _FACTS_ACROSS):
        shown = facts[first : first + _FACTS_ACROSS]
        cells = [(f.label, f.text, min(max(len(f.text), 11), 30)) for f in shown]
        strips.append(strip(cells))
    return strips
