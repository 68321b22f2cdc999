"""Bring the bank's lines and the journal together: compared beside the event loop, settled here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.treasury import LineState
from cluster_desk.errors import DeskError
from cluster_desk.i18n import _
from cluster_desk.running import Outcome
from cluster_desk.services.treasury.settling import SettleLines, settle_lines
from ui.kit.layout import column
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.pages.targets import Target
from ui.treasury.board import TO_DECIDE, Board, command_of, read_board
from ui.treasury.reconcile_actions import RECONCILE_ACTIONS
from ui.treasury.reconcile_view import ReconcileView
from ui.work.workspace import Workspace


class ReconcilePage(Page):
    """One key confirms and goes on to the next line, without waiting for the new comparison."""

    TOPICS = frozenset({"treasury", "fees", "members"})

    def __init__(self, workspace: Workspace, account: str = "") -> None:
        super().__init__(workspace, RECONCILE_ACTIONS)
        self.account = account
        self._is_comparing = self._is_stale = False
        self.is_writing = False
        self.view = ReconcileView(self.actions_here, self.take_file)
        self.pane = self.view.pane
        self.setLayout(column(self.view, gap=0))
        self.view.head.account_wanted.connect(self.reload)
        self.view.looked_at.connect(self._looked_at)
        self.pane.confirmed.connect(self.confirm)
        self.pane.movement_wanted.connect(self._show_movement)
        self.reload()

    @property
    def board(self) -> Board | None:
        """What is shown; None until it has come."""
        return self.view.board

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Bank and journal"), _("Bank reconciliation")]

    def status(self) -> Status:
        keys = (
            ("↑↓", _("line")),
            ("1·2·3", _("choose")),
            ("Return", _("confirm")),
            ("S", _("skip")),
            ("C", _("category")),
            ("Ctrl+Z", _("undo")),
        )
        return Status(place=self.view.where(), keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.view.table, self.pane, self.view.tabs]

    def reload(self, account: str = "") -> None:
        """Read and compare again, or another account; while that goes on, once more afterwards."""
        if account:
            self.account, self.view.wanted = account, None
        if self._is_comparing:
            self._is_stale = True
            return
        self._is_comparing, self._is_stale = True, False
        wanted, today, desk = self.account, self.workspace.today(), self.workspace.desk
        self.workspace.compute(
            lambda: read_board(desk, wanted, today), then=self._take, refused=self.tell_refused
        )

    # ── what its actions and sheets ask ──────────────────────────────────────────────────────
    def confirm(self) -> None:
        """Write the chosen proposal and go on to the next line that waits."""
        shown = self.pane.row
        if shown is not None and shown.is_open and shown.suggestions:
            chosen = shown.suggestions[self.pane.chosen]
            strangers = () if self.pane.wants_memory else (shown.id,)
            self._write(command_of([chosen], {shown.id: shown}, strangers), [shown.id])

    def confirm_sure(self) -> None:
        """Every line that leaves no doubt, as one gesture that can be undone."""
        if self.board is not None:
            sure = self.board.sure()
            rows = {row.id: row for row in self.board.rows}
            self._write(command_of(sure, rows), [each.line_id for each in sure])

    def decided(self, line_ids: list[int], state: LineState = LineState.POSTED) -> None:
        """These lines are settled: show it, and go on."""
        if self.board is not None:
            self.view.wanted = self.view.next_waiting(line_ids)
            self.view.show_board(self.board.settled(line_ids, state))
            self.view.table.setFocus()

    def take_file(self, path: Path) -> None:
        """A file was dropped."""
        from ui.treasury.importing import open_import  # imported when there is a file

        open_import(self, path, self.account)

    def tell_refused(self, error: DeskError) -> None:
        """Why it was not done, over the lines."""
        self.is_writing = self._is_comparing = False
        self.view.banner.say(str(error))

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _write(self, command: SettleLines, line_ids: list[int]) -> None:
        if self.is_writing or not line_ids:
            return
        self.is_writing = True

        def done(outcome: Outcome[Any]) -> None:
            self.is_writing = False
            self.view.banner.leave()
            self.noticed.emit(undoable(self.workspace, outcome))
            self.decided(line_ids)

        self.workspace.write(settle_lines, command, then=done, refused=self.tell_refused)

    def _take(self, board: Board) -> None:
        self._is_comparing = False
        if self._is_stale:  # what it tells is overtaken already
            self.reload()
            return
        if board.facts.account is not None:
            self.account = board.facts.account.code
        self.view.show_board(board)
        self.count_changed.emit(board.counts[TO_DECIDE] or None)
        self._looked_at()

    def _looked_at(self) -> None:
        self.actions_here.refresh()
        self.status_changed.emit()

    def _show_movement(self, movement_id: int) -> None:
        self.finished.emit()  # the journal lies under this page
        self.target_wanted.emit(Target(place="treasury", view="all", record=movement_id))
