"""Make the one style sheet and the one palette from the tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from PySide6.QtGui import QColor, QPalette

from cluster_desk import paths

_ROLE = QPalette.ColorRole
_ROLES = {
    _ROLE.Window: "app",
    _ROLE.WindowText: "text",
    _ROLE.Base: "surface",
    _ROLE.AlternateBase: "subtle",
    _ROLE.Text: "text",
    _ROLE.Button: "surface",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "bad_fg",
    _ROLE.ToolTipBase: "text",
    _ROLE.ToolTipText: "surface",
    _ROLE.PlaceholderText: "text3",
    _ROLE.Highlight: "accent",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.Accent: "accent",
    _ROLE.Link: "accent_text",
    _ROLE.LinkVisited: "accent_text",
    _ROLE.Light: "surface",
    _ROLE.Midlight: "subtle",
    _ROLE.Mid: "border",
    _ROLE.Dark: "border_strong",
    _ROLE.Shadow: "shadow",
}
_GREYED = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)
_HEIGHTS = {"control": 30, "small": 26}


def make_sheet(tokens: Mapping[str, str], scaled: Callable[[float], int]) -> str:
    """The style sheet with literal colours: `palette()` in a sheet is read only once."""
    source = paths.resource("theme/window.qss").read_text(encoding="utf-8")
    heights = {name: scaled(height) for name, height in _HEIGHTS.items()}
    # A focused border is one pixel thicker on each side; the content gives way, nothing moves.
    focused = {f"{name}_focus": height - 2 for name, height in heights.items()}
    return Template(source).substitute(tokens, **heights, **focused)


def make_palette(tokens: Mapping[str, str]) -> QPalette:
    """Every role, so that what the sheet does not reach has our colours too."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in _GREYED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return palette
