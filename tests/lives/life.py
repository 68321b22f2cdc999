"""Live a desk beside a plain model of it: equal states after every gesture, equal refusals."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError, FinalRecord, Invalid
from cluster_desk.running import UseCase
from cluster_desk.store import check
from cluster_desk.store.reversal import NothingLikeIt
from tests.desks import NewDesk
from tests.figures import runs
from tests.store.acting import last_set

M = TypeVar("M")
C = TypeVar("C")
NEW = 0
"""What the model calls a record that the desk has not numbered yet."""


class No(Exception):
    """The model's refusal: of which kind, and of Invalid at which fields."""

    def __init__(self, kind: type[DeskError], *fields: str) -> None:
        super().__init__(kind.__name__, *fields)
        self.kind = kind
        self.fields = set(fields)


class Life(RuleBasedStateMachine, Generic[M]):
    """Its rules write through `does`; `now` is the model, `past` and `future` its undo stacks."""

    fresh: Callable[[], Desk]
    """A furnished desk of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = type(self).fresh()
        self.now = self.begin()
        self.past: list[tuple[M, bool]] = []
        self.future: list[tuple[M, bool]] = []
        first = self.desk.undoable()
        self.first = first.id if first else None

    @classmethod
    def furnish(cls, desk: Desk) -> None:
        """Write what every life begins with."""
        raise NotImplementedError

    def begin(self) -> M:
        """What the model is then."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The day on the desk's wall."""
        return self.desk.clock.today()

    @rule(days=st.sampled_from([1, 30, 100, 300]))
    def time_passes(self, days: int) -> None:
        """Nothing is written."""
        self.desk.clock = FixedClock.at((self.today + timedelta(days=days)).isoformat())

    def compare(self) -> None:
        """Assert that the desk says what the model says; after every gesture that was kept."""
        raise NotImplementedError

    def does(
        self,
        use_case: UseCase[C, Any],
        command: C,
        model: Callable[[M, Any], object],
        *,
        made: Callable[[Any], Any] = lambda value: value,
        is_final: Callable[[Any], bool] = lambda _value: False,
    ) -> None:
        """Let desk and `model` do the same: both do it, or both refuse for the same reason.

        `model` changes a copy of the state, and is given the ids of what was `made` (NEW before
        it is), or raises No. Nothing that `is_final` is undone.
        """
        try:
            model(copy.deepcopy(self.now), NEW)
        except No as no:
            self._is_refused(use_case, command, no)
            return
        outcome = self.desk.write(use_case, command)
        after = copy.deepcopy(self.now)
        model(after, made(outcome.value))
        if outcome.change_set_id is not None:
            self.past.append((self.now, is_final(outcome.value)))
            self.future.clear()
        else:
            assert after == self.now
        self._has_become(after)

    def _has_become(self, state: M) -> None:
        self.now = state
        self.compare()

    def _is_refused(self, use_case: UseCase[C, Any], command: C, no: No) -> None:
        written = last_set(self.desk)
        with pytest.raises(DeskError) as found:
            self.desk.write(use_case, command)
        assert type(found.value) is no.kind, f"{found.value!r} instead of {no}"
        if isinstance(found.value, Invalid):
            assert {problem.field for problem in found.value.problems} == no.fields
        assert last_set(self.desk) == written

    @rule(back=st.integers(0, 2), again=st.integers(0, 2))
    def changes_mind(self, back: int, again: int) -> None:
        """Ctrl+Z some times, then Ctrl+Shift+Z."""
        for _time in range(back):
            self.undo()
        for _time in range(again):
            self.redo()

    def undo(self) -> None:
        """Take back the last gesture, unless it issued or approved something."""
        if not self.past:
            last = self.desk.undoable()
            assert (last.id if last else None) == self.first
            return
        before, is_final = self.past[-1]
        if is_final:
            with pytest.raises(FinalRecord):
                self.desk.undo()
            return
        self.desk.undo()
        self.past.pop()
        self.future.append((self.now, is_final))
        self._has_become(before)

    def redo(self) -> None:
        """Bring the last undone gesture again."""
        if not self.future:
            with pytest.raises(NothingLikeIt):
                self.desk.redo()
            return
        self.desk.redo()
        after, is_final = self.future.pop()
        self.past.append((self.now, is_final))
        self._has_become(after)

    def teardown(self) -> None:
        self.compare()
        assert self.desk.read(lambda s: check.faults(s.connection())) == []
        self.desk.close()


def live(life: type[Life[Any]], new_desk: NewDesk, *, steps: int) -> None:
    """Fifty lives of so many gestures, a thousand before a release (RELIABILITY §8, item 13)."""
    furnished = new_desk()
    life.furnish(furnished)
    furnished.close()
    fresh = partial(new_desk, like=furnished)
    machine = type(f"{life.__name__}Here", (life,), {"fresh": staticmethod(fresh)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs(50, 1000),
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # a life is short enough to be read as it is
            suppress_health_check=list(HealthCheck),
        ),
    )
