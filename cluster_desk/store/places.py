"""Refuse a desk where a database dies sooner or later, and any other file where a desk is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_


class NetworkFolder(DeskUnavailable):
    """The file would live on another machine's disk."""

    message = N_(
        "{path} is in a network folder: keep the desk on this computer's disk,"
        " or use the shared PostgreSQL desk when several computers work together."
    )


class SynchronisedFolder(DeskUnavailable):
    """A synchroniser would copy the file while it is being written."""

    message = N_(
        "{path} is in a folder that a program synchronises: keep the desk in a plain folder"
        " and put only the backups there."
    )


class IsFolder(DeskUnavailable):
    """A desk is one file."""

    message = N_("{path} is a folder: name the file of the desk in it.")


class HoldsDesk(DeskUnavailable):
    """An export would take the place of a desk, of a backup, or of what a desk is writing."""

    message = N_("{path} holds a desk’s data: choose another name for the new file.")


NETWORK_TYPES = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "vboxsf",
    ]
)
_SYNCED = re.compile(
    r"onedrive|dropbox|google ?drive|nextcloud|owncloud|icloud|kdrive|mega ?sync", re.IGNORECASE
)
_COMPANION = re.compile(r"-(journal|wal|shm)$")
_MARKERS = (".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".owncloudsync.log")
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_DRIVE_REMOTE = 4


def refuse_unsafe(path: Path, *, drive_type: Callable[[Path], str] | None = None) -> None:
    """Raise where the live file must not be; `drive_type` says `network` or anything else."""
    full = path.absolute()
    if full.is_dir():
        raise IsFolder(path=full)
    if (drive_type or find_drive_type)(full) == "network":
        raise NetworkFolder(path=full)
    if is_synchronised(full):
        raise SynchronisedFolder(path=full)


def is_synchronised(path: Path) -> bool:
    """Whether a known synchroniser looks after one of its folders."""
    for name in _VARIABLES:
        home = os.environ.get(name)
        if home and path.is_relative_to(home):
            return True
    return any(
        _SYNCED.search(folder.name) or any((folder / marker).exists() for marker in _MARKERS)
        for folder in path.parents
    )


def find_drive_type(path: Path) -> str:
    """`network` or `local`, as this system tells it."""
    if str(path).startswith(("\\\\", "//")):
        return "network"
    if sys.platform == "win32":
        import ctypes  # only Windows is asked this way

        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return "network" if kind == _DRIVE_REMOTE else "local"
    mounts = Path("/proc/self/mountinfo")
    if not mounts.exists():
        return "local"
    text = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    return "network" if mount_type(text, path) in NETWORK_TYPES else "local"


def mount_type(mountinfo: str, path: Path) -> str:
    """The file system type of the deepest mount above `path`, from the kernel's list."""
    best, kind = "", ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = fields[4].encode().decode("unicode_escape")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, right.split()[0]
    return kind


def refuse_to_bury(path: Path) -> None:
    """HoldsDesk where another file must not be written, whatever the link that leads there."""
    desk = path.with_name(_COMPANION.sub("", path.name)) if path.name else path
    for place in (path, desk):
        if place.is_file():
            with place.open("rb") as stream:
                if stream.read(16) == b"SQLite format 3\0":
                    raise HoldsDesk(path=path)
