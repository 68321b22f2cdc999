"""Keep the years, the projects, the texts and the other settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.codes import Cup, InvalidCode
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.periods import YEARS, Period, fiscal_year_problem
from cluster_desk.errors import Invalid, NotFound, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.reports.texts.defaults import TextKey, known_names
from cluster_desk.reports.texts.template import Template
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables.association import (
    FiscalYear,
    PlanActivity,
    Project,
    Setting,
    StampRule,
    TextTemplate,
)
from cluster_desk.tx import Tx


class YearInBetween(Refused):
    """Years before and after it."""

    message = N_("Year {year} stands between others: only the first or the last can be removed.")


@dataclass(frozen=True, kw_only=True)
class OpenFiscalYear:
    """A year of accounts; both days belong to it, and it may not be twelve months."""

    year: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class EditFiscalYear:
    """Other days for a year of accounts that is not closed."""

    year: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class RemoveFiscalYear:
    """A year of accounts at either end of the row of years."""

    year: int


@dataclass(frozen=True, kw_only=True)
class SetSetting:
    """Any other setting, as a JSON value."""

    key: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class SetStampRule:
    """How stamp duty is met on a kind of document from a day on."""

    document_kind: str
    treatment: StampTreatment
    from_on: date
    reference: str = ""
    to_on: date | None = None
    confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class SetText:
    """The association's own version of a shipped text; an empty source goes back to it."""

    key: str
    source: str
    language: str = "it"


@dataclass(frozen=True, kw_only=True)
class AddProject:
    """A funded project with its CUP."""

    code: str
    title: str
    cup: str = ""
    funder: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AddActivity:
    """An activity of the year's plan."""

    year: int
    code: str
    title: str
    objective: str = ""
    project_id: int | None = None


def open_fiscal_year(tx: Tx, command: OpenFiscalYear) -> int:
    """The year's id. Years follow one another without holes or overlaps."""
    tx.allow("association.edit")
    others = list(tx.session.scalars(select(FiscalYear).order_by(FiscalYear.starts_on)))
    is_first = all(command.starts_on < other.starts_on for other in others)
    problems = _year_problems(tx, command, is_first=is_first)
    if any(o.year == command.year for o in others):
        message = _("Year {year} exists already.").format(year=command.year)
        problems.append(Problem(field="year", message=message))
    if any(o.starts_on <= command.ends_on and command.starts_on <= o.ends_on for o in others):
        message = _("It overlaps another year.")
        problems.append(Problem(field="starts_on", message=message))
    elif others and not _adjoins(command, others):
        message = _("Years follow one another without a day between them.")
        problems.append(Problem(field="starts_on", message=message))
    if problems:
        raise Invalid(problems)
    row = FiscalYear(**asdict(command))
    tx.session.add(row)
    tx.describe(_("Fiscal year {year}").format(year=command.year))
    tx.session.flush()
    return row.id


def edit_fiscal_year(tx: Tx, command: EditFiscalYear) -> None:
    """Other days. FinalRecord once it is closed; its neighbours keep theirs."""
    tx.allow("association.edit")
    others = list(tx.session.scalars(select(FiscalYear).order_by(FiscalYear.starts_on)))
    row = next((o for o in others if o.year == command.year), None)
    if row is None:
        raise NotFound(what=_("fiscal year"), id=command.year)
    at, day = others.index(row), timedelta(days=1)
    problems = _year_problems(tx, command, is_first=not at)
    if at and others[at - 1].ends_on + day != command.starts_on:
        message = _("Years follow one another without a day between them.")
        problems.append(Problem(field="starts_on", message=message))
    if at + 1 < len(others) and command.ends_on + day != others[at + 1].starts_on:
        message = _("Years follow one another without a day between them.")
        problems.append(Problem(field="ends_on", message=message))
    if problems:
        raise Invalid(problems)
    row.starts_on, row.ends_on = command.starts_on, command.ends_on
    tx.describe(_("Fiscal year {year}").format(year=command.year))


def _year_problems(
    tx: Tx, command: OpenFiscalYear | EditFiscalYear, *, is_first: bool
) -> list[Problem]:
    if command.ends_on < command.starts_on:
        message = _("The year cannot end before it begins.")
        return [Problem(field="ends_on", message=message)]
    days = Period(command.starts_on, command.ends_on)
    wrong = fiscal_year_problem(command.year, days, is_first=is_first)
    if wrong is not None:
        return [Problem(field="ends_on", message=str(wrong))]
    return founding_problems(tx, command.ends_on, field="ends_on")


def remove_fiscal_year(tx: Tx, command: RemoveFiscalYear) -> None:
    """Refused in the middle, where it would leave a hole; FinalRecord once it is closed."""
    tx.allow("association.edit")
    rows = list(tx.session.scalars(select(FiscalYear).order_by(FiscalYear.starts_on)))
    row = next((r for r in rows if r.year == command.year), None)
    if row is None:
        raise NotFound(what=_("fiscal year"), id=command.year)
    if row not in (rows[0], rows[-1]):
        raise YearInBetween(year=command.year)
    tx.session.delete(row)
    tx.describe(_("Fiscal year {year} removed").format(year=command.year))


