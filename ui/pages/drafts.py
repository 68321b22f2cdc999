"""Keep what is being typed, so that a crash loses at most five seconds of it."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, QTimer

from cluster_desk.clock import ROME
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.queries.form_drafts import KeptDraft, kept_draft
from cluster_desk.services.form_drafts import DropDraft, KeepDraft, drop_draft, keep_draft
from ui.kit.banner import Banner
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.work.workspace import Workspace

EVERY_MS = 5_000


class FormDraft(QObject):
    """Watches a form; offers in `banner` what was left in the same form of the same person.

    Only changed fields are kept: what somebody else saved meanwhile is not brought back.
    """

    def __init__(self, workspace: Workspace, key: str, form: Form, banner: Banner) -> None:
        """`key` names the form and the record it is about; it must hold nobody's name."""
        super().__init__(form)
        self._workspace, self._form, self._banner = workspace, form, banner
        desk = workspace.desk
        # A desk may be shared: what I was typing here is nothing to who sits elsewhere.
        owner = hashlib.sha256(f"{desk.machine}\0{desk.actor.name}".encode()).hexdigest()[:12]
        self._key = f"{owner}/{key}"
        self._is_kept = self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._keep)
        form.changed.connect(self._follow)
        workspace.read(kept_draft, self._key, then=self._offer)

    def drop(self) -> None:
        """Saved, or given up: there is nothing to go on with."""
        self._timer.stop()
        self._is_kept = False
        self._workspace.jot(drop_draft, DropDraft(key=self._key))

    def end(self) -> None:
        """The form is left for good."""
        self._is_over = True
        self.drop()

    def _follow(self) -> None:
        if self._is_over:
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
        if changes and not self._is_over:
            self._is_kept = True
            self._workspace.jot(keep_draft, KeepDraft(key=self._key, texts=changes))

    def _offer(self, kept: KeptDraft | None) -> None:
        if kept is None or self._is_over:
            return
        at = kept.saved_at.astimezone(ROME)
        title = _("Go on with the draft of {time}")
        if at.date() != self._workspace.today():
            title = _("Go on with the draft of {day}, {time}")
        take = Button(_("Go on with it"), small=True, run=lambda: self._resume(kept))
        leave = Button(_("Throw it away"), kind="ghost", small=True, run=self._throw_away)
        self._banner.say(
            title.format(day=date_text(at.date()), time=time_text(at.time())),
            _("You were writing here when the program stopped: it was not saved yet."),
            actions=(leave, take),
        )

    def _resume(self, kept: KeptDraft) -> None:
        self._banner.leave()
        self._form.retype(kept.texts)
        next(iter(self._form.fields.values())).editor.setFocus()

    def _throw_away(self) -> None:
        self._banner.leave()
        if not self._form.is_dirty:
            self.drop()
