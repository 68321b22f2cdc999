"""Walk an XML statement entry by entry, refusing what only an attacker would write.

A DOCTYPE can stand only before the first element: expat reads up to there and stops at one, then
the same expat, in C, reads the rest. defusedxml's iterparse gives the same guarantee in Python and
takes ten times as long, seconds for a file that an attacker fills with empty elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.refusals import (
    CutOff,
    DamagedXml,
    HostileXml,
    TangledXml,
)

_LONG_TOKEN: Final = re.compile(b"<[^<]{%d}" % limits.XML_TOKEN)
# Expat's numbers for a document that ends inside a tag, a character or an element.
_CUT_OFF: Final = frozenset({3, 5, 6, 20})

Step = tuple[str, str, Element]


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """The name of an element whatever its namespace."""
    return tag.rpartition("}")[2]


def walk(content: bytes, containers: frozenset[str]) -> Iterator[Step]:
    """`("open", name, element)` and `("close", …)` of containers, `("child", …)` in between.

    A child and all below it have lost their namespaces; it is freed when the next is asked for.
    The first event of all is `("root", name, element)`. Raises a FileRefused for a DOCTYPE,
    entities, excessive nesting, damage and a document that stops before its end.
    """
    try:
        _refuse_doctype(content)
        yield from _Walk(containers).steps(content)
    except (ParseError, expat.ExpatError) as error:
        if error.code in _CUT_OFF:
            raise CutOff from error
        line = error.position[0] if isinstance(error, ParseError) else error.lineno
        raise DamagedXml(line=line) from error
    except (LookupError, ValueError) as error:  # an encoding nobody knows or that does not fit
        raise DamagedXml(line=1) from error


class _RootReached(Exception):
    """The prolog is over."""


def _refuse_doctype(content: bytes) -> None:
    if _LONG_TOKEN.search(content):
        raise TangledXml

    def refuse(*_declared: object) -> None:
        raise HostileXml

    def stop(*_element: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(content, True)
    except _RootReached:
        return


class _Walk:
    """Where we are: the open elements, and how deep the children of the container lie."""

    def __init__(self, containers: frozenset[str]) -> None:
        self._containers = containers
        self._open: list[Element] = []
        self._inside = 0  # 0 outside of every container
        self._count = _Count()

    def steps(self, content: bytes) -> Iterator[Step]:
        """All steps of a document."""
        parser: XMLPullParser[Any] = XMLPullParser(events=("start", "end"))
        at, size = 0, limits.XML_FIRST_STEP
        while at < len(content):
            parser.feed(content[at : at + size])
            yield from self._told(parser)
            self._prune()
            at, size = at + size, min(2 * size, limits.XML_STEP)
        parser.close()
        yield from self._told(parser)

    def _told(self, parser: XMLPullParser[Any]) -> Iterator[Step]:
        for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if event == "start":
                yield from self._begin(element)
            else:
                yield from self._end(element)

    def _begin(self, element: Element) -> Iterator[Step]:
        depth = len(self._open)
        self._count.add(depth, is_inside=bool(self._inside))
        self._open.append(element)
        if depth == 0:
            yield "root", local(element.tag), element
        if not self._inside and local(element.tag) in self._containers:
            self._inside = depth + 1
            yield "open", local(element.tag), element

    def _end(self, element: Element) -> Iterator[Step]:
        self._open.pop()
        depth = len(self._open)
        if self._inside and depth == self._inside:
            yield "child", _without_namespaces(element), element
            element.clear()
            self._count.held = 0
        elif self._inside and depth == self._inside - 1:
            self._inside = 0
            yield "close", local(element.tag), element

    def _prune(self) -> None:
        """What is done with leaves the tree; the parts of a child that is still open stay."""
        kept = self._open[: self._inside] if self._inside else self._open
        for element, below in pairwise(self._open[: len(kept) + 1]):
            if element[-1] is below:
                del element[:-1]
        if kept and len(kept) == len(self._open):
            del kept[-1][:]


class _Count:
    """Stops a document that only grows."""

    def __init__(self) -> None:
        self.held = 0
        self._outside = 0
        self._all = 0

    def add(self, depth: int, *, is_inside: bool) -> None:
        """One element begins. TangledXml beyond what a statement can need."""
        self.held += is_inside
        self._outside += not is_inside
        self._all += 1
        if (
            depth >= limits.XML_DEPTH
            or max(self.held, self._outside) > limits.XML_ELEMENTS
            or self._all > limits.XML_ELEMENTS_IN_ALL
        ):
            raise TangledXml


def _without_namespaces(element: Element) -> str:
    for below in element.iter():
        below.tag = local(below.tag)
    return element.tag


def find(element: Element | None, *path: str) -> Element | None:
    """The first element down this path of local names, `*` for any; for children of `walk`."""
    for name in path:
        if element is None:
            return None
        element = element.find(name)
    return element


def every(element: Element | None, name: str) -> Iterator[Element]:
    """All elements of this name below, at any depth; for children of `walk`."""
    return iter(()) if element is None else element.iter(name)


def text(element: Element | None, *path: str) -> str:
    """The words at the end of a path, or empty."""
    found = find(element, *path)
    return (found.text or "").strip() if found is not None else ""


def first_text(element: Element | None, *paths: tuple[str, ...]) -> str:
    """The words of the first path that has any."""
    for path in paths:
        if words := text(element, *path):
            return words
    return ""
