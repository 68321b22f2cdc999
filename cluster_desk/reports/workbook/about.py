"""Say under every title whose data these are, and when and by whom they were exported."""

from __future__ import annotations

from datetime import date

from cluster_desk.formats.dates import date_text, instant_text
from cluster_desk.i18n import _
from cluster_desk.reports.workbook.model import Scope


def about_text(scope: Scope, *details: str) -> str:
    """«Cluster Cosmetico · periodo 01/01/2026 – 30/06/2026 · esportato il …»."""
    return " · ".join(filter(None, (scope.association, *details, exported_text(scope))))


def exported_text(scope: Scope) -> str:
    """«esportato il 16/06/2026, 10:02 da Ada Neri»."""
    instant = instant_text(scope.exported_at)
    if not scope.exported_by:
        return _("exported on {instant}").format(instant=instant)
    return _("exported on {instant} by {who}").format(instant=instant, who=scope.exported_by)


def period_text(first: date, last: date) -> str:
    """«periodo 01/01/2026 – 30/06/2026»."""
    return _("period {first} – {last}").format(first=date_text(first), last=date_text(last))
