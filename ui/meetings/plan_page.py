"""Plan a meeting, or change a plan before the meeting begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.meetings import Call
from cluster_desk.errors import Conflict, DeskError, Invalid, NotFound
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.meetings.plan import PlanChoices, plan_choices
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.calls import PlanTwoCalls, plan_two_calls
from cluster_desk.services.meetings.changing import AgendaLine, ChangeMeeting, change_meeting
from cluster_desk.services.meetings.planning import NewItem, PlanMeeting, plan_meeting
from ui.kit.dialogs import ask_to_discard
from ui.kit.labels import Label, Title
from ui.kit.layout import Rule, column, panel
from ui.kit.sectioned_form import SectionedForm
from ui.meetings.plan_aside import PlanAside, plan_foot
from ui.meetings.plan_fields import (
    body_of,
    first_texts,
    follow,
    plan_fields,
    plan_sections,
    texts_like,
    texts_of,
)
from ui.meetings.setting_up import lead_to_bodies
from ui.meetings.words import named
from ui.pages.actions import Action
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.theme.tokens import LABEL
from ui.work.workspace import Workspace

_PLAN = ("body_id", "held_on", "starts_at", "ends_at", "mode", "venue", "platform", "link", "title")
_CALL = ("call", "assembly_type", "first_call_id")


class PlanPage(Page):
    """Without an id a new meeting; with one, a plan that is changed. Built once it was read."""

    RETURNS = False

    def __init__(
        self, workspace: Workspace, meeting_id: int | None = None, *, like: int | None = None
    ) -> None:
        """`like` another meeting: of the same body, with its agenda, on a day to be written."""
        super().__init__(workspace, PLAN_ACTIONS)
        self._id, self._is_like = meeting_id, like is not None
        self._choices: PlanChoices | None = None
        self._is_writing = False
        self._title = Title(_("Plan a meeting"))
        self._meta = Label("", LABEL, tone="text2")
        head = column(self._title, self._meta, gap=2, margins=(20, 13, 20, 13))
        self._body = column(gap=0)
        self.setLayout(column(panel(head, "surface"), Rule(), (self._body, 1), gap=0))
        today = workspace.today()
        workspace.read(plan_choices, like or meeting_id, on=today, then=self._show)
        self.actions_here.refresh()

    @property
    def is_ready(self) -> bool:
        """Whether the form is there."""
        return self._choices is not None

    @property
    def is_new(self) -> bool:
        """Whether a meeting is planned, rather than a plan changed."""
        return self._id is None

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Meetings and minutes"), self._title.text()]

    def status(self) -> Status:
        wrong = len(self.form.invalid()) if self.is_ready else 0
        text = ngettext("{count} error", "{count} errors", wrong).format(count=wrong)
        keys = (
            ("Tab", _("next field")),
            ("Return", _("next item")),
            ("F4", _("next error")),
            ("Ctrl+S", _("save")),
            ("Esc", _("back")),
        )
        return Status(place=text if wrong else "", keys=keys)

    def areas(self) -> list[QWidget]:
        if not self.is_ready:
            return []
        return [self.form.fields["held_on"].editor, self.parts.nav, self.foot]

    def may_leave(self) -> bool:
        if not self.is_ready or not self.form.is_dirty:
            return True
        title, text = (
            _("Leave without saving?"),
            _("What you typed for this meeting would be lost."),
        )
        return ask_to_discard(self, title, text, _("Leave without saving"))

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def save(self) -> None:
        """Check the form and write, once however often asked; the first red field has the focus."""
        if self._is_writing:
            return
        values = self.form.values()
        if values is None or self._choices is None:
            self.parts.tell_errors()
            return
        hidden = {name for name, field in self.form.fields.items() if field.isHidden()}
        asked = {n: v for n, v in values.items() if v is not None and n not in hidden}
        use_case, command = self._command(asked)
        self._is_writing = True
        self.workspace.write(use_case, command, then=self._saved, refused=self._refused)

    def _command(self, asked: dict[str, Any]) -> tuple[Any, Any]:
        plan = {name: asked[name] for name in (*_PLAN, *_CALL) if name in asked}
        agenda = asked.get("agenda", ())
        meeting = self._choices.meeting if self._choices else None
        if meeting is not None:
            plan.pop("body_id", None)
            command = ChangeMeeting(
                meeting_id=meeting.id, version=meeting.version, agenda=agenda, **plan
            )
            return change_meeting, command
        items = tuple(_new_item(each) for each in agenda)
        new = PlanMeeting(agenda=items, **plan)
        if new.call is Call.FIRST and "second_on" in asked:
            calls = PlanTwoCalls(
                first=new, second_on=asked["second_on"], second_at=asked["second_at"]
            )
            return plan_two_calls, calls
        return plan_meeting, new

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, choices: PlanChoices) -> None:
        if self._choices is not None:  # after a conflict: the version the next save stands on
            self._choices = choices
            return
        other = choices.meeting if self._is_like else None
        if self._is_like:
            choices = replace(choices, meeting=None)
        meeting = choices.meeting
        if not choices.bodies or (self._id is not None and meeting is None):
            self.finished.emit()
            if choices.bodies:
                self.refused.emit(str(NotFound(what=_("meeting"), id=self._id)))
            else:
                lead_to_bodies(self)
            return
        self._choices = choices
        fields = plan_fields(choices, self.workspace.today)
        self.foot, self._aside = plan_foot(self.actions_here), PlanAside(self.actions_here)
        self.parts = SectionedForm(
            plan_sections(), fields, below_nav=panel(column()), aside=self._aside, foot=self.foot
        )
        self.form = self.parts.form
        self._body.addWidget(self.parts)
        begun = texts_like(other, choices) if other else first_texts(choices)
        self.form.load(texts_of(meeting) if meeting else begun)
        key = f"meeting:{self._id or ''}"
        self.draft = FormDraft(DeskDrafts(self.workspace), key, self.form, self.parts.offer)
        self.left.connect(self.draft.end)
        fields["body_id"].editor.setEnabled(meeting is None)
        if meeting is not None:
            body = body_of(choices, fields)
            self._title.setText(named(body.name if body else "", meeting))
        self._meta.setText(_("Day, place and agenda can be changed until the meeting begins."))
        self.form.changed.connect(self._follow)
        self._follow()
        self.crumbs_changed.emit()
        self.actions_here.refresh()
        fields["held_on"].editor.setFocus()

    def _follow(self) -> None:
        assert self._choices is not None
        fields = self.form.fields
        follow(self._choices, fields, is_new=self.is_new)
        day = fields["held_on"].text()
        self._aside.show_notice(body_of(self._choices, fields), day, self.workspace.today())
        self.status_changed.emit()

    def _saved(self, outcome: Outcome[Any]) -> None:
        self.form.load(self.form.texts())
        self.noticed.emit(undoable(self.workspace, outcome))
        self.finished.emit()

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        if isinstance(error, Invalid):
            self.parts.show_problems(error.problems)
        elif isinstance(error, Conflict):
            self.parts.show_conflict(str(error), {})
            self.workspace.read(plan_choices, self._id, on=self.workspace.today(), then=self._show)
        else:
            self.parts.banner.say(str(error))


def _new_item(line: AgendaLine) -> NewItem:
    return NewItem(
        title=line.title,
        kind=line.kind,
        proposal=line.proposal,
        rapporteur_id=line.rapporteur_id,
    )


def _invalid(page: PlanPage) -> bool:
    return page.is_ready and bool(page.form.invalid())


PLAN_ACTIONS = (
    Action(
        id="plan.save",
        text=N_("Save"),
        menu="file",
        icon="check",
        keys=("Ctrl+S", "Ctrl+Return"),
        enabled=lambda page: page.is_ready,
        run=lambda page: page.save(),
    ),
    Action(
        id="plan.leave",
        text=N_("Close without saving"),
        menu="file",
        icon="x",
        shown_keys="Esc",
        run=lambda page: page.finished.emit(),
    ),
    Action(
        id="plan.next_error",
        text=N_("Next error"),
        menu="go",
        group=5,
        icon="circle-alert",
        keys=("F4",),
        enabled=_invalid,
        run=lambda page: page.parts.next_error(),
    ),
    Action(
        id="plan.next_part",
        text=N_("Next part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgDown",),
        enabled=lambda page: page.is_ready,
        run=lambda page: page.parts.step(1),
    ),
    Action(
        id="plan.previous_part",
        text=N_("Previous part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgUp",),
        enabled=lambda page: page.is_ready,
        run=lambda page: page.parts.step(-1),
    ),
)
