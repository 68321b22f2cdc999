"""The right half of reconciling: the bank's line, what it may be, and what else can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.treasury import LineState
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from ui.kit.banner import Banner
from ui.kit.buttons import ActionButton, Button
from ui.kit.check import CheckBox
from ui.kit.folding import Folding
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import Card, clear, column, let_shrink, panel, row, scrolled, set_ground
from ui.kit.states import StatePanel
from ui.pages.actions import ActionSet
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, FIGURE, ITEM, LABEL, META, SECTION, SEMIBOLD
from ui.treasury.amounts import money_tone, signed
from ui.treasury.board import Board, BoardRow, line_detail, line_title
from ui.treasury.suggestion_card import SuggestionCard
from ui.treasury.suggestion_words import Told, reason_text, tell


class LinePane(QWidget):
    """Shows one line; says what the person wants with it."""

    confirmed = Signal()
    movement_wanted = Signal(object)  # the id of a movement of the journal

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "app")
        self.setAccessibleName(_("The bank’s line and its proposals"))
        self._actions = actions
        self._board: Board | None = None
        self.row: BoardRow | None = None
        self.chosen = 0
        self.remember: CheckBox | None = None
        self._content = column(gap=12, margins=(18, 14, 18, 16))
        inner = panel(column(self._content, None, gap=0))
        let_shrink(inner)
        self.setLayout(column((scrolled(inner, self.accessibleName()), 1), gap=0))

    @property
    def wants_memory(self) -> bool:
        """Whether the payer is to be remembered."""
        return self.remember is None or self.remember.isChecked()

    def show_row(self, board: Board, shown: BoardRow | None) -> None:
        """Another line, its best proposal chosen; the same line keeps the choice."""
        same = shown is not None and self.row is not None and shown.id == self.row.id
        self._board, self.row = board, shown
        if not same or (shown and self.chosen >= len(shown.suggestions)):
            self.chosen = 0
        self._show()

    def choose(self, place: int) -> None:
        """The proposal of this place, where there is one."""
        if self.row is not None and 0 <= place < len(self.row.suggestions):
            self.chosen = place
            self._show()

    def _show(self) -> None:
        clear(self._content)
        self.remember = None
        shown, board = self.row, self._board
        if shown is None or board is None:
            return
        self._content.addWidget(_head(shown))
        if not shown.is_open:
            self._content.addWidget(self._settled(shown))
            return
        if shown.line.booked_on < board.opening_on:
            self._content.addWidget(self._early(board))
            return
        if (doubt := board.doubt(shown)) is not None:
            banner = Banner("warn", closable=False)
            self._content.addWidget(banner)
            banner.say(doubt.text(reason_text), _("Check its year, or open it in Settings."))
        self._content.addWidget(self._heading(shown))
        told = [tell(each, board.facts) for each in shown.suggestions]
        for place, (suggestion, words) in enumerate(zip(shown.suggestions, told, strict=True)):
            card = SuggestionCard(
                place + 1,
                suggestion,
                words,
                shown.line.amount,
                is_chosen=place == self.chosen,
            )
            card.wanted.connect(lambda place=place: self.choose(place))
            card.confirmed.connect(self.confirmed)
            card.change_wanted.connect(self._actions["line.change"].trigger)
            self._content.addWidget(card)
        if not told:
            self._content.addWidget(self._nothing(shown))
        elif told[self.chosen].payer_of:
            self._offer_memory(shown, told[self.chosen])

    def _heading(self, shown: BoardRow) -> Folding:
        count = len(shown.suggestions)
        about = ngettext("{count} found", "{count} found", count).format(count=count)
        fee = ActionButton(self._actions["line.fee"], "ghost", icon="search")
        post = ActionButton(self._actions["line.category"], "ghost", icon="plus")
        leave = ActionButton(self._actions["line.leave_out"], "ghost", icon="ban")
        words = row(
            Label(_("Proposals"), SECTION, SEMIBOLD), Label(about, META, tone="text2"), None
        )
        return Folding(panel(words), panel(row(fee, post, leave, gap=6)), gap=6)

    def _early(self, board: Board) -> QWidget:
        account = board.facts.account
        assert account is not None
        text = _("«{account}» is kept from {date} on: what came before is in its opening balance.")
        text = text.format(account=account.name, date=date_text(account.opening_on))
        button = ActionButton(self._actions["line.leave_out"], "primary")
        title = _("Included in the opening balance")
        state = StatePanel("landmark", title, text, (button,), token="info_dot")
        return Card(row((state, 1)))

    def _nothing(self, shown: BoardRow) -> QWidget:
        text = _(
            "No open charge, movement or earlier line is like this one. Look for a fee by name, "
            "or post it in a category: next time it will be proposed."
        )
        incoming = money_tone(shown.line.amount) == "ok_fg"
        first = "line.fee" if incoming else "line.category"
        button = ActionButton(self._actions[first], "primary")
        state = StatePanel("scan-text", _("Nothing to propose"), text, (button,), token="info_dot")
        return Card(row((state, 1)))

    def _offer_memory(self, shown: BoardRow, told: Told) -> None:
        line = shown.line
        if not (line.iban or line.counterparty):
            return
        known = line.iban[-4:] if line.iban else ""
        text = (
            _("Transfers from the account ending in {digits} will be recognised.")
            if known
            else _("Transfers of this payer will be recognised.")
        )
        self.remember = CheckBox(on=True)
        title = _("Remember this payer for {name}").format(name=told.payer_of)
        self.remember.setAccessibleName(title)
        words = column(
            GivingLabel(title, LABEL, SEMIBOLD),
            GivingLabel(text.format(digits=known), META, tone="text2"),
            gap=2,
        )
        layout = row(
            IconLabel("wand-sparkles", "accent_text"),
            (words, 1),
            self.remember,
            gap=12,
            margins=(16, 10, 14, 10),
        )
        self._content.addWidget(Card(layout, inner=True))

    def _settled(self, shown: BoardRow) -> QWidget:
        line = shown.line
        ignored = line.state is LineState.IGNORED
        title = _("Left out of the journal") if ignored else _("Matched and posted")
        text = line.ignored_because if ignored else _("The journal has its movement.")
        icon, token = ("circle-minus", "neutral_dot") if ignored else ("circle-check", "ok_dot")
        buttons: list[Button] = [ActionButton(self._actions["line.release"], icon="rotate-ccw")]
        if line.movement_id is not None:
            seen = Button(
                _("See the movement"),
                "arrow-up-right",
                run=lambda: self.movement_wanted.emit(line.movement_id),
            )
            buttons.insert(0, seen)
        words = column(Label(title, SECTION, SEMIBOLD), Label(text, LABEL, tone="text2"), gap=3)
        layout = row(
            IconLabel(icon, token, MIDDLE),
            (words, 1),
            *buttons,
            gap=10,
            margins=(16, 14, 16, 14),
        )
        return Card(layout)


def _head(shown: BoardRow) -> Card:
    line = shown.line
    detail = line_detail(line)
    said = [f"«{detail}»" if detail else ""]
    if line.value_on is not None:
        said.append(_("value date {date}").format(date=date_text(line.value_on)))
    reference = line.bank_reference or line.reference
    if reference:
        said.append(_("ref. {reference}").format(reference=reference))
    day = _("booked on {date}").format(date=date_text(line.booked_on))
    words = column(
        Overline(_("Bank’s line")),
        GivingLabel(line_title(line), ITEM, BOLD),
        Label(" · ".join(filter(None, said)), LABEL, tone="text2", wrap=True),
        gap=4,
    )
    money = column(
        row(
            None,
            Label(signed(line.amount), FIGURE, BOLD, money_tone(line.amount), tabular=True),
        ),
        row(None, Label(day, META, tone="text2", tabular=True)),
        gap=4,
    )
    return Card(row((words, 1), money, gap=16, margins=(16, 13, 16, 13)))
