"""The schema of today as a release freezes it: its SQL text, kept beside this step."""

from __future__ import annotations

import json
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Every table and index as they were."""
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    for statement in json.loads(text):
        op.get_bind().exec_driver_sql(statement)
