"""Keep the picture of the letterhead, decoded and written anew."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.i18n import _
from cluster_desk.reports.pdf.images import readable_logo
from cluster_desk.services.documents import keep
from cluster_desk.store.tables.association import Association
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class SetLogo:
    """The file as it was chosen; None for the built-in mark."""

    content: bytes | None


def set_logo(tx: Tx, command: SetLogo) -> None:
    """LogoRefused, with the reason, for what is no picture of ours (RELIABILITY §5)."""
    tx.allow("association.edit")
    row = tx.get(Association, 1, _("association"))
    row.logo_sha256 = keep(tx, readable_logo(command.content)) if command.content else None
    tx.describe(_("Logo of the letterhead") if command.content else _("Logo removed"))
