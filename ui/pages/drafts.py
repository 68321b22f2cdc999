"""Keep what is being typed, so that a crash loses at most five seconds of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from cluster_desk.clock import ROME
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.queries.form_drafts import KeptDraft, kept_draft
from cluster_desk.services.form_drafts import DropDraft, KeepDraft, drop_draft, keep_draft
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.work.workspace import Workspace

EVERY_MS = 5_000


class Typing(Protocol):
    """What is typed in: a QObject such as a Form, that says when it `changed`."""

    changed: Any

    @property
    def is_alive(self) -> bool:
        """False once its page is gone."""

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what is saved."""

    def changes(self) -> dict[str, str]:
        """What differs."""

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put these in as if they were typed now, and the cursor where one writes."""


class Keeper(Protocol):
    """Where drafts are kept."""

    def keep(self, key: str, texts: Mapping[str, str]) -> None:
        """In place of what was there."""

    def drop(self, key: str) -> None:
        """Nothing where there is none."""

    def find(self, key: str, then: Callable[[KeptDraft | None], object]) -> None:
        """What was kept."""

    def today(self) -> date:
        """The day on the wall."""


class DeskDrafts:
    """In the desk, out of its history; a desk may be shared: each person and computer has its own.

    What I was typing here is nothing to who sits elsewhere.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        desk = workspace.desk
        owner = f"{desk.machine}\0{desk.actor.name}"
        self._owner = hashlib.sha256(owner.encode()).hexdigest()[:12]

    def keep(self, key: str, texts: Mapping[str, str]) -> None:
        """Behind the writes that are under way."""
        self._workspace.jot(keep_draft, KeepDraft(key=f"{self._owner}/{key}", texts=texts))

    def drop(self, key: str) -> None:
        """As above."""
        self._workspace.jot(drop_draft, DropDraft(key=f"{self._owner}/{key}"))

    def find(self, key: str, then: Callable[[KeptDraft | None], object]) -> None:
        """Without waiting."""
        self._workspace.read(kept_draft, f"{self._owner}/{key}", then=then)

    def today(self) -> date:
        """The desk's own."""
        return self._workspace.today()


class FormDraft(QObject):
    """Watches a form; offers in `banner` what was left in the same form of the same person.

    Only changed fields are kept: what somebody else saved meanwhile is not brought back.
    """

    def __init__(self, keeper: Keeper, key: str, form: Any, banner: Banner) -> None:
        """`form` is a Typing. `key` names it and the record it is about; it holds nobody's name."""
        super().__init__(form)
        self._keeper, self._banner = keeper, banner
        self._form: Typing = form
        self._key = ""
        self._is_kept = self.is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._keep)
        form.changed.connect(self._follow)
        self.turn(key)

    def turn(self, key: str) -> None:
        """Another record in the same form; with an empty key nothing is kept."""
        if key == self._key:
            return
        self._timer.stop()
        self._is_kept, self._key = False, key
        self._banner.leave()
        if key:
            self._keeper.find(key, partial(self._offer, key))

    def drop(self) -> None:
        """Saved, or given up: there is nothing to go on with."""
        self._timer.stop()
        self._is_kept = False
        if self._key:
            self._keeper.drop(self._key)

    def keep_now(self) -> None:
        """The window closes over it and nobody was asked: it is offered the next time."""
        self._timer.stop()
        self._keep()

    def end(self) -> None:
        """The form is left for good."""
        self.is_over = True
        self.drop()

    def _follow(self) -> None:
        if self.is_over or not self._key:
            return
        if self._form.is_dirty:
            if not self._timer.isActive():
                self._timer.start()
        elif self._is_kept:
            self.drop()

    def _keep(self) -> None:
        if not self._form.is_alive:  # its page went with the window
            return
        changes = self._form.changes()
        if changes and not self.is_over:
            self._is_kept = True
            self._keeper.keep(self._key, changes)

    def _offer(self, key: str, kept: KeptDraft | None) -> None:
        if kept is None or self.is_over or key != self._key or not self._form.is_alive:
            return
        at = kept.saved_at.astimezone(ROME)
        title = _("Go on with the draft of {time}")
        if at.date() != self._keeper.today():
            title = _("Go on with the draft of {day}, {time}")
        take = Button(_("Go on with it"), small=True, run=lambda: self._resume(kept))
        leave = Button(_("Throw it away"), kind="ghost", small=True, run=self._throw_away)
        self._banner.say(
            title.format(day=date_text(at.date()), time=time_text(at.time())),
            _("You were writing here: it was not saved yet."),
            actions=(leave, take),
        )

    def _resume(self, kept: KeptDraft) -> None:
        self._banner.leave()
        self._form.retype(kept.texts)

    def _throw_away(self) -> None:
        self._banner.leave()
        if not self._form.is_dirty:
            self.drop()
