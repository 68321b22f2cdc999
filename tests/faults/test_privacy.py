"""No name, address or account of a person reaches a log, a crash report or a temporary file."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from sqlalchemy import text

from cluster_desk import logs, paths
from cluster_desk.cli.main import main
from cluster_desk.desk import Desk
from cluster_desk.store.tables.members import Person
from cluster_desk.tx import Tx
from tests.store.acting import do, organisation
from ui.shell.crash import CrashReporter

NAME, IBAN, MAIL = "Canarinozzi", "IT60X0542811101000000123456", "canarino@voliera.example"
CANARIES = (NAME, IBAN, MAIL)


def write_of_a_person(tx: Tx) -> None:
    tx.session.add(Person(given_name="Ugo", family_name=NAME, notes=MAIL))
    organisation(tx, "Voliera S.r.l.", iban=IBAN)
    tx.session.flush()


def with_canaries(*folders: Path) -> list[Path]:
    """The files below these folders that hold one of the words."""
    found = []
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        if any(word.encode() in content for word in CANARIES):
            found.append(file)
    return found


@pytest.fixture
def logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Path]:
    """A home and a temporary folder of this test's own."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(home))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for handler in list(logs._LOGGER.handlers):
        logs._LOGGER.removeHandler(handler)
    logs.start()
    yield home
    for handler in list(logs._LOGGER.handlers):
        handler.close()
        logs._LOGGER.removeHandler(handler)


FAILING = (
    "INSERT INTO person(given_name,family_name,notes,gender) VALUES ('Ugo',:name,:mail,'x')",
    "INSERT INTO nowhere(a) VALUES (:name || :mail)",
    "UPDATE organisation SET iban=:iban WHERE",
)


@pytest.mark.parametrize("statement", FAILING)
def test_a_statement_that_fails_tells_its_place_and_no_value(
    desk: Desk, logged: Path, tmp_path: Path, statement: str
) -> None:

    def fail(tx: Tx) -> None:
        write_of_a_person(tx)
        tx.session.execute(text(statement), {"name": NAME, "mail": MAIL, "iban": IBAN})

    try:
        do(desk, fail)
    except Exception as error:
        number = logs.record_bug(error)
    told = (logged / "log" / "cluster-desk.log").read_text(encoding="utf-8")
    assert number in told
    assert with_canaries(logged, tmp_path / "tmp") == []


def test_a_bug_that_speaks_of_a_person_is_logged_without_them(
    desk: Desk, logged: Path, tmp_path: Path
) -> None:
    def fail(tx: Tx) -> None:
        write_of_a_person(tx)
        raise ValueError(f"{NAME} has no {IBAN}")

    with pytest.raises(ValueError, match=NAME) as bug:
        do(desk, fail)
    logs.record_bug(bug.value)
    assert "ValueError" in (logged / "log" / "cluster-desk.log").read_text(encoding="utf-8")
    assert with_canaries(logged, tmp_path / "tmp") == []


def test_the_command_line_leaves_no_name_behind(
    file_desk: Desk, logged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(file_desk, write_of_a_person)
    hostile = tmp_path / f"{NAME}.xml"
    hostile.write_text(f"<Document><Nm>{NAME}</Nm><IBAN>{IBAN}</IBAN>", encoding="utf-8")
    place = str(file_desk.location)
    main(["--desk", place, "import", "statement", str(hostile), "--account", "BANCA"])
    main(["--desk", place, "import", "members", str(hostile)])
    main(["--desk", place, "check"])
    main(["--desk", place, "backup", str(tmp_path / "copie")])
    register = tmp_path / "soci.csv"
    register.write_text(f"Cognome,Nome,E-mail,IBAN\n{NAME},Ugo,{MAIL},{IBAN[:-1]}9\n", "utf-8")
    assert main(["--desk", place, "import", "members", str(register)]) == 0
    main(["--desk", place, "export", "members", "--out", str(tmp_path / "fuori.xlsx")])
    main(["--desk", place, "undo"])
    told = capsys.readouterr()
    assert not any(word in told.err.replace(str(hostile), "") for word in (IBAN, MAIL))
    assert with_canaries(logged, tmp_path / "tmp") == []
    assert paths.log_folder() == logged / "log"


def test_what_no_one_catches_in_the_window_is_told_without_them(
    logged: Path, tmp_path: Path
) -> None:
    reporter = CrashReporter()
    reporter._bug.disconnect()  # the message with the number: nobody is there to read it
    try:
        try:
            raise KeyError(NAME)
        except KeyError as cause:
            cause.add_note(MAIL)
            raise ValueError(f"{NAME} has no {IBAN}") from cause
    except ValueError as error:
        known = (type(error), error, error.__traceback__)
        reporter._unexpected(*known)
        reporter._in_thread(threading.ExceptHookArgs((*known, None)))
        lost = SimpleNamespace(exc_value=error, exc_traceback=error.__traceback__)
        reporter._unraisable(cast("Any", lost))
    reporter._from_qt(QtMsgType.QtCriticalMsg, QMessageLogContext(), f"cannot open {NAME}.desk")
    told = (logged / "log" / "cluster-desk.log").read_text(encoding="utf-8")
    assert (told.count("ValueError"), told.count("qt.critical")) == (3, 1)
    assert with_canaries(logged, tmp_path / "tmp") == []
