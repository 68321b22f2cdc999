"""Keep the rules of the statute, each with its article, or with the mark that there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select

from cluster_desk.domain.rule_kinds import SILENT
from cluster_desk.domain.statute import RULES
from cluster_desk.errors import Invalid, NotFound, Problem
from cluster_desk.i18n import _, ngettext
from cluster_desk.store.tables.association import StatuteRule
from cluster_desk.tx import Tx

_ART = re.compile(r"(?i)^art(?:icolo|icle|\.)?\s*(?=\d)")
_LONGEST_ARTICLE = 40


@dataclass(frozen=True, kw_only=True)
class SetRule:
    """A rule of the statute in canonical text, its article, and whether it was checked.

    What was checked has an article, or SILENT in its place where the statute says nothing on it.
    """

    key: str
    value: str
    article: str = ""
    confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class SetRules:
    """Several rules at once: one gesture of whoever has the statute in hand."""

    rules: tuple[SetRule, ...]


def set_rules(tx: Tx, command: SetRules) -> None:
    """Invalid with what is wrong: the fields of a single rule, or the keys of several."""
    tx.allow("association.statute")
    rules = [replace(rule, article=_article(rule.article)) for rule in command.rules]
    alone = len(rules) == 1
    problems = [problem for rule in rules for problem in _rule_problems(rule, alone=alone)]
    problems += _unread(rules, alone=alone)
    if problems:
        raise Invalid(problems)
    rows = {row.key: row for row in tx.session.scalars(select(StatuteRule))}
    for rule in rules:
        row = rows.get(rule.key)
        if row is None:
            tx.session.add(StatuteRule(**asdict(rule)))
            continue
        row.value, row.article, row.confirmed = rule.value, rule.article, rule.confirmed
    tx.describe(_("Rules of the statute"))


def _article(typed: str) -> str:
    """«art. 14» is 14: the documents write «art.» themselves."""
    text = _ART.sub("", " ".join(typed.split()))
    return SILENT if text in ("-", "—") else text


def _rule_problems(rule: SetRule, *, alone: bool) -> list[Problem]:
    known = RULES.get(rule.key)
    if known is None:
        raise NotFound(what=_("rule of the statute"), id=rule.key)
    problems = []
    wrong = known.problem(rule.value, is_silent=rule.article == SILENT)
    if wrong is not None:
        words = str(wrong) if alone else f"{known.label}: {wrong}"
        problems.append(Problem(field="value" if alone else rule.key, message=words))
    if len(rule.article) > _LONGEST_ARTICLE:
        message = _("Too long: at most {limit} characters.").format(limit=_LONGEST_ARTICLE)
        problems.append(Problem(field="article" if alone else rule.key, message=message))
    return problems


def _unread(rules: Sequence[SetRule], *, alone: bool) -> list[Problem]:
    """Rules that would be confirmed though nobody wrote where the statute has them."""
    lacking = [RULES[rule.key].label for rule in rules if rule.confirmed and not rule.article]
    if not lacking:
        return []
    if alone:
        message = _("Write the article, or choose that the statute is silent.")
        return [Problem(field="article", message=message)]
    sentence = ngettext(
        "One rule has no article yet: open «{rule}» and write it, or choose that the statute"
        " is silent.",
        "{count} rules have no article yet: open «{rule}» and the others and write it, or choose"
        " that the statute is silent.",
        len(lacking),
    )
    return [Problem(message=sentence.format(count=len(lacking), rule=lacking[0]))]
