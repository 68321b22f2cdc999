"""Print the speed table: each job beside its limit, measured in the same run (DESIGN §9)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cluster_desk.bench.measuring import Judged, Lap, Measured, Run, measure
from cluster_desk.bench.suite import SUITE
from cluster_desk.cli.usage import MOST_ID, Parser, speak_as_asked, whole_number
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from ui.bench_window import WINDOWS

EVERY = (*SUITE, *WINDOWS)
_UNITS = {
    Judged.CPU_RATIO: "×",
    Judged.COUNT_RATIO: "×",
    Judged.CPU_MS: " ms",
    Judged.EXTRA_SECONDS: " s",
    Judged.EXTRA_OWN_SECONDS: " s",
    Judged.PEAK_MB: " MB",
}


def main(arguments: Sequence[str], run: Run | None = None) -> int:
    """0 when everything was measured, 1 where a `--strict` target is missed, 2 for a wrong name.

    `--folder` keeps the desks that the benchmarks begin with, for the next run.
    """
    speak_as_asked(arguments)
    options = _parse(arguments)
    chosen = [each for each in EVERY if not options.names or each.name in options.names]
    measured = []
    if not options.json:
        print(_table_row(*(_(title) for title in _TITLES)))
    with TemporaryDirectory(prefix="cluster-desk-bench-", ignore_cleanup_errors=True) as made:
        folder = options.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for each in chosen:
            size = options.size or each.size
            done = measure(each, folder, size=size, times=options.times, run=run)
            measured.append(done)
            if not options.json:
                print(_row(done), flush=True)
    if options.json:
        print(json.dumps([as_json(done) for done in measured], ensure_ascii=False, indent=2))
    return 1 if options.strict and not all(done.is_reached for done in measured) else 0


def as_json(done: Measured) -> dict[str, Any]:
    """One line of the table with all its laps; times in seconds, memory in MB."""
    return {
        "name": done.benchmark.name,
        "size": done.size,
        "judged": done.benchmark.judged.value,
        "value": round(done.value, 3),
        "target": done.benchmark.target,
        "reached": done.is_reached,
        "ratio": round(done.ratio, 3),
        "ours": [_lap(lap) for lap in done.ours],
        "limit": [_lap(lap) for lap in done.limit],
    }


def _lap(lap: Lap) -> dict[str, float]:
    return {
        "cpu": round(lap.cpu, 4),
        "wall": round(lap.wall, 4),
        "peak_mb": round(lap.peak_mb, 1),
        "count": lap.count,
        "own": round(lap.own, 4),
    }


_TITLES = (
    N_("Job"),
    N_("Rows"),
    N_("Ours, CPU s"),
    N_("Limit, CPU s"),
    N_("Memory"),
    N_("Result"),
    N_("Target"),
    N_("Verdict"),
    N_("Limit"),
)
_WIDTHS = (34, 9, 22, 22, 8, 10, 9, 8, 0)


def _row(done: Measured) -> str:
    unit = _UNITS[done.benchmark.judged]
    verdict = N_("reached") if done.is_reached else N_("missed")
    return _table_row(
        _(done.benchmark.title),
        count_text(done.size),
        _span([lap.cpu for lap in done.ours]),
        _span([lap.cpu for lap in done.limit]),
        f"{max(lap.peak_mb for lap in done.ours):.0f} MB",
        f"{_number(done.value)}{unit}",
        f"{done.benchmark.target:g}{unit}".replace(".", ","),
        _(verdict),
        _(done.benchmark.limit_title),
    )


def _table_row(*cells: str) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return "  ".join(padded).rstrip()


def _span(seconds: Sequence[float]) -> str:
    """Median, with least and most."""
    ordered = sorted(seconds)
    middle = ordered[len(ordered) // 2]
    return f"{_number(middle)} ({_number(ordered[0])}–{_number(ordered[-1])})"


def _number(value: float) -> str:
    text = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return text.replace(".", ",")


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="main.py bench", description=_("The speed table"))
    names = [each.name for each in EVERY]
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(names))
    parser.add_argument("--times", metavar="N", type=whole_number(1, 100), default=3)
    parser.add_argument("--size", metavar="N", type=whole_number(1, MOST_ID))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--strict", action="store_true", help=_("exit 1 where a target is missed"))
    parser.add_argument("--folder", metavar="PATH", type=Path)
    parser.add_argument("--lang", choices=("it", "en"), default="it")
    parser.add_argument("--desk", help=argparse.SUPPRESS)  # common to all verbs, of no use here
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in names:
            parser.error(_("There is no benchmark «{name}».").format(name=name))
    return options
