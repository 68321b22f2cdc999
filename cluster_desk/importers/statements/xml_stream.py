"""Walk an XML statement entry by entry, refusing what only an attacker would write."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.refusals import (
    CutOff,
    DamagedXml,
    HostileXml,
    TangledXml,
)

# Expat's numbers for a document that ends inside a tag, a character or an element.
_CUT_OFF: Final = frozenset({3, 5, 6, 20})


def local(tag: str) -> str:
    """The name of an element whatever its namespace."""
    return tag.rpartition("}")[2]


def walk(content: bytes, containers: frozenset[str]) -> Iterator[tuple[str, str, Element]]:
    """`("open", name, element)` and `("close", …)` of containers, `("child", …)` in between.

    A child is complete and freed when the next is asked for; the first event of all is
    `("root", name, element)`. Raises a FileRefused for a DOCTYPE, entities, excessive nesting,
    damage and a document that stops before its end.
    """
    try:
        yield from _events(content, containers)
    except DefusedXmlException as error:
        raise HostileXml from error
    except ParseError as error:
        if error.code in _CUT_OFF:
            raise CutOff from error
        raise DamagedXml(line=error.position[0]) from error
    except (LookupError, ValueError) as error:  # an encoding nobody knows or that does not fit
        raise DamagedXml(line=1) from error


def _events(content: bytes, containers: frozenset[str]) -> Iterator[tuple[str, str, Element]]:
    open_elements: list[Element] = []
    inside = 0  # depth of the container we are in, 0 outside
    held = 0
    for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
        depth = len(open_elements)
        if event == "start":
            open_elements.append(element)
            held += 1
            if depth >= limits.XML_DEPTH or held > limits.XML_ELEMENTS:
                raise TangledXml
            if depth == 0:
                yield "root", local(element.tag), element
            if not inside and local(element.tag) in containers:
                inside = depth + 1
                yield "open", local(element.tag), element
            continue
        open_elements.pop()
        if inside and depth > inside + 1:
            continue
        if inside and depth == inside + 1:
            yield "child", local(element.tag), element
        elif depth == inside:
            inside = 0
            yield "close", local(element.tag), element
        if open_elements:
            open_elements[-1].remove(element)
        held = len(open_elements)


def find(element: Element | None, *path: str) -> Element | None:
    """The first element down this path of names, `*` for any; namespaces do not matter."""
    for name in path:
        if element is None:
            return None
        element = next(
            (child for child in element if name in ("*", local(child.tag))),
            None,
        )
    return element


def every(element: Element | None, name: str) -> Iterator[Element]:
    """All elements of this name below, at any depth."""
    if element is not None:
        yield from (below for below in element.iter() if local(below.tag) == name)


def text(element: Element | None, *path: str) -> str:
    """The words at the end of a path, or empty."""
    found = find(element, *path)
    return (found.text or "").strip() if found is not None else ""


def first_text(element: Element | None, *paths: tuple[str, ...]) -> str:
    """The words of the first path that has any."""
    return next((words for path in paths if (words := text(element, *path))), "")
