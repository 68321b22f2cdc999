"""Ask for one rule of the statute, with the fields its kind of value has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_desk.domain.meetings import MajorityBase
from cluster_desk.domain.quorum import QuorumKind, QuorumRule
from cluster_desk.domain.rule_kinds import RuleDefault, RuleKind
from cluster_desk.domain.statute_law import law_text
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.services.association.settings import SetRule, SetRules, set_rules
from ui.kit.entry_fields import choices_of, yes_no_field
from ui.kit.fields import ChoiceField, DigitsField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.settings.asking import NoWholeNumber

_FIGURED = (QuorumKind.SHARE, QuorumKind.NUMBER)
_MORE_THAN_HALF = "majority"


class NoFraction(DeskError):
    """Not above zero and up to one."""

    message = N_("Write a fraction, such as 1/10.")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """The fields of a value, what stands in them, and how they become its text."""

    fields: dict[str, Field]
    texts: dict[str, str]
    value: Callable[[dict[str, Any]], str]


def open_rule_sheet(panel: Any, line: Any) -> None:
    """With the value, the article, and whether they were compared with the statute."""
    rule, setting = line.rule, line.setting
    asking = _ASKING.get(rule.kind, _ask_number)(rule, setting.value)
    proposed = _("Proposed by the program: {value}.").format(value=rule.words(rule.default))
    entry = Entry(
        title=rule.label,
        about=f"{law_text(rule.key)}\n\n{proposed}",
        save=_("Save the rule"),
        use_case=set_rules,
        command=lambda asked: SetRules(
            rules=(
                SetRule(
                    key=rule.key,
                    value=asking.value(asked),
                    article=asked.get("article", ""),
                    confirmed=asked.get("confirmed", False),
                ),
            )
        ),
        told=lambda _outcome: _("Rule saved: {rule}").format(rule=rule.label),
    )
    fields = {
        **asking.fields,
        "article": LineField(
            _("Article of the statute"),
            longest=40,
            example="14",
            hint=_("Empty: documents cite no article."),
        ),
        "confirmed": yes_no_field(_("Compared with the statute")),
    }
    texts = {
        **asking.texts,
        "article": setting.article,
        "confirmed": "1" if setting.confirmed else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


def _ask_number(rule: RuleDefault, value: str) -> Asking:
    """Days, hours, months, years, a count, a fraction: one line."""

    def parse(typed: str) -> str:
        if rule.problem(typed) is not None:
            raise NoFraction if rule.kind is RuleKind.SHARE else NoWholeNumber
        return typed

    label = rule.kind.label
    field = DigitsField(label, longest=9, required=_("Write the value."), parse=parse)
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_flag(_rule: RuleDefault, value: str) -> Asking:
    choices = [("yes", _("Yes")), ("no", _("No"))]
    field = ChoiceField(_("Value"), choices)
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_choice(rule: RuleDefault, value: str) -> Asking:
    assert rule.choices is not None  # a choice has its vocabulary
    field = ChoiceField(_("Value"), choices_of(rule.choices))
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_quorum(rule: RuleDefault, value: str) -> Asking:
    kind, _blank, figure = value.partition(" ")
    kinds = ChoiceField(_("Quorum"), choices_of(QuorumKind))
    figures = _figure_field(_("Which fraction, or how many"), "3/4", kinds)
    _show_with(kinds, figures, kind, {each.value for each in _FIGURED})

    def text(asked: dict[str, Any]) -> str:
        chosen = asked["value"]
        return f"{chosen} {asked.get('figure', '')}".strip()

    return Asking(
        fields={"value": kinds, "figure": figures},
        texts={"value": kind, "figure": figure},
        value=text,
    )


def _ask_majority(rule: RuleDefault, value: str) -> Asking:
    size, _blank, base = value.partition(" ")
    is_half = size == _MORE_THAN_HALF
    sizes = ChoiceField(
        _("How many votes"), [(_MORE_THAN_HALF, _("More than half")), ("share", _("A fraction"))]
    )
    figures = _figure_field(_("Which fraction"), "2/3", sizes)
    bases = ChoiceField(_("Of whom"), choices_of(MajorityBase))
    _show_with(sizes, figures, _MORE_THAN_HALF if is_half else "share", {"share"})

    def text(asked: dict[str, Any]) -> str:
        is_majority = asked["value"] == _MORE_THAN_HALF
        first = _MORE_THAN_HALF if is_majority else asked.get("figure", "")
        return f"{first} {asked['base']}"

    return Asking(
        fields={"value": sizes, "figure": figures, "base": bases},
        texts={
            "value": _MORE_THAN_HALF if is_half else "share",
            "figure": "" if is_half else size,
            "base": base,
        },
        value=text,
    )


def _figure_field(label: str, example: str, choice: ChoiceField) -> DigitsField:
    def parse(typed: str) -> str:
        is_number = choice.text() == QuorumKind.NUMBER.value
        try:
            code = f"number {typed}" if is_number else f"at_least {typed}"
            QuorumRule.parse(code)
        except ValueError as error:
            raise (NoWholeNumber if is_number else NoFraction) from error
        return typed

    return DigitsField(label, longest=9, example=example, parse=parse)


def _show_with(choice: ChoiceField, field: Field, first: str, kinds: set[str]) -> None:
    """The field is there only where the choice needs a figure."""

    def follow() -> None:
        needed = choice.text() in kinds
        field.setVisible(needed)
        field.require(_("Write the value.") if needed else "")

    choice.set_text(first)
    choice.edited.connect(follow)
    follow()


_ASKING: dict[RuleKind, Callable[[RuleDefault, str], Asking]] = {
    RuleKind.FLAG: _ask_flag,
    RuleKind.CHOICE: _ask_choice,
    RuleKind.QUORUM: _ask_quorum,
    RuleKind.MAJORITY: _ask_majority,
}
