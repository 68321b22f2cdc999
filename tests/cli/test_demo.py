"""The demo association: whole, invented, and the same whenever it is made of the same seed."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import made
from tests.reports.pdf_reading import words
from tests.story.command_line import CommandLine

pytestmark = pytest.mark.slow

LISTS = (
    "members", "organisations", "charges", "movements", "meetings", "tables", "documents",
    "accounts", "bodies",
)  # fmt: skip
STARTER = "cluster_cosmetico_lombardo"
# Whoever founded the real cluster or sits in its board never appears in an invented story.
REAL = (
    "Ancorotti", "Lumson", "Omnicos", "Reindustria", "Politecnico", "Bicocca", "Massari",
    "Moretti", "Ratini", "Cosmetica Italia", "Intercos",
)  # fmt: skip


def exports(line: CommandLine, folder: Path) -> dict[str, str]:
    """Every export of a desk by its hash."""
    meetings = line.json("list", "meetings")
    board = next(m["id"] for m in meetings if m["minutes"] == "approved")
    draft = next(m["id"] for m in meetings if m["body_kind"] == "board")
    table = next(m["id"] for m in meetings if m["body_kind"] == "working_table")
    wanted: tuple[tuple[Any, ...], ...] = (
        ("members", "xlsx"),
        ("register", "pdf"),
        ("ledger", "xlsx"),
        ("cash-statement", "xlsx"),
        ("attendance", "xlsx"),
        ("charges", "xlsx"),
        ("aging", "xlsx"),
        ("sign-in", "pdf", "--meeting", table),
        ("convocation", "pdf", "--meeting", draft),
        ("minutes", "pdf", "--meeting", board),
        ("minutes", "draft.pdf", "--meeting", draft),
        ("receipt", "pdf", "--member", 1),
        ("notice", "pdf", "--member", 1),
        ("statement-of-account", "pdf", "--member", 1),
        ("statement-of-account", "xlsx", "--member", 1),
    )
    found = {}
    for what, suffix, *more in wanted:
        path = folder / f"{what}.{suffix}"
        line.json("export", what, *more, "--out", path)
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_same_seed_gives_the_same_bytes_in_every_export(demo: CommandLine, tmp_path: Path) -> None:
    other = made(tmp_path)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    assert exports(demo, tmp_path / "one") == exports(other, tmp_path / "two")
    for what in LISTS:
        assert demo.json("list", what) == other.json("list", what)
    assert demo.json("history", "--limit", 5000) == other.json("history", "--limit", 5000)
    beside = "estratto-conto-novembre-2026.xml"
    assert Path(demo.location).with_name(beside).read_bytes() == (tmp_path / beside).read_bytes()


def test_demo_is_whole(demo: CommandLine) -> None:
    assert demo.json("check") == {"ok": True, "problems": []}


def test_demo_names_nobody_real(demo: CommandLine) -> None:
    told = json.dumps([demo.json("list", what) for what in LISTS], ensure_ascii=False)
    assert [name for name in REAL if name.lower() in told.lower()] == []


def test_demo_holds_what_a_secretary_meets_in_a_year(demo: CommandLine) -> None:
    states = {row["status"] for row in demo.json("list", "members")}
    assert {"active", "applicant", "suspended", "withdrawing", "excluded"} <= states
    meetings = demo.json("list", "meetings")
    kinds = [row["body_kind"] for row in meetings]
    assert (kinds.count("board"), kinds.count("assembly")) == (6, 1)
    assert len(demo.json("list", "tables")) == 5
    assert {row["code"] for row in demo.json("list", "accounts")} == {"BANCA", "CASSA"}
    assert {row["state"] for row in demo.json("list", "charges")} >= {"paid", "overdue"}


def test_who_presides_at_a_table_stays_from_the_first_word_to_the_last(demo: CommandLine) -> None:
    tables = [m for m in demo.json("list", "meetings") if m["body_kind"] == "working_table"]
    for row in tables[:6]:
        meeting = demo.json("show", "meeting", row["id"])
        chair = meeting["sitting"]["chair_id"]
        own = [each for each in meeting["presences"] if each["person_id"] == chair]
        assert [each["arrived_at"] for each in own] == ["14:30"]
        assert (own[0]["left_at"] or "16:45") >= "16:45"


def test_numbers_of_the_demo_agree(demo: CommandLine) -> None:
    charges = demo.json("list", "charges")
    members = demo.json("list", "members")

    def total(rows: list[Any], name: str) -> Decimal:
        return sum((Decimal(row[name]) for row in rows), Decimal(0))

    assert total(charges, "owed") == total(charges, "paid") + total(charges, "residue")
    last = {row["account"]: row["balance"] for row in demo.json("list", "movements")}
    assert last == {row["code"]: row["balance"] for row in demo.json("list", "accounts")}
    assert len(members) == 42


def test_statement_left_beside_the_demo_can_be_imported_and_reconciled(
    own_demo: CommandLine, demo: CommandLine
) -> None:
    file = Path(demo.location).with_name("estratto-conto-novembre-2026.xml")
    said = own_demo.json("import", "statement", file, "--account", "BANCA")
    assert (said["new"], said["duplicates"], said["problems"]) == (len(said["lines"]), 0, [])
    done = own_demo.json("reconcile", "--account", "BANCA", "--apply")
    assert done["matched"] >= 1
    assert done["posted"] == done["matched"]
    assert own_demo.json("check")["ok"]


def test_every_pdf_of_the_demo_says_so(demo: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "register.pdf"
    demo.json("export", "register", "--out", path)
    assert "ESEMPIO" in words(path.read_bytes())


def test_demo_never_replaces_a_desk_unasked(own_demo: CommandLine) -> None:
    before = Path(own_demo.location).read_bytes()
    said = own_demo.refused("demo", "--members", 40)
    assert "--replace" in said
    assert Path(own_demo.location).read_bytes() == before


def test_demo_takes_the_place_of_nothing_that_cannot_be_made_again(
    tmp_path: Path,
) -> None:
    letter = tmp_path / "lettera.desk"
    letter.write_text("Gentile socio", encoding="utf-8")
    line = CommandLine(str(letter), date(2026, 11, 20))
    assert "--replace" in line.refused("demo", "--starter", STARTER)
    assert "non è un archivio" in line.refused("demo", "--starter", STARTER, "--replace")
    assert letter.read_text(encoding="utf-8") == "Gentile socio"
    real = CommandLine(str(tmp_path / "vero.desk"), date(2026, 11, 20))
    real.json("demo", "--starter", STARTER)
    before = Path(real.location).read_bytes()
    mark = tmp_path / ".vero.desk.open" / "altrove-1-0.json"
    mark.parent.mkdir()
    mark.write_text('{"pid": 1, "machine": "altrove", "program": "Cluster Desk"}')
    assert "altrove" in real.refused("demo", "--replace")
    shutil.rmtree(mark.parent)
    kept = real.json("demo", "--starter", STARTER, "--replace")["kept"]
    assert Path(kept).read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_more_years_begin_the_story_earlier_and_every_year_has_its_money(tmp_path: Path) -> None:
    line = made(tmp_path, "--years", 3)
    years = {row["year"] for row in line.json("list", "charges")}
    movements = line.json("list", "movements")
    assert years == {int(row["booked_on"][:4]) for row in movements} == {2024, 2025, 2026}
    assert all(Decimal(row["balance"]) >= 0 for row in movements)
    assert len(line.json("list", "members", "--as-of", "2023-12-15")) == 6  # the founders
    assert line.json("check") == {"ok": True, "problems": []}
    for year in (2024, 2025):
        path = tmp_path / f"{year}.xlsx"
        line.json("export", "ledger", "--year", year, "--out", path)
        assert str(year) in str(load_workbook(path).worksheets[0]["A1"].value)


def test_a_real_statement_beside_is_never_written_over(tmp_path: Path) -> None:
    own = tmp_path / "estratto-conto-novembre-2026.xml"
    own.write_bytes(b"<Document>of my own bank</Document>")
    line = CommandLine(str(tmp_path / "demo.desk"), date(2026, 11, 20))
    assert "un’altra cartella" in line.refused("demo")
    assert own.read_bytes() == b"<Document>of my own bank</Document>"
    assert list(tmp_path.iterdir()) == [own]
