"""Write into a desk and say so on the standard output: what the power cut simulator records."""

from __future__ import annotations

import os
import sys

from cluster_desk.desk import Desk
from cluster_desk.store import engine
from tests.faults.acting import CLOCK, add_many, post_receipt


def main(path: str, kind: str, writes: int, is_careless: bool) -> None:
    """`careless` leaves the flushing to the system: the control that must lose something."""
    if is_careless:
        connect = engine._connect

        def hasty(*arguments: object, **options: object) -> object:
            connection = connect(*arguments, **options)  # type: ignore[arg-type]
            connection.execute("PRAGMA synchronous=OFF")
            return connection

        engine._connect = hasty
    with Desk.open(path, clock=CLOCK) as desk:
        os.write(1, b"START\n")
        for turn in range(1, writes + 1):
            if kind == "post":
                desk.write(post_receipt, None)
            else:
                desk.write(add_many, 60)
            os.write(1, b"ACK %d\n" % turn)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "careless")
