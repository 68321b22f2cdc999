"""Find the sample files beside the repository, which nobody here wrote and nobody copies."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "cases"


def cases_folder() -> Path:
    """The folder of sample files; a test that asks for it is skipped where it is absent."""
    if not _FOLDER.is_dir():
        pytest.skip("the sample files (../shared/cases) are not beside this repository")
    return _FOLDER
