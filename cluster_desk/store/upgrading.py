"""Bring an older desk file to today's schema, after a verified backup beside it."""

from __future__ import annotations

from pathlib import Path

from cluster_desk.store import backup, engine, presence, schema


def upgrade_file(path: Path) -> None:
    """Refused while another program has the file open; after a failure it is as it was."""
    presence.require_alone(path)
    backup.before_upgrade(path)
    opened = engine.make_engine(path)
    try:
        schema.upgrade(opened)
    finally:
        opened.dispose()
