"""The list of the palette: headings, and lines with what was meant, where it is and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cluster_desk.i18n import _
from ui.kit.avatar import paint_avatar
from ui.kit.keys import key_parts
from ui.palette.entries import Entry
from ui.palette.scopes import GROUPS
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, CAPTION, MEDIUM, META, OVERLINE, SEMIBOLD

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_LINE, _HEADING = 38, 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_TEXT_AT = 50
_ROOT = QModelIndex()


class ResultModel(QAbstractListModel):
    """Headings (plain texts) and entries, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Entry | str] = []

    def show_entries(self, entries: Sequence[Entry], heading: str = "") -> None:
        """These, each group under its name; with a `heading` all under that."""
        self.beginResetModel()
        self._lines = [heading] if heading and entries else []
        group = heading
        names = dict(GROUPS)
        for entry in entries:
            if not heading and entry.group != group:
                group = entry.group
                self._lines.append(_(names[group]))
            self._lines.append(entry)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The entry of a line, None of a heading."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Entry) else None

    def row_of(self, key: str) -> int:
        """Where an entry stands, or the first entry; -1 where there is none."""
        rows = [(row, e) for row, e in enumerate(self._lines) if isinstance(e, Entry)]
        same = [row for row, entry in rows if entry.key == key]
        return (same or [row for row, _entry in rows] or [-1])[0]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == _ENTRY:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else spoken(line)
        return None


def spoken(entry: Entry) -> str:
    """The line as a screen reader says it."""
    return ", ".join(part for part in (entry.title, entry.detail) if part)


class ResultDelegate(QStyledItemDelegate):
    """Paints a line; nothing is made for it but what is seen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(_ENTRY), str)
        return QSize(100, theme.scaled(_HEADING if heading else _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(_ENTRY), QRectF(_field(option, "rect"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, str):
            painter.setFont(theme.font(OVERLINE, SEMIBOLD, tracking=0.5))
            painter.setPen(theme.colour("text3"))
            painter.drawText(rect.adjusted(20, 6, 0, 0), _LEFT, line.upper())
        else:
            chosen = bool(_field(option, "state") & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, line, chosen=chosen)
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: Entry, *, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), 6, 6)
        middle = rect.center().y()
        if entry.has_face:
            paint_avatar(painter, QRectF(rect.left() + 17, middle - 12, 24, 24), entry.title)
        else:
            pixmap = icon_pixmap(entry.icon, "accent_text" if chosen else "text2", SMALL)
            painter.drawPixmap(QPointF(rect.left() + 21, middle - SMALL / 2), pixmap)
        right = _paint_keys(painter, rect, entry.keys)
        left = _paint_title(painter, rect, entry, right)
        font = theme.font(META, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.colour("text3"))
        room = right - left - 22
        if room > 40:
            elide = Qt.TextElideMode.ElideRight
            detail = QFontMetrics(font).elidedText(entry.detail, elide, int(room))
            painter.drawText(QRectF(left + 12, rect.top(), room, rect.height()), _LEFT, detail)


def _field(option: QStyleOptionViewItem, name: str) -> Any:
    return getattr(option, name)  # the stubs do not know the option's fields


def _paint_title(painter: QPainter, rect: QRectF, entry: Entry, right: float) -> float:
    """Letter runs, those that were typed in plum; returns where the title ends."""
    left = rect.left() + _TEXT_AT
    plain, meant = theme.font(BODY + 0.5, MEDIUM), theme.font(BODY + 0.5, SEMIBOLD)
    room = int(right - left - 16)
    title = QFontMetrics(meant).elidedText(entry.title, Qt.TextElideMode.ElideMiddle, room)
    places = entry.match.places if title == entry.title else frozenset()
    for text, is_meant in _runs(title, places):
        font = meant if is_meant else plain
        painter.setFont(font)
        painter.setPen(theme.colour("accent_text" if is_meant else "text"))
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.drawText(QRectF(left, rect.top(), width + 4, rect.height()), _LEFT, text)
        left += width
    return left


def _runs(text: str, places: frozenset[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        meant = place in places
        if runs and runs[-1][1] is meant:
            runs[-1] = (runs[-1][0] + letter, meant)
        else:
            runs.append((letter, meant))
    return runs


def _paint_keys(painter: QPainter, rect: QRectF, keys: str) -> float:
    """Caps at the right, from the last to the first; returns where they begin."""
    left = rect.right() - 20
    painter.setFont(theme.font(CAPTION, MEDIUM))
    metrics, height = QFontMetrics(painter.font()), theme.scaled(20)
    for part in reversed(key_parts(keys) if keys else []):
        width = max(metrics.horizontalAdvance(part) + 12, height)
        cap = QRectF(left - width, rect.center().y() - height / 2, width, height)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.colour("text2"))
        painter.drawText(cap, _CENTRE, part)
        left -= width + 4
    return left


class ResultList(QListView):
    """The keyboard stays in the line above; arrows there move the choice here."""

    picked = Signal(object)  # an Entry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ResultModel()
        self.setModel(self.lines)
        self.setItemDelegate(ResultDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "results")
        self.setAccessibleName(_("Found"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.doItemsLayout)

    def chosen(self) -> Entry | None:
        """The entry that is lit."""
        return self.lines.entry(self.currentIndex().row())

    def choose(self, key: str = "") -> None:
        """The entry of this key, or the first."""
        self._light(self.lines.row_of(key))

    def step(self, steps: int) -> None:
        """So many entries on, headings passed over; round at the ends by one step."""
        rows = [r for r in range(self.lines.rowCount()) if self.lines.entry(r) is not None]
        if not rows:
            return
        here = self.currentIndex().row()
        place = rows.index(here) if here in rows else -1
        wanted = place + steps
        if abs(steps) == 1:
            wanted %= len(rows)
        self._light(rows[max(0, min(wanted, len(rows) - 1))])

    def height_of_lines(self) -> int:
        """What all lines need."""
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        indexes = (self.lines.index(row) for row in range(self.lines.rowCount()))
        return sum(delegate.sizeHint(option, index).height() for index in indexes)

    def _light(self, row: int) -> None:
        index = self.lines.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        above = self.lines.index(row - 1) if row > 0 else index
        if row > 0 and self.lines.entry(row - 1) is None:
            self.scrollTo(above)  # the heading belongs to its first entry
        if row >= 0:
            self.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        entry = self.lines.entry(index.row())
        if entry is not None:
            self.picked.emit(entry)
