"""The first year of an association, end to end through the command line, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.reports.pdf_reading import words
from tests.reports.workbook_reading import opened, results
from tests.story import papers
from tests.story.first_year import Year, play

pytestmark = pytest.mark.slow
MEMBERS = len(papers.COMPANIES) + 2


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The story, played once on each engine."""
    folder = tmp_path_factory.mktemp("first-year")
    if request.param == "postgresql":
        return play(request.getfixturevalue("postgres_template")(), folder)
    path = folder / "first-year.desk"
    path.write_bytes(Path(request.getfixturevalue("sqlite_template")).read_bytes())
    return play(str(path), folder)


def total(rows: list[Any], name: str) -> Decimal:
    return sum((Decimal(row[name]) for row in rows), Decimal(0))


def member(year: Year, number: int) -> int:
    """The id of the member with this number in the register."""
    (found,) = (row["id"] for row in year["members"] if row["number"] == number)
    return int(found)


def cells(content: bytes, sheet: int = 0) -> list[Any]:
    return [cell for row in results(content, sheet) for cell in row if cell != ""]


def sheets(content: bytes) -> Iterator[list[Any]]:
    for place in range(len(opened(content).sheetnames)):
        yield cells(content, place)


def test_register_is_imported_once_and_says_what_is_wrong_where(year: Year) -> None:
    said = year["import of members"]
    assert list(said) == ["created", "updated", "unchanged", "skipped", "problems", "change_set"]
    assert (said["created"], said["updated"], said["unchanged"]) == (MEMBERS, 0, 0)
    (problem,) = said["problems"]
    assert list(problem) == ["row", "field", "message"]
    assert (problem["row"], problem["field"]) == (papers.WRONG_CODE_ROW, "tax_code")
    assert problem["message"] == "La cifra di controllo non torna: ricontrolla il numero."
    again = year["members again"]
    assert (again["created"], again["unchanged"], again["change_set"]) == (0, MEMBERS, None)


def test_preview_says_the_same_and_writes_nothing(year: Year) -> None:
    for preview, done, before in (
        ("preview of members", "import of members", "members before"),
        ("preview of fees", "issue", "charges before"),
    ):
        assert year[preview] == {**year[done], "change_set": None}
        assert isinstance(year[done]["change_set"], int)
        assert year[before] == []
    shown, done = year["preview of statement"], year["statement"]
    assert shown == {**done, "change_set": None}
    assert done["duplicates"] == 0


def test_members_are_listed_with_what_they_owe_and_whether_they_vote(year: Year) -> None:
    rows = year["members"]
    assert list(rows[0]) == [
        "id", "number", "name", "kind", "category", "size", "status", "tax_code", "vat_number",
        "city", "balance", "may_vote",
    ]  # fmt: skip
    by_number = {row["number"]: row for row in rows}
    assert sorted(by_number) == list(range(1, MEMBERS + 1))
    paid, in_part = by_number[2], by_number[10]
    assert (paid["name"], paid["tax_code"]) == (
        "Belletto Industrie S.p.A.",
        papers.company_code(2),
    )
    assert (paid["category"], paid["size"], paid["status"]) == ("founder", "large", "active")
    assert (paid["balance"], paid["may_vote"]) == ("0.00", True)
    assert (in_part["balance"], in_part["may_vote"]) == ("150.00", False)
    assert by_number[11]["kind"] == "university"


def test_fees_are_charged_once_by_category_and_size(year: Year) -> None:
    said, again = year["issue"], year["issue again"]
    assert list(said) == ["charges", "total", "skipped", "change_set"]
    assert (said["charges"], said["total"], said["skipped"]) == (MEMBERS, "9800.00", [])
    assert (again["charges"], again["total"], again["change_set"]) == (0, "0.00", None)
    assert len(again["skipped"]) == MEMBERS
    assert list(again["skipped"][0]) == ["member", "reason"]


def test_statement_is_read_whole_and_never_twice(year: Year) -> None:
    said = year["statement"]
    assert list(said) == [
        "account", "format", "currency", "opening", "closing", "from", "to", "credits", "debits",
        "lines", "new", "duplicates", "problems", "change_set",
    ]  # fmt: skip
    assert (said["account"], said["format"], said["currency"]) == ("BANCA", "camt.053", "EUR")
    closing = Decimal(said["opening"]) + Decimal(said["credits"]) - Decimal(said["debits"])
    assert (said["opening"], Decimal(said["closing"])) == ("1000.00", closing)
    assert (said["new"], said["problems"]) == (len(said["lines"]), [])
    assert list(said["lines"][0]) == [
        "booked_on", "value_on", "amount", "counterparty", "iban", "remittance", "reference",
        "duplicate",
    ]  # fmt: skip
    assert said["lines"][-1]["amount"] == "-6.50"
    again = year["statement again"]
    assert (again["new"], again["duplicates"], again["change_set"]) == (0, said["new"], None)
    assert all(line["duplicate"] for line in again["lines"])


