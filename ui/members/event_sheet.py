"""Record what happens to a membership: a sheet with the day, the organ and the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.errors import DeskError, Invalid
from cluster_desk.formats.dates import date_text, parse_date
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import next_events
from cluster_desk.running import Outcome
from cluster_desk.services.members.events import (
    NEEDS_REASON,
    RecordMembershipEvent,
    record_membership_event,
)
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.fields import ChoiceField, DigitsField, Field, LineField, NoteField
from ui.kit.labels import Label
from ui.kit.layout import column
from ui.kit.sheet import SideSheet
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.theme.tokens import LABEL

_RESOLVED = NEEDS_REASON | {Kind.ADMISSION, Kind.REINSTATEMENT}


def open_event_sheet(page: Page, row_id: int, name: str) -> None:
    """Ask what may happen next; where nothing may, say so."""

    def show(kinds: tuple[Kind, ...]) -> None:
        if kinds:
            EventSheet(page, row_id, name, kinds)
        else:
            text = _("The membership of {name} has ended: who comes back is admitted anew.")
            page.refused.emit(text.format(name=name))

    page.workspace.read(next_events, row_id, on=page.workspace.today(), then=show)


class EventSheet(QWidget):
    """The form of one event; which fields are asked for depends on its kind."""

    def __init__(self, page: Page, row_id: int, name: str, kinds: tuple[Kind, ...]) -> None:
        super().__init__()
        self._page, self._id = page, row_id
        self.form = Form(_fields(kinds, page.workspace.today()))
        self.banner = Banner("bad", closable=False)
        about = Label(_("It is written into the story of {name}.").format(name=name), LABEL)
        about.setWordWrap(True)
        about.set_tone("text2")
        self.setLayout(column(self.banner, about, *self.form.fields.values(), gap=14))
        self.setFocusProxy(self.form.fields["kind"].editor)
        self.form.load({"on_day": date_text(page.workspace.today())})
        self.form.fields["kind"].edited.connect(self._ask_for)
        self._ask_for()
        save = Button(_("Record the event"), "check", "primary", run=self.save)
        self._sheet = SideSheet(page, _("Record an event"), self, save)

    def save(self) -> None:
        """Write, or show what is missing."""
        values = self.form.values()
        if values is None:
            self.form.focus_next_invalid()
            return
        asked = {name: value for name, value in values.items() if value is not None}
        hidden = [n for n, field in self.form.fields.items() if field.isHidden()]
        for name in hidden:
            asked.pop(name, None)
        command = RecordMembershipEvent(membership_id=self._id, **asked)
        self._page.workspace.write(
            record_membership_event, command, then=self._saved, refused=self._refused
        )

    def _ask_for(self) -> None:
        kind = Kind(self.form.fields["kind"].text())
        fields, leaving = self.form.fields, kind is Kind.WITHDRAWAL
        fields["received_on"].setVisible(leaving)
        fields["on_day"].setVisible(not leaving)
        fields["notified_on"].setVisible(kind in NEEDS_REASON)
        fields["resolution_text"].setVisible(kind in _RESOLVED)
        fields["received_on"].require(
            _("Write the day on which the letter was received.") if leaving else ""
        )
        fields["on_day"].require("" if leaving else _("Write from which day."))
        needed = kind in NEEDS_REASON
        fields["reason"].require(_("Write the reason.") if needed else "")
        fields["resolution_text"].require(
            _("Name the resolution: organ, number and day.") if needed else ""
        )

    def _saved(self, outcome: Outcome[Any]) -> None:
        self._sheet.close_sheet()
        undo = self._page.workspace.steps.undo
        self._page.noticed.emit(
            Notice(
                text=outcome.label,
                action=_("Undo"),
                keys="Ctrl+Z",
                run=lambda: undo(outcome.change_set_id),
            )
        )

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, Invalid):
            homeless = self.form.show_problems(error.problems)
            self.form.focus_next_invalid()
            if homeless:
                self.banner.say(" ".join(homeless))
        else:
            self.banner.say(str(error))


def _fields(kinds: tuple[Kind, ...], today: date) -> dict[str, Field]:
    def day(typed: str) -> date:
        return parse_date(typed, today=today)

    example = _("dd/mm/yyyy")
    return {
        "kind": ChoiceField(
            _("What happens"), [(kind.value, kind.label) for kind in kinds], parse=Kind
        ),
        "on_day": DigitsField(_("From the day"), longest=20, example=example, parse=day),
        "received_on": DigitsField(
            _("Letter received on"),
            longest=20,
            example=example,
            hint=_("The day of effect is computed by the rule of the statute."),
            parse=day,
        ),
        "reason": NoteField(_("Reason"), lines=3),
        "resolution_text": LineField(
            _("Resolution"), longest=200, example=_("Board no. 3 of 16/06/2026")
        ),
        "notified_on": DigitsField(_("Notified on"), longest=20, example=example, parse=day),
    }
