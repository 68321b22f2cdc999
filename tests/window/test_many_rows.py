"""With thousands of rows the window answers as with ten, and asks no more of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import event

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import (
    MemberCategory,
    MembershipEventKind,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, Direction, LineState
from cluster_desk.errors import Cancelled
from cluster_desk.progress import Stoppable
from cluster_desk.queries.home.overview import overview
from cluster_desk.store.tables.fees import Charge
from cluster_desk.store.tables.members import (
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
)
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    Statement,
    StatementLine,
)
from cluster_desk.tx import Tx
from tests.desks import TODAY
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from tests.window.test_statements import MOST, counted
from tests.window.watchdog import STALL, longest_turn
from ui.archive.spec import DOCUMENTS
from ui.fees.spec import FEES
from ui.history.spec import HISTORY_LIST
from ui.kit.labels import Label
from ui.meetings.spec import MEETINGS
from ui.members.spec import MEMBERS
from ui.pages.lists.exporting import SeenList, copied_text, seen_bytes, visible_columns
from ui.pages.lists.question import Question, read_listing
from ui.tables.spec import TABLES_LIST
from ui.treasury.spec import TREASURY

pytestmark = pytest.mark.timeout(120)  # tried up to three times, on a busy machine
ROWS, LINES = 5_000, 1_000
LISTS = (MEMBERS, FEES, TREASURY, MEETINGS, TABLES_LIST, DOCUMENTS, HISTORY_LIST)
_DAY = date(2026, 3, 31)


def _members(tx: Tx, count: int) -> list[int]:
    parties = list(tx.reserve_ids(Organisation, count))
    members = list(tx.reserve_ids(Membership, count))
    names = [f"Socio inventato {number:05d} S.r.l." for number in range(count)]
    keys = [name.lower() for name in names]
    tx.insert_all(
        Organisation,
        [
            {
                "id": i,
                "name": name,
                "kind": OrganisationKind.COMPANY,
                "city": "Crema",
                "province": "CR",
                "search_text": key,
                "sort_key": key,
            }
            for i, name, key in zip(parties, names, keys, strict=True)
        ],
    )
    tx.insert_all(
        Membership,
        [
            {
                "id": i,
                "organisation_id": party,
                "register_number": 100 + place,
                "search_text": key,
                "sort_key": key,
            }
            for place, (i, party, key) in enumerate(zip(members, parties, keys, strict=True))
        ],
    )
    event = {"kind": MembershipEventKind.ADMISSION, "on_day": date(2026, 1, 20)}
    tx.insert_all(MembershipEvent, [{"membership_id": i, **event} for i in members])
    kept = {"category": MemberCategory.ORDINARY, "size": SizeClass.SMALL}
    facts = [{"membership_id": i, "from_on": date(2026, 1, 20), **kept} for i in members]
    tx.insert_all(Classification, facts)
    return members


def _charges(tx: Tx, members: list[int]) -> None:
    asked = {"kind": ChargeKind.MEMBERSHIP_FEE, "fee_year": 2026, "issued_on": date(2026, 2, 1)}
    tx.insert_all(
        Charge,
        [
            {
                "membership_id": i,
                "amount": Money(50_000),
                "due_on": _DAY,
                "description": "Quota associativa 2026",
                "reference": f"RF{place:08d}",
                **asked,
            }
            for place, i in enumerate(members)
        ],
    )


def _journal(tx: Tx, count: int) -> None:
    (account,), (category,) = tx.reserve_ids(Account, 1), tx.reserve_ids(Category, 1)
    bank = {"id": account, "code": "MANY", "name": "Conto grande", "kind": AccountKind.BANK}
    tx.insert_all(Account, [{**bank, "opening": ZERO, "opening_on": date(2026, 1, 1)}])
    told = {"id": category, "code": "MANY", "name": "Quote", "direction": Direction.INCOME}
    tx.insert_all(Category, [told])
    days = [_DAY + timedelta(days=place % 60) for place in range(count)]
    ids = list(tx.reserve_ids(Movement, count))
    move = {"account_id": account, "amount": Money(45_000), "description": "Quota associativa"}
    tx.insert_all(
        Movement,
        [{"id": i, "booked_on": day, **move} for i, day in zip(ids, days, strict=True)],
    )
    part = {"category_id": category, "amount": Money(45_000)}
    tx.insert_all(MovementSplit, [{"movement_id": i, **part} for i in ids])
    (file,) = tx.reserve_ids(Statement, 1)
    of_file = {"id": file, "account_id": account, "format": "camt.053", "file_name": "x.xml"}
    tx.insert_all(Statement, [{**of_file, "sha256": "0" * 64, "imported_on": _DAY}])
    line = {"statement_id": file, "account_id": account, "state": LineState.OPEN}
    tx.insert_all(
        StatementLine,
        [
            {
                "position": place,
                "booked_on": day,
                "amount": Money(50_000),
                "counterparty": f"SOCIO INVENTATO {place:05d} SRL",
                "remittance": f"Quota RF{place:08d}",
                "fingerprint": f"many-{place}",
                **line,
            }
            for place, day in enumerate(days[:LINES])
        ],
    )


def furnish(tx: Tx, count: int) -> None:
    """So many members with a charge each, movements, and lines of the bank that wait."""
    _charges(tx, _members(tx, count))
    _journal(tx, count)
    tx.describe("many of everything")


def _furnished(association: Path, folder: Path, count: int) -> Path:
    path = folder / f"{count}.desk"
    path.write_bytes(association.read_bytes())
    with Desk.open(path, clock=TODAY) as desk:
        desk.write(furnish, count)
    return path


@pytest.fixture(scope="module")
def many(association: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _furnished(association, tmp_path_factory.mktemp("many"), ROWS)


def _asked(path: Path) -> dict[str, int]:
    """How many statements each list takes, and the overview."""
    found = {}
    with Desk.open(path, clock=TODAY) as desk:
        asked = 0

        def asks(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            nonlocal asked
            asked += not statement.startswith("BEGIN")

        event.listen(desk._engine, "before_cursor_execute", asks)
        on = desk.clock.today()
        for spec in LISTS:
            question = Question(
                on=on,
                year=on.year,
                view=spec.views(on.year)[0].key,
                sort=spec.sort,
                descending=spec.descending,
            )
            asked = 0
            desk.read(read_listing, spec.source, question, around=(), counted=True)
            found[spec.name] = asked
        asked = 0
        desk.read(overview, on=on, year=on.year)
        found["home"] = asked
    return found


def test_five_thousand_rows_ask_no_more_than_ten(
    association: Path, many: Path, tmp_path: Path
) -> None:
    asked = _asked(many)
    assert asked == _asked(_furnished(association, tmp_path, 10))
    assert max(asked.values()) <= MOST


def test_thousands_of_ticked_rows_are_summed_by_the_list_and_copied_beside_the_window(
    open_window: OpenWindow, many: Path
) -> None:
    hands = open_window(many, place="fees")
    side: Any = hands.page.side

    def ticks_and_copies() -> None:
        hands.press("Ctrl+A", hands.table)
        assert side.currentWidget() is side._many
        said = [label.text() for label in side._many.findChildren(Label)]
        assert "2.505.000\N{NO-BREAK SPACE}€" in said
        with counted(hands) as asked:
            hands.press("Down", hands.table)
        assert asked == [], "the card of the ticked rows stays"
        hands.press("Ctrl+C", hands.table)
        assert len(QApplication.clipboard().text().splitlines()) == ROWS + len("head") + 7
        hands.press("Esc", hands.table)
        assert side.currentWidget() is not side._many

    assert longest_turn(ticks_and_copies) < STALL


def test_a_board_of_thousands_of_lines_is_walked_and_settled_without_a_stall(
    open_window: OpenWindow, many: Path
) -> None:
    hands = open_window(many, place="treasury")
    hands.page.actions_here["treasury.reconcile"].trigger()
    hands.settle()
    view: Any = hands.page.view
    assert len(view.model.ids) == LINES

    def walks() -> None:
        for keys in ("End", "PgUp", "Home", "Down", "Down", "S"):
            hands.press(keys, view.table)

    assert longest_turn(walks) < STALL


class _Told(Stoppable):
    """Remembers how far it was, and is stopped by its owner at a step."""

    def __init__(self, stop_at: int = 0) -> None:
        super().__init__()
        self.steps: list[int] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, message: str = "") -> None:
        self.steps.append(done)
        if len(self.steps) == self._stop_at:
            self.stop()
        super().step(done, total, message)


def _seen(hands: Hands) -> SeenList:
    page = hands.page
    return SeenList(
        spec=page.spec,
        ids=page.list.model.ids,
        columns=visible_columns(page.spec, frozenset()),
        question=page.list.question,
        filters=(),
    )


def _toast(hands: Hands) -> str:
    return " ".join(label.text() for label in hands.window.frame.toast.findChildren(Label))


def test_a_long_list_is_given_away_with_its_progress_and_stopped_without_a_trace(
    open_window: OpenWindow, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_window(many, place="fees")
    seen, desk, jobs = _seen(hands), hands.window.workspace.desk, hands.window.workspace.jobs
    assert len(seen.ids) > ROWS
    ways: dict[str, Callable[[Stoppable], object]] = {
        "xlsx": partial(seen_bytes, seen, ".xlsx", desk),
        "csv": partial(seen_bytes, seen, ".csv", desk),
        "text": partial(copied_text, seen, desk),
    }
    for way, give in ways.items():
        told = _Told()
        give(told)
        assert told.steps == sorted(told.steps), way
        assert told.total == len(seen.ids)
        assert told.total - told.done < 1_000, "the last step is near the end"
        middle = len(told.steps) // 2
        assert middle > 3
        stopped = _Told(stop_at=middle)
        with pytest.raises(Cancelled):
            give(stopped)
        assert len(stopped.steps) == middle, way

    def stop_all() -> None:
        for job in jobs.running:
            job.stop()

    folder = tmp_path / "given"
    folder.mkdir()
    wanted = (str(folder / "quote.xlsx"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: wanted)
    QApplication.clipboard().setText("as it was")
    jobs.changed.connect(stop_all)
    hands.page.actions_here["fees.export"].trigger()
    hands.settle()
    assert "nessun file è stato scritto" in _toast(hands)
    assert list(folder.iterdir()) == []
    hands.press("Ctrl+A", hands.table)
    hands.press("Ctrl+C", hands.table)
    assert QApplication.clipboard().text() == "as it was"
    jobs.changed.disconnect(stop_all)
    hands.page.actions_here["fees.export"].trigger()
    hands.settle()
    assert [path.name for path in folder.iterdir()] == ["quote.xlsx"]
