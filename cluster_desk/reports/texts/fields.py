"""Know every name a text may use, what it means and in which forms it can be printed.

A text names a form, the caller gives the fact: `{first_call_date_long}` is made from the value
`first_call_date`, `{chair_title_cap}` from the value `chair`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from cluster_desk.reports.texts.vocabulary import FIELDS, FLAGS


class FieldKind(Enum):
    """What the caller gives for a field."""

    TEXT = auto()
    """`str` of one line."""
    PROSE = auto()
    """`str`; its lines become paragraphs."""
    LINES = auto()
    """Sequence of `str`; standing alone on its line, one paragraph each."""
    NUMBERED = auto()
    """The same, numbered from 1."""
    NAMES = auto()
    """Sequence of `str`, printed «A, B e C»."""
    NUMBER = auto()
    """`int`."""
    MONEY = auto()
    """`Money`: «€ 1.234,50»; in words «milleduecentotrentaquattro/50»."""
    DATE = auto()
    """`date`: 16/01/2026; long 16 gennaio 2026; weekday venerdì."""
    TIME = auto()
    """`time`: 14:30."""
    TITLE = auto()
    """`OfficeTitle`: il Presidente, Il Presidente, del Presidente."""
    BODY = auto()
    """`BodyTitle`: l’assemblea dei soci, L’assemblea…, dell’assemblea…, all’assemblea…"""
    ARTICLE = auto()
    """Never given: the article of the text's own statute rule."""


class Form(Enum):
    """How a value is printed; the value is the suffix of the printed name."""

    PLAIN = ""
    WORDS = "_words"
    LONG = "_long"
    WEEKDAY = "_weekday"
    TITLE = "_title"
    CAPITAL = "_cap"
    TITLE_CAPITAL = "_title_cap"
    OF = "_of"
    TITLE_OF = "_title_of"
    TO = "_to"


_FORMS = {
    FieldKind.NUMBER: (Form.PLAIN, Form.WORDS),
    FieldKind.MONEY: (Form.PLAIN, Form.WORDS),
    FieldKind.DATE: (Form.PLAIN, Form.LONG, Form.WEEKDAY),
    FieldKind.TITLE: (Form.TITLE, Form.TITLE_CAPITAL, Form.TITLE_OF),
    FieldKind.BODY: (Form.PLAIN, Form.CAPITAL, Form.OF, Form.TO),
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One fact a text may print: the name of the value, and a msgid that says what it is."""

    name: str
    kind: FieldKind
    meaning: str
    may_be_empty: bool = False

    @property
    def printed_names(self) -> tuple[tuple[str, Form], ...]:
        """What can stand between braces."""
        forms = _FORMS.get(self.kind, (Form.PLAIN,))
        return tuple((self._printed_name(form), form) for form in forms)

    def _printed_name(self, form: Form) -> str:
        base = self.name.removesuffix("_date") if form is Form.WEEKDAY else self.name
        return base + form.value


def find_field(printed_name: str) -> tuple[Field, Form] | None:
    """The field and the form meant by a name between braces, or None."""
    return _by_printed_name().get(printed_name)


def is_flag(name: str) -> bool:
    """Whether a passage may depend on it: a flag, or a field that has a value or has none."""
    return name in FLAGS or name in _by_name()


def flag_meaning(name: str) -> str:
    """The msgid that says when the flag is true."""
    return FLAGS[name] if name in FLAGS else _by_name()[name].meaning


def all_fields() -> tuple[Field, ...]:
    """Every field, in the order in which an editor shows them."""
    return tuple(_by_name().values())


@cache
def _by_name() -> dict[str, Field]:
    return {
        name.rstrip("?"): Field(
            name=name.rstrip("?"), kind=kind, meaning=meaning, may_be_empty=name.endswith("?")
        )
        for kind, rows in ((FieldKind[code], rows) for code, rows in FIELDS.items())
        for name, meaning in rows.items()
    }


@cache
def _by_printed_name() -> dict[str, tuple[Field, Form]]:
    return {
        printed: (field, form)
        for field in _by_name().values()
        for printed, form in field.printed_names
    }
