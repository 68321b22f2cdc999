"""`show` names the facts of a record in Italian; a reader who leaves early is no fault."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cluster_desk.cli import answers
from cluster_desk.cli.main import main
from cluster_desk.desk import Desk
from tests.fee_desks import TODAY, found, issue, member, pay, schedule

Said = pytest.CaptureFixture[str]


@pytest.fixture
def owing(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """A member that paid a part of its fee; the path of its desk."""
    monkeypatch.setenv("CLUSTER_DESK_TODAY", TODAY.isoformat())
    found(file_desk)
    who = member(file_desk, "Alfa S.r.l.")
    schedule(file_desk)
    issue(file_desk)
    pay(file_desk, who, 200_00)
    return str(Path(file_desk.location))


def test_a_member_is_shown_under_the_names_of_its_facts(owing: str, capsys: Said) -> None:
    assert main(["show", "member", "1", "--desk", owing]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Denominazione: Alfa S.r.l." in said
    assert "Residuo complessivo: 1.000,00" in said
    assert "Quote" in said


def test_a_charge_is_shown_with_what_paid_it(owing: str, capsys: Said) -> None:
    assert main(["show", "charge", "1", "--desk", owing]) == 0
    said = capsys.readouterr().out
    assert "Residuo: 1.000,00\n" in said
    assert "\nIncassi abbinati\n" in said


def test_the_same_facts_are_one_object_in_json(owing: str, capsys: Said) -> None:
    assert main(["show", "charge", "1", "--desk", owing, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["row"]["paid"] == "200.00"
    assert len(said["payments"]) == 1


def test_what_is_not_there_is_refused_by_its_name(owing: str, capsys: Said) -> None:
    assert main(["show", "movement", "999", "--desk", owing]) == 1
    assert capsys.readouterr().err == "Non trovato: movimento numero 999.\n"


def test_a_reader_who_leaves_early_is_no_fault(
    owing: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_answer: answers.Answer, *, as_json: bool) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(answers, "write", broken)
    with (Path(owing).parent / "out.txt").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["show", "member", "1", "--desk", owing]) == 0
    assert capfd.readouterr().err == ""
