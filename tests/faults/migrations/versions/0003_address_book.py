"""An invented step: the rows of one table move to a new one, and another gains a column."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """The new table with the rows, and nothing left of them where they were."""
    op.create_table(
        "address_book",
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer, server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_address_book_organisation_id",
            ondelete="CASCADE",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_address_book"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO address_book(organisation_id,value)"
        " SELECT organisation_id,value FROM channel WHERE organisation_id IS NOT NULL ORDER BY id"
    )
    op.execute("DELETE FROM channel WHERE organisation_id IS NOT NULL")
    op.add_column("payment", sa.Column("till", sa.String(20), nullable=True))
