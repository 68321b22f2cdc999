"""The card at the right: the first page of the document that is looked at, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from cluster_desk.domain.documents import DocumentState, document_kind_text
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text, file_size_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.documents import ArchivedDocument, DocumentCard
from ui.archive.columns import KIND_ICONS, STATE_TONES, short_hash
from ui.archive.spec import DOCUMENTS
from ui.kit.buttons import IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline
from ui.kit.layout import Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.pdf_pages import page_image
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard
from ui.theme.icons import MIDDLE, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, LABEL, MEDIUM, META

_SHEET_WIDTH = 196
_SHEET_HEIGHT = 278


class SheetButton(QAbstractButton):
    """The first page in little; pressing it shows the whole document."""

    def __init__(self, run: Callable[[], object]) -> None:
        super().__init__()
        self._image = QImage()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: run())
        theme.changed.connect(self.update)

    def show_content(self, title: str, content: bytes) -> int:
        """Another document; how many pages it has, 0 where it has none to be drawn."""
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        count = max(document.pageCount(), 0)
        self._image = QImage()
        if count:
            self._image = page_image(document, 0, _SHEET_WIDTH, self.devicePixelRatioF())
        document.close()
        self.setAccessibleName(_("Show «{title}»").format(title=title))
        self.update()
        return count

    def sizeHint(self) -> QSize:
        return QSize(_SHEET_WIDTH + 6, _SHEET_HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.fillRect(sheet, theme.colour("subtle" if self._image.isNull() else "surface"))
        if self._image.isNull():
            ratio = self.devicePixelRatioF()
            pixmap = icon_pixmap("file-text", "text3", 32, ratio=ratio)
            painter.drawPixmap(sheet.center() - QPointF(16, 16), pixmap)
        else:
            painter.setClipRect(sheet)
            painter.drawImage(sheet.topLeft(), self._image)
            painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        on = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if on else "border_strong"), 2 if on else 1))
        painter.drawRoundedRect(sheet.adjusted(-1, -1, 1, 1), 4, 4)


class DocumentInspector(QWidget):
    """Follows the list: what it is, what it looks like, to whom, and what proves it."""

    close_wanted = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Document’s card"))
        self._actions = actions
        self._icon = IconLabel("file-text", "accent_text", MIDDLE)
        self._kind = GivingLabel("", META, tone="text2")
        self._title = Label("", 15.5, BOLD, wrap=True)
        close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        self._chips = row(gap=6)
        buttons = row(
            (actions.button("archive.preview", "primary"), 1),
            actions.button("archive.print"),
            gap=8,
        )
        top = row(self._icon, (self._kind, 1), close, gap=8)
        head = column(top, self._title, self._chips, buttons, gap=10, margins=(16, 14, 14, 12))
        self._sheet = SheetButton(actions["archive.preview"].trigger)
        self._facts = column(gap=8)
        middle = row(None, self._sheet, None)
        body = panel(column(middle, self._facts, None, gap=16, margins=(16, 16, 16, 16)))
        scroll = scrolled(body, _("Document’s card"))
        self.setLayout(column(head, Rule(), (scroll, 1), gap=0))

    def show_card(self, card: DocumentCard) -> None:
        """Another document, or the same after a change."""
        document = card.row
        self.setAccessibleName(_("Card of «{title}»").format(title=document.title))
        self._icon.set_icon(KIND_ICONS.get(document.kind, "file-text"), "accent_text")
        self._kind.setText(document_kind_text(document.kind))
        self._title.setText(document.title)
        clear(self._chips)
        tone = STATE_TONES[document.state]
        self._chips.addWidget(Chip(document.state.label, tone))
        if document.number:
            self._chips.addWidget(Chip(document.number, dot=False))
        self._chips.addStretch(1)
        pages = self._sheet.show_content(document.title, card.content)
        self._show_facts(card, pages)

    def _show_facts(self, card: DocumentCard, pages: int) -> None:
        clear(self._facts)
        document = card.row
        count = ngettext("{count} page", "{count} pages", pages).format(count=count_text(pages))
        size = file_size_text(document.size)
        facts = [
            (_("Date of issue"), date_text(document.issued_on)),
            (_("Issued to"), document.to or _("to nobody in particular")),
            (_("File"), f"{count} · {size}" if pages else size),
        ]
        if document.state is DocumentState.VOIDED and document.gone_on is not None:
            facts.append((_("Voided on"), date_text(document.gone_on)))
            facts.append((_("Because"), document.gone_because or "—"))
        if document.replaced_by:
            facts.append((_("Replaced by"), document.replaced_by))
        if card.corrects:
            facts.append((_("Replaces"), card.corrects))
        for name, value in facts:
            self._facts.addLayout(pair(name, value))
        self._facts.addSpacing(6)
        self._facts.addWidget(Overline(_("Proof")))
        self._facts.addLayout(pair(_("Fingerprint"), short_hash(document.sha256)))
        self._facts.addLayout(pair(_("Made from data"), short_hash(card.facts_sha256) or "—"))
        after = _("operation {seq}").format(seq=count_text(card.chain_seq))
        self._facts.addLayout(pair(_("Issued after"), after))
        self._facts.addSpacing(2)
        for name in ("archive.member", "archive.meeting", "archive.story"):
            if self._actions[name].isEnabled():
                self._facts.addLayout(row(self._actions.button(name, "link"), None))


class TickedDocuments(TickedCard):
    """How many are ticked, how large they are, and what can be done with all of them."""

    def __init__(self, actions: ActionSet) -> None:
        buttons = ("save_ticked", "export_ticked")
        super().__init__(DOCUMENTS, actions, _("Selected documents"), buttons=buttons)

    def show_rows(self, rows: Sequence[ArchivedDocument]) -> str:
        """The documents that are ticked; how large they are, in words."""
        self.name_rows(rows, _line)
        size = file_size_text(sum(document.size for document in rows))
        return _("In all {size}").format(size=size)


def _line(document: ArchivedDocument) -> QHBoxLayout:
    icon = IconLabel(KIND_ICONS.get(document.kind, "file-text"), "text3")
    return row(icon, (GivingLabel(document.title, LABEL, MEDIUM), 1))
