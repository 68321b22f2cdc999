"""Fields of a form: a label that belongs to its input, and what is wrong right under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from cluster_desk.errors import DeskError
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from ui.kit.labels import IconLabel, Label, ShyLabel
from ui.kit.layout import column, panel, row
from ui.kit.style import set_property
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, MEDIUM, META, REGULAR, SEMIBOLD

_NAME_LEAST = 170
_LONGEST_NOTE = 50_000
# Whoever looks at another window, or opens a menu, comes back to go on typing.
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_EDITING = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Delete,
)
_SIGNS = {
    "error": ("circle-alert", "bad_dot", "bad_fg"),
    "warn": ("triangle-alert", "warn_dot", "warn_fg"),
}


def _legible(text: str, kept: str = "") -> str:
    """Without what nobody sees: a paste brings signs of direction, of control, half characters."""
    if text.isprintable():
        return text
    shown = (sign if sign.isprintable() or sign in kept else _unseen(sign) for sign in text)
    return "".join(shown)


def _unseen(sign: str) -> str:
    return "" if unicodedata.category(sign) == "Cf" else " "


class Choice(QComboBox):
    """One of a few; the wheel does not change it in passing. A fixed one is only read."""

    is_fixed = False
    is_in_form = True  # where keys of editing are not meant for the page behind

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        for key, text in choices:
            self.addItem(text, key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Alt and an arrow open the list, whatever they do on the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up)
            has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if (has_alt and event.key() in arrows) or (
                self.is_in_form and any(map(event.matches, _EDITING))
            ):
                event.accept()
                return True
        return super().event(event)

    def showPopup(self) -> None:
        if not self.is_fixed:
            self.view().setAccessibleName(self.accessibleName())
            super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # With Ctrl it is a command, not the first letter of a choice.
        if self.is_fixed or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # A style sheet cannot recolour an SVG: the arrow is painted here.
        pixmap = icon_pixmap("chevron-down", "text2", SMALL, ratio=self.devicePixelRatioF())
        top = (self.height() - SMALL) // 2
        QPainter(self).drawPixmap(self.width() - SMALL - 9, top, pixmap)


class Field(QWidget):
    """Label, input and message. `parse` makes a value of the text, raising DeskError.

    Only what must be filled in is marked: where most may stay empty, «optional» is noise.
    """

    has_digits = False  # figures of one width, for codes, dates and amounts
    is_bare = False  # in a table: head and row say what it is, a tip what is wrong

    edited = Signal()
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: str = "",
        hint: str = "",
        parse: Callable[[str], object] = str,
    ) -> None:
        """`required` is the sentence shown where it is left empty; empty means optional."""
        super().__init__()
        self.label, self.editor = label, editor
        self.required, self.parse = required, parse
        self._hint = hint
        self.state = ""
        self._build()
        editor.installEventFilter(self)
        theme.changed.connect(self._wear_font)
        self._wear_font()

    def _build(self) -> None:
        name = ShyLabel(self.label, LABEL, MEDIUM, least=_NAME_LEAST)
        self._star = Label("*", LABEL, SEMIBOLD, "bad_fg")
        self._sign = IconLabel("circle-alert", "bad_dot")
        self._words = Label("", META, wrap=True, tone="text3")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        under = row((self._words, 1), gap=5)
        under.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._under = panel(under)
        if self.is_bare:
            for hidden in (name, self._star, self._under):
                hidden.setParent(self)
                hidden.hide()
            self.setLayout(column(self.editor))
        else:
            head = row(name, self._star, None, gap=4)
            self.setLayout(column(head, self.editor, self._under, None, gap=4))
        name.setBuddy(self.editor)
        self.require(self.required)
        self.clear_problem()

    # ── what is in it ────────────────────────────────────────────────────────────────────────
    def text(self) -> str:
        """What was typed, or the key of what was chosen."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put this in without its counting as typed."""
        raise NotImplementedError

    def require(self, sentence: str) -> None:
        """From now on it must be filled in, with this sentence where it is not; empty: need not."""
        self.required = sentence
        self._star.setVisible(bool(sentence))
        spoken = _("{field} (required)").format(field=self.label) if sentence else self.label
        self.editor.setAccessibleName(spoken)

    def fix(self, *, fixed: bool) -> None:
        """Only read, as plain as before, or to be written again."""
        if isinstance(self.editor, QLineEdit | QPlainTextEdit):
            self.editor.setReadOnly(fixed)
        elif isinstance(self.editor, Choice):
            self.editor.is_fixed = fixed

    def tidy(self) -> None:
        """Left for another: write what was typed the way it will be shown."""

    # ── what is wrong with it ────────────────────────────────────────────────────────────────
    def show_problem(self, message: str, state: str = "error") -> None:
        """Under the field, in red (`error`) or amber (`warn`), and said by a screen reader."""
        icon, token, tone = _SIGNS[state]
        self._sign.set_icon(icon, token)
        self._say(message, tone, state)
        self.editor.setAccessibleDescription(
            _("Error: {message}").format(message=message) if state == "error" else message
        )

    def clear_problem(self) -> None:
        """Back to the hint."""
        self._say(self._hint, "text3", "")
        self.editor.setAccessibleDescription(self._hint)

    def set_hint(self, hint: str) -> None:
        """Another hint, shown where nothing is wrong."""
        self._hint = hint
        if not self.state:
            self.clear_problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and watched is self.editor and event.lostFocus():
            if event.reason() not in _STAYS:
                self.tidy()
            self.left.emit()
        elif watched is self.editor and event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _say(self, message: str, tone: str, state: str) -> None:
        self.state = state
        self._sign.setVisible(bool(state))
        self._words.setText(message)
        self._words.set_tone(tone)
        self._under.setVisible(bool(message) and not self.is_bare)
        if self.is_bare:
            self.editor.setToolTip(message)
        set_property(self.editor, "state", state)
        change = QAccessibleEvent(self.editor, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(change)

    def _wear_font(self) -> None:
        self.editor.setFont(theme.font(BODY, REGULAR, tabular=self.has_digits))


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        example: str = "",
        longest: int = 300,
        parse: Callable[[str], object] = str,
    ) -> None:
        self._line = QLineEdit()
        self._line.setMaxLength(longest)
        self._line.setPlaceholderText(example)
        super().__init__(label, self._line, required=required, hint=hint, parse=parse)
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        self._line.returnPressed.connect(self.focusNextChild)

    def text(self) -> str:
        return " ".join(_legible(self._line.text()).split())

    def set_text(self, text: str) -> None:
        self._line.setText(text)
        self._line.setCursorPosition(0)


