"""Every scene of the tour: names for all that takes the focus, nothing cut, nothing English.

On the smallest screen once more with the largest text: what tells least has given way there, and
no title, day or amount is cut.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from tests.architecture.tree import expect_none
from tests.desks import TODAY
from tests.figures import IS_RELEASE
from tests.window.hands import Hands
from ui.kit.fields import Field
from ui.kit.keys import KeyCap
from ui.kit.labels import GivingLabel, Title
from ui.kit.table.columns import CellKind
from ui.kit.table.delegate import width_of
from ui.kit.table.model import RowsModel
from ui.kit.table.surface import TableSurface
from ui.kit.tabs import Tabs
from ui.members.columns import COLUMNS
from ui.shell.topbar import FindButton
from ui.stage import Stage
from ui.theme.theme import Appearance, theme
from ui.theme.tokens import TEXT_SIZES
from ui.tour_scene import Scene
from ui.tour_scenes import SCENES, plain_scenes

# Words that would stand on an Italian screen only by mistake; names of keys and codes aside.
ENGLISH = re.compile(
    r"\b(the|and|member|members|fee|fees|paid|overdue|edit|save|close|import of|of the|with)\b",
    re.IGNORECASE,
)
SMALLEST = QSize(1366, 690)
BANNED = re.compile(r"\b(tessera|tess\.|anno sociale|candidat[oi]|moros[oi]|E')", re.IGNORECASE)


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    dressed: QApplication,
    demo: Path,
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stage]:
    scene: Scene = request.param
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    source = sqlite_template if scene.is_empty else demo
    desk = Path(shutil.copy(source, tmp_path / "scene.desk"))
    theme.resize_text(scene.text_size)
    stage = Stage(desk, size=scene.size, is_dark=scene.is_dark, clock=TODAY, place=scene.place)
    scene.play(stage)
    stage.settle()
    yield stage
    stage.close()
    theme.resize_text(100)
    theme.wear(Appearance.LIGHT)


# Names, words and measures are the same in the dark. The gate looks at every place as it opens on
# the smallest screen, and at an eighth of what was thought of; a release looks at everything.
_OPENED = [s for s in plain_scenes() if s.size == (1366, 690) and not s.is_dark]
_CHOSEN = [s for s in SCENES if not s.is_dark and crc32(s.name.encode()) % 8 == 0]
CHOSEN = [*SCENES, *plain_scenes()] if IS_RELEASE else [*_OPENED, *_CHOSEN]
every_scene = pytest.mark.parametrize(
    "stage", CHOSEN, indirect=True, ids=[scene.name for scene in CHOSEN]
)


def seen(stage: Stage) -> list[QWidget]:
    return [w for w in stage.window.findChildren(QWidget) if w.isVisible()]


@every_scene
def test_a_scene_has_names_fits_and_speaks_italian(stage: Stage) -> None:
    widgets = seen(stage)
    faults = [*nameless(widgets), *cut(widgets), *foreign(widgets)]
    if stage.window.size() == SMALLEST and theme.text_size == 100:
        theme.resize_text(TEXT_SIZES[-1])
        stage.settle()
        faults += squeezed(stage, seen(stage))
    expect_none(faults)


def squeezed(stage: Stage, widgets: list[QWidget]) -> Iterator[str]:
    """What is lost with the largest text: a title, a tab, a figure, the edge of a form."""
    if stage.window.size() != SMALLEST:
        yield f"the window grew to {stage.window.size()}"
    for widget in widgets:
        if isinstance(widget, Title) and widget.sizeHint().width() > widget.width() + 1:
            yield f"title: «{widget.text()}»"
        elif isinstance(widget, Tabs):
            yield from _lost_tabs(widget)
        elif isinstance(widget, TableSurface):
            yield from _lost_figures(widget)
        elif isinstance(widget, FindButton):
            words = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            if widget.findChildren(KeyCap)[0].x() < words + 28:  # the glass, and its edge
                yield f"under the keys: «{widget.text()}»"
        elif isinstance(widget, QScrollArea):
            inner, room = widget.widget(), widget.viewport().width()
            hidden = widget.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if inner is not None and hidden and inner.width() > room + 1:
                yield f"beyond the edge: «{widget.accessibleName()}»"


def _lost_tabs(tabs: Tabs) -> Iterator[str]:
    for place in range(tabs.count()):
        if tabs.isTabVisible(place) and tabs.tabRect(place).right() > tabs.width() + 1:
            yield f"tab: «{tabs.tabText(place)}»"


def _lost_figures(table: TableSurface) -> Iterator[str]:
    """Figures of the rows that are seen: days, codes, amounts."""
    model = table.model()
    assert isinstance(model, RowsModel)
    shown = [place for place in range(len(model.columns)) if not table.isColumnHidden(place)]
    if sum(map(table.columnWidth, shown)) > table.viewport().width() + 1:
        yield f"columns beyond the edge: «{table.accessibleName()}»"
    for row in range(max(table.rowAt(0), 0), table.rowAt(table.viewport().height() - 1) + 1):
        for place in shown:
            cell = model.cell(row, place)
            is_figure = cell.kind in (CellKind.NUMBER, CellKind.MONEY)
            if is_figure and width_of(cell) > table.columnWidth(place) + 1:
                yield f"figure: «{cell.text}» in «{model.columns[place].title}»"


def nameless(widgets: list[QWidget]) -> Iterator[str]:
    """What takes the focus by Tab and says nothing about itself."""
    for widget in widgets:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not spoken(widget):
            yield f"no name: {widget!r} in {widget.parentWidget()!r}"


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def cut(widgets: list[QWidget]) -> Iterator[str]:
    """Words that are wider than where they stand, though nothing says that they give way."""
    for widget in widgets:
        if isinstance(widget, QLabel) and not isinstance(widget, GivingLabel):
            room = widget.contentsRect()
            metrics = QFontMetrics(widget.font())
            needed = metrics.horizontalAdvance(widget.text())
            wide = not widget.wordWrap() and needed > room.width() + 1
            high = widget.wordWrap() and widget.heightForWidth(room.width()) > room.height() + 1
            if wide or high:
                yield f"cut: «{widget.text()}» {room.size()}"
        elif isinstance(widget, QPushButton) and _is_cut(widget):
            yield f"cut: button «{widget.text()}»"


def _is_cut(button: QPushButton) -> bool:
    return bool(button.text()) and button.width() < button.sizeHint().width()


def foreign(widgets: list[QWidget]) -> Iterator[str]:
    """English, and words the association never uses."""
    for widget in widgets:
        shown = "" if isinstance(widget, Field) else getattr(widget, "text", str)()
        for text in {spoken(widget), widget.toolTip(), shown}:  # a field's text is a key
            if isinstance(text, str) and (ENGLISH.search(text) or BANNED.search(text)):
                yield f"words: «{text}»"


def test_the_cells_of_the_list_are_spoken(hands: Hands) -> None:
    model = hands.page.list.model
    keys = [column.key for column in model.columns]
    role = Qt.ItemDataRole.AccessibleTextRole

    def said(key: str) -> str:
        return str(model.data(model.index(0, keys.index(key)), role))

    assert said("name") == "Adda Botanica S.r.l., fondatore"
    assert said("payment") == "Quota: Pagata"
    assert said("balance") == "niente"
    assert said(CellKind.CHECK) == "non selezionato"
    hands.press("Space")
    assert said(CellKind.CHECK) == "selezionato"


def test_a_screen_reader_finds_rows_and_columns(hands: Hands) -> None:
    interface = QAccessible.queryAccessibleInterface(hands.table)
    children = [interface.child(number) for number in range(2 * len(COLUMNS))]
    said = [child.text(QAccessible.Text.Name) for child in children]
    assert "Denominazione" in said
    assert "Adda Botanica S.r.l., fondatore" in said


def test_every_label_belongs_to_its_input(hands: Hands) -> None:
    hands.press("Ctrl+N")
    for field in hands.page.findChildren(Field):
        buddies = [label.buddy() for label in field.findChildren(QLabel) if label.buddy()]
        assert buddies == [field.editor]


def test_tab_goes_through_a_form_as_it_is_read(hands: Hands) -> None:
    hands.press("Ctrl+N")
    fields = list(hands.page.form.fields.values())
    for field in fields:
        assert hands.focus() == field.editor
        hands.press("Tab")
    assert hands.page.foot.isAncestorOf(hands.focus())
