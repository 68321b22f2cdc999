"""Name every colour and measure once; nothing else in the window writes a hex value.

Text pairs reach 4.5:1 and signs 3:1 in both themes; tests/ui computes the ratios.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "app": "#F5F3F5",
        "surface": "#FFFFFF",
        "subtle": "#FAF8FA",
        "rail": "#EFEAEF",
        "rail_item": "#FFFFFF",
        "hover": "#F6F2F6",
        "sunken": "#F0ECF0",
        "border": "#E3DCE3",
        "border_strong": "#CBC1CB",
        "input_line": "#8C7F8C",
        "text": "#1E191F",
        "text2": "#544B56",
        "text3": "#6F6572",
        "disabled": "#A59CA7",
        "accent": "#7A2468",
        "accent_hover": "#651B56",
        "accent_pressed": "#501343",
        "on_accent": "#FFFFFF",
        "accent_soft": "#F5E8F2",
        "accent_text": "#7A2468",
        "accent_line": "#D9B3D0",
        "ok_fg": "#17633A",
        "ok_bg": "#E1F3E8",
        "ok_dot": "#2C9A5B",
        "warn_fg": "#804600",
        "warn_bg": "#FCEFD9",
        "warn_dot": "#C27408",
        "bad_fg": "#9C1C2D",
        "bad_bg": "#FBE6E8",
        "bad_dot": "#D23A4B",
        "info_fg": "#1B568F",
        "info_bg": "#E4EFF9",
        "info_dot": "#3A80C2",
        "neutral_fg": "#554C57",
        "neutral_bg": "#EEE9EE",
        "neutral_dot": "#8D838F",
        "c1": "#7A2468",
        "c2": "#1C8F92",
        "c3": "#BD7A14",
        "c4": "#4D6FB3",
        "c5": "#B2517F",
        "c6": "#7C8A3A",
        "heat0": "#F4F0F4",
        "heat2": "#CF9FC4",
        "heat_remote": "#137A7D",
        "on_remote": "#FFFFFF",
        "toast": "#2A222B",
        "toast_line": "#2A222B",
        "on_toast": "#F5EFF5",
        "on_toast2": "#B9AEBB",
        "toast_accent": "#EBB5DD",
        "toast_ok": "#6FD39B",
        "shadow": "#3A1F38",
        "scrim": "#1E191F",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "app": "#141115",
        "surface": "#1D1920",
        "subtle": "#221D25",
        "rail": "#18141A",
        "rail_item": "#3B2237",
        "hover": "#272129",
        "sunken": "#100D11",
        "border": "#332C36",
        "border_strong": "#4A4150",
        "input_line": "#8A7E90",
        "text": "#F2EDF3",
        "text2": "#C3B9C7",
        "text3": "#A096A5",
        "disabled": "#6B6170",
        "accent": "#DC97CA",
        "accent_hover": "#E7AFD8",
        "accent_pressed": "#C97DB6",
        "on_accent": "#2B0F24",
        "accent_soft": "#3B2237",
        "accent_text": "#E3A6D3",
        "accent_line": "#6D3F64",
        "ok_fg": "#7FD8A4",
        "ok_bg": "#16301F",
        "ok_dot": "#46B877",
        "warn_fg": "#F2BE6B",
        "warn_bg": "#3A2A10",
        "warn_dot": "#DE9B2C",
        "bad_fg": "#F7A0A9",
        "bad_bg": "#42191F",
        "bad_dot": "#E5606E",
        "info_fg": "#94C5F2",
        "info_bg": "#172C42",
        "info_dot": "#5C9FDC",
        "neutral_fg": "#C7BECA",
        "neutral_bg": "#2F2932",
        "neutral_dot": "#8F8494",
        "c1": "#D48BC1",
        "c2": "#4FB9BA",
        "c3": "#E0A64A",
        "c4": "#8DA9E6",
        "c5": "#E58FB4",
        "c6": "#B0BD6A",
        "heat0": "#261F29",
        "heat2": "#74486F",
        "heat_remote": "#4FB9BA",
        "on_remote": "#08292A",
        "toast": "#3A323D",
        "toast_line": "#544A58",
        "on_toast": "#F5EFF5",
        "on_toast2": "#B9AEBB",
        "toast_accent": "#EBB5DD",
        "toast_ok": "#6FD39B",
        "shadow": "#000000",
        "scrim": "#000000",
    }
)

TONES = ("neutral", "ok", "warn", "bad", "info")
"""Each has a `_fg`, a `_bg` and a `_dot`."""

TEXT_SIZES = (90, 100, 115, 130, 150)
"""Percent; type and rows grow, spacing does not."""

# Sizes of type in pixels at 100 %.
OVERLINE, CAPTION, META, LABEL, BODY = 10.5, 11.5, 12.0, 12.5, 13.0
SECTION, ITEM, TITLE, FIGURE = 15.0, 17.0, 21.0, 20.0
REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
