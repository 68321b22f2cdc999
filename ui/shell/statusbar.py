"""The bar under the page: where in the list, a sum, what is under way, the keys that help."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _, ngettext
from ui.kit.buttons import Button
from ui.kit.keys import key_hint
from ui.kit.labels import Label
from ui.kit.layout import let_shrink, panel, row, set_ground
from ui.pages.page import Status
from ui.theme.tokens import META, SEMIBOLD
from ui.work.jobs import Jobs

_HEIGHT = 32


class StatusBar(QWidget):
    """Keys give way where the window is narrow."""

    def __init__(self, jobs: Jobs, show_jobs: Button) -> None:
        super().__init__()
        set_ground(self, "surface")
        let_shrink(self)
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(_("Status"))
        self._jobs, self._jobs_button = jobs, show_jobs
        self._place = Label("", META, tone="text2", tabular=True)
        self._sum = Label("", META, SEMIBOLD, tabular=True)
        self._hints = QWidget()
        self._layout = row(self._place, self._sum, show_jobs, None, gap=14, margins=(16, 0, 16, 0))
        self.setLayout(self._layout)
        self._shown: tuple[tuple[str, str], ...] | None = None
        jobs.changed.connect(self._show_jobs)
        self._show_jobs()

    def show_status(self, status: Status) -> None:
        """Other words."""
        self._place.setText(status.place)
        self._sum.setText(status.sum)
        if status.keys != self._shown:
            self._shown = status.keys
            self._layout.removeWidget(self._hints)
            self._hints.deleteLater()
            hints = [key_hint(keys, text, joined=True) for keys, text in status.keys]
            self._hints = panel(row(*hints, gap=14))
            self._layout.addWidget(self._hints)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._hints.show()
        self._hints.setVisible(self.sizeHint().width() <= self.width())

    def _show_jobs(self) -> None:
        running = len(self._jobs.running)
        self._jobs_button.setVisible(bool(running))
        text = ngettext("{count} job under way", "{count} jobs under way", running)
        self._jobs_button.set_text(text.format(count=running))
