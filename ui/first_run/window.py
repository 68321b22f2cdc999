"""The page of the first run: choose a way, say what it needs, watch it, and go on to the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from cluster_desk.clock import SystemClock
from cluster_desk.errors import Cancelled, DeskError, Invalid
from cluster_desk.i18n import _
from ui.first_run import ways
from ui.first_run.steps import EmptyStep, FileStep, ReadStep, Step
from ui.help.beside import leave_beside, show_beside
from ui.kit.banner import Banner
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button, IconButton
from ui.kit.clicks import Unread
from ui.kit.labels import Label, Title
from ui.kit.layout import Card, Rule, column, panel, row, scrolled, set_ground
from ui.kit.options import Way, Ways
from ui.shell.mark import Mark
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, SECTION, SEMIBOLD
from ui.work.jobs import Job, Jobs
from ui.work.worker import Worker
from ui.work.workspace import report_bug

_SIZE = (980, 720)
_WIDEST = 860


class FirstRunWindow(QWidget):
    """`begun` with the desk's file when there is one; nothing half made is ever left."""

    begun = Signal(str)
    left = Signal()  # closed without a desk

    def __init__(self, said: str = "") -> None:
        """`said` tells why it is shown, where that is not plain."""
        super().__init__()
        theme.dress(self)
        set_ground(self, "app")
        self.setWindowTitle(_("Cluster Desk"))
        self.setMinimumSize(820, 600)
        self.resize(*_SIZE)
        self._worker = Worker("first-run")
        self._jobs = Jobs()
        self._job: Job | None = None
        self._steps: dict[str, Step] = {}
        self._pages: dict[str, QWidget] = {}
        self._is_over = False
        self.unread = Unread()  # a step, by the keyboard: the mouse has its own guard
        self._build()
        self.ways.taken.connect(self.go_on)
        self._jobs.changed.connect(lambda: self.working.look(self._job))
        for keys, run in (
            ("Ctrl+Return", partial(self.unread.pass_on, self.go_on)),
            ("Alt+Left", self.go_back),
            ("Esc", self.go_back),
            ("F1", self.help.click),
        ):
            QShortcut(QKeySequence(keys), self, run)
        if said:
            self.banner.say(said)
        self._show_choice()

    # ── building ─────────────────────────────────────────────────────────────────────────────
    def _build(self) -> None:
        self.help = IconButton(
            "circle-help", _("Manual"), keys="F1", run=partial(show_beside, self, "primo-avvio")
        )
        self._title = Title("")
        self._about = Label("", LABEL, tone="text2", wrap=True)
        head = panel(
            row(
                Mark(42),
                (column(self._title, self._about, gap=2), 1),
                self.help,
                gap=14,
                margins=(28, 18, 28, 16),
            )
        )
        set_ground(head, "surface")
        self.banner = Banner("bad", closable=False)
        self.ways = Ways(
            _("How to begin"),
            [
                Way(key=key, icon=icon, title=_(title), text=_(text))
                for key, icon, title, text in ways.WAYS
            ],
        )
        self.stack = QStackedWidget()
        self._choice = _page(self.ways)
        self.working = WorkingCard(self._stop)
        self._working = _page(self.working)
        self.stack.addWidget(self._choice)
        self.stack.addWidget(self._working)
        around = panel(row(self.banner, margins=(28, 12, 28, 0)))
        self.banner.shown.connect(around.setVisible)
        around.hide()
        self.back = Button(_("Back"), "arrow-left", "ghost", run=self.go_back)
        self.back.set_tip(_("Back"), "Alt+Left")
        self.onward = Button(_("Go on"), "arrow-right", "primary", run=self.go_on)
        self.onward.set_tip(_("Go on"), "Ctrl+Return")
        foot = panel(row(self.back, None, self.onward, gap=8, margins=(28, 12, 28, 14)))
        set_ground(foot, "surface")
        self.setLayout(column(head, Rule(), around, (self.stack, 1), Rule(), foot, gap=0))

    # ── going about ──────────────────────────────────────────────────────────────────────────
    def go_on(self) -> None:
        """From the choice to what it needs, from there to the work."""
        if self._job is not None:
            return
        if self.stack.currentWidget() is self._choice:
            self._show_step(self.ways.current())
            return
        work = self.step.work()
        if work is not None:
            self._begin(work)

    def go_back(self) -> None:
        """One step back; the manual is closed and work under way is stopped first."""
        if leave_beside(self):
            return
        if self._job is not None:
            self._stop()
        elif self.stack.currentWidget() is not self._choice:
            self._show_choice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; Qt does so only in dialogs."""
        focus = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QPushButton):
            self.unread.pass_on(focus.click)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        self._worker.close()
        for step in self._steps.values():
            step.end()
        if not self._is_over:
            self._is_over = True
            self.left.emit()
        super().closeEvent(event)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_choice(self) -> None:
        self._say(
            _("Welcome"), _("Choose how to begin: with the arrows, then Enter. You can go back.")
        )
        self.stack.setCurrentWidget(self._choice)
        self.back.hide()
        self.onward.set_text(_("Go on"))
        self.ways.choose(self.ways.current())

    def _show_step(self, key: str) -> None:
        self.banner.leave()
        if key not in self._steps:
            step = self._steps[key] = _make_step(key)
            self._pages[key] = _page(step)
            self.stack.addWidget(self._pages[key])
        step = self._steps[key]
        title = next(title for name, _icon, title, _text in ways.WAYS if name == key)
        self._say(_(title), _VERBS_ABOUT[key]())
        self.stack.setCurrentWidget(self._pages[key])
        self.back.show()
        self.onward.set_text(_VERBS[key]())
        (step.focusProxy() or self.onward).setFocus()
        self.unread.come_up()

    @property
    def step(self) -> Step:
        """What the chosen way asks."""
        return self._steps[self.ways.current()]

    def _begin(self, work: ways.Work) -> None:
        self.banner.leave()
        job = self._job = self._jobs.begin(self._title.text())
        assert job is not None  # it has a title
        self.working.begin(self._title.text())
        self.stack.setCurrentWidget(self._working)
        self.back.hide()
        self.onward.setEnabled(False)
        self.working.stop.setFocus()
        self.working.look(job)
        self._worker.submit(lambda: work(job), self._done, self._failed)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.working.stop.setEnabled(False)
            self.working.look(self._job)

    def _end(self) -> None:
        self._jobs.end(self._job)
        self._job = None
        self.onward.setEnabled(True)

    def _done(self, path: Path) -> None:
        self._end()
        self._is_over = True
        for step in self._steps.values():
            step.end()
        self.begun.emit(str(path))

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeskError | OSError):
            report_bug(error)
        self._show_step(self.ways.current())
        if isinstance(error, Invalid):
            homeless = self.step.show_problems(error.problems)
            if homeless:
                self.banner.say(" ".join(homeless))
        elif isinstance(error, Cancelled):
            self.banner.say(_("Stopped: nothing was made."))
        elif isinstance(error, OSError):
            self.banner.say(
                _("The desk cannot be written: the disk is full, or the folder is protected.")
            )
        else:
            self.banner.say(str(error))

    def _say(self, title: str, about: str) -> None:
        self._title.setText(title)
        self._about.setText(about)


def _make_step(key: str) -> Step:
    if key == ways.DEMO:
        lines = (
            _("120 members, their fees, payments, receipts and reminders"),
            _("Board meetings and an assembly with minutes, working tables with hours"),
            _("A bank statement to be imported, to try the reconciliation"),
            _("Everything is invented; your own desk stays free for later"),
        )
        return ReadStep(_("What you find in it"), lines, ways.make_demo_desk)
    if key == ways.STARTER:
        return ReadStep(_("Good to know"), ways.starter_notes(), ways.begin_starter)
    if key == ways.EMPTY:
        return EmptyStep(SystemClock())
    if key == ways.OPEN:
        text = _("The desk stays where it is, and is opened again the next time.")
        return FileStep(_("Open a desk"), text, is_backup=False)
    text = _("It becomes your desk on this computer.")
    return FileStep(_("Choose a backup"), text, is_backup=True)


class WorkingCard(Card):
    """What is being made, how far it is, and the button that stops it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        self._doing = Label("", SECTION, SEMIBOLD)
        self._share = Label("", BODY, tone="text2", tabular=True)
        self._bar = ShareBar(token="c1", height=8)
        self.stop = Button(_("Stop"), "x", run=stop)
        below = row(self._share, None, self.stop)
        super().__init__(column(self._doing, self._bar, below, gap=12, margins=(18, 16, 18, 16)))

    def begin(self, title: str) -> None:
        """Something new."""
        self._doing.setText(title)
        self.stop.setEnabled(True)

    def look(self, job: Job | None) -> None:
        """Read the job's numbers."""
        if job is not None:
            self._share.setText(job.share_text())
            self._bar.show_share(job.done, job.total)


def _page(content: QWidget) -> QWidget:
    inner = panel(column(content, None, margins=(28, 18, 28, 18)))
    inner.setMaximumWidth(_WIDEST + 56)
    return scrolled(panel(row(None, (inner, 100), None, gap=0)), _("Step"))


_VERBS = {
    ways.DEMO: lambda: _("Make the demo"),
    ways.STARTER: lambda: _("Begin"),
    ways.EMPTY: lambda: _("Begin"),
    ways.OPEN: lambda: _("Open"),
    ways.RESTORE: lambda: _("Restore"),
}
_VERBS_ABOUT = {
    ways.DEMO: lambda: _("To look around without fear: nothing in it is real."),
    ways.STARTER: lambda: _("The public facts of the cluster, to be completed."),
    ways.EMPTY: lambda: _("Everything here can be changed later in Settings."),
    ways.OPEN: lambda: _("A desk made on this computer, or brought from another."),
    ways.RESTORE: lambda: _("The desk as it was when the backup was made."),
}
