"""Prove that the gates count what happened, and that the test server is real and goes away."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

import branches
import gates
from tests.postgres_server import PostgresServer

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest">
<testcase classname="tests.a" name="passes" time="0.5" />
<testcase classname="tests.a" name="fails" time="1.5"><failure message="no">why</failure></testcase>
<testcase classname="tests.a" name="breaks" time="0.1"><error message="no">why</error></testcase>
<testcase classname="tests.a" name="waits" time="0"><skipped message="no sample files" /></testcase>
<testcase classname="tests.a" name="sleeps" time="0"><skipped message="no mood" /></testcase>
</testsuite></testsuites>
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_read_with_failures_errors_and_skips(report: Path) -> None:
    found = gates.tests_in(report)
    assert [test.name for test in found if test.failed] == ["tests.a::fails", "tests.a::breaks"]
    assert [test.skipped for test in found if test.skipped] == ["no sample files", "no mood"]
    assert max(found, key=lambda test: test.seconds).name == "tests.a::fails"


def test_no_report_is_no_test(tmp_path: Path) -> None:
    assert gates.tests_in(tmp_path / "absent.xml") == []


def test_only_absent_sample_files_excuse_a_skip(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gates.tests_in(report)
    monkeypatch.setattr(gates, "CASES", tmp_path / "absent")
    assert [test.skipped for test in gates.unwelcome(found)] == ["no mood"]
    monkeypatch.setattr(gates, "CASES", tmp_path)
    assert [test.skipped for test in gates.unwelcome(found)] == ["no sample files", "no mood"]


def test_branches_are_counted_by_layer_and_the_least_tested_file_is_named_first() -> None:
    def told(taken: int, of: int) -> dict[str, dict[str, int]]:
        counts = {"covered_branches": taken, "num_branches": of, "missing_branches": of - taken}
        return {"summary": counts}

    report = {
        "files": {
            "cluster_desk/domain/money.py": told(9, 10),
            "cluster_desk/domain/codes/tax.py": told(2, 10),
            "cluster_desk/domains.py": told(0, 10),
        }
    }
    measure = branches.measured(report, "cluster_desk/domain")
    assert (measure.share, measure.branches) == (55.0, 20)
    assert measure.missed[0][1] == "cluster_desk/domain/codes/tax.py"
    assert branches.measured(report, "cluster_desk/store").share == 100


def test_a_gate_passes_or_fails_by_its_exit_code() -> None:
    assert gates.pass_gate("good", ["-c", "print('hello')"]).output == "hello\n"
    assert not gates.pass_gate("bad", ["-c", "raise SystemExit(1)"]).passed


def test_a_crashed_server_comes_back_with_what_was_committed_and_leaves_nothing() -> None:
    with PostgresServer(durable=True) as server:
        address = server.url().replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE fact (id integer)")
            connection.execute("INSERT INTO fact VALUES (1)")
        server.stop("immediate")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address)
        server.start()
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT id FROM fact").fetchall() == [(1,)]
        folder = server.folder
        assert folder.is_dir()
    assert not folder.exists()
