"""Import every table, so that the metadata is complete."""

from cluster_desk.store.tables import (
    association,
    bodies,
    documents,
    fees,
    history,
    meetings,
    members,
    resolutions,
    treasury,
)

__all__ = [
    "association",
    "bodies",
    "documents",
    "fees",
    "history",
    "meetings",
    "members",
    "resolutions",
    "treasury",
]
