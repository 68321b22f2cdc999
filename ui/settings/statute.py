"""The rules of the statute: value, article, compared or not, beside what the law says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cluster_desk.domain.rule_kinds import RuleDefault, RuleGroup
from cluster_desk.domain.statute import DEFAULT_RULES
from cluster_desk.domain.statute_rules import RuleSetting
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association_record import rule_settings
from cluster_desk.running import Outcome
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.pages.notices import undoable
from ui.pages.page import Page
from ui.settings.list_panel import ListPanel, Rows, Shelf
from ui.settings.rule_sheet import open_rule_sheet


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule as the list shows it; `id` is its place in the table of rules."""

    id: int
    rule: RuleDefault
    setting: RuleSetting


class StatutePanel(ListPanel):
    """What was compared with the statute in hand is confirmed, one rule or all that are ticked."""

    def confirm(self) -> None:
        """The ticked rules, or the one that is looked at, are as the statute has them."""
        key = self.shelf.key
        model = self.models[key]
        ticked = [line for line in self.rows[key] if line.id in model.ticks]
        found = ticked or [line for line in (self.current(),) if line is not None]
        rules = tuple(
            SetRule(
                key=line.rule.key,
                value=line.setting.value,
                article=line.setting.article,
                confirmed=True,
            )
            for line in found
        )

        def done(outcome: Outcome[None]) -> None:
            model.ticks.put_only([])
            self.page.noticed.emit(undoable(self.workspace, outcome))

        if rules:
            refused = self.page.refused
            self.workspace.write(
                set_rules,
                SetRules(rules=rules),
                then=done,
                refused=lambda error: refused.emit(str(error)),
            )

    @property
    def may_confirm(self) -> bool:
        """Whether something here is not confirmed."""
        line = self.current()
        return line is not None and any(
            not each.setting.confirmed for each in self.rows[self.shelf.key]
        )


def make_statute(page: Page) -> StatutePanel:
    """What is to be compared first, then everything by its subject."""
    return StatutePanel(page, SHELVES, _rule_lines)


def _rule_lines(session: Any) -> Rows:
    settings = rule_settings(session)
    lines = [
        RuleLine(id=number, rule=rule, setting=setting)
        for number, (rule, setting) in enumerate(zip(DEFAULT_RULES, settings, strict=True), 1)
    ]
    by_group: dict[str, Sequence[RuleLine]] = {
        group.value: [line for line in lines if line.rule.group is group] for group in RuleGroup
    }
    return {"open": [line for line in lines if not line.setting.confirmed], **by_group}


def _state(line: RuleLine) -> Cell:
    if line.setting.confirmed and line.setting.is_silent:
        return cells.chip(_("Statute silent"), "ok")
    if line.setting.confirmed:
        return cells.chip(_("Compared"), "ok")
    return cells.chip(_("To be compared"), "warn")


def _value(line: RuleLine) -> Cell:
    text = line.rule.words(line.setting.value)
    return cells.strong(text[:1].upper() + text[1:])


COLUMNS = (
    cells.TICKS,
    Column(
        key="rule",
        title=N_("Rule"),
        width=300,
        stretch=True,
        cell=lambda line: Cell(text=line.rule.label),
    ),
    Column(key="value", title=N_("Value"), width=240, cell=_value),
    Column(
        key="article",
        title=N_("Article"),
        width=90,
        priority=1,
        cell=lambda line: cells.words("" if line.setting.is_silent else line.setting.article),
    ),
    Column(key="state", title=N_("State"), width=150, cell=_state),
)
_ALL_DONE = (
    "circle-check",
    N_("Every rule was compared with the statute"),
    N_("Documents print the articles you entered. A rule can be changed at any time."),
)
SHELVES = (
    Shelf(
        key="open",
        title=N_("To be compared"),
        columns=COLUMNS,
        about=N_(
            "The program proposes a value for each rule; documents that print one are issued only"
            " after it was compared with the statute. Enter opens it, Space ticks it."
        ),
        empty=_ALL_DONE,
        open=open_rule_sheet,
    ),
    *(
        Shelf(
            key=group.value,
            title=group.msgid,
            columns=COLUMNS,
            empty=_ALL_DONE,
            open=open_rule_sheet,
        )
        for group in RuleGroup
    ),
)
