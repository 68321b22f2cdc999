"""Move the focus from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_next_area(areas: Sequence[QWidget], step: int) -> None:
    """To the part after (or before) the one with the focus; hidden parts are passed over."""
    seen = [area for area in areas if area.isVisible()]
    if not seen:
        return
    focus = QApplication.focusWidget()
    here = next((n for n, area in enumerate(seen) if _holds(area, focus)), -step)
    target = seen[(here + step) % len(seen)]
    inner = target if target.focusPolicy() & Qt.FocusPolicy.TabFocus else _first_inside(target)
    if inner is not None:
        inner.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(area: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (area is focus or area.isAncestorOf(focus))


def _first_inside(area: QWidget) -> QWidget | None:
    candidate = area.nextInFocusChain()
    while candidate is not None and candidate is not area:
        takes = bool(candidate.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and area.isAncestorOf(candidate) and candidate.isVisible():
            return candidate
        candidate = candidate.nextInFocusChain()
    return None
