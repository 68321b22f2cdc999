"""The palette: a line over the page, and under it whatever the letters may mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cluster_desk.i18n import _
from ui.kit.announce import announce
from ui.kit.chips import Chip
from ui.kit.keys import KeyCap, key_hint, key_text
from ui.kit.labels import GivingLabel, IconLabel, Label
from ui.kit.layout import Rule, column, panel, row
from ui.palette.entries import Entry
from ui.palette.gathering import Gathering, what_is_looked_through
from ui.palette.line import PaletteLine
from ui.palette.overlay import Overlay
from ui.palette.results import ResultList, spoken
from ui.palette.scopes import SCOPES, read_scope
from ui.theme.icons import MIDDLE
from ui.theme.tokens import CAPTION

_AROUND_LIST = 112  # the line above it and the hints below
_LEAST = 40


class Palette(Overlay):
    """The first line is lit: Enter takes it, arrows another, Tab its own actions."""

    def __init__(self, host: QWidget, gathering: Gathering) -> None:
        super().__init__(host)
        self._gathering = gathering
        self._is_entered = False  # Enter was pressed before the answers were there
        self._has_moved = False
        self._build()
        self._wire()
        self.setAccessibleName(_("Search and commands"))

    def _build(self) -> None:
        self.line = PaletteLine(_("Search or run a command…"))
        self._scope = Chip("", dot=False)
        glass, escape = IconLabel("search", "text2", MIDDLE), KeyCap(key_text("Esc"))
        parts = (glass, (self.line, 1), self._scope, escape)
        head = row(*parts, gap=8, margins=(18, 10, 16, 10))
        self.results = ResultList()
        self._why = Label("", tone="text3", wrap=True)
        self._nothing = panel(row((self._why, 1), margins=(20, 14, 20, 14)))
        inside = (head, Rule(), self.results, self._nothing, Rule(), panel(_hints()))
        self.box.setLayout(column(*inside, gap=0))
        self.setFocusProxy(self.line)

    def _wire(self) -> None:
        self.line.textEdited.connect(lambda _text: self._look())
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._enter)
        self.line.went_in.connect(self._go_in)
        self.line.went_out.connect(self._go_out)
        self.line.left.connect(lambda: self._go_out() or self.leave())
        self.results.picked.connect(self._run)
        self._gathering.changed.connect(self._show)
        self.resized.connect(self._fit)

    def open(self, text: str = "") -> None:
        """Show it; `text` is what the line begins with, such as a sign of SCOPES."""
        self._gathering.begin()
        self._begin(text)

    def offer(self, entries: Sequence[Entry], heading: str) -> None:
        """Show a choice among these alone."""
        self._gathering.begin(entries, heading)
        self._begin("")

    # ── typing ───────────────────────────────────────────────────────────────────────────────
    def _begin(self, text: str) -> None:
        self.line.setText(text)
        self.line.ask()
        self.appear()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)  # the focus selects all, and a sign would be typed over
        self._look()

    def _look(self) -> None:
        self._has_moved = self._is_entered = False
        self._gathering.look(self.line.text())
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        line, lit = self.line.text(), self.results.chosen()
        entries = self._gathering.entries(line)
        heading = _("Actions") if self._gathering.inside else self._gathering.heading
        self.results.lines.show_entries(entries, heading)
        self.results.choose(lit.key if lit is not None and self._has_moved else "")
        self._scope.say(what_is_looked_through(line, self._gathering.heading))
        self.results.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._why.setText(self._why_nothing(read_scope(line)[1]))
        self._fit()
        if self._is_entered and not self._gathering.is_waiting:
            self._enter()

    def _why_nothing(self, typed: str) -> str:
        if self._gathering.is_waiting:
            return _("Searching…")
        if not typed:
            return _("Type a few letters.")
        return _("Nothing found for «{typed}»: try another word, or fewer.").format(typed=typed)

    def _fit(self) -> None:
        most = max(self.room() - _AROUND_LIST, _LEAST)
        self.results.setFixedHeight(min(self.results.height_of_lines() + 8, most))
        self.settle()

    # ── choosing ─────────────────────────────────────────────────────────────────────────────
    def _step(self, steps: int) -> None:
        self._has_moved = True
        self.results.step(steps)
        entry = self.results.chosen()
        if entry is not None:
            announce(self.line, spoken(entry))

    def _enter(self) -> None:
        if self._gathering.is_waiting and not self._has_moved:
            self._is_entered = True  # typed faster than the desk answers: wait for it
            return
        entry = self.results.chosen()
        if entry is not None:
            self._run(entry)

    def _run(self, entry: Entry) -> None:
        self._gathering.note(entry)
        self.leave()
        entry.run()

    def _go_in(self) -> None:
        entry = self.results.chosen()
        if entry is not None and self._gathering.go_in(entry):
            self._typed_before = self.line.text()
            self.line.clear()
            self.line.ask(_("What do you want to do with it?"))
            self._look()
            announce(self.line, _("Actions on {name}").format(name=entry.title))

    def _go_out(self) -> bool:
        if self._gathering.go_out() is None:
            return False
        self.line.setText(self._typed_before)
        self.line.ask()
        self._look()
        return True


def _hints() -> QHBoxLayout:
    caps = (("↑↓", _("choose")), ("Return", _("open")), ("Tab", _("actions on it")))
    signs = "   ".join(f"{scope.sign} {_(scope.text)}" for scope in SCOPES[1:6])
    words = GivingLabel(signs, CAPTION, tone="text3")
    words.setAlignment(Qt.AlignmentFlag.AlignRight)
    hints = [key_hint(keys, text) for keys, text in caps]
    return row(*hints, (words, 1), gap=12, margins=(18, 9, 18, 9))
