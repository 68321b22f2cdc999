"""Do everything once, where processes are forked from: a kill must meet the work, not its start."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from cluster_desk.desk import Desk
from cluster_desk.store import backup
from tests.faults.acting import CLOCK, NOW, post_receipt

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "a.desk"
    with Desk.create(path, clock=CLOCK) as desk:
        desk.write(post_receipt, None)
    backup.restore(backup.make(path, Path(folder), now=NOW).path, path, now=NOW)

# whoever is forked from here must not copy these pages only because it looks for garbage
gc.collect()
gc.freeze()
