"""Tell what happened to a charge, and open the paper of each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.story import ChargeFact
from ui.kit.buttons import IconButton
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import column, panel, row
from ui.theme.tokens import CAPTION, LABEL, MEDIUM, SEMIBOLD

_ICONS = {
    "charge": ("receipt-euro", "accent_text"),
    "adjustment": ("percent", "neutral_dot"),
    "notice": ("file-text", "info_dot"),
    "reminder": ("bell", "warn_dot"),
    "payment": ("banknote", "ok_dot"),
    "returned": ("undo-2", "bad_dot"),
    "receipt": ("stamp", "info_dot"),
    "voided": ("ban", "bad_dot"),
    "mandate": ("landmark", "info_dot"),
}


def story(facts: Sequence[ChargeFact], open_paper: Callable[[int, str], object]) -> QVBoxLayout:
    """Every dated fact, the latest first, parted by years."""
    layout = column(gap=10)
    year = 0
    for fact in facts:
        if fact.on.year != year:
            layout.addSpacing(6 if year else 0)
            year = fact.on.year
            layout.addWidget(Overline(str(year)))
        layout.addWidget(_line(fact, open_paper))
    return layout


def _line(fact: ChargeFact, open_paper: Callable[[int, str], object]) -> QWidget:
    icon, token = _ICONS[fact.kind]
    under = " · ".join(part for part in (date_text(fact.on), fact.detail) if part)
    head = row((GivingLabel(fact.title, LABEL, MEDIUM), 1), gap=8)
    spoken = f"{fact.title}, {under}"
    if fact.amount is not None:
        incoming = fact.kind == "payment"
        text = f"{'+' if incoming else ''}{money_text(fact.amount)} €"
        tone = "ok_fg" if incoming else "text"
        head.addWidget(Label(text, LABEL, SEMIBOLD if incoming else MEDIUM, tone, tabular=True))
        spoken = f"{spoken}, {text}"
    words = column(head, GivingLabel(under, CAPTION, tone="text3", tabular=True), gap=1)
    line = row((words, 1), gap=10)
    line.insertWidget(0, IconLabel(icon, token), 0, Qt.AlignmentFlag.AlignTop)
    paper = fact.document_id
    if paper is not None:
        name = _("Open «{title}»").format(title=fact.title)
        line.addWidget(IconButton("eye", name, run=lambda: open_paper(paper, fact.title)))
    widget = panel(line)
    widget.setAccessibleName(spoken)
    return widget
