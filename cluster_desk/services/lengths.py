"""Refuse a text that is longer than its column, on both engines alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String

from cluster_desk.errors import Problem
from cluster_desk.i18n import _
from cluster_desk.store.base import Base


def length_problems(table: type[Base], values: Mapping[str, Any]) -> list[Problem]:
    """Every text of `values`, by column, that does not fit; PostgreSQL would refuse it anyway."""
    problems = []
    for column in table.__table__.columns:
        limit = column.type.length if isinstance(column.type, String) else None
        text = values.get(column.name)
        if limit is not None and isinstance(text, str) and len(text) > limit:
            message = _("Too long: at most {limit} characters.").format(limit=limit)
            problems.append(Problem(field=column.name, message=message))
    return problems
