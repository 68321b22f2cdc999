"""Ask for one rule of the statute, with the fields its kind of value has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_desk.domain.meetings import MajorityBase
from cluster_desk.domain.quorum import QuorumKind, QuorumRule
from cluster_desk.domain.rule_kinds import SILENT, RuleDefault, RuleKind
from cluster_desk.domain.statute_law import law_text
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from ui.kit.entry_fields import choices_of
from ui.kit.fields import ChoiceField, DigitsField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.settings.asking import NoWholeNumber

_FIGURED = (QuorumKind.SHARE, QuorumKind.NUMBER)
_MORE_THAN_HALF = "majority"
_NOT_YET, _WRITTEN, _NOTHING = "", "1", "silent"


class NoFraction(DeskError):
    """Not above zero and up to one."""

    message = N_("Write a fraction, such as 1/10.")


class NoValue(DeskError):
    """Not a value of this rule, and why."""

    message = N_("{reason}")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """The fields of a value, what stands in them, and how they become its text."""

    fields: dict[str, Field]
    texts: dict[str, str]
    value: Callable[[dict[str, Any]], str]


def open_rule_sheet(panel: Any, line: Any) -> None:
    """With the value, the article, and whether they were compared with the statute."""
    rule, setting = line.rule, line.setting
    read = ChoiceField(
        _("Compared with the statute"),
        [
            (_NOT_YET, _("Not yet")),
            (_WRITTEN, _("Yes: it is in the article written here")),
            (_NOTHING, _("Yes: the statute is silent on it")),
        ],
    )
    asking = _ASKING.get(rule.kind, _ask_number)(rule, setting.value, read)
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
                    article=SILENT if read.text() == _NOTHING else asked.get("article", ""),
                    confirmed=read.text() != _NOT_YET,
                ),
            )
        ),
        told=lambda _outcome: _("Rule saved: {rule}").format(rule=rule.label),
    )
    article = LineField(
        _("Article of the statute"),
        longest=40,
        example="14",
        hint=_("Documents cite it; where the statute is silent they cite none."),
    )
    chosen = _WRITTEN if setting.confirmed else _NOT_YET
    _follow_reading(read, article, _NOTHING if setting.is_silent else chosen)
    fields = {**asking.fields, "confirmed": read, "article": article}
    texts = {
        **asking.texts,
        "article": "" if setting.is_silent else setting.article,
        "confirmed": read.text(),
    }
    EntrySheet(panel.page, entry, fields, texts)


def _follow_reading(read: ChoiceField, article: LineField, first: str) -> None:
    """What is compared has an article; a silent statute has none to write."""

    def follow() -> None:
        _show(article, wanted=read.text() != _NOTHING)
        words = _("Write the article, or choose that the statute is silent.")
        article.require(words if read.text() == _WRITTEN else "")

    read.set_text(first)
    read.edited.connect(follow)
    follow()


def _ask_number(rule: RuleDefault, value: str, read: ChoiceField) -> Asking:
    """Days, hours, months, years, a count, a fraction: one line."""

    def parse(typed: str) -> str:
        wrong = rule.problem(typed, is_silent=read.text() == _NOTHING)
        if wrong is not None:
            raise NoValue(reason=str(wrong))
        return typed

    label = rule.kind.label
    field = DigitsField(label, longest=9, required=_("Write the value."), parse=parse)
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_flag(_rule: RuleDefault, value: str, _read: ChoiceField) -> Asking:
    choices = [("yes", _("Yes")), ("no", _("No"))]
    field = ChoiceField(_("Value"), choices)
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_choice(rule: RuleDefault, value: str, _read: ChoiceField) -> Asking:
    assert rule.choices is not None  # a choice has its vocabulary
    field = ChoiceField(_("Value"), choices_of(rule.choices))
    return Asking(fields={"value": field}, texts={"value": value}, value=lambda a: str(a["value"]))


def _ask_quorum(_rule: RuleDefault, value: str, _read: ChoiceField) -> Asking:
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


def _ask_majority(_rule: RuleDefault, value: str, _read: ChoiceField) -> Asking:
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
        _show(field, wanted=needed)
        field.require(_("Write the value.") if needed else "")

    choice.set_text(first)
    choice.edited.connect(follow)
    follow()


def _show(field: Field, *, wanted: bool) -> None:
    """Hidden or not; one that is not laid out yet would be shown as a window of its own."""
    if not wanted or field.parentWidget() is not None:
        field.setVisible(wanted)


_ASKING: dict[RuleKind, Callable[[RuleDefault, str, ChoiceField], Asking]] = {
    RuleKind.FLAG: _ask_flag,
    RuleKind.CHOICE: _ask_choice,
    RuleKind.QUORUM: _ask_quorum,
    RuleKind.MAJORITY: _ask_majority,
}
