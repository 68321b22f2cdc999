"""Renew the locks: exact versions with hashes for every machine, naming no index and no host.

requirements/app.txt       what the program needs
requirements/postgres.txt  the same with a desk on PostgreSQL
requirements/dev.txt       the same with what develops and tests it
requirements/wheels.txt    on which machines each of them comes as a wheel, built by nobody here
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
LOCKS = {  # the widest first: the others take its versions
    "dev": ["--extra", "postgres", "--group", "dev"],
    "postgres": ["--extra", "postgres"],
    "app": [],
}
# docopt exists only as source, and only num2words' own command line uses it.
LEFT_OUT = ("docopt",)

PYTHONS = (311, 312, 313)
# How a wheel's platform tag begins, by the machines that the program is meant for.
MACHINES = {
    "linux-x86_64": re.compile(r"(many)?linux.*_x86_64"),
    "linux-aarch64": re.compile(r"(many)?linux.*_aarch64"),
    "macos-arm64": re.compile(r"macosx_.*_(arm64|universal2)"),
    "macos-x86_64": re.compile(r"macosx_.*_(x86_64|universal2|intel)"),
    "windows-amd64": re.compile(r"win_amd64"),
    "windows-arm64": re.compile(r"win_arm64"),
}


def resolve(name: str, *more: str, output: Path) -> None:
    """Let uv find the versions for one of the locks."""
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *LOCKS[name]),
            *("--quiet", "--universal", "--python-version", "3.11", "--no-config"),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
            *(f"--no-emit-package={package}" for package in LEFT_OUT),
            *(*more, "--output-file", str(output)),
        ],
        cwd=ROOT,
        check=True,
    )


def where(wheels: Iterable[str]) -> str:
    """`everywhere`, or the machines on which every supported Python finds one of these wheels."""
    tags = [tag for wheel in wheels for tag in parse_wheel_filename(wheel)[3]]
    fits = {
        machine
        for machine, platform in MACHINES.items()
        if all(
            any(
                (tag.platform == "any" or platform.fullmatch(tag.platform))
                and _runs_on(tag.interpreter, tag.abi, python)
                for tag in tags
            )
            for python in PYTHONS
        )
    }
    return "everywhere" if len(fits) == len(MACHINES) else " ".join(sorted(fits)) or "nowhere"


def _runs_on(interpreter: str, abi: str, python: int) -> bool:
    if interpreter in {"py3", f"py{python}"}:
        return True
    if not (found := re.fullmatch(r"cp(\d+)", interpreter)):
        return False
    made_for = int(found[1])
    if abi == "abi3":
        return made_for <= python
    return made_for == python and abi != f"cp{python}t"


def renew() -> None:
    """Write the four files."""
    FOLDER.mkdir(exist_ok=True)
    for name in LOCKS:
        target = FOLDER / f"{name}.txt"
        constraint = [] if name == "dev" else ["--constraint", str(FOLDER / "dev.txt")]
        upgrade = ["--upgrade"] if name == "dev" else []
        resolve(name, "--generate-hashes", *upgrade, *constraint, output=target)
    with tempfile.TemporaryDirectory() as folder:
        details = Path(folder) / "pylock.toml"
        constraint = ["--constraint", str(FOLDER / "dev.txt")]
        resolve("dev", "--format", "pylock.toml", *constraint, output=details)
        packages = tomllib.loads(details.read_text(encoding="utf-8"))["packages"]
    lines = [
        f"{package['name']}=={package['version']}: "
        + where(wheel["url"].rsplit("/", 1)[1] for wheel in package.get("wheels", ()))
        for package in packages
    ]
    (FOLDER / "wheels.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
