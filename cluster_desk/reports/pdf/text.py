"""The only way from a text to a ReportLab paragraph: everything a person typed is escaped.

ReportLab takes a paragraph for markup: it loses `<Müller>`, and embeds the local file that an
`<img>` names (RELIABILITY §5). A test forbids `Paragraph` anywhere but here.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.lettering import BODY
from cluster_desk.reports.pdf.palette import DOUBTFUL
from cluster_desk.reports.pdf.prose import Span, paragraphs, spans


def plain(text: str, style: ParagraphStyle = BODY, *, bullet: str = "") -> Any:
    """One paragraph of plain text; line breaks are kept."""
    return _paragraph(escape(clean(text)), style, bullet)


def prose(text: str, style: ParagraphStyle = BODY) -> list[Any]:
    """One paragraph per line of a text with **bold**, *italic* and doubtful spans."""
    return [prose_line(line, style) for line in paragraphs(text)]


def prose_line(text: str, style: ParagraphStyle = BODY, *, bullet: str = "") -> Any:
    """One paragraph with **bold** and *italic* spans."""
    return _paragraph("".join(_markup(span) for span in spans(text)), style, bullet)


def _paragraph(markup: str, style: ParagraphStyle, bullet: str) -> Any:
    return Paragraph(markup.replace("\n", "<br/>"), style, bulletText=bullet or None)


def _markup(span: Span) -> str:
    text = escape(clean(span.text))
    if span.is_doubtful:
        return f'<font backColor="{DOUBTFUL}">{text}</font>'
    if span.is_bold:
        return f"<b>{text}</b>"
    return f"<i>{text}</i>" if span.is_italic else text
