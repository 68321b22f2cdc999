"""The card at the right while several rows of a list are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import _
from ui.kit.buttons import IconButton
from ui.kit.labels import Label, Overline
from ui.kit.layout import Rule, clear, column, panel, row, scrolled, set_ground
from ui.pages.actions import ActionSet
from ui.pages.lists.spec import ListSpec
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, META

_NAMED = 12


class TickedCard(QWidget):
    """How many, the sums of the room, the first names, and what can be done with all of them."""

    def __init__(
        self,
        spec: ListSpec,
        actions: ActionSet,
        name: str,
        *,
        sums: QWidget | QLayout | None = None,
        buttons: Sequence[str] = ("export_ticked", "copy"),
        named: bool = True,
    ) -> None:
        """`name` is what a screen reader calls it; `buttons` are ids without the list's name.

        Where they are too many to be `named`, only the sums stand over the buttons.
        """
        super().__init__()
        self._words = spec.words
        set_ground(self, "surface")
        self.setAccessibleName(name)
        self._title = Label("", 15.5, BOLD, wrap=True)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions[f"{spec.name}.tick_none"].trigger)
        words = column(self._title, about, gap=2)
        head = row((words, 1), close, margins=(16, 16, 14, 12))
        self._names = column(gap=10)
        doing = [actions.button(f"{spec.name}.{each}") for each in buttons]
        for button in doing:
            button.setProperty("wide", "true")
        parts: list[QWidget | QLayout] = [] if sums is None else [sums]
        parts += [Overline(_("Selected")), self._names] if named else []
        parts += [Rule(), *doing]
        body = panel(column(*parts, None, gap=12, margins=(16, 4, 16, 16)))
        self.setLayout(column(head, (scrolled(body, name), 1), gap=0))

    def count_rows(self, count: int) -> None:
        """Say how many there are."""
        self._title.setText(self._words.ticked(count))

    def name_rows(self, rows: Sequence[Any], line: Callable[[Any], QWidget | QLayout]) -> None:
        """Say how many there are, and make a `line` of each of the first."""
        self.count_rows(len(rows))
        clear(self._names)
        for each in rows[:_NAMED]:
            shown = line(each)
            if isinstance(shown, QLayout):
                self._names.addLayout(shown)
            else:
                self._names.addWidget(shown)
        rest = len(rows) - _NAMED
        if rest > 0:
            more = count_words("and {count} more", "and {count} more", rest)
            self._names.addWidget(Label(more, META, tone="text3"))
