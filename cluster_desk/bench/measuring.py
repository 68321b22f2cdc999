"""Time a job and its limit in turns, each lap in a fresh process, and judge the outcome."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time

Work = Callable[[], object]
Job = Callable[[Path, int], Work]
"""Makes everything ready in a folder for a size, untimed, and gives what is to be timed.

What that returns is its count, or what puts away again what it has opened, untimed too.
"""


class Judged(Enum):
    """By which figure a benchmark reaches its target."""

    CPU_RATIO = "ratio"  # our CPU time over the limit's
    CPU_MS = "ms"  # our CPU time
    EXTRA_SECONDS = "s"  # our CPU time less the limit's
    EXTRA_OWN_SECONDS = "s of its thread"  # the same of the thread that does the job, a window's
    PEAK_MB = "MB"  # our highest memory
    COUNT_RATIO = "count"  # what our job counted over what the limit's did


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A job of ours, its limit, and how near it is to come. Functions stand in modules."""

    name: str
    title: str
    limit_title: str
    size: int
    target: float
    judged: Judged = Judged.CPU_RATIO
    prepare: Callable[[Path, int], None]
    ours: Job
    limit: Job


@dataclass(frozen=True, kw_only=True)
class Lap:
    """One run: CPU and wall seconds, the process's highest memory, and what the job returned.

    `cpu` is of all threads, `own` of the one that does the job.
    """

    cpu: float
    wall: float
    peak_mb: float
    count: int = 0
    own: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The laps of a benchmark, in turns."""

    benchmark: Benchmark
    size: int
    ours: tuple[Lap, ...]
    limit: tuple[Lap, ...]

    @property
    def value(self) -> float:
        """The figure that is judged, from medians."""
        ours, limit = _middle(self.ours), _middle(self.limit)
        match self.benchmark.judged:
            case Judged.CPU_MS:
                return ours.cpu * 1000
            case Judged.EXTRA_SECONDS:
                return max(ours.cpu - limit.cpu, 0.0)
            case Judged.EXTRA_OWN_SECONDS:
                return max(ours.own - limit.own, 0.0)
            case Judged.PEAK_MB:
                return ours.peak_mb
            case Judged.COUNT_RATIO:
                return ours.count / max(limit.count, 1)
        return self.ratio

    @property
    def ratio(self) -> float:
        """Our CPU time over the limit's, whatever is judged."""
        return _middle(self.ours).cpu / max(_middle(self.limit).cpu, 1e-9)

    @property
    def is_reached(self) -> bool:
        """Whether the target is met."""
        return self.value <= self.benchmark.target


def _middle(laps: Sequence[Lap]) -> Lap:
    return Lap(
        cpu=median(lap.cpu for lap in laps),
        wall=median(lap.wall for lap in laps),
        peak_mb=median(lap.peak_mb for lap in laps),
        count=round(median(lap.count for lap in laps)),
        own=median(lap.own for lap in laps),
    )


Run = Callable[[Job, Path, int], Lap]


def measure(
    benchmark: Benchmark, folder: Path, *, size: int, times: int, run: Run | None = None
) -> Measured:
    """Prepare once, then run limit and job in turns, `times` each."""
    go = run or in_fresh_process
    benchmark.prepare(folder, size)
    ours, limit = [], []
    for _turn in range(times):
        limit.append(go(benchmark.limit, folder, size))
        ours.append(go(benchmark.ours, folder, size))
    return Measured(benchmark=benchmark, size=size, ours=tuple(ours), limit=tuple(limit))


def in_fresh_process(job: Job, folder: Path, size: int) -> Lap:
    """A lap whose memory and caches nobody has used before."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        return pool.submit(lap, job, folder, size).result()


def lap(job: Job, folder: Path, size: int) -> Lap:
    """A lap in this process."""
    work = job(folder, size)
    gc.collect()
    began = process_time(), perf_counter(), thread_time()
    returned = work()
    ended = process_time(), perf_counter(), thread_time()
    cpu, wall, own = (end - begin for begin, end in zip(began, ended, strict=True))
    count = returned if isinstance(returned, int) else 0
    if callable(returned):
        returned()
    return Lap(cpu=cpu, wall=wall, peak_mb=peak_mb(), count=count, own=own)


def peak_mb() -> float:
    """The most memory this process ever held; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would tell the parent's peak where that was higher
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        held = next((line for line in lines if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return int(held.split()[1]) / 1024
    try:
        import resource  # not on Windows
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
