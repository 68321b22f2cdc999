"""Take an address apart that somebody wrote into one cell.

Only what is certain is cut: an Italian postal code of five digits with a place beside it.
Anything else stays whole in the street, where nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_desk.importers.provinces import CODES

_COUNTRY = re.compile(r"[\s,\-–—]+(italia|italy|it|i)\.?$", re.IGNORECASE)
_POSTAL = re.compile(r"(?<![\d.])(?:(?:IT|I)\s?-\s?|cap\s+)?(\d{5})(?![\d.])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([A-Za-z]{2})\s*[)\]]\s*")
_AT_END = re.compile(r"[\s,\-–—]+([A-Z]{2})\s*$")
_EDGES = " ,;.-–—\t"
_SEPARATOR = re.compile(r"\s*(?:[,;]|\s[-–—])\s+")
_PLACE = re.compile(r"[^\W\d_][^\d;()\[\]]{0,58}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """The parts of an Italian address; `street` alone where nothing could be taken apart."""

    street: str
    postal_code: str = ""
    city: str = ""
    province: str = ""


def take_apart(text: str) -> Address:
    """`Via Roma 1 - 26013 Crema (CR) Italy`, `26013 CREMA CR, Via Roma 1` and what is between."""
    line = " ".join(text.split())
    whole = Address(street=line)
    if not _POSTAL.search(line):
        return whole
    bare = _COUNTRY.sub("", line)
    code = list(_POSTAL.finditer(bare))[-1]
    before, after = bare[: code.start()].strip(_EDGES), bare[code.end() :].strip(" ,;-–—\t")
    if before:
        street, rest = before, after
    else:
        rest, street = _place_first(after)
    city, province = _city(rest)
    if not street or not city:
        return whole
    return Address(street=street, postal_code=code[1], city=city, province=province)


def city_and_province(text: str) -> tuple[str, str]:
    """`Crema (CR)` and `CREMA - CR`; the whole text and nothing where there is no province."""
    return _city(text) if text else ("", "")


def _place_first(text: str) -> tuple[str, str]:
    """What is before and after the province, or the first separator."""
    bracket = _IN_BRACKETS.search(text)
    if bracket:
        return text[: bracket.end()], text[bracket.end() :].strip(_EDGES)
    parts = _SEPARATOR.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 else (text, "")


def _city(text: str) -> tuple[str, str]:
    bracket = _IN_BRACKETS.search(text)
    if bracket:
        after = text[bracket.end() :].strip(_EDGES + "()")
        if after.upper() not in ("", bracket[1].upper()):
            return "", ""  # something follows that is not understood
        place, province = text[: bracket.start()], bracket[1].upper()
    else:
        at_end = _AT_END.search(text)
        place, province = (text[: at_end.start()], at_end[1]) if at_end else (text, "")
    place = place.strip(_EDGES)
    if province and province not in CODES:
        place, province = text.strip(_EDGES), ""
    if not province and _SEPARATOR.search(place):
        return "", ""
    return (place, province) if _PLACE.fullmatch(place) else ("", "")
