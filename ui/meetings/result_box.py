"""Show a vote that was held: the wording, the figures, who dissented, what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.meetings import BallotMethod, Choice
from cluster_desk.formats.dates import time_text
from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _, pgettext
from cluster_desk.queries.meetings.facts import BallotFacts, ItemFacts
from ui.kit.chips import Chip
from ui.kit.folding import Folding
from ui.kit.labels import Label, Overline
from ui.kit.layout import Card, column, panel, row
from ui.meetings.words import BALLOT_TONES
from ui.theme.tokens import BODY, CAPTION, LABEL, SECTION, SEMIBOLD


def result_box(ballot: BallotFacts, item: ItemFacts) -> Card:
    """As the minutes will print it: the resolution with its figures."""
    title = _("Vote at {time}").format(time=time_text(ballot.held_at))
    if ballot.number is not None:
        title = _("Resolution no. {number}/{year}").format(number=ballot.number, year=ballot.year)
    head = row(
        Label(title, SECTION, SEMIBOLD, "accent_text"),
        None,
        Chip(ballot.outcome.label, BALLOT_TONES[ballot.outcome]),
    )
    figures = [
        (pgettext("votes", "In favour"), ballot.in_favour),
        (pgettext("votes", "Against"), ballot.against),
        (pgettext("votes", "Abstained"), ballot.abstained),
        (_("May vote"), ballot.may_vote),
        (_("Present"), ballot.present),
        (_("Needed for the quorum"), ballot.quorum_needed),
    ]
    if ballot.method is BallotMethod.SECRET:
        figures[3:3] = [(_("Blank"), ballot.blank), (_("Void"), ballot.void)]
    shown = [_figure(name, value) for name, value in figures]
    votes, bench = shown[:-3], shown[-3:]
    counted = Folding(panel(row(*votes, None, gap=22)), panel(row(*bench, gap=22)), gap=22)
    how = f"{ballot.method.label} · {time_text(ballot.held_at)}"
    parts: list[QWidget] = [Label(how, CAPTION, tone="text3", tabular=True)]
    for choice, words in (
        (Choice.AGAINST, _("Against: {names}")),
        (Choice.ABSTAINED, _("Abstained: {names}")),
    ):
        names = ballot.names(choice)
        if names:
            text = words.format(names=join_names(names))
            parts.append(Label(text, LABEL, tone="text2", wrap=True))
    wording = Label(ballot.wording, BODY, wrap=True)
    box = Card(column(head, wording, counted, *parts, gap=10, margins=(16, 14, 16, 14)))
    box.setAccessibleName(f"{item.title}, {title}, {ballot.outcome.label}")
    return box


def _figure(name: str, value: int) -> QWidget:
    number = Label(str(value), SECTION, SEMIBOLD, tabular=True)
    number.setAccessibleName(f"{name}: {value}")
    return panel(column(Overline(name), number, gap=2))
