"""Run the migrations on the connection, and in the transaction, that `schema` hands over."""

from __future__ import annotations

from alembic import context

from cluster_desk.store.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the caller's transaction is the only one
)
context.run_migrations()
