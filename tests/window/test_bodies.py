"""The bodies by hand: from an empty desk to the first meeting planned, with the keyboard alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.queries.bodies import BodyLine, body_lines
from cluster_desk.queries.meetings.lists import meeting_ids
from cluster_desk.queries.seats import seat_ids, seat_lines
from tests.desks import TODAY
from tests.window.hands import Hands
from ui.meetings.seats_page import SeatsPage
from ui.pages.entry_sheet import EntrySheet

DAY = TODAY.today()


def bodies(hands: Hands) -> list[BodyLine]:
    return hands.window.workspace.desk.read(body_lines, on=DAY)


def sheet(hands: Hands) -> EntrySheet:
    found = [each for each in hands.window.findChildren(EntrySheet) if each.isVisible()]
    assert found, "no sheet is open"
    return found[-1]


def write_in(hands: Hands, fields: Any, **texts: str) -> None:
    for name, text in texts.items():
        fields[name].editor.setFocus()
        hands.press("Ctrl+A")
        hands.type(text)


def at_the_bodies(hands: Hands) -> bool:
    return bool(hands.page.crumbs()[-1] == "Organi")


def test_an_empty_desk_leads_to_the_first_body_its_president_and_its_meeting(empty: Hands) -> None:
    empty.press("Ctrl+5")
    empty.press("Ctrl+N")  # no body could meet: the way is shown, not a closed door
    assert at_the_bodies(empty)
    assert empty.window.frame.toast.isVisible()

    empty.press("Ctrl+N")
    assert sheet(empty).form.fields["kind"].text() == BodyKind.BOARD.value
    empty.type("Consiglio Direttivo")
    empty.press("Ctrl+Return")
    assert sheet(empty).form.fields["code"].state == "error"
    empty.type("CD")  # the red field has the focus
    empty.press("Ctrl+Return")
    (board,) = bodies(empty)
    assert (board.name, board.code, board.kind) == ("Consiglio Direttivo", "CD", BodyKind.BOARD)

    empty.press("Ctrl+5")
    empty.press("Ctrl+Shift+B")
    empty.press("Ctrl+N")
    empty.type("Ada Prima")
    sheet(empty).form.fields["role"].set_text(SeatRole.PRESIDENT.value)
    empty.press("Ctrl+Return")
    desk = empty.window.workspace.desk
    (seat,) = desk.read(seat_lines, desk.read(seat_ids, on=DAY), on=DAY)
    assert (seat.name, seat.role, seat.body) == (
        "Ada Prima", SeatRole.PRESIDENT, "Consiglio Direttivo",
    )  # fmt: skip
    empty.window.activateWindow()  # the list of names was a window of its own
    empty.qtbot.waitUntil(empty.window.isActiveWindow)

    empty.press("Esc")
    empty.press("Ctrl+N")
    write_in(empty, empty.page.form.fields, held_on="15/12/2026", starts_at="15:00", venue="Crema")
    empty.page.form.fields["agenda"].editor.setFocus()
    empty.type("Insediamento")
    empty.press("Ctrl+S")
    assert len(desk.read(meeting_ids, year=2026)) == 1
    assert bodies(empty)[0].meetings == 1


def test_the_offices_lead_to_the_bodies_which_are_changed_ended_and_brought_back(
    demo_hands: Hands,
) -> None:
    demo_hands.press("Ctrl+5")
    demo_hands.press("Ctrl+Shift+B")
    demo_hands.click_button("Definisci gli organi")
    assert at_the_bodies(demo_hands)
    (place, before) = next(
        (place, line)
        for place, line in enumerate(bodies(demo_hands))
        if line.kind is BodyKind.BOARD
    )
    demo_hands.page.panel.tables["bodies"].look_at(before.id)
    demo_hands.press("Return")
    fields: Any = sheet(demo_hands).form.fields
    assert fields["kind"].editor.is_fixed  # it has met
    write_in(demo_hands, fields, name="Direttivo", active_to="01/01/2020")
    demo_hands.press("Ctrl+Return")
    assert fields["active_to"].state == "error"
    write_in(demo_hands, fields, active_to="31/12/2099")
    demo_hands.press("Ctrl+Return")
    after = bodies(demo_hands)[place]
    assert (after.name, after.active_to) == ("Direttivo", date(2099, 12, 31))
    demo_hands.press("Del")
    assert "puoi farlo cessare" in demo_hands.window.frame.banner.accessibleName()
    demo_hands.press("Ctrl+Z", demo_hands.page.nav)
    assert bodies(demo_hands)[place] == before
    demo_hands.press("Ctrl+5")
    assert isinstance(demo_hands.page, SeatsPage)
