"""The head of an import: which file into which account, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.journal import AccountRow
from cluster_desk.services.treasury.statements import ImportStatement, StatementImported
from ui.kit.buttons import Button
from ui.kit.fields import ChoiceField
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, clear, column, row
from ui.theme.tokens import BOLD, FIGURE, LABEL, MEDIUM, META, TITLE
from ui.treasury.amounts import sign_of

_FORMATS = {"csv": "CSV", "xlsx": "Excel", "ofx": "OFX", "cbi": "CBI", "mt940": "MT940"}


class ImportHead(QWidget):
    """Says when another account is wanted."""

    account_wanted = Signal()

    def __init__(
        self, command: ImportStatement, accounts: Sequence[AccountRow], buttons: Sequence[Button]
    ) -> None:
        super().__init__()
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        name = _("Import of «{file}»").format(file=command.file_name)
        title = GivingLabel(name, TITLE, BOLD)
        top = row((column(title, self._meta, gap=2), 1), *buttons, gap=8)
        self._account = ChoiceField(_("Into the account"), [(a.code, a.name) for a in accounts])
        self._account.set_text(command.account)
        self._account.setFixedWidth(240)
        self._account.edited.connect(self.account_wanted)
        self._figures = row(gap=12)
        self.setLayout(column(top, row(self._figures, None, self._account, gap=12), gap=12))

    def account(self) -> str:
        """The code of the account that is chosen."""
        return self._account.text()

    def show_result(self, result: StatementImported) -> None:
        """What became of the trial."""
        clear(self._figures)
        sign = sign_of(result.currency)
        self._figures.addWidget(_figure(count_text(result.new), _("new lines"), "ok_fg"))
        known = count_text(result.duplicates)
        self._figures.addWidget(_figure(known, _("known already"), "text2"))
        self._figures.addWidget(
            _figure(f"{money_text(result.credits)} {sign}", _("money in"), "ok_fg")
        )
        self._figures.addWidget(
            _figure(f"{money_text(result.debits)} {sign}", _("money out"), "text")
        )
        for text, amount in ((_("opening"), result.opening), (_("closing"), result.closing)):
            if amount is not None:
                self._figures.addWidget(_figure(f"{money_text(amount)} {sign}", text, "text2"))
        self._meta.setText(_meta(result))


def _meta(result: StatementImported) -> str:
    name = _FORMATS.get(result.format, result.format.upper())
    parts = [_("Format {format}").format(format=name)]
    if result.from_on and result.to_on:
        parts.append(f"{date_text(result.from_on)}–{date_text(result.to_on)}")
    return " · ".join(parts)


def _figure(value: str, text: str, tone: str) -> Card:
    words = column(
        Label(value, FIGURE - 3, BOLD, tone, tabular=True),
        Label(text, META, MEDIUM, tone="text2"),
        gap=0,
        margins=(14, 8, 18, 9),
    )
    return Card(words, inner=True)
