"""Do something with people nobody entered before: they are entered in the same gesture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class WithNewPeople:
    """`command` is what `use_case` takes; `people` fill those of its fields that name a person."""

    use_case: Callable[[Tx, Any], Any]
    command: Any
    people: Mapping[str, AddPerson]


def with_new_people(tx: Tx, wanted: WithNewPeople) -> Any:
    """What the use-case returns; the history calls the gesture as the use-case does."""
    ids = {field: add_person(tx, person) for field, person in wanted.people.items()}
    return wanted.use_case(tx, replace(wanted.command, **ids))
