"""The columns of the roll of a meeting: who, through whom, since when, with which vote."""

from __future__ import annotations

from datetime import time

from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.roll import RollLine, RollState
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import MEDIUM

_TONES = {
    RollState.THERE: "ok",
    RollState.CONNECTED: "info",
    RollState.BY_PROXY: "info",
    RollState.WENT: "warn",
    RollState.EXCUSED: "neutral",
    RollState.ABSENT: "neutral",
    RollState.GUEST: "neutral",
}


def who_text(line: RollLine) -> str:
    """The office on a board; of a member who stands for it: `Anna Bianchi · delegata`."""
    if line.state is RollState.BY_PROXY:
        return _("Proxy to {holder}").format(holder=line.through)
    if line.role is not None:
        return " · ".join(part for part in (line.role.label, line.detail) if part)
    same = line.through == line.name
    return " · ".join(part for part in ("" if same else line.through, line.detail) if part)


def _hour(at: time | None) -> Cell:
    if at is None:
        return cells.figures("", none=_("no hour"))
    return Cell(text=time_text(at), kind=CellKind.NUMBER, weight=MEDIUM)


def _vote(line: RollLine) -> Cell:
    text = vote_text(line)
    if line.voting is not None and not line.voting.may_vote:
        return Cell(text=text, tone="warn_fg")
    return cells.words(text)


def vote_text(line: RollLine) -> str:
    """Whether it may vote; of who may not, why."""
    if line.state is RollState.GUEST:
        return _("without vote")
    if line.voting is None or line.voting.may_vote:
        return _("votes")
    return " ".join(str(reason) for reason in line.voting.reasons)


ROLL_COLUMNS = (
    cells.TICKS,
    Column(
        key="number",
        title=N_("No."),
        cell=lambda line: cells.number(line.number),
        width=44,
        priority=5,
        right=True,
    ),
    Column(
        key="name",
        title=N_("Name"),
        cell=lambda line: cells.name(line.name),
        width=210,
        stretch=True,
    ),
    Column(
        key="who",
        title=N_("In which capacity"),
        cell=lambda line: cells.words(who_text(line), none=_("nobody")),
        width=230,
        priority=2,
    ),
    Column(
        key="state",
        title=N_("Presence"),
        cell=lambda line: cells.chip(line.state.label, _TONES[line.state]),
        width=118,
    ),
    Column(
        key="arrived",
        title=N_("Entry"),
        cell=lambda line: _hour(line.arrived_at),
        width=64,
        right=True,
    ),
    Column(
        key="left", title=N_("Exit"), cell=lambda line: _hour(line.left_at), width=64, right=True
    ),
    Column(key="vote", title=N_("Vote"), cell=_vote, width=150, priority=3),
)
