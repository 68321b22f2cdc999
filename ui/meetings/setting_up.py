"""Lead to where bodies are made: the part of the settings about them."""

from __future__ import annotations

from cluster_desk.i18n import _
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.pages.targets import Target


def set_up_bodies(page: Page) -> None:
    """The part of the settings where bodies are made, changed and ended."""
    page.target_wanted.emit(Target(place="settings", view="bodies"))


def lead_to_bodies(page: Page) -> None:
    """As above, saying why: what was asked for needs a body, and there is none."""
    text = _("First a body: then you can appoint who sits in it and plan its meetings.")
    set_up_bodies(page)
    page.noticed.emit(Notice(text=text))
