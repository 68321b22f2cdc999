"""Give window tests a small association, a window on it, and hands that type and click."""

from __future__ import annotations

import gc
import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cluster_desk import paths
from cluster_desk.desk import Desk
from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.members import MemberCategory, OrganisationKind, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.services.association.profile import FoundAssociation, found_association
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from tests.demo_desks import SharedDemo
from tests.desks import TODAY
from tests.window.hands import Hands, PatientBot
from ui.kit import clicks, toast
from ui.pages.preferences import Preferences
from ui.shell import elsewhere, finding, stack
from ui.shell.window import MainWindow
from ui.theme.theme import Appearance, theme
from ui.work.workspace import Workspace

OpenWindow = Callable[..., Hands]
_FOREVER_SECONDS = 3600
NAMES = (
    "Adda Botanica S.r.l.",
    "Brianza Make-Up S.r.l.",
    "Colorificio Serio & Figli",
    "Dosaroma S.r.l.",
    "Emulsia Italia S.p.A.",
    "Filiera Verde Soc. Coop.",
    "Gamma Tubetti S.r.l.",
    "Istituto Ricerche Dermocosmetiche",
    "Università degli Studi Demo",
    "Zafferano Lab",
)


_FULL_COLLECTION_EVERY = 20
_played = itertools.count(1)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """As the program does: garbage ends in the window's thread, here between two tests.

    A Qt object that ends in a worker's thread takes all tests of the process with it.
    """
    gc.disable()
    yield
    gc.collect(2 if next(_played) % _FULL_COLLECTION_EVERY == 0 else 1)
    gc.enable()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with our fonts and colours."""
    theme.start(Appearance.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def no_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file dialog that nobody answers would hold the test for ever."""

    def unexpected(*_about: object) -> None:
        raise AssertionError("a file was asked for, and nobody is there to choose it")

    for name in ("getSaveFileName", "getOpenFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, unexpected)


@pytest.fixture(scope="session")
def association(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten members and one applicant; fees of 2026, most of them paid, one overdue."""
    path = tmp_path_factory.mktemp("association") / "association.desk"
    shutil.copy(sqlite_template, path)
    with Desk.open(path, clock=TODAY) as desk:
        desk.write(found_association, FoundAssociation(name="Cluster di prova", sample=True))
        for number, name in enumerate(NAMES):
            desk.write(admit_member, _member(name, number))
        facts = OrganisationFacts(name="Richiedente S.r.l.")
        desk.write(admit_member, AdmitMember(facts=facts, applied_on=date(2026, 11, 2)))
        _ask_and_collect(desk)
    return path


def _member(name: str, number: int) -> AdmitMember:
    university = name.startswith("Università")
    facts = OrganisationFacts(
        name=name,
        kind=OrganisationKind.UNIVERSITY if university else OrganisationKind.COMPANY,
        city="Crema" if number % 2 else "Milano",
        province="CR" if number % 2 else "MI",
        sector="Skincare",
        pec=f"socio{number}@pec.esempio.it",
    )
    return AdmitMember(
        facts=facts,
        size=SizeClass.SMALL,
        founder=number == 0,
        admitted_on=date(2026, 1, 16 + number),
    )


def _ask_and_collect(desk: Desk) -> None:
    rate = FeeRate(category=MemberCategory.ORDINARY, size=None, amount=Money(50_000))
    schedule = SetFeeSchedule(year=2026, due_on=date(2026, 3, 31), rates=(rate,))
    desk.write(set_fee_schedule, schedule)
    issue = IssueFees(year=2026, issued_on=date(2026, 2, 1), due_on=date(2026, 3, 31))
    for line in desk.write(issue_fees, issue).value.lines[:-1]:
        payment = RecordPayment(
            amount=line.amount, received_on=date(2026, 3, 1), membership_id=line.membership_id
        )
        desk.write(record_payment, payment)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Patient: see there."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing goes away or is read again by itself because a busy machine took its time.

    And no press comes too soon after the one before.
    """
    monkeypatch.setattr(toast, "_SECONDS", _FOREVER_SECONDS)
    monkeypatch.setattr(toast, "_SOON", _FOREVER_SECONDS)
    monkeypatch.setattr(clicks, "_hurry", lambda: 0.0)
    monkeypatch.setattr(elsewhere, "_EVERY_MS", _FOREVER_SECONDS * 1000)
    monkeypatch.setattr(stack, "_QUIET_MS", _FOREVER_SECONDS * 1000)
    monkeypatch.setattr(finding, "_PATIENCE_MS", _FOREVER_SECONDS * 1000)


@pytest.fixture
def open_window(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    """Opens a window on a copy of a desk; closed after the test, with nothing left under way."""
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    opened: list[Hands] = []

    def make(desk_file: Path, size: tuple[int, int] = (1440, 900), place: str = "members") -> Hands:
        copy = Path(shutil.copy(desk_file, tmp_path / f"{len(opened)}.desk"))
        preferences = Preferences()
        preferences.place = place  # as if it had been left there
        window = MainWindow(Workspace(Desk.open(copy, clock=TODAY)), preferences)
        window.resize(*size)
        window.show()
        hands = Hands(qtbot, window)
        opened.append(hands)
        hands.settle()
        return hands

    yield make
    for hands in opened:
        _forget_changes(hands)
        hands.window.close()
        hands.window.deleteLater()
    theme.resize_text(100)
    if theme.is_dark:
        theme.wear(Appearance.LIGHT)


def _forget_changes(hands: Hands) -> None:
    """A form left open must not ask its question when the test is over."""
    for page in hands.window.stack.pages():
        form: Any = getattr(page, "form", None)
        if form is not None:
            form.load(form.texts())


@pytest.fixture
def hands(open_window: OpenWindow, association: Path) -> Hands:
    """The window on the small association."""
    return open_window(association)


@pytest.fixture(scope="session")
def demo(shared_demo: SharedDemo) -> Path:
    """A demo association of forty members with a year of everything."""
    return shared_demo.path


@pytest.fixture
def demo_hands(open_window: OpenWindow, demo: Path) -> Hands:
    """The window on the small demo association, at its members."""
    return open_window(demo)


@pytest.fixture
def empty(open_window: OpenWindow, sqlite_template: Path) -> Hands:
    """The window on an empty desk."""
    return open_window(sqlite_template)
