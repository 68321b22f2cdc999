"""What is read reaches 4.5:1 and what is only seen 3:1, in both themes (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from ui.theme.tokens import DARK, LIGHT, TONES

TEXT, SIGN = 4.5, 3.0
GROUNDS = ("surface", "app", "subtle", "rail", "hover")
READ = (
    *((text, ground) for text in ("text", "text2", "text3") for ground in GROUNDS),
    ("text", "accent_soft"),
    ("text2", "accent_soft"),
    ("text3", "accent_soft"),
    ("text", "sunken"),
    ("text3", "sunken"),
    ("text", "rail_item"),
    ("text3", "rail_item"),
    ("accent_text", "surface"),
    ("accent_text", "app"),
    ("accent_text", "accent_soft"),
    ("accent_text", "rail_item"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_remote", "heat_remote"),
    ("text", "heat2"),
    ("text2", "heat0"),
    ("on_toast", "toast"),
    ("on_toast2", "toast"),
    ("toast_accent", "toast"),
    ("surface", "text"),  # tool tips
    *((f"{tone}_fg", f"{tone}_bg") for tone in TONES),
    *((f"{tone}_fg", "surface") for tone in TONES),
    ("bad_fg", "accent_soft"),
    ("ok_fg", "subtle"),
)
SEEN = (
    ("input_line", "surface"),
    ("input_line", "app"),
    ("accent", "surface"),
    ("accent", "app"),
    ("accent", "accent_soft"),
    ("accent", "rail_item"),
    ("bad_dot", "surface"),
    ("heat_remote", "surface"),
    ("toast_ok", "toast"),
    *((f"c{n}", "surface") for n in range(1, 7)),
)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(
    tokens: Mapping[str, str], pairs: tuple[tuple[str, str], ...], least: float
) -> Iterator[str]:
    for front, ground in pairs:
        found = ratio(tokens[front], tokens[ground])
        if found < least:
            yield f"{front} on {ground}: {found:.2f}"


def test_black_on_white_is_the_known_ratio() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_what_is_read_can_be_read(tokens: Mapping[str, str]) -> None:
    assert list(too_faint(tokens, READ, TEXT)) == []


@THEMES
def test_what_is_only_seen_can_be_seen(tokens: Mapping[str, str]) -> None:
    assert list(too_faint(tokens, SEEN, SIGN)) == []


def test_a_faint_pair_is_found() -> None:
    assert list(too_faint(LIGHT, (("disabled", "surface"),), TEXT))


def test_both_themes_name_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()
