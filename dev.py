"""From a bare Python to a running program, a green test run or a ready environment.

python3 dev.py start [ARGS…]      the program, with a demo association if there is no desk yet
python3 dev.py test [--release]   every gate: format, lint, types, imports, catalogues, tests
python3 dev.py setup              only .venv, with everything development needs
python3 dev.py lock               the newest versions of everything into requirements/
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt loads from a Linux system, without a display and with one.
QT_LIBRARIES = (
    "libEGL.so.1 libGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libfreetype.so.6 libglib-2.0.so.0 "
    "libxkbcommon.so.0 libxkbcommon-x11.so.0 libX11-xcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4 "
    "libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-randr.so.0 libxcb-render-util.so.0 "
    "libxcb-shape.so.0 libxcb-sync.so.1 libxcb-util.so.1 libxcb-xfixes.so.0 libxcb-xkb.so.1"
)
QT_PROOF = "from PySide6.QtWidgets import *; QApplication(['', '-platform', 'offscreen'])"
TEST_TOOLS = {"strace": "strace", "pdftoppm": "poppler-utils"}  # command: Debian package


def main(arguments: list[str]) -> int:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(f"Cluster Desk needs Python 3.11 to 3.13: this is {sys.version.split()[0]}.")
    if arguments[:1] == ["start"]:
        return start(arguments[1:])
    if arguments not in (["test"], ["test", "--release"], ["setup"], ["lock"]):
        print(__doc__)
        return 2
    prepare("dev")
    scripts = {"test": "packaging/gates.py", "lock": "packaging/locks.py"}
    return run(scripts[arguments[0]], *arguments[1:]) if arguments[0] in scripts else 0


def start(arguments: list[str]) -> int:
    prepare("app")
    if opens_window(arguments):
        desk = users_desk()
        made = [] if desk.exists() or "--desk" in " ".join(arguments) else ["--desk", str(desk)]
        if made and run("main.py", "demo"):
            return 1
        if not has_display():
            print("No display here: a tour shows the program in pictures instead.", flush=True)
            return run("main.py", "tour", "--brief", *made, "--out", str(ROOT / "build" / "tour"))
    return run("main.py", *arguments)


def opens_window(arguments: list[str]) -> bool:
    """Whether there is no verb among them: only options, each with its value."""
    options = [word for word in arguments if word.startswith("-")]
    values = sum(word in {"--desk", "--lang"} for word in options)
    return len(arguments) <= len(options) + values and not {"-h", "--help"} & {*options}


def users_desk() -> Path:
    ask = "from cluster_desk.paths import default_desk; print(default_desk())"
    return Path(subprocess.check_output([PYTHON, "-c", ask], cwd=ROOT, text=True).strip())


def has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    screens = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(screens) or sys.platform in {"win32", "darwin"}


def run(script: str, *arguments: str) -> int:
    try:
        return subprocess.call([PYTHON, ROOT / script, *arguments])
    except KeyboardInterrupt:
        return 130


def prepare(lock: str) -> None:
    """Make .venv hold what this lock says; nothing to do where a stamp says that it does."""
    stamps = {name: VENV / f"stamp-{name}" for name in {lock, "dev"}}  # dev holds all of app
    if not any(path.exists() and path.read_text() == state(n) for n, path in stamps.items()):
        print(f"Preparing .venv from requirements/{lock}.txt: a minute or two.", flush=True)
        make_venv()
        if run("packaging/installing.py", lock):
            sys.exit("The packages could not be installed: see above.")
        install_from_debian(absent_from_system(lock))
        if subprocess.call([PYTHON, "-c", QT_PROOF]):  # it may die of it
            sys.exit("Qt does not start on this machine: see above what it looks for.")
        stamps[lock].write_text(state(lock))
    source, compiled = ROOT / "resources/locale/it.po", ROOT / "build/locale/it.mo"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        run("packaging/catalogue.py", "compile")


def state(lock: str) -> str:
    """What a stamp holds: the lock and the Python it was installed for."""
    lock_file = ROOT / "requirements" / f"{lock}.txt"
    return hashlib.sha256(lock_file.read_bytes() + sys.version.encode()).hexdigest()


def make_venv() -> None:
    version = "version = {}.{}.".format(*sys.version_info)
    if PYTHON.exists() and version in (VENV / "pyvenv.cfg").read_text():
        return
    if importlib.util.find_spec("ensurepip") is None and not install_from_debian(["python3-venv"]):
        sys.exit(1)
    venv.create(VENV, clear=True, with_pip=True)


def absent_from_system(lock: str) -> list[str]:
    """The Debian packages of the libraries and tools that are not there; Linux only."""
    tools = TEST_TOOLS if lock == "dev" else {}
    absent = [package for tool, package in tools.items() if shutil.which(tool) is None]
    for library in QT_LIBRARIES.split():
        try:
            ctypes.CDLL(library)
        except OSError:
            # Debian Policy 8.1: name and version, a hyphen between two digits.
            name, version = library.lower().replace("glib-", "glib").split(".so.")
            absent.append(f"{name}-{version}" if name[-1].isdigit() else name + version)
    return absent if sys.platform == "linux" else []


def install_from_debian(packages: list[str]) -> bool:
    """Install them when root on Debian, otherwise name them; true when none is missing now."""
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing from Debian:", *packages, flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            failed = subprocess.call(["apt-get", "-qq", *step], stdout=subprocess.DEVNULL)
        packages = packages if failed else []
    if packages:
        print("Missing from the system; on Debian: sudo apt-get install", *packages, flush=True)
    return not packages


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
