"""Give every field a plausible value, so that a text can be seen before there is anything to say.

The values are invented, in Italian as the documents are: resources/texts/samples.json.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from cluster_desk import paths
from cluster_desk.domain.money import Money
from cluster_desk.reports.texts.fields import FieldKind
from cluster_desk.reports.texts.rendering import RenderedText, Rule, render
from cluster_desk.reports.texts.template import Template
from cluster_desk.reports.texts.titles import BodyTitle, OfficeTitle
from cluster_desk.reports.texts.vocabulary import FLAGS

_FEMININE = "a"
_READERS: dict[FieldKind, Callable[[Any], object]] = {
    FieldKind.MONEY: Money.parse,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.TIME: time.fromisoformat,
    FieldKind.TITLE: lambda noun: OfficeTitle(noun, noun.endswith(_FEMININE)),
    FieldKind.BODY: BodyTitle,
}


@cache
def sample_values() -> Mapping[str, object]:
    """A value for every field; conditions are the caller's to choose."""
    text = paths.resource("texts/samples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    values: dict[str, object] = {}
    for code, samples in found.items():
        kind = FieldKind[code]
        read = _READERS.get(kind)
        values |= {name: read(value) if read else value for name, value in samples.items()}
    return values


def sample_text(
    template: Template,
    *,
    true: Collection[str],
    own: Mapping[str, object],
    rules: Mapping[str, Rule],
) -> RenderedText:
    """The text with sample values and the association's `own`; the conditions in `true` hold.

    A condition may also be the name of a field: where it does not hold, the field is empty.
    """
    values = {**sample_values(), **own}
    for flag in template.flags:
        if flag in FLAGS:
            values[flag] = flag in true
        elif flag not in true:
            values.pop(flag, None)
            values[flag] = None
    return render(template, values, rules=rules, is_draft=True)
