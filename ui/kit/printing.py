"""Print the bytes of a PDF as they are; imported when something is printed."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_
from cluster_desk.progress import Progress

_MOST_DPI = 300  # a page of 600 would weigh 130 MB, and looks the same


class NotPrinted(DeskError):
    """The printer does not take it."""

    message = N_("«{name}» could not be printed: the printer does not answer.")


def ask_printer(parent: QWidget, title: str, content: bytes) -> QPrinter | None:
    """The printer that was chosen, with pages and copies; None where nothing is to be printed."""
    document, _buffer = _loaded(content)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
    dialog.setMinMax(1, max(document.pageCount(), 1))
    return printer if dialog.exec() else None


def print_pdf(content: bytes, printer: QPrinter, progress: Progress) -> None:
    """Page by page on the printer's paper, as large as it takes; may run beside the event loop."""
    document, _buffer = _loaded(content)
    wanted = _wanted_pages(printer, document.pageCount())
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        raise NotPrinted(name=printer.docName())
    try:
        for place, number in enumerate(wanted):
            progress.step(place, len(wanted))
            if place:
                printer.newPage()
            _print_page(painter, printer, document, number)
        progress.step(len(wanted), len(wanted))
    finally:
        painter.end()
        document.close()


def _loaded(content: bytes) -> tuple[QPdfDocument, QBuffer]:
    """The document and the buffer it borrows: both are to be kept."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def _wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """Counted from 0, as often and in the order as they are to come out."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    pages = list(range(max(first, 1) - 1, min(last, count)))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if printer.supportsMultipleCopies():
        return pages
    copies = printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [number for number in pages for _copy in range(copies)]


def _print_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, number: int) -> None:
    # The margins are in the document already: it is put on the whole sheet, not inside others.
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    inside = printer.pageRect(QPrinter.Unit.DevicePixel).toRect().topLeft()
    points = document.pagePointSize(number).toSize()
    size = points.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    share = min(_MOST_DPI / printer.resolution(), 1.0)
    image = document.render(
        number, QSize(round(size.width() * share), round(size.height() * share))
    )
    place = QRect(sheet.topLeft() - inside, size)
    place.moveLeft(place.left() + (sheet.width() - size.width()) // 2)
    painter.drawImage(place, image)
