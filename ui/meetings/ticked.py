"""The card at the right while several meetings are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.rows import MeetingRow
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.meetings.words import OVER, named
from ui.pages.actions import ActionSet
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, CAPTION, LABEL, MEDIUM, META

_NAMED = 12


class TickedMeetings(QWidget):
    """Counts, the first meetings, and what can be done with all of them."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Selected meetings"))
        self._title = Label("", 15.5, BOLD)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions["meetings.tick_none"].trigger)
        head = row(column(self._title, about, gap=2), None, close, margins=(16, 16, 14, 12))
        self._facts, self._names = column(gap=7), column(gap=10)
        export = ActionButton(actions["meetings.export_ticked"], icon="download")
        copy = ActionButton(actions["meetings.copy"], icon="copy")
        for button in (export, copy):
            button.setProperty("wide", "true")
        parts = (self._facts, Overline(_("Selected")), self._names, Rule(), export, copy)
        body = panel(column(*parts, None, gap=12, margins=(16, 4, 16, 16)))
        self.setLayout(column(head, (scrolled(body, _("Selected meetings")), 1), gap=0))

    def show_rows(self, rows: Sequence[MeetingRow]) -> str:
        """The meetings that are ticked; the sum in words."""
        count = len(rows)
        text = ngettext("{count} meeting selected", "{count} meetings selected", count)
        self._title.setText(text.format(count=count_text(count)))
        adopted = sum(each.resolutions for each in rows)
        held = sum(1 for each in rows if each.state in OVER)
        clear(self._facts)
        self._facts.addLayout(pair(_("Held"), count_text(held)))
        self._facts.addLayout(pair(_("Resolutions"), count_text(adopted)))
        clear(self._names)
        for each in rows[:_NAMED]:
            name = GivingLabel(named(each.body, each), LABEL, MEDIUM)
            day = Label(date_text(each.held_on), CAPTION, tone="text3", tabular=True)
            self._names.addLayout(row((name, 1), day))
        rest = count - _NAMED
        if rest > 0:
            text = ngettext("and {count} more", "and {count} more", rest)
            self._names.addWidget(Label(text.format(count=count_text(rest)), META, tone="text3"))
        text = ngettext("{count} resolution", "{count} resolutions", adopted)
        return text.format(count=count_text(adopted))
