"""Give the palette what it may reach: commands of window and page, every place, the way there."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from cluster_desk.i18n import _
from ui.help.finding import every_section
from ui.pages.actions import ActionSet
from ui.pages.lists.page import ListPage
from ui.pages.targets import Target
from ui.palette.entries import Entry
from ui.palette.gathering import Around, Gathering
from ui.palette.habits import Habits
from ui.palette.palette import Palette
from ui.palette.sources import action_entries
from ui.shell.places import PLACES

_Window = Any  # MainWindow, which imports this module
_LOOK_EVERY_MS = 30
_PATIENCE_MS = 4000


def make_finder(window: _Window) -> Palette:
    """The window's palette, closed."""
    around = Around(
        commands=lambda: commands_now(window),
        go=window.go_to,
        follow=window.follower.follow,
        actions_of=lambda place: _actions_on_records(window, place),
        places=frozenset(place.key for place in PLACES),
    )
    gathering = Gathering(window.workspace, Habits(window.preferences), around)
    return Palette(window.frame, gathering)


def _actions_on_records(window: _Window, place: str) -> ActionSet | None:
    """The commands of the list a record is found in; a table opens on a page of its own."""
    page = window.stack.page_of(place)
    return page.actions_here if isinstance(page, ListPage) and place != "tables" else None


def commands_now(window: _Window) -> list[Entry]:
    """What can be done and gone to from here: the page first, then anything new, the window."""
    page = window.stack.page
    here = action_entries(page.actions_here, page.crumbs()[0])
    shown = {entry.key for entry in here}
    new = [entry for entry in new_entries(window) if entry.key not in shown]
    going = action_entries(window.actions_here, "")
    return [*here, *new, *going, *_views(window), *_manual(window)]


def _views(window: _Window) -> list[Entry]:
    """The views of the lists that were opened: `Soci › Quote scadute`."""
    made = []
    for place in PLACES:
        page = window.stack.opened(place.key)
        views = page.spec.views(window.workspace.year) if isinstance(page, ListPage) else ()
        made += [
            Entry(
                key=f"view:{place.key}:{view.key}",
                group="go",
                title=f"{_(place.title)} › {view.text}",
                detail=_("View"),
                icon=place.icon,
                run=partial(window.go_to, Target(place=place.key, view=view.key)),
            )
            for view in views
        ]
    return made


def _manual(window: _Window) -> list[Entry]:
    return [
        Entry(
            key=f"help:{hit.link}",
            group="help",
            title=hit.section.title,
            detail="" if hit.section.title == hit.page.title else hit.page.title,
            icon="circle-help",
            run=partial(window.go_to, Target(place="help", text=hit.link)),
        )
        for hit in every_section()
    ]


def new_entries(window: _Window) -> list[Entry]:
    """Everything that can be entered anew, whatever page is open."""
    return [
        Entry(
            key=f"action:{action_id}",
            group="actions",
            title=_(text),
            detail=_(place.title),
            icon=place.icon,
            run=partial(window.follower.follow, Target(place=place.key), action_id),
        )
        for place in PLACES
        for action_id, text in place.creates
    ]


class Follower(QObject):
    """Goes to a record and, once its page shows it, runs one of the page's actions."""

    def __init__(self, window: _Window) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, target: Target, action_id: str) -> None:
        """Leave it where the record does not come in a few seconds."""
        if target.record is None:
            self._window.stack.open_place(target.place)
        else:
            self._window.go_to(target)
        self._action_id, self._waited, self._still = action_id, 0, 0
        self._timer.start()

    def _look(self) -> None:
        self._waited += _LOOK_EVERY_MS
        self._still = self._still + 1 if self._window.workspace.is_idle else 0
        actions: ActionSet = self._window.stack.bottom.actions_here
        if self._still > 1:  # twice, since a page reads its rows after its ids
            actions.refresh()
            if actions[self._action_id].isEnabled():
                self._timer.stop()
                actions[self._action_id].trigger()
        if self._waited > _PATIENCE_MS:
            self._timer.stop()
