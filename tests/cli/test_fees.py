"""`fees issue` and `fees remind` on the command line: JSON of a fixed shape, and plain Italian."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.cli.main import main
from cluster_desk.desk import Desk
from cluster_desk.domain.members import MemberCategory
from cluster_desk.queries.fees.charges import charge_rows
from cluster_desk.queries.fees.reminders import reminder_rows
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from tests.fee_desks import TODAY, found, issue, member, pay, schedule

Run = pytest.CaptureFixture[str]


@pytest.fixture
def ready(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two members, one of whom owes nothing, and the fees of 2026 set."""
    monkeypatch.setenv("CLUSTER_DESK_TODAY", TODAY.isoformat())
    found(file_desk)
    member(file_desk, "Alfa S.r.l.")
    member(file_desk, "Zeta", category=MemberCategory.HONORARY)
    schedule(file_desk)
    return file_desk


def run(desk: Desk, *words: str) -> int:
    return main(["fees", *words, "--desk", str(Path(desk.location))])


def answer(desk: Desk, capsys: Run, *words: str) -> Any:
    assert run(desk, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_issue_says_how_many_charges_their_total_and_who_is_left_out(
    ready: Desk, capsys: Run
) -> None:
    said = answer(ready, capsys, "issue", "--year", "2026")
    assert said == {
        "charges": 1,
        "total": "1200.00",
        "skipped": [
            {"member": "Zeta", "reason": "Per questa categoria non è dovuta alcuna quota."}
        ],
        "change_set": said["change_set"],
    }
    assert isinstance(said["change_set"], int)
    assert len(ready.read(charge_rows, on=TODAY)) == 1


def test_a_dry_run_writes_nothing_and_says_so(ready: Desk, capsys: Run) -> None:
    said = answer(ready, capsys, "issue", "--year", "2026", "--dry-run")
    assert (said["charges"], said["change_set"]) == (1, None)
    assert run(ready, "issue", "--year", "2026", "--dry-run") == 0
    printed = capsys.readouterr().out
    assert "Non è stato scritto nulla." in printed
    assert "Quota associativa 2026 – Ordinario, media impresa" in printed
    assert ready.read(charge_rows, on=TODAY) == []


def test_a_year_without_fees_is_refused_in_one_sentence(ready: Desk, capsys: Run) -> None:
    assert run(ready, "issue", "--year", "2031") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == (
        "Imposta prima le quote del 2031: importi per categoria, scadenza, delibera."
    )


@pytest.mark.parametrize("words", [("issue",), (), ("issue", "--year", "duemila"), ("undo",)])
def test_wrong_usage_ends_with_two(ready: Desk, capsys: Run, words: tuple[str, ...]) -> None:
    assert run(ready, *words) == 2
    assert capsys.readouterr().err


def test_remind_says_who_gets_which_level_and_why(ready: Desk, capsys: Run) -> None:
    issue(ready)
    said = answer(ready, capsys, "remind", "--year", "2026", "--dry-run")
    assert said["change_set"] is None
    assert said["reminders"] == [
        {
            "member": "Alfa S.r.l.",
            "level": 1,
            "amount": "1200.00",
            "reason": "In ritardo di 236 giorni, mai sollecitato.",
            "answer_by": "2026-12-07",
            "document": None,
        }
    ]
    assert ready.read(reminder_rows) == []


def test_remind_keeps_the_letters(ready: Desk, capsys: Run) -> None:
    issue(ready)
    said = answer(ready, capsys, "remind", "--year", "2026", "--on", "2026-06-30")
    assert said["reminders"][0]["document"] is not None
    assert [row.level for row in ready.read(reminder_rows)] == [1]
    again = answer(ready, capsys, "remind", "--year", "2026")
    assert [each["level"] for each in again["reminders"]] == [2]
    assert run(ready, "remind", "--year", "2026") == 0
    assert "L’ultimo sollecito lascia tempo fino al" in capsys.readouterr().out


def test_whoever_owes_is_asked_and_whoever_paid_gets_a_receipt(ready: Desk, capsys: Run) -> None:
    issue(ready)
    asked = answer(ready, capsys, "notices", "--year", "2026")
    assert [(each["number"], each["amount"]) for each in asked["notices"]] == [
        ("RV 2026/0001", "1200.00")
    ]
    payer = ready.read(charge_rows, on=TODAY)[0].membership_id
    payment = pay(ready, payer, 500_00).payment_id
    tried = answer(ready, capsys, "receipts", "--dry-run")
    done = answer(ready, capsys, "receipts")
    assert tried["receipts"] == [
        {
            "number": "RIC 2026/0001",
            "payer": "Alfa S.r.l.",
            "amount": "500.00",
            "payment": payment,
            "document": None,
        }
    ]
    assert (done["receipts"][0]["number"], done["skipped"]) == ("RIC 2026/0001", [])
    assert answer(ready, capsys, "receipts")["change_set"] is None


def test_what_cannot_be_printed_is_said_on_the_screen(ready: Desk, capsys: Run) -> None:
    issue(ready)
    unchecked = SetRule(key="fee_rule", value="assembly", article="9")
    ready.write(set_rules, SetRules(rules=(unchecked,)))
    assert run(ready, "notices", "--year", "2026") == 0
    assert "Alfa S.r.l. – Confronta con lo statuto e conferma prima" in capsys.readouterr().out


def test_a_day_to_come_is_refused(ready: Desk, capsys: Run) -> None:
    assert run(ready, "remind", "--year", "2026", "--on", "2027-01-01") == 1
    assert "La data non può essere successiva a oggi" in capsys.readouterr().err
