"""Read and write the files a person names: never endless ones, never half of one."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from cluster_desk.i18n import N_, _
from cluster_desk.store.places import refuse_to_bury

_MOST_BYTES = 200_000_000  # no importer wants half of it, and some things never end

_OURS = re.compile(r"\..+\.(partial|\d+\.(demo|starter)(\..*)?)")

_REASONS = {
    errno.ENOENT: N_("There is no {path}: check the name."),
    errno.EISDIR: N_("{path} is a folder: name a file in it."),
    errno.ENOTDIR: N_("A part of {path} is a file, not a folder: check the name."),
    errno.EEXIST: N_("{path} exists already, and is no folder: choose another name."),
    errno.EACCES: N_(
        "You are not allowed to use {path}: ask for the permission, or choose another."
    ),
    errno.EPERM: N_(
        "You are not allowed to use {path}: ask for the permission, or choose another."
    ),
    errno.EROFS: N_("{path} may only be read here: choose another place."),
    errno.ENOSPC: N_("The disk is full: nothing was changed. Free some space and try again."),
    errno.EDQUOT: N_("The disk is full: nothing was changed. Free some space and try again."),
    errno.ELOOP: N_("{path} leads back to itself: choose the file it stands for."),
    errno.ENAMETOOLONG: N_("The name {path} is too long: choose a shorter one."),
    errno.EBUSY: N_("Another program is using {path}: close it there and try again."),
}


def why_not(error: OSError) -> str:
    """Why the system refused a file, in a sentence that says what to do."""
    path = Path(str(error.filename or ""))
    if _OURS.fullmatch(path.name):  # made beside, and gone by now
        path = path.parent
    otherwise = N_("{path} cannot be used ({reason}): choose another, or check the disk.")
    reason = error.strerror or type(error).__name__
    return _(_REASONS.get(error.errno or 0, otherwise)).format(path=path, reason=reason)


def content_of(path: Path) -> bytes:
    """All of a file, or as much of it as shows that it is too large for any importer."""
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES)


def save(path: Path, content: bytes) -> None:
    """All of it or nothing: a file that was there stays until the new one is complete.

    What is there and is no file, such as a device or a pipe, is written to and stays; a desk is
    never written over: HoldsDesk.
    """
    refuse_to_bury(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.write(content)
        return
    path = path.resolve()  # behind a link the file is renewed, not the link
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
