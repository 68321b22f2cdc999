"""Tell what happened to a member, day by day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import ChargeLine, StoryEntry
from ui.kit.bars import ShareBar
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import column, panel, row
from ui.theme.tokens import CAPTION, LABEL, MEDIUM, SEMIBOLD

_ICONS = {
    "membership": ("id-card", "accent_text"),
    "person": ("user-round", "c3"),
    "charge": ("receipt-euro", "neutral_dot"),
    "payment": ("banknote", "ok_dot"),
    "receipt": ("file-text", "info_dot"),
    "meeting": ("gavel", "c4"),
}
_MONEY_IN = "payment"


def story(entries: Sequence[StoryEntry]) -> QVBoxLayout:
    """Every dated fact, the latest first, parted by years."""
    layout = column(gap=10)
    year = 0
    for entry in entries:
        if entry.on.year != year:
            layout.addSpacing(6 if year else 0)
            year = entry.on.year
            layout.addWidget(Overline(str(year)))
        layout.addWidget(story_line(entry))
    if not entries:
        layout.addWidget(Label(_("Nothing has happened yet."), LABEL, tone="text3"))
    return layout


def story_line(entry: StoryEntry) -> QWidget:
    """One fact: what, when, how much."""
    icon, token = _ICONS.get(entry.kind, ("circle", "neutral_dot"))
    under = " · ".join(part for part in (date_text(entry.on), entry.detail) if part)
    head = row((GivingLabel(entry.title, LABEL, MEDIUM), 1), gap=8)
    spoken = f"{entry.title}, {under}"
    if entry.amount is not None:
        incoming = entry.kind == _MONEY_IN
        text = f"{'+' if incoming else ''}{money_text(entry.amount)} €"
        tone = "ok_fg" if incoming else "text"
        head.addWidget(Label(text, LABEL, SEMIBOLD if incoming else MEDIUM, tone, tabular=True))
        spoken = f"{spoken}, {text}"
    words = column(head, GivingLabel(under, CAPTION, tone="text3", tabular=True), gap=1)
    line = row((words, 1), gap=10)
    line.insertWidget(0, IconLabel(icon, token), 0, Qt.AlignmentFlag.AlignTop)
    widget = panel(line)
    widget.setAccessibleName(spoken)
    return widget


def charge_line(charge: ChargeLine) -> QWidget:
    """One charge: what, due when, how much of it was paid."""
    residue = charge.owed - charge.paid
    due = _("due on {date}").format(date=date_text(charge.due_on))
    state = _("paid") if not residue else _("{amount} € open").format(amount=money_text(residue))
    tone = "ok_fg" if not residue else "warn_fg"
    head = row((GivingLabel(charge.description, LABEL, MEDIUM), 1), gap=8)
    head.addWidget(Label(f"{money_text(charge.owed)} €", LABEL, MEDIUM, tabular=True))
    under = row(
        Label(due, CAPTION, tone="text3", tabular=True),
        None,
        Label(state, CAPTION, MEDIUM, tone, tabular=True),
    )
    bar = ShareBar(charge.paid.cents, charge.owed.cents, "ok_dot" if not residue else "c2", 4)
    widget = panel(column(head, bar, under, gap=5))
    widget.setAccessibleName(f"{charge.description}, {due}, {state}")
    return widget
