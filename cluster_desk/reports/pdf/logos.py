"""Logos of those who pay for an activity, in a row at the head of its papers."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cluster_desk.reports.pdf.images import picture

_LOGO_HEIGHT = 34.0
_LOGO_GAP = 18.0


class LogoRow(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Logos of a programme side by side, equally high."""

    def __init__(self, logos: Sequence[bytes]) -> None:
        super().__init__()
        self._images = [picture(logo) for logo in logos]
        self.spaceAfter = 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, _LOGO_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        x, most = 0.0, self.width / max(len(self._images), 1) - _LOGO_GAP
        for image in self._images:
            wide, high = image.getSize()
            width = min(wide * _LOGO_HEIGHT / high, most)
            settings = {"preserveAspectRatio": True, "anchor": "sw"}
            self.canv.drawImage(image, x, 0, width, _LOGO_HEIGHT, **settings)
            x += width + _LOGO_GAP
