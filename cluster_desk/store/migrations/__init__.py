"""Alembic's place: one file a schema version."""
