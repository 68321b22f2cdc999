"""Let a rule say its reasons without choosing the language or the shape of dates and amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cluster_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English msgid with the values of its placeholders; equal when both are equal.

    Made by `say`. `str()` reads it in the chosen language with canonical values; where a sentence
    holds dates or amounts, `text(show)` takes the caller's own formatting of a value.
    """

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, show: Callable[[object], str] = str) -> str:
        """The sentence in the language of this moment."""
        values = {name: show(value) for name, value in self.values}
        return _(self.msgid).format(**values) if values else _(self.msgid)

    def __str__(self) -> str:
        return self.text()


def say(msgid: str, **values: object) -> Sentence:
    """A sentence marked by the caller: `say(N_("{given} clear days of notice"), given=6)`."""
    return Sentence(msgid, tuple(values.items()))
