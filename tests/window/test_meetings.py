"""Meetings from the first plan to minutes that are approved, with keys and clicks."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import ItemOutcome, MeetingState, MinutesState
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.queries.meetings.lists import meeting_ids
from cluster_desk.queries.seats import seat_ids, seat_lines
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.presence import Excuse, excuse
from cluster_desk.services.meetings.voting import EndItem, HoldBallot, end_item, hold_ballot
from tests.desks import TODAY
from tests.meeting_desks import Board, at, board, closed, convened, roll_call
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands, press_twice
from ui.kit.buttons import Button
from ui.pages.targets import Target

ON = date(2026, 11, 20)
COMING = date(2026, 11, 22)


@pytest.fixture(scope="module")
def meetings(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board of seven: one meeting is over without minutes, one is called for today."""
    path = tmp_path_factory.mktemp("meetings") / "meetings.desk"
    shutil.copy(sqlite_template, path)
    with Desk.open(path, clock=TODAY) as desk:
        here = board(desk)
        _hold(here)
        convened(here, "Piano delle attività", "Nuovi tavoli", on=COMING)
    return path


def _hold(here: Board) -> None:
    meeting = convened(here, "Stato degli incassi", on=ON)
    roll_call(here, meeting, here.people[:5])
    here.desk.write(excuse, Excuse(meeting_id=meeting, person_id=here.people[6]))
    opening = OpenMeeting(
        meeting_id=meeting,
        opened_at=at("15:00"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    here.desk.write(open_meeting, opening)
    card = here.desk.read(meeting_card, meeting)
    assert card is not None
    first, last = card.facts.items
    vote = HoldBallot(
        item_id=first.id, held_at=at("15:20"), wording="Si approva.", others_in_favour=True
    )
    here.desk.write(hold_ballot, vote)
    here.desk.write(end_item, EndItem(item_id=last.id, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)


@pytest.fixture
def hands(open_window: OpenWindow, meetings: Path) -> Hands:
    """The window at its meetings."""
    return open_window(meetings, place="meetings")


def desk_of(hands: Hands) -> Desk:
    desk: Desk = hands.window.workspace.desk
    return desk


def card(hands: Hands, meeting_id: int) -> MeetingCard:
    found = desk_of(hands).read(meeting_card, meeting_id)
    assert found is not None
    return found


def opened(hands: Hands, view: str) -> Any:
    """The first meeting of a view, in its own page."""
    hands.page.header.tabs.choose(view)
    hands.settle()
    hands.table.setFocus()
    hands.press("Return")
    return hands.page


def fill(hands: Hands, field: Any, text: str) -> None:
    """Into a field, with the keyboard, over what stands there."""
    field.editor.setFocus()
    field.editor.selectAll()
    hands.type(text)


def sheet_field(hands: Hands, label: str) -> Any:
    """A field of the sheet that is open."""
    from ui.kit.fields import Field

    found = [f for f in hands.window.findChildren(Field) if f.label == label and f.isVisible()]
    assert found, f"no field «{label}»"
    return found[-1]


def offers_to_undo(hands: Hands) -> bool:
    """Whether the notice that is shown has the button."""
    toast = hands.window.frame.toast
    assert toast.isVisible()
    return any(b.isVisible() for b in toast.findChildren(Button))


def seven_there(hands: Hands) -> Any:
    """The meeting of today with all seven arrived, and opened."""
    page = opened(hands, "upcoming")
    page.tabs.choose("presence")
    page.presence.table.setFocus()
    hands.press("Ctrl+A")
    hands.press("F8")
    hands.press("Ctrl+Return")
    hands.press("Ctrl+Shift+O")
    fill(hands, sheet_field(hands, "Verbalizza"), "Sara Nota")
    hands.press("Ctrl+Return")
    return page


def test_each_view_lists_its_meetings_and_the_card_follows(hands: Hands) -> None:
    ids = hands.page.list.model.ids
    assert len(ids) == 2
    for view, count in (("upcoming", 1), ("held", 1), ("to_approve", 1)):
        hands.page.header.tabs.choose(view)
        hands.settle()
        assert len(hands.page.list.model.ids) == count
    assert hands.page.card.accessibleName().startswith("Scheda di Consiglio Direttivo")


def test_a_meeting_is_planned_with_the_keyboard_and_undone(hands: Hands) -> None:
    hands.press("Ctrl+N")
    fields = hands.page.form.fields
    assert hands.focus() is fields["held_on"].editor
    hands.type("10/12/2026")
    fill(hands, fields["starts_at"], "1500")
    fields["agenda"].editor.setFocus()
    hands.type("Preventivo 2027")
    hands.press("Ctrl+S")
    (wanted, *_rest) = desk_of(hands).read(meeting_ids, year=2026)
    planned = card(hands, wanted).facts
    assert planned.sitting.held_on == date(2026, 12, 10)
    assert [item.title for item in planned.items] == ["Preventivo 2027", "Varie ed eventuali"]
    hands.click_button("Annulla")
    assert len(desk_of(hands).read(meeting_ids, year=2026)) == 2


def test_a_plan_without_day_and_titles_says_everything_at_once(hands: Hands) -> None:
    hands.press("Ctrl+N")
    fill(hands, hands.page.form.fields["starts_at"], "25:70")
    hands.press("Ctrl+S")
    assert hands.page.form.invalid() == ["held_on", "starts_at", "agenda"]


def test_all_arrive_the_meeting_opens_and_a_vote_becomes_a_resolution(hands: Hands) -> None:
    page = seven_there(hands)
    assert page.facts.sitting.state is MeetingState.OPEN
    assert page.presence.present_text() == "7 / 7"
    page.tabs.choose("items")
    fill(hands, page.items.proposal, "di approvare il piano")
    fill(hands, page.items.vote.fields["against"], "1")
    hands.press("Ctrl+Return")
    assert "I voti sono 8" in page.items.vote.fields["in_favour"].editor.accessibleDescription()
    assert not page.facts.items[0].ballots
    fill(hands, page.items.vote.fields["in_favour"], "6")
    press_twice(hands, "Ctrl+Return")
    (ballot,) = page.facts.items[0].ballots
    assert (ballot.in_favour, ballot.against, ballot.number) == (6, 1, 2)
    assert not offers_to_undo(hands)  # what is final cannot
    assert page.items.item_id == page.facts.items[1].id


def test_who_is_against_by_name_is_counted_and_kept(hands: Hands) -> None:
    page = seven_there(hands)
    page.tabs.choose("items")
    fill(hands, page.items.proposal, "di approvare il piano")
    dissenter = page.facts.room.seats[3].person_id
    page.items.vote._against.choose([str(dissenter)])
    hands.press("Ctrl+Return")
    (ballot,) = page.facts.items[0].ballots
    assert (ballot.in_favour, ballot.against) == (6, 1)
    assert [vote.voter for vote in ballot.votes if vote.choice == "against"] == [
        page.facts.people[dissenter].name
    ]


def test_a_departure_before_the_arrival_is_refused_under_its_field(hands: Hands) -> None:
    page = seven_there(hands)
    page.presence.model.ticks.put_only([])
    page.presence.table.setFocus()
    hands.press("Shift+F8")
    field = sheet_field(hands, "Esce alle ore")
    fill(hands, field, "1402")
    hands.press("Ctrl+Return")
    assert "14:02" in field.editor.accessibleDescription()
    fill(hands, field, "1602")
    hands.press("Ctrl+Return")
    assert page.presence.current().left_at == at("16:02")


def test_without_a_quorum_the_vote_says_how_many_are_lacking(hands: Hands) -> None:
    page = opened(hands, "upcoming")
    quorum = page.facts.room.quorum(at("15:00"))
    assert not quorum.is_met
    page.tabs.choose("items")
    assert page.items.may == {"write"}
    assert not page.items.vote.isVisible()


def test_ctrl_tab_goes_to_the_roll_and_back_with_the_keyboard(hands: Hands) -> None:
    page = opened(hands, "upcoming")
    page.tabs.choose("items")
    page.items.said.editor.setFocus()
    hands.press("Ctrl+Tab")
    assert hands.focus() is page.presence.table
    hands.press("Ctrl+Tab")
    assert hands.focus() is page.items.said.editor


def test_what_was_typed_is_kept_when_the_meeting_is_left(hands: Hands) -> None:
    page = opened(hands, "upcoming")
    meeting_id = page.meeting_id
    page.tabs.choose("items")
    fill(hands, page.items.said, "Si discute a lungo.")
    hands.press("Esc")
    assert card(hands, meeting_id).facts.items[0].discussion == "Si discute a lungo."


def test_minutes_are_composed_finished_by_hand_and_approved(hands: Hands) -> None:
    hands.page.header.tabs.choose("to_approve")
    hands.settle()
    hands.press("Ctrl+M")
    page = hands.page
    hands.click_button("Componi dai fatti")
    assert page.state == MinutesState.DRAFT
    assert page.view.passages.edits() == ()
    editor = page.view.passages.first_editor()
    editor.setFocus()
    hands.press("Ctrl+End")
    hands.type(" Aggiunto a mano.")
    hands.press("Ctrl+S")
    minutes = card(hands, page.meeting_id).minutes
    assert minutes is not None
    opening = minutes.sections[0]
    assert opening.edited
    assert opening.body.endswith("Aggiunto a mano.")
    hands.click_button("Approva il verbale")
    hands.press("Ctrl+Return")
    assert page.state == MinutesState.APPROVED
    assert not offers_to_undo(hands)
    hands.settle()
    assert bytes(page.file.content).startswith(b"%PDF")


def test_the_preview_is_made_of_the_words_that_were_saved(hands: Hands) -> None:
    hands.page.header.tabs.choose("to_approve")
    hands.settle()
    hands.press("Ctrl+M")
    hands.click_button("Componi dai fatti")
    hands.press("Ctrl+Tab")
    hands.settle()
    assert hands.page.view.is_paper
    assert hands.page.view.paper.page_count >= 1


def test_somebody_new_is_appointed_and_a_term_is_ended(hands: Hands) -> None:
    hands.press("Ctrl+Shift+B")
    hands.press("Ctrl+N")
    fill(hands, sheet_field(hands, "Persona"), "Lia Nuova")
    hands.press("Ctrl+Return")
    desk = desk_of(hands)
    lines = desk.read(seat_lines, desk.read(seat_ids, on=COMING), on=COMING)
    new = next(line for line in lines if line.name == "Lia Nuova")
    assert (new.role, new.to_on) == (SeatRole.MEMBER, date(2029, 11, 21))
    hands.window.activateWindow()  # the list of names was a window of its own
    hands.qtbot.waitUntil(hands.window.isActiveWindow)
    hands.table.look_at(new.id)
    hands.table.setFocus()
    hands.press("F2")
    hands.press("Ctrl+Return")
    (ended,) = desk.read(seat_lines, [new.id], on=date(2026, 12, 1))
    assert ended.is_over
    assert ended.to_on == COMING


def test_a_secret_ballot_keeps_papers_and_no_names(hands: Hands) -> None:
    page = seven_there(hands)
    page.tabs.choose("items")
    fill(hands, page.items.proposal, "di approvare il piano")
    vote = page.items.vote
    vote.method.choose("secret")
    vote.method.chosen.emit("secret")
    fill(hands, vote.fields["in_favour"], "6")
    fill(hands, vote.fields["blank"], "1")
    hands.press("Ctrl+Return")
    (ballot,) = page.facts.items[0].ballots
    assert (ballot.in_favour, ballot.blank, ballot.votes) == (6, 1, ())


def test_a_link_to_a_meeting_shows_it_whatever_the_year_chosen(hands: Hands) -> None:
    (wanted, *_rest) = hands.page.list.model.ids[1:]
    hands.window.workspace.set_year(2025)
    hands.settle()
    assert list(hands.page.list.model.ids) == []
    hands.page.go_to(Target(place="meetings", record=wanted))
    hands.settle()
    assert hands.table.current_id() == wanted


def test_the_items_of_a_plan_are_moved_and_given_to_who_reports_with_the_keyboard(
    hands: Hands,
) -> None:
    opened(hands, "upcoming")
    hands.press("F2")
    field = hands.page.form.fields["agenda"]
    first = field._rows[0]
    first.title.setFocus()
    hands.press("Alt+Down")
    assert [row.title.text() for row in field._rows][:2] == ["Nuovi tavoli", "Piano delle attività"]
    assert hands.focus() is first.title
    first.rapporteur.setFocus()
    hands.type("Nessuno Affatto")
    hands.press("Ctrl+S")
    assert "Nessuno Affatto" in field.editor.accessibleDescription()
    first.rapporteur.selectAll()
    hands.type("Sara Nota")
    hands.press("Ctrl+S")
    items = card(hands, hands.page.meeting_id).facts.items
    assert [item.title for item in items][:2] == ["Nuovi tavoli", "Piano delle attività"]
    people = card(hands, hands.page.meeting_id).facts.people
    assert [people[i.rapporteur_id].name if i.rapporteur_id else "" for i in items] == [
        "",
        "Sara Nota",
        *[""] * (len(items) - 2),
    ]


def test_in_a_meeting_items_change_and_letters_lead_to_the_votes(hands: Hands) -> None:
    page = seven_there(hands)
    page.tabs.choose("items")
    page.items.said.editor.setFocus()
    hands.press("Ctrl+Shift+E")
    fill(hands, sheet_field(hands, "Relatore"), "Pia Nuovissima")
    hands.press("Ctrl+Return")
    facts = card(hands, page.meeting_id).facts
    assert facts.people[facts.items[0].rapporteur_id or 0].name == "Pia Nuovissima"
    hands.press("Ctrl+Shift+E")
    field = sheet_field(hands, "Relatore")
    field.editor.setFocus()
    field.editor.selectAll()
    hands.press("Del")
    hands.press("Ctrl+Return")
    assert card(hands, page.meeting_id).facts.items[0].rapporteur_id is None
    hands.press("Ctrl+Shift+Down")
    assert card(hands, page.meeting_id).facts.items[1].title == page.items.item().title
    page.items.said.set_text("Introduce il Presidente.")
    hands.press("F9")
    hands.type("Interviene Sara Nota.")
    assert page.items.said.text() == "Introduce il Presidente.\nInterviene Sara Nota."
    fields = page.items.vote.fields
    page.items.vote.method.setFocus()
    for letter, name in (("C", "against"), ("A", "abstained"), ("F", "in_favour")):
        hands.press(letter)
        assert hands.focus() is fields[name].editor
    hands.type("7")
    assert fields["in_favour"].text() == "7"
