"""The accounts over the journal: each with its balance; a click narrows the list to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cluster_desk.domain.treasury import AccountKind
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.treasury.journal import AccountRow
from ui.kit.layout import clear, row
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, META, SEMIBOLD

_ICONS = {AccountKind.BANK: "landmark", AccountKind.CASH: "wallet", AccountKind.CARD: "credit-card"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TEXT_AT = 36


class AccountTile(QAbstractButton):
    """Name and balance; pressed while the list shows this account alone."""

    def __init__(self, account: AccountRow, *, is_on: bool) -> None:
        super().__init__()
        self._account = account
        self.setCheckable(True)
        self.setChecked(is_on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._balance = f"{money_text(account.balance)} €"
        self._waiting = ""
        if account.to_post:
            text = ngettext("{count} to be matched", "{count} to be matched", account.to_post)
            self._waiting = text.format(count=count_text(account.to_post))
        said = filter(None, (account.name, self._balance, self._waiting))
        self.setAccessibleName(", ".join(said))
        self.setToolTip(_("Show the movements of «{name}» alone").format(name=account.name))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        name = QFontMetrics(theme.font(META, MEDIUM)).horizontalAdvance(self._top())
        money = QFontMetrics(theme.font(LABEL + 1, SEMIBOLD, tabular=True))
        width = max(name, money.horizontalAdvance(self._balance))
        return QSize(_TEXT_AT + width + 16, theme.scaled(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, focused = self.isChecked(), self.hasFocus()
        line = "accent" if focused else "accent_line" if on else "border"
        painter.setPen(QPen(theme.colour(line), 2 if focused else 1))
        painter.setBrush(theme.colour("accent_soft" if on else "subtle"))
        half = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        ratio = self.devicePixelRatioF()
        icon = icon_pixmap(_ICONS[self._account.kind], "accent_text", SMALL, ratio=ratio)
        painter.drawPixmap(12, (self.height() - SMALL) // 2, icon)
        middle = self.height() / 2
        room = QRectF(_TEXT_AT, middle - theme.scaled(18), self.width(), theme.scaled(18))
        painter.setFont(theme.font(META, MEDIUM))
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, _LEFT, self._top())
        painter.setFont(theme.font(LABEL + 1, SEMIBOLD, tabular=True))
        painter.setPen(theme.colour("bad_fg" if self._account.balance.cents < 0 else "text"))
        painter.drawText(room.translated(0, theme.scaled(17)), _LEFT, self._balance)

    def _top(self) -> str:
        return " · ".join(filter(None, (self._account.name, self._waiting)))


class AccountStrip(QWidget):
    """All accounts in a row."""

    wanted = Signal(str)  # a code, or nothing for all accounts

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Accounts"))
        self._shown: tuple[Sequence[AccountRow], tuple[str, ...]] = ((), ())
        self._tiles = row(gap=8)
        self.setLayout(self._tiles)

    def show_accounts(self, accounts: Sequence[AccountRow], chosen: tuple[str, ...]) -> None:
        """With the ones that the list is narrowed to; the same again changes nothing."""
        if (accounts, chosen) == self._shown:
            return
        self._shown = (accounts, chosen)
        focused = [w.accessibleName() for w in self.findChildren(AccountTile) if w.hasFocus()]
        clear(self._tiles)
        for account in accounts:
            tile = AccountTile(account, is_on=account.code in chosen)
            tile.clicked.connect(lambda on, code=account.code: self.wanted.emit(code if on else ""))
            self._tiles.addWidget(tile)
            if tile.accessibleName() in focused:
                tile.setFocus()
        self._tiles.addStretch(1)
        self.setVisible(bool(accounts))
