"""Where everything is kept: the desk, its backups, its check, and what can be made of a backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.clock import SystemClock
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import instant_text
from cluster_desk.formats.numbers import count_text, file_size_text
from cluster_desk.i18n import _, pgettext
from cluster_desk.queries.soundness import DeskPlace, desk_faults, desk_place
from cluster_desk.store import backup
from cluster_desk.store.check import Fault
from cluster_desk.store.last_backup import LastBackup, last_backup
from ui.kit.buttons import Button
from ui.kit.dialogs import (
    ask_to_go_on,
    ask_where_to_save,
    ask_which_file,
    ask_which_folder,
    open_file,
)
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import Card, clear, column, panel, row, scrolled
from ui.kit.pairs import pair
from ui.kit.toast import Notice
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.settings.panel import Panel
from ui.theme.tokens import BODY, LABEL, MEDIUM, SECTION, SEMIBOLD
from ui.work.workspace import Reopening, Workspace

_MOST_FAULTS = 12
ENDINGS = ("desk",)


class DeskPanel(Panel):
    """Nothing here changes a fact; a backup is said to be good only after it was opened again."""

    TOPICS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, page: Page, preferences: Preferences) -> None:
        super().__init__(page)
        self._preferences = preferences
        self._place: DeskPlace | None = None
        self.is_busy = False
        self._facts, self._copies = column(gap=6), column(gap=6)
        self._found = column(gap=6)
        self._make_buttons()
        cards = (
            _card(
                _("The desk"),
                _("One file holds everything: facts, history, documents."),
                self._facts,
                (self.show_folder, self.open_other, self.begin_other),
            ),
            _card(
                _("Backups"),
                _(
                    "A backup is opened and checked before it is said to be there. The folder may"
                    " be on another disk, or one that is synchronised."
                ),
                self._copies,
                (self.back_up, self.choose_folder),
            ),
            _card(
                _("Check"),
                _("File, guards, seals of the history, sums, numbers, documents."),
                self._found,
                (self.check,),
            ),
            _card(
                _("Restore"),
                _(
                    "From a backup, which is checked first. In place of this desk, what is here now"
                    " stays beside it under another name; elsewhere, this desk is not touched."
                ),
                column(gap=0),
                (self.restore_here, self.restore_elsewhere),
            ),
            _card(
                _("Personal data"),
                _("Who asks to be forgotten is erased here, as far as the law lets a name go."),
                column(gap=0),
                (self.erase_person,),
            ),
        )
        inner = panel(column(*cards, None, gap=12, margins=(18, 14, 18, 14)))
        inner.setMaximumWidth(1120)
        self.setLayout(column(scrolled(inner, _("Desk and backups")), gap=0))

    def _make_buttons(self) -> None:
        self.show_folder = Button(_("Open the folder"), "folder-open", run=self._show_folder)
        self.open_other = Button(_("Open another desk…"), "database", run=self._open_other)
        self.begin_other = Button(
            _("Begin another desk…"), "plus", run=self.workspace.begin_wanted.emit
        )
        self.back_up = Button(_("Back up now"), "hard-drive", "primary", run=self.make_backup)
        self.choose_folder = Button(_("Choose the folder…"), "folder", run=self._choose_folder)
        self.check = Button(_("Check the desk"), "badge-check", run=self.check_desk)
        self.restore_here = Button(
            _("Restore in place of this…"), "history", run=self._restore_here
        )
        self.erase_person = Button(
            _("Erase a person’s data…"), "user-x", run=lambda: _open_erasing(self.page)
        )
        self.restore_elsewhere = Button(
            _("Restore into another file…"), "copy", run=self._restore_elsewhere
        )

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    def load(self) -> None:
        location = self.workspace.desk.location
        self.workspace.read(
            desk_place, location=location, then=self._show_place, lane="settings-desk"
        )

    def areas(self) -> list[QWidget]:
        return [self.back_up, self.show_folder, self.check, self.restore_here]

    # ── backups ──────────────────────────────────────────────────────────────────────────────
    def make_backup(self) -> None:
        """Into the chosen folder; the first time it is asked for."""
        folder = _folder(self._preferences) or self._choose_folder()
        if folder is None:
            return
        location = self.workspace.desk.location

        def work() -> backup.Backup:
            made = backup.make(location, folder, now=_now())
            backup.rotate(folder, Path(location).stem)
            return made

        def done(made: backup.Backup) -> None:
            self._show_copies()
            text = _("Backup made and checked: {file}").format(file=made.path.name)
            self.page.noticed.emit(
                Notice(text=text, action=_("Open the folder"), run=lambda: open_file(folder))
            )

        self._run(work, done, _("Backup"))

    def _choose_folder(self) -> Path | None:
        folder = ask_which_folder(self, _("Folder of the backups"), self._preferences.backup_folder)
        if folder is not None:
            self._preferences.backup_folder = str(folder)
            self._show_copies()
        return folder

    # ── check ────────────────────────────────────────────────────────────────────────────────
    def check_desk(self) -> None:
        """Everything, beside the event loop; the result stays until the next one."""
        desk = self.workspace.desk
        self._run(
            lambda: desk.read(desk_faults),
            lambda faults: _show_faults(self._found, faults),
            _("Check of the desk"),
        )

    # ── restore, and other desks ─────────────────────────────────────────────────────────────
    def _restore_here(self) -> None:
        chosen = _ask_backup(self)
        location = self.workspace.desk.location
        if chosen is None or not ask_to_go_on(
            self,
            _("Restore «{file}» in place of this desk?").format(file=chosen.name),
            _(
                "The window closes and opens again on the restored desk. This desk, as it is now,"
                " is kept beside it under another name."
            ),
            _("Restore"),
        ):
            return
        self.workspace.reopen_wanted.emit(
            Reopening(between=lambda: backup.restore(chosen, Path(location), now=_now()))
        )

    def _restore_elsewhere(self) -> None:
        chosen = _ask_backup(self)
        if chosen is None:
            return
        kinds = [(_("Desk"), ENDINGS[0])]
        into = ask_where_to_save(self, _("Restore into"), f"{chosen.stem}.desk", kinds)
        if into is None:
            return
        if into.resolve() == Path(self.workspace.desk.location).resolve():
            self.page.refused.emit(
                _("This desk is open: restore in place of it with the other button.")
            )
            return

        def done(_aside: Path | None) -> None:
            text = _("Restored into {path}").format(path=into.name)
            self.page.noticed.emit(
                Notice(text=text, action=_("Open it"), run=lambda: _reopen(self.workspace, into))
            )

        self._run(lambda: backup.restore(chosen, into, now=_now()), done, _("Restore"))

    def _open_other(self) -> None:
        chosen = ask_which_file(self, _("Open another desk"), _("Desk"), ENDINGS)
        if chosen is not None:
            _reopen(self.workspace, chosen)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _run(self, call: Any, then: Any, job: str) -> None:
        def done(value: Any) -> None:
            self._set_busy(busy=False)
            then(value)

        def refused(error: DeskError) -> None:
            self._set_busy(busy=False)
            self.page.refused.emit(str(error))

        self._set_busy(busy=True)
        self.workspace.compute(call, then=done, refused=refused, job=job)

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        is_file = self._place is not None and self._place.path is not None
        self.check.setEnabled(not busy)
        for button in (self.back_up, self.restore_here, self.restore_elsewhere):
            button.setEnabled(not busy and is_file)
        self.show_folder.setEnabled(is_file)

    def _show_place(self, place: DeskPlace) -> None:
        self._place = place
        clear(self._facts)
        self._facts.addLayout(pair(_("Where"), place.location))
        if place.path is not None:
            self._facts.addLayout(pair(_("Size"), file_size_text(place.size)))
        self._facts.addLayout(pair(_("Database"), place.database))
        self._facts.addLayout(pair(pgettext("history", "Operations"), count_text(place.operations)))
        self._show_copies()
        self._set_busy(busy=self.is_busy)

    def _show_copies(self) -> None:
        """A folder on the network may be long to answer: it is asked beside the window."""

        def show(last: LastBackup) -> None:
            _show_backup(self._copies, last, _folder(self._preferences))

        self.workspace.ask(lambda desk: last_backup(desk.location), show)

    def _show_folder(self) -> None:
        if self._place is not None and self._place.path is not None:
            open_file(self._place.path.parent)


def _show_backup(copies: QVBoxLayout, last: LastBackup, folder: Path | None) -> None:
    clear(copies)
    if not last.is_possible:
        text = _("A shared desk is backed up on its server: ask the administrator.")
        copies.addLayout(_line("info", "info_dot", text))
        return
    copies.addLayout(pair(_("Folder"), str(folder) if folder else _("none chosen yet")))
    if last.made_at is None:
        text = _("No backup yet: make the first one now.")
        copies.addLayout(_line("triangle-alert", "warn_dot", text))
    elif not last.is_there:
        text = _("The last one, of {date}, lies no more where it was put")
        text = text.format(date=instant_text(last.made_at))
        copies.addLayout(_line("triangle-alert", "warn_dot", text))
    else:
        said = _("{at}, {size}, checked").format(
            at=instant_text(last.made_at), size=file_size_text(last.size)
        )
        copies.addLayout(pair(_("Last backup"), said))


def _show_faults(found: QVBoxLayout, faults: list[Fault]) -> None:
    clear(found)
    at = instant_text(_now())
    if not faults:
        text = _("All is well: nothing was found wrong on {at}.").format(at=at)
        found.addLayout(_line("circle-check", "ok_dot", text))
        return
    text = _("Copy this file as it is at once, then restore the last good backup. Found:")
    found.addLayout(_line("octagon-x", "bad_dot", text))
    said = list(dict.fromkeys(fault.message for fault in faults))
    for message in said[:_MOST_FAULTS]:
        found.addLayout(_line("circle-alert", "bad_dot", message))
    if len(said) > _MOST_FAULTS:
        more = _("And {count} more.").format(count=count_text(len(said) - _MOST_FAULTS))
        found.addLayout(_line("ellipsis", "text3", more))


def _folder(preferences: Preferences) -> Path | None:
    return Path(preferences.backup_folder) if preferences.backup_folder else None


def _open_erasing(page: Page) -> None:
    from ui.pages.erasing import open_erasing  # opened now and then

    open_erasing(page)


def _ask_backup(parent: QWidget) -> Path | None:
    return ask_which_file(parent, _("Choose a backup"), _("Desk"), ENDINGS)


def _reopen(workspace: Workspace, path: Path) -> None:
    workspace.reopen_wanted.emit(Reopening(location=str(path)))


def _now() -> datetime:
    """The instant that names a backup: of the machine, even for the demo association."""
    return SystemClock().now()


def _card(title: str, text: str, body: QVBoxLayout, buttons: tuple[Button, ...]) -> Card:
    words = column(
        Label(title, SECTION, SEMIBOLD), Label(text, LABEL, tone="text2", wrap=True), gap=3
    )
    return Card(column(words, body, row(*buttons, None), gap=11, margins=(18, 14, 18, 16)))


def _line(icon: str, token: str, text: str) -> Any:
    return row(IconLabel(icon, token), (Label(text, BODY, MEDIUM, wrap=True), 1), gap=8)
