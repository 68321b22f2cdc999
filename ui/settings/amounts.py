"""Type the fee table as a table: categories down, sizes across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import _
from ui.kit.fields import DigitsField, Field
from ui.kit.labels import Label
from ui.theme.tokens import BODY, LABEL, MEDIUM

SIZES: tuple[SizeClass | None, ...] = (None, *SizeClass)


class AmountCell(DigitsField):
    """One amount of the table."""

    is_bare = True

    def __init__(self, name: str) -> None:
        super().__init__(name, longest=16, parse=parse_money, write=money_text)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)


def rate_fields() -> dict[str, Field]:
    """One for every category and size; an empty one says that nobody decided."""
    return {
        rate_name(category, size): AmountCell(f"{category.label}, {_size_label(size)}")
        for category in MemberCategory
        for size in SIZES
    }


def rate_grid(fields: Mapping[str, Field]) -> QGridLayout:
    """The fields in their rows and columns, with heads."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 2)
    for place, size in enumerate(SIZES, 1):
        head = Label(_size_label(size), LABEL, MEDIUM, "text2", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(head, 0, place)
        grid.setColumnStretch(place, 2)
    for line, category in enumerate(MemberCategory, 1):
        grid.addWidget(Label(category.label, BODY, MEDIUM), line, 0)
        for place, size in enumerate(SIZES, 1):
            grid.addWidget(fields[rate_name(category, size)], line, place)
    return grid


def rate_texts(rates: Iterable[FeeRate]) -> dict[str, str]:
    """What stands in the cells."""
    texts = {rate_name(category, size): "" for category in MemberCategory for size in SIZES}
    for rate in rates:
        texts[rate_name(rate.category, rate.size)] = money_text(rate.amount)
    return texts


def rates_of(values: Mapping[str, Money | None]) -> tuple[FeeRate, ...]:
    """The rates that were typed."""
    return tuple(
        FeeRate(category=category, size=size, amount=amount)
        for category in MemberCategory
        for size in SIZES
        if (amount := values.get(rate_name(category, size))) is not None
    )


def rate_name(category: MemberCategory, size: SizeClass | None) -> str:
    """The field's name in the form."""
    return f"rate:{category.value}:{size.value if size else ''}"


def _size_label(size: SizeClass | None) -> str:
    return size.label if size else _("Any size")
