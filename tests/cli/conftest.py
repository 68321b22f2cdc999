"""Give the tests of the command line a demo desk, made once, and a copy for whoever writes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cluster_desk.i18n import set_language
from tests.demo_desks import SharedDemo
from tests.story.command_line import CommandLine

LAST_DAY = date(2026, 11, 20)


def made(folder: Path, *words: object) -> CommandLine:
    """A demo desk of forty members in a folder of its own."""
    set_language("it")
    line = CommandLine(str(folder / "demo.desk"), LAST_DAY)
    line.json("demo", "--members", 40, *words)
    return line


@pytest.fixture(scope="session")
def demo(shared_demo: SharedDemo, tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The demo association, to be read from only, with the bank's file beside."""
    folder = Path(
        shutil.copytree(shared_demo.path.parent, tmp_path_factory.mktemp("demo") / "here")
    )
    return CommandLine(str(folder / shared_demo.path.name), LAST_DAY)


@pytest.fixture
def own_demo(demo: CommandLine, tmp_path: Path) -> CommandLine:
    """A copy of it, to be written into."""
    path = tmp_path / "own.desk"
    shutil.copyfile(demo.location, path)
    return CommandLine(str(path), LAST_DAY)
