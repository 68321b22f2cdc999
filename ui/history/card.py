"""The card at the right of the history: what an operation changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import instant_text
from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.history.card import OperationCard
from cluster_desk.queries.history.lists import OperationRow
from ui.history.columns import state_words
from ui.history.spec import HISTORY_LIST, SHORT_HASH
from ui.history.story import compact, count_lines
from ui.kit.buttons import IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, LABEL, MEDIUM, META

_RECORDS = 6
_FIELDS = 6


class OperationInspector(QWidget):
    """Follows the list; `shown` is the operation that is told."""

    close_wanted = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Operation’s card"))
        self.shown: OperationCard | None = None
        self._when = GivingLabel("", META, tone="text2", tabular=True)
        self._title = Label("", 15.5, BOLD, wrap=True)
        close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        top = row(IconLabel("history", "accent_text", MIDDLE), (self._when, 1), close, gap=8)
        self._chips = row(gap=6)
        buttons = row((actions.button("history.open"), 1))
        head = column(top, self._title, self._chips, buttons, gap=10, margins=(16, 14, 14, 12))
        self._body = column(gap=12)
        body = panel(column(self._body, None, margins=(16, 14, 16, 16)))
        scroll = scrolled(body, _("Operation’s card"))
        self.setLayout(column(head, Rule(), (scroll, 1), gap=0))

    def show_card(self, card: OperationCard) -> None:
        """Another operation, or the same after it was undone."""
        self.shown = card
        self.setAccessibleName(_("Card of «{title}»").format(title=card.label))
        when = _("No. {seq} · {when}")
        self._when.setText(when.format(seq=count_text(card.seq), when=instant_text(card.at)))
        self._title.setText(card.label)
        clear(self._chips)
        text, tone = state_words(card.kind, is_undone=card.is_undone)
        if text:
            self._chips.addWidget(Chip(text, tone))
        self._chips.addStretch(1)
        clear(self._body)
        if card.why_not and not card.is_undone:
            self._body.addWidget(why_card(card.why_not))
        self._body.addWidget(Overline(_("What it changed")))
        self._body.addLayout(count_lines(card.counts))
        self._body.addWidget(Rule())
        for record in card.records[:_RECORDS]:
            self._body.addWidget(compact(record, _FIELDS))
        rest = card.rest + len(card.records) - len(card.records[:_RECORDS])
        if rest > 0:
            more = ngettext("and {count} more record", "and {count} more records", rest)
            text = more.format(count=count_text(rest))
            self._body.addWidget(Label(text, META, tone="text3"))
        self._body.addWidget(Rule())
        self._body.addWidget(Overline(_("Who and where")))
        for name, value in facts_of(card):
            self._body.addLayout(pair(name, value))


def why_card(reason: str) -> Card:
    """Why an operation cannot be taken back, in a tinted card."""
    icon = column(IconLabel("lock", "text3"), None, gap=0)
    text = _("It cannot be undone. {reason}").format(reason=reason)
    words = Label(text, META, tone="text2", wrap=True)
    return Card(row(icon, (words, 1), gap=9, margins=(12, 10, 12, 10)), inner=True)


def facts_of(card: OperationCard) -> list[tuple[str, str]]:
    """Who, on which machine, and the seal."""
    facts = [(_("Who"), card.actor), (_("On the computer"), card.machine or "—")]
    if card.undoes_label:
        facts.append((_("Takes back"), card.undoes_label))
    return [*facts, (_("Seal"), card.hash[:SHORT_HASH])]


class TickedOperations(TickedCard):
    """Several operations together: they are given away, and undone one by one."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__(HISTORY_LIST, actions, _("Selected operations"))

    def show_rows(self, rows: Sequence[OperationRow]) -> str:
        """The operations that are ticked; how many records they changed, in words."""
        self.name_rows(rows, lambda each: GivingLabel(each.label, LABEL, MEDIUM))
        changed = sum(operation.changes for operation in rows)
        return count_words("{count} record changed", "{count} records changed", changed)
