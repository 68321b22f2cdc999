"""A shared desk in an empty database of a server: `upgrade` makes it, others say it is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, create_engine, make_url

from tests.story.command_line import CommandLine

Server = tuple[CommandLine, Connection]


@pytest.fixture
def empty_database(postgres_url: str) -> Iterator[Server]:
    """The command line at a fresh database, and a connection into it."""
    address = make_url(postgres_url).set(drivername="postgresql+psycopg")
    name = f"empty_{os.getpid()}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    here = create_engine(address.set(database=name), isolation_level="AUTOCOMMIT")
    location = address.set(database=name).render_as_string(hide_password=False)
    with here.connect() as inside:
        yield CommandLine(location, date(2026, 11, 20)), inside
    here.dispose()
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


def test_upgrade_makes_the_shared_desk_in_an_empty_database(empty_database: Server) -> None:
    line, inside = empty_database
    asked = line.run("check")
    assert (asked.code, asked.err.strip()) == (
        1,
        "In questa base di dati non c’è un archivio condiviso: «upgrade» lo crea, se è vuota.",
    )
    assert "è un file" in line.run("demo").err
    inside.exec_driver_sql("CREATE TABLE altrui(a int)")
    refused = line.run("upgrade")
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert "un’altra cosa" in refused.err
    inside.exec_driver_sql("DROP TABLE altrui")
    made = line.run("upgrade")
    assert (made.code, made.out.splitlines()[0]) == (
        0,
        "La base di dati era vuota: ora è un archivio condiviso, senza nessuno dentro.",
    )
    assert line.json("upgrade") == {"schema": "0001", "created": False}
    assert line.json("check")["ok"]
    assert line.json("list", "bodies") == []


def test_a_server_that_does_not_answer_is_one_sentence() -> None:
    line = CommandLine("postgresql+psycopg://io:segreto@127.0.0.1:9/a", date(2026, 11, 20))
    refused = line.run("upgrade")
    assert refused.code == 1
    assert "non risponde" in refused.err
    assert "segreto" not in refused.err