class DigitsField(LineField):
    """One line of a code, a date or an amount; `write` gives of a value the usual way to write it.

    So that who typed `oggi` or `12.345` sees what was understood before it is saved.
    """

    has_digits = True

    def __init__(
        self, label: str, *, write: Callable[[Any], str] | None = None, **about: Any
    ) -> None:
        super().__init__(label, **about)
        self._write = write

    def tidy(self) -> None:
        if self._write is None or not self._line.isModified() or not self.text():
            return
        try:
            written = self._write(self.parse(self.text()))
        except DeskError:  # it is said under the field
            return
        if len(written) <= self._line.maxLength():
            self.set_text(written)


class ChoiceField(Field):
    """One of a few, by key."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        required: str = "",
        hint: str = "",
        parse: Callable[[str], object] = str,
    ) -> None:
        self._box = Choice(choices)
        super().__init__(label, self._box, required=required, hint=hint, parse=parse)
        self._box.activated.connect(lambda _index: self.edited.emit())

    def text(self) -> str:
        return str(self._box.currentData() or "")

    def set_text(self, text: str) -> None:
        self._box.setCurrentIndex(max(self._box.findData(text), 0))


class TooMuch(DeskError):
    """A file was pasted where a remark is meant; what lays out a page of it would never end."""

    message = N_("Too long: at most {limit} characters.")


class NoteField(Field):
    """Some lines of text; Tab leaves it."""

    def __init__(self, label: str, *, required: str = "", hint: str = "", lines: int = 3) -> None:
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme.scaled(19) * lines + 16)
        super().__init__(label, self._note, required=required, hint=hint, parse=_note)
        self._note.textChanged.connect(self.edited)

    def text(self) -> str:
        return _legible(self._note.toPlainText(), kept="\n\t").strip()

    def set_text(self, text: str) -> None:
        self._note.setPlainText(text)


def _note(text: str) -> str:
    if len(text) > _LONGEST_NOTE:
        raise TooMuch(limit=count_text(_LONGEST_NOTE))
    return text
