"""Fetch one npm package by its exact bytes, so that fonts and icons can be made again."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class NpmPackage:
    """A package of the npm registry, pinned by the SHA-256 of its tarball."""

    name: str
    version: str
    sha256: str

    @property
    def tarball(self) -> str:
        """The file name `npm pack` gives it."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"

    def unpack(self, folder: Path) -> Path:
        """Download into `folder` unless it is there, verify, unpack; the path of its content."""
        tarball = folder / self.tarball
        if not tarball.exists():
            command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        found = hashlib.sha256(tarball.read_bytes()).hexdigest()
        if found != self.sha256:
            sys.exit(f"{tarball.name}: SHA-256 is {found}, expected {self.sha256}")
        target = folder / tarball.stem
        with tarfile.open(tarball) as archive:
            archive.extractall(target, filter="data")
        return target / "package"

    def line(self) -> str:
        """How SOURCES names it."""
        return f"{self.name} {self.version} sha256:{self.sha256}"
