"""The words of documents: chosen from a list, edited beside it; what is typed stays by text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cluster_desk.domain.folding import fold
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.errors import Conflict, DeskError, Invalid
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import Profile, profile, statute_rules
from cluster_desk.queries.association_record import own_texts
from cluster_desk.reports.texts.defaults import LANGUAGE, TextKey, default, known_names
from cluster_desk.reports.texts.template import Template
from cluster_desk.running import Outcome
from cluster_desk.services.association.settings import SetText, set_text
from cluster_desk.store.elsewhere import Sight
from ui.kit.banner import Banner
from ui.kit.layout import Rule, column, panel, row, set_ground
from ui.kit.search import SearchLine
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.pages.drafts import DeskDrafts, FormDraft
from ui.pages.notices import undoable
from ui.pages.page import Page
from ui.settings.panel import Panel
from ui.settings.text_editor import TextEditor

_LIST_WIDTH = 372


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the association wrote itself, and what previews print of it."""

    texts: Mapping[str, str]
    profile: Profile | None
    rules: StatuteRules


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """A text in the list."""

    id: int
    key: TextKey
    state: str  # `own`, `typed` or empty


class TypedTexts(QObject):
    """The texts that are being written and not saved, by name; `retyped` when a draft came."""

    changed = Signal()
    retyped = Signal(str)  # the key of the first

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.sources: dict[TextKey, str] = {}
        self._owner = owner

    def put(self, key: TextKey, source: str | None) -> None:
        """What stands in a text now; None where that is what is saved."""
        if source is None:
            self.sources.pop(key, None)
        else:
            self.sources[key] = source
        self.changed.emit()

    def clear(self) -> None:
        """Saved, or given up."""
        self.sources.clear()
        self.changed.emit()

    # ── what its draft asks ──────────────────────────────────────────────────────────────────
    @property
    def is_alive(self) -> bool:
        """Whether its part of the settings is still there."""
        return bool(isValid(self._owner))

    @property
    def is_dirty(self) -> bool:
        """Whether anything is not saved."""
        return bool(self.sources)

    def changes(self) -> dict[str, str]:
        """Every source by the name of its text."""
        return {key.value: source for key, source in self.sources.items()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Texts the program no longer knows are left out."""
        known = {key: texts[key.value] for key in TextKey if key.value in texts}
        self.sources |= known
        self.changed.emit()
        for key in known:
            self.retyped.emit(key.value)
            return


class TextsPanel(Panel):
    """A text that names a field nobody knows is not saved, and says where it stands."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"association"})
    may_search = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._written = Written(texts={}, profile=None, rules=StatuteRules())
        self.typed = TypedTexts(self)
        self.sight: Sight | None = None  # of the desk, when its texts were read
        self._wanted = 1  # the text that is opened first
        self._lines: list[TextLine] = []
        self.model = RowsModel(_COLUMNS, lambda line: int(line.id))
        self.table = TableView(self.model, _("Texts"))
        self.model.setParent(self.table)
        self.model.rows_wanted.connect(
            lambda ids: self.model.take_rows([line for line in self._lines if line.id in ids])
        )
        self.search = SearchLine(_("Search a text"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._show_list())
        self.editor = TextEditor(page)
        side = panel(
            column(row((self.search, 1), margins=(12, 10, 12, 10)), Rule(), (self.table, 1), gap=0)
        )
        set_ground(side, "surface")
        side.setFixedWidth(_LIST_WIDTH)  # what is written beside needs the room
        self.offer = Banner("info", closable=False)
        around = panel(row(self.offer, margins=(18, 10, 18, 10)))
        around.hide()
        self.offer.shown.connect(around.setVisible)
        body = row(side, Rule(upright=True), (self.editor, 1), gap=0)
        self.setLayout(column(around, (panel(body), 1), gap=0))
        self.draft = FormDraft(DeskDrafts(self.workspace), "settings:texts", self.typed, self.offer)
        page.left.connect(self.draft.end)
        self.typed.retyped.connect(lambda key: _go_on(self, TextKey(key)))
        self.table.looked_at.connect(self._open)
        self.search.list_key.connect(self.table.keyPressEvent)
        self.editor.typed.connect(self._keep)

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    def load(self) -> None:
        today = self.workspace.today()
        self.workspace.read(_written, on=today, then=self._show, lane="settings-texts")

    def areas(self) -> list[QWidget]:
        return [self.table, self.editor.source, self.editor.preview]

    def look_for(self, view: str, record: int | None) -> None:
        """`texts.receipt` opens that text."""
        found = next((key for key in TextKey if key.value == view), None)
        if found is not None:
            self._wanted = _place(found)
            self.table.look_at(self._wanted)

    def start_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @property
    def is_dirty(self) -> bool:
        return self.typed.is_dirty

    @property
    def problem_count(self) -> int:
        return len(self.editor.problems)

    def next_error(self) -> None:
        self.editor.go_to_problem()

    def save(self) -> None:
        """Everything that was typed; a text that cannot be printed is shown instead."""
        for key, source in list(self.typed.sources.items()):
            try:
                Template.parse(source, known=known_names(key))
            except Invalid:
                self.table.look_at(_place(key))
                self.editor.go_to_problem()
                return
        for key, source in list(self.typed.sources.items()):
            own = "" if source.strip() == default(key).strip() else source
            self.workspace.write(
                set_text,
                SetText(key=key.value, source=own, language=LANGUAGE),
                then=partial(_saved, self, key, source),
                refused=partial(_refused, self),
                sight=self.sight,
            )

    def discard(self) -> None:
        self.typed.clear()
        self._show_list()
        self._open(self.table.current_id())

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, written: Written) -> None:
        first = not self.was_loaded
        if not self.is_dirty:
            self.sight = self.workspace.outlook.sight()
        self._written, self.was_loaded = written, True
        self._show_list()
        if first:
            self.table.look_at(self._wanted)
        else:
            self._open(self.table.current_id())

    def _show_list(self) -> None:
        wanted = fold(self.search.text())
        here = self.table.current_id()
        self._lines = [
            TextLine(id=place, key=key, state=self._state(key))
            for place, key in enumerate(TextKey, 1)
            if wanted in fold(key.label)
        ]
        self.model.show([line.id for line in self._lines], self._lines)
        self.table.look_at(here)
        self.changed.emit()

    def _state(self, key: TextKey) -> str:
        if key in self.typed.sources:
            return "typed"
        return "own" if key.value in self._written.texts else ""

    def _open(self, place: int | None) -> None:
        if place is None:
            return
        key = list(TextKey)[place - 1]
        kept = _kept(self._written, key)
        self.editor.show_text(
            key,
            self.typed.sources.get(key, kept),
            is_own=key.value in self._written.texts or key in self.typed.sources,
            about=self._written.profile,
            rules=self._written.rules,
        )
        self.changed.emit()

    def _keep(self, source: str) -> None:
        key = self.editor.key
        before = key in self.typed.sources
        self.typed.put(key, None if source == _kept(self._written, key) else source)
        if before is not (key in self.typed.sources):
            self._show_list()
        self.changed.emit()


def _saved(panel: TextsPanel, key: TextKey, source: str, outcome: Outcome[Any]) -> None:
    if not isValid(panel):
        return
    if panel.typed.sources.get(key) == source:  # nothing was typed meanwhile
        panel.typed.put(key, None)
    panel.page.noticed.emit(undoable(panel.workspace, outcome))


def _refused(panel: TextsPanel, error: DeskError) -> None:
    """What was typed stays; of a text that somebody else changed is told once."""
    if not isValid(panel):
        return
    if isinstance(error, Conflict):
        panel.sight = None
    panel.page.refused.emit(str(error))


def _go_on(panel: TextsPanel, key: TextKey) -> None:
    """A draft was taken up: its first text is open, with the cursor in it."""
    panel._show_list()
    panel.table.look_at(_place(key))
    panel._open(_place(key))
    panel.editor.source.setFocus()


def _written(session: Any, *, on: date) -> Written:
    return Written(
        texts=own_texts(session, LANGUAGE),
        profile=profile(session, on=on),
        rules=statute_rules(session),
    )


def _kept(written: Written, key: TextKey) -> str:
    return written.texts.get(key.value) or default(key)


def _place(key: TextKey) -> int:
    return list(TextKey).index(key) + 1


def _state_cell(line: TextLine) -> Cell:
    if line.state == "typed":
        return cells.chip(_("not saved"), "warn")
    if line.state == "own":
        return cells.chip(_("yours"), "info")
    return cells.chip("", "neutral")


_COLUMNS = (
    Column(
        key="text",
        title=N_("Text"),
        width=220,
        stretch=True,
        cell=lambda line: Cell(text=line.key.label),
    ),
    Column(key="state", title=N_("State"), width=110, cell=_state_cell),
)
