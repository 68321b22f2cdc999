"""The words of each document, in their order, compared with those a person approved.

To approve a change: `python -m tests.reports.test_pdf_golden`, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.every_pdf import GOLDEN, SHORT
from tests.reports.pdf_reading import page_lines
from tests.reports.sample_documents import LETTERHEAD

APPROVED = Path(__file__).parent / "golden"


def told(kind: str) -> str:
    """One line for each piece of text, pages apart."""
    pages = page_lines(SHORT[kind](LETTERHEAD))
    return "\n\f\n".join("\n".join(lines) for lines in pages) + "\n"


def approved(kind: str) -> Path:
    return APPROVED / f"{kind.replace(' ', '-')}.txt"


@pytest.mark.parametrize("kind", GOLDEN)
def test_the_words_are_those_that_were_approved(kind: str) -> None:
    assert told(kind) == approved(kind).read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in GOLDEN:
        approved(name).write_text(told(name), encoding="utf-8")
