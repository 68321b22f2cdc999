"""Make the whole demo desk, act after act, and say what it holds."""

from __future__ import annotations

import dataclasses
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cluster_desk.clock import SystemClock
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import LineState
from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_, speaking
from cluster_desk.progress import Progress
from cluster_desk.queries.documents import document_rows
from cluster_desk.queries.fees.charges import charge_totals
from cluster_desk.queries.members.lists import member_totals
from cluster_desk.queries.treasury.journal import account_rows, bank_line_rows
from cluster_desk.services.demo import association, bank_file, bodies, meetings, members, money
from cluster_desk.services.demo import tables as working_tables
from cluster_desk.services.demo.stage import LAST_DAY, build
from cluster_desk.store import aside
from cluster_desk.store.engine import journal_of


class WontReplace(DeskUnavailable):
    """Something is there, and nobody asked to replace it."""

    message = N_("{path} exists already: add --replace to make the demo in its place.")


class StatementInTheWay(DeskUnavailable):
    """A file of somebody's own bank, called as the demo's is."""

    message = N_("{path} is a statement of a real account: choose another folder for the demo.")


@dataclass(frozen=True, kw_only=True)
class DemoMade:
    """What the demo desk holds on its last day."""

    path: Path
    bank_file: Path
    today: date
    members: int
    charged: Money
    paid: Money
    open: Money
    balances: dict[str, Money]
    to_post: int
    documents: int
    kept: Path | None = None
    """Where the real association's desk is now whose name the demo took."""


def make_demo(
    path: Path,
    *,
    members_wanted: int = 120,
    years: int = 1,
    seed: int = 1,
    replace: bool = False,
    progress: Progress | None = None,
) -> DemoMade:
    """A fresh demo desk at this path; the same seed gives the same desk.

    Made beside and moved into place when it is whole: what was there stays until then.
    """
    if path.exists():
        if not replace:
            raise WontReplace(path=path)
        aside.require_replaceable(path)
    beside = path.with_name(bank_file.NAME)
    if beside.exists() and association.IBAN.encode() not in beside.read_bytes():
        raise StatementInTheWay(path=beside)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.demo{path.suffix}")
    draft.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with speaking("it"):
            statement = _play(draft, members_wanted, years, seed, progress)
        with draft.open("rb+") as whole:
            os.fsync(whole.fileno())
        if path.exists() and not replace:  # somebody else made one meanwhile
            raise WontReplace(path=path)
        kept = aside.make_room(path, SystemClock().now())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            journal_of(draft).unlink(missing_ok=True)
    beside.write_bytes(statement)
    return dataclasses.replace(demo_made(path), kept=kept)


def _play(
    path: Path, members_wanted: int, years: int, seed: int, progress: Progress | None
) -> bytes:
    wanted = max(members_wanted, 40)
    stage = build(path, members=wanted, seed=seed, years=years, progress=progress)
    with stage.desk:
        association.found(stage)
        members.admit_all(stage)
        money.live_past_years(stage)
        people = bodies.seat_board(stage)
        seats = bodies.seat_tables(stage)
        money.plan(stage)
        meetings.plan(stage, people["board"])
        working_tables.plan(stage, seats)
        stage.play()
        stage.clock.move_to(LAST_DAY)
        return bank_file.write(stage.desk)


def demo_made(path: Path) -> DemoMade:
    """What a demo desk that is there already holds."""
    from cluster_desk.desk import Desk  # the finished desk, opened as anybody would

    with Desk.open(path) as desk:
        today = desk.clock.today()
        totals = desk.read(charge_totals, on=today)
        lines = desk.read(bank_line_rows, state=LineState.OPEN)
        return DemoMade(
            path=path,
            bank_file=path.with_name(bank_file.NAME),
            today=today,
            members=desk.read(member_totals, on=today, year=today.year).count,
            charged=totals.owed,
            paid=totals.paid,
            open=totals.open,
            balances={row.code: row.balance for row in desk.read(account_rows, on=today)},
            to_post=len(lines),
            documents=len(desk.read(document_rows)),
        )
