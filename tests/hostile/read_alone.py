"""Read every hostile file in a process of its own and say, a line each, what came of it.

Run as a program: a file that ends the process, or fills its memory, must not end the test run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from cluster_desk.errors import FileRefused
from cluster_desk.i18n import _, set_language
from cluster_desk.importers.members import read_members
from tests.hostile.archives import WORKBOOKS
from tests.hostile.others import OLD_WORKBOOKS, STRANGERS, TEXTS
from tests.pace import fair

SECONDS = 5.0
FILES = {**WORKBOOKS, **OLD_WORKBOOKS, **TEXTS, **STRANGERS}


def peak_megabytes() -> float:
    """The most memory this process ever held; 0 where the system does not say (Windows)."""
    try:
        import resource  # not on Windows
    except ImportError:
        return 0.0
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss begins with what the process that started this one held
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1_000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def main() -> None:
    """One JSON line before and one after each file."""
    set_language("it")
    for name, (_expected, make) in FILES.items():
        content = make()
        before = peak_megabytes()
        print(json.dumps({"file": name}), flush=True)
        begin = process_time()
        try:
            read_members(name, content)
        except FileRefused as refusal:
            kinds = [kind.__name__ for kind in type(refusal).__mro__]
            sentence, is_italian = str(refusal), _(refusal.message) != refusal.message
        else:
            kinds, sentence, is_italian = [], "", False
        seconds = process_time() - begin
        print(
            json.dumps(
                {
                    "file": name,
                    "kinds": kinds,
                    "sentence": sentence,
                    "is_italian": is_italian,
                    "seconds": fair(seconds, SECONDS),
                    "megabytes": peak_megabytes(),
                    "megabytes_before": before,
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
