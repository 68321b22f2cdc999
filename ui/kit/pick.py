"""Choose one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from cluster_desk.domain.folding import fold
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from ui.kit.fields import LineField
from ui.kit.style import dress_when_shown


class NotOnTheList(DeskError):
    """What was typed is none of the choices."""

    message = N_("«{typed}» is not on the list: choose one of those proposed.")


class PickField(LineField):
    """Its text is the key of what was chosen; a part that only one choice has is enough."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        required: str = "",
        hint: str = "",
        example: str = "",
    ) -> None:
        super().__init__(
            label,
            required=required,
            hint=hint,
            example=example or _("Type a part of the name"),
            parse=self._picked,
        )
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What may be chosen: key and words."""
        self._names = dict(choices)
        self._keys = {fold(words): key for key, words in choices}
        completer = QCompleter(list(self._names.values()), self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            dress_when_shown(popup)
            popup.setAccessibleName(self.label)
        completer.activated.connect(lambda _text: self.edited.emit())
        self._line.setCompleter(completer)

    def text(self) -> str:
        typed = self._line.text().strip()
        return self._found(typed) or typed

    def set_text(self, text: str) -> None:
        super().set_text(self._names.get(text, text))

    def tidy(self) -> None:
        if self._line.isModified() and self._found(self._line.text()):
            self.set_text(self.text())  # all of its words: a part of them was enough

    def _found(self, typed: str) -> str:
        """The key of what is meant, empty where it is not clear."""
        folded = fold(typed)
        if not folded:
            return ""
        if folded in self._keys:
            return self._keys[folded]
        like = [key for words, key in self._keys.items() if folded in words]
        return like[0] if len(like) == 1 else ""

    def _picked(self, key: str) -> str:
        if key not in self._names:
            raise NotOnTheList(typed=key)
        return key
