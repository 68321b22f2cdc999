"""Give ReportLab the fonts that are embedded, once for the life of the program.

ReportLab falls back to Helvetica, which no PDF/A may name without embedding, wherever a font is
not given: its base fonts are therefore replaced too (RELIABILITY §4.2, 1).
"""

from __future__ import annotations

from functools import cache

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cluster_desk import paths

SANS = "InterTab-Regular"
SANS_ITALIC = "InterTab-Italic"
SANS_STRONG = "InterTab-SemiBold"
SANS_BOLD = "InterTab-Bold"
SERIF = "Literata-Regular"
SERIF_ITALIC = "Literata-Italic"
SERIF_STRONG = "Literata-SemiBold"
FACES = (SANS, SANS_ITALIC, SANS_STRONG, SANS_BOLD, SERIF, SERIF_ITALIC, SERIF_STRONG)


@cache
def register() -> frozenset[int]:
    """Make every face known to ReportLab; the code points that all of them can print."""
    printable: set[int] | None = None
    for name in FACES:
        # ASCII is not kept readable in the file: a quarter of the font's size for nothing.
        font = TTFont(name, str(paths.resource(f"fonts/{name}.ttf")), asciiReadable=0)
        pdfmetrics.registerFont(font)
        glyphs = set(font.face.charToGlyph)
        printable = glyphs if printable is None else printable & glyphs
    _family(SANS, bold=SANS_STRONG, italic=SANS_ITALIC)
    _family(SERIF, bold=SERIF_STRONG, italic=SERIF_ITALIC)
    rl_config.canvas_basefontname = SANS
    return frozenset(printable or ())


def _family(normal: str, *, bold: str, italic: str) -> None:
    """What <b> and <i> mean inside a paragraph; both together are never asked for."""
    for is_bold, is_italic, name in ((0, 0, normal), (1, 0, bold), (0, 1, italic), (1, 1, bold)):
        addMapping(normal, is_bold, is_italic, name)
