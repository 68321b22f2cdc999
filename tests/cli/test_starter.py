"""A real desk begins from public facts alone, and everything in it can be edited or taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.story.command_line import CommandLine

NAME = "cluster_cosmetico_lombardo"


@pytest.fixture
def begun(tmp_path: Path) -> CommandLine:
    line = CommandLine(str(tmp_path / "cluster.desk"), date(2026, 11, 22))
    line.json("demo", "--starter", NAME)
    return line


def test_starter_holds_public_facts_and_nothing_about_money_or_votes(begun: CommandLine) -> None:
    members = begun.json("list", "members")
    assert [row["name"] for row in members][:2] == [
        "REI – Reindustria Innovazione",
        "Politecnico di Milano",
    ]
    assert {(row["category"], row["status"], row["tax_code"]) for row in members} == {
        ("founder", "active", "")
    }
    for what in ("charges", "movements", "accounts", "meetings", "documents", "tables"):
        assert begun.json("list", what) == []
    seats = {
        (seat["name"], seat["role"], seat["organisation"])
        for body in begun.json("list", "bodies")
        for seat in body["seats"]
    }
    assert ("Ilaria Massari", "president", "REI – Reindustria Innovazione") in seats
    assert len(seats) == 4


def test_starter_is_a_whole_desk_made_in_one_gesture(begun: CommandLine) -> None:
    assert begun.json("check") == {"ok": True, "problems": []}
    (only,) = begun.json("history")
    begun.json("undo", only["id"])
    assert begun.json("list", "members") == []


def test_starter_says_what_is_still_to_be_entered(tmp_path: Path) -> None:
    line = CommandLine(str(tmp_path / "cluster.desk"), date(2026, 11, 22))
    said = line.json("demo", "--starter", NAME)
    assert (said["members"], said["seats"]) == (7, 4)
    assert said["to_enter"]


def test_starter_without_an_account_says_to_open_one(begun: CommandLine) -> None:
    assert "nessun conto" in begun.refused("reconcile", "--account", "BANCA")


def test_starter_never_replaces_a_desk_unasked(begun: CommandLine) -> None:
    before = Path(begun.location).read_bytes()
    assert "--replace" in begun.refused("demo", "--starter", NAME)
    assert Path(begun.location).read_bytes() == before


def test_unknown_starter_is_wrong_usage(begun: CommandLine) -> None:
    assert begun.run("demo", "--starter", "ignoto").code == 2
