"""The head of reconciling: which account, how far it is, and whether the balances agree."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from ui.kit.bars import PartsBar
from ui.kit.buttons import ActionButton
from ui.kit.fields import Choice
from ui.kit.folding import Folding
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, IconLabel, Label, Title
from ui.kit.layout import column, panel, row, set_ground
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, SEMIBOLD
from ui.treasury.board import TO_CONFIRM, TO_FIND, Board


class ReconcileHead(QWidget):
    """Says which account is wanted, where there are several."""

    account_wanted = Signal(str)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        self.accounts = Choice(())
        self.accounts.is_in_form = False
        self.accounts.setAccessibleName(_("Account to reconcile"))
        self.accounts.setMinimumWidth(190)
        self.accounts.activated.connect(
            lambda _place: self.account_wanted.emit(str(self.accounts.currentData()))
        )
        bring = ActionButton(actions["line.import"], icon="upload")
        sure = ActionButton(actions["line.confirm_sure"], "soft", icon="list-checks")
        actions["line.confirm_sure"].changed.connect(
            lambda: sure.set_text(actions["line.confirm_sure"].iconText())
        )
        tools = row(self.accounts, bring, sure, gap=8)
        top = Heading(Title(_("Bank reconciliation")), self._meta, tools)
        self._bar = PartsBar()
        self._legend = row(gap=16)
        self._balances = Label("", LABEL, tone="text2", tabular=True)
        self._sign = IconLabel("circle-check", "ok_dot")
        balances = panel(row(self._balances, self._sign, gap=8))
        self._facts = Folding(panel(row((self._legend, 1))), balances)
        self.setLayout(column(top, self._bar, self._facts, gap=10, margins=(18, 14, 18, 11)))
        self._parts = {
            key: LegendPart(token, words)
            for key, token, words in (
                ("posted", "ok_dot", _("matched")),
                ("ruled", "info_dot", _("to a category")),
                (TO_CONFIRM, "warn_dot", _("to confirm")),
                (TO_FIND, "bad_dot", _("to be matched")),
                ("left_out", "neutral_dot", _("left out")),
            )
        }
        for part in self._parts.values():
            self._legend.addWidget(part)
            part.hide()
        self._legend.addStretch()  # the parts stay together where no balances stand beside

    def show_board(self, board: Board) -> None:
        """What is done and what is left."""
        counts = dict(board.counts)
        counts[TO_CONFIRM] -= counts["ruled"]
        self._bar.show_parts([(counts[key], part.token) for key, part in self._parts.items()])
        for key, part in self._parts.items():
            part.show_count(counts[key])
            part.setVisible(bool(board.rows) and (key != "left_out" or bool(counts[key])))
        self._bar.setVisible(bool(board.rows))
        self._show_accounts(board)
        self._show_balances(board)
        self._meta.setText(_meta(board))

    def _show_accounts(self, board: Board) -> None:
        rows = [row for row in board.facts.accounts if row.iban or row.to_post]
        self.accounts.clear()
        for account in rows:
            self.accounts.addItem(account.name, account.code)
        if board.facts.account is not None:
            self.accounts.setCurrentIndex(self.accounts.findData(board.facts.account.code))
        self.accounts.setVisible(len(rows) > 1)

    def _show_balances(self, board: Board) -> None:
        found = board.balances()
        self._balances.setVisible(found is not None)
        self._sign.setVisible(found is not None)
        if found is None:
            return
        day, own, banks = found
        text = _("On {date}: journal {own} € · bank {banks} €").format(
            date=date_text(day), own=money_text(own), banks=money_text(banks)
        )
        agrees = own == banks
        if not agrees:
            difference = _("difference {amount} €").format(amount=money_text(banks - own))
            text = f"{text} · {difference}"
        self._balances.setText(text)
        self._sign.set_icon(
            "circle-check" if agrees else "triangle-alert", "ok_dot" if agrees else "warn_dot"
        )


class LegendPart(QWidget):
    """A dot, how many, and what they are."""

    def __init__(self, token: str, words: str) -> None:
        super().__init__()
        self.token, self._words = token, words
        self._count = Label("0", BODY, SEMIBOLD, tabular=True)
        text = Label(words, LABEL, tone="text2")
        self.setLayout(row(self._count, text, gap=6, margins=(14, 0, 0, 0)))
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """How many."""
        self._count.setText(count_text(count))
        self.setAccessibleName(f"{count} {self._words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(self.token))
        painter.setBrush(theme.colour(self.token))
        painter.drawEllipse(QRectF(0.5, self.height() / 2 - 3.5, 7, 7))


def _meta(board: Board) -> str:
    account = board.facts.account
    if account is None:
        return ""
    parts = [account.name]
    if account.iban:
        parts.append(f"IBAN {spaced(account.iban)}")
    days = [line.booked_on for line in board.facts.lines]
    if days:
        lines = ngettext("{count} line", "{count} lines", len(days))
        period = f"{date_text(min(days))}–{date_text(max(days))}"
        parts += [period, lines.format(count=count_text(len(days)))]
    return " · ".join(parts)


def spaced(iban: str) -> str:
    """In groups of four, as it is read aloud."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
