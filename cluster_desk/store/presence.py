"""Know who has a desk open, so that restore and upgrade take it alone or say who holds it.

One small file a program beside the desk; a program that died is told by its process id.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_


class HeldByOthers(DeskUnavailable):
    """Another program has the desk open."""

    message = N_("The desk is open in {program} on {machine} (process {pid}): close it first.")


def folder_of(desk: Path) -> Path:
    """Where the programs that have this desk open leave their mark."""
    return desk.with_name(f".{desk.name}.open")


@contextlib.contextmanager
def present(desk: Path, program: str) -> Iterator[None]:
    """Be known as having the desk open, while the block runs."""
    mark = enter(desk, program)
    try:
        yield
    finally:
        leave(mark)


def enter(desk: Path, program: str) -> Path:
    """Leave a mark; `leave` takes it away."""
    folder = folder_of(desk)
    folder.mkdir(exist_ok=True)
    machine = platform.node()
    mark = folder / f"{machine}-{os.getpid()}-{os.urandom(3).hex()}.json"
    told = {"pid": os.getpid(), "machine": machine, "program": program}
    try:
        mark.write_text(json.dumps(told), encoding="utf-8")
    except OSError:  # the disk is full: nothing of ours stays on it
        leave(mark)
        raise
    return mark


def leave(mark: Path) -> None:
    """Take the mark away; the folder goes with the last one."""
    mark.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not empty: somebody else is there
        mark.parent.rmdir()


def require_alone(desk: Path) -> None:
    """HeldByOthers where another living program has the desk open."""
    for mark in sorted(folder_of(desk).glob("*.json")):
        try:
            told = json.loads(mark.read_text(encoding="utf-8"))
            pid, machine = int(told["pid"]), str(told["machine"])
        except (ValueError, KeyError, OSError):
            continue  # being written or half written by a program that died
        if machine == platform.node() and not is_alive(pid):
            leave(mark)
            continue
        if (pid, machine) != (os.getpid(), platform.node()):
            raise HeldByOthers(program=told.get("program", ""), machine=machine, pid=pid)


def is_alive(pid: int) -> bool:
    """Whether a process of this machine is still running."""
    if sys.platform == "win32":
        import ctypes  # only Windows is asked this way

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
