"""Banca e prima nota: the accounts, the journal with its running balance, the movement’s card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.queries.treasury.movement_card import MovementCard, movement_card
from cluster_desk.queries.treasury.movements import movement_year
from ui.pages.lists.page import ListPage
from ui.pages.lists.pane import Buttons
from ui.pages.lists.question import Listing, Question
from ui.pages.lists.side import Cards
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.treasury.accounts import AccountStrip
from ui.treasury.actions import ON_A_ROW, TREASURY_ACTIONS
from ui.treasury.aggregate import TickedMovements
from ui.treasury.drops import FileDrop
from ui.treasury.inspector import MovementInspector
from ui.treasury.spec import TREASURY, UNMATCHED
from ui.work.workspace import Workspace


class TreasuryPage(ListPage):
    """The journal; importing and reconciling lie one level below."""

    TOPICS = frozenset({"treasury", "fees"})
    spec = TREASURY
    BUTTONS = Buttons(
        header=(
            ("treasury.import", "secondary"),
            ("treasury.reconcile", "soft"),
            ("treasury.new", "primary"),
        ),
        on_a_row=ON_A_ROW,
    )
    OPENS = "treasury.edit"
    KEYS = (
        ("↑↓", N_("move")),
        ("Return", N_("edit")),
        ("Del", N_("reverse")),
        ("Ctrl+R", N_("reconcile")),
        ("Ctrl+F", N_("filter")),
        ("F1", N_("keys")),
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, preferences, TREASURY_ACTIONS)
        self.accounts = AccountStrip()
        head: Any = self.header.layout()
        head.insertWidget(1, self.accounts)
        self.accounts.wanted.connect(self._choose_account)
        self.list.listed.connect(self._show_accounts)
        FileDrop(self, self.take_file)

    def make_cards(self) -> Cards:
        self.card = MovementInspector(self.actions_here)
        self.card.close_wanted.connect(self.actions_here["treasury.side"].trigger)
        self.card.target_wanted.connect(self._follow)
        self.ticked = TickedMovements(self.actions_here)
        return Cards(
            one=self.card,
            query=_card,
            show=self._show_card,
            several=self.ticked,
            show_ticked=self.ticked.show_rows,
            close=self.card.close_button,
        )

    def seen_card(self) -> MovementCard | None:
        """The card of the row that is looked at, once it has come."""
        card = self.card.card
        return card if card and card.row.id == self.body.table.current_id() else None

    def go_to(self, target: Target) -> None:
        """The bank's lines that wait have a page of their own; a movement, a year."""
        if target.view == UNMATCHED:
            self.open_reconciling()
        elif target.record is None:
            super().go_to(target)
        else:
            self.workspace.read(
                movement_year, target.record, then=lambda year: self._arrive(target, year)
            )

    def _arrive(self, target: Target, year: int | None) -> None:
        if year is not None:
            self.workspace.set_year(year)
        super().go_to(target)

    def open_reconciling(self, account: str = "") -> None:
        """One level down."""
        from ui.treasury.reconcile_page import ReconcilePage  # imported when it is wanted

        chosen = self.filters.chosen().get("accounts", ())
        code = account or (chosen[0] if len(chosen) == 1 else "")
        self.page_wanted.emit(ReconcilePage(self.workspace, code))

    def take_file(self, path: Path) -> None:
        """A bank's file: shown, and after the import reconciled."""
        from ui.treasury.importing import open_import  # imported when there is a file

        open_import(self, path, then=self.open_reconciling)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_card(self, card: MovementCard, _question: Question) -> None:
        self.card.show_card(card)
        self.actions_here.refresh()

    def _show_accounts(self, listing: Listing) -> None:
        chosen = tuple(listing.question.chosen.get("accounts", ()))
        self.accounts.show_accounts(listing.totals.accounts, chosen)
        if listing.counts is not None:  # in the navigation nothing stands for nothing to do
            self.count_changed.emit(listing.counts["lines"] or None)

    def _choose_account(self, code: str) -> None:
        self.filters.chips["accounts"].choose([code] if code else [])

    def _follow(self, target: Target) -> None:
        if target.place == "treasury":
            self.go_to(target)
        else:
            self.target_wanted.emit(target)


def _card(session: Any, row_id: int, _question: Question) -> MovementCard | None:
    return movement_card(session, row_id)
