"""Found the association in a new desk, and keep its profile and dated legal form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from cluster_desk.domain.codes import (
    Code,
    EmailAddress,
    FiscalCode,
    InvalidCode,
    PostalCode,
    VatNumber,
)
from cluster_desk.domain.members import MembershipEventKind
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables.association import Association, LegalForm, Recognition
from cluster_desk.store.tables.members import MembershipEvent
from cluster_desk.tx import Tx


class AlreadyFounded(Refused):
    """A desk holds one association."""

    message = N_("This desk already has its association: edit its profile instead.")


@dataclass(frozen=True, kw_only=True)
class FoundAssociation:
    """The profile of a new desk. `sample` marks an invented one: its documents say «ESEMPIO»."""

    name: str
    short_name: str = ""
    tax_code: str = ""
    vat_number: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    email: str = ""
    pec: str = ""
    phone: str = ""
    website: str = ""
    founded_on: date | None = None
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class SetLegalForm:
    """From a day on, and the wording letterheads carry (DOMAIN §10)."""

    from_on: date
    wording: str
    has_personality: bool


@dataclass(frozen=True, kw_only=True)
class AddRecognition:
    """An act: `legal_personality`, or `technology_cluster` of the Region (DOMAIN §1.1)."""

    kind: str
    authority: str = ""
    act: str = ""
    act_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EditRecognition:
    """An act of recognition in other words."""

    id: int
    act: AddRecognition


@dataclass(frozen=True, kw_only=True)
class Remove:
    """One entry of a list, by its id."""

    id: int


def found_association(tx: Tx, command: FoundAssociation) -> int:
    """The association's id, always 1."""
    tx.allow("association.edit")
    if tx.session.get(Association, 1) is not None:
        raise AlreadyFounded
    profile = _checked(tx, command)
    tx.describe(_("Profile of {name}").format(name=profile.name))
    tx.session.add(Association(id=1, **asdict(profile)))
    tx.session.flush()
    return 1


@dataclass(frozen=True, kw_only=True)
class EditAssociation:
    """`version` is the one the form was opened with."""

    version: int
    profile: FoundAssociation


def edit_association(tx: Tx, command: EditAssociation) -> None:
    """Change the profile. The mark of an invented association cannot be taken off."""
    tx.allow("association.edit")
    row = tx.get(Association, 1, _("association"), version=command.version)
    profile = _checked(tx, command.profile)
    for name, value in asdict(profile).items():
        if name != "sample":
            setattr(row, name, value)
    tx.describe(_("Profile of {name}").format(name=profile.name))


def _checked(tx: Tx, command: FoundAssociation) -> FoundAssociation:
    """With the codes as they are kept; Invalid with every problem."""
    problems = []
    if not command.name.strip():
        problems.append(Problem(field="name", message=_("Write the name.")))
    problems += _founding_day_problems(tx, command.founded_on)
    checks: dict[str, Callable[[str], Code]] = {
        "tax_code": FiscalCode.parse,
        "vat_number": VatNumber.parse,
        "postal_code": PostalCode.parse,
        "email": EmailAddress.parse,
        "pec": EmailAddress.parse,
    }
    kept: dict[str, Any] = {"name": command.name.strip()}
    for name, parse in checks.items():
        value = getattr(command, name).strip()
        try:
            kept[name] = parse(value).text if value else ""
        except InvalidCode as error:
            problems.append(Problem(field=name, message=str(error)))
    profile = replace(command, **kept)
    problems += length_problems(Association, asdict(profile))
    if problems:
        raise Invalid(problems)
    return profile


def _founding_day_problems(tx: Tx, founded: date | None) -> list[Problem]:
    """To come, or after somebody was admitted already."""
    if founded is None:
        return []
    if founded > tx.clock.today():
        message = _("The date cannot be later than today.")
        return [Problem(field="founded_on", message=message)]
    first = tx.session.scalar(
        select(func.min(MembershipEvent.on_day)).where(
            MembershipEvent.kind == MembershipEventKind.ADMISSION
        )
    )
    if first is None or first >= founded:
        return []
    message = _("A member was admitted on {date}, before that day: check the year.")
    return [Problem(field="founded_on", message=message.format(date=date_text(first)))]


def set_legal_form(tx: Tx, command: SetLegalForm) -> int:
    """The dated legal form; the same day is replaced."""
    tx.allow("association.edit")
    problems = founding_problems(tx, command.from_on, field="from_on")
    if not command.wording.strip():
        problem = Problem(field="wording", message=_("Write the wording of the letterhead."))
        problems.append(problem)
    problems += length_problems(LegalForm, asdict(command))
    if problems:
        raise Invalid(problems)
    row = tx.session.scalars(select(LegalForm).where(LegalForm.from_on == command.from_on)).first()
    if row is None:
        row = LegalForm(from_on=command.from_on)
        tx.session.add(row)
    row.wording = command.wording
    row.has_personality = command.has_personality
    tx.describe(_("Legal form: {wording}").format(wording=command.wording))
    tx.session.flush()
    return row.id


def add_recognition(tx: Tx, command: AddRecognition) -> int:
    """An act of recognition."""
    tx.allow("association.edit")
    _check_act(tx, command)
    row = Recognition(**asdict(command))
    tx.session.add(row)
    tx.describe(_("Recognition: {act}").format(act=command.act or command.kind))
    tx.session.flush()
    return row.id


def _check_act(tx: Tx, command: AddRecognition) -> None:
    problems = founding_problems(tx, command.act_on, field="act_on")
    if command.act_on is not None and command.act_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="act_on", message=message))
    if not command.act.strip() and not command.authority.strip():
        message = _("Write which act it is, or whose.")
        problems.append(Problem(field="act", message=message))
    problems += length_problems(Recognition, asdict(command))
    if problems:
        raise Invalid(problems)


def edit_recognition(tx: Tx, command: EditRecognition) -> None:
    """Correct an act of recognition."""
    tx.allow("association.edit")
    row = tx.get(Recognition, command.id, _("act of recognition"))
    _check_act(tx, command.act)
    for name, value in asdict(command.act).items():
        setattr(row, name, value)
    tx.describe(_("Recognition: {act}").format(act=command.act.act or command.act.kind))


def remove_recognition(tx: Tx, command: Remove) -> None:
    """Take an act off the list."""
    tx.allow("association.edit")
    row = tx.get(Recognition, command.id, _("act of recognition"))
    tx.describe(_("Recognition removed: {act}").format(act=row.act or row.kind))
    tx.session.delete(row)


def remove_legal_form(tx: Tx, command: Remove) -> None:
    """From its day on, the legal form before it holds again."""
    tx.allow("association.edit")
    row = tx.get(LegalForm, command.id, _("legal form"))
    tx.describe(_("Legal form removed: {wording}").format(wording=row.wording))
    tx.session.delete(row)
