"""One figure in a card: its name, a chip, the value, a line under it, a small chart beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from ui.kit.chips import chip_height
from ui.kit.labels import GivingLabel, IconLabel, Label
from ui.kit.layout import Card, column, row
from ui.kit.links import ChipLink, TextLink
from ui.pages.targets import Target
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, ITEM, LABEL, MEDIUM, META, REGULAR

_SIZE = 27.0
_EDGE = 13


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a card says, and where each of its numbers leads. Empty words are not shown."""

    title: str
    value: str
    target: Target
    unit: str = ""
    chip: str = ""
    tone: str = "neutral"
    chip_name: str = ""
    chip_target: Target | None = None
    under: str = ""
    under_target: Target | None = None

    @property
    def spoken(self) -> str:
        """The value with its name."""
        return f"{self.title}: {self.value} {self.unit}".strip()


class KpiCard(Card):
    """`wanted` when somebody follows one of its numbers."""

    wanted = Signal(object)

    def __init__(self, icon: str, chart: QWidget) -> None:
        self._title = GivingLabel("", LABEL, MEDIUM, "text2")
        self.value = TextLink("", _SIZE, BOLD, "text", tracking=-0.5)
        self.value.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._unit = Label("", ITEM - 3, MEDIUM, "text2")
        self.chip, self.under = ChipLink(), TextLink("", META, REGULAR, "text3")
        self._chart, self._has_chart = chart, True
        figure = row(self.value, self._unit, None, chart, gap=2)
        figure.setAlignment(self._unit, Qt.AlignmentFlag.AlignBottom)
        self._unit.setContentsMargins(0, 0, 0, 5)
        head = row(IconLabel(icon, "text3"), (self._title, 1), self.chip, gap=7)
        head.setContentsMargins(4, 0, 0, 0)
        self._strut = QSpacerItem(0, 0)  # as high with a chip as without
        head.addItem(self._strut)
        words = column(figure, self.under, gap=0)
        super().__init__(column(head, words, gap=3, margins=(_EDGE - 2, 10, _EDGE, 11)))
        QWidget.setTabOrder(self.value, self.chip)
        QWidget.setTabOrder(self.chip, self.under)
        self._targets: dict[QWidget, Target | None] = {}
        theme.changed.connect(self._measure)
        self._measure()
        for link in (self.value, self.chip, self.under):
            link.clicked.connect(lambda _on, link=link: self._follow(link))

    def show_figure(self, figure: Figure, *, chart: bool = True) -> None:
        """Other words and numbers; without a `chart` where it would show nothing."""
        self._title.setText(figure.title)
        self.value.say(figure.value, figure.spoken)
        self._unit.setText(figure.unit)
        self._unit.setVisible(bool(figure.unit))
        self.chip.say(figure.chip, figure.tone, figure.chip_name)
        self.under.say(figure.under)
        self._targets = {
            self.value: figure.target,
            self.chip: figure.chip_target or figure.target,
            self.under: figure.under_target or figure.target,
        }
        self._has_chart = chart
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The chart gives way to the figure."""
        words = self.value.sizeHint().width()
        if self._unit.text():
            words += self._unit.sizeHint().width()
        room = self.contentsRect().width() - 2 * _EDGE
        self._chart.setVisible(self._has_chart and words + self._chart.width() + 4 <= room)

    def _measure(self) -> None:
        self._strut.changeSize(0, chip_height() + 4)

    def _follow(self, link: QWidget) -> None:
        target = self._targets.get(link)
        if target is not None:
            self.wanted.emit(target)
