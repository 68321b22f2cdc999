"""Ask before the window closes over work that is under way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.dialogs import ask_to_go_on
from ui.work.jobs import Jobs


def may_stop(window: QWidget, jobs: Jobs) -> bool:
    """Whether nothing is under way, or the person wants it stopped."""
    running = [job.title for job in jobs.running if not job.stop_requested]
    if not running:
        return True
    title = _("Still under way: {jobs}").format(jobs=", ".join(running))
    text = _(
        "If you close, it stops at the next safe point. Documents that were issued already stay;"
        " what is written all at once, such as an import, is done whole or not at all."
    )
    return ask_to_go_on(window, title, text, _("Stop and close"), _("Stay here"))
