"""Import beside the event loop what the places will want, once the first window stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_BETWEEN_MS = 100

# None that makes widgets: those belong to the window's thread.
_WANTED = (
    "cluster_desk.queries.home.overview",
    "cluster_desk.services.members.importing",
    "cluster_desk.services.fees.drafts",
    "cluster_desk.services.collection",
    "cluster_desk.queries.treasury.board",
    "cluster_desk.services.treasury.settling",
    "cluster_desk.queries.meetings.minutes",
    "cluster_desk.queries.tables.lists",
    "cluster_desk.services.tables.life",
    "cluster_desk.queries.history.lists",
    "cluster_desk.services.association.settings",
    "cluster_desk.services.association.profile",
    "cluster_desk.importers.provinces",
    "markdown_it",
)


def import_ahead() -> None:
    """What makes documents takes more than half a second: nobody waits for it at a place."""
    for name in _WANTED:
        import_module(name)


def import_pages(
    names: Sequence[str], owner: QObject, then: Callable[[], object] = lambda: None
) -> None:
    """One after the other in the window's thread, with room for whoever types in between."""
    if names:
        import_module(names[0])
        QTimer.singleShot(_BETWEEN_MS, owner, partial(import_pages, names[1:], owner, then))
    else:
        then()
