"""Make a document's words of a template and the facts, so that no fact can change its shape.

Jinja2 runs in its sandbox, with the delimiters of our notation. What is neither a field nor a
passage was refused by `Template.parse`, so there is no expression to abuse; what shapes the text
travels as private characters, which are taken out of every value first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from cluster_desk.errors import Refused
from cluster_desk.i18n import N_, _, speaking
from cluster_desk.reports.texts import marks
from cluster_desk.reports.texts.articles import without_article
from cluster_desk.reports.texts.fields import Field, FieldKind, Form, find_field, flag_meaning
from cluster_desk.reports.texts.paragraphs import Paragraph, read_paragraphs
from cluster_desk.reports.texts.template import FIELD, PASSAGE, Template
from cluster_desk.reports.texts.values import is_given, printed
from cluster_desk.reports.texts.vocabulary import FLAGS

_NO_BLANK_BEFORE = ".,;:!?…)]»"
_PASSAGE_WITH_BLANKS = re.compile("[ ]*" + PASSAGE.pattern)
_NUMBER_SIGN = re.compile(r"\b(art\.|n\.) (?=\{)")
_LAST_SEMICOLON = re.compile(r";(?=(?:\]\])?$)", re.MULTILINE)


class TextIncomplete(Refused):
    """Facts that a text prints were not given. `names` are those of the values and conditions."""

    message = N_("This text cannot be printed yet, because it lacks: {what}.")

    def __init__(self, names: tuple[str, ...], meanings: tuple[str, ...]) -> None:
        super().__init__(what="; ".join(meanings))
        self.names = names


@dataclass(frozen=True)
class Rule:
    """What a text needs of a statute rule: the article it prints, and whether it was checked."""

    article: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class RenderedText:
    """The words of a document. `unconfirmed` rules and `missing` values forbid to issue it."""

    parts: Mapping[str, Paragraph]
    paragraphs: tuple[Paragraph, ...]
    unconfirmed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_issuable(self) -> bool:
        """Whether it may leave the house."""
        return not self.unconfirmed and not self.missing

    @property
    def prose(self) -> str:
        """The body with `**bold**` and `*italic*`, one paragraph a line."""
        return "\n".join(paragraph.prose for paragraph in self.paragraphs)

    @property
    def plain(self) -> str:
        """The body as an e-mail carries it; the items of a list are numbered or dashed."""
        return "\n".join(_as_line(paragraph) for paragraph in self.paragraphs)

    def part(self, name: str) -> str:
        """`to`, `channel`, `subject` or `heading` as plain text; empty where there is none."""
        return self.parts[name].plain if name in self.parts else ""


def render(
    template: Template,
    values: Mapping[str, object],
    *,
    rules: Mapping[str, Rule] | None = None,
    rule: str | None = None,
    language: str = "it",
    is_draft: bool = False,
) -> RenderedText:
    """The text with these facts (`fields.FieldKind` says which type each has).

    `rules` holds the statute rules by key; one that is not there counts as unconfirmed and has no
    article. `rule` takes the place of the text's first rule, where two bodies share a text.
    TextIncomplete names everything that is lacking; a draft highlights it instead.
    """
    keys = (rule, *template.rules[1:]) if rule else template.rules
    known = {key: (rules or {}).get(key, Rule()) for key in keys}
    with speaking(language):
        work = _Rendering(values, known[keys[0]] if keys else None)
        parts = {name: work.paragraphs(text) for name, text in template.parts}
        body = work.paragraphs(template.body)
        if work.missing and not is_draft:
            raise TextIncomplete(tuple(work.missing), tuple(map(_, work.missing.values())))
    return RenderedText(
        parts={name: found[0] for name, found in parts.items() if found},
        paragraphs=body,
        unconfirmed=tuple(key for key, each in known.items() if not each.is_confirmed),
        missing=tuple(work.missing),
    )


class _Rendering:
    """One text being made; `missing` collects what it lacks, name to meaning."""

    def __init__(self, values: Mapping[str, object], rule: Rule | None) -> None:
        self._values = values
        self._rule = rule
        self.missing: dict[str, str] = {}

    def paragraphs(self, text: str) -> tuple[Paragraph, ...]:
        """The paragraphs of one part of the text."""
        if self._rule and not self._rule.article:
            text = without_article(text)
        return read_paragraphs(_compiled(text).render(self._context(text)))

    def _context(self, text: str) -> dict[str, object]:
        """What the text asks for; passages that are not printed ask for nothing."""
        flags: dict[str, object] = {}
        for found in PASSAGE.finditer(text):
            flags[found[2]] = self._flag(found[2])
        shown = PASSAGE.sub(lambda it: it[3] if bool(it[1]) != bool(flags[it[2]]) else "", text)
        return {f"is_{name}": value for name, value in flags.items()} | {
            name: self._field(name) for name in dict.fromkeys(FIELD.findall(shown))
        }

    def _flag(self, name: str) -> bool:
        if name not in self._values:
            self.missing[name] = flag_meaning(name)
            return False
        value = self._values[name]
        return bool(value) if name in FLAGS else is_given(value)

    def _field(self, printed_name: str) -> str:
        field, form = found if (found := find_field(printed_name)) else (None, Form.PLAIN)
        if field is None:
            raise LookupError(printed_name)  # `Template.parse` lets no such name pass
        if field.kind is FieldKind.ARTICLE:
            return self._article(field)
        value = self._values.get(field.name)
        if is_given(value):
            return printed(field, form, value)
        if field.may_be_empty and field.name in self._values:
            return marks.VANISH if field.kind is FieldKind.NAMES else ""
        return self._lacking(field)

    def _article(self, field: Field) -> str:
        if self._rule is None or not self._rule.article:
            return self._lacking(field)
        article = marks.one_line(self._rule.article)
        sign = "" if self._rule.is_confirmed else marks.UNCONFIRMED
        return sign + article + sign

    def _lacking(self, field: Field) -> str:
        self.missing[field.name] = field.meaning
        return f"{marks.MISSING}‹{_(field.meaning)}›{marks.MISSING}"


@lru_cache(maxsize=256)
def _compiled(text: str) -> jinja2.Template:
    """Our notation in Jinja2's; kept, since a thousand letters share one text."""
    text = _LAST_SEMICOLON.sub(marks.SOFT_SEMICOLON, text)
    text = _NUMBER_SIGN.sub("\\1\u00a0", text)
    text = _PASSAGE_WITH_BLANKS.sub(_block, text)
    text = text.replace("**", marks.BOLD).replace("*", marks.ITALIC)
    return _ENVIRONMENT.from_string(text)


def _block(found: re.Match[str]) -> str:
    negation, flag, passage = found.groups()
    blank = "" if passage[:1] in _NO_BLANK_BEFORE else " "
    return f"[[if {'not ' if negation else ''}is_{flag}]]{blank}{passage}[[endif]]"


def _as_line(paragraph: Paragraph) -> str:
    if not paragraph.is_item:
        return paragraph.plain
    return f"{paragraph.number}. {paragraph.plain}" if paragraph.number else f"– {paragraph.plain}"


_ENVIRONMENT = SandboxedEnvironment(
    variable_start_string="{",
    variable_end_string="}",
    block_start_string="[[",
    block_end_string="]]",
    comment_start_string="\uf8f0",  # private: cannot stand in a text
    comment_end_string="\uf8f1",
    undefined=jinja2.StrictUndefined,
    autoescape=False,  # the text becomes paragraphs of plain runs, never markup
    keep_trailing_newline=True,
)
