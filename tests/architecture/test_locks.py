"""Hold the locks to what they promise: exact, hashed, naming no host, and wheels everywhere."""

from __future__ import annotations

import re
import tomllib

import pytest

import locks
from tests.architecture.tree import ROOT

NAMES = ("app", "dev", "postgres")
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;]+)(?: ; (.+?))? \\$", re.MULTILINE)
# Machines on which a package has no wheel, and what happens there.
WITHOUT_WHEEL = {
    "pysqlite3": "a marker leaves it out: the standard library's SQLite serves",
    "rl-accel": "a marker leaves it out on Windows for ARM: reportlab works without it, slower",
    "psycopg-binary": "a marker leaves it out on Windows for ARM: psycopg uses the system's libpq",
    "pikepdf": "Macs with Intel processors: built from source there, with qpdf installed",
}


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def versions(name: str) -> dict[str, str]:
    return {package: version for package, version, _marker in PIN.findall(lock(name))}


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_is_exact_and_hashed_and_names_no_host(name: str) -> None:
    text = lock(name)
    assert not re.search(r"://|--index|--find-links|^-", text, re.MULTILINE)
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) == len(versions(name))
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_locks_agree_on_every_version() -> None:
    everything = versions("dev")
    assert versions("app").items() < versions("postgres").items() < everything.items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["postgres"],
        *project["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - versions("dev").keys() == set()


def test_every_locked_package_has_a_wheel_everywhere_or_is_named() -> None:
    lines = lock("wheels").splitlines()
    wheels = dict(line.split(": ") for line in lines)
    assert {f"{name}=={version}" for name, version in versions("dev").items()} == wheels.keys()
    lacking = {line.split("==")[0] for line, where in wheels.items() if where != "everywhere"}
    assert lacking == WITHOUT_WHEEL.keys()


@pytest.mark.parametrize(
    ("wheels", "where"),
    [
        (["a-1-py3-none-any.whl"], "everywhere"),
        ([], "nowhere"),
        (["a-1-cp311-abi3-win_amd64.whl"], "windows-amd64"),
        (["a-1-cp311-cp311-win_amd64.whl"], "nowhere"),
        ([f"a-1-cp{n}-cp{n}-manylinux_2_28_x86_64.whl" for n in (311, 312, 313)], "linux-x86_64"),
        (["a-1-cp312-abi3-macosx_11_0_arm64.whl"], "nowhere"),
    ],
)
def test_where_a_wheel_fits_is_read_from_its_name(wheels: list[str], where: str) -> None:
    assert locks.where(wheels) == where
