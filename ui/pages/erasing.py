"""Erase a person's data by law: what there is, what must stay and why, and the final word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.errors import DeskError, Invalid
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.persons import PersonChoice, people
from cluster_desk.queries.members.traces import PersonTraces, person_traces
from cluster_desk.running import Outcome
from cluster_desk.services.members.erasing import ErasePerson, erase_person
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.fields import ChoiceField, LineField
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import clear, column, panel, row
from ui.kit.sheet import SideSheet
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.pages.person_field import PersonField, Somebody
from ui.theme.tokens import BODY, LABEL, MEDIUM

_ALL, _SOME = "all", "some"


class NotKnown(DeskError):
    """A name that nobody here has."""

    message = N_("Nobody here is called so: choose a name that is offered.")


class NotTheWord(DeskError):
    """Anything but the word that is asked for."""

    message = N_("Write {word} to confirm.")


def open_erasing(page: Page, person_id: int | None = None) -> None:
    """The sheet, with this person chosen already where one is given."""
    on = page.workspace.today()
    page.workspace.read(people, on=on, then=lambda known: ErasingSheet(page, known, person_id))


class ErasingSheet(QWidget):
    """Nothing typed here is kept as a draft; it cannot be undone, and says so before and after."""

    def __init__(self, page: Page, known: Sequence[PersonChoice], person_id: int | None) -> None:
        super().__init__()
        self._page = page
        self._traces: PersonTraces | None = None
        word = _("ERASE")
        self.person = PersonField(_("Person"), known, required=_("Write whose data go."))
        self.person.choose(person_id)
        self.what = ChoiceField(
            _("What goes"),
            [(_ALL, _("Everything, the name too")), (_SOME, _("Only addresses and notes"))],
        )
        self.reason = LineField(
            _("Reason"),
            longest=200,
            required=_("Write why, without names: the reason stays in the history."),
            example=_("Request of the person of 12/11/2026"),
        )
        self.word = LineField(
            _("To confirm, write {word}").format(word=word),
            longest=20,
            required=str(NotTheWord(word=word)),
            parse=lambda typed: _check_word(typed, word),
        )
        names = ("person", "what", "reason", "word")
        self.form = Form({name: getattr(self, name) for name in names})
        self.banner = Banner("bad", closable=False)
        self._found = column(gap=7)
        self._build()
        go = Button(_("Erase for good"), "trash-2", "danger", run=self.erase)
        self._sheet = SideSheet(page, _("Erase a person’s data by law"), self, go)
        self.person.edited.connect(self._look)
        self._look()

    def _build(self) -> None:
        goes = _(
            "Notes, tax code, addresses and attached files go, also from the history and from the"
            " file itself. It cannot be undone."
        )
        stays = _(
            "Documents that were issued and approved minutes stay: the law keeps them. Backups made"
            " before still hold everything: let them expire, or delete them."
        )
        said = (Label(text, LABEL, tone="text2", wrap=True) for text in (goes, stays))
        fields = (self.person, panel(self._found), self.what, self.reason, self.word)
        self.setLayout(column(self.banner, *said, *fields, gap=14))
        self.setFocusProxy(self.person.editor)

    def erase(self) -> None:
        """All is said and typed: erase, or show what is missing."""
        values = self.form.values()
        if values is None:
            self.form.focus_invalid()
            return
        if self._traces is None or self._traces.id != values["person"].person_id:
            self.person.show_problem(str(NotKnown()))
            self.form.focus_invalid()
            return
        command = ErasePerson(
            person_id=self._traces.id,
            reason=values["reason"],
            keep_name=values["what"] == _SOME,
        )
        desk = self._page.workspace.desk
        self._page.workspace.reverse(
            lambda: desk.erase(erase_person, command), self._erased, self._refused
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _look(self) -> None:
        """What there is of the one who is named."""
        typed = self.person.text()
        found = self.person.parse(typed) if typed else None
        self._traces = None
        clear(self._found)
        if isinstance(found, Somebody) and found.person_id is not None:
            today = self._page.workspace.today()
            self._page.workspace.read(
                person_traces, found.person_id, on=today, then=self._show, lane="erasing"
            )
        elif typed:
            self.person.set_hint(str(NotKnown()))

    def _show(self, traces: PersonTraces) -> None:
        self._traces = traces
        clear(self._found)
        text = _(
            "Addresses {addresses}, offices {offices}, meetings {meetings}, files {files}"
        ).format(
            addresses=traces.addresses,
            offices=traces.offices,
            meetings=traces.meetings,
            files=traces.attachments,
        )
        self._found.addWidget(Label(text, BODY, MEDIUM, wrap=True))
        for reason in traces.reasons:
            icon = column(IconLabel("triangle-alert", "warn_dot"), None, gap=0)
            self._found.addWidget(panel(row(icon, (Label(reason, LABEL, wrap=True), 1), gap=8)))
        if not traces.reasons:
            done = _("Nothing is left to erase.") if traces.is_erased else _("The name may go too.")
            self._found.addWidget(Label(done, LABEL, tone="text2"))
        self.what.set_text(_SOME if traces.reasons else _ALL)
        self.what.fix(fixed=bool(traces.reasons))

    def _erased(self, outcome: Outcome[Any]) -> None:
        self._sheet.close_sheet()
        self._page.noticed.emit(Notice(text=outcome.label))

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
            self.form.focus_invalid()
        else:
            self.banner.say(str(error))


def _check_word(typed: str, word: str) -> str:
    if typed != word:
        raise NotTheWord(word=word)
    return typed
