"""Tell what an operation changed, record by record, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext, pgettext
from cluster_desk.queries.history.card import FieldWords, RecordWords, TableCount
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, column, panel, row
from ui.kit.pairs import pair
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, META, SEMIBOLD

NOTHING = "—"
_LONG = 240  # a passage of minutes is read where it belongs
_NAME_WIDTH = 210


def op_words(op: str) -> tuple[str, str]:
    """What happened to a record, and its tone."""
    return {
        "I": (pgettext("record", "Added"), "ok"),
        "U": (pgettext("record", "Changed"), "info"),
        "D": (pgettext("record", "Removed"), "bad"),
    }[op]


def counts_text(count: TableCount) -> str:
    """`114 aggiunti, 2 modificati`."""
    parts = (
        (count.added, ngettext("{count} added", "{count} added", count.added)),
        (count.changed, ngettext("{count} changed", "{count} changed", count.changed)),
        (count.removed, ngettext("{count} removed", "{count} removed", count.removed)),
    )
    return ", ".join(text.format(count=count_text(number)) for number, text in parts if number)


def count_lines(counts: Iterable[TableCount]) -> QVBoxLayout:
    """Each kind of record, and how many of it."""
    lines = column(gap=6)
    for count in counts:
        text = counts_text(count)
        number = Label(text, LABEL, MEDIUM, tabular=True)
        number.setAccessibleName(f"{count.kind}: {text}")
        lines.addLayout(row((GivingLabel(count.kind, LABEL, tone="text2"), 1), number))
    return lines


def name_of(record: RecordWords) -> str:
    """`Socio · Officine Belletti`."""
    return f"{record.kind} · {record.title}" if record.title else record.kind


def compact(record: RecordWords, most: int) -> QWidget:
    """A record for the narrow card: its name, and as many of its fields as there is room for."""
    text, tone = op_words(record.op)
    head = row((GivingLabel(name_of(record), LABEL, SEMIBOLD), 1), Chip(text, tone), gap=8)
    lines = column(head, gap=6)
    for field in record.fields[:most]:
        lines.addLayout(pair(field.name, change_text(field, record.op)))
    rest = len(record.fields) - most
    if rest > 0:
        more = ngettext("and {count} more field", "and {count} more fields", rest)
        lines.addWidget(Label(more.format(count=rest), META, tone="text3"))
    if record.is_erased:
        lines.addWidget(Label(_("The contents were erased by law."), META, tone="text3"))
    return panel(lines)


def change_text(field: FieldWords, op: str) -> str:
    """`In corso → Chiusa`; of what was made or removed, the value alone."""
    if op != "U":
        return shortened(field.after or field.before)
    return f"{shortened(field.before) or NOTHING} → {shortened(field.after) or NOTHING}"


def shortened(text: str) -> str:
    """Long passages by their beginning."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


def record_card(record: RecordWords, show_story: Callable[[], object]) -> Card:
    """A record for the wide page: every field with what was there before and after."""
    text, tone = op_words(record.op)
    story = Button(_("Its history"), "history", "link", small=True, run=show_story)
    story.setAccessibleName(_("History of {record}").format(record=name_of(record)))
    name = GivingLabel(name_of(record), weight=SEMIBOLD)
    head = row(Chip(text, tone), (name, 1), story, gap=10)
    body = column(head, gap=10, margins=(16, 12, 16, 14))
    if record.is_erased:
        body.addWidget(Label(_("The contents were erased by law."), META, tone="text3"))
    else:
        body.addLayout(_grid(record.fields, record.op))
    card = Card(body)
    card.setAccessibleName(name_of(record))
    return card


def _grid(fields: Iterable[FieldWords], op: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnMinimumWidth(0, theme.scaled(_NAME_WIDTH))
    top = Qt.AlignmentFlag.AlignTop
    line = 0
    if op == "U":
        for place, title in ((1, _("Before")), (2, _("After"))):
            grid.addWidget(Label(title, META, tone="text3"), line, place, top)
        line += 1
    for field in fields:
        grid.addWidget(Label(field.name, META, tone="text3"), line, 0, top)
        for place, label in enumerate(_values(field, op), 1):
            grid.addWidget(label, line, place, top)
        line += 1
    for place in range(1, 3 if op == "U" else 2):
        grid.setColumnStretch(place, 1)
    return grid


def _values(field: FieldWords, op: str) -> list[Label]:
    if op != "U":
        label = Label(field.after or field.before, LABEL, MEDIUM, wrap=True)
        label.setAccessibleName(f"{field.name}: {label.text()}")
        return [label]
    before = Label(field.before or NOTHING, LABEL, tone="text2", wrap=True)
    after = Label(field.after or NOTHING, LABEL, MEDIUM, wrap=True)
    before.setAccessibleName(
        _("{field} before: {value}").format(field=field.name, value=before.text())
    )
    after.setAccessibleName(
        _("{field} after: {value}").format(field=field.name, value=after.text())
    )
    return [before, after]
