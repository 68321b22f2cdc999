"""Walk an XML statement entry by entry, refusing what only an attacker would write.

A DOCTYPE can stand only before the first element: expat reads up to there and stops at one, then
the same expat, in C, reads the rest. defusedxml's iterparse gives the same guarantee in Python and
takes ten times as long, seconds for a file that an attacker fills with empty elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers import expat

from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.refusals import (
    CutOff,
    DamagedXml,
    HostileXml,
    TangledXml,
)

# Expat's numbers for a document that ends inside a tag, a character or an element.
_CUT_OFF: Final = frozenset({3, 5, 6, 20})


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """The name of an element whatever its namespace."""
    return tag.rpartition("}")[2]


def walk(content: bytes, containers: frozenset[str]) -> Iterator[tuple[str, str, Element]]:
    """`("open", name, element)` and `("close", …)` of containers, `("child", …)` in between.

    A child and all below it have lost their namespaces; it is freed when the next is asked for.
    The first event of all is `("root", name, element)`. Raises a FileRefused for a DOCTYPE,
    entities, excessive nesting, damage and a document that stops before its end.
    """
    try:
        _refuse_doctype(content)
        yield from _events(content, containers)
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


def _events(content: bytes, containers: frozenset[str]) -> Iterator[tuple[str, str, Element]]:
    open_elements: list[Element] = []
    inside = 0  # depth of the container's children, 0 outside
    count = _Count()
    for event, element in iterparse(BytesIO(content), events=("start", "end")):
        depth = len(open_elements)
        if event == "start":
            count.add(depth, is_inside=bool(inside))
            open_elements.append(element)
            if depth == 0:
                yield "root", local(element.tag), element
            if not inside and local(element.tag) in containers:
                inside = depth + 1
                yield "open", local(element.tag), element
            continue
        open_elements.pop()
        depth -= 1
        if inside and depth > inside:
            continue  # part of a child
        if inside and depth == inside:
            yield "child", _without_namespaces(element), element
            count.held = 0
        elif inside and depth == inside - 1:
            inside = 0
            yield "close", local(element.tag), element
        if open_elements:
            open_elements[-1].remove(element)


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
