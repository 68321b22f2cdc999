"""The minutes of a meeting: passages to finish by hand, the very PDF, and the way to the book."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.minutes import RestoreSection, restore_section
from cluster_desk.services.meetings.review import EditSections, edit_sections, minutes_lacking
from ui.kit.layout import column
from ui.meetings.documents import preview_minutes
from ui.meetings.minutes_actions import MINUTES_ACTIONS, WORDS
from ui.meetings.minutes_view import MinutesView
from ui.meetings.words import named
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.work.workspace import Workspace


class MinutesPage(Page):
    """Words and paper are two sides of the same minutes; the paper is made of the saved words."""

    TOPICS = frozenset({"meetings"})

    def __init__(self, workspace: Workspace, meeting_id: int) -> None:
        super().__init__(workspace, MINUTES_ACTIONS)
        self.meeting_id = meeting_id
        self.card: MeetingCard | None = None
        self.file: Any = None  # the ExportedFile that is seen, None where it is to be made
        self.draft: FormDraft | None = None
        self.view = MinutesView(self.actions_here, self._restore)
        self.setLayout(column(self.view, gap=0))
        self.view.turned.connect(self._turned)
        self.left.connect(partial(_end_draft, self))
        self.view.passages.changed.connect(self.actions_here.refresh)
        self.view.passages.changed.connect(self.status_changed)
        self.actions_here.refresh()
        self.reload()

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        meeting = named(self.card.facts.body.name, self.card.facts.sitting) if self.card else "…"
        return [_("Meetings and minutes"), meeting, _("Minutes")]

    def status(self) -> Status:
        changed = len(self.view.passages.edits())
        text = ngettext("{count} passage not saved", "{count} passages not saved", changed)
        keys = (
            ("Ctrl+S", _("save")),
            ("Ctrl+Tab", _("words or paper")),
            ("Esc", _("back")),
        )
        return Status(place=text.format(count=changed) if changed else "", keys=keys)

    def areas(self) -> list[QWidget]:
        first = self.view.passages.first_editor()
        shown = [self.view.paper] if self.view.is_paper else [first] if first else []
        return [*shown, self.view.tabs]

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
        edits = self.view.passages.edits()
        if edits:
            self.write(edit_sections, EditSections(edits=edits))

    def write(self, use_case: Any, command: Any, *, told: bool = False) -> None:
        """Change the minutes; where that is refused, say why over the words."""

        def done(outcome: Outcome[Any]) -> None:
            self.view.banner.leave()
            if told:
                self.noticed.emit(undoable(self.workspace, outcome))

        self.workspace.write(use_case, command, then=done, refused=self._refused)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _refused(self, error: DeskError) -> None:
        self.view.tabs.choose(WORDS)
        self.view.banner.say(str(error))

    def _restore(self, section_id: int) -> None:
        self.write(restore_section, RestoreSection(section_id=section_id), told=True)

    def _show(self, card: MeetingCard | None) -> None:
        if card is None:
            self.finished.emit()
            return
        self.card, self.file = card, None
        form = self.view.passages.form
        self.view.show_card(card)
        if self.view.passages.form is not form:
            _watch(self)
        if card.minutes is not None and card.minutes.approved_on is None:
            self.workspace.read(
                minutes_lacking,
                self.meeting_id,
                then=self.view.show_findings,
                lane="minutes.lacking",
            )
        self.actions_here.refresh()
        self.crumbs_changed.emit()
        self.status_changed.emit()

    def _turned(self) -> None:
        """The paper is made of the saved words, once for each change."""
        if self.view.is_paper and self.file is None:
            self.save()
            preview_minutes(self, self.meeting_id, self._show_paper)
        self.status_changed.emit()

    def _show_paper(self, file: Any) -> None:
        self.file = file
        self.view.paper.show_bytes(file.content)


def _watch(page: MinutesPage) -> None:
    """Other passages: what is typed in them is kept from now on, unless it is final."""
    if page.draft is not None:
        page.draft.turn("")
    minutes = page.card.minutes if page.card is not None else None
    is_final = minutes is None or minutes.approved_on is not None
    key = "" if is_final else f"minutes:{page.meeting_id}"
    form = page.view.passages.form
    page.draft = FormDraft(DeskDrafts(page.workspace), key, form, page.view.offer)


def _end_draft(page: MinutesPage) -> None:
    if page.draft is not None:
        page.draft.end()
