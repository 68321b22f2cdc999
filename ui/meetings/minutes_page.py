"""The minutes of a meeting: passages to finish by hand, the very PDF, and the way to the book."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_long, date_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    RestoreSection,
    SetMinutesState,
    compose_minutes,
    restore_section,
    set_minutes_state,
)
from cluster_desk.services.meetings.review import EditSections, edit_sections, minutes_lacking
from ui.kit.banner import Banner
from ui.kit.buttons import ActionButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label, Overline, Title
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pdf_view import PdfView
from ui.kit.states import StatePanel
from ui.kit.tabs import Tab, Tabs
from ui.meetings.documents import preview_minutes
from ui.meetings.minutes_checks import finding_line, findings
from ui.meetings.minutes_sheets import (
    open_approval_sheet,
    open_book_sheet,
    open_correction_of_minutes,
)
from ui.meetings.passages import Passages
from ui.meetings.words import MINUTES_TONES, named
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, META
from ui.work.workspace import Workspace

WORDS, PDF = "words", "pdf"
_ASIDE = 300
_WIDEST = 860
_MAIN = {
    None: ("minutes.compose",),
    MinutesState.DRAFT: ("minutes.compose", "minutes.review", "minutes.approve"),
    MinutesState.IN_REVIEW: ("minutes.draft", "minutes.save_pdf", "minutes.approve"),
    MinutesState.APPROVED: ("minutes.save_pdf", "minutes.sign"),
    MinutesState.SIGNED: ("minutes.save_pdf", "minutes.book"),
    MinutesState.BOOKED: ("minutes.save_pdf",),
}
"""The buttons of each state, the last as the main one."""


class MinutesPage(Page):
    """Words and paper are two sides of the same minutes; the paper is made of the saved words."""

    TOPICS = frozenset({"meetings"})

    def __init__(self, workspace: Workspace, meeting_id: int) -> None:
        super().__init__(workspace, MINUTES_ACTIONS)
        self.meeting_id = meeting_id
        self.card: MeetingCard | None = None
        self.file: Any = None  # the ExportedFile that is seen
        self._is_stale = True
        self._build()
        self.tabs.currentChanged.connect(lambda _index: self._show_side())
        self.passages.changed.connect(self._typed)
        self.actions_here.refresh()
        self.reload()

    def _build(self) -> None:
        self._title, self._chip = Title(_("Minutes")), Chip("")
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        self._buttons = row(gap=8)
        name = row(self._title, self._chip, None, gap=10)
        head = row(
            (column(name, self._meta, gap=2), 1), self._buttons, gap=12, margins=(20, 13, 20, 9)
        )
        self.tabs = Tabs(_("Sides of the minutes"))
        tabs = row((self.tabs, 1), margins=(20, 0, 20, 0))
        self.banner = Banner("bad", closable=True)
        self.passages = Passages(self._restore)
        words = panel(column(self.banner, self.passages, None, gap=12, margins=(18, 14, 18, 18)))
        words.setMaximumWidth(_WIDEST)
        set_ground(words, "app")
        self._words = scrolled(panel(row((words, 1), gap=0)), _("Words of the minutes"))
        self.paper = PdfView(_("Minutes"))
        compose = ActionButton(self.actions_here["minutes.compose"], "primary", icon="sparkles")
        self._none = StatePanel(
            "file-pen-line",
            _("The minutes are not written yet"),
            _("They are composed from what happened in the meeting; then finish them by hand."),
            (compose,),
        )
        self._sides = QStackedWidget()
        for widget in (self._words, self.paper, self._none):
            self._sides.addWidget(widget)
        self._findings = column(gap=11)
        self._note = Label("", META, tone="text2", wrap=True)
        self._note_card = Card(column(self._note, margins=(12, 10, 12, 10)), inner=True)
        aside = column(
            Overline(_("Before they are closed")),
            self._findings,
            None,
            self._note_card,
            gap=12,
            margins=(16, 16, 16, 16),
        )
        self._aside = panel(column((scrolled(panel(aside), _("Checks")), 1), gap=0), "surface")
        self._aside.setAccessibleName(_("Checks"))
        self._aside.setFixedWidth(theme.scaled(_ASIDE))
        body = row((self._sides, 1), Rule(upright=True), self._aside, gap=0)
        self.setLayout(
            column(panel(column(head, tabs, gap=0), "surface"), Rule(), (body, 1), gap=0)
        )

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        meeting = named(self.card.facts.body.name, self.card.facts.sitting) if self.card else "…"
        return [_("Meetings and minutes"), meeting, _("Minutes")]

    def status(self) -> Status:
        changed = len(self.passages.edits())
        text = ngettext("{count} passage not saved", "{count} passages not saved", changed)
        keys = (
            ("Ctrl+S", _("save")),
            ("Ctrl+Tab", _("words or paper")),
            ("Esc", _("back")),
        )
        return Status(place=text.format(count=changed) if changed else "", keys=keys)

    def areas(self) -> list[QWidget]:
        first = self.passages.first_editor()
        shown = [self.paper] if self.tabs.current_key() == PDF else [first] if first else []
        return [*shown, self.tabs]

    def reload(self) -> None:
        self.workspace.read(
            meeting_card, self.meeting_id, then=self._show, lane=f"minutes.{self.meeting_id}"
        )

    def may_leave(self) -> bool:
        """What was typed is kept: nothing is asked."""
        self.save()
        return True

    @property
    def facts(self) -> MeetingFacts | None:
        """The meeting, once it was read."""
        return self.card.facts if self.card is not None else None

    @property
    def state(self) -> MinutesState | None:
        """Where the minutes stand; None before they are composed."""
        minutes = self.card.minutes if self.card is not None else None
        return minutes.state if minutes is not None else None

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def save(self) -> None:
        """Write every passage that was changed, in one gesture."""
        edits = self.passages.edits()
        if edits:
            self._write(edit_sections, EditSections(edits=edits))

    def compose(self) -> None:
        """Anew from the facts; what was changed by hand stays."""
        self.save()
        self._write(compose_minutes, ComposeMinutes(meeting_id=self.meeting_id), told=True)

    def set_state(self, state: MinutesState) -> None:
        """To a state that can be taken back."""
        self.save()
        command = SetMinutesState(meeting_id=self.meeting_id, state=state)
        self._write(set_minutes_state, command, told=True)

    def approve(self) -> None:
        """Ask once more: this is for good."""
        self.save()
        if self.facts is not None:
            open_approval_sheet(self, self.facts)

    def save_pdf(self) -> None:
        """The bytes that are seen, into a file; before that they are made where they are not."""
        if self.file is None or self._is_stale:
            preview_minutes(self, self.meeting_id, self._save_file)
        else:
            self._save_file(self.file)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _write(self, use_case: Any, command: Any, *, told: bool = False) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self.banner.leave()
            if told:
                self.noticed.emit(undoable(self.workspace, outcome))

        self.workspace.write(use_case, command, then=done, refused=self._refused)

    def _refused(self, error: DeskError) -> None:
        self.tabs.choose(WORDS)
        self.banner.say(str(error))

    def _restore(self, section_id: int) -> None:
        self._write(restore_section, RestoreSection(section_id=section_id), told=True)

    def _save_file(self, file: Any) -> None:
        from ui.kit.dialogs import ask_where_to_save  # only where a file is wanted
        from ui.pages.saving import save_file

        path = ask_where_to_save(self, _("Save as PDF"), file.name, ((_("PDF"), "pdf"),))
        if path is not None:
            save_file(self, lambda _desk: bytes(file.content), path, _("Saved as «{file}»"))

    def _typed(self) -> None:
        self.actions_here.refresh()
        self.status_changed.emit()

    def _show(self, card: MeetingCard | None) -> None:
        if card is None:
            self.finished.emit()
            return
        first = self.card is None
        self.card, self._is_stale = card, True
        self._show_head(card)
        minutes = card.minutes
        if minutes is not None:
            fixed = minutes.approved_on is not None
            self.passages.show_sections(card.facts, minutes.sections, fixed=fixed)
            self.tabs.show_tabs([Tab(key=WORDS, text=_("Words")), Tab(key=PDF, text=_("Preview"))])
            if first:
                self.tabs.choose(PDF if fixed else WORDS)
        self._show_findings(())
        self._show_side()
        if minutes is not None and minutes.approved_on is None:
            self.workspace.read(
                minutes_lacking, self.meeting_id, then=self._show_findings, lane="minutes.lacking"
            )
        self.actions_here.refresh()
        self.crumbs_changed.emit()
        self.status_changed.emit()

    def _show_head(self, card: MeetingCard) -> None:
        sitting = card.facts.sitting
        self._title.setText(_("Minutes: {meeting}").format(
            meeting=named(card.facts.body.name, sitting)))  # fmt: skip
        parts = [_("meeting of {date}").format(date=date_long(sitting.held_on))]
        state = self.state
        if card.minutes is not None and card.minutes.approved_on is not None:
            approved = date_text(card.minutes.approved_on)
            parts.append(_("approved on {date}").format(date=approved))
        if card.minutes is not None and card.minutes.book_pages:
            pages = card.minutes.book_pages
            parts.append(_("pages {pages} of the book").format(pages=pages))
        self._meta.setText(" · ".join(parts))
        text = state.label if state is not None else _("To be written")
        self._chip.say(text, MINUTES_TONES[state] if state is not None else "bad")
        clear(self._buttons)
        icons = {record.id: record.icon for record in MINUTES_ACTIONS}
        wanted = _MAIN[state]
        for action_id in wanted:
            kind = "primary" if action_id == wanted[-1] else "secondary"
            button = ActionButton(self.actions_here[action_id], kind, icon=icons[action_id])
            self._buttons.addWidget(button)

    def _show_findings(self, lacking: tuple[str, ...]) -> None:
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

    def _show_side(self) -> None:
        if self.card is None:
            return
        if self.card.minutes is None:
            self._sides.setCurrentWidget(self._none)
        elif self.tabs.current_key() == PDF:
            self._sides.setCurrentWidget(self.paper)
            if self._is_stale:
                self.save()
                self._is_stale = False
                preview_minutes(self, self.meeting_id, self._show_paper)
        else:
            self._sides.setCurrentWidget(self._words)
        self.status_changed.emit()

    def _show_paper(self, file: Any) -> None:
        self.file = file
        self.paper.show_bytes(file.content)


def _is(*states: MinutesState | None) -> Any:
    return lambda page: page.card is not None and page.state in states


_EDITABLE = (MinutesState.DRAFT, MinutesState.IN_REVIEW)
MINUTES_ACTIONS = (
    Action(
        id="minutes.save",
        text=N_("Save the words"),
        menu="file",
        icon="check",
        keys=("Ctrl+S", "Ctrl+Return"),
        enabled=lambda page: bool(page.passages.edits()),
        run=lambda page: page.save(),
    ),
    Action(
        id="minutes.save_pdf",
        text=N_("Save as PDF"),
        menu="file",
        group=1,
        icon="download",
        keys=("Ctrl+Shift+P",),
        enabled=lambda page: page.state is not None,
        run=lambda page: page.save_pdf(),
    ),
    Action(
        id="minutes.compose",
        text=N_("Compose from the facts"),
        menu="record",
        icon="sparkles",
        enabled=_is(None, *_EDITABLE),
        run=lambda page: page.compose(),
    ),
    Action(
        id="minutes.review",
        text=N_("Send for review"),
        menu="record",
        group=1,
        icon="eye",
        enabled=_is(MinutesState.DRAFT),
        run=lambda page: page.set_state(MinutesState.IN_REVIEW),
    ),
    Action(
        id="minutes.draft",
        text=N_("Back to draft"),
        menu="record",
        group=1,
        icon="undo-2",
        enabled=_is(MinutesState.IN_REVIEW),
        run=lambda page: page.set_state(MinutesState.DRAFT),
    ),
    Action(
        id="minutes.approve",
        text=N_("Approve the minutes"),
        menu="record",
        group=1,
        icon="lock",
        enabled=_is(*_EDITABLE),
        run=lambda page: page.approve(),
    ),
    Action(
        id="minutes.sign",
        text=N_("Mark as signed"),
        menu="record",
        group=1,
        icon="signature",
        enabled=_is(MinutesState.APPROVED),
        run=lambda page: page.set_state(MinutesState.SIGNED),
    ),
    Action(
        id="minutes.book",
        text=N_("Enter in the book"),
        menu="record",
        group=1,
        icon="book-open-text",
        enabled=_is(MinutesState.SIGNED),
        run=lambda page: open_book_sheet(page, page.facts),
    ),
    Action(
        id="minutes.correct",
        text=N_("Correct earlier minutes"),
        menu="record",
        group=2,
        icon="pen-line",
        enabled=_is(*_EDITABLE),
        run=lambda page: open_correction_of_minutes(page, page.facts),
    ),
    Action(
        id="minutes.turn",
        text=N_("Words or preview"),
        menu="view",
        group=10,
        icon="eye",
        keys=("Ctrl+Tab",),
        run=lambda page: page.tabs.choose(WORDS if page.tabs.current_key() == PDF else PDF),
    ),
)
