"""Links into lists, and pages that nobody sees: they are read again when it is worth it."""

from __future__ import annotations

import pytest

from cluster_desk.services.members.importing import ImportMembers, import_members
from tests.window.hands import Hands
from tests.window.test_event_loop import drafts
from ui.pages.targets import Target


def test_a_link_to_an_applicant_opens_the_view_that_lists_it(hands: Hands) -> None:
    hands.page.header.tabs.choose("applicants")
    hands.settle()
    (applicant,) = hands.page.list.model.ids
    hands.page.header.tabs.choose("members")
    hands.settle()
    hands.window.go_to(Target(place="members", record=applicant))
    hands.settle()
    assert hands.page.header.tabs.current_key() == "applicants"
    assert hands.table.current_id() == applicant


def test_a_link_to_a_member_takes_the_filters_away(hands: Hands) -> None:
    hands.page.filters.search_for("zafferano")
    hands.settle()
    hands.window.go_to(Target(place="members", record=3))
    hands.settle()
    assert hands.page.filters.is_empty
    assert hands.table.current_id() == 3


@pytest.fixture
def reads(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were read again: the fees were opened before, the members are seen."""
    found: list[str] = []
    for place in ("fees", "members"):
        hands.window.stack.open_place(place)
        hands.settle()
        reload = hands.page.reload

        def counted(place: str = place, reload: object = reload) -> None:
            found.append(place)
            assert callable(reload)
            reload()

        monkeypatch.setattr(hands.page, "reload", counted)
    return found


def write(hands: Hands, times: int) -> None:
    for number in range(times):
        row = drafts(number + 1)[number]
        hands.window.workspace.write(import_members, ImportMembers(drafts=(row,)), then=id)
    hands.settle()


def test_a_page_nobody_sees_is_read_once_after_a_burst(hands: Hands, reads: list[str]) -> None:
    write(hands, 5)
    assert reads.count("members") == 5
    assert reads.count("fees") == 0
    hands.window.stack._quiet.start(0)  # as when all has been quiet for a while
    hands.qtbot.waitUntil(lambda: reads.count("fees") == 1)


def test_it_is_read_when_it_is_seen(hands: Hands, reads: list[str]) -> None:
    write(hands, 1)
    hands.press("Ctrl+3")
    assert reads.count("fees") == 1
    quiet = hands.window.stack._quiet
    quiet.start(0)
    hands.qtbot.waitUntil(lambda: not quiet.isActive())
    assert reads.count("fees") == 1
