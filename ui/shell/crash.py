"""Say an unexpected error with its number, keep its place in the log, and go on where possible."""

from __future__ import annotations

import faulthandler
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cluster_desk import logs, paths
from cluster_desk.i18n import _
from ui.kit.dialogs import tell_bad_news

_LOUD = {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class CrashReporter(QObject):
    """Shows one error at a time, in the window's thread; the rest only go to the log."""

    _bug = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_telling = False
        self._bug.connect(self._tell)

    def install(self) -> None:
        """Listen to everything that could go wrong unseen."""
        logs.start()
        folder = paths.log_folder()
        # Kept open for the life of the process: a windowed program has no stderr of its own.
        self._native = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(self._native)
        sys.excepthook = self._unexpected
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(self._from_qt)

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._bug.emit(logs.record_bug(error, trace))

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._unexpected(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        logs.record_bug(unraisable.exc_value, unraisable.exc_traceback)

    @staticmethod
    def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        # Qt's own texts may name files, never facts of the desk; only the loud ones are kept.
        if kind in _LOUD:
            logs.event("qt.critical", line=context.line)

    def _tell(self, number: str) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        tell_bad_news(
            QApplication.activeWindow(),
            _("Something unexpected happened (error {number})").format(number=number),
            _(
                "What was saved is safe. Go on working; if it happens again, tell whoever looks "
                "after the program this number."
            ),
        )
        self._is_telling = False
