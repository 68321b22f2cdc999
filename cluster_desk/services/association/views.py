"""Keep the views of lists that everybody who opens the desk finds.

What they are called stands in no label of the history: a person may be named there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.store.tables.association import SavedView
from cluster_desk.tx import Tx

LONGEST_NAME = 40


class ViewGone(Refused):
    """Nothing is left to delete."""

    message = N_("Somebody else has deleted this view already.")


@dataclass(frozen=True, kw_only=True)
class ShareView:
    """A view of a list under a name; `content` is the window's own JSON, kept as it is."""

    listing: str
    name: str
    content: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DropView:
    """The view of that name goes."""

    listing: str
    name: str


def share_view(tx: Tx, command: ShareView) -> int:
    """The view's id. The same name again is the same view, changed. Invalid without a name."""
    tx.allow("association.edit")
    name = command.name.strip()
    if not name or len(name) > LONGEST_NAME:
        message = _("Write a name of at most {limit} characters.").format(limit=LONGEST_NAME)
        raise Invalid([Problem(field="name", message=message)])
    row = _found(tx, command.listing, name)
    if row is None:
        row = SavedView(listing=command.listing, name=name, content=command.content)
        tx.session.add(row)
    else:
        row.content = command.content
    tx.describe(_("View of a list, for everybody"))
    tx.session.flush()
    return row.id


def drop_view(tx: Tx, command: DropView) -> None:
    """ViewGone where somebody else has deleted it already."""
    tx.allow("association.edit")
    row = _found(tx, command.listing, command.name)
    if row is None:
        raise ViewGone
    tx.session.delete(row)
    tx.describe(_("View of a list deleted for everybody"))


def _found(tx: Tx, listing: str, name: str) -> SavedView | None:
    same = select(SavedView).where(SavedView.listing == listing, SavedView.name == name)
    return tx.session.scalars(same).first()
