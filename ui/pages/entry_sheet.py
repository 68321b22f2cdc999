"""One quick entry in a sheet at the right: fields, what is wrong with them, and saving."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from cluster_desk.errors import Conflict, DeskError, Invalid
from cluster_desk.i18n import _
from cluster_desk.running import Outcome, UseCase
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.dialogs import ask_to_go_on
from ui.kit.fields import Field
from ui.kit.labels import Label
from ui.kit.layout import column
from ui.kit.sheet import SideSheet
from ui.kit.toast import Notice
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page
from ui.theme.tokens import LABEL


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What looks like a slip of the hand: in which field, and the question in two parts."""

    field: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a sheet asks and does: `command` makes the use-case's input of the fields' values.

    `doubts` are asked about, one after the other, before anything is written. `told` gives the
    words of the notice, of the outcome; empty for those of the history. `done` is called with the
    outcome when all is said. What `is_final` is told without a button to undo.
    """

    title: str
    about: str
    save: str
    use_case: UseCase[Any, Any]
    command: Callable[[dict[str, Any]], Any]
    doubts: Callable[[dict[str, Any]], Iterable[Doubt]] = lambda _asked: ()
    told: Callable[[Outcome[Any]], str] = lambda _outcome: ""
    done: Callable[[Outcome[Any]], object] = lambda _outcome: None
    is_final: bool = False

    @property
    def key(self) -> str:
        """Which entry about which record, in letters that name nobody."""
        about = hashlib.sha256(f"{self.title}\0{self.about}".encode()).hexdigest()[:16]
        return f"{self.use_case.__name__}:{about}"


class EntrySheet(QWidget):
    """Opens over the page; what is hidden or left empty is not given to the command."""

    def __init__(
        self,
        page: Page,
        entry: Entry,
        fields: Mapping[str, Field],
        texts: Mapping[str, str],
        body: QLayout | None = None,
    ) -> None:
        """`body` arranges the fields where one under the other is not enough."""
        super().__init__()
        self._page, self.entry = page, entry
        self._is_writing = False
        self._sight = page.workspace.outlook.sight()
        self.form = Form(fields)
        self.form.setParent(self)  # its draft must not outlive its fields
        self.offer = Banner("info", closable=False)
        self.banner = Banner("bad", closable=False)
        about = Label(entry.about, LABEL, tone="text2", wrap=True)
        content = body or column(*fields.values(), gap=14)
        self.setLayout(column(self.offer, self.banner, about, content, gap=14))
        self.setFocusProxy(next(iter(fields.values())).editor)
        self.form.load(texts)
        save = Button(entry.save, "check", "primary", run=self.save)
        self._sheet = SideSheet(page, entry.title, self, save)
        self.draft = FormDraft(DeskDrafts(page.workspace), entry.key, self.form, self.offer)
        for field in fields.values():  # its name and what is wrong with it, not the line alone
            field.entered.connect(partial(self._sheet.bring, field))
        self._sheet.given_up.connect(self.draft.end)
        self._sheet.closed.connect(self._closed)
        page.left.connect(self._page_left)

    def save(self) -> None:
        """Write, or show what is missing; a second press while it is being written is the first."""
        values = None if self._is_writing else self.form.values()
        if values is None:
            self.form.focus_invalid()
            return
        hidden = {name for name, field in self.form.fields.items() if field.isHidden()}
        asked = {n: value for n, value in values.items() if value is not None and n not in hidden}
        for doubt in self.entry.doubts(asked):
            if not ask_to_go_on(self, doubt.title, doubt.text, self.entry.save):
                self.form.fields[doubt.field].editor.setFocus()
                return
        command = self.entry.command(asked)
        self._is_writing = True
        self._page.workspace.write(
            self.entry.use_case,
            command,
            then=self._saved,
            refused=self._refused,
            sight=self._sight,
        )

    def _closed(self) -> None:
        """By Esc in passing, perhaps: what was typed comes back the next time."""
        if self._is_writing or not self.form.is_dirty:
            self.draft.end()
        elif not self.draft.is_over:
            self.draft.keep_now()
            text = _("Closed without saving: what you typed is offered again the next time")
            self._page.noticed.emit(Notice(text=text))

    def _page_left(self) -> None:
        """With its page, unasked: what was not saved is offered the next time, and no more."""
        if self._is_writing:
            self.draft.end()
        else:
            self.draft.keep_now()

    def _saved(self, outcome: Outcome[Any]) -> None:
        self.draft.end()
        self._sheet.close_sheet()
        text = self.entry.told(outcome)
        notice = Notice(text=text or outcome.label)
        if not self.entry.is_final:
            notice = undoable(self._page.workspace, outcome, text)
        self._page.noticed.emit(notice)
        self.entry.done(outcome)

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        if isinstance(error, Conflict):  # told once: who saves again wants it so
            self._sight = None
        homeless = [str(error)]
        if isinstance(error, Invalid):
            homeless = self.form.show_problems(error.problems)
            self.form.focus_invalid()
        if homeless:
            self.banner.say(" ".join(homeless))
