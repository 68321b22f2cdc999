"""Open the window on a desk, or the page that begins one; put it away, and perhaps open anew."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from cluster_desk import paths
from cluster_desk.cli.usage import Parser, named, speak_as_asked
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _, language, ngettext, set_language
from ui.kit.dialogs import tell_bad_news
from ui.kit.toast import Notice
from ui.pages.own_keys import own_keys
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.shell.crash import CrashReporter
from ui.shell.mark import Mark
from ui.shell.places import PAGES
from ui.shell.single import OneWindow
from ui.shell.window import MainWindow
from ui.theme.theme import theme
from ui.work.ahead import import_ahead, import_pages
from ui.work.collector import Collector
from ui.work.workspace import Reopening, Workspace

if TYPE_CHECKING:
    from ui.first_run.window import FirstRunWindow

_FIRST_SIZE = (1440, 900)
_ICON_SIDE = 128
_STANDS_AFTER_MS = 1_000


def run(arguments: Sequence[str]) -> int:
    """0 when the window was closed, 1 where the desk or the window could not be opened."""
    preferences = Preferences()
    speak_as_asked(arguments, preferences.language)
    options = _parse(arguments)
    set_language(options.lang or preferences.language)
    if not has_screen():
        said = _("There is no screen here: «python3 dev.py start» shows pictures instead.")
        sys.stderr.write(said + "\n")
        return 1
    application = make_application()
    collector = Collector(application)
    reporter = CrashReporter()
    reporter.install()
    theme.start(preferences.appearance, preferences.text_size)
    session = Session(preferences, collector)
    location = options.desk or own_desk(preferences)
    if not session.take(location):
        return 0
    if not options.desk and is_missing(location):
        session.begin()
    elif not session.open(location):
        return 1
    code = application.exec()
    session.leave()
    return code


def has_screen() -> bool:
    """Whether a window can be shown; asked first, for Qt ends the program where it cannot."""
    wanted = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in wanted)


def own_desk(preferences: Preferences) -> str:
    """The desk that was chosen last without its being named, else the user's own."""
    return preferences.desk or str(paths.default_desk())


def is_missing(location: str) -> bool:
    """Whether it is a file that is not there."""
    return "://" not in location and not Path(location).exists()


def open_desk(location: str) -> Desk:
    """The desk; DeskUnavailable says why it cannot be."""
    return Desk.open(location)


