"""Print one fact in the form a text asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_long, date_text, time_text, weekday_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.people import join_names
from cluster_desk.formats.words import amount_in_words, number_in_words
from cluster_desk.reports.texts import marks
from cluster_desk.reports.texts.fields import Field, FieldKind, Form
from cluster_desk.reports.texts.titles import OfficeTitle


def is_given(value: object) -> bool:
    """Whether there is something to print: zero and False are, nothing and empty text are not."""
    if value is None or value == ():
        return False
    if isinstance(value, str):
        return bool(marks.one_line(value))
    return not isinstance(value, Sequence) or any(is_given(each) for each in value)


def printed(field: Field, form: Form, value: object) -> str:
    """The value as it stands in a text, in the language of this moment.

    TypeError where the caller gave another type than the field's kind asks for.
    """
    expected, forms = _PRINTERS[field.kind]
    is_text_as_list = isinstance(value, str) and expected is Sequence
    if not isinstance(value, expected) or isinstance(value, bool) or is_text_as_list:
        raise TypeError(f"{field.name} is {field.kind.name}, not {type(value).__name__}")
    return forms[form](value)


def _items(mark: str) -> Callable[[Sequence[str]], str]:
    def show(items: Sequence[str]) -> str:
        cleaned = filter(None, map(marks.one_line, items))
        return "".join(mark + item for item in cleaned) + marks.LIST_END

    return show


def _names(names: Sequence[str]) -> str:
    return join_names(filter(None, map(marks.one_line, names)))


def _prose(text: str) -> str:
    return "\n".join(marks.lines_of(text))


def _amount(amount: Money) -> str:
    return money_text(amount, symbol=True)


def _title(part: str) -> Callable[[OfficeTitle], str]:
    return lambda title: marks.one_line(getattr(title, part))


_PRINTERS: dict[FieldKind, tuple[Any, dict[Form, Callable[[Any], str]]]] = {
    FieldKind.TEXT: (str, {Form.PLAIN: marks.one_line}),
    FieldKind.PROSE: (str, {Form.PLAIN: _prose}),
    FieldKind.LINES: (Sequence, {Form.PLAIN: _items(marks.ITEM)}),
    FieldKind.NUMBERED: (Sequence, {Form.PLAIN: _items(marks.NUMBERED)}),
    FieldKind.NAMES: (Sequence, {Form.PLAIN: _names}),
    FieldKind.NUMBER: (int, {Form.PLAIN: str, Form.WORDS: number_in_words}),
    FieldKind.MONEY: (Money, {Form.PLAIN: _amount, Form.WORDS: amount_in_words}),
    FieldKind.DATE: (
        date,
        {Form.PLAIN: date_text, Form.LONG: date_long, Form.WEEKDAY: weekday_text},
    ),
    FieldKind.TIME: (time, {Form.PLAIN: time_text}),
    FieldKind.TITLE: (
        OfficeTitle,
        {
            Form.TITLE: _title("plain"),
            Form.TITLE_CAPITAL: _title("capital"),
            Form.TITLE_OF: _title("of"),
        },
    ),
    FieldKind.BODY: (
        OfficeTitle,
        {
            Form.PLAIN: _title("plain"),
            Form.CAPITAL: _title("capital"),
            Form.OF: _title("of"),
            Form.TO: _title("to"),
        },
    ),
    FieldKind.ARTICLE: (str, {Form.PLAIN: marks.one_line}),
}
