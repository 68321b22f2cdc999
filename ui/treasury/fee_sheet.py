"""Choose by hand what a bank's line pays: charges of one member or of several, each in part."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.bank_settling import Suggestion
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import OpenItem
from cluster_desk.errors import DeskError, Invalid
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.board import BoardFacts
from cluster_desk.running import Outcome
from cluster_desk.services.treasury.reconciliation import AcceptLine, accept_line
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.check import CheckBox
from ui.kit.fields import DigitsField
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, column, row
from ui.kit.pick import PickField
from ui.kit.sheet import SideSheet
from ui.pages.notices import undoable
from ui.theme.tokens import BODY, LABEL, MEDIUM, META, SEMIBOLD
from ui.treasury.board import BoardRow
from ui.treasury.category_sheet import about_line

_Page = Any  # ReconcilePage, which imports this module when it is wanted


def open_fee_sheet(
    page: _Page, shown: BoardRow, facts: BoardFacts, chosen: Suggestion | None = None
) -> None:
    """With what the proposal would pay filled in."""
    FeeSheet(page, shown, facts, chosen)


class ChargeLine(Card):
    """A charge that may be ticked, and how much of the line is for it."""

    changed = Signal()

    def __init__(self, item: OpenItem, title: str, amount: Money | None) -> None:
        self.item = item
        self.box = CheckBox(on=amount is not None)
        self.box.setAccessibleName(title)
        self.field = DigitsField(_("Amount"), longest=20, parse=parse_money)
        self.field.setFixedWidth(130)
        self.field.set_text(money_text(amount if amount is not None else item.amount_open))
        about = _("due on {date} · open {amount} €").format(
            date=date_text(item.due_on), amount=money_text(item.amount_open)
        )
        words = column(
            GivingLabel(title, BODY, MEDIUM), GivingLabel(about, META, tone="text2"), None, gap=3
        )
        margins = (12, 10, 12, 10)
        super().__init__(row(self.box, (words, 1), self.field, gap=10, margins=margins), inner=True)
        self.field.setEnabled(amount is not None)
        self.box.toggled.connect(self._toggled)
        self.field.edited.connect(self.changed)

    @property
    def amount(self) -> Money | None:
        """How much; None where it is not ticked or cannot be read."""
        if not self.box.isChecked():
            return None
        try:
            return parse_money(self.field.text())
        except DeskError as error:
            self.field.show_problem(str(error))
            return None

    def _toggled(self, on: bool) -> None:
        self.field.setEnabled(on)
        self.changed.emit()


class FeeSheet(QWidget):
    """The member is found by a part of its name; further members may be added."""

    def __init__(
        self, page: _Page, shown: BoardRow, facts: BoardFacts, chosen: Suggestion | None
    ) -> None:
        super().__init__()
        self._page, self._shown, self._facts = page, shown, facts
        self._is_writing = False
        self._lines: dict[int, ChargeLine] = {}
        self.banner = Banner("bad", closable=False)
        members = {label.member_id: label.member for label in facts.labels.values()}
        owing = {item.member_id for item in facts.items}
        pairs = [(str(i), name) for i, name in members.items() if i in owing]
        self.member = PickField(_("Member"), sorted(pairs, key=lambda pair: pair[1].lower()))
        self.member.edited.connect(self._add_member)
        self._charges = column(gap=8)
        self._sum = Label("", LABEL, SEMIBOLD, tabular=True, wrap=True)
        self.remember = CheckBox(_("Remember this payer"), on=True)
        self.setLayout(
            column(
                self.banner,
                Label(about_line(shown), LABEL, tone="text2", wrap=True),
                self.member,
                self._charges,
                self._sum,
                self.remember,
                gap=14,
            )
        )
        self.setFocusProxy(self.member.editor)
        self._fill(chosen)
        save = Button(_("Confirm and go on"), "check", "primary", run=self.save)
        self._sheet = SideSheet(page, _("What does this line pay?"), self, save)

    def save(self) -> None:
        """Write, or say what is missing."""
        parts = self._parts()
        members = {self._facts_of(part.charge_id).member_id for part in parts}
        command = AcceptLine(
            line_id=self._shown.id,
            parts=parts,
            membership_id=members.pop() if len(members) == 1 else None,
            remember=self.remember.isChecked(),
        )
        if not parts:
            self.banner.say(_("Choose a member and tick what the line pays."))
            return
        if not self._is_writing:  # a second press is the first
            self._is_writing = True
            write = self._page.workspace.write
            write(accept_line, command, then=self._saved, refused=self._refused)

    def _fill(self, chosen: Suggestion | None) -> None:
        parts = chosen.fees.parts if chosen is not None and chosen.fees is not None else ()
        amounts = {part.charge_id: part.amount for part in parts}
        members = dict.fromkeys(self._facts_of(charge).member_id for charge in amounts)
        for member in members:
            self._add(member, amounts)
        if len(members) == 1:
            self.member.set_text(str(next(iter(members))))
        self._add_up()

    def _add_member(self) -> None:
        key = self.member.text()
        if key.isdigit():
            self._add(int(key), None)
            self._add_up()

    def _add(self, member: int, amounts: dict[int, Money] | None) -> None:
        """The member's charges; without amounts the oldest are ticked as far as the money goes."""
        left = self._shown.line.amount - Money.total(part.amount for part in self._parts())
        for item in self._facts.items:
            if item.member_id != member or item.charge_id in self._lines:
                continue
            amount = amounts.get(item.charge_id) if amounts is not None else None
            if amounts is None and left > ZERO:
                amount = min(left, item.amount_open)
                left -= amount
            label = self._facts.labels[item.charge_id]
            line = ChargeLine(item, f"{label.member} · {label.description}", amount)
            line.changed.connect(self._add_up)
            self._lines[item.charge_id] = line
            self._charges.addWidget(line)

    def _facts_of(self, charge_id: int) -> OpenItem:
        return next(item for item in self._facts.items if item.charge_id == charge_id)

    def _parts(self) -> tuple[AllocationPart, ...]:
        amounts = {charge: line.amount for charge, line in self._lines.items()}
        return tuple(AllocationPart(i, amount) for i, amount in amounts.items() if amount)

    def _add_up(self) -> None:
        total = Money.total(part.amount for part in self._parts())
        rest = self._shown.line.amount - total
        said = _("{amount} € to these charges").format(amount=money_text(total))
        if rest > ZERO:
            said += " · " + _("{amount} € stay as credit").format(amount=money_text(rest))
        elif rest < ZERO:
            said += " · " + _("{amount} € too much").format(amount=money_text(-rest))
        self._sum.setText(said)
        self._sum.set_tone("bad_fg" if rest < ZERO else "text")

    def _saved(self, outcome: Outcome[Any]) -> None:
        self._sheet.close_sheet()
        self._page.noticed.emit(undoable(self._page.workspace, outcome))
        self._page.decided([self._shown.id])

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        said = [str(error)]
        if isinstance(error, Invalid):
            said = [problem.message for problem in error.problems]
        self.banner.say(" ".join(dict.fromkeys(said)))
