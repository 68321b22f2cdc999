"""The words of whole minutes, from the facts to the page, compared with those a person approved.

To approve a change: `python -m tests.services.test_minutes_golden`, then read the difference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_desk.desk import Desk
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.services.documents import letterhead
from cluster_desk.services.meetings.minutes import ComposeMinutes, compose_minutes
from cluster_desk.services.meetings.minutes_sheet import minutes_document
from cluster_desk.tx import Tx
from tests.desks import TODAY
from tests.meeting_desks import board
from tests.reports.pdf_reading import page_lines
from tests.services import test_minutes, test_minutes_assembly
from tests.services.test_minutes_assembly import founded_with_members

APPROVED = Path(__file__).parent / "golden"
MINUTES: dict[str, Callable[[Desk], int]] = {
    "board": lambda desk: test_minutes.composed(board(desk)),
    "assembly": lambda desk: test_minutes_assembly.held(founded_with_members(desk)),
    "deserted": lambda desk: test_minutes_assembly.deserted(founded_with_members(desk)),
}


def printed(tx: Tx, meeting: int) -> bytes:
    """The draft, as the facts make it now."""
    compose_minutes(tx, ComposeMinutes(meeting_id=meeting))
    stamp = DocumentStamp(document_id="Bozza di prova", issued_on=tx.clock.today())
    document = minutes_document(tx.session, meeting, stamp=stamp)
    return minutes_pdf(document, letterhead(tx, on=tx.clock.today()))


def told(desk: Desk, kind: str) -> str:
    """One line for each piece of text, pages apart."""
    pages = page_lines(desk.preview(printed, MINUTES[kind](desk)).value)
    return "\n\f\n".join("\n".join(lines) for lines in pages) + "\n"


@pytest.mark.parametrize("kind", MINUTES)
def test_the_minutes_say_what_was_approved(desk: Desk, kind: str) -> None:
    approved = APPROVED / f"minutes-{kind}.txt"
    assert told(desk, kind) == approved.read_text(encoding="utf-8")


if __name__ == "__main__":
    APPROVED.mkdir(exist_ok=True)
    for name in MINUTES:
        with (
            tempfile.TemporaryDirectory() as folder,
            Desk.create(Path(folder) / "a.desk", clock=TODAY) as new,
        ):
            words = told(new, name)
        (APPROVED / f"minutes-{name}.txt").write_text(words, encoding="utf-8")
