"""Issue papers by the hundred: see who gets one and who does not, choose, issue, keep the PDFs."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.money import Money
from cluster_desk.errors import DeskError
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.todo import ToDo
from cluster_desk.running import Outcome
from cluster_desk.services.exports.issued import documents_together
from cluster_desk.services.fees.groups import GroupedRun
from ui.fees.figures import figure
from ui.fees.paper_run import PaperRun
from ui.fees.papers import open_paper
from ui.fees.progress import RunProgress
from ui.fees.run_columns import ISSUED, LEFT_OUT, PaperLine
from ui.fees.run_lists import PaperList, PaperLists
from ui.fees.steps import StepLine
from ui.kit.banner import Banner
from ui.kit.dialogs import ask_where_to_save
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import clear, column, panel, row, set_ground
from ui.kit.states import StatePanel
from ui.kit.toast import Notice
from ui.pages.actions import Action
from ui.pages.page import Page, Status
from ui.pages.preview_page import About, PreviewPage
from ui.pages.saving import save_file
from ui.theme.tokens import LABEL
from ui.work.groups import GroupedWork
from ui.work.workspace import Workspace

_DUE, _LEFT, _ISSUED = "due", "left", "issued"


class RunPage(Page):
    """Before: a list with boxes. Meanwhile: how far it is. After: what was issued, to be kept."""

    TOPICS = frozenset({"fees"})

    def __init__(self, workspace: Workspace, run: PaperRun) -> None:
        super().__init__(workspace, RUN_ACTIONS)
        self.run = run
        self.work: GroupedWork | None = None
        self.phase = "before"  # before, running, after
        self._build()
        self.lists.ticked.connect(self._show_chosen)
        self.lists.moved.connect(self.actions_here.refresh)
        self.lists.opened.connect(self.actions_here["run.look"].trigger)
        self.reload()
        self.actions_here.refresh()

    def _build(self) -> None:
        self.banner = Banner("bad", closable=False)
        self._figures = row(gap=12)
        self.progress = RunProgress(self.workspace.jobs)
        self.go = self.actions_here.button("run.go", "primary")
        self._save = self.actions_here.button("run.save", "primary")
        self._save.hide()
        look = self.actions_here.button("run.look")
        self._leave = self.actions_here.button("run.leave", "ghost")
        about = GivingLabel(self.run.about, LABEL, tone="text2")
        top = Heading(
            Title(self.run.title), about, row(self._leave, look, self._save, self.go, gap=8)
        )
        steps = StepLine(self.run.steps, max(len(self.run.steps) - 1, 0))
        figures = row(self._figures, (self.progress, 1), None, gap=14)
        parts = (steps, top, self.banner, figures)
        head = panel(column(*parts, gap=12, margins=(20, 14, 20, 10)))
        set_ground(head, "surface")
        self.lists = PaperLists()
        self.setLayout(column(head, (self.lists, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Fees"), self.run.title]

    def status(self) -> Status:
        words = _("Nothing has been written yet") if self.phase == "before" else ""
        is_due = self.phase == "before" and bool(self.lists.lines(_DUE))
        here = (("Space", _("tick")), ("Ctrl+Return", _("issue"))) if is_due else ()
        look = (("Return", _("look at it")),) if self.lists.table() is not None else ()
        return Status(place=words, keys=(*here, *look, ("Esc", _("back"))))

    def part(self) -> str:
        return self.run.use_case.__name__

    def areas(self) -> list[QWidget]:
        table = self.lists.table()
        return [*([table] if table else []), self.lists.tabs, self.go, self._leave]

    def reload(self) -> None:
        """Only before: what was issued stays on the page."""
        if self.phase == "before":
            self.workspace.read(self.run.to_do, then=self._show_to_do, lane="fees.run")

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    @property
    def chosen(self) -> list[PaperLine]:
        """What is ticked and can be issued now."""
        return self.lists.chosen(_DUE) if self.phase == "before" else []

    def start(self) -> None:
        """Issue what is ticked, group by group."""
        ids = [line.id for line in self.chosen]
        use_case, command_of = self.run.use_case, self.run.command_of
        run = GroupedRun(use_case, command_of, ids, request_id=str(uuid4()))
        self.phase = "running"
        self.work = GroupedWork(self.workspace, run, self.run.title)
        self.work.finished.connect(self._finish)
        self.work.start()
        self.progress.follow(self.work)
        self.actions_here.refresh()
        self.status_changed.emit()

    def look(self) -> None:
        """The paper of the row that is looked at: as issued, or as it would be."""
        line = self.lists.current()
        if line is None:
            return
        title, crumbs = self.run.paper(line.row), tuple(self.crumbs())

        def show(outcome: Outcome[bytes]) -> None:
            about = About(crumbs=crumbs, state=(_("Preview"), "warn"))
            name = _("preview.pdf")
            page = PreviewPage(self.workspace, title, outcome.value, name, about)
            self.page_wanted.emit(page)

        if line.document_id is not None:
            open_paper(self, line.document_id, title, About(crumbs=crumbs))
        elif line.is_due and self.phase == "before":
            self.workspace.preview(
                self.run.draft,
                self.run.draft_of(line.id),
                then=show,
                refused=lambda error: self.banner.say(str(error)),
            )

    def save_all(self) -> None:
        """What was issued in one PDF, to be printed or sent."""
        papers = [line.document_id for line in self.lists.lines(_ISSUED) if line.document_id]
        path = ask_where_to_save(self, _("Save PDF"), self.run.file_name, (("PDF", "pdf"),))
        if path is not None:
            name, sentence = path.name, _("The documents were saved as «{file}»")
            save_file(
                self,
                lambda desk: desk.read(documents_together, papers, name=name).content,
                path,
                sentence,
            )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_to_do(self, found: ToDo) -> None:
        if self.phase != "before":
            return
        known = {line.id for line in self.lists.lines(_DUE)}
        unticked = frozenset(known - {line.id for line in self.lists.chosen(_DUE)})
        due = [PaperLine(row=each, is_due=True) for each in found.due]
        left = [PaperLine(row=each) for each in found.left_out]
        to_do = PaperList(
            key=_DUE,
            title=_("To be issued"),
            lines=due,
            columns=self.run.columns,
            unticked=unticked,
        )
        self._show_lists(to_do, left)
        self._show_chosen()
        table = self.lists.table()
        if self.isVisible():
            (table or self._leave).setFocus()

    def _show_lists(self, first: PaperList, left: list[PaperLine]) -> None:
        none = StatePanel(self.run.icon, self.run.none_title, self.run.none_text)
        title = _("Left out for now")
        left_out = PaperList(key=_LEFT, title=title, lines=left, columns=LEFT_OUT)
        self.lists.show_lists((first, left_out), none)

    def _show_chosen(self) -> None:
        chosen, left = self.chosen, self.lists.lines(_LEFT)
        total = Money.total(line.row.amount for line in chosen)
        clear(self._figures)
        if self.lists.lines(_DUE):
            self._figures.addWidget(figure(count_text(len(chosen)), _("chosen"), "ok_fg"))
            self._figures.addWidget(figure(f"{money_text(total)} €", _("in all"), "text"))
        if left:
            self._figures.addWidget(figure(count_text(len(left)), _("left out"), "text2"))
        self.go.set_text(self.run.verb(len(chosen)))
        self.go.setVisible(bool(self.lists.lines(_DUE)))
        self.actions_here.refresh()
        self.status_changed.emit()

    def _finish(self, error: DeskError | None) -> None:
        assert self.work is not None
        run = self.work.run
        known = {line.id: line for line in self.lists.lines(_DUE)}
        issued = [
            known[paper.id].issued_as(paper.number, paper.document_id)
            for result in run.values
            for paper in self.run.issued(result)
        ]
        left = [
            known[i].refused(reason)
            for value in run.values
            for i, reason in self.run.refused(value)
        ]
        left += self.lists.lines(_LEFT)
        self.phase = "after"
        self.progress.leave()
        title = _("Papers issued")
        papers = PaperList(key=_ISSUED, title=title, lines=issued, columns=ISSUED)
        self._show_lists(papers, left)
        clear(self._figures)
        self._figures.addWidget(figure(count_text(len(issued)), _("papers issued"), "ok_fg"))
        self.go.hide()
        self._save.setVisible(bool(issued))
        _tell(self, self.work, self.run.done(len(issued)), error)
        self.actions_here.refresh()
        self.status_changed.emit()


def _tell(page: RunPage, work: GroupedWork, done: str, error: DeskError | None) -> None:
    if work.run.is_stopped:
        text = _("Stopped: {done}. What is missing can be issued later.")
        page.banner.say(text.format(done=done))
    elif error is not None:
        page.banner.say(f"{done}. {error}")
    else:
        page.noticed.emit(Notice(text=done))


RUN_ACTIONS = (
    Action(
        id="run.go",
        text=N_("Issue"),
        menu="file",
        icon="check",
        keys=("Ctrl+Return",),
        shown_first=True,
        enabled=lambda page: bool(page.chosen),
        run=lambda page: page.start(),
    ),
    Action(
        id="run.look",
        text=N_("Look at it"),
        menu="record",
        icon="eye",
        shown_keys="Return",
        enabled=lambda page: page.lists.current() is not None and page.lists.current().may_look,
        run=lambda page: page.look(),
    ),
    Action(
        id="run.save",
        text=N_("Save all as one PDF"),
        menu="file",
        icon="download",
        keys=("Ctrl+Shift+P",),
        enabled=lambda page: bool(page.lists.lines(_ISSUED)),
        run=lambda page: page.save_all(),
    ),
    Action(
        id="run.leave",
        text=N_("Close"),
        menu="file",
        icon="x",
        shown_keys="Esc",
        run=lambda page: page.finished.emit(),
    ),
)
