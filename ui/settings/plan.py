"""The funded projects, and the activities of the yearly plan."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.codes import Cup
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.plan import ActivityRow, ProjectRow, activity_rows, project_rows
from cluster_desk.services.association.plan import (
    EditActivity,
    EditProject,
    RemoveFromPlan,
    edit_activity,
    edit_project,
    remove_activity,
    remove_project,
)
from cluster_desk.services.association.settings import (
    AddActivity,
    AddProject,
    add_activity,
    add_project,
)
from ui.kit.entry_fields import day_field
from ui.kit.fields import ChoiceField, DigitsField, LineField, NoteField
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.asking import number_or_none, whole_number, with_none
from ui.settings.list_panel import ListPanel, Rows, Shelf


def make_plan(page: Page) -> ListPanel:
    """Projects, and what the plan of each year holds."""
    return ListPanel(page, SHELVES, _plan)


def _plan(session: Any) -> Rows:
    return {"projects": project_rows(session), "activities": activity_rows(session)}


def _open_project(panel: ListPanel, row: ProjectRow | None) -> None:
    def command(asked: dict[str, Any]) -> Any:
        wanted = AddProject(**asked)
        return EditProject(id=row.id, project=wanted) if row else wanted

    entry = Entry(
        title=row.title if row else _("New project"),
        about=_("Movements, meetings and working tables may carry the project and its CUP."),
        save=_("Save the project"),
        use_case=edit_project if row else add_project,
        command=command,
    )
    today = panel.workspace.today()
    fields = {
        "title": LineField(_("Title"), required=_("Write the title.")),
        "code": LineField(
            _("Code"), longest=30, example="PIANO-26", required=_("Write a short code.")
        ),
        "cup": DigitsField(_("CUP"), longest=20, parse=lambda typed: Cup.parse(typed).text),
        "funder": LineField(_("Funder"), longest=200),
        "from_on": day_field(_("First day"), today),
        "to_on": day_field(_("Last day"), today),
    }
    texts = {name: getattr(row, name) if row else "" for name in ("title", "code", "cup", "funder")}
    texts["from_on"] = date_text(row.from_on) if row and row.from_on else ""
    texts["to_on"] = date_text(row.to_on) if row and row.to_on else ""
    EntrySheet(panel.page, entry, fields, texts)


def _open_activity(panel: ListPanel, row: ActivityRow | None) -> None:
    def command(asked: dict[str, Any]) -> Any:
        wanted = AddActivity(**asked)
        return EditActivity(id=row.id, activity=wanted) if row else wanted

    entry = Entry(
        title=row.title if row else _("New activity of the plan"),
        about=_("With a measurable objective: what a funder asks opens down to its records."),
        save=_("Save the activity"),
        use_case=edit_activity if row else add_activity,
        command=command,
    )
    projects = [(str(each.id), each.title) for each in panel.rows["projects"]]
    fields = {
        "title": LineField(_("Title"), required=_("Write the title.")),
        "year": DigitsField(
            _("Year"), longest=4, required=_("Write a year of four digits."), parse=whole_number
        ),
        "code": LineField(_("Code"), longest=30, example="A1", required=_("Write a short code.")),
        "objective": NoteField(_("Objective")),
        "project_id": ChoiceField(
            _("Project"), with_none(projects, _("No project")), parse=number_or_none
        ),
    }
    texts = {
        "title": row.title if row else "",
        "year": str(row.year if row else panel.workspace.year),
        "code": row.code if row else "",
        "objective": row.objective if row else "",
        "project_id": str(row.project_id) if row and row.project_id else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


def _days(row: ProjectRow) -> Cell:
    if row.from_on is None and row.to_on is None:
        return cells.words("")
    first = date_text(row.from_on) if row.from_on else "…"
    last = date_text(row.to_on) if row.to_on else "…"
    return cells.words(f"{first} – {last}")


SHELVES = (
    Shelf(
        key="projects",
        title=N_("Projects"),
        columns=(
            Column(
                key="title",
                title=N_("Title"),
                width=240,
                stretch=True,
                cell=lambda row: cells.strong(row.title),
            ),
            Column(key="code", title=N_("Code"), width=110, cell=lambda row: cells.words(row.code)),
            Column(
                key="cup",
                title=N_("CUP"),
                width=150,
                priority=1,
                cell=lambda row: cells.words(row.cup),
            ),
            Column(
                key="funder",
                title=N_("Funder"),
                width=180,
                priority=3,
                cell=lambda row: cells.words(row.funder),
            ),
            Column(key="days", title=N_("Period"), width=190, priority=2, cell=_days),
            Column(
                key="uses",
                title=N_("Movements"),
                width=100,
                right=True,
                cell=lambda row: cells.count(row.uses, "text2"),
            ),
        ),
        empty=(
            "folder",
            N_("No project yet"),
            N_("Enter a funded project with its CUP: movements and meetings can carry it."),
        ),
        add=N_("New project"),
        open=_open_project,
        remove=lambda panel, row: panel.write(remove_project, RemoveFromPlan(id=row.id)),
    ),
    Shelf(
        key="activities",
        title=N_("Activities of the plan"),
        columns=(
            Column(
                key="year",
                title=N_("Year"),
                width=70,
                cell=lambda row: cells.words(str(row.year)),
            ),
            Column(
                key="title",
                title=N_("Title"),
                width=240,
                stretch=True,
                cell=lambda row: cells.strong(row.title),
            ),
            Column(key="code", title=N_("Code"), width=90, cell=lambda row: cells.words(row.code)),
            Column(
                key="objective",
                title=N_("Objective"),
                width=300,
                priority=2,
                cell=lambda row: cells.words(row.objective),
            ),
            Column(
                key="project",
                title=N_("Project"),
                width=120,
                priority=1,
                cell=lambda row: cells.words(row.project),
            ),
            Column(
                key="uses",
                title=N_("Movements"),
                width=100,
                right=True,
                cell=lambda row: cells.count(row.uses, "text2"),
            ),
        ),
        empty=(
            "target",
            N_("The plan is empty"),
            N_("Enter the activities of the year with their measurable objectives."),
        ),
        add=N_("New activity of the plan"),
        open=_open_activity,
        remove=lambda panel, row: panel.write(remove_activity, RemoveFromPlan(id=row.id)),
    ),
)
