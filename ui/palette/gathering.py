"""Put together what the line may mean: commands, records, the manual, or one record's actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cluster_desk.i18n import _
from ui.pages.actions import ActionSet
from ui.pages.targets import Target
from ui.palette.entries import Entry
from ui.palette.habits import Habits
from ui.palette.scopes import EVERYWHERE, Scope, read_scope
from ui.palette.seeking import Seeker
from ui.palette.sources import Goer, is_strong, nearest, record_entries
from ui.work.workspace import Workspace

_EACH = 8
_SOME = 4  # of a group, where nothing was typed


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the palette may reach of the window: commands now, places, and the way there."""

    commands: Callable[[], Sequence[Entry]]
    go: Goer
    follow: Callable[[Target, str], object]
    actions_of: Callable[[str], ActionSet | None]
    places: frozenset[str]


class Gathering(QObject):
    """`changed` when more has been found."""

    changed = Signal()

    def __init__(self, workspace: Workspace, habits: Habits, around: Around) -> None:
        super().__init__()
        self._workspace, self._habits, self._around = workspace, habits, around
        self._commands: list[Entry] = []
        self._fixed: list[Entry] | None = None  # a choice in place of everything
        self.heading = ""
        self.inside: Entry | None = None  # the record whose own actions are listed
        self._seeker = Seeker(workspace, around.go, around.places)
        self._seeker.found.connect(self.changed)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still on its way."""
        return self._fixed is None and self._seeker.is_waiting

    def begin(self, fixed: Sequence[Entry] | None = None, heading: str = "") -> None:
        """Anew: everything, or a fixed choice under a heading."""
        self.inside = None
        self._fixed = None if fixed is None else list(fixed)
        self.heading = heading
        self._commands = list(self._around.commands()) if fixed is None else []

    def look(self, line: str) -> None:
        """The line says something else: ask for records."""
        if self._fixed is not None:
            return
        scope, typed = read_scope(line)
        self._seeker.seek(scope, typed)
        if not typed and scope is EVERYWHERE:
            self._seeker.recall(self._habits.recent("member:"))

    def entries(self, line: str) -> list[Entry]:
        """What is to be listed now."""
        if self._fixed is not None:
            return self._near(self._fixed, line.strip())
        scope, typed = read_scope(line)
        if not typed and scope is EVERYWHERE:
            return self._before_typing()
        return self._of_scope(scope, typed)

    def go_in(self, entry: Entry) -> bool:
        """List what can be done with this; False where it is no record."""
        if entry.target is None or self._fixed is not None:
            return False
        actions = self._around.actions_of(entry.target.place)
        self.inside, self.heading = entry, entry.title
        self._fixed = record_entries(entry, actions, self._around.follow)
        return True

    def go_out(self) -> Entry | None:
        """Back from there to where it was found."""
        left, self.inside = self.inside, None
        if left is not None:
            self._fixed, self.heading = None, ""
        return left

    def note(self, entry: Entry) -> None:
        """It was chosen: remember how often."""
        self._habits.note(entry.key, self._workspace.today())

    def _before_typing(self) -> list[Entry]:
        often = self._near([e for e in self._commands if e.group == "actions"], "")
        going = [entry for entry in self._commands if entry.group == "go"]
        return [*self._seeker.entries("recent")[:_SOME], *often[:_SOME], *going[:_EACH]]

    def _of_scope(self, scope: Scope, typed: str) -> list[Entry]:
        found: dict[str, list[Entry]] = {}
        for group in scope.groups:
            own = self._near([e for e in self._commands if e.group == group], typed)
            found[group] = [*own, *self._seeker.entries(group)][:_EACH]
        # Commands that were meant only by scattered letters do not push a member down.
        last = [group for group in ("actions",) if not is_strong(found.get(group, []))]
        order = [group for group in found if group not in last]
        return [entry for group in (*order, *last) for entry in found.get(group, [])]

    def _near(self, entries: Sequence[Entry], typed: str) -> list[Entry]:
        today = self._workspace.today()
        return nearest(entries, typed, lambda key: self._habits.weight(key, today), _EACH * 2)


def what_is_looked_through(line: str, heading: str) -> str:
    """The words beside the line."""
    return heading or _(read_scope(line)[0].text)
