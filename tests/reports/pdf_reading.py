"""Read a PDF back with what the project already has: its words, fonts, outline, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

_CHARACTER = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", re.MULTILINE)

Decoding = dict[int, str]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def page_lines(pdf: bytes) -> list[list[str]]:
    """What each page says, one entry per operator that shows text, in the order it is drawn."""
    with opened(pdf) as document:
        return [list(_shown(page.obj, page.obj)) for page in document.pages]


def words(pdf: bytes) -> str:
    """Everything a file says, single blanks between."""
    return " ".join(" ".join(" ".join(lines).split()) for lines in page_lines(pdf))


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks and the page each leads to, from 1."""
    with opened(pdf) as document:
        number: dict[Any, int] = {page.objgen: at for at, page in enumerate(document.pages, 1)}
        found = []
        with document.open_outline() as tree:
            pending = list(tree.root)
            while pending:
                item = pending.pop(0)
                pending[:0] = item.children
                found.append((str(item.title), number[_target(document, item)]))
        return found


def fonts(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Every font of a file by its name."""
    found: dict[str, pikepdf.Object] = {}
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
            found[str(thing.BaseFont)] = thing
    return found


def xmp(document: pikepdf.Pdf, name: str) -> str:
    """The text of one XMP property, by its prefixed name, as a reader of the packet sees it."""
    packet = document.Root.Metadata.read_bytes()
    root = etree.fromstring(packet)
    prefix, _colon, local = name.partition(":")
    spaces = {
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
    }
    element = root.find(f".//{{{spaces[prefix]}}}{local}")
    return "" if element is None else "".join(element.itertext()).strip()


def _shown(content: pikepdf.Object, resources_of: pikepdf.Object) -> Iterator[str]:
    resources = resources_of.get("/Resources", pikepdf.Dictionary())
    decodings: dict[str, Decoding] = {}
    current: Decoding = {}
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            name = str(operands[0])
            if name not in decodings:
                decodings[name] = _decoding(resources.Font[name])
            current = decodings[name]
        elif operator in {"Tj", "'"}:
            yield _decoded(bytes(operands[-1]), current)
        elif operator == "TJ":
            strings = [part for part in operands[0] if isinstance(part, pikepdf.String)]
            yield "".join(_decoded(bytes(part), current) for part in strings)
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if form.get("/Subtype") == "/Form":
                yield from _shown(form, form)


def _decoding(font: pikepdf.Object) -> Decoding:
    """From the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    characters = cmap.partition("beginbfchar")[2]
    return {int(code, 16): _text(digits) for code, digits in _CHARACTER.findall(characters)}


def _decoded(text: bytes, decoding: Decoding) -> str:
    return "".join(decoding[code] for code in text)


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _target(document: pikepdf.Pdf, item: pikepdf.OutlineItem) -> tuple[int, int]:
    destination: Any = item.destination
    if destination is None and item.action is not None:
        destination = item.action.D
    if isinstance(destination, pikepdf.Name | pikepdf.String | str):
        destination = document.Root.Dests[str(destination)]
    page: tuple[int, int] = destination[0].objgen
    return page
