"""Fair seconds let bad luck pass, and a real stall never."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import pace

_LIMIT = 0.1


def _measures(*seconds: float) -> Iterator[float]:
    yield from seconds


@pytest.mark.parametrize(
    ("taken", "slowness", "judged"),
    [
        ([0.09], 1.0, 0.09),
        ([0.15, 0.13, 0.09], 1.0, 0.09),
        ([0.15], 2.0, 0.075),
        ([0.21, 0.22, 0.25], 2.0, 0.105),
        ([0.12, 0.11, 0.13], 1.0, 0.11),
    ],
    ids=["quick", "bad luck twice", "a busy machine", "busy, and slow too", "slow each time"],
)
def test_the_best_of_three_is_judged_by_the_pace(
    monkeypatch: pytest.MonkeyPatch, taken: list[float], slowness: float, judged: float
) -> None:
    monkeypatch.setattr(pace, "pace", lambda: slowness)
    measures = _measures(*taken)
    assert pace.best_of_three(lambda: next(measures), _LIMIT) == pytest.approx(judged)
    assert next(measures, None) is None, "tried until one is within"


@pytest.mark.timeout(120)
def test_work_of_twice_the_limit_is_found_however_busy_the_machine() -> None:
    assert (
        pace.best_of_three(lambda: pace.seconds_of(lambda: pace.work(2 * _LIMIT)), _LIMIT) > _LIMIT
    )
