"""An invented step: the largest table is rebuilt, with a column more that is then filled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rows change under the old triggers; then SQLite rebuilds the table and drops them."""
    op.execute("UPDATE organisation SET country='XX', version=version+1 WHERE id % 7 = 0")
    kinds = {"sqlite_strict": True, "sqlite_autoincrement": True}
    with op.batch_alter_table("organisation", table_kwargs=kinds) as table:
        table.add_column(sa.Column("region", sa.String(40), server_default="", nullable=False))
        table.alter_column("sector", type_=sa.String(200), existing_nullable=False)
        table.create_index("ix_organisation_region", ["region"])
    op.execute("UPDATE organisation SET region='Lombardia' WHERE id % 2 = 0")
