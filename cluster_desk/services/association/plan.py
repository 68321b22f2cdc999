"""Change and drop the projects and the activities of the plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from cluster_desk.i18n import _
from cluster_desk.services.association.settings import (
    AddActivity,
    AddProject,
    checked_activity,
    checked_project,
)
from cluster_desk.store.tables.association import PlanActivity, Project
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class EditProject:
    """A project as it should be."""

    id: int
    project: AddProject


@dataclass(frozen=True, kw_only=True)
class EditActivity:
    """An activity as it should be."""

    id: int
    activity: AddActivity


@dataclass(frozen=True, kw_only=True)
class RemoveFromPlan:
    """A project or an activity on which nothing stands, by its id."""

    id: int


def edit_project(tx: Tx, command: EditProject) -> None:
    """Invalid with every problem."""
    tx.allow("association.edit")
    row = tx.get(Project, command.id, _("project"))
    wanted = checked_project(tx, command.project, besides=row.id)
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    tx.describe(_("Project {code}").format(code=row.code))


def edit_activity(tx: Tx, command: EditActivity) -> None:
    """Invalid with every problem."""
    tx.allow("association.edit")
    row = tx.get(PlanActivity, command.id, _("activity of the plan"))
    wanted = checked_activity(tx, command.activity, besides=row.id)
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    tx.describe(_("Activity {code} of the plan").format(code=row.code))


def remove_project(tx: Tx, command: RemoveFromPlan) -> None:
    """Refused while movements, meetings, bodies or activities stand on it."""
    tx.allow("association.edit")
    row = tx.get(Project, command.id, _("project"))
    tx.session.delete(row)
    tx.describe(_("Project removed: {code}").format(code=row.code))


def remove_activity(tx: Tx, command: RemoveFromPlan) -> None:
    """Refused while movements, meetings or bodies stand on it."""
    tx.allow("association.edit")
    row = tx.get(PlanActivity, command.id, _("activity of the plan"))
    tx.session.delete(row)
    tx.describe(_("Activity removed from the plan: {code}").format(code=row.code))
