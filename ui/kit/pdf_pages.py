"""The pages of a PDF in little, in a column beside it; imported when one is looked at."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cluster_desk.i18n import _
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, SEMIBOLD

COLUMN_WIDTH = 148
_WIDTH = 106
_EDGE = 10
_Index = QModelIndex | QPersistentModelIndex


def page_image(document: QPdfDocument, number: int, width: int, ratio: float) -> QImage:
    """A page, so many logical pixels wide, on white."""
    points = document.pagePointSize(number)
    if points.isEmpty():
        return QImage()
    pixels = round(width * ratio)
    size = QSize(pixels, round(pixels * points.height() / points.width()))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class PageColumn(QListView):
    """One picture a page, drawn when it is first seen; the current row is the page one is at."""

    def __init__(self, document: QPdfDocument) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setModel(QStringListModel(self))
        self._painter = _PagePainter(self, document)
        self.setItemDelegate(self._painter)
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFixedWidth(COLUMN_WIDTH)
        theme.changed.connect(self.viewport().update)

    def show_pages(self, count: int) -> None:
        """So many, from now on of another content."""
        self._painter.forget()
        model = self.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([_("Page {number}").format(number=n + 1) for n in range(count)])

    def show_current(self, number: int) -> None:
        """Where one is, from 0."""
        index = self.model().index(number, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)


class _PagePainter(QStyledItemDelegate):
    def __init__(self, parent: QWidget, document: QPdfDocument) -> None:
        super().__init__(parent)
        self._document = document
        self._drawn: dict[tuple[int, float], QImage] = {}

    def forget(self) -> None:
        self._drawn.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        points = self._document.pagePointSize(index.row())
        height = _WIDTH * points.height() / points.width() if not points.isEmpty() else 0
        return QSize(_WIDTH + 2 * _EDGE, round(height) + 2 * _EDGE + theme.scaled(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, PageColumn)
        on = index == view.currentIndex()
        ratio = view.devicePixelRatioF()
        key = (index.row(), ratio)
        if key not in self._drawn:
            self._drawn[key] = page_image(self._document, index.row(), _WIDTH, ratio)
        image = self._drawn[key]
        cell = QRectF(option.rect)
        size = image.deviceIndependentSize()
        sheet = QRectF(cell.center().x() - _WIDTH / 2, cell.top() + _EDGE, _WIDTH, size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(sheet.topLeft(), image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thick = 2 if on else 1
        painter.setPen(QPen(theme.colour("accent" if on else "border_strong"), thick))
        out = 3 if on else 0.5
        painter.drawRoundedRect(sheet.adjusted(-out, -out, out, out), 4, 4)
        if on and view.hasFocus():
            painter.setPen(QPen(theme.colour("accent_line"), 2))
            painter.drawRoundedRect(sheet.adjusted(-6, -6, 6, 6), 6, 6)
        painter.setPen(theme.colour("accent_text" if on else "text2"))
        painter.setFont(theme.font(LABEL, SEMIBOLD if on else MEDIUM, tabular=True))
        below = QRectF(cell.left(), sheet.bottom() + 5, cell.width(), theme.scaled(18))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()
