"""Install what a lock says into the environment whose Python runs this.

    installing.py app|dev

uv, the one of the lock, does in seconds what takes pip the better part of a minute. It does not
know where pip was told to look: on a machine whose packages come from elsewhere pip does it all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOCKS = Path(__file__).resolve().parent.parent / "requirements"
# A lock is complete; with dependencies both would want what locks.py leaves out.
EXACTLY = ("--require-hashes", "--no-deps", "-r")


def main(lock: str) -> int:
    """0 when all of it is there."""
    wanted, alone = str(LOCKS / f"{lock}.txt"), Path(sys.prefix) / "uv.txt"
    alone.write_text(block_of("uv", (LOCKS / "dev.txt").read_text()))
    if with_pip(str(alone)) == 0 and with_uv(wanted) == 0:
        return 0
    print("Once more, with pip alone.", flush=True)
    return with_pip(wanted)


def block_of(package: str, lock: str) -> str:
    """One package of a lock: its version and its hashes."""
    lines = lock.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{package}=="))
    last = next((n for n in range(first + 1, len(lines)) if lines[n][:1] != " "), len(lines))
    return "\n".join(lines[first:last]) + "\n"


def with_pip(wanted: str) -> int:
    pip = (sys.executable, "-m", "pip", "install", "-qq", "--no-compile", *EXACTLY, wanted)
    return subprocess.call(pip)


def with_uv(wanted: str) -> int:
    into = ("--python", sys.executable)
    return subprocess.call(
        (sys.executable, "-m", "uv", "pip", "install", "-q", *into, *EXACTLY, wanted)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
