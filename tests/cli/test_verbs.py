"""Every verb: what it answers, with which exit code, and never a traceback."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from openpyxl import load_workbook

from cluster_desk.cli import answers
from cluster_desk.cli.main import main
from tests.reports.pdf_reading import words
from tests.story.command_line import CommandLine

pytestmark = pytest.mark.slow
LISTS = (
    "members", "organisations", "charges", "movements", "meetings", "tables", "documents",
    "accounts", "bodies",
)  # fmt: skip


@pytest.mark.parametrize("what", LISTS)
def test_each_list_is_one_array_and_a_table_for_people(demo: CommandLine, what: str) -> None:
    rows = demo.json("list", what)
    assert isinstance(rows, list)
    assert rows
    assert all(list(row) == list(rows[0]) for row in rows)
    table = demo.run("list", what)
    assert table.code == 0
    assert len(table.out.splitlines()) == len(rows) + 1


def test_list_of_a_day_and_of_a_text_is_shorter(demo: CommandLine) -> None:
    everyone = demo.json("list", "members")
    founders = demo.json("list", "members", "--as-of", "2025-12-31")
    assert 0 < len(founders) < len(everyone)
    (found,) = demo.json("list", "members", "--filter", "brianza make")
    assert found["name"] == "Brianza Make-Up S.r.l."
    assert demo.json("list", "charges", "--as-of", "2026-01-01") == []


def test_a_workbook_of_a_day_has_whom_the_list_of_that_day_has(
    demo: CommandLine, tmp_path: Path
) -> None:
    listed = demo.json("list", "members", "--as-of", "2026-01-15")
    book = tmp_path / "soci.xlsx"
    demo.json("export", "members", "--as-of", "2026-01-15", "--out", book)
    columns = load_workbook(book).worksheets[0].iter_rows(values_only=True)
    names = [str(cell) for row in columns for cell in row if cell is not None]
    everybody = {row["name"] for row in demo.json("list", "members")}
    assert everybody & set(names) == {row["name"] for row in listed} < everybody


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--desk", "{desk}", "list", "accounts"),
        ("list", "--json", "--desk", "{desk}", "accounts"),
        ("list", "accounts", "--desk", "{desk}", "--json"),
        ("--lang", "en", "list", "accounts", "--json", "--desk", "{desk}"),
    ],
)
def test_common_options_stand_before_or_after_the_verb(
    demo: CommandLine, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    from cluster_desk.cli.main import main  # as `main.py` calls it

    assert main([word.format(desk=demo.location) for word in words]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == ["BANCA", "CASSA"]


def test_english_is_spoken_when_asked_for(demo: CommandLine) -> None:
    assert demo.run("check").out.strip() == "Tutto in ordine."
    assert demo.run("check", "--lang", "en").out.strip() == "All is well."


ENGLISH = re.compile(r"\b(usage|required|argument|invalid|choice|show this|options|file exists)\b")


@pytest.mark.parametrize(
    "words",
    [
        ("-h",), ("list", "-h"), ("import", "members", "-h"), ("fees", "remind", "-h"),
        ("export", "-h"), ("list", "cats"), ("import", "statement"), ("fees", "issue", "--year"),
        ("fees", "issue", "--year", "-5"), ("show", "member", 10**30), ("undo", 10**30),
        ("history", "--limit", "-1"), ("export", "ledger", "--year", 99999, "--out", "x"),
        ("reconcile", "--account", "BANCA", "--min-score", 101), ("demo", "--members", 0),
        ("list", "members", "--unknown"), ("erase", "company", 1), ("list", "--lang"),
    ],
)  # fmt: skip
def test_help_and_wrong_usage_are_italian(demo: CommandLine, words: tuple[object, ...]) -> None:
    said = demo.run(*words)
    assert said.code == (0 if "-h" in words else 2)
    assert ENGLISH.findall((said.out + said.err).lower()) == []


@pytest.mark.parametrize("kind", ["member", "meeting", "charge", "movement"])
def test_show_tells_one_record_or_that_there_is_none(demo: CommandLine, kind: str) -> None:
    lists = {"member": "members", "meeting": "meetings", "charge": "charges"}
    record = demo.json("list", lists.get(kind, "movements"))[0]["id"]
    assert isinstance(demo.json("show", kind, record), dict)
    assert demo.run("show", kind, record).out
    assert demo.refused("show", kind, 999_999).startswith("Non trovato")


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "cats"),
        ("show", "member"),
        ("show", "member", "one"),
        ("import",),
        ("import", "cats", "x.csv"),
        ("import", "statement", "x.xml"),
        ("export", "ledger"),
        ("export", "cats", "--out", "x"),
        ("reconcile",),
        ("fees",),
        ("restore", "x"),
        ("backup",),
        ("undo", "one"),
        ("dance",),
        ("--jso", "list", "members"),
        ("--desk", "", "list", "members"),
        ("export", "members", "--out", " "),
        ("list", "members", "--lang", "fr"),
        ("list", "members", "--unknown"),
        ("demo", "--members", "many"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_so(demo: CommandLine, words: tuple[str, ...]) -> None:
    said = demo.run(*words)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("Uso errato: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("export", "receipt", "--member", 999_999),
        ("export", "receipt"),
        ("export", "minutes", "--meeting", 999_999),
        ("export", "minutes"),
        ("export", "convocation", "--meeting", 999_999),
        ("export", "sign-in", "--meeting", 999_999),
        ("export", "statement-of-account", "--member", 999_999),
        ("export", "statement-of-account"),
        ("export", "document", "--document", 999_999),
        ("export", "notice", "--notice", 999_999),
        ("export", "attendance", "--table", 999_999),
        ("export", "reminders", "--year", 1999),
        ("export", "ledger", "--as-of", "yesterday-ish"),
    ],
)
def test_export_of_nothing_is_refused_in_one_sentence(
    demo: CommandLine, words: tuple[object, ...], tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    sentence = demo.refused(*words, "--out", path)
    assert sentence
    assert "imprevisto" not in sentence
    assert not path.exists()


def test_a_working_table_has_no_convocation(demo: CommandLine, tmp_path: Path) -> None:
    meetings = demo.json("list", "meetings")
    table = next(row["id"] for row in meetings if row["body_kind"] == "working_table")
    path = tmp_path / "x.pdf"
    assert "La convocazione si fa soltanto" in demo.refused(
        "export", "convocation", "--meeting", table, "--out", path
    )


def test_export_into_a_folder_takes_its_own_name(demo: CommandLine, tmp_path: Path) -> None:
    said = demo.json("export", "ledger", "--out", tmp_path)
    (made,) = tmp_path.iterdir()
    assert said == {
        "path": str(made),
        "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bytes": made.stat().st_size,
    }


def test_offices_on_the_sheet_to_sign_agree_with_who_holds_them(
    demo: CommandLine, tmp_path: Path
) -> None:
    board = next(row for row in demo.json("list", "meetings") if row["body_kind"] == "board")
    demo.json("export", "sign-in", "--meeting", board["id"], "--out", tmp_path / "firme.pdf")
    said = words((tmp_path / "firme.pdf").read_bytes())
    assert {"Tesoriera", "Consigliera"} <= set(said.split())
    assert "Foglio firme: Consiglio Direttivo" in said


def test_each_table_has_two_sheets_told_apart_by_their_names(
    demo: CommandLine, tmp_path: Path
) -> None:
    demo.json("export", "attendance", "--out", tmp_path / "presenze.xlsx")
    names = load_workbook(tmp_path / "presenze.xlsx").sheetnames
    assert len([name for name in names if name.endswith("– enti")]) == 5
    assert max(map(len, names)) <= 31


def test_place_that_cannot_be_written_is_refused(demo: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    sentence = demo.refused("export", "ledger", "--out", tmp_path / "file" / "ledger.xlsx")
    assert "file" in sentence
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("verb", [("list", "members"), ("check",), ("undo",), ("history",)])
def test_desk_that_is_not_there_or_no_desk_is_refused(
    tmp_path: Path, verb: tuple[str, ...]
) -> None:
    day = date(2026, 11, 22)
    assert CommandLine(str(tmp_path / "none.desk"), day).refused(*verb)
    assert not (tmp_path / "none.desk").exists()
    (tmp_path / "bad.desk").write_bytes(b"not a desk" * 1000)
    assert CommandLine(str(tmp_path / "bad.desk"), day).refused(*verb)


def test_backup_is_restored_beside_and_holds_the_same(
    own_demo: CommandLine, tmp_path: Path
) -> None:
    kept = own_demo.json("backup", tmp_path / "backups")
    members = own_demo.json("list", "members")
    changed = tmp_path / "one.csv"
    changed.write_text("Ragione sociale;Comune\nUltima S.r.l.;Crema\n", encoding="utf-8")
    own_demo.json("import", "members", changed)
    restored = CommandLine(str(tmp_path / "restored.desk"), own_demo.today)
    said = own_demo.json("restore", kept["path"], "--into", restored.location)
    assert said["kept"] is None
    assert restored.json("list", "members") == members
    assert restored.json("check")["ok"]
    assert len(own_demo.json("list", "members")) == len(members) + 1


def test_of_two_backups_in_one_second_the_one_that_was_told_stays(
    own_demo: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    monkeypatch.setattr("cluster_desk.cli.care.now", lambda: noon)
    for _ in range(2):
        assert Path(own_demo.json("backup", tmp_path / "backups")["path"]).exists()


@pytest.mark.parametrize("name", ["itself", "link", "another", "itself-journal"])
def test_an_export_never_takes_the_place_of_a_desk(
    own_demo: CommandLine, tmp_path: Path, name: str
) -> None:
    desk = Path(own_demo.location)
    (tmp_path / "link").symlink_to(desk)
    shutil.copyfile(desk, tmp_path / "another")
    before = desk.read_bytes()
    out = f"{desk}{name.removeprefix('itself')}" if "itself" in name else tmp_path / name
    assert "archivio" in own_demo.refused("export", "members", "--out", out)
    assert desk.read_bytes() == before
    assert (tmp_path / "another").read_bytes() == before
    assert not Path(f"{desk}-journal").is_file() or not Path(f"{desk}-journal").stat().st_size


def test_a_year_without_money_has_no_journal_and_one_nobody_entered_begins_with_the_accounts(
    demo: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "prima-nota.xlsx"
    for what in ("ledger", "cash-statement"):
        assert "15/12/2025" in demo.refused("export", what, "--year", 2020, "--out", path)
    demo.json("export", "ledger", "--year", 2025, "--out", path)
    assert "15/12/2025 – 31/12/2025" in load_workbook(path).worksheets[0]["A2"].value


@pytest.mark.parametrize(("year", "before"), [(2026, "31/12/2025"), (2025, "–")])
def test_a_cash_statement_stands_beside_the_one_of_the_year_before(
    demo: CommandLine, tmp_path: Path, year: int, before: str
) -> None:
    path = tmp_path / "rendiconto.xlsx"
    demo.json("export", "cash-statement", "--year", year, "--out", path)
    head = next(
        row
        for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)
        if row[0] == "Uscite"
    )
    assert [cell for cell in head if cell] == [
        *("Uscite", f"31/12/{year}", before),
        *("Entrate", f"31/12/{year}", before),
    ]


def test_a_day_that_is_none_is_refused(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLUSTER_DESK_TODAY", "domani")
    assert main(["list", "members", "--desk", demo.location]) == 1
    assert "«domani»" in capsys.readouterr().err


def test_an_empty_day_is_not_today(demo: CommandLine) -> None:
    assert "gg/mm/aaaa" in demo.refused("list", "members", "--as-of", "")


def test_an_interrupted_answer_does_not_deny_what_was_done(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "write", Mock(side_effect=KeyboardInterrupt))
    said = demo.run("list", "members")
    assert said.code == 1
    assert said.err.startswith("Fatto")


def test_restore_of_no_backup_is_refused(own_demo: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"nothing")
    own_demo.refused("restore", tmp_path / "x", "--into", tmp_path / "y.desk")
    gone = own_demo.refused("restore", tmp_path / "gone", "--into", tmp_path / "y.desk")
    assert "copia di sicurezza" in gone
    assert "è una cartella" in own_demo.refused("restore", own_demo.location, "--into", tmp_path)
    assert tmp_path.is_dir()
    assert not (tmp_path / "y.desk").exists()


def test_undo_takes_back_the_last_operation_and_history_says_so(
    own_demo: CommandLine, tmp_path: Path
) -> None:
    before = own_demo.json("list", "members")
    file = tmp_path / "one.csv"
    file.write_text("Ragione sociale;Comune\nUltima S.r.l.;Crema\n", encoding="utf-8")
    own_demo.json("import", "members", file)
    said = own_demo.json("undo")
    assert list(said) == ["label", "change_set"]
    assert own_demo.json("list", "members") == before
    newest, older = own_demo.json("history", "--limit", 2)
    assert (newest["id"], newest["undoes"]) == (said["change_set"], older["id"])
    assert own_demo.refused("undo", 999_999)


def test_check_finds_what_was_changed_behind_the_desk(own_demo: CommandLine) -> None:
    import sqlite3  # as somebody with a database tool

    connection = sqlite3.connect(own_demo.location)
    connection.execute("PRAGMA writable_schema=0")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='organisation'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE organisation SET name='Altro S.r.l.' WHERE id=1")
    connection.commit()
    connection.close()
    said = own_demo.json("check")
    assert said["ok"] is False
    assert {"triggers", "history"} <= {problem["area"] for problem in said["problems"]}


def test_upgrade_of_a_current_desk_changes_nothing(own_demo: CommandLine) -> None:
    before = own_demo.json("history", "--limit", 1)
    assert own_demo.json("upgrade")["schema"]
    assert own_demo.json("history", "--limit", 1) == before


def test_reading_verbs_need_only_to_read(demo: CommandLine, tmp_path: Path) -> None:
    before = Path(demo.location).read_bytes()
    for verb in (("list", "members"), ("check",), ("history",), ("show", "member", 1)):
        assert demo.run(*verb).code == 0
    path = shutil.copyfile(demo.location, tmp_path / "same.desk")
    assert path.read_bytes() == before
