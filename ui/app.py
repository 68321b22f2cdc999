"""Open the window on a desk: put the parts together, run, and put them away again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from cluster_desk import paths
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _, language, set_language
from ui.kit.dialogs import tell_bad_news
from ui.pages.preferences import Preferences
from ui.shell.crash import CrashReporter
from ui.shell.mark import Mark
from ui.shell.single import OneWindow
from ui.shell.window import MainWindow
from ui.theme.theme import theme
from ui.work.workspace import Workspace

_FIRST_SIZE = (1440, 900)
_ICON_SIDE = 128


def run(arguments: Sequence[str]) -> int:
    """0 when the window was closed, 1 where the desk could not be opened."""
    options = _parse(arguments)
    set_language(options.lang)
    application = make_application()
    reporter = CrashReporter()
    reporter.install()
    preferences = Preferences()
    theme.start(preferences.appearance, preferences.text_size)
    place = OneWindow(options.desk)
    if not place.take():
        return 0
    try:
        desk = open_desk(options.desk)
    except DeskError as error:
        tell_bad_news(None, _("The desk cannot be opened"), str(error))
        return 1
    window = show_window(desk, preferences)
    place.asked_for.connect(lambda: _raise(window))
    code = application.exec()
    window.workspace.close()  # closed already, unless the session ended under the window
    place.leave()
    return code


def open_desk(location: str) -> Desk:
    """The desk; the user's own is made, empty, where there is none. DeskUnavailable says why."""
    if location == str(paths.default_desk()) and not Path(location).exists():
        Path(location).parent.mkdir(parents=True, exist_ok=True)
        return Desk.create(location)
    return Desk.open(location)


def make_application() -> QApplication:
    """The one application, with Qt's own dialogs in our language."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(paths.APP)
    application.setApplicationDisplayName(_("Cluster Desk"))
    application.setWindowIcon(QIcon(Mark(_ICON_SIDE).grab()))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)
    return application


def show_window(desk: Desk, preferences: Preferences) -> MainWindow:
    """The main window, where it was the last time."""
    window = MainWindow(Workspace(desk), preferences)
    if preferences.geometry.isEmpty() or not window.restoreGeometry(preferences.geometry):
        window.resize(*_FIRST_SIZE)
    window.show()
    return window


def _raise(window: MainWindow) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cluster-desk", description=_("The window"))
    parser.add_argument("--desk", metavar="PATH|URL", default=str(paths.default_desk()))
    parser.add_argument("--lang", choices=("it", "en"), default="it")
    return parser.parse_args(arguments)
