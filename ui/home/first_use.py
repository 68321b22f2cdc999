"""Say what to do first, in order, with what is done already ticked off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import N_, _
from cluster_desk.queries.home.overview import Overview
from ui.kit.labels import Label
from ui.kit.layout import Card, clear, column, row
from ui.kit.links import Line, RowLink
from ui.kit.states import Emblem
from ui.pages.targets import Target
from ui.theme.tokens import BODY, SEMIBOLD, TITLE

_WIDTH = 560

STEPS = (
    (
        "association",
        "building-2",
        N_("Describe the association"),
        N_("Name, tax code, address: they head every document"),
        Target(place="settings", view="association"),
    ),
    (
        "members",
        "users",
        N_("Bring in the members"),
        N_("From Excel or CSV with a check of every line, or by hand"),
        Target(place="members"),
    ),
    (
        "fees",
        "receipt-euro",
        N_("Set the fees of {year}"),
        N_("The amounts the assembly decided, by category and size"),
        Target(place="settings", view="fees"),
    ),
    (
        "treasury",
        "landmark",
        N_("Open the bank account"),
        N_("Its statements are matched with the fees that are open"),
        Target(place="settings", view="accounts"),
    ),
)


class FirstUse(QWidget):
    """Four steps; `wanted` with the place of the one that is chosen."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(gap=4)
        title = Label(_("Welcome to Cluster Desk"), TITLE, SEMIBOLD)
        text = Label(
            _("Four steps, in any order; each can be taken back. This page fills by itself."),
            BODY,
            tone="text2",
            wrap=True,
        )
        emblem = row(Emblem("layout-dashboard", "accent"), None)
        card = Card(column(emblem, title, text, 8, self._rows, gap=6, margins=(24, 22, 20, 20)))
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(None, row(None, card, None), None, None, margins=(20, 20, 20, 20)))

    def show_overview(self, seen: Overview) -> None:
        """What is there already is ticked."""
        clear(self._rows)
        begun = seen.dated.begun | ({"members"} if seen.members.everyone else set())
        for key, icon, step, about, target in STEPS:
            done = key in begun
            link = RowLink(
                Line(
                    title=_(step).format(year=seen.year),
                    under=_(about),
                    icon="check" if done else icon,
                    badge="ok" if done else "info",
                    chip=_("done") if done else "",
                )
            )
            link.clicked.connect(lambda _on, target=target: self.wanted.emit(target))
            self._rows.addWidget(link)
            if key == STEPS[0][0]:
                self.setFocusProxy(link)
