"""Check the whole desk and say in words what was found; imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cluster_desk.desk import Desk
from cluster_desk.errors import Cancelled, DeskError
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.progress import Progress
from cluster_desk.queries.history.soundness import AREAS, Extent, Fault, extent, faults_in
from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Label
from ui.kit.layout import Card, Rule, clear, column, panel, row
from ui.kit.sheet import SideSheet
from ui.kit.states import Skeleton
from ui.pages.page import Page
from ui.theme.icons import MIDDLE
from ui.theme.tokens import LABEL, MEDIUM, META, SEMIBOLD

Found = tuple[Extent, Mapping[str, Sequence[Fault]]]

_TITLES = {
    "file": N_("The file"),
    "triggers": N_("The guards"),
    "history": N_("The history"),
    "sums": N_("The sums"),
    "numbers": N_("The numbers"),
    "documents": N_("The documents"),
}
_SOUND = {
    "file": N_("It can be read from beginning to end."),
    "triggers": N_("Nothing can be written without being told here."),
    "history": N_("Every operation agrees with its seal, and every record with the history."),
    "sums": N_("Movements, payments and charges add up."),
    "numbers": N_("Receipts, requests and resolutions have no gap and no double."),
    "documents": N_("Every document is byte for byte the one that was issued."),
}


def open_check(page: Page) -> None:
    """Begin at once, as a job that can be stopped; the sheet tells what was found."""
    sheet = CheckSheet(page)
    job = page.workspace.jobs.begin(_("Check of the desk"))
    assert job is not None  # it has a title
    page.workspace.compute(
        partial(_look, page.workspace.desk, job), then=sheet.tell, refused=sheet.refused, job=job
    )


def _look(desk: Desk, progress: Progress) -> Found:
    # A read each: while one is open, on SQLite nobody could save.
    found = {}
    for place, area in enumerate(AREAS):
        progress.step(place, len(AREAS))
        found[area] = desk.read(faults_in, area)
    progress.step(len(AREAS), len(AREAS))
    return desk.read(extent), found


class CheckSheet(QWidget):
    """What is checked, then for each part whether it holds."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        about = _(
            "Everything is read again: the file, the chain of the history, the sums, the numbers "
            "and every document against its fingerprint. Nothing is changed."
        )
        self._body = column(gap=14)
        self._body.addWidget(_waiting())
        self.setLayout(column(Label(about, LABEL, tone="text2", wrap=True), self._body, gap=16))
        self._sheet = SideSheet(page, _("Check of the desk"), self)

    def tell(self, found: Found) -> None:
        """The result: all well, or what does not hold and what to do."""
        told, faults = found
        clear(self._body)
        wrong = sum(map(len, faults.values()))
        self._body.addWidget(_verdict(wrong))
        for area in AREAS:
            self._body.addWidget(_line(area, faults[area]))
        self._body.addWidget(Rule())
        self._body.addWidget(_chain(told))
        copy = Button(_("Copy the end of the chain"), "copy", run=partial(_copy, told))
        self._body.addLayout(row(copy, None))
        announce(self, _verdict_text(wrong))

    def refused(self, error: DeskError) -> None:
        """It was stopped, or the desk cannot be read."""
        if isinstance(error, Cancelled):
            self._sheet.close_sheet()
            return
        clear(self._body)
        self._body.addWidget(Label(str(error), tone="bad_fg", wrap=True))


def _waiting() -> QWidget:
    skeleton = Skeleton(_("The check is under way"))
    skeleton.setFixedHeight(220)
    return skeleton


def _verdict_text(wrong: int) -> str:
    if not wrong:
        return _("All is well.")
    text = ngettext("{count} thing does not hold.", "{count} things do not hold.", wrong)
    return text.format(count=count_text(wrong))


def _verdict(wrong: int) -> Card:
    tone = "bad" if wrong else "ok"
    title = Label(_verdict_text(wrong), 13.5, SEMIBOLD, f"{tone}_fg", wrap=True)
    words = column(title, gap=2)
    if wrong:
        advice = _("Do not go on entering: keep this desk aside and restore the last good backup.")
        words.addWidget(Label(advice, LABEL, tone=f"{tone}_fg", wrap=True))
    icon = IconLabel("circle-alert" if wrong else "circle-check", f"{tone}_fg", MIDDLE)
    return Card(row(icon, (words, 1), gap=11, margins=(14, 11, 12, 11)), tone=tone)


def _line(area: str, faults: Sequence[Fault]) -> QWidget:
    words = column(Label(_(_TITLES[area]), weight=MEDIUM), gap=2)
    if faults:
        for fault in faults:
            words.addWidget(Label(fault.message, META, tone="bad_fg", wrap=True))
    else:
        words.addWidget(Label(_(_SOUND[area]), META, tone="text2", wrap=True))
    icon = IconLabel(*(("circle-alert", "bad_dot") if faults else ("circle-check", "ok_dot")))
    line = row((words, 1), gap=10)
    line.insertWidget(0, icon, 0, Qt.AlignmentFlag.AlignTop)
    return panel(line)


def _chain(told: Extent) -> QWidget:
    text = _(
        "The chain ends at operation {seq}. Who keeps this line on paper can prove later that "
        "nothing before it was changed:"
    ).format(seq=count_text(told.seq))
    line = Label(told.hash, META, MEDIUM, tabular=True, wrap=True)
    # Sixty-four letters without a blank: parted where they may break, and copied whole.
    line.setText("\N{ZERO WIDTH SPACE}".join(_groups(told.hash)))
    line.setAccessibleName(_("End of the chain {hash}").format(hash=told.hash))
    return panel(column(Label(text, META, tone="text2", wrap=True), line, gap=4))


def _groups(text: str) -> list[str]:
    return [text[at : at + 8] for at in range(0, len(text), 8)]


def _copy(told: Extent) -> None:
    QApplication.clipboard().setText(f"{told.seq} {told.hash}")
