"""The first page under real keys and clicks: every number leads to its list."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cluster_desk import paths
from cluster_desk.clock import FixedClock
from cluster_desk.queries.home.waiting import Matter, Urgency, Waiting
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.store import backup
from cluster_desk.store.faults import Busy
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.home.actions import HOME_ACTIONS
from ui.home.backups import backup_told, backup_wanted
from ui.home.first_use import STEPS
from ui.home.kpis import Span, months_of
from ui.home.wording import _VIEWS, target_of
from ui.kit.charts.figures import Figures, Series
from ui.kit.charts.painting import paint_bars, paint_sparkline, paint_stacked, parts_of
from ui.kit.charts.scale import round_scale
from ui.kit.charts.table import FiguresTable
from ui.kit.links import Link, RowLink
from ui.kit.sheet import SideSheet
from ui.pages.targets import Target
from ui.shell.window import MainWindow

ON = date(2026, 11, 22)


@pytest.fixture
def home(open_window: OpenWindow, association: Path, wanted: list[Target]) -> Hands:
    """The window on the small association, at its first page; links are only noted."""
    return open_window(association, place="home")


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> list[Target]:
    """What the links led to."""
    found: list[Target] = []
    monkeypatch.setattr(MainWindow, "go_to", lambda _window, target: found.append(target))
    return found


def said(hands: Hands) -> list[str]:
    """The rows of what waits; new ones are shown a turn of the event loop later."""
    hands.settle()
    rows = hands.page.board.waiting.findChildren(RowLink)
    return [row.accessibleName() for row in rows if row.isVisible()]


def link(hands: Hands, name: str) -> Link:
    hands.settle()
    every: list[Link] = hands.page.findChildren(Link)
    found = [each for each in every if each.isVisible() and each.accessibleName().startswith(name)]
    assert found, f"no link «{name}»"
    return found[0]


# ── what is shown ───────────────────────────────────────────────────────────────────────────────


def test_the_figures_are_those_of_the_association(home: Hands) -> None:
    kpis = home.page.board.kpis
    assert kpis.members.value.accessibleName() == "Soci: 10"
    assert kpis.members.chip.text() == "+10 nel 2026"
    assert kpis.collected.value.accessibleName() == "Incassato 2026: 4.500 €"
    assert (
        kpis.collected.under.text() == "90\N{NO-BREAK SPACE}% di 5.000\N{NO-BREAK SPACE}€ chiesti"
    )
    assert kpis.overdue.value.accessibleName() == "Quote scadute: 1 socio"
    assert kpis.meeting.value.text() == "—"
    assert home.page.board.collected.chart.figures.rows()[2] == ["Marzo", "4.500,00 €"]


def test_what_presses_comes_first(home: Hands) -> None:
    rows = said(home)
    assert rows[0] == "1 quota scaduta, 500,00 € da incassare"
    assert rows[1].startswith("Fai la prima copia di sicurezza")
    assert "1 domanda da deliberare, Da mettere all’ordine del giorno" in rows


def test_the_page_follows_what_is_written_elsewhere(home: Hands) -> None:
    facts = OrganisationFacts(name="Nuova domanda S.r.l.")
    command = AdmitMember(facts=facts, applied_on=date(2026, 11, 20))
    home.window.workspace.write(admit_member, command, then=id)
    home.settle()
    assert any(row.startswith("2 domande da deliberare") for row in said(home))
    newest = home.page.board.done.findChildren(RowLink)[-5]
    assert newest.accessibleName().startswith("Domanda di ammissione di Nuova domanda S.r.l.")


def test_a_page_that_is_not_seen_waits_until_it_is(home: Hands) -> None:
    page = home.page
    home.window.stack.open_place("members")
    command = AdmitMember(facts=OrganisationFacts(name="Altra S.r.l."), applied_on=ON)
    home.window.workspace.write(admit_member, command, then=id)
    home.settle()
    assert page.seen.members.applicants == 1, "nobody looks: nothing was asked"
    home.window.stack.open_place("home")
    home.settle()
    assert page.seen.members.applicants == 2


def test_another_year_shows_its_own_fees(home: Hands) -> None:
    home.window.workspace.set_year(2025)
    home.settle()
    assert home.page.board.kpis.collected.value.accessibleName() == "Incassato 2025: 0 €"
    assert not home.page.board.spans.isVisible(), "a month of a year that is over says nothing"
    assert home.page.board.collected.chart.nothing == "Per il 2025 non c’è ancora nessun incasso"


def test_a_span_sums_its_own_months_and_is_remembered(
    home: Hands, open_window: OpenWindow, association: Path
) -> None:
    home.click(home.page.board.spans._parts["quarter"])
    assert home.page.board.kpis.collected.value.text() == "0"
    assert home.page.board.kpis.collected.under.text() == "ottobre–dicembre"
    assert home.page.board.collected.chart.bold == [9, 10, 11]
    home.window.close()
    again = open_window(association, place="home")
    assert again.page.board.span is Span.QUARTER


def test_a_quarter_begins_in_its_first_month() -> None:
    assert list(months_of(Span.QUARTER, 11)) == [10, 11, 12]
    assert list(months_of(Span.MONTH, 2)) == [2]
    assert len(months_of(Span.YEAR, 2)) == 12


def test_first_use_says_what_to_do_first(
    open_window: OpenWindow, sqlite_template: Path, wanted: list[Target]
) -> None:
    hands = open_window(sqlite_template, place="home")
    assert hands.page.first.isVisible()
    steps = [row.accessibleName() for row in hands.page.first.findChildren(RowLink)]
    assert steps[0].startswith("Descrivi l’associazione")
    hands.press("Return", link(hands, "Inserisci i soci"))
    assert wanted == [Target(place="members")]
    command = AdmitMember(facts=OrganisationFacts(name="Prima S.r.l."), admitted_on=ON)
    hands.window.workspace.write(admit_member, command, then=id)
    hands.settle()
    assert hands.page.board.kpis.isVisible()
    assert any(row.startswith("Stabilisci le quote 2026") for row in said(hands))


def test_a_desk_that_cannot_be_read_says_so_and_tries_again(home: Hands) -> None:
    home.page._show_error(Busy())
    assert not home.page.board.kpis.isVisible()
    home.click_button("Riprova")
    assert home.page.board.kpis.isVisible()


# ── where it leads ──────────────────────────────────────────────────────────────────────────────


NUMBERS = (
    ("Soci: 10", Target(place="members", view="members")),
    ("+10 nel 2026", Target(place="members", view="new")),
    ("1 domanda", Target(place="members", view="applicants")),
    ("Incassato 2026", Target(place="fees", view="paid")),
    ("90", Target(place="fees", view="year")),
    ("Quote scadute: 1 socio", Target(place="members", view="overdue")),
    ("500", Target(place="fees", view="overdue")),
    ("Prossima seduta", Target(place="meetings", view="upcoming")),
    ("Agenda", Target(place="meetings", view="upcoming")),
    ("1 quota scaduta", Target(place="fees", view="overdue")),
    ("Storia completa", Target(place="archive", view="history")),
    ("Apri Quote", Target(place="fees", view="year")),
    ("Pagate, 9 quote", Target(place="fees", view="paid")),
    ("Fai la prima copia", Target(place="settings", view="desk")),
)


def test_every_number_leads_to_its_list(home: Hands, wanted: list[Target]) -> None:
    for name, target in NUMBERS:
        wanted.clear()
        home.click(link(home, name))
        assert wanted == [target], name
        home.press("Return", link(home, name))
        home.press("Space", link(home, name))
        assert wanted == [target] * 3, f"{name}: by keys as by the mouse"


def test_a_gesture_leads_to_its_place_in_the_history(home: Hands, wanted: list[Target]) -> None:
    row = home.page.board.done.findChildren(RowLink)[0]
    home.click(row)
    latest = home.page.seen.gestures[0]
    assert wanted == [Target(place="archive", view="history", record=latest.id)]


def test_tab_reaches_every_number_and_the_charts(home: Hands) -> None:
    home.page.board.kpis.members.value.setFocus()
    reached: set[Any] = set()
    for _step in range(80):
        reached.add(home.focus())
        home.window.focusNextChild()
    links = {each for each in home.page.findChildren(Link) if each.isVisible()}
    assert {each.accessibleName() for each in links - reached} == set()
    assert home.page.board.collected.chart in reached
    assert home.page.board.states.chart in reached


def test_something_new_is_entered_from_here(open_window: OpenWindow, association: Path) -> None:
    hands = open_window(association, place="home")
    hands.press("Ctrl+N")
    hands.type("nuovo socio")
    hands.press("Return")
    stack = hands.window.stack
    hands.qtbot.waitUntil(lambda: stack.is_deep)
    assert stack.place == "members"
    assert stack.page.crumbs()[-1] == "Nuovo socio"


def test_the_parts_of_the_page_are_gone_through_with_f6(home: Hands) -> None:
    home.page.board.kpis.members.value.setFocus()
    seen = []
    for _step in range(5):
        home.press("F6")
        seen.append(home.focus())
    assert home.page.board.waiting.isAncestorOf(seen[0])
    assert home.page.board.collected.isAncestorOf(seen[1])
    assert home.page.board.states.isAncestorOf(seen[3])


def test_what_has_the_keyboard_is_seen(open_window: OpenWindow, association: Path) -> None:
    hands = open_window(association, size=(1366, 690), place="home")
    board = hands.page.board
    done = board.done  # has its rows a moment after they were read
    hands.qtbot.waitUntil(lambda: not done.visibleRegion().contains(done.rect().bottomLeft()))
    for _step in range(3):
        hands.press("F6")
    focus = hands.focus()
    assert focus is not None
    assert board.done.isAncestorOf(focus)
    assert focus.visibleRegion().contains(focus.rect().center())


def test_more_rows_are_shown_when_they_are_asked_for(
    open_window: OpenWindow, demo: Path, wanted: list[Target]
) -> None:
    hands = open_window(demo, place="home")
    everything = len(hands.page.seen.waiting) + 1  # and the backup
    hands.page.board.waiting.show_most(3)
    hands.settle()
    assert len(said(hands)) == 2
    hands.click_button(f"Altre {everything - 2}")
    assert len(said(hands)) == everything
    focus = hands.focus()
    assert isinstance(focus, RowLink)
    assert focus.accessibleName() == said(hands)[2]


# ── charts ──────────────────────────────────────────────────────────────────────────────────────


def test_the_arrows_walk_over_the_months_and_enter_shows_the_table(home: Hands) -> None:
    chart = home.page.board.collected.chart
    chart.setFocus()
    for _step in range(3):
        home.press("Right")
    assert chart.lit == 2
    home.press("Esc")
    assert chart.lit is None
    home.press("Return")
    table = home.focus()
    assert isinstance(table, FiguresTable)
    assert table.model().index(2, 0).data() == "Marzo"
    assert table.model().index(2, 1).data() == "4.500,00 €"
    home.press("Ctrl+C")
    assert QApplication.clipboard().text().splitlines()[3] == "Marzo\t4.500,00 €"
    home.press("Esc")
    assert home.focus() is chart


def test_the_mouse_lights_the_month_it_is_over(home: Hands) -> None:
    chart = home.page.board.collected.chart
    QTest.mouseMove(chart, QPoint(chart.width() - 20, 60))
    assert chart.lit == 11
    QTest.mouseMove(chart, QPoint(3, 60))
    assert chart.lit is None


def test_a_chart_offers_its_figures_and_its_picture(home: Hands) -> None:
    chart = home.page.board.collected.chart
    menu: QMenu = chart.menu()
    assert [action.text() for action in menu.actions()] == ["Mostra dati", "Copia immagine"]
    menu.actions()[1].trigger()
    image = QApplication.clipboard().image()
    assert image.width() == chart.width() * 3


def test_every_chart_has_its_table_in_the_menu(home: Hands) -> None:
    charts = {"home.collected", "home.states", "home.late", "home.members"}
    assert charts <= {action.id for action in HOME_ACTIONS}
    for action in sorted(charts):
        home.page.actions_here[action].trigger()
        home.settle()
        (sheet,) = (s for s in home.window.findChildren(SideSheet) if s.isVisible())
        table = sheet.findChildren(FiguresTable)[0]
        assert table.rowCount() >= 4, action
        assert table.accessibleName(), action
        home.press("Esc")


def test_a_chart_tells_all_its_values_to_the_ear(home: Hands) -> None:
    told = home.page.board.collected.chart.accessibleDescription()
    assert "Marzo: 2026 4.500,00 €" in told
    assert (
        "Pagate: Quote 9, Importo 4.500,00 €"
        in home.page.board.states.chart.accessibleDescription()
    )


def figures() -> Figures:
    return Figures(
        title="Prova",
        label_head="Mese",
        labels=["a", "b"],
        series=[
            Series(name="ora", values=[400, 0], told=str),
            Series(name="prima", values=[0, 200], told=str, veil=70),
        ],
    )


def test_charts_are_painted_on_a_picture_and_on_a_page(
    dressed: QApplication, tmp_path: Path
) -> None:
    page = QSvgGenerator()
    page.setFileName(str(tmp_path / "chart.svg"))
    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    for device in (image, page):
        painter = QPainter(device)
        paint_bars(painter, QRectF(0, 0, 300, 120), figures(), lambda line, _top: str(line))
        paint_stacked(painter, QRectF(0, 130, 300, 12), [3, 1], ["c1", "c2"])
        paint_sparkline(painter, QRectF(0, 150, 100, 30), [1, 5, 3])
        painter.end()
    drawn = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert drawn.count("<path") >= 4
    colours = {image.pixelColor(x, 136).name() for x in (20, 280)}
    assert len(colours) == 2, "two parts of the stacked bar"
    assert image.pixelColor(150, 175).alpha() == 0


def test_the_main_series_stands_at_the_right(dressed: QApplication) -> None:
    image = QImage(400, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    both = Figures(
        title="", label_head="", labels=["a"],
        series=[Series(name="ora", values=[4], told=str), Series(name="prima", values=[4], told=str,
                                                                  token="c2")],
    )  # fmt: skip
    painter = QPainter(image)
    paint_bars(painter, QRectF(0, 0, 400, 200), both, lambda _line, _top: "")
    painter.end()
    row = [image.pixelColor(x, 100).name() for x in range(400)]
    assert row.index("#1c8f92") < row.index("#7a2468")


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (4, 1), (5, 2), (41, 15), (100, 25), (4_165_000, 1_500_000)]
)
def test_an_axis_ends_at_a_round_number(most: int, step: int) -> None:
    scale = round_scale(most)
    assert scale.step == step
    assert scale.top >= most
    assert scale.lines[0] == 0


def test_the_parts_of_a_bar_fill_it() -> None:
    rooms = parts_of(QRectF(0, 0, 102, 8), [1, 0, 3])
    assert [room.width() for room in rooms] == [25, 0, 75]
    assert rooms[2].right() == 102


# ── the backup ──────────────────────────────────────────────────────────────────────────────────


def test_a_backup_made_here_is_known_and_asked_for_again_in_time(
    home: Hands, tmp_path: Path
) -> None:
    desk = home.window.workspace.desk
    made = backup.make(desk.location, tmp_path / "copie", now=datetime(2026, 11, 22, 9, tzinfo=UTC))
    home.press("F5")
    assert "ultima copia oggi alle 10:00" in home.page.status().place
    assert not any("copia di sicurezza" in row for row in said(home))
    known = json.loads((paths.data_folder() / "backups.json").read_text(encoding="utf-8"))
    assert known[str(Path(desk.location).absolute())]["path"] == str(made.path)
    last = home.page._backup
    later = date(2026, 12, 1)
    seq = home.page.seen.last_seq
    assert backup_wanted(last, on=later, seq=seq) is None, "nothing was written since"
    line = backup_wanted(last, on=later, seq=seq + 3)
    assert line is not None
    assert line.under == "3 operazioni dopo l’ultima"
    assert backup_told(last, on=later) == "ultima copia il 22/11/2026"


def test_a_backup_made_at_another_place_is_seen_on_coming_back(home: Hands, tmp_path: Path) -> None:
    assert any(row.startswith("Fai la prima copia") for row in said(home))
    home.window.stack.open_place("members")
    desk = home.window.workspace.desk
    backup.make(desk.location, tmp_path / "copie", now=datetime(2026, 11, 22, 9, tzinfo=UTC))
    home.window.stack.open_place("home")
    assert not any("copia" in row for row in said(home))
    assert "ultima copia oggi" in home.page.status().place


def test_a_new_day_is_read_anew_when_the_page_is_seen_again(home: Hands) -> None:
    home.window.stack.open_place("members")
    home.window.workspace.desk.clock = FixedClock.at("2026-11-23")
    home.window.stack.open_place("home")
    home.settle()
    assert home.page.seen.on == date(2026, 11, 23)


def test_a_backup_that_is_gone_is_missed(home: Hands, tmp_path: Path) -> None:
    desk = home.window.workspace.desk
    made = backup.make(desk.location, tmp_path / "copie", now=datetime(2026, 11, 22, 9, tzinfo=UTC))
    made.path.unlink()
    home.press("F5")
    assert any("non è più dove era stata messa" in row for row in said(home))


# ── where the window opens ──────────────────────────────────────────────────────────────────────


def test_the_window_opens_where_the_person_was_last(
    open_window: OpenWindow, association: Path
) -> None:
    first = open_window(association, place="home")
    first.window.stack.open_place("members")
    first.window.close()
    again = MainWindow(first.window.workspace.__class__(first.window.workspace.desk), _new())
    assert again.stack.place == "members"
    again.close()


def _new() -> Any:
    from ui.pages.preferences import Preferences  # read again from the file

    return Preferences()


def test_every_link_of_the_demo_finds_its_list(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="home")
    board, window = hands.page.board, hands.window
    targets = {target for _line, target in board.waiting._lines}
    targets |= {Target(place=place, view=view) for place, view in _VIEWS.values()}
    targets |= {target for card in (board.kpis.members, board.kpis.collected, board.kpis.overdue)
                for target in card._targets.values()}  # fmt: skip
    targets |= {step[-1] for step in STEPS}
    for target in sorted(targets, key=repr):
        window.go_to(target)
        hands.settle()
        assert window.stack.place == target.place, target
        deep = window.stack.is_deep
        bottom: Any = window.stack.bottom
        tabs = getattr(bottom, "header", None)
        if target.place == "settings":
            assert bottom._key == target.view, target
        elif not deep and target.view:
            assert tabs is not None
            assert tabs.tabs.current_key() == target.view, target
        else:
            assert deep or not target.view, target
        while window.stack.pop():
            pass


def test_offices_that_are_over_lead_to_those_that_ended(
    open_window: OpenWindow, association: Path
) -> None:
    hands = open_window(association, place="home")
    over = Waiting(matter=Matter.SEATS, urgency=Urgency.LATE, since=ON)
    target = target_of(over, hands.page.seen)
    hands.window.go_to(target)
    hands.settle()
    assert hands.page.header.tabs.current_key() == "past"
