"""Read the manual of resources/help: its pages, their headings, and where a word stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from cluster_desk import paths
from cluster_desk.domain.folding import fold
from cluster_desk.i18n import LANGUAGES, language

INDEX = "indice"
OF_PLACE: Mapping[str, str] = MappingProxyType(
    {
        "home": "cruscotto",
        "members": "soci",
        "fees": "quote",
        "treasury": "banca",
        "meetings": "sedute",
        "tables": "tavoli",
        "archive": "archivio",
        "settings": "impostazioni",
        "help": INDEX,
    }
)
"""Which page of the manual is opened from which place."""

_HEADING = re.compile(r"^(#{1,3})\s+(.+?)\s*$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_SIGNS = re.compile(r"[*`|]|^[-#>]+\s*|^!\S+", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with the text under it; the first of a page is its title."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ManualPage:
    """One page, as it was written."""

    name: str
    title: str
    source: str
    sections: tuple[Section, ...]

    def links(self) -> Iterator[tuple[str, bool]]:
        """Where its links lead, and whether each is a picture."""
        for sign, _words, target in _LINK.findall(_FENCE.sub("", self.source)):
            yield target, bool(sign)


def pictures() -> Path:
    """Links to pictures are written as seen from the folder of a language."""
    return folder(language())


def folder(code: str) -> Path:
    """Where the pages of a language are."""
    return paths.resource(f"help/{code}")


def manual(code: str = "") -> Mapping[str, ManualPage]:
    """The pages by name, in the order in which the index names them."""
    return _read(code or language())


def in_language(topic: str) -> str:
    """A topic, whose heading is written as in Italian, as the manual of the window has it.

    Pages of all languages have the same headings in the same order.
    """
    name, _sign, heading = topic.partition("#")
    if not heading:
        return topic
    anchors = [section.anchor for section in _read(LANGUAGES[0])[name].sections]
    return f"{name}#{manual()[name].sections[anchors.index(heading)].anchor}"


@cache
def _read(code: str) -> Mapping[str, ManualPage]:
    found = {path.stem: _page(path) for path in sorted(folder(code).glob("*.md"))}
    named = [Path(target).stem for target, is_picture in found[INDEX].links() if not is_picture]
    order = dict.fromkeys(name for name in (INDEX, *named, *found) if name in found)
    return MappingProxyType({name: found[name] for name in order})


def _page(path: Path) -> ManualPage:
    source = path.read_text(encoding="utf-8")
    sections = tuple(_sections(source))
    return ManualPage(name=path.stem, title=sections[0].title, source=source, sections=sections)


def _sections(source: str) -> Iterator[Section]:
    # A line of a command may begin with a number sign: it is no heading.
    plain = _FENCE.sub(lambda found: " " * len(found[0]), source)
    heads = list(_HEADING.finditer(plain))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(source)
        text = _SIGNS.sub("", _LINK.sub(r"\2", source[head.end() : end]))
        yield Section(anchor=anchor(head[2]), title=head[2], text=" ".join(text.split()))


def anchor(title: str) -> str:
    """What a link to this heading ends with: `emettere-le-quote`."""
    return fold(title).replace(" ", "-")


def as_html(page: ManualPage) -> str:
    """The page for the reader. What looks like a tag in it stays text."""
    from markdown_it import MarkdownIt  # only when somebody opens the manual

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(page.source)
    for token, after in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(after.content))
        elif token.type == "paragraph_open" and after.content.startswith("!["):
            token.attrSet("class", "picture")
        elif token.type == "fence":
            token.content = token.content.rstrip()
    return str(parser.renderer.render(tokens, parser.options, {}))
