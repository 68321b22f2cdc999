"""The register's part of a table's page: what is shown of it, the map, the figures beside it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.tables.register import Register
from ui.kit.layout import column, panel, row
from ui.kit.segments import Segments
from ui.kit.states import StatePanel
from ui.pages.actions import ActionSet
from ui.tables.edits import RegisterEdits
from ui.tables.grid import By, Grid
from ui.tables.legend import Legend
from ui.tables.matrix_view import Matrix
from ui.tables.register_side import RegisterSide
from ui.theme.theme import theme

ALWAYS = "always"
_SIDE_FROM = 1080
_FIGURES_AFTER_MS = 90


class RegisterPane(QWidget):
    """`period_wanted` when another year, or always, is to be read."""

    period_wanted = Signal(str)
    moved = Signal()

    def __init__(self, edits: RegisterEdits, actions: ActionSet, year: int) -> None:
        super().__init__()
        self.edits = edits
        self.register: Register | None = None
        self.grid: Grid | None = None
        self._year: int | None = year
        self.by = Segments(
            _("Rows of the register"),
            ((By.ORGANISATION, _("Organisations")), (By.PERSON, _("People"))),
        )
        self.by.choose(By.PERSON)
        self.period = Segments(
            _("Period of the register"), ((str(year), str(year)), (ALWAYS, _("All years")))
        )
        self.period.choose(str(year))
        bar = row((Legend(), 1), self.by, self.period, gap=14)
        self.matrix = Matrix()
        self.side = RegisterSide()
        self._no_meetings = StatePanel(
            "calendar-days",
            _("No meeting in the register"),
            _("Plan a meeting with its hours: who is invited will stand here, ready to be marked."),
            (actions.button("table.plan", "primary"),),
        )
        self._nobody = StatePanel(
            "users",
            _("Nobody sits at this table yet"),
            _("Add the participants: each with the organisation they come for."),
            (actions.button("table.join", "primary"),),
        )
        self._main = QStackedWidget()
        for part in (self.matrix, self._no_meetings, self._nobody):
            self._main.addWidget(part)
        body = row((self._main, 1), self.side, gap=14)
        self._bar = panel(bar)
        self.setLayout(column(self._bar, (panel(body), 1), gap=12, margins=(20, 12, 20, 16)))
        self.setFocusProxy(self.matrix.table)
        self._figures_later = QTimer(self)  # marks come faster than figures are read
        self._figures_later.setSingleShot(True)
        self._figures_later.setInterval(_FIGURES_AFTER_MS)
        self._wire()

    def _wire(self) -> None:
        self.by.chosen.connect(lambda _key: self._lay_out())
        self.period.chosen.connect(self.period_wanted)
        self.side.row_wanted.connect(self._go_to_row)
        self.edits.changed.connect(self._refresh)
        self._figures_later.timeout.connect(self._show_figures)
        table = self.matrix.table
        table.moved.connect(self.moved)

    @property
    def year(self) -> int | None:
        """The year that is shown; None for all of them."""
        chosen = self.period.current()
        return None if chosen == ALWAYS else int(chosen)

    def show_register(self, register: Register) -> None:
        """As it was read; what is still on its way stays shown."""
        was, self.register = self.grid, register
        if was is None or not was.says(register):
            self._lay_out()
        else:
            self._figures_later.start()  # another period may have the same meetings

    def show_year(self, year: int) -> None:
        """Another year is looked at in the whole window."""
        chosen = self.period.current()
        parts = ((str(year), str(year)), (ALWAYS, _("All years")))
        period = Segments(_("Period of the register"), parts)
        period.choose(ALWAYS if chosen == ALWAYS else str(year))
        period.chosen.connect(self.period_wanted)
        layout = self._bar.layout()
        assert layout is not None
        layout.replaceWidget(self.period, period)
        self.period.deleteLater()
        self.period = period

    def place_text(self) -> str:
        """`11 persone × 6 riunioni`."""
        if self.grid is None:
            return ""
        rows, meetings = len(self.grid.rows), len(self.grid.meetings)
        if self.grid.by is By.PERSON:
            left = ngettext("{count} person", "{count} people", rows)
        else:
            left = ngettext("{count} organisation", "{count} organisations", rows)
        right = ngettext("{count} table meeting", "{count} table meetings", meetings)
        return f"{left.format(count=rows)} × {right.format(count=meetings)}"

    def saved_text(self) -> str:
        """Whether what was typed is kept."""
        return _("Saving…") if self.edits.is_saving else _("Changes are saved by themselves")

    def here(self) -> tuple[int, int] | None:
        """The cell under the cursor: row and column."""
        index = self.matrix.table.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def _lay_out(self) -> None:
        if self.register is None:
            return
        by = By(self.by.current() or By.PERSON)
        self.grid = Grid(self.register, by)
        self.edits.lay_over(self.grid)
        corner = _("Participant") if by is By.PERSON else _("Organisation")
        self.matrix.show_grid(self.grid, corner)
        empty = self._nobody if not self.grid.rows else self._no_meetings
        has_both = bool(self.grid.rows and self.grid.meetings)
        self._main.setCurrentWidget(self.matrix if has_both else empty)
        self.side.show_grid(self.grid, self.year)
        self._show_side()
        self.moved.emit()

    def _refresh(self) -> None:
        if self.grid is not None:
            self.matrix.refresh()
            self._figures_later.start()
            self.moved.emit()

    def _show_figures(self) -> None:
        if self.grid is not None:
            self.side.show_grid(self.grid, self.year)

    def _show_side(self) -> None:
        shown = self.grid is not None and bool(self.grid.rows and self.grid.meetings)
        self.side.setVisible(shown and self.width() >= theme.scaled(_SIDE_FROM))

    def _go_to_row(self, line: int) -> None:
        at = self.here()
        self.matrix.table.go(line, at[1] if at else 0)
        self.matrix.table.setFocus()
