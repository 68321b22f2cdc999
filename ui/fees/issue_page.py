"""Issue the fees of a year: choose it, see who pays how much and who does not, then do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.domain.money import ZERO
from cluster_desk.errors import DeskError, Invalid
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.fees.schedule import FeeScheduleRow, fee_schedules
from cluster_desk.queries.fees.todo import ToDoRow
from cluster_desk.running import Outcome
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, Skipped, issue_fees
from ui.fees.figures import figure
from ui.fees.issue_choice import IssueChoice
from ui.fees.run_columns import FEE_LINES, SKIPPED, PaperLine
from ui.fees.run_lists import PaperList, PaperLists
from ui.fees.runs import open_notices
from ui.fees.steps import StepLine
from ui.kit.banner import Banner
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import clear, column, panel, row, set_ground
from ui.kit.states import Skeleton, StatePanel
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.page import Page, Status
from ui.pages.targets import Target
from ui.theme.tokens import LABEL
from ui.work.workspace import Workspace


def steps() -> tuple[str, ...]:
    """From the choice to the letters."""
    return _("Year and due day"), _("Who pays how much"), _("Requests of payment")


class IssuePage(Page):
    """Three panes: the choice, the trial, what was done; nothing is written before the button."""

    TOPICS = frozenset({"fees", "members"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, ISSUE_ACTIONS)
        self.phase = "loading"  # loading, none, choice, trial, done
        self.result: FeeIssueResult | None = None
        self.command = IssueFees(year=workspace.year)
        self._build()
        self.reload()
        self.actions_here.refresh()

    def _build(self) -> None:
        self.banner = Banner("bad", closable=False)
        self._about = GivingLabel("", LABEL, tone="text2")
        self._steps = StepLine(steps())
        self.next = self.actions_here.button("issue.next", "primary")
        self.back = self.actions_here.button("issue.back")
        self.go = self.actions_here.button("issue.go", "primary")
        leave = self.actions_here.button("issue.leave", "ghost")
        tools = row(leave, self.back, self.next, self.go, gap=8)
        top = Heading(Title(_("Issue the fees")), self._about, tools)
        self._figures = row(gap=12)
        parts = (self._steps, top, self.banner, row(self._figures, None))
        head = panel(column(*parts, gap=12, margins=(20, 14, 20, 10)))
        set_ground(head, "surface")
        self._panes = QStackedWidget()
        set_ground(self._panes, "surface")
        self.choice = IssueChoice(self.workspace)
        self.lists = PaperLists()
        self._waiting = Skeleton(_("The list is loading"))
        self._none = StatePanel(
            "scale",
            _("The fees of the year are missing"),
            _("Set amounts by category, the due day and the resolution first."),
            (self.actions_here.button("issue.settings", "primary"),),
        )
        self._done = StatePanel(
            "circle-check",
            "",
            "",
            (
                self.actions_here.button("issue.notices", "primary"),
                self.actions_here.button("issue.leave"),
            ),
            token="ok_dot",
        )
        for pane in (self._waiting, self._none, self.choice, self.lists, self._done):
            self._panes.addWidget(pane)
        self.setLayout(column(head, (self._panes, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Fees"), _("Issue the fees")]

    def status(self) -> Status:
        words = "" if self.phase == "done" else _("Nothing has been written yet")
        keys = (("Ctrl+Return", _("go on")), ("Esc", _("back")))
        return Status(place=words, keys=keys)

    def areas(self) -> list[QWidget]:
        table = self.lists.table() if self.phase == "trial" else None
        return [table] if table else [self.choice, self.next]

    def reload(self) -> None:
        if self.phase in ("loading", "none", "choice"):
            self.workspace.read(fee_schedules, then=self._show_schedules, lane="fees.schedules")
        elif self.phase == "trial":
            self._try(self.command)

    def step_back(self) -> bool:
        """Esc: from the trial to the choice."""
        if self.phase != "trial":
            return False
        _to_choice(self)
        return True

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def to_trial(self) -> None:
        """What would be charged to whom."""
        values = self.choice.values()
        if values is not None:
            self._try(IssueFees(**values))

    def issue(self) -> None:
        """Write it, as one gesture that can be undone."""
        self.show_phase("loading")
        self.workspace.write(
            issue_fees,
            self.command,
            then=self._issued,
            refused=self._refused,
            job=_("Issue of the fees of {year}").format(year=self.command.year),
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_schedules(self, found: Sequence[FeeScheduleRow]) -> None:
        self.choice.show_schedules(found, self.workspace.year)
        self.show_phase("choice" if found else "none")
        if self.phase == "choice" and self.isVisible():
            self.choice.setFocus()

    def _try(self, command: IssueFees) -> None:
        self.command = command
        self.show_phase("loading")
        self.workspace.preview(
            issue_fees,
            command,
            then=self._show_trial,
            refused=self._refused,
            job=_("Trial of the issue"),
        )

    def _show_trial(self, outcome: Outcome[FeeIssueResult]) -> None:
        result = self.result = outcome.value
        self.lists.show_lists(trial_lists(result), _nobody(self.command.year))
        clear(self._figures)
        for number, text, tone in (
            (count_text(result.charges), _("charges"), "ok_fg"),
            (f"{money_text(result.total)} €", _("in all"), "text"),
            (count_text(len(result.skipped)), _("left out"), "text2"),
        ):
            self._figures.addWidget(figure(number, text, tone))
        verb = ngettext("Issue {count} charge", "Issue {count} charges", result.charges)
        self.go.set_text(verb.format(count=count_text(result.charges)))
        self.show_phase("trial")
        table = self.lists.table()
        if table is not None and self.isVisible():
            table.setFocus()

    def _issued(self, outcome: Outcome[FeeIssueResult]) -> None:
        self.noticed.emit(undoable(self.workspace, outcome))
        clear(self._figures)
        text = _("Write to everybody now, or later from the list: one request a member.")
        self._done.say(outcome.label, text)
        self.show_phase("done")

    def _refused(self, error: DeskError) -> None:
        self.show_phase("choice")
        homeless = [str(error)]
        if isinstance(error, Invalid):
            homeless = self.choice.form.show_problems(error.problems)
        if homeless:
            self.banner.say(" ".join(homeless))

    def show_phase(self, phase: str) -> None:
        """Another pane, with its own buttons."""
        self.phase = phase
        panes = {
            "loading": self._waiting,
            "none": self._none,
            "choice": self.choice,
            "trial": self.lists,
            "done": self._done,
        }
        self._panes.setCurrentWidget(panes[phase])
        self._steps.show_step({"trial": 1, "done": 2}.get(phase, 0))
        self._about.setText(_sentence(self))
        if phase != "choice":
            self.banner.hide()
        self.next.setVisible(phase == "choice")
        self.back.setVisible(phase == "trial")
        self.go.setVisible(phase == "trial")
        if phase == "choice":
            clear(self._figures)
        self.actions_here.refresh()
        self.status_changed.emit()


def _sentence(page: IssuePage) -> str:
    if page.phase not in ("trial", "done"):
        return _("Whoever was charged already for the year is not charged again.")
    due = page.command.due_on
    words = _("Fees of {year}, due on {date}")
    return words.format(year=page.command.year, date=date_text(due) if due else "")


def _to_choice(page: IssuePage) -> None:
    page.show_phase("choice")
    page.choice.setFocus()


def _ask(page: IssuePage) -> None:
    """Go on with the letters; the page of the issue closes."""
    page.finished.emit()
    open_notices(page, page.command.year, steps=steps())


def trial_lists(result: FeeIssueResult) -> tuple[PaperList, PaperList]:
    """Who is charged what, and who is not, and why."""
    charged = [
        PaperLine(
            row=ToDoRow(id=n, number=None, name=e.member, about=e.description, amount=e.amount)
        )
        for n, e in enumerate(result.lines, 1)
    ]
    skipped = [PaperLine(row=_skipped(n, each)) for n, each in enumerate(result.skipped, 1)]
    return (
        PaperList(key="charged", title=_("With a charge"), lines=charged, columns=FEE_LINES),
        PaperList(key="skipped", title=_("Without a charge"), lines=skipped, columns=SKIPPED),
    )


def _skipped(number: int, each: Skipped) -> ToDoRow:
    return ToDoRow(
        id=number, number=None, name=each.member, about="", amount=ZERO, reason=each.reason
    )


def _nobody(year: int) -> StatePanel:
    text = _("No member of the register is to be charged for {year}.").format(year=year)
    return StatePanel("receipt-euro", _("Nobody is left to charge"), text)


ISSUE_ACTIONS = (
    Action(
        id="issue.next",
        text=N_("See who pays how much"),
        menu="file",
        icon="arrow-right",
        keys=("Ctrl+Return",),
        enabled=lambda page: page.phase == "choice",
        run=lambda page: page.to_trial(),
    ),
    Action(
        id="issue.go",
        text=N_("Issue"),
        menu="file",
        icon="check",
        keys=("Ctrl+Return",),
        shown_first=True,
        enabled=lambda page: page.phase == "trial" and bool(page.result and page.result.charges),
        run=lambda page: page.issue(),
    ),
    Action(
        id="issue.back",
        text=N_("Change year or day"),
        menu="file",
        icon="arrow-left",
        shown_keys="Esc",
        enabled=lambda page: page.phase == "trial",
        run=_to_choice,
    ),
    Action(
        id="issue.notices",
        text=N_("Prepare the requests of payment"),
        menu="file",
        icon="file-text",
        enabled=lambda page: page.phase == "done",
        run=_ask,
    ),
    Action(
        id="issue.settings",
        text=N_("Set the fees of a year"),
        menu="file",
        icon="settings",
        run=lambda page: page.target_wanted.emit(Target(place="settings", view="fees")),
    ),
    Action(
        id="issue.leave",
        text=N_("Close"),
        menu="file",
        icon="x",
        run=lambda page: page.finished.emit(),
    ),
)
