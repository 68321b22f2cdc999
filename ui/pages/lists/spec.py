"""Describe a list as data: its columns, views, chips, queries and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.kit.table.columns import Column
from ui.pages.lists.question import Choices, Question, Source

Totals = tuple[str, Mapping[str, str], str]  # the count, the sums by column, all in one sentence


@dataclass(frozen=True, kw_only=True)
class View:
    """A tab over the list; `text` is translated already."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter; `title` is a msgid. Without choices they come from the desk (Source.choices)."""

    key: str
    title: str
    choices: Callable[[], Choices] = lambda: ()


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a list says. Plain texts are msgids; functions give sentences that are ready.

    `first` is said where there is nothing at all, with the actions named in `first_actions`;
    `empty_view` where a view is empty (field: view), `no_match` where the filters find nothing
    (fields: filters, view). Where nothing of a year was ever entered, `begin` is what the button
    says that runs `begin_action`; empty where none helps. `ticked` counts what is
    selected; `exported` tells the count and file.
    """

    title: str
    table: str
    icon: str
    first_title: str
    first_text: str
    empty_title: str
    empty_view: str
    no_match_title: str
    no_match: str
    hint_title: str
    hint_text: str
    file_name: str
    ticked: Callable[[int], str]
    exported: Callable[[int], str]
    totals: Callable[[Any, Question], Totals]
    meta: Callable[[Mapping[str, int], Question], str]
    first_actions: tuple[str, ...] = ()
    begin: Callable[[Mapping[str, int], Question], str] = lambda _counts, _question: ""
    begin_action: str = ""


@dataclass(frozen=True, kw_only=True)
class ListSpec:
    """A list. `name` begins its action ids and keeps its layout; `sort` is the first order.

    `counted` names the view whose count stands in the navigation; empty where none does.
    """

    name: str
    columns: tuple[Column, ...]
    source: Source
    views: Callable[[int], Sequence[View]]
    chips: tuple[Chip, ...]
    words: Words
    sort: str
    descending: bool = False
    counted: str = ""
    row_id: Callable[[Any], int] = lambda row: int(row.id)
