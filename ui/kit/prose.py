"""Show the words of a document as paragraphs, lists, bold and italic, with what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from cluster_desk.reports.texts.paragraphs import Check, Paragraph, Run
from ui.theme.theme import theme
from ui.theme.tokens import BODY

_INDENT = 22
_GAP = 7
_TONES = {Check.UNCONFIRMED: "warn", Check.MISSING: "bad"}


class ProseView(QTextEdit):
    """Only read. Text enters as text, never as mark-up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(16)
        self._shown: tuple[str, Sequence[Paragraph]] = ("", ())
        theme.changed.connect(self._draw)

    def show_text(self, heading: str, paragraphs: Sequence[Paragraph]) -> None:
        """Another text; where one was in it is kept as far as it goes."""
        self._shown = (heading, tuple(paragraphs))
        self._draw()

    def _draw(self) -> None:
        heading, paragraphs = self._shown
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setFont(theme.font(BODY))
        self.clear()
        cursor = QTextCursor(self.document())
        if heading:
            cursor.setBlockFormat(_block(item=False))
            cursor.insertText(heading, _letters(Run(heading, is_bold=True)))
        for place, paragraph in enumerate(paragraphs):
            if place or heading:
                cursor.insertBlock()
            cursor.setBlockFormat(_block(item=paragraph.is_item))
            if paragraph.is_item:
                sign = f"{paragraph.number}. " if paragraph.number else "– "
                cursor.insertText(sign, _letters(Run(sign)))
            for run in paragraph.runs:
                cursor.insertText(run.text, _letters(run))
        bar.setValue(before)


def _block(*, item: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setBottomMargin(_GAP)
    block.setLeftMargin(_INDENT if item else 0)
    block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _letters(run: Run) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setForeground(theme.colour("text"))
    letters.setFontWeight(QFont.Weight.DemiBold if run.is_bold else QFont.Weight.Normal)
    letters.setFontItalic(run.is_italic)
    if run.check is not None:
        tone = _TONES[run.check]
        letters.setForeground(theme.colour(f"{tone}_fg"))
        letters.setBackground(theme.colour(f"{tone}_bg"))
    return letters
