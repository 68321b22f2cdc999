"""Move the focus from one part of the window to the next, and from tab to tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.sheet import SideSheet
from ui.kit.tabs import Tabs
from ui.pages.page import Page


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


def step_tab(page: Page, step: int) -> None:
    """To the next tab of what has the focus, or of the page, round and round."""
    focus = QApplication.focusWidget()
    tabs = _tabs_around(page, focus)
    if tabs is None:
        return
    tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
    areas = page.areas()
    if areas and not (focus is not None and focus.isVisible()):  # it went with the other tab
        areas[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _tabs_around(page: Page, focus: QWidget | None) -> Tabs | None:
    around = focus
    while around is not None and not isinstance(around, Page):
        found = _tabs_in(around)
        if found is not None or isinstance(around, SideSheet):
            return found
        around = around.parentWidget()
    return _tabs_in(page)


def _tabs_in(widget: QWidget) -> Tabs | None:
    """The highest; those of a card stand under those of the page."""
    if isinstance(widget, Tabs):
        return widget
    several = [tabs for tabs in widget.findChildren(Tabs) if tabs.isVisible() and tabs.count() > 1]
    return min(several, key=lambda tabs: tabs.mapTo(widget, QPoint()).y(), default=None)


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
