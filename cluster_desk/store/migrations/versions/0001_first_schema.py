"""The first schema. Until 0.1.0 is released it may be edited, and is what the models say.

At the release its SQL text is frozen here and kept for the upgrade tests (DESIGN §11).
"""

from __future__ import annotations

from alembic import op

from cluster_desk.store.base import Base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All tables."""
    Base.metadata.create_all(op.get_bind())


def downgrade() -> None:
    """A desk is never downgraded: the backup made before the upgrade is restored instead."""
    raise NotImplementedError("restore the backup instead")
