"""Prove that uv comes from the lock as everything else, and pip takes over where it cannot go."""

from __future__ import annotations

from pathlib import Path

import installing
import pytest

from tests.architecture.tree import ROOT

UV = "uv==2.0 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
LOCK = f"ruff==1.0 \\\n    --hash=sha256:aa\n{UV}zope==3 \\\n    --hash=sha256:dd\n"


def test_one_package_of_a_lock_keeps_its_hashes() -> None:
    assert installing.block_of("uv", LOCK) == UV
    whole = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    assert installing.block_of("uv", whole).count("--hash=sha256:") > 1


@pytest.mark.parametrize(
    ("tool", "uv", "pip", "result"), [(0, 0, 1, 0), (0, 1, 0, 0), (1, 0, 0, 0), (0, 1, 1, 1)]
)
def test_pip_does_it_all_where_uv_cannot(
    tool: int, uv: int, pip: int, result: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr(
        installing, "with_pip", lambda wanted: tool if wanted.endswith("uv.txt") else pip
    )
    monkeypatch.setattr(installing, "with_uv", lambda _wanted: uv)
    assert installing.main("app") == result
