"""Wear the system's own colours where a person asked for high contrast."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from ui.theme.tokens import LIGHT, TONES

_ROLE = QPalette.ColorRole
_GROUNDS = (
    *("app", "surface", "subtle", "rail", "rail_item", "hover", "sunken", "accent_soft", "toast"),
    *("heat0", "heat2", "on_remote"),
    *(f"{tone}_bg" for tone in TONES),
)
_MARKED = ("accent", "accent_hover", "accent_pressed")


def system_tokens(palette: QPalette) -> dict[str, str]:
    """Every token as one of four colours of the palette: words and lines are the text's."""
    text = palette.color(_ROLE.WindowText).name()
    tokens = dict.fromkeys(LIGHT, text)
    tokens |= dict.fromkeys(_GROUNDS, palette.color(_ROLE.Window).name())
    tokens |= dict.fromkeys(_MARKED, palette.color(_ROLE.Highlight).name())
    tokens["on_accent"] = palette.color(_ROLE.HighlightedText).name()
    return tokens
