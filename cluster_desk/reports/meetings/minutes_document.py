"""Hold the minutes as blocks whose words are already composed.

Every text field is plain text; in the fields marked *prose* `**bold**` and `*italic*` spans are
understood and nothing else, so what a person typed can never become markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class SectionHeading:
    """A heading of the minutes themselves: «Presenze», «Ordine del giorno»."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Paragraphs to be read aloud and signed; a line break starts a new one (prose)."""

    text: str


@dataclass(frozen=True, kw_only=True)
class AgendaList:
    """The numbered items as convened."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PresenceRow:
    """One seat or one member and how it was there.

    `represented` is the organisation somebody stands for and in which capacity; `presence` is
    «In presenza», «In videoconferenza», «Per delega a …», «Assente giustificato».
    """

    name: str
    represented: str = ""
    office: str = ""
    presence: str
    arrived_at: time | None = None
    left_at: time | None = None
    votes: int | None = None
    is_absent: bool = False


@dataclass(frozen=True, kw_only=True)
class PresenceTable:
    """Who was there; columns that nobody fills are left out. `name_title` heads the first."""

    rows: tuple[PresenceRow, ...]
    name_title: str = ""


@dataclass(frozen=True, kw_only=True)
class QuorumStatement:
    """The finding that the meeting is valid, or is not (prose)."""

    text: str


@dataclass(frozen=True, kw_only=True)
class ItemHeading:
    """Where the discussion of an agenda item begins; becomes a bookmark."""

    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ResolutionBox:
    """A vote and what came of it.

    `number` («11/2026») exists only when the resolution was adopted (DOMAIN §10); `text` and
    `notes` are prose. `blank` and `void` are given for a secret ballot.
    """

    number: str | None
    text: str
    in_favour: int
    against: int
    abstained: int
    outcome: str
    is_approved: bool
    blank: int | None = None
    void: int | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class PresenceChange:
    """Somebody arrives or leaves, at its place in the course of the meeting (prose, italics)."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The last words before the signatures (prose)."""

    text: str


@dataclass(frozen=True, kw_only=True)
class AttachmentList:
    """What is attached, in order: «A) avviso di convocazione»."""

    items: tuple[str, ...]


MinutesSection = (
    SectionHeading
    | Prose
    | AgendaList
    | PresenceTable
    | QuorumStatement
    | ItemHeading
    | ResolutionBox
    | PresenceChange
    | Closing
    | AttachmentList
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One cell of the strip under the title: «Luogo», «Sede associativa, Crema»."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MinutesDocument:
    """The minutes of one meeting, ready to be set.

    `title` «Verbale del Consiglio Direttivo», `subtitle` «n. 4/2026 · riunione del 18 giugno
    2026», `number_text` «n. 4/2026» for the head of the following pages. Drafts and minutes in
    review carry «BOZZA» on every page. `book_pages` names the pages of the book, once known.
    """

    title: str
    subtitle: str
    number_text: str
    state: MinutesState
    facts: tuple[Fact, ...] = ()
    sections: tuple[MinutesSection, ...]
    place_and_date: str = ""
    signatures: tuple[Signature, ...] = ()
    book_pages: str = ""
    stamp: DocumentStamp
