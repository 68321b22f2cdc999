"""Write into a desk and say so on the standard output: what the power cut simulator records."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.store import engine
from tests.faults import next_version
from tests.faults.acting import CLOCK, add_many, post_receipt


def main(path: str, kind: str, writes: int, is_careless: bool) -> None:
    """`careless` leaves the flushing to the system: the control that must lose something."""
    if is_careless:
        connect = engine._connect

        def hasty(*arguments: Any, **options: Any) -> object:
            connection = connect(*arguments, **options)
            connection.execute("PRAGMA synchronous=OFF")
            return connection

        engine._connect = hasty
    if kind == "upgrade":
        upgrade(path, writes)
        return
    with Desk.open(path, clock=CLOCK) as desk:
        os.write(1, b"START\n")
        for turn in range(1, writes + 1):
            if kind == "post":
                desk.write(post_receipt, None)
            else:
                desk.write(add_many, 60)
            os.write(1, b"ACK %d\n" % turn)


def upgrade(path: str, writes: int) -> None:
    """As the program of a version to come, whose steps lie beside the folder of the desk."""
    next_version.become(Path(path).parent.with_name("steps"))
    os.write(1, b"START\n")
    for turn in range(1, writes + 1):
        Desk.open(path, clock=CLOCK).close()
        os.write(1, b"ACK %d\n" % turn)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "careless")
