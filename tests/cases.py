"""Find the sample files that lie beside the repository; what reads them is skipped without them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT.parent / "shared" / "cases"

requires_cases = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no sample files: shared/cases is not beside the repository"
)


def cases_folder() -> Path:
    """The folder of sample files, to read from only; skips the test where there is none."""
    if not FOLDER.is_dir():
        pytest.skip("no sample files: shared/cases is not beside the repository")
    return FOLDER
