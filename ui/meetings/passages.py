"""The passages of minutes as they are written: composed words, changed by hand where needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.facts import ItemFacts, MeetingFacts
from cluster_desk.queries.meetings.minutes import SectionRow
from cluster_desk.services.meetings.minutes import EditSection
from cluster_desk.services.meetings.passage import PassageKind, kind_of
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.fields import NoteField
from ui.kit.labels import Label
from ui.kit.layout import Card, clear, column, row
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, SEMIBOLD

_TITLES = {
    PassageKind.OPENING: N_("Opening"),
    PassageKind.CHAIR: N_("Chair and minute-taker"),
    PassageKind.PRESENCE: N_("Presence"),
    PassageKind.QUORUM: N_("Check of the quorum"),
    PassageKind.CHANGE: N_("Arrivals and departures"),
    PassageKind.ITEM: N_("Discussion"),
    PassageKind.CONFLICT: N_("Declared interests"),
    PassageKind.VOTE: N_("Vote"),
    PassageKind.ENDING: N_("Outcome"),
    PassageKind.CORRECTION: N_("Correction of earlier minutes"),
    PassageKind.CLOSING: N_("Closing"),
}
_EDGE = 20


class PassageField(NoteField):
    """As high as its words: minutes are read whole, not through a slit."""

    def __init__(self, title: str) -> None:
        super().__init__(title, lines=2)
        editor = self.editor
        assert isinstance(editor, QPlainTextEdit)
        self._text = editor
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    def text(self) -> str:
        """With the blanks that do not break: toPlainText would lose them."""
        raw = self._text.document().toRawText()
        return raw.replace("\N{PARAGRAPH SEPARATOR}", "\n").strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(int(self._text.document().size().height()), 1)
        height = lines * QFontMetrics(self._text.font()).lineSpacing() + _EDGE
        if height != self._text.height():
            self._text.setFixedHeight(height)


class PassageCard(Card):
    """One passage; `restore` lets it be composed again."""

    def __init__(
        self, title: str, section: SectionRow, restore: Callable[[int], object], *, fixed: bool
    ) -> None:
        self.section = section
        self.field = PassageField(title)
        self.field.set_text(section.body)
        self._by_hand = Chip(_("By hand"), "info", dot=False)
        self._restore = Button(
            _("Back to the composed words"),
            kind="link",
            run=lambda: restore(self.section.id),
        )
        tools = row(self._by_hand, None, self._restore, gap=8)
        super().__init__(column(self.field, tools, gap=6, margins=(16, 12, 16, 10)))
        editor = self.field.editor
        assert isinstance(editor, QPlainTextEdit)
        editor.setReadOnly(fixed)
        self._fixed = fixed
        self.show_section(section)

    @property
    def is_dirty(self) -> bool:
        """Whether it differs from what is stored."""
        return self.field.text() != self.section.body.strip()

    def show_section(self, section: SectionRow) -> None:
        """As it is stored now; what is being typed stays."""
        if not self.is_dirty and section.body.strip() != self.field.text():
            self.field.set_text(section.body)
        self.section = section
        self._by_hand.setVisible(section.edited)
        self._restore.setVisible(section.edited and not self._fixed)


class Passages(QWidget):
    """All of them in order, under the titles of their items; `form` changes with them."""

    changed = Signal()

    def __init__(self, restore: Callable[[int], object]) -> None:
        super().__init__()
        self._restore = restore
        self._cards: dict[int, PassageCard] = {}
        self.form = Form({})
        self._lines = column(gap=10)
        self.setLayout(self._lines)

    def show_sections(
        self, facts: MeetingFacts, sections: Sequence[SectionRow], *, fixed: bool
    ) -> None:
        """Built anew only where other passages are there than before."""
        if [section.id for section in sections] == list(self._cards):
            for section in sections:
                self._cards[section.id].show_section(section)
            self.form.save_as({section.key: section.body.strip() for section in sections})
            return
        clear(self._lines)
        self._cards = {}
        items = {item.id: item for item in facts.items}
        ballots = {ballot.id: item for item in facts.items for ballot in item.ballots}
        here: ItemFacts | None = None
        for section in sections:
            item = _item_of(section, items, ballots)
            if item is not None and item is not here:
                here = item
                title = Label(f"{item.position}. {item.title}", LABEL, SEMIBOLD, "accent_text")
                self._lines.addWidget(title)
            kind, _of = kind_of(section.key)
            card = PassageCard(_(_TITLES[kind]), section, self._restore, fixed=fixed)
            card.field.edited.connect(self.changed)
            self._cards[section.id] = card
            self._lines.addWidget(card)
        self.form = Form({card.section.key: card.field for card in self._cards.values()})
        self.form.setParent(self)  # its draft must not outlive its fields
        self.form.save_as({section.key: section.body.strip() for section in sections})

    def edits(self) -> tuple[EditSection, ...]:
        """What was changed, with the versions that were seen."""
        return tuple(
            EditSection(
                section_id=card.section.id, body=card.field.text(), version=card.section.version
            )
            for card in self._cards.values()
            if card.is_dirty
        )

    def first_editor(self) -> QWidget | None:
        """Where the keyboard goes."""
        card = next(iter(self._cards.values()), None)
        return card.field.editor if card is not None else None


def _item_of(
    section: SectionRow, items: dict[int, ItemFacts], ballots: dict[int, ItemFacts]
) -> ItemFacts | None:
    kind, of = kind_of(section.key)
    if not of.isdigit():
        return None
    if kind is PassageKind.VOTE:
        return ballots.get(int(of))
    return items.get(int(of)) if kind in (PassageKind.ITEM, PassageKind.ENDING) else None
