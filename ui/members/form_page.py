"""Enter a new member, or change what is known of one: a page, since there is much to fill in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.errors import Conflict, DeskError, Invalid
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.members.card import MemberCard, member_card
from cluster_desk.running import Outcome
from cluster_desk.services.members.admission import admit_member
from cluster_desk.services.members.editing import edit_organisation
from ui.kit.dialogs import ask_to_discard
from ui.kit.fields import Field
from ui.kit.layout import Rule, column
from ui.kit.sectioned_form import SectionedForm
from ui.members.form_commands import FIRST_TEXTS, admission, change, shown, texts_like
from ui.members.form_fields import (
    FACTS,
    MEMBERSHIP,
    NOTES,
    fact_fields,
    membership_fields,
    sections,
)
from ui.members.form_parts import Completeness, FormAside, FormFoot, FormHeader
from ui.pages.actions import Action
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.work.workspace import Workspace


class MemberFormPage(Page):
    """Without an id the form of a new member, perhaps `like` another; with one, of that member."""

    RETURNS = False

    def __init__(
        self, workspace: Workspace, row_id: int | None = None, *, like: int | None = None
    ) -> None:
        super().__init__(workspace, FORM_ACTIONS)
        self._id = row_id
        self._card: MemberCard | None = None
        self._version = 0
        self._is_writing = False
        self._again = False  # after saving, an empty form instead of the list
        self._build()
        self.form.changed.connect(self._show_state)
        key = f"member:{row_id or ''}"
        self.draft = FormDraft(DeskDrafts(workspace), key, self.form, self.parts.offer)
        self.left.connect(self.draft.end)
        name = self.form.fields["name"]
        name.left.connect(lambda: self.aside.look_for(name.text(), besides=self._id))
        self.aside.chosen.connect(
            lambda other: self.page_wanted.emit(MemberFormPage(workspace, other))
        )
        if like is not None:
            self._begin_like(like)
        elif row_id is None:
            self._begin()
        else:
            self._read_card()
        self.actions_here.refresh()

    def _build(self) -> None:
        fields: dict[str, Field] = fact_fields(lambda name: fields[name].text())
        records = FACTS + NOTES if self._id else FACTS + MEMBERSHIP + NOTES
        if self.is_new:
            fields |= membership_fields(self.workspace.today)
        self.header = FormHeader()
        self.completeness = Completeness()
        self.aside = FormAside(self.workspace, self.actions_here, is_new=self.is_new)
        self.foot = FormFoot(self.actions_here, is_new=self.is_new)
        self.parts = SectionedForm(
            sections(records),
            fields,
            below_nav=self.completeness,
            aside=self.aside,
            foot=self.foot,
        )
        self.form = self.parts.form
        self.setLayout(column(self.header, Rule(), (self.parts, 1), gap=0))

    @property
    def is_new(self) -> bool:
        """Whether somebody is entered, rather than changed."""
        return self._id is None

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        name = self.form.fields["name"].text()
        return [_("Members"), name or (_("New member") if self.is_new else "…")]

    def status(self) -> Status:
        wrong = len(self.form.invalid())
        text = ngettext("{count} error", "{count} errors", wrong).format(count=wrong)
        keys = (
            ("Tab", _("next field")),
            ("F4", _("next error")),
            ("Ctrl+S", _("save")),
            ("Esc", _("back to the list")),
        )
        return Status(place=text if wrong else "", keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.form.fields["name"].editor, self.parts.nav, self.aside, self.foot]

    def may_leave(self) -> bool:
        if not self.form.is_dirty:
            return True
        title = _("Leave without saving?")
        text = _("What you typed for {name} would be lost.").format(
            name=self.form.fields["name"].text() or _("the new member")
        )
        return ask_to_discard(self, title, text, _("Leave without saving"))

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def save(self, *, again: bool = False) -> None:
        """Check the form and write, once however often asked; the first red field has the focus."""
        if self._is_writing:
            return
        self._again = again
        values = self.form.values()
        if values is None:
            self.parts.tell_errors()
            return
        self._is_writing = True
        if self._card is None:
            self.workspace.write(
                admit_member, admission(values), then=self._saved, refused=self._refused
            )
            return
        organisation_id = self._card.row.organisation_id
        assert organisation_id is not None  # the list opens organisations alone
        command = change(values, organisation_id, self._version)
        self.workspace.write(edit_organisation, command, then=self._saved, refused=self._refused)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _begin(self) -> None:
        self.form.load(dict.fromkeys(self.form.fields, "") | FIRST_TEXTS)
        self.header.show_new()

    def _begin_like(self, other: int) -> None:
        def show(card: MemberCard | None) -> None:
            self._begin()
            if card is not None:
                self.form.load({**self.form.texts(), **texts_like(card)})
                self.form.fields["name"].editor.setFocus()

        self._begin()
        today = self.workspace.today()
        self.workspace.read(member_card, other, on=today, year=self.workspace.year, then=show)

    def _read_card(self) -> None:
        today = self.workspace.today()
        year = self.workspace.year
        self.workspace.read(member_card, self._id, on=today, year=year, then=self._show_card)

    def _show_card(self, card: MemberCard | None) -> None:
        if card is None:
            self.finished.emit()
            return
        first = self._card is None
        self._card, self._version = card, card.version
        self.header.show_member(card.row)
        self.aside.show_story(card.story)
        if first:
            self.form.load({name: shown(card.facts.get(name)) for name in self.form.fields})
        self.crumbs_changed.emit()

    def _show_state(self) -> None:
        texts = self.form.texts()
        self.completeness.show_texts(texts)
        self.header.show_state(texts["name"], dirty=self.form.is_dirty)
        self.status_changed.emit()

    def _saved(self, outcome: Outcome[Any]) -> None:
        self._is_writing = False
        name = self.form.fields["name"].text()
        sentence = _("{name} was entered") if self.is_new else _("{name} was saved")
        self.form.load(self.form.texts())
        self.noticed.emit(undoable(self.workspace, outcome, sentence.format(name=name)))
        if self._again:
            self._begin()
            self.form.fields["name"].editor.setFocus()
        else:
            self.finished.emit()

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        if isinstance(error, Invalid):
            self.parts.show_problems(error.problems)
        elif isinstance(error, Conflict):
            theirs = {name: shown(both[1]) for name, both in error.fields.items()}
            self.parts.show_conflict(str(error), theirs)
            self._read_card()  # the version that the next save stands on
        else:
            self.parts.banner.say(str(error))


FORM_ACTIONS = (
    Action(
        id="form.save",
        text=N_("Save"),
        menu="file",
        icon="check",
        keys=("Ctrl+S", "Ctrl+Return"),
        run=lambda page: page.save(),
    ),
    Action(
        id="form.save_again",
        text=N_("Save and enter another"),
        menu="file",
        icon="plus",
        keys=("Ctrl+Shift+S",),
        enabled=lambda page: page.is_new,
        run=lambda page: page.save(again=True),
    ),
    Action(
        id="form.leave",
        text=N_("Close without saving"),
        menu="file",
        icon="x",
        shown_keys="Esc",
        run=lambda page: page.finished.emit(),
    ),
    Action(
        id="form.next_error",
        text=N_("Next error"),
        menu="go",
        group=5,
        icon="circle-alert",
        keys=("F4",),
        enabled=lambda page: bool(page.form.invalid()),
        run=lambda page: page.parts.next_error(),
    ),
    Action(
        id="form.next_part",
        text=N_("Next part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgDown",),
        run=lambda page: page.parts.step(1),
    ),
    Action(
        id="form.previous_part",
        text=N_("Previous part"),
        menu="go",
        group=5,
        keys=("Ctrl+PgUp",),
        run=lambda page: page.parts.step(-1),
    ),
)
