"""A number with its word under it, on a card."""

from __future__ import annotations

from ui.kit.labels import Label
from ui.kit.layout import Card, column
from ui.theme.tokens import BOLD, FIGURE, META


def figure(number: str, text: str, tone: str) -> Card:
    """`37` over `da emettere`, read as one."""
    words = column(
        Label(number, FIGURE, BOLD, tone, tabular=True),
        Label(text, META, tone="text2"),
        gap=0,
        margins=(16, 8, 24, 10),
    )
    card = Card(words, inner=True)
    card.setAccessibleName(f"{number} {text}")
    return card
