"""Write a text with fields in it: fields and conditions stand out, wrong lines are marked."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.kit.style import set_property
from ui.theme.theme import theme
from ui.theme.tokens import BODY

_FIELD = re.compile(r"\{[^{}]*\}")
_CONDITION = re.compile(r"\[\[!?[a-z0-9_]*:|\]\]")
_HEAD = re.compile(r"^(to|channel|subject|heading|rules):")


class SourceEdit(QPlainTextEdit):
    """`typed` when a person wrote; Tab leaves it, as in every field of a form."""

    typed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._is_loading = False
        self._colours = _Colours(self.document())
        self._wrong: frozenset[int] = frozenset()
        self.textChanged.connect(self._say)
        theme.changed.connect(self._dress)
        self._dress()

    def load(self, text: str) -> None:
        """Another text, with nothing to take back in it."""
        self._is_loading = True
        self.setPlainText(text)
        self._is_loading = False
        self.mark_lines(())

    def insert(self, text: str) -> None:
        """At the cursor, in place of what is selected; the focus is there afterwards."""
        self.textCursor().insertText(text)
        self.setFocus()

    def mark_lines(self, lines: Collection[int]) -> None:
        """These lines, counted from 1, are wrong; none for all is well."""
        self._wrong = frozenset(lines)
        set_property(self, "state", "error" if self._wrong else "")
        self._mark()

    def go_to_line(self, line: int) -> None:
        """Put the cursor there."""
        block: QTextBlock = self.document().findBlockByNumber(max(line, 1) - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.setFocus()

    def _say(self) -> None:
        if not self._is_loading:
            self.typed.emit()

    def _mark(self) -> None:
        marks = []
        for line in sorted(self._wrong):
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(block)
                mark.format = QTextCharFormat()
                mark.format.setBackground(theme.colour("bad_bg"))
                mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
                marks.append(mark)
        self.setExtraSelections(marks)

    def _dress(self) -> None:
        self.setFont(theme.font(BODY))
        self._colours.rehighlight()
        self._mark()


class _Colours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        for pattern, token in ((_FIELD, "accent_text"), (_CONDITION, "info_fg"), (_HEAD, "text3")):
            for found in pattern.finditer(text):
                letters = QTextCharFormat()
                letters.setForeground(theme.colour(token))
                letters.setFontWeight(600)
                self.setFormat(found.start(), found.end() - found.start(), letters)