def test_proposals_say_their_reasons_and_post_nothing_until_asked(year: Year) -> None:
    said = year["proposals"]
    assert set(said) >= {"matched", "ambiguous", "unmatched", "proposals"}
    assert (said["matched"], said["unmatched"]) == (9, 1)
    assert said["change_set"] is None
    assert total(year["charges before reconciling"], "paid") == 0
    for proposal in said["proposals"]:
        assert set(proposal) >= {"line", "charge", "score", "reasons"}
        assert proposal["reasons"]
    best = said["proposals"][0]
    assert best["score"] == 100
    reference = year["charges"][0]["reference"]
    assert f"+ Il riferimento {reference} è nella causale." in best["reasons"]
    assert year["reconciliation"]["matched"] == 9


def test_numbers_agree_wherever_they_are_shown(year: Year) -> None:
    charges, movements = year["charges"], year["movements"]
    assert total(charges, "owed") == Decimal(year["issue"]["total"])
    received = total(movements, "amount")
    assert total(charges, "paid") == received == total(year["receipts"]["receipts"], "amount")
    assert total(charges, "residue") == total(year["members"], "balance")
    (bank,) = year["accounts"]
    assert Decimal(bank["balance"]) == Decimal(bank["opening"]) + received
    assert movements[-1]["balance"] == bank["balance"]
    assert bank["to_post"] == 2


def test_receipts_are_numbered_without_a_gap(year: Year) -> None:
    numbers = [row["number"] for row in year["receipts"]["receipts"]]
    assert numbers == [f"RIC 2026/{place:04d}" for place in range(1, len(numbers) + 1)]


def test_receipt_says_who_paid_how_much_and_in_words(year: Year) -> None:
    said = words(year.export("receipt", ".pdf", "--member", member(year, 2))).replace("\u00a0", " ")
    for part in ("RIC 2026/0002", "Belletto Industrie S.p.A.", "2.500,00", "duemilacinquecento"):
        assert part in said


def test_minutes_tell_the_arrival_the_tie_and_the_departure_in_their_order(year: Year) -> None:
    said = words(year.export("minutes", ".pdf", "--meeting", year.meeting)).replace("\u00a0", " ")
    parts = (
        "Cluster della Prova",
        "Alle ore 15:12 interviene Furio Lodi",
        "favorevoli n. 3, contrari n. 3",
        "prevale il voto della Presidente",
        "Alle ore 16:20 Carla Monti lascia la riunione",
        "dichiara chiusa la riunione alle ore 16:48",
    )
    places = [said.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_minutes_that_were_approved_are_the_issued_bytes(year: Year) -> None:
    (document,) = [row for row in year["documents"] if row["kind"] == "minutes"]
    issued = year.export("document", ".pdf", "--document", document["id"])
    assert issued == year.export("minutes", ".pdf", "--meeting", year.meeting)
    assert document["number"] == "Verbale CD n. 1/2026"


def test_register_names_every_member(year: Year) -> None:
    said = words(year.export("register", ".pdf"))
    for name, *_facts in papers.COMPANIES:
        assert name.split()[0] in said
    assert "Ateneo" in said


def test_ledger_ends_with_the_balance_of_the_bank(year: Year) -> None:
    (bank,) = year["accounts"]
    content = year.export("ledger", ".xlsx")
    numbers = [cell for sheet in sheets(content) for cell in sheet if isinstance(cell, float)]
    assert float(bank["balance"]) in numbers
    assert float(total(year["movements"], "amount")) in numbers


def test_attendance_counts_the_hours_of_each(year: Year) -> None:
    content = year.export("attendance", ".xlsx")
    texts = [str(cell) for sheet in sheets(content) for cell in sheet]
    assert {"Ivo Testa", "Lia Sarti", "Nino Villa"} <= set(texts)
    meeting = year.line.json("show", "meeting", year.table_meeting)
    assert meeting is not None


def test_every_other_paper_can_be_made(year: Year) -> None:
    for what, suffix, *more in (
        ("members", ".xlsx"),
        ("charges", ".xlsx"),
        ("aging", ".xlsx"),
        ("cash-statement", ".xlsx"),
        ("statement-of-account", ".pdf", "--member", member(year, 2)),
        ("sign-in", ".pdf", "--meeting", year.table_meeting),
        ("convocation", ".pdf", "--meeting", year.meeting),
    ):
        content = year.export(what, suffix, *more)
        assert content.startswith(b"%PDF-" if suffix == ".pdf" else b"PK")


def test_desk_is_whole_at_the_end(year: Year) -> None:
    assert year.line.json("check") == {"ok": True, "problems": []}


def test_what_others_stand_on_cannot_be_undone(year: Year) -> None:
    for name in ("import of members", "issue", "statement"):
        sentence = year.line.refused("undo", year[name]["change_set"])
        assert sentence
    assert year.line.json("list", "members") == year["members"]


def test_import_that_nothing_stands_on_is_undone_as_one(year: Year) -> None:
    path = year.paper("arrivi.csv", papers.newcomers())
    done = year.line.json("import", "members", path)
    assert (done["created"], len(year.line.json("list", "members"))) == (1, MEMBERS + 1)
    undone = year.line.json("undo", done["change_set"])
    assert isinstance(undone["change_set"], int)
    assert year.line.json("list", "members") == year["members"]
    assert year.line.json("check")["ok"] is True
    (latest,) = year.line.json("history", "--limit", 1)
    assert latest["undoes"] == done["change_set"]
