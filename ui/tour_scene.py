"""One picture of the tour, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One picture: in which place of which desk, in which size and theme, after which play.

    `scale` is the factor of the screen; `mockup` names the picture of the design that it is to
    be put beside.
    """

    name: str
    caption: str
    place: str = "members"
    play: Callable[[Stage], object] = lambda _stage: None
    size: tuple[int, int] = (1440, 900)
    is_dark: bool = False
    is_empty: bool = False
    text_size: int = 100
    scale: float = 1.0
    mockup: str = ""

    @property
    def file(self) -> str:
        """The picture's name."""
        return f"{self.name}.png"