class Session:
    """One desk after the other in one process: its window, or the page that begins a desk."""

    def __init__(self, preferences: Preferences, collector: Collector | None = None) -> None:
        self._preferences, self._collector = preferences, collector
        self._place: OneWindow | None = None
        self._location = ""
        self.window: MainWindow | None = None
        self.first_run: FirstRunWindow | None = None

    def take(self, location: str) -> bool:
        """Whether the desk is ours among the windows; if not, the one that has it is raised."""
        if self._place is not None and location == self._location:
            return True
        place = OneWindow(location)
        if not place.take():
            return False
        if self._place is not None:
            self._place.leave()
        place.asked_for.connect(self._raise_window)
        self._place, self._location = place, location
        return True

    def open(self, location: str) -> bool:
        """The window on a desk; False, and said, where it cannot be opened."""
        try:
            desk = open_desk(location)
        except DeskError as error:
            tell_bad_news(None, _("The desk cannot be opened"), str(error))
            return False
        self.window = show_window(desk, self._preferences)
        if self._collector is not None:
            self._collector.keep()
        window = self.window
        QTimer.singleShot(_STANDS_AFTER_MS, window, lambda: _look_ahead(window))
        self.window.workspace.reopen_wanted.connect(self.reopen)
        self.window.workspace.begin_wanted.connect(self.begin_another)
        return True

    def begin(self) -> None:
        """The page that makes a desk, or finds one."""
        # Shown once in the life of a desk: imported only then.
        from ui.first_run.window import FirstRunWindow

        gone = self._preferences.desk
        said = _("{path} is not there any more.").format(path=gone) if gone else ""
        self.first_run = FirstRunWindow(said if is_missing(gone) else "")
        self.first_run.begun.connect(self._begun)
        self.first_run.left.connect(self._left)
        self.first_run.show()

    def reopen(self, wanted: Reopening) -> None:
        """Close the window, do what is to be done in between, and open it anew."""
        before = self._location
        location = wanted.location or before
        if not self._close_window():
            return
        try:
            if wanted.between is not None:
                wanted.between()
        except DeskError as error:
            tell_bad_news(None, _("The desk could not be restored"), str(error))
        if wanted.language:
            set_language(wanted.language)
            speak_qt()
        if self._go_to(location):
            self._remember(wanted.location)
        elif location != before:
            self._go_to(before)
        self._wait_for_the_end()

    def begin_another(self) -> None:
        """The page that makes a desk, in place of the window; leaving it comes back here."""
        if self._close_window():
            self.begin()
            self._wait_for_the_end()

    def leave(self) -> None:
        """Let go of everything; the windows are closed already, unless the session ended."""
        if self.first_run is not None:
            self.first_run.left.disconnect(self._left)
            self.first_run.close()
        if self.window is not None:
            self.window.close()
            self.window.workspace.close()
        if self._place is not None:
            self._place.leave()

    def _go_to(self, location: str) -> bool:
        return self.take(location) and self.open(location)

    def _begun(self, location: str) -> None:
        QApplication.setQuitOnLastWindowClosed(False)
        if self.first_run is not None:
            self.first_run.close()
            self.first_run.deleteLater()
            self.first_run = None
        if self._go_to(location):
            self._remember(location)
        else:
            self.begin()
        self._wait_for_the_end()

    def _left(self) -> None:
        """Without a new desk: back to the one that was open, or to the end."""
        self.first_run = None
        if not is_missing(self._location):
            self.open(self._location)

    def _remember(self, location: str) -> None:
        if location:
            own = location == str(paths.default_desk())
            self._preferences.desk = "" if own else location
            self._preferences.save()

    def _close_window(self) -> bool:
        """False where something typed would be lost and the person stayed with it."""
        QApplication.setQuitOnLastWindowClosed(False)
        if self.window is not None and not self.window.close():
            self._wait_for_the_end()
            return False
        if self.window is not None:
            if self._collector is not None:
                self._collector.collect_after(self.window)
            self.window.deleteLater()
            self.window = None
        return True

    def _wait_for_the_end(self) -> None:
        # Put off: a window that is closed tells so only when the event loop comes to it.
        QTimer.singleShot(0, lambda: QApplication.setQuitOnLastWindowClosed(True))

    def _raise_window(self) -> None:
        shown = self.window or self.first_run
        if shown is not None:
            _raise(shown)


def make_application() -> QApplication:
    """The one application, with Qt's own dialogs in our language."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(paths.APP)
    application.setApplicationDisplayName(_("Cluster Desk"))
    application.setWindowIcon(QIcon(Mark(_ICON_SIDE).grab()))
    speak_qt()
    return application


def speak_qt() -> None:
    """Qt's own dialogs speak the language of the window."""
    application = QApplication.instance()
    assert application is not None  # made before
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)


def show_window(desk: Desk, preferences: Preferences) -> MainWindow:
    """The main window, where it was the last time."""
    window = MainWindow(Workspace(desk), preferences)
    if preferences.geometry.isEmpty() or not window.restoreGeometry(preferences.geometry):
        window.resize(*_FIRST_SIZE)
    window.show()
    return window


def _look_ahead(window: MainWindow) -> None:
    """What the places want is imported before somebody goes there."""

    def told() -> None:
        if own_keys.kept:
            _tell_collisions(window)

    def imported(_nothing: None) -> None:
        import_pages(PAGES, window.workspace, then=told)

    window.workspace.compute(import_ahead, then=imported)


def _tell_collisions(window: MainWindow) -> None:
    """Once: a version that has the keys which this person chose for something else."""
    from ui.settings.every_action import collisions, scopes  # all pages: they are imported by now

    found = collisions(scopes())
    known, window.preferences.told_keys = window.preferences.told_keys, "\n".join(sorted(found))
    if found and window.preferences.told_keys != known:
        keys = Target(place="settings", view="keys")
        rest = len(found) - 1
        more = ngettext("{first} And {count} more.", "{first} And {count} more.", rest)
        text = more.format(first=found[0], count=rest) if rest else found[0]
        notice = Notice(text=text, action=_("Shortcuts"), run=lambda: window.go_to(keys))
        window.frame.tell(notice)


def _raise(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="main.py", allow_abbrev=False, description=_("The window"))
    parser.add_argument("--desk", metavar="PATH|URL", type=named)
    parser.add_argument("--lang", choices=("it", "en"), default="")
    return parser.parse_args(arguments)
