"""Show what is under way, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import clear, column, row
from ui.kit.shadow import paint_shadow
from ui.theme.theme import theme
from ui.theme.tokens import META, SEMIBOLD
from ui.work.jobs import Job, Jobs

_WIDTH = 400
_SHADOW = 18


class JobsPanel(QWidget):
    """Floats over the status bar, `bar`; opens by itself after a second of work, closes with it."""

    def __init__(self, host: QWidget, bar: QWidget, jobs: Jobs) -> None:
        super().__init__(host)
        self._host, self._bar, self._jobs = host, bar, jobs
        self._lines: dict[Job, JobLine] = {}
        self._list = column(gap=12)
        margins = (_SHADOW + 16, _SHADOW + 12, _SHADOW + 16, _SHADOW + 14)
        self.setLayout(column(Overline(_("Jobs under way")), self._list, gap=10, margins=margins))
        self.setAccessibleName(_("Jobs under way"))
        self.hide()
        host.installEventFilter(self)
        jobs.changed.connect(self._follow)

    def toggle(self) -> None:
        """Open it, or put it away."""
        self.setVisible(not self.isVisible())
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        paint_shadow(painter, box, _SHADOW, 10)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _follow(self) -> None:
        running = self._jobs.running
        if list(self._lines) != list(running):
            clear(self._list)
            self._lines = {job: JobLine(job) for job in running}
            for line in self._lines.values():
                self._list.addWidget(line)
        for line in self._lines.values():
            line.look()
        if not running:
            self.hide()
        elif any(job.seconds > 1 and not job.was_shown for job in running):
            for job in running:
                job.was_shown = True
            self.show()
            self.raise_()
        self._settle()

    def _settle(self) -> None:
        if self.isVisible():
            height = self.sizeHint().height()
            corner = self._bar.mapTo(self._host, QPoint(8, -4))
            left, top = corner.x() - _SHADOW, corner.y() - height + _SHADOW
            self.setGeometry(left, top, _WIDTH + 2 * _SHADOW, height)


class JobLine(QWidget):
    """One job: title, how far, stop."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._share = Label("", META, tone="text3", tabular=True)
        self._bar = ShareBar(token="c1")
        self._stop = Button(_("Stop"), small=True, run=self._ask_to_stop)
        words = column(GivingLabel(job.title, weight=SEMIBOLD), self._share, gap=1)
        self.setLayout(column(row((words, 1), self._stop, gap=10), self._bar, gap=6))
        self.look()

    def look(self) -> None:
        """Read the job's numbers."""
        self._share.setText(self._job.share_text())
        self._bar.show_share(self._job.done, self._job.total)

    def _ask_to_stop(self) -> None:
        self._job.stop()
        self._stop.setEnabled(False)
        self.look()
