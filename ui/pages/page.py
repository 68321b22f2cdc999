"""What every page is: it knows its topics, its actions and its words, not the frame around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.layout import set_ground
from ui.pages.actions import Action, ActionSet
from ui.pages.targets import Target
from ui.work.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Status:
    """The status bar's words: where one is, a sum, and the keys that help here."""

    place: str = ""
    sum: str = ""
    keys: tuple[tuple[str, str], ...] = ()


class Page(QWidget):
    """Builds, wires, loads. Says upward what happened; never reaches there."""

    TOPICS: ClassVar[frozenset[str]] = frozenset()
    RETURNS: ClassVar[bool] = True  # False: a form that was left is not come back to

    crumbs_changed = Signal()
    status_changed = Signal()
    count_changed = Signal(object)  # for the navigation, or None
    noticed = Signal(object)  # a Notice: what was done
    refused = Signal(str)  # what could not be done, and why
    page_wanted = Signal(object)  # another Page, one level down
    target_wanted = Signal(object)  # a Target: something that another place shows
    window_wanted = Signal(object)  # an Apart: a record in a window of its own
    left = Signal()  # this page was left for good, whatever was typed in it
    action_wanted = Signal(str)  # the id of one of the window's own actions
    finished = Signal()  # this page has nothing more to show: one level up

    def __init__(self, workspace: Workspace, actions: Sequence[Action]) -> None:
        super().__init__()
        self.workspace = workspace
        self.actions_here = ActionSet(self, actions, everywhere=False)
        set_ground(self, "app")

    def crumbs(self) -> list[str]:
        """Where this is, from the place down."""
        raise NotImplementedError

    def name(self) -> str:
        """What it is about, for the title of a window of its own."""
        return self.crumbs()[-1]

    def status(self) -> Status:
        """For the status bar."""
        return Status()

    def part(self) -> str:
        """The key of the part that is seen, for the manual; empty where there is but one."""
        return ""

    def areas(self) -> list[QWidget]:
        """What F6 goes through, in order; the first gets the focus when the page opens."""
        return []

    def go_to(self, target: Target) -> None:
        """Show what a link from elsewhere asks for."""

    def keys_become(self, keys: str) -> str:
        """What this person put in the place of these keys on this page."""
        return self.actions_here.keys_become(keys)

    def reload(self) -> None:
        """Read again what is shown."""

    def step_back(self) -> bool:
        """Esc: close what is open here. False where there is nothing: then the page is left."""
        return False

    def keep_layout(self) -> None:
        """Remember how this page is arranged; asked once more when the window closes."""

    def reset_layout(self) -> None:
        """Columns, widths and order as on the first day."""

    def may_leave(self) -> bool:
        """False where something would be lost; the page itself has said so."""
        return True
