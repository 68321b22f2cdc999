"""Show inside a page how far a long issue is, with the button that ends it at a safe point."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import Card, column, row
from ui.theme.tokens import LABEL, META
from ui.work.groups import GroupedWork
from ui.work.jobs import Jobs


class RunProgress(QWidget):
    """Hidden while nothing runs."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._work: GroupedWork | None = None
        self._words = Label("", LABEL, tabular=True)
        self._bar = ShareBar(token="c1", height=8)
        safe = Label(_("What is issued already stays issued."), META, tone="text3")
        self.stop = Button(_("Stop"), "x", small=True, run=self._stop)
        lines = column(row(self._words, None, safe), self._bar, gap=8)
        card = Card(row((lines, 1), self.stop, gap=14, margins=(14, 10, 12, 12)), inner=True)
        self.setLayout(column(card))
        self.hide()
        jobs.changed.connect(self._look)

    def follow(self, work: GroupedWork) -> None:
        """Show this one until it is over."""
        self._work = work
        self.stop.setEnabled(True)
        self.show()
        self._look()

    def leave(self) -> None:
        """It is over."""
        self._work = None
        self.hide()

    def _look(self) -> None:
        job = self._work.job if self._work is not None else None
        if job is not None:
            self._words.setText(job.share_text())
            self._bar.show_share(job.done, job.total)

    def _stop(self) -> None:
        job = self._work.job if self._work is not None else None
        if job is not None:
            job.stop()
            self.stop.setEnabled(False)
            self._look()
