"""Cross out a receipt as it was issued: what it said then is what was voided."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
from pikepdf import Name
from reportlab.pdfgen.canvas import Canvas

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.pdf import fonts, palette
from cluster_desk.reports.pdf.archive import archived
from cluster_desk.reports.pdf.box import Box
from cluster_desk.reports.pdf.furniture import Mark, draw_mark
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.lettering import NOTE
from cluster_desk.reports.pdf.sheet import PORTRAIT
from cluster_desk.reports.pdf.text import plain

_STAMP = Name("/Voided")
_ABOVE, _BELOW = 14, 6  # points of air around the words on top of the page


def voided_receipt_pdf(issued: bytes, *, reason: str, voided_on: date, facts_hash: str) -> bytes:
    """The very pages that were issued, a little smaller below the reason, crossed out on each.

    UnprintableText where the reason cannot be set.
    """
    require_printable((reason,))
    with pikepdf.open(BytesIO(issued)) as pdf:
        with speaking("it"):
            stamp, height = _stamp(reason, voided_on)
        with pikepdf.open(BytesIO(stamp)) as sheet:
            form = pdf.copy_foreign(sheet.pages[0].as_form_xobject())
            for page in pdf.pages:
                _make_room(page, height)
                # not add_overlay, which draws a name by lot: the same facts are the same bytes
                page.add_resource(form, Name.XObject, _STAMP, replace_existing=False)
                page.contents_add(f"\nq {_STAMP} Do Q".encode())
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
    return archived(written.getvalue(), issued_on=voided_on, facts_hash=facts_hash)


def _make_room(page: pikepdf.Page, height: float) -> None:
    scale = (PORTRAIT.height - height) / PORTRAIT.height
    aside = PORTRAIT.width * (1 - scale) / 2
    page.contents_add(f"q {scale:.5f} 0 0 {scale:.5f} {aside:.3f} 0 cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ")


def _stamp(reason: str, voided_on: date) -> tuple[bytes, float]:
    """A sheet with the words on top and the mark across, and how much of it the words take."""
    fonts.register()
    sentence = _("Receipt voided on {date}. Reason: {reason}")
    words = sentence.format(date=date_text(voided_on), reason=reason)
    box = Box([plain(words, NOTE)], PORTRAIT, bar=palette.BAD, pad=7)
    written = BytesIO()
    size = (PORTRAIT.width, PORTRAIT.height)
    canvas = Canvas(written, pagesize=size, invariant=1, initialFontName=fonts.SANS)
    _width, tall = box.wrapOn(canvas, PORTRAIT.inside, PORTRAIT.height)
    box.drawOn(canvas, PORTRAIT.left, PORTRAIT.height - _ABOVE - tall)
    draw_mark(canvas, PORTRAIT, Mark(_("VOIDED"), palette.WATERMARK_BAD))
    canvas.save()
    return written.getvalue(), _ABOVE + tall + _BELOW
