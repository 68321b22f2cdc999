"""Describe a run that issues one paper by the hundred, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cluster_desk.queries.fees.todo import ToDo, ToDoRow
from cluster_desk.running import UseCase
from cluster_desk.services.fees.groups import Ids
from ui.kit.table.columns import Column


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A paper that was issued for a row of the list."""

    id: int
    number: str
    document_id: int


@dataclass(frozen=True, kw_only=True)
class PaperRun:
    """What the page of a run shows and does. `verb`, `done` and `job` say how many.

    `draft` prints one as it would be; `issued` and `refused` read what a group returned.
    """

    title: str
    about: str
    icon: str
    to_do: Callable[[Any], ToDo]
    columns: tuple[Column, ...]
    use_case: UseCase[Any, Any]
    command_of: Callable[[Ids], Any]
    draft: UseCase[Any, bytes]
    draft_of: Callable[[int], Any]
    issued: Callable[[Any], Sequence[Issued]]
    refused: Callable[[Any], Sequence[tuple[int, str]]]
    verb: Callable[[int], str]
    done: Callable[[int], str]
    paper: Callable[[ToDoRow], str]
    file_name: str
    none_title: str
    none_text: str
    steps: tuple[str, ...] = ()
