"""Run every benchmark at a tiny size, and check that its figure is worked out right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cluster_desk.bench.measuring import Benchmark, Judged, Lap, Measured, Work, lap, measure
from cluster_desk.bench.suite import SUITE
from ui import bench


def _nothing(_folder: Path, _size: int) -> None:
    return None


def _work(_folder: Path, size: int) -> Work:
    return lambda: size


def _benchmark(judged: Judged, target: float) -> Benchmark:
    return Benchmark(
        name="made",
        title="Made",
        limit_title="Limit",
        size=10,
        target=target,
        judged=judged,
        prepare=_nothing,
        ours=_work,
        limit=_work,
    )


OURS = tuple(Lap(cpu=cpu, wall=9, peak_mb=80, count=6, own=0.25) for cpu in (0.3, 9.0, 0.2))
LIMIT = tuple(Lap(cpu=cpu, wall=9, peak_mb=50, count=3, own=0.05) for cpu in (0.1, 0.2, 0.2))


@pytest.mark.parametrize(
    ("judged", "value"),
    [
        (Judged.CPU_RATIO, 1.5),
        (Judged.CPU_MS, 300),
        (Judged.EXTRA_SECONDS, 0.1),
        (Judged.EXTRA_OWN_SECONDS, 0.2),
        (Judged.PEAK_MB, 80),
        (Judged.COUNT_RATIO, 2),
    ],
)
def test_a_figure_comes_from_medians_and_is_judged_by_its_target(
    judged: Judged, value: float
) -> None:
    for target, reached in ((value * 1.01, True), (value * 0.99, False)):
        made = Measured(benchmark=_benchmark(judged, target), size=10, ours=OURS, limit=LIMIT)
        assert made.value == pytest.approx(value)
        assert made.is_reached is reached


def test_limit_and_job_take_turns(tmp_path: Path) -> None:
    seen: list[int] = []

    def watched(job: object, _folder: Path, size: int) -> Lap:
        seen.append(size if job is ours else -size)
        return Lap(cpu=1, wall=1, peak_mb=1)

    def ours(folder: Path, size: int) -> Work:
        return _work(folder, size)

    made = _benchmark(Judged.CPU_RATIO, 1)
    made = Benchmark(**{**vars(made), "ours": ours})
    measure(made, tmp_path, size=7, times=2, run=watched)
    assert seen == [-7, 7, -7, 7]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, as in a run: desks are made once."""
    return tmp_path_factory.mktemp("bench")


@pytest.mark.slow
@pytest.mark.parametrize("benchmark", SUITE, ids=lambda each: each.name)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # a lap ends with its process
def test_every_benchmark_runs_small(benchmark: Benchmark, folder: Path) -> None:
    done = measure(benchmark, folder, size=45, times=1, run=lap)
    assert done.ours[0].cpu > 0
    assert done.limit[0].cpu > 0
    if benchmark.judged is Judged.COUNT_RATIO:
        assert done.value == 1  # as many statements with 45 members as with 40


def test_the_table_is_json_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    def still(_job: object, _folder: Path, _size: int) -> Lap:
        return Lap(cpu=0.5, wall=1, peak_mb=64)

    assert bench.main(["ledger", "--size", "5", "--times", "2", "--json"], run=still) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["name"], line["size"], line["ratio"], line["reached"]) == ("ledger", 5, 1.0, True)
    assert len(line["ours"]) == len(line["limit"]) == 2


def test_a_missed_target_fails_only_a_strict_run(capsys: pytest.CaptureFixture[str]) -> None:
    def late(job: object, _folder: Path, _size: int) -> Lap:
        ours = job is SUITE[0].ours
        return Lap(cpu=9 if ours else 1, wall=1, peak_mb=64)

    asked = [SUITE[0].name, "--size", "5", "--times", "1", "--lang", "en"]
    made = Benchmark(**{**vars(SUITE[0]), "prepare": _nothing})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "EVERY", (made,))
        assert bench.main(asked, run=late) == 0
        assert bench.main([*asked, "--strict"], run=late) == 1
    assert capsys.readouterr().out.count("missed") == 2


def test_an_unknown_name_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        bench.main(["nothing"])
    assert left.value.code == 2
