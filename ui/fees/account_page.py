"""The statement of account of one member: what was charged, what came in, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.money import ZERO
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.account import AccountLine, AccountView, MemberAccount, account_view
from ui.fees.figures import figure
from ui.kit.avatar import Avatar
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import Rule, clear, column, panel, row, set_ground
from ui.kit.segments import Segments
from ui.kit.states import Skeleton, StatePanel
from ui.kit.table import cells
from ui.kit.table.cache import PAGE
from ui.kit.table.columns import Cell, CellKind, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.totals import TotalsRow
from ui.kit.table.view import TableView
from ui.pages.actions import Action
from ui.pages.page import Page, Status
from ui.pages.preview_page import About, PreviewPage
from ui.pages.targets import Target
from ui.theme.tokens import LABEL, SEMIBOLD
from ui.work.workspace import Workspace

_WHOLE, _YEAR = "whole", "year"


def open_account(page: Page, membership_id: int) -> None:
    """One level down from a list of charges or of members."""
    page.page_wanted.emit(AccountPage(page.workspace, membership_id))


@dataclass(frozen=True, kw_only=True)
class NumberedLine:
    """A line with its place, by which the list knows it."""

    id: int
    line: AccountLine


class AccountPage(Page):
    """Follows every change; can be printed, saved, and paid from."""

    TOPICS = frozenset({"fees", "members"})

    def __init__(self, workspace: Workspace, membership_id: int) -> None:
        super().__init__(workspace, ACCOUNT_ACTIONS)
        self.membership_id = membership_id
        self.view: AccountView | None = None
        self._known: dict[int, NumberedLine] = {}
        self._build()
        self.period.chosen.connect(lambda _key: self.reload())
        self.model.rows_wanted.connect(self._bring)
        self.reload()
        self.actions_here.refresh()

    def _build(self) -> None:
        self._avatar = Avatar(side=40)
        self._name = Title("")
        self._about = GivingLabel("", LABEL, tone="text2", tabular=True)
        buttons = [
            self.actions_here.button("account.member", "ghost"),
            self.actions_here.button("account.workbook"),
            self.actions_here.button("account.pdf"),
            self.actions_here.button("account.pay", "primary"),
        ]
        words = Heading(self._name, self._about, row(*buttons, gap=10))
        top = row(self._avatar, (words, 1), gap=10)
        year = self.workspace.year
        self.period = Segments(
            _("Period"),
            ((_WHOLE, _("From the beginning")), (_YEAR, _("From {year} on").format(year=year))),
        )
        self.period.choose(_WHOLE)
        self._figures = row(gap=12)
        period = column(None, self.period, gap=0)
        head = panel(
            column(top, row(self._figures, None, period), gap=12, margins=(20, 14, 20, 12))
        )
        set_ground(head, "surface")
        self.model = RowsModel(COLUMNS, lambda each: int(each.id))
        self.table = TableView(self.model, _("Lines of the account"))
        self._totals = TotalsRow(self.table, self.model)
        lines = panel(column((self.table, 1), self._totals, gap=0), "surface")
        none = StatePanel(
            "book-open-text",
            _("Nothing in this account yet"),
            _("No charge and no payment of this member is recorded in the period."),
        )
        self._body = QStackedWidget()
        set_ground(self._body, "surface")
        for part in (Skeleton(_("The account is loading")), lines, none):
            self._body.addWidget(part)
        self.setLayout(column(head, Rule(), (self._body, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        name = self.view.member.name if self.view else ""
        return [_("Fees"), _("Statement of account"), *([name] if name else [])]

    def status(self) -> Status:
        keys = (("Ctrl+I", _("record a payment")), ("Ctrl+P", _("PDF")), ("Esc", _("back")))
        return Status(keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.table, self.period]

    def reload(self) -> None:
        self.workspace.read(
            account_view,
            self.membership_id,
            on=self.workspace.today(),
            since=self.since,
            then=self._show,
            lane="fees.account",
        )

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    @property
    def since(self) -> date | None:
        """From which day on; None from the first fact."""
        return date(self.workspace.year, 1, 1) if self.period.current() == _YEAR else None

    def show_pdf(self) -> None:
        """The page that is sent to the member."""
        from cluster_desk.services.exports.fees import account_file  # ReportLab: only for a PDF

        view = self.view
        if view is None:
            return

        def show(file: Any) -> None:
            about = About(crumbs=tuple(self.crumbs()[:2]))
            title = _("Statement of account of {name}").format(name=view.member.name)
            page = PreviewPage(self.workspace, title, file.content, file.name, about)
            self.page_wanted.emit(page)

        on, since = self.workspace.today(), self.since
        self.workspace.compute(
            lambda: self.workspace.desk.read(
                account_file, membership_id=self.membership_id, on=on, since=since
            ),
            then=show,
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, view: AccountView | None) -> None:
        if view is None:
            self.finished.emit()
            return
        self.view = view
        member, account = view.member, view.account
        self._avatar.set_name(member.name)
        self._name.setText(member.name)
        number = member.register_number
        parts = [_("Member no. {number}").format(number=number)] if number is not None else []
        parts.append(
            _("from {since} to {until}").format(
                since=date_text(account.since), until=date_text(account.until)
            )
        )
        self._about.setText(" · ".join(parts))
        self._show_figures(account)
        lines = _lines(account)
        self._known = {each.id: each for each in lines}
        self.model.show([each.id for each in lines], lines[:PAGE])
        self._totals.show_totals(*_sums(account))
        self._body.setCurrentIndex(1 if lines else 2)
        if lines:
            self.table.look_at(lines[-1].id)
        self.actions_here.refresh()
        self.crumbs_changed.emit()

    def _bring(self, ids: Sequence[int]) -> None:
        self.model.take_rows([self._known[i] for i in ids if i in self._known])

    def _show_figures(self, account: MemberAccount) -> None:
        clear(self._figures)
        words, tone = _("balanced"), "ok_fg"
        if account.closing > ZERO:
            words, tone = _("still to be paid"), "bad_fg"
        elif account.closing < ZERO:
            words, tone = _("credit of the member"), "info_fg"
        closing = max(account.closing, -account.closing)
        for amount, text, colour in (
            (account.charged, _("charged"), "text"),
            (account.paid, _("received"), "text"),
            (closing, words, tone),
        ):
            self._figures.addWidget(figure(f"{money_text(amount)} €", text, colour))


def _lines(account: MemberAccount) -> list[NumberedLine]:
    lines = list(account.lines)
    if account.opening:
        words = _("Balance before {date}").format(date=date_text(account.since))
        opening = AccountLine(on=account.since, description=words, balance=account.opening)
        lines.insert(0, opening)
    return [NumberedLine(id=n, line=line) for n, line in enumerate(lines, 1)]


def _sums(account: MemberAccount) -> tuple[str, dict[str, str], str]:
    sums = {
        "charged": money_text(account.charged),
        "paid": money_text(account.paid),
        "balance": money_text(account.closing),
    }
    spoken = _("Charged {charged} €, received {paid} €, balance {balance} €").format(**sums)
    return _("Total"), sums, spoken


def _balance(each: NumberedLine) -> Cell:
    balance = each.line.balance
    tone = "bad_fg" if balance > ZERO else "text"
    return Cell(text=money_text(balance), kind=CellKind.MONEY, tone=tone, weight=SEMIBOLD)


COLUMNS = (
    Column(
        key="on",
        title=N_("Date"),
        cell=lambda each: cells.day(each.line.on),
        width=100,
    ),
    Column(
        key="description",
        title=N_("Description"),
        cell=lambda each: Cell(text=each.line.description),
        width=360,
        stretch=True,
    ),
    Column(
        key="document",
        title=N_("Document"),
        cell=lambda each: cells.figures(each.line.document),
        width=140,
        priority=1,
    ),
    Column(
        key="charged",
        title=N_("Charged"),
        cell=lambda each: cells.money(each.line.charged),
        width=120,
        right=True,
    ),
    Column(
        key="paid",
        title=N_("Received"),
        cell=lambda each: cells.money(each.line.paid),
        width=120,
        right=True,
    ),
    Column(key="balance", title=N_("Balance"), cell=_balance, width=120, right=True),
)


def _pay(page: Any) -> None:
    from ui.fees.payment_sheet import open_payment_sheet  # opened now and then

    open_payment_sheet(page, page.membership_id)


def _workbook(page: Any) -> None:
    from ui.fees.exporting import save_account  # as above

    save_account(page, page.membership_id, page.since)


ACCOUNT_ACTIONS = (
    Action(
        id="account.pay",
        text=N_("Record a payment"),
        menu="record",
        icon="banknote",
        keys=("Ctrl+I",),
        run=_pay,
    ),
    Action(
        id="account.pdf",
        text=N_("PDF of the account"),
        menu="file",
        icon="file-text",
        keys=("Ctrl+P", "Ctrl+Shift+P"),
        enabled=lambda page: page.view is not None,
        run=lambda page: page.show_pdf(),
    ),
    Action(
        id="account.workbook",
        text=N_("Excel"),
        menu="file",
        icon="file-spreadsheet",
        keys=("Ctrl+E",),
        enabled=lambda page: page.view is not None,
        run=_workbook,
    ),
    Action(
        id="account.member",
        text=N_("Go to the member"),
        menu="go",
        icon="external-link",
        run=lambda page: page.target_wanted.emit(
            Target(place="members", record=page.membership_id)
        ),
    ),
)
