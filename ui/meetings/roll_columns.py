"""The columns of the roll of a meeting: who, through whom, since when, with which vote."""

from __future__ import annotations

from datetime import time

from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.roll import RollLine, RollState
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import MEDIUM

_DASH = "—"
_TONES = {
    RollState.THERE: "ok",
    RollState.CONNECTED: "info",
    RollState.BY_PROXY: "info",
    RollState.WENT: "warn",
    RollState.EXCUSED: "neutral",
    RollState.ABSENT: "neutral",
    RollState.GUEST: "neutral",
}


def _name(line: RollLine) -> Cell:
    return Cell(text=line.name, kind=CellKind.NAME)


def _who(line: RollLine) -> Cell:
    """The office on a board; of a member who stands for it, and how."""
    text = who_text(line)
    return Cell(text=text or _DASH, tone="text2" if text else "text3", spoken=text or _("nobody"))


def who_text(line: RollLine) -> str:
    """`Anna Bianchi · legale rappresentante`."""
    if line.state is RollState.BY_PROXY:
        return _("Proxy to {holder}").format(holder=line.through)
    if line.role is not None:
        return " · ".join(part for part in (line.role.label, line.detail) if part)
    same = line.through == line.name
    return " · ".join(part for part in ("" if same else line.through, line.detail) if part)


def _state(line: RollLine) -> Cell:
    return Cell(text=line.state.label, kind=CellKind.CHIP, tone=_TONES[line.state])


def _hour(at: time | None) -> Cell:
    if at is None:
        return Cell(text=_DASH, kind=CellKind.NUMBER, tone="text3", spoken=_("no hour"))
    return Cell(text=time_text(at), kind=CellKind.NUMBER, weight=MEDIUM)


def _vote(line: RollLine) -> Cell:
    text = vote_text(line)
    if line.voting is not None and not line.voting.may_vote:
        return Cell(text=text, tone="warn_fg")
    return Cell(text=text, tone="text2" if text != _DASH else "text3")


def vote_text(line: RollLine) -> str:
    """Whether it may vote; of who may not, why."""
    if line.state is RollState.GUEST:
        return _("without vote")
    if line.voting is None or line.voting.may_vote:
        return _("votes")
    return " ".join(str(reason) for reason in line.voting.reasons)


ROLL_COLUMNS = (
    Column(
        key=CellKind.CHECK,
        title="",
        cell=lambda _line: Cell(text="", kind=CellKind.CHECK),
        width=36,
    ),
    Column(
        key="number",
        title=N_("No."),
        cell=lambda line: Cell(
            text=str(line.number) if line.number else "", kind=CellKind.NUMBER, tone="text3"
        ),
        width=44,
        priority=5,
        right=True,
    ),
    Column(key="name", title=N_("Name"), cell=_name, width=210, stretch=True),
    Column(key="who", title=N_("In which capacity"), cell=_who, width=230, priority=2),
    Column(key="state", title=N_("Presence"), cell=_state, width=118),
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
