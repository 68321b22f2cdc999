"""Papers by the hundred from the command line: stopped, killed and begun anew, no number lost."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.cli import by_groups
from cluster_desk.cli.main import main
from cluster_desk.cli.terminal import TerminalProgress
from cluster_desk.desk import Desk
from cluster_desk.progress import Stoppable
from cluster_desk.queries.fees.payments import receipt_rows
from cluster_desk.queries.fees.receipt_facts import pending_payments
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts
from cluster_desk.store.faults import Busy
from tests.fee_desks import FEE, TODAY, found, issue, member, pay, schedule
from tests.processes import received, start

PAID = 24
STRUCK_AFTER = 6


@pytest.fixture
def paid(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Payments without a receipt, and groups of three."""
    monkeypatch.setenv("CLUSTER_DESK_TODAY", TODAY.isoformat())
    monkeypatch.setattr(by_groups, "GROUP", 3)
    found(file_desk)
    payer = member(file_desk)
    schedule(file_desk)
    issue(file_desk)
    for _ in range(PAID):
        pay(file_desk, payer, FEE.cents // PAID, received_on=date(2026, 3, 20))
    return file_desk


def numbers(desk: Desk) -> list[str]:
    return [row.number for row in desk.read(receipt_rows)][::-1]


def gapless(count: int) -> list[str]:
    return [f"RIC 2026/{n:04d}" for n in range(1, count + 1)]


def step_and_wait(self: TerminalProgress, done: int, total: int, message: str = "") -> None:
    """In the middle of the third group it waits for the blow, however late that comes."""
    while done > STRUCK_AFTER and not self.stop_requested:
        time.sleep(0.01)
    Stoppable.step(self, done, total, message)


def receipts(location: str, answers: Connection) -> None:
    """`fees receipts`, in a process of its own."""
    setattr(by_groups, "GROUP", 3)  # noqa: B010  # as the fixture does
    setattr(TerminalProgress, "step", step_and_wait)  # noqa: B010
    os.environ["CLUSTER_DESK_TODAY"] = TODAY.isoformat()
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["fees", "receipts", "--json", "--desk", location])
    answers.send((code, out.getvalue(), err.getvalue()))


def struck(desk: Desk, blow: signal.Signals, after: int) -> list[Any]:
    """What the process said that was sent a signal once so many receipts were there."""
    process, answers = start(receipts, str(desk.location))
    while len(numbers(desk)) < after:
        assert process.exitcode is None, "it ended by itself"
        time.sleep(0.01)
    assert process.pid is not None
    os.kill(process.pid, blow)
    process.join()
    return received(answers)


@pytest.mark.slow
def test_stopped_then_killed_then_begun_anew_no_number_is_doubled_or_skipped(paid: Desk) -> None:
    ((code, out, err),) = struck(paid, signal.SIGINT, 4)
    kept = numbers(paid)
    document = json.loads(out)
    assert code == 1
    assert 4 <= len(kept) < PAID
    assert [each["number"] for each in document["receipts"]] == kept == gapless(len(kept))
    assert len(document["change_sets"]) == len(kept) / 3
    assert document["change_set"] == document["change_sets"][-1]
    assert err.strip() == (
        f"Interrotto. Fatti e conservati: {len(kept)} di {PAID}. "
        "Ripeti lo stesso comando per continuare."
    )
    assert struck(paid, signal.SIGKILL, len(kept) + 4) == []
    assert gapless(len(kept) + 4) <= numbers(paid) < gapless(PAID)
    assert main(["fees", "receipts", "--desk", str(paid.location)]) == 0
    assert numbers(paid) == gapless(PAID)
    assert main(["check", "--desk", str(paid.location)]) == 0


def run(desk: Desk, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["fees", "receipts", "--desk", str(desk.location)])
    said = capsys.readouterr()
    return code, said.out, said.err


def refusing_after(groups: int) -> Callable[[tuple[int, ...]], IssueReceipts]:
    """The command of a group, until somebody else holds the desk."""
    left = iter(range(groups))

    def command_of(ids: tuple[int, ...]) -> IssueReceipts:
        if next(left, None) is None:
            raise Busy
        return IssueReceipts(payment_ids=ids)

    return command_of


def test_a_refusal_midway_keeps_what_is_done_and_the_first_one_is_the_verbs_own(
    paid: Desk,
) -> None:
    pending = paid.read(pending_payments, until=TODAY)
    use_case = by_groups.issue_papers
    done = use_case(paid, issue_receipts, refusing_after(2), pending, dry_run=False)
    assert numbers(paid) == gapless(6)
    assert done.cut_short.startswith(str(Busy()))
    assert done.cut_short.endswith(f"6 di {PAID}. Ripeti lo stesso comando per continuare.")
    with pytest.raises(Busy):
        use_case(paid, issue_receipts, refusing_after(0), pending, dry_run=False)


def test_a_terminal_sees_how_far_it_is_and_a_pipe_nothing(
    paid: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = StringIO()
    monkeypatch.setattr(seen, "isatty", lambda: True)
    with redirect_stderr(seen):
        assert main(["fees", "receipts", "--dry-run", "--desk", str(paid.location)]) == 0
    assert f"0 di {PAID} · 0 %" in seen.getvalue()
    assert seen.getvalue().endswith("\r\x1b[K")
    capsys.readouterr()
    code, out, err = run(paid, capsys)
    assert (code, err) == (0, "")
    assert f"{PAID} ricevute." in out
