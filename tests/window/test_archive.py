"""The archive under real keys and clicks: list, card, preview, folder, links, history, check."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_desk.queries.documents import document_bytes
from cluster_desk.queries.history.soundness import AREAS, Extent, Fault
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.archive import giving
from ui.history.check_sheet import CheckSheet
from ui.history.page import HistoryPage
from ui.kit.labels import Label
from ui.kit.sheet import SideSheet
from ui.pages.preview_page import PreviewPage
from ui.pages.targets import Target, history_target


@pytest.fixture
def archive(open_window: OpenWindow, demo: Path) -> Hands:
    """The window at the archive of the demo."""
    return open_window(demo, place="archive")


def kinds(hands: Hands) -> set[str]:
    model = hands.page.list.model
    return {model.cache.record(i).kind for i in model.ids if model.cache.record(i) is not None}


def test_the_place_opens_with_its_key_and_lists_what_was_issued(demo_hands: Hands) -> None:
    demo_hands.press("Ctrl+7")
    assert demo_hands.window.stack.place == "archive"
    assert {"receipt", "minutes"} <= kinds(demo_hands)
    assert demo_hands.focus() is demo_hands.table


def test_a_chip_and_a_word_narrow_the_list(archive: Hands) -> None:
    archive.page.filters.chips["kinds"].choose(["minutes"])
    archive.settle()
    assert kinds(archive) == {"minutes"}
    archive.press("Ctrl+F")
    archive.type("zzz")
    assert archive.page.body.state == "none"
    archive.click_button("Togli i filtri")
    assert archive.page.body.state == "table"


def test_the_card_shows_the_first_page_and_the_facts(archive: Hands) -> None:
    card = archive.page.card
    first = archive.page.list.model.cache.record(archive.page.list.model.ids[0])
    assert card._title.text() == first.title
    assert not card._sheet._image.isNull()
    told = {label.text() for label in card.findChildren(Label)}
    assert first.sha256[:12] in told


def test_enter_shows_the_very_bytes_and_esc_comes_back(archive: Hands) -> None:
    row_id = archive.table.current_id()
    archive.press("Return")
    page = archive.page
    assert isinstance(page, PreviewPage)
    assert page.content == archive.window.workspace.desk.read(document_bytes, row_id)
    assert page.view.page_count > 0
    archive.press("Esc")
    assert archive.table.current_id() == row_id


def test_ticked_documents_go_into_a_folder_and_overwrite_nothing(
    archive: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "ask_which_folder", lambda *_about: tmp_path)
    ids = archive.page.list.model.ids[:3]
    archive.page.list.model.ticks.put(ids, on=True)
    archive.settle()
    for times in (1, 2):
        archive.page.actions_here["archive.save_ticked"].trigger()
        archive.settle()
        files = [file for file in tmp_path.iterdir() if file.suffix == ".pdf"]
        assert len(files) == 3 * times
    desk = archive.window.workspace.desk
    issued = {desk.read(document_bytes, row_id) for row_id in ids}
    assert {file.read_bytes() for file in files} == issued
    assert len([file for file in files if file.stem.endswith("(2)")]) == 3


def test_one_document_is_saved_under_a_readable_name(
    archive: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def where(_parent: object, _title: str, name: str, _kinds: object) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(giving, "ask_where_to_save", where)
    archive.page.filters.chips["kinds"].choose(["receipt"])
    archive.settle()
    archive.press("Ctrl+Shift+P")
    assert asked[0].startswith("Ricevuta RIC 2026-")
    assert asked[0].endswith(".pdf")
    assert (tmp_path / asked[0]).read_bytes().startswith(b"%PDF")


def test_a_receipt_leads_to_its_member(archive: Hands) -> None:
    archive.page.filters.chips["kinds"].choose(["receipt"])
    archive.settle()
    wanted = archive.page.list.model.cache.record(archive.table.current_id())
    archive.page.actions_here["archive.member"].trigger()
    archive.settle()
    assert archive.window.stack.place == "members"
    assert archive.table.current_id() == wanted.membership_id


def test_the_history_of_everything_and_of_one_record_are_one_level_down(archive: Hands) -> None:
    archive.press("Ctrl+H")
    everything = archive.page
    assert isinstance(everything, HistoryPage)
    count = len(everything.list.model.ids)
    archive.press("Esc")
    archive.window.go_to(history_target("membership", 1))
    archive.settle()
    assert isinstance(archive.page, HistoryPage)
    assert 0 < len(archive.page.list.model.ids) < count
    assert archive.page.crumbs()[-1].startswith("Storia di ")


def test_how_a_document_was_issued_is_its_own_history(archive: Hands) -> None:
    archive.page.actions_here["archive.story"].trigger()
    archive.settle()
    assert isinstance(archive.page, HistoryPage)
    assert len(archive.page.list.model.ids) == 1
    assert not archive.page.may_undo


def test_a_link_looks_at_a_document(archive: Hands) -> None:
    last = archive.page.list.model.ids[-1]
    archive.window.go_to(Target(place="archive", record=last))
    archive.settle()
    assert archive.table.current_id() == last


def test_the_check_says_in_words_that_all_is_well(archive: Hands) -> None:
    archive.press("Ctrl+Shift+H")
    (sheet,) = archive.page.findChildren(CheckSheet)
    archive.qtbot.waitUntil(lambda: "Tutto in ordine." in words(sheet))
    assert "Ogni documento è, byte per byte, quello che è stato emesso." in words(sheet)
    archive.press("Esc")
    assert not [s for s in archive.page.findChildren(SideSheet) if s.isVisible()]


def test_the_check_names_what_was_altered(archive: Hands) -> None:
    sheet = CheckSheet(archive.page)
    faults: dict[str, list[Fault]] = {area: [] for area in AREAS}
    faults["history"] = [Fault(area="history", message="Operazione 7 alterata.")]
    sheet.tell((Extent(seq=9, hash="a" * 64, documents=1), faults))
    assert "1 cosa non torna." in words(sheet)
    assert "Operazione 7 alterata." in words(sheet)


def words(sheet: CheckSheet) -> set[str]:
    return {label.text() for label in sheet.findChildren(Label)}


def test_an_empty_archive_says_where_documents_come_from(empty: Hands) -> None:
    empty.window.stack.open_place("archive")
    empty.settle()
    assert empty.page.body.state == "first"
