"""Keep the views of a list that the desk has for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from cluster_desk.errors import DeskError
from cluster_desk.queries.saved_views import SharedView, shared_views
from cluster_desk.running import Outcome
from cluster_desk.services.association.views import DropView, ShareView, drop_view, share_view
from ui.pages.notices import undoable
from ui.work.workspace import Workspace

_OWN, _SHARED = "own:", "all:"


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A saved view: what it is called, what it is made of, and whether everybody has it."""

    name: str
    content: dict[str, Any]
    is_shared: bool = False

    @property
    def key(self) -> str:
        """Of its tab."""
        return (_SHARED if self.is_shared else _OWN) + self.name


def is_saved(key: str) -> bool:
    """Whether a tab of this key is a saved view, and no view of the program's own."""
    return key.startswith((_OWN, _SHARED))


class SharedViews(QObject):
    """`found` are those of one list; it ends with the head that shows them."""

    changed = Signal(str)  # the key of what was just shared and is to be opened, or nothing
    noticed = Signal(object)  # a Notice

    def __init__(self, header: QObject, workspace: Workspace, listing: str) -> None:
        super().__init__(header)
        self.found: list[Saved] = []
        self._workspace, self._listing = workspace, listing
        self._awaited = ""  # the key of a view that is on its way
        workspace.touched.connect(self._look_again)
        self._read()

    def share(self, name: str, content: dict[str, Any], then: Callable[[], object]) -> None:
        """Keep it in the desk; `then` is called once it is there."""

        def shared(outcome: Outcome[int]) -> None:
            self._awaited = Saved(name=name, content=content, is_shared=True).key
            then()
            self.noticed.emit(undoable(self._workspace, outcome))
            self._read()

        command = ShareView(listing=self._listing, name=name, content=content)
        self._workspace.write(share_view, command, then=shared)

    def drop(self, view: Saved) -> None:
        """Delete it for everybody; the toast brings it back."""
        command = DropView(listing=self._listing, name=view.name)
        self._workspace.write(drop_view, command, then=self._dropped)

    def _dropped(self, outcome: Outcome[None]) -> None:
        self.noticed.emit(undoable(self._workspace, outcome))

    def _look_again(self, topics: frozenset[str]) -> None:
        if "association" in topics:
            self._read()

    def _read(self) -> None:
        lane = f"views of {self._listing}"
        self._workspace.read(
            shared_views, self._listing, then=self._take, refused=self._not_read, lane=lane
        )

    def _not_read(self, _error: DeskError) -> None:
        """The list itself says what is wrong with the desk."""

    def _take(self, found: Sequence[SharedView]) -> None:
        now = [Saved(name=view.name, content=view.content, is_shared=True) for view in found]
        awaited, self._awaited = self._awaited, ""
        if now != self.found or awaited:
            self.found = now
            self.changed.emit(awaited)
