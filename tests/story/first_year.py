"""Play a first year from the register to the minutes, and keep what was said on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.money import Money
from cluster_desk.services.treasury.reconciliation import AcceptLine, accept_line
from tests.story import meetings, papers
from tests.story.association import OPENING, Founded, found
from tests.story.command_line import CommandLine
from tests.story.papers import Entry

AUTOMATIC = 95
"""From this score on, reconciling posts by itself."""


@dataclass
class Year:
    """The desk at the end of the story, and the answers by their names."""

    line: CommandLine
    folder: Path
    who: Founded
    answers: dict[str, Any] = field(default_factory=dict)
    meeting: int = 0
    table_meeting: int = 0

    def __getitem__(self, name: str) -> Any:
        return self.answers[name]

    def keep(self, name: str, *words: object) -> Any:
        """Run a verb and remember its document."""
        self.answers[name] = self.line.json(*words)
        return self.answers[name]

    def paper(self, name: str, content: bytes) -> Path:
        """A file somebody sent."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def export(self, what: str, suffix: str, *words: object) -> bytes:
        """The bytes of an export."""
        path = self.folder / f"{what}{suffix}"
        said = self.keep(f"export {what}", "export", what, *words, "--out", path)
        content = path.read_bytes()
        assert said["bytes"] == len(content)
        return content


def play(location: str, folder: Path) -> Year:
    """From 15 December 2025 to 22 November 2026."""
    year = Year(CommandLine(location, date(2026, 1, 20)), folder, found(location))
    _members(year)
    _fees(year)
    _bank(year)
    year.line.today = date(2026, 6, 20)
    year.table_meeting = meetings.hold_table(location, year.who)
    year.meeting = meetings.hold_board(location, year.who)
    meetings.approve(location, year.meeting)
    year.line.today = date(2026, 11, 22)
    for what in ("members", "charges", "movements", "meetings", "tables", "documents", "accounts"):
        year.keep(what, "list", what)
    return year


def _members(year: Year) -> None:
    path = year.paper("soci.csv", papers.register())
    year.keep("preview of members", "import", "members", path, "--dry-run")
    year.keep("members before", "list", "members")
    year.keep("import of members", "import", "members", path)
    year.keep("members again", "import", "members", path)


def _fees(year: Year) -> None:
    year.line.today = date(2026, 2, 1)
    year.keep("preview of fees", "fees", "issue", "--year", 2026, "--dry-run")
    year.keep("charges before", "list", "charges")
    year.keep("issue", "fees", "issue", "--year", 2026)
    year.keep("issue again", "fees", "issue", "--year", 2026)
    year.keep("charges at issue", "list", "charges")


def _bank(year: Year) -> None:
    year.line.today = date(2026, 4, 1)
    charges = year["charges at issue"]
    path = year.paper("marzo.xml", camt_of_march(charges))
    words = ("--account", "BANCA")
    year.keep("preview of statement", "import", "statement", path, *words, "--dry-run")
    year.keep("statement", "import", "statement", path, *words)
    year.keep("statement again", "import", "statement", path, *words)
    april = year.paper("aprile.csv", csv_of_april(charges))
    year.keep("april", "import", "statement", april, *words)
    year.keep("proposals", "reconcile", *words)
    year.keep("charges before reconciling", "list", "charges")
    year.keep("reconciliation", "reconcile", *words, "--apply")
    _decide_the_rest(year)
    year.keep("receipts", "fees", "receipts")


def _decide_the_rest(year: Year) -> None:
    """The payment in part, which nobody but a person may post."""
    undecided = [each for each in year["proposals"]["proposals"] if each["score"] < AUTOMATIC]
    (half,) = (each for each in undecided if each["charge"] == year["charges at issue"][9]["id"])
    line = year["statement"]["lines"][8]
    part = AllocationPart(charge_id=half["charge"], amount=Money.parse(line["amount"]))
    with Desk.open(year.line.location, clock=FixedClock.at("2026-04-01")) as desk:
        desk.write(accept_line, AcceptLine(line_id=half["line"], parts=(part,)))


def _money(charge: Any) -> Money:
    return Money.parse(charge["amount"])


def camt_of_march(charges: list[Any]) -> bytes:
    """Eight by their reference, one in part, one of nobody, and what the bank takes."""
    entries = [
        Entry(
            on=date(2026, 3, 2 + place),
            amount=_money(charge),
            who=charge["member"].upper(),
            text=f"QUOTA ASSOCIATIVA 2026 {charge['reference']}",
        )
        for place, charge in enumerate(charges[:8])
    ]
    half = _money(charges[9]).split(2)[0]
    text = f"ACCONTO {charges[9]['reference']}"
    entries += [
        Entry(on=date(2026, 3, 20), amount=half, who=charges[9]["member"], text=text),
        Entry(on=date(2026, 3, 21), amount=Money(77_70), who="SCONOSCIUTO", text="RIMBORSO"),
        Entry(on=date(2026, 3, 31), amount=Money(-6_50), text="SPESE TENUTA CONTO"),
    ]
    return papers.camt(entries, opening=OPENING, first=date(2026, 3, 1), last=date(2026, 3, 31))


def csv_of_april(charges: list[Any]) -> bytes:
    """One more by reference, in the bank's table."""
    charge = charges[8]
    text = f"BONIFICO DA {charge['member'].upper()} QUOTA 2026 {charge['reference']}"
    return papers.bank_csv([Entry(on=date(2026, 4, 1), amount=_money(charge), text=text)])
