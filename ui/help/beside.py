"""Show a page of the manual beside what has no places to lead to: the first run."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.help.manual import as_html, manual, pictures
from ui.kit.reader import Reader
from ui.kit.sheet import SideSheet


def show_beside(host: QWidget, name: str) -> None:
    """The page in a sheet at the right, once; a link to another page opens it in the same sheet."""
    if _shown(host):
        return
    reader = Reader(_("Manual"))

    def follow(link: str) -> None:
        page, _sign, anchor = link.partition("#")
        found = manual().get(page.removesuffix(".md"))
        if found is not None:
            reader.show_page(as_html(found), pictures(), anchor)

    reader.followed.connect(follow)
    follow(f"{name}.md")
    SideSheet(host, _("Manual"), reader, fills=True)


def leave_beside(host: QWidget) -> bool:
    """Close it; False where there is none."""
    shown = _shown(host)
    for sheet in shown:
        sheet.close_sheet()
    return bool(shown)


def _shown(host: QWidget) -> list[SideSheet]:
    return [sheet for sheet in host.findChildren(SideSheet) if sheet.isVisible()]
