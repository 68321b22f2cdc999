"""Tie the fields of a form to the values of a command, and problems to the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cluster_desk.errors import DeskError, Problem
from ui.kit.fields import Field


class Form(QObject):
    """Fields by name. Nothing is judged while it is first typed; an error clears at once."""

    changed = Signal()  # something was typed, or what is wrong is another

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self.fields = dict(fields)
        self._saved: dict[str, str] = {}
        for name, field in self.fields.items():
            field.edited.connect(lambda name=name: self._edited(name))
            field.left.connect(lambda name=name: self._left(name))

    def load(self, texts: Mapping[str, str]) -> None:
        """Fill in; from here on counts what is changed."""
        for name, field in self.fields.items():
            field.set_text(texts.get(name, field.text()))
            field.clear_problem()
        self._saved = self.texts()
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def changes(self) -> dict[str, str]:
        """What differs from what was loaded."""
        return {n: text for n, text in self.texts().items() if text != self._saved.get(n, "")}

    @property
    def is_alive(self) -> bool:
        """Whether its fields are still there: a timer may ask when their page is gone."""
        return all(isValid(field.editor) for field in self.fields.values())

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what was loaded."""
        return bool(self.changes())

    def save_as(self, texts: Mapping[str, str]) -> None:
        """What is saved is this now; what is typed stays."""
        self._saved |= texts
        self.changed.emit()

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put these in as if they were typed now; the keyboard goes to the first field."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].set_text(text)
                self.fields[name].edited.emit()
        next(iter(self.fields.values())).editor.setFocus()

    def values(self) -> dict[str, Any] | None:
        """Every value, or None with each problem under its field."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            message, value = _judge(field)
            if message:
                field.show_problem(message)
            else:
                field.clear_problem()
                found[name] = value
        self.changed.emit()
        return None if self.invalid() else found

    def show_problems(self, problems: Sequence[Problem]) -> list[str]:
        """Put what the use-case found under its fields; the sentences that belong to none."""
        homeless = []
        for problem in problems:
            field = self.fields.get(problem.field)
            if field is None:
                homeless.append(problem.message)
            else:
                field.show_problem(problem.message)
        self.changed.emit()
        return homeless

    def invalid(self) -> list[str]:
        """The names of the fields in red, in reading order."""
        return [name for name, field in self.fields.items() if field.state == "error"]

    def focus_invalid(self, *, onward: bool = False) -> bool:
        """To the first field in red; onward, to the next after the focus, round and round."""
        invalid = self.invalid()
        if not invalid:
            return False
        proposals = QApplication.activePopupWidget()
        if proposals is not None:  # what is typed next is for the field that is shown
            proposals.close()
        names = list(self.fields)
        here = next((n for n, f in self.fields.items() if f.editor.hasFocus()), None)
        later = [n for n in invalid if here is not None and names.index(n) > names.index(here)]
        self.fields[((later if onward else []) or invalid)[0]].editor.setFocus()
        return True

    def _edited(self, name: str) -> None:
        if self.fields[name].state:
            self._check(name)
        self.changed.emit()

    def _left(self, name: str) -> None:
        field = self.fields[name]
        if field.text() and field.text() != self._saved.get(name, ""):
            self._check(name)
            self.changed.emit()

    def _check(self, name: str) -> None:
        field = self.fields[name]
        message, _value = _judge(field)
        if message:
            field.show_problem(message)
        else:
            field.clear_problem()


def _judge(field: Field) -> tuple[str, Any]:
    """What is wrong, or the value; an optional field left empty has the value None."""
    text = field.text()
    if not text:
        return field.required, None
    try:
        return "", field.parse(text)
    except DeskError as error:
        return str(error), None
