"""Any sequence of writes, undos and redos leaves what a plain model says, on both engines."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, update

from cluster_desk.desk import Desk
from cluster_desk.errors import Refused
from cluster_desk.store import check
from cluster_desk.store.tables.members import Channel, Organisation
from cluster_desk.tx import Tx
from tests.desks import NewDesk
from tests.figures import runs
from tests.store.acting import channel, do, organisation, rows

Facts = dict[int, tuple[str, list[str]]]
NAMES = st.sampled_from(["Uno", "Due", "L’ora è 7", "'; --", "100 %"])


class Life(RuleBasedStateMachine):
    """Organisations with channels. The model keeps each state in a stack, as a person sees it."""

    fresh: Callable[[], Desk]

    def __init__(self) -> None:
        super().__init__()
        self.desk = type(self).fresh()
        self.past: list[Facts] = []
        self.now: Facts = {}
        self.future: list[Facts] = []

    def _written(self, after: Facts) -> None:
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
        self.now = after

    def _pick(self, number: int) -> int | None:
        return sorted(self.now)[number % len(self.now)] if self.now else None

    @rule(name=NAMES, values=st.lists(NAMES, max_size=2))
    def add(self, name: str, values: list[str]) -> None:
        def act(tx: Tx) -> int:
            row = organisation(tx, name)
            for value in values:
                channel(tx, row.id, value)
            return row.id

        made = do(self.desk, act)
        assert made not in self.now
        self._written({**self.now, made: (name, values)})

    @rule(number=st.integers(0, 9), name=NAMES)
    def rename(self, number: int, name: str) -> None:
        row_id = self._pick(number)
        if row_id is None:
            return
        do(self.desk, lambda tx: setattr(tx.session.get_one(Organisation, row_id), "name", name))
        self._written({**self.now, row_id: (name, self.now[row_id][1])})

    @rule(name=NAMES)
    def rename_all(self, name: str) -> None:
        raised = {Organisation.version: Organisation.version + 1, Organisation.name: name}
        statement = update(Organisation).where(Organisation.name != name).values(raised)
        do(self.desk, lambda tx: tx.session.execute(statement))
        self._written({i: (name, values) for i, (_, values) in self.now.items()})

    @rule(number=st.integers(0, 9), value=NAMES)
    def reach(self, number: int, value: str) -> None:
        row_id = self._pick(number)
        if row_id is None:
            return
        do(self.desk, lambda tx: channel(tx, row_id, value))
        name, values = self.now[row_id]
        self._written({**self.now, row_id: (name, [*values, value])})

    @rule(number=st.integers(0, 9))
    def remove(self, number: int) -> None:
        row_id = self._pick(number)
        if row_id is None:
            return
        do(self.desk, lambda tx: tx.session.execute(delete(Organisation).filter_by(id=row_id)))
        self._written({i: facts for i, facts in self.now.items() if i != row_id})

    @rule()
    def remove_channels(self) -> None:
        do(self.desk, lambda tx: tx.session.execute(delete(Channel)))
        self._written({i: (name, []) for i, (name, _) in self.now.items()})

    @rule()
    def undo(self) -> None:
        self._step(self.desk.undo, self.past, self.future)

    @rule()
    def redo(self) -> None:
        self._step(self.desk.redo, self.future, self.past)

    def _step(self, step: Callable[[], object], source: list[Facts], target: list[Facts]) -> None:
        if not source:
            with pytest.raises(Refused):
                step()
            return
        step()
        target.append(copy.deepcopy(self.now))
        self.now = source.pop()

    @invariant()
    def the_desk_is_what_the_model_says(self) -> None:
        found: Facts = {
            row.id: (row.name, [])
            for row in rows(self.desk, "SELECT id,name FROM organisation ORDER BY id")
        }
        for row in rows(self.desk, "SELECT organisation_id,value FROM channel ORDER BY id"):
            found[row[0]][1].append(row[1])
        assert found == self.now

    def teardown(self) -> None:
        assert self.desk.read(lambda s: check.faults(s.connection())) == []
        self.desk.close()


@pytest.mark.slow
def test_any_life_of_facts_is_what_the_model_says(new_desk: NewDesk) -> None:
    machine = type("LifeHere", (Life,), {"fresh": staticmethod(new_desk)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs(50, 1000),
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
