"""The members that pay less for a year, each with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.table import FeeTable, ReducedFee
from cluster_desk.services.fees.schedule import ReduceFee, reduce_fee
from ui.kit.buttons import Button
from ui.kit.fields import DigitsField, LineField
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, clear, column, row
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.settings.asking import whole_number
from ui.settings.panel import Panel
from ui.theme.tokens import BODY, LABEL, MEDIUM, META, SECTION, SEMIBOLD


class NoSuchMember(DeskError):
    """Nobody in the register has it."""

    message = N_("No member has number {number} in the register.")


class ReductionsCard(Card):
    """One line a member; added, changed and taken back in a sheet or with a button."""

    def __init__(self, owner: Panel) -> None:
        self._owner = owner
        self._table = FeeTable(schedules=(), reductions=(), members={})
        self._rows = column(gap=8)
        self.add = Button(_("New reduction"), "plus", small=True, run=lambda: self._open(None))
        head = row(Label(_("Reductions"), SECTION, SEMIBOLD), None, self.add)
        about = _("What the organ took off single members, before the fees are issued.")
        words = Label(about, LABEL, tone="text2", wrap=True)
        super().__init__(column(head, words, self._rows, gap=10, margins=(18, 14, 18, 16)))
        self.setAccessibleName(_("Reductions"))

    def show_rows(self, table: FeeTable, year: int | None) -> None:
        """Those of a year."""
        self._table, self._year = table, year
        clear(self._rows)
        found = [each for each in table.reductions if each.year == year]
        schedule = next((each for each in table.schedules if each.year == year), None)
        for reduction in found:
            self._rows.addLayout(self._make_row(reduction))
        if not found:
            self._rows.addWidget(Label(_("Nobody pays less."), BODY, tone="text3"))
        self.add.setEnabled(schedule is not None)
        self.setVisible(year is not None)

    def _make_row(self, found: ReducedFee) -> QHBoxLayout:
        name = _("{name}, no. {number}").format(name=found.member, number=found.number)
        words = column(
            GivingLabel(name, BODY, MEDIUM), GivingLabel(found.reason, META, tone="text3"), gap=1
        )
        share = Label(f"−{found.percent}\N{NBSP}%", BODY, SEMIBOLD, tabular=True)
        change = Button(_("Edit"), small=True, run=lambda: self._open(found))
        change.setAccessibleName(_("Edit the reduction of {name}").format(name=found.member))
        drop = Button(_("Remove"), small=True, kind="ghost", run=lambda: self._drop(found))
        drop.setAccessibleName(_("Remove the reduction of {name}").format(name=found.member))
        return row((words, 1), share, change, drop, gap=9)

    def _drop(self, found: ReducedFee) -> None:
        command = ReduceFee(year=found.year, membership_id=found.membership_id, percent=0)
        self._owner.write(reduce_fee, command)

    def _open(self, found: ReducedFee | None) -> None:
        year = self._year
        if year is None:
            return

        def membership(typed: str) -> int:
            number = whole_number(typed)
            if number not in self._table.members:
                raise NoSuchMember(number=number)
            return self._table.members[number][0]

        member = DigitsField(
            _("Number in the register"),
            longest=9,
            required=_("Write the number of the member."),
            parse=membership,
        )
        member.left.connect(lambda: self._name(member))
        entry = Entry(
            title=_("Reduction of {year}").format(year=year),
            about=found.member if found else _("Of the whole fee of the year."),
            save=_("Save the reduction"),
            use_case=reduce_fee,
            command=lambda asked: ReduceFee(year=year, **asked),
        )
        fields = {
            "membership_id": member,
            "percent": DigitsField(
                _("Percent less"),
                longest=3,
                example="50",
                required=_("Write how many percent."),
                parse=whole_number,
            ),
            "reason": LineField(_("Reason"), longest=200, required=_("Write the reason.")),
        }
        texts = {
            "membership_id": str(found.number) if found else "",
            "percent": str(found.percent) if found else "",
            "reason": found.reason if found else "",
        }
        EntrySheet(self._owner.page, entry, fields, texts)

    def _name(self, field: DigitsField) -> None:
        typed = field.text()
        known = self._table.members.get(int(typed)) if typed.isdigit() else None
        field.set_hint(known[1] if known else "")
