"""Say where things are: resources of the program, the user's data, build output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "ClusterDesk"


def root() -> Path:
    """The source tree, or the folder of a frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """A file or folder under resources/, by its slash-separated name; the only way to one."""
    return root() / "resources" / name


def build(name: str = "") -> Path:
    """Where generated files go in a source tree; never committed."""
    return root() / "build" / name


def data_folder() -> Path:
    """The user's local data folder (not roaming: a synchronised desk is a lost desk)."""
    chosen = os.environ.get("CLUSTER_DESK_HOME")
    if chosen:
        return Path(chosen)
    import platformdirs  # heavy on Windows; only where a path is really needed

    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def default_desk() -> Path:
    """The user's own desk."""
    return data_folder() / "associazione.desk"


def log_folder() -> Path:
    """Where the log files go."""
    return data_folder() / "log"
