"""Give every test the same language, a home of its own, and a real database server where asked."""

from __future__ import annotations

import gc
import inspect
import logging
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from cluster_desk.i18n import set_language
from tests.figures import IS_RELEASE
from tests.postgres_server import NoPostgres, PostgresServer

pytest_plugins = ["tests.desks", "tests.demo_desks"]

SLOW_SECONDS = 3600 if IS_RELEASE else 600  # only what hangs
NEIGHBOURS = ("127.", "localhost", "::1")

# CI must fail for what changed, neither for luck nor for a slow machine; a release looks further.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", UNHURRIED, max_examples=200, derandomize=True, database=None)
settings.register_profile("release", UNHURRIED, max_examples=5000)
settings.load_profile("release" if IS_RELEASE else "ci")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests may take longer than the usual two minutes, and begin first: none ends alone.

    So may every test of a release, and any that may have to make the demo for all.
    """
    for item in items:
        makes_demo = "shared_demo" in getattr(item, "fixturenames", ())
        is_slow = IS_RELEASE or makes_demo or item.get_closest_marker("slow")
        if is_slow and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SLOW_SECONDS))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    """Hypothesis mixes in the constants of the modules imported so far, which differ by process.

    And it looks for them at the collection, for seconds.
    """
    if not IS_RELEASE:
        pytest.MonkeyPatch().setattr(providers, "_get_local_constants", Constants)


# --- guards ---------------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def no_users_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the desk of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTER_DESK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """No test talks to another machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if not str(host).startswith(NEIGHBOURS):
            raise AssertionError(f"a test connects to {host}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True)
def italian() -> None:
    """Every test begins in the default language, whatever the one before chose."""
    set_language("it")


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in our own log fails the test, unless the test takes `caplog` to read it."""
    heard = _Heard()
    loggers = [logging.getLogger(name) for name in ("cluster_desk", "ui")]
    for logger in loggers:
        logger.addHandler(heard)
    yield
    for logger in loggers:
        logger.removeHandler(heard)
    function = getattr(request, "function", None)
    if heard.lines and function and "caplog" not in inspect.signature(function).parameters:
        pytest.fail("logged, though nothing expected it: " + "; ".join(heard.lines))


# --- PostgreSQL -----------------------------------------------------------------------------------

_SERVER = pytest.StashKey[PostgresServer]()
_URL = pytest.StashKey[str]()


def _server_url(config: pytest.Config) -> str:
    """The address of the one server of this run, started when first asked for; or `no: why`."""
    if _URL not in config.stash:
        server = PostgresServer()
        try:
            server.__enter__()  # left in pytest_unconfigure
        except NoPostgres as reason:
            config.stash[_URL] = f"no: {reason}"
        else:
            config.stash[_SERVER] = server
            config.stash[_URL] = server.url()
    return config.stash[_URL]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: one server for all workers, owned by the process that starts them."""
    node.workerinput["postgres_url"] = _server_url(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _SERVER in config.stash:
        config.stash[_SERVER].__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    """SQLAlchemy's address of a running server's `postgres` database, shared by all workers."""
    given = getattr(pytestconfig, "workerinput", {}).get("postgres_url")
    url = given or _server_url(pytestconfig)
    if url.startswith("no: "):
        message = f"NO POSTGRESQL HERE, half of the storage tests are not run ({url[4:]})"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return url
