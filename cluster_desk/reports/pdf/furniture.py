"""What stands around the text of every page: letterhead, running head, foot, marks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from cluster_desk.reports.pdf import fonts, palette
from cluster_desk.reports.pdf.images import picture
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Letterhead
from cluster_desk.reports.pdf.lettering import FOOT, SMALL, Colour, Lettering, lines
from cluster_desk.reports.pdf.sheet import Sheet

_MARK = 11 * mm
_HASH_SHOWN = 16
_OUTLINE = 1  # a PDF text rendering mode
_HEAD_SHARE = 0.62  # of the width, for what a page belongs to; the rest for whose it is
_CONTACT_SHARE = 0.42
_NAME_SIZES = (12.5, 11.5, 10.5)
_SEAT_SIZES = (7.8, 7.4, 6.8)
_CONTACT = Lettering(fonts.SANS, 7.8, 9.8, palette.MUTED)

_Line = tuple[str, Lettering]


@dataclass(frozen=True)
class Mark:
    """A word across every page: «BOZZA»."""

    text: str
    colour: Colour = palette.WATERMARK


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """Everything around the text that is the same on all pages of one record."""

    letterhead: Letterhead
    stamp: DocumentStamp
    running_head: str
    mark: Mark | None = None
    foot_note: str = ""


def draw_mark(canvas: Any, sheet: Sheet, mark: Mark) -> None:
    """Across the page, above everything on it, in outline: nothing hides it, it hides nothing."""
    text = clean(mark.text)
    diagonal = math.hypot(sheet.width, sheet.height)
    size = min(120.0, 0.62 * diagonal / (pdfmetrics.stringWidth(text, fonts.SANS_BOLD, 1) or 1))
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(math.degrees(math.atan2(sheet.height, sheet.width)) - 6)
    canvas.setStrokeColor(mark.colour)
    canvas.setLineWidth(1.1)
    canvas.setFont(fonts.SANS_BOLD, size)
    canvas.drawCentredString(0, -size / 3, text, mode=_OUTLINE)
    canvas.restoreState()


def draw_letterhead(canvas: Any, sheet: Sheet, letterhead: Letterhead) -> None:
    """The head of a first page: mark or logo, name, legal form and seat, how to write to us."""
    base = sheet.height - 23 * mm
    right = sheet.width - sheet.right
    _draw_logo(canvas, letterhead, sheet.left, base)
    left = sheet.left + _MARK + 3.2 * mm
    contacts = _contact_lines(letterhead, sheet.inside * _CONTACT_SHARE)
    room = right - left - 7 * mm - max((SMALL.width(line) for line in contacts), default=0)
    middle = base + _MARK / 2
    _write_centred(canvas, left, middle, _name_and_seat(letterhead, room))
    _write_centred(canvas, right, middle, [(line, _CONTACT) for line in contacts], from_right=True)
    if letterhead.sample:
        _draw_sample(canvas, right, sheet.height - 7.6 * mm)
    y = base - 4.4 * mm
    _line(canvas, palette.PLUM, 1.1, sheet.left, sheet.left + 22 * mm, y)
    _line(canvas, palette.LINE, 0.5, sheet.left + 22 * mm, right, y)


def draw_running_head(canvas: Any, sheet: Sheet, furniture: Furniture) -> None:
    """One line from the second page on: whose it is, and what."""
    y = sheet.height - 16 * mm
    right = sheet.width - sheet.right
    if furniture.letterhead.sample:
        _draw_sample(canvas, right, sheet.height - 7.6 * mm)
    text = _first_line(clean(furniture.running_head), SMALL, sheet.inside * _HEAD_SHARE)
    room = sheet.inside - SMALL.width(text) - 14
    name = _first_line(clean(furniture.letterhead.association_name), SMALL.strong(), room)
    _write(canvas, SMALL.strong().coloured(palette.INK), sheet.left, y, name)
    _write(canvas, SMALL, right, y, text, from_right=True)
    _line(canvas, palette.LINE, 0.5, sheet.left, right, y - 2.6 * mm)


def draw_foot(canvas: Any, sheet: Sheet, furniture: Furniture, page: int, pages: int) -> None:
    """Which record, where the history stood, and which page of how many."""
    y = sheet.bottom - 8 * mm
    right = sheet.width - sheet.right
    _line(canvas, palette.LINE, 0.5, sheet.left, right, y + 4.4 * mm)
    number = _("page {page} of {pages}").format(page=page, pages=pages)
    _write(canvas, FOOT.coloured(palette.INK), right, y, number, from_right=True)
    room = sheet.inside - FOOT.width(number) - 16
    for line in _foot_lines(furniture, room):
        _write(canvas, FOOT, sheet.left, y, line)
        y -= FOOT.leading


def _foot_lines(furniture: Furniture, room: float) -> list[str]:
    stamp = furniture.stamp
    issued = _("document of {date}").format(date=date_text(stamp.issued_on))
    first = " · ".join(filter(None, (clean(stamp.document_id), clean(furniture.foot_note), issued)))
    found = [_first_line(first, FOOT, room)]
    if stamp.chain_head:
        anchor = _("Record no. {number} · check value {value}").format(
            number=count_text(stamp.chain_seq or 0), value=stamp.chain_head[:_HASH_SHOWN]
        )
        if stamp.facts_hash:
            facts = _("facts {value}").format(value=stamp.facts_hash[:_HASH_SHOWN])
            anchor = f"{anchor} · {facts}"
        found.append(anchor)
    return found


def _contact_lines(letterhead: Letterhead, room: float) -> list[str]:
    contacts = letterhead.contacts
    pec = _("PEC {address}").format(address=contacts.pec) if contacts.pec else ""
    codes = []
    if letterhead.tax_code:
        codes.append(_("Tax code {code}").format(code=letterhead.tax_code))
    if letterhead.vat_number and letterhead.vat_number != letterhead.tax_code:
        codes.append(_("VAT no. {code}").format(code=letterhead.vat_number))
    reached = " · ".join(filter(None, (contacts.phone, contacts.website)))
    told = filter(None, (contacts.email, pec, reached, " · ".join(codes)))
    return [line for text in told for line in lines(clean(text), _CONTACT, room)]


def _name_and_seat(letterhead: Letterhead, room: float) -> list[_Line]:
    """Whole, in the largest of three sizes in which each of them takes two lines at most."""
    wording = letterhead.legal_wording
    seat = [wording[:1].upper() + wording[1:], letterhead.address_line]
    for size, small in zip(_NAME_SIZES, _SEAT_SIZES, strict=True):
        bold = Lettering(fonts.SANS_BOLD, size, size * 1.16)
        fine = Lettering(fonts.SANS, small, small * 1.3, palette.MUTED)
        name = lines(clean(letterhead.association_name), bold, room)
        below = lines(clean(" · ".join(filter(None, seat))), fine, room)
        if len(name) == 1 and len(below) <= 2:
            break
    return [*((line, bold) for line in name), *((line, fine) for line in below if line)]


def _write_centred(
    canvas: Any, x: float, middle: float, words: list[_Line], *, from_right: bool = False
) -> None:
    y = middle + sum(lettering.leading for _text, lettering in words) / 2
    for text, lettering in words:
        y -= lettering.leading
        _write(canvas, lettering, x, y + lettering.leading * 0.24, text, from_right=from_right)


def _first_line(text: str, lettering: Lettering, room: float) -> str:
    first, *more = lines(text, lettering, room)
    return f"{first}…" if more else first


def _draw_logo(canvas: Any, letterhead: Letterhead, x: float, y: float) -> None:
    if letterhead.logo is None:
        _draw_own_mark(canvas, x, y, _MARK)
        return
    image = picture(letterhead.logo)
    canvas.drawImage(image, x, y, _MARK, _MARK, preserveAspectRatio=True, anchor="c")


def _draw_own_mark(canvas: Any, x: float, y: float, size: float) -> None:
    """Six around one: stands in where an association has no logo."""
    canvas.saveState()
    canvas.setFillColor(palette.PLUM)
    canvas.roundRect(x, y, size, size, size * 0.26, stroke=0, fill=1)
    canvas.setFillColor(palette.WHITE)
    middle = size / 2
    canvas.circle(x + middle, y + middle, size * 0.115, stroke=0, fill=1)
    for sixth in range(6):
        angle = math.radians(60 * sixth - 90)
        across, up = math.cos(angle) * size * 0.25, math.sin(angle) * size * 0.25
        canvas.circle(x + middle + across, y + middle + up, size * 0.085, stroke=0, fill=1)
    canvas.restoreState()


def _draw_sample(canvas: Any, right: float, y: float) -> None:
    """Invented data must never pass for a real document (DOMAIN §1.2)."""
    lettering = Lettering(fonts.SANS_BOLD, 7.6, 9, palette.WHITE)
    text = clean(_("SAMPLE"))
    width = lettering.width(text) + 12
    canvas.saveState()
    canvas.setFillColor(palette.PLUM)
    canvas.roundRect(right - width, y - 3.6, width, 13, 3, stroke=0, fill=1)
    canvas.restoreState()
    _write(canvas, lettering, right - 6, y, text, from_right=True)


def _write(
    canvas: Any, lettering: Lettering, x: float, y: float, text: str, *, from_right: bool = False
) -> None:
    canvas.setFont(lettering.font, lettering.size)
    canvas.setFillColor(lettering.colour)
    (canvas.drawRightString if from_right else canvas.drawString)(x, y, text)


def _line(canvas: Any, colour: Colour, width: float, left: float, right: float, y: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(left, y, right, y)
