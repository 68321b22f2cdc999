"""How minutes look: words at one side, the paper at the other, what was checked beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.formats.dates import date_long, date_text
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.card import MeetingCard
from ui.kit.banner import Banner
from ui.kit.buttons import ActionButton
from ui.kit.chips import Chip
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Label, Overline, Title
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pdf_view import PdfView
from ui.kit.states import StatePanel
from ui.kit.tabs import Tab, Tabs
from ui.meetings.minutes_actions import MAIN, PDF, WORDS
from ui.meetings.minutes_checks import finding_line, findings
from ui.meetings.passages import Passages
from ui.meetings.words import MINUTES_TONES, named
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, META

_ASIDE = 300
_WIDEST = 860


class MinutesView(QWidget):
    """`turned` when the other side is wanted."""

    turned = Signal()

    def __init__(self, actions: ActionSet, restore: Callable[[int], object]) -> None:
        super().__init__()
        self._actions = actions
        self.card: MeetingCard | None = None
        self._is_final = False
        self.passages = Passages(restore)
        self.banner = Banner("bad", closable=True)
        self.offer = Banner("info", closable=False)  # what was typed before, to go on with
        self.tabs = Tabs(_("Sides of the minutes"))
        self.paper = PdfView(_("Minutes"))
        body = row((self._make_sides(), 1), Rule(upright=True), self._make_aside(), gap=0)
        self.setLayout(column(self._make_head(), Rule(), (body, 1), gap=0))
        self.tabs.currentChanged.connect(lambda _index: self.turn())

    def _make_head(self) -> QWidget:
        self._title, self._chip = Title(_("Minutes")), Chip("")
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        self._buttons = row(gap=8)
        name = row(self._title, self._chip, None, gap=10)
        head = row((Heading(name, self._meta, self._buttons), 1), margins=(20, 13, 20, 9))
        tabs = row((self.tabs, 1), margins=(20, 0, 20, 0))
        return panel(column(head, tabs, gap=0), "surface")

    def _make_sides(self) -> QWidget:
        parts = (self.offer, self.banner, self.passages)
        words = panel(column(*parts, None, gap=12, margins=(18, 14, 18, 18)))
        words.setMaximumWidth(_WIDEST)
        set_ground(words, "app")
        self._words = scrolled(panel(row((words, 1), gap=0)), _("Words of the minutes"))
        compose = ActionButton(self._actions["minutes.compose"], "primary", icon="sparkles")
        self._none = StatePanel(
            "file-pen-line",
            _("The minutes are not written yet"),
            _("They are composed from what happened in the meeting; then finish them by hand."),
            (compose,),
        )
        self._sides = QStackedWidget()
        for widget in (self._words, self.paper, self._none):
            self._sides.addWidget(widget)
        return self._sides

    def _make_aside(self) -> QWidget:
        self._findings = column(gap=11)
        self._note = Label("", META, tone="text2", wrap=True)
        note = Card(column(self._note, margins=(12, 10, 12, 10)), inner=True)
        title = Overline(_("Before they are closed"))
        aside = column(title, self._findings, None, note, gap=12, margins=(16, 16, 16, 16))
        area = panel(column((scrolled(panel(aside), _("Checks")), 1), gap=0), "surface")
        area.setAccessibleName(_("Checks"))
        area.setFixedWidth(theme.beside(_ASIDE))
        return area

    def show_card(self, card: MeetingCard) -> None:
        """The minutes as they are now."""
        first, minutes = self.card is None, card.minutes
        approved = minutes is not None and minutes.approved_on is not None
        issued = approved and not self._is_final
        self.card, self._is_final = card, approved
        self._show_head(card)
        if minutes is not None:
            self.passages.show_sections(card.facts, minutes.sections, fixed=approved)
            tabs = [Tab(key=WORDS, text=_("Words")), Tab(key=PDF, text=_("Preview"))]
            self.tabs.show_tabs(tabs)
            if first or issued:  # what was issued is what is to be seen
                self.tabs.choose(PDF if approved else WORDS)
        self.show_findings(())
        self.turn()

    def show_findings(self, lacking: Sequence[str]) -> None:
        """What was checked; `lacking` comes later."""
        if self.card is None:
            return
        clear(self._findings)
        for finding in findings(self.card, lacking):
            self._findings.addWidget(finding_line(finding))
        final = self.card.minutes is not None and self.card.minutes.approved_on is not None
        note = _("Approved minutes no longer change: corrections are made in later minutes.")
        if not final:
            note = _(
                "What you write by hand stays; everything else is composed again when the facts "
                "change. **Bold** and *italic* are written with asterisks."
            )
        self._note.setText(note)

    @property
    def is_paper(self) -> bool:
        """Whether the PDF is looked at."""
        return self._sides.currentWidget() is self.paper

    def turn(self) -> None:
        """To the side whose tab is open."""
        if self.card is None or self.card.minutes is None:
            self._sides.setCurrentWidget(self._none)
        else:
            paper = self.tabs.current_key() == PDF
            self._sides.setCurrentWidget(self.paper if paper else self._words)
        self.turned.emit()

    def _show_head(self, card: MeetingCard) -> None:
        sitting, minutes = card.facts.sitting, card.minutes
        meeting = named(card.facts.body.name, sitting)
        self._title.setText(_("Minutes: {meeting}").format(meeting=meeting))
        parts = [_("meeting of {date}").format(date=date_long(sitting.held_on))]
        if minutes is not None and minutes.approved_on is not None:
            approved = date_text(minutes.approved_on)
            parts.append(_("approved on {date}").format(date=approved))
        if minutes is not None and minutes.book_pages:
            parts.append(_("pages {pages} of the book").format(pages=minutes.book_pages))
        self._meta.setText(" · ".join(parts))
        state = minutes.state if minutes is not None else None
        text = state.label if state is not None else _("To be written")
        self._chip.say(text, MINUTES_TONES[state] if state is not None else "bad")
        self._show_buttons(state)

    def _show_buttons(self, state: MinutesState | None) -> None:
        clear(self._buttons)
        icons = {record.id: record.icon for record in self._actions.records}
        wanted = MAIN[state]
        for action_id in wanted:
            kind = "primary" if action_id == wanted[-1] else "secondary"
            button = ActionButton(self._actions[action_id], kind, icon=icons[action_id])
            self._buttons.addWidget(button)
