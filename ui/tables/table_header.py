"""The head of a table's page: its name, who coordinates it, when it meets next, its tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.tables.card import TableCard
from ui.kit.chips import Chip
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import column, row, set_ground
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import ActionSet
from ui.tables.words import when_text
from ui.theme.tokens import LABEL

REGISTER, PEOPLE, MEETINGS, ACTIONS = "register", "people", "meetings", "actions"


class TableHeader(QWidget):
    """Three buttons and four tabs."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self._title = Title("")
        self._chip = Chip("")
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        name = row(self._title, self._chip, None, gap=10)
        sign_in = actions.button("table.sign_in")
        export = actions.button("table.export")
        plan = actions.button("table.plan", "primary")
        top = Heading(name, self._meta, row(sign_in, export, plan, gap=8))
        self.tabs = Tabs(_("Parts of the table"))
        self.setLayout(column(top, row((self.tabs, 1)), gap=8, margins=(20, 14, 16, 0)))
        self._show_tabs(None)

    def show_card(self, card: TableCard) -> None:
        """Another table, or the same after a change."""
        self._title.setText(card.name)
        if card.is_active:
            self._chip.say(_("Active table"), "ok")
        else:
            ended = date_text(card.active_to) if card.active_to else ""
            self._chip.say(_("Ended on {date}").format(date=ended), "neutral")
        self._meta.setText(" · ".join(meta_parts(card)))
        self._show_tabs(card)

    def _show_tabs(self, card: TableCard | None) -> None:
        open_actions = [a for a in card.actions if a.done_on is None] if card else []
        self.tabs.show_tabs(
            [
                Tab(key=REGISTER, text=_("Attendance register")),
                Tab(
                    key=PEOPLE,
                    text=_("Participants"),
                    count=len(card.seated) if card else None,
                ),
                Tab(
                    key=MEETINGS,
                    text=_("Meetings"),
                    count=len(card.meetings) if card else None,
                ),
                Tab(
                    key=ACTIONS, text=_("Agreed actions"), count=len(open_actions) if card else None
                ),
            ]
        )


def meta_parts(card: TableCard) -> list[str]:
    """The line under the name."""
    parts = (
        [_("Working table since {date}").format(date=date_text(card.active_from))]
        if (card.active_from)
        else [_("Working table")]
    )
    coordinator = card.coordinator
    if coordinator is not None:
        who = coordinator.organisation or coordinator.name
        parts.append(_("coordinated by {name}").format(name=who))
    firms = len({each.organisation_id for each in card.seated if each.organisation_id})
    people = len({each.person_id for each in card.seated})
    left = ngettext("{count} organisation", "{count} organisations", firms).format(count=firms)
    right = ngettext("{count} person", "{count} people", people).format(count=people)
    parts.append(f"{left}, {right}")
    coming = card.next_meeting
    if coming is not None:
        when = when_text(coming.held_on, coming.starts_at)
        parts.append(_("next meeting {when}").format(when=when))
    elif card.is_active:
        parts.append(_("no meeting planned"))
    if card.project:
        parts.append(_("project {name}").format(name=card.project))
    return parts
