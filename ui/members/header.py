"""The head of the members' page: name, live counts, its few actions, its views."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from ui.kit.buttons import ActionButton
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import column, row, set_ground
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import ActionSet
from ui.theme.tokens import LABEL


class MembersHeader(QWidget):
    """Says which view is wanted."""

    view_wanted = Signal(str)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        buttons = (
            ActionButton(actions["members.import"], icon="upload"),
            ActionButton(actions["members.export"], icon="download"),
            ActionButton(actions["members.new"], "primary", icon="plus"),
        )
        top = row((column(Title(_("Members")), self._meta, gap=2), 1), *buttons, gap=8)
        self.tabs = Tabs(_("Views"))
        self.setLayout(column(top, self.tabs, gap=8, margins=(16, 14, 16, 0)))
        self.show_counts({}, 0)
        self.tabs.currentChanged.connect(
            lambda _index: self.view_wanted.emit(self.tabs.current_key())
        )

    def view_name(self) -> str:
        """The words on the tab that is open."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def show_counts(self, counts: Mapping[str, int], year: int) -> None:
        """How many members each view has."""
        self.tabs.show_tabs(
            [
                Tab(key="members", text=_("All members"), count=counts.get("members")),
                Tab(key="overdue", text=_("Fees overdue"), count=counts.get("overdue")),
                Tab(
                    key="new",
                    text=_("New in {year}").format(year=year),
                    count=counts.get("new"),
                ),
                Tab(key="applicants", text=_("Applications"), count=counts.get("applicants")),
                Tab(key="founders", text=_("Founders"), count=counts.get("founders")),
                Tab(key="former", text=_("Former members"), count=counts.get("former")),
            ]
        )
        self._meta.setText(meta_line(counts))


def meta_line(counts: Mapping[str, int]) -> str:
    """`120 soci · 3 domande da deliberare · 14 con quote scadute`."""
    if not counts:
        return ""
    members, applicants = counts["members"], counts["applicants"]
    parts = [ngettext("{count} member", "{count} members", members)]
    values = [members]
    if applicants:
        parts.append(
            ngettext("{count} application to decide", "{count} applications to decide", applicants)
        )
        values.append(applicants)
    if counts["overdue"]:
        parts.append(
            ngettext("{count} with fees overdue", "{count} with fees overdue", counts["overdue"])
        )
        values.append(counts["overdue"])
    texts = zip(parts, values, strict=True)
    return " · ".join(text.format(count=count_text(count)) for text, count in texts)
