"""Look for words in the manual: whole headings first, then the paragraphs that have them all."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.domain.folding import fold
from ui.help.manual import ManualPage, Section, manual

_AROUND = 46


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A section, and the words around what was looked for."""

    page: ManualPage
    section: Section
    words: str

    @property
    def link(self) -> str:
        """As in a link between pages."""
        return f"{self.page.name}.md#{self.section.anchor}"


def every_section() -> list[Hit]:
    """The whole manual, heading by heading."""
    return [
        Hit(page=page, section=section, words=section.text[:_AROUND])
        for page in manual().values()
        for section in page.sections
    ]


def look_for(typed: str) -> list[Hit]:
    """Sections with every word, those that have them in their heading first."""
    words = fold(typed).split()
    found: list[tuple[int, Hit]] = []
    for hit in every_section():
        title, text = fold(hit.section.title), fold(f"{hit.section.title} {hit.section.text}")
        if words and all(word in text for word in words):
            in_title = all(word in title for word in words)
            told = Hit(page=hit.page, section=hit.section, words=_around(hit.section, words[0]))
            found.append((0 if in_title else 1, told))
    return [hit for _rank, hit in sorted(found, key=lambda each: each[0])]


def _around(section: Section, word: str) -> str:
    """Some words before and after the first place, cut at blanks."""
    for place, part in enumerate(parts := section.text.split()):
        if word in fold(part):
            begin = max(place - 4, 0)
            told = " ".join(parts[begin : place + 8])
            return f"…{told}…" if begin else f"{told}…"
    return section.text[:_AROUND]
