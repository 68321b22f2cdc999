"""One suggestion on its card: the number in its ring, what it would do, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cluster_desk.domain.bank_settling import Suggestion
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import Reason
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.folding import Folding
from ui.kit.keys import KeyCap
from ui.kit.labels import GivingLabel, IconLabel, Label, ShyLabel
from ui.kit.layout import column, panel, row
from ui.kit.ring import Ring
from ui.theme.theme import theme
from ui.theme.tokens import BODY, ITEM, LABEL, MEDIUM, META, SEMIBOLD
from ui.treasury.suggestion_words import SIGN_ORDER, SIGNS, Told, reason_text

_RADIUS = 10


class SuggestionCard(QFrame):
    """A click chooses it; the chosen one is open and has the buttons."""

    wanted = Signal()
    confirmed = Signal()
    change_wanted = Signal()

    def __init__(
        self, place: int, suggestion: Suggestion, told: Told, amount: Money, *, is_chosen: bool
    ) -> None:
        super().__init__()
        self._is_chosen = is_chosen
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._build(place, suggestion, told, amount)
        self.setAccessibleName(spoken(place, suggestion, told))
        theme.changed.connect(self.update)

    def _build(self, place: int, suggestion: Suggestion, told: Told, amount: Money) -> None:
        title = GivingLabel(told.title, 14, SEMIBOLD)
        head = row((title, 1), gap=8)
        if place == 1:
            head.insertWidget(1, Chip(_("Best"), "ok", dot=False))
        head.addWidget(KeyCap(str(place)))
        money = f"{money_text(amount if amount > ZERO else -amount)} €"
        head.addWidget(Label(money, ITEM - 2, SEMIBOLD, tabular=True))
        body = column(head, GivingLabel(told.about, LABEL, tone="text2"), gap=3)
        if self._is_chosen and told.parts:
            body.addSpacing(6)
            for part in told.parts:
                body.addLayout(_part_line(part.title, part.about, part.amount))
        body.addSpacing(6)
        body.addWidget(_reasons(suggestion.reasons))
        if self._is_chosen:
            body.addSpacing(4)
            body.addLayout(self._foot(told))
        layout = row((body, 1), gap=14, margins=(16, 13, 16, 13))
        layout.insertWidget(0, Ring(suggestion.score), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def _foot(self, told: Told) -> QHBoxLayout:
        change = Button(_("Edit"), "pencil", run=self.change_wanted.emit)
        change.set_tip(_("Edit"), "E")
        confirm = Button(_("Confirm"), "check", "primary", run=self.confirmed.emit)
        confirm.set_tip(_("Confirm"), "Return")
        return row((GivingLabel(told.writes, META, tone="text3"), 1), change, confirm, gap=8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self._is_chosen else 1
        painter.setPen(QPen(theme.colour("accent" if self._is_chosen else "border"), width))
        ground = theme.colour("surface")
        painter.setBrush(ground)
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(edge, _RADIUS, _RADIUS)
        if self._is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.veil("accent_soft", 120))
            painter.drawRoundedRect(edge, _RADIUS, _RADIUS)


def spoken(place: int, suggestion: Suggestion, told: Told) -> str:
    """The whole card as one sentence after the other."""
    reasons = [
        f"{reason.sign.label}: {reason.words.text(reason_text)}" for reason in suggestion.reasons
    ]
    head = _("Proposal {place}, {score} of 100: {title}.").format(
        place=place, score=suggestion.score, title=told.title
    )
    return " ".join([head, told.about, *reasons])


def _part_line(title: str, about: str, amount: Money) -> QHBoxLayout:
    return row(
        IconLabel("check", "accent_text"),
        ShyLabel(title, BODY, MEDIUM, least=80),
        Label(about, META, tone="text2", tabular=True),
        None,
        Label(f"{money_text(amount)} €", BODY, MEDIUM, tabular=True),
        gap=8,
    )


def _reasons(reasons: Sequence[Reason]) -> Folding:
    """Two columns of short sentences, each with its sign; what speaks for it first."""
    halves = column(gap=4), column(gap=4)
    ordered = sorted(reasons, key=lambda reason: SIGN_ORDER.index(reason.sign))
    for place, reason in enumerate(ordered):
        icon, token = SIGNS[reason.sign]
        words = Label(reason.words.text(reason_text), META, tone="text2", wrap=True)
        line = row((words, 1), gap=6)
        line.insertWidget(0, IconLabel(icon, token), 0, Qt.AlignmentFlag.AlignTop)
        halves[place % 2].addLayout(line)
    for half in halves:
        half.addStretch(1)
    return Folding(panel(halves[0]), panel(halves[1]), gap=18, least=380, even=True)
