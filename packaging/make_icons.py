"""Copy the icons named in resources/icons/icons.txt out of Lucide's npm package.

python packaging/make_icons.py [FOLDER]     FOLDER keeps the downloaded package
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from npm_package import NpmPackage

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
LUCIDE = NpmPackage(
    name="lucide-static",
    version="1.62.0",
    sha256="386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
)


def main(arguments: list[str]) -> None:
    """Bring the folder in line with the list, and write SOURCES."""
    names = (ICONS / "icons.txt").read_text(encoding="utf-8").split()
    with tempfile.TemporaryDirectory() as temporary:
        package = LUCIDE.unpack(Path(arguments[0] if arguments else temporary))
        for left_over in set(ICONS.glob("*.svg")) - {ICONS / f"{name}.svg" for name in names}:
            left_over.unlink()
        for name in names:
            shutil.copyfile(package / "icons" / f"{name}.svg", ICONS / f"{name}.svg")
        shutil.copyfile(package / "LICENSE", ICONS / "Lucide-ISC.txt")
    sources = f"Made by: python packaging/make_icons.py\n{LUCIDE.line()}\n"
    (ICONS / "SOURCES").write_text(sources, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