def _adjoins(command: OpenFiscalYear, others: list[FiscalYear]) -> bool:
    day = timedelta(days=1)
    return command.starts_on == others[-1].ends_on + day or (
        command.ends_on + day == others[0].starts_on
    )


def set_setting(tx: Tx, command: SetSetting) -> None:
    """Write one setting."""
    tx.allow("association.edit")
    row = tx.session.scalars(select(Setting).where(Setting.key == command.key)).first()
    if row is None:
        tx.session.add(Setting(key=command.key, value=command.value))
    else:
        row.value = command.value
    tx.describe(_("Setting changed"))


def set_stamp_rule(tx: Tx, command: SetStampRule) -> int:
    """The rule's id. One a kind and first day: the same day again changes that rule."""
    tx.allow("association.edit")
    if not command.document_kind.strip():
        message = _("Choose the kind of document.")
        raise Invalid([Problem(field="document_kind", message=message)])
    if command.to_on is not None and command.to_on < command.from_on:
        message = _("The end cannot come before the beginning.")
        raise Invalid([Problem(field="to_on", message=message)])
    same = select(StampRule).where(
        StampRule.document_kind == command.document_kind, StampRule.from_on == command.from_on
    )
    row = tx.session.scalars(same).first()
    if row is None:
        row = StampRule(**asdict(command))
        tx.session.add(row)
    row.treatment, row.reference = command.treatment, command.reference
    row.to_on, row.confirmed = command.to_on, command.confirmed
    tx.describe(_("Stamp duty rule"))
    tx.session.flush()
    return row.id


def set_text(tx: Tx, command: SetText) -> None:
    """Keep, change or drop the association's version of a text. TextInvalid says where."""
    tx.allow("association.texts")
    if command.source.strip():
        Template.parse(command.source, known=known_names(TextKey(command.key)))
    row = tx.session.scalars(
        select(TextTemplate).where(
            TextTemplate.key == command.key, TextTemplate.language == command.language
        )
    ).first()
    tx.describe(_("Text «{key}»").format(key=command.key))
    if not command.source.strip():
        if row is not None:
            tx.session.delete(row)
    elif row is None:
        tx.session.add(TextTemplate(**asdict(command)))
    else:
        row.source = command.source


def add_project(tx: Tx, command: AddProject) -> int:
    """The project's id."""
    tx.allow("association.edit")
    row = Project(**asdict(checked_project(tx, command)))
    tx.session.add(row)
    tx.describe(_("Project {code}").format(code=row.code))
    tx.session.flush()
    return row.id


def checked_project(tx: Tx, command: AddProject, *, besides: int | None = None) -> AddProject:
    """With the codes as they are kept; `besides` is the project that is being changed.

    Invalid with every problem.
    """
    command, problems = replace(command, code=command.code.strip()), []
    if not command.code:
        problems.append(Problem(field="code", message=_("Write a short code.")))
    query = select(Project.id).where(Project.code == command.code)
    if tx.session.scalars(query).first() not in (None, besides):
        message = _("There is already a project «{code}».").format(code=command.code)
        problems.append(Problem(field="code", message=message))
    if not command.title.strip():
        problems.append(Problem(field="title", message=_("Write the title.")))
    if command.cup:
        try:
            command = replace(command, cup=Cup.parse(command.cup).text)
        except InvalidCode as error:
            problems.append(Problem(field="cup", message=str(error)))
    if command.from_on and command.to_on and command.to_on < command.from_on:
        message = _("The end cannot come before the beginning.")
        problems.append(Problem(field="to_on", message=message))
    problems += length_problems(Project, asdict(command))
    if problems:
        raise Invalid(problems)
    return command


def checked_activity(tx: Tx, command: AddActivity, *, besides: int | None = None) -> AddActivity:
    """With the code as it is kept; `besides` is the activity that is being changed.

    Invalid with every problem.
    """
    command, problems = replace(command, code=command.code.strip()), []
    if command.year not in YEARS:
        problems.append(Problem(field="year", message=_("Write a year of four digits.")))
    if command.project_id is not None:
        tx.get(Project, command.project_id, _("project"))
    if not command.code:
        problems.append(Problem(field="code", message=_("Write a short code.")))
    query = select(PlanActivity.id).where(
        PlanActivity.year == command.year, PlanActivity.code == command.code
    )
    if tx.session.scalars(query).first() not in (None, besides):
        message = _("The plan of {year} has already an activity «{code}».")
        said = message.format(year=command.year, code=command.code)
        problems.append(Problem(field="code", message=said))
    if not command.title.strip():
        problems.append(Problem(field="title", message=_("Write the title.")))
    problems += length_problems(PlanActivity, asdict(command))
    if problems:
        raise Invalid(problems)
    return command


def add_activity(tx: Tx, command: AddActivity) -> int:
    """The activity's id."""
    tx.allow("association.edit")
    row = PlanActivity(**asdict(checked_activity(tx, command)))
    tx.session.add(row)
    tx.describe(_("Activity {code} of the plan").format(code=row.code))
    tx.session.flush()
    return row.id
