"""Give tests a migrated, empty desk on either engine, copied from a template made once."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.util import LRUCache

from cluster_desk.clock import Clock, FixedClock
from cluster_desk.desk import Desk
from cluster_desk.store import engine, opening
from cluster_desk.tx import Actor
from tests.processes import let_others_write_first

TODAY = FixedClock.at("2026-11-22")
ENGINES = ("sqlite", "postgresql")
NewDesk = Callable[..., Desk]
# More than one test ever opens together.
DATABASES_KEPT = 8
_STATEMENTS_KEPT = 5000
_numbers = itertools.count(1)


@pytest.fixture(autouse=True, scope="session")
def statements_compiled_once() -> Iterator[None]:
    """The desks of a run share SQLAlchemy's compiled statements, a fifth of a test's time.

    Its cache belongs to an engine, and the dialect is part of the key: they share that as well.
    """
    first: dict[str, Engine] = {}

    def make(url: str, **options: Any) -> Engine:
        made = create_engine(url, **options)
        kind = f"{made.dialect.name} {getattr(made.dialect.dbapi, '__name__', '')}"
        known = first.setdefault(kind, made)
        if hasattr(known.dialect, "server_version_info"):  # it has met the database
            made.dialect = known.dialect
            made._compiled_cache = known._compiled_cache
        elif known is made:
            made._compiled_cache = LRUCache(_STATEMENTS_KEPT)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", make)
        yield


@pytest.fixture(autouse=True, scope="session")
def writers_wait_for_each_other() -> None:
    """Where many write at once, none gives up because the others are slow."""
    let_others_write_first()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty desk file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.desk"
    opening.create(path)
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[Callable[..., str]]:
    """Makes a fresh database out of a migrated one, or of another; returns its address."""
    url = make_url(postgres_url).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    template = f"desk_template_{worker}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {template} TEMPLATE template0 ENCODING 'UTF8'")
    opening.create(url.set(database=template).render_as_string(hide_password=False))
    made: list[str] = []

    def fresh(of: str = template) -> str:
        if of in made:  # from now on a template too: it stays
            made.remove(of)
        name = f"desk_{worker}_{next(_numbers)}"
        with admin.connect() as connection:
            # Dropped one by one: kept, they fill the disk; all at the end, a test times out.
            while len(made) >= DATABASES_KEPT:
                connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {made.pop(0)} WITH (FORCE)")
            copy = f"CREATE DATABASE {name} TEMPLATE {of} STRATEGY FILE_COPY"
            connection.exec_driver_sql(copy)
        made.append(name)
        return url.set(database=name).render_as_string(hide_password=False)

    yield fresh
    admin.dispose()  # the server goes as a whole


@pytest.fixture(params=ENGINES)
def new_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDesk]:
    """Makes empty desks on SQLite, and again on PostgreSQL; closed after the test."""
    yield from _maker(request, tmp_path, request.param)


@pytest.fixture
def new_file_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDesk]:
    """Makes empty desks on SQLite alone: for what happens above the database."""
    yield from _maker(request, tmp_path, "sqlite")


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """An empty desk, on both engines in turn."""
    return new_desk()


@pytest.fixture
def file_desk(new_file_desk: NewDesk) -> Desk:
    """An empty desk in a file."""
    return new_file_desk()


def _maker(request: pytest.FixtureRequest, folder: Path, kind: str) -> Iterator[NewDesk]:
    opened: list[Desk] = []

    def location(like: Desk | None) -> str | Path:
        if kind == "postgresql":
            fresh: Callable[..., str] = request.getfixturevalue("postgres_template")
            return fresh(*([make_url(str(like.location)).database] if like else []))
        path = folder / f"{next(_numbers)}.desk"
        template = like.location if like else request.getfixturevalue("sqlite_template")
        shutil.copyfile(template, path)
        return path

    def make(*, clock: Clock = TODAY, actor: Actor | None = None, like: Desk | None = None) -> Desk:
        """Empty, or `like` another that was closed."""
        opened.append(Desk.open(location(like), clock=clock, actor=actor))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()
