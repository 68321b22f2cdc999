"""Load Inter and give it in the sizes of the design, the same on every screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from cluster_desk import paths
from ui.theme.tokens import BODY, REGULAR

FAMILY = "Inter"
STYLES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
_POINTS_PER_INCH = 72


def load_fonts() -> None:
    """Make Inter known to Qt; where a file is missing the system's font is used instead."""
    for style in STYLES:
        QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/{FAMILY}-{style}.ttf")))


@lru_cache(maxsize=256)
def make_font(
    pixels: float = BODY,
    weight: int = REGULAR,
    *,
    tabular: bool = False,
    tracking: float = 0.0,
) -> QFont:
    """Inter of so many logical pixels; `tabular` for numbers, dates and codes."""
    font = QFont(FAMILY)
    inch = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    # setPixelSize takes whole pixels only, and 12.5 is not one.
    font.setPointSizeF(pixels * _POINTS_PER_INCH / inch)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("cv05"), 1)  # an l with a foot: Il and ll are told apart
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return font
