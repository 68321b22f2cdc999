"""Ask the desk for records while letters are typed; older answers are dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from cluster_desk.errors import DeskError
from cluster_desk.queries import search
from ui.palette.entries import Entry
from ui.palette.scopes import NUMBERS, Scope
from ui.palette.sources import (
    Goer,
    document_entry,
    marked,
    meeting_entry,
    member_entry,
    movement_entry,
)
from ui.work.workspace import Workspace

_RECENT = 6


class Seeker(QObject):
    """One short read a subject, in the order of the groups: what came first stays where it is."""

    found = Signal()

    def __init__(self, workspace: Workspace, go: Goer, places: frozenset[str]) -> None:
        """`places` are those that exist: what belongs to another leads nowhere."""
        super().__init__()
        self._workspace, self._go, self._places = workspace, go, places
        self._answers: dict[str, list[Entry]] = {}
        self._waiting: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to what stands in the line is still on its way."""
        return bool(self._waiting)

    def entries(self, group: str) -> list[Entry]:
        """What has been found of a group, people last."""
        kept = self._answers.get(group, []) + self._answers.get(f"{group}.people", [])
        unique = {entry.key: entry for entry in reversed(kept)}
        wanted = [unique[key] for key in dict.fromkeys(entry.key for entry in kept)]
        return [e for e in wanted if e.target is not None and e.target.place in self._places]

    def seek(self, scope: Scope, typed: str) -> None:
        """Look for records; answers come by and by, `found` each time."""
        self._waiting = set()
        wanted = scope.groups if typed else ()
        for group in ("members", "documents", "meetings", "movements"):
            if group not in wanted:
                self._answers.pop(group, None)
                self._answers.pop(f"{group}.people", None)
        if not typed:
            return
        day: dict[str, Any] = {"on": self._workspace.today()}
        both = {**day, "year": self._workspace.year}
        if scope is NUMBERS:
            self._ask("numbers", search.found_by_number, typed, self._take_numbers, **both)
            return
        if "members" in wanted:
            self._listed("members", search.found_members, typed, member_entry, **both)
            self._listed("members.people", search.found_people, typed, member_entry, **both)
        if "documents" in wanted:
            self._listed("documents", search.found_documents, typed, document_entry)
        if "meetings" in wanted:
            self._listed("meetings", search.found_meetings, typed, meeting_entry, **day)
        if "movements" in wanted:
            self._listed("movements", search.found_movements, typed, movement_entry)

    def recall(self, keys: Sequence[str]) -> None:
        """The members that were chosen last, by their keys."""
        ids = [int(key.partition(":")[2]) for key in keys if key.partition(":")[2].isdigit()]
        options = {"on": self._workspace.today(), "year": self._workspace.year}

        def take(rows: Sequence[Any]) -> None:
            made = (member_entry(row, self._go) for row in rows)
            self._answers["recent"] = [replace(entry, group="recent") for entry in made]
            self._over("recent")

        self._answers.pop("recent", None)
        self._ask("recent", search.members_of, ids[:_RECENT], take, **options)

    def _listed(
        self,
        lane: str,
        query: Callable[..., Sequence[Any]],
        typed: str,
        make: Callable[[Any, Goer], Entry],
        **options: Any,
    ) -> None:
        def take(rows: Sequence[Any]) -> None:
            self._answers[lane] = [marked(make(row, self._go), typed) for row in rows]
            self._over(lane)

        self._ask(lane, query, typed, take, **options)

    def _take_numbers(self, both: tuple[Sequence[Any], Sequence[Any]]) -> None:
        members, documents = both
        self._answers["members"] = [member_entry(row, self._go) for row in members]
        self._answers["documents"] = [document_entry(row, self._go) for row in documents]
        self._over("numbers")

    def _ask(
        self,
        lane: str,
        query: Callable[..., Any],
        what: Any,
        then: Callable[[Any], object],
        **options: Any,
    ) -> None:
        self._waiting.add(lane)

        def refused(_error: DeskError) -> None:
            self._over(lane)

        self._workspace.read(
            query, what, then=then, refused=refused, lane=f"palette.{lane}", **options
        )

    def _over(self, lane: str) -> None:
        self._waiting.discard(lane)
        self.found.emit()
