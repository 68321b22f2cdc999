"""What reconciling shows: lines with their suggestions, counted by what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from cluster_desk.desk import Desk
from cluster_desk.domain.bank_settling import Memory, Suggestion, Way, settle, sure_of
from cluster_desk.domain.matching import MINIMUM, match
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import fiscal_day_doubt
from cluster_desk.domain.proposals import BankLine, OpenItem, Proposal
from cluster_desk.domain.sentences import Sentence
from cluster_desk.domain.treasury import LineState
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.board import BoardFacts, BoardLine, board_facts
from cluster_desk.services.treasury.movements import Split
from cluster_desk.services.treasury.reconciliation import AcceptLine, PostLine
from cluster_desk.services.treasury.settling import MatchMovement, MatchPayment, SettleLines

_WEAKEST = 20
TO_DECIDE, TO_CONFIRM, TO_FIND, EVERY = "decide", "confirm", "find", "every"


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """A line, what it may be (best first), and whether the best of it is certain."""

    line: BoardLine
    suggestions: tuple[Suggestion, ...]
    is_sure: bool

    @property
    def id(self) -> int:
        """Of the line."""
        return self.line.id

    @property
    def is_known(self) -> bool:
        """Whether something is worth confirming; weaker proposals are only shown."""
        return bool(self.suggestions) and self.suggestions[0].score >= MINIMUM

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.line.state is LineState.OPEN


@dataclass(frozen=True, kw_only=True)
class Board:
    """The facts and what was made of them."""

    facts: BoardFacts
    rows: tuple[BoardRow, ...]

    def listed(self, view: str) -> list[BoardRow]:
        """The rows of a view."""
        if view == EVERY:
            return list(self.rows)
        waiting = [row for row in self.rows if row.is_open]
        if view == TO_CONFIRM:
            return [row for row in waiting if row.is_known]
        return [row for row in waiting if view == TO_DECIDE or not row.is_known]

    def row(self, line_id: int | None) -> BoardRow | None:
        """The row of a line."""
        return next((row for row in self.rows if row.id == line_id), None)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Of every view, and of the states: posted, ruled (as before), confirm, find, left out."""
        waiting = [row for row in self.rows if row.is_open]
        known = [row for row in waiting if row.is_known]
        ruled = sum(1 for row in known if row.suggestions[0].way is Way.CATEGORY)
        left_out = sum(1 for row in self.rows if row.line.state is LineState.IGNORED)
        return {
            EVERY: len(self.rows),
            TO_DECIDE: len(waiting),
            TO_CONFIRM: len(known),
            TO_FIND: len(waiting) - len(known),
            "ruled": ruled,
            "posted": len(self.rows) - len(waiting) - left_out,
            "left_out": left_out,
        }

    @property
    def opening_on(self) -> date:
        """From which day on lines may be posted: the balance that the account began with has
        what came before."""
        return date.min if self.facts.account is None else self.facts.account.opening_on

    def doubt(self, row: BoardRow) -> Sentence | None:
        """What is strange about the day of a line that waits, or None."""
        return fiscal_day_doubt(row.line.booked_on, self.facts.years) if row.is_open else None

    def sure(self) -> list[Suggestion]:
        """What may be confirmed without looking at each."""
        return [row.suggestions[0] for row in self.rows if row.is_sure and row.is_open]

    def settled(self, line_ids: Iterable[int], state: LineState = LineState.POSTED) -> Board:
        """The same with these lines decided, until the desk is read again."""
        done = set(line_ids)
        rows = tuple(
            replace(row, line=replace(row.line, state=state)) if row.id in done else row
            for row in self.rows
        )
        return replace(self, rows=rows)

    def balances(self) -> tuple[date, Money, Money] | None:
        """At the end of the last statement that declares it: the journal's balance, the bank's."""
        ends = [s for s in self.facts.statements if s.closing is not None and s.to_on is not None]
        if not ends or self.facts.account is None:
            return None
        last = max(ends, key=lambda s: (s.to_on or date.min, s.id))
        assert last.to_on is not None
        assert last.closing is not None
        return last.to_on, self.facts.account.balance, last.closing


def read_board(desk: Desk, account: str, on: date) -> Board:
    """Read in one transaction, then match with nothing held: to be run beside the event loop."""
    return make_board(desk.read(board_facts, account, on=on))


def make_board(facts: BoardFacts) -> Board:
    """Suggestions for every line that waits, but for those that the opening balance includes."""
    opening_on = Board(facts=facts, rows=()).opening_on
    waiting = [
        line.for_matching
        for line in facts.lines
        if line.state is LineState.OPEN and line.booked_on >= opening_on
    ]
    found = settle(
        waiting,
        _fees(waiting, facts.items),
        Memory(facts.entries, facts.precedents, facts.banks_own),
    )
    sure = sure_of(found)
    rows = tuple(
        BoardRow(line=line, suggestions=found.get(line.id, ()), is_sure=line.id in sure)
        for line in facts.lines
    )
    return Board(facts=facts, rows=rows)


def _fees(lines: Sequence[BankLine], items: Iterable[OpenItem]) -> dict[int, tuple[Proposal, ...]]:
    incoming = [line for line in lines if line.amount > ZERO]
    result = match(incoming, items, minimum=_WEAKEST)
    found: dict[int, tuple[Proposal, ...]] = {p.line_id: (p,) for p in result.matched}
    return found | {each.line_id: each.proposals for each in result.ambiguous}


def command_of(
    suggestions: Iterable[Suggestion],
    rows: Mapping[int, BoardRow],
    strangers: Iterable[int] = (),
) -> SettleLines:
    """What the desk is asked to do; payers of the lines in `strangers` are not remembered."""
    unknown = set(strangers)
    fees, movements, payments, categories = [], [], [], []
    for each in suggestions:
        line = rows[each.line_id].line
        if each.fees is not None:
            fees.append(
                AcceptLine(line_id=line.id, parts=each.fees.parts, remember=line.id not in unknown)
            )
        elif each.way is Way.MOVEMENT and each.entry is not None:
            movements.append(MatchMovement(line_id=line.id, movement_id=each.entry.id))
        elif each.way is Way.PAYMENT and each.entry is not None:
            payments.append(MatchPayment(line_id=line.id, payment_id=each.entry.id))
        else:
            split = Split(category=each.category, amount=line.amount)
            text = line_title(line)
            categories.append(PostLine(line_id=line.id, description=text, splits=(split,)))
    return SettleLines(
        fees=tuple(fees),
        movements=tuple(movements),
        payments=tuple(payments),
        categories=tuple(categories),
    )


def line_title(line: BoardLine) -> str:
    """Who, or the bank's words where it names nobody."""
    return line.counterparty or line.remittance[:120] or _("Movement without a text")


def line_detail(line: BoardLine) -> str:
    """The bank's words, where the title is not they."""
    return line.remittance if line.counterparty else line.reference
