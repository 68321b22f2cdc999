"""Write amounts as a statement of account does: with their sign, and what came in in green."""

from __future__ import annotations

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.money import money_text


def signed(amount: Money, currency: str = "") -> str:
    """`+2.000,00 €`, `−38,50 €`; another currency by its letters."""
    return f"{'+' if amount > ZERO else ''}{money_text(amount)} {sign_of(currency)}"


def sign_of(currency: str) -> str:
    """`€`, or the letters of another currency."""
    return "€" if currency in ("", "EUR") else currency


def money_tone(amount: Money) -> str:
    """Green for what came in."""
    return "ok_fg" if amount > ZERO else "text"
