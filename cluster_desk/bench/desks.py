"""Make the desks that benchmarks begin with, and the bare ones their limits write to."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.codes import check_digit_11
from cluster_desk.domain.members import MemberCategory, OrganisationKind, SizeClass
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.demo import association, stage
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.store import engine
from cluster_desk.store.base import Base, tracked_tables
from cluster_desk.tx import Tx

TODAY = date(2026, 11, 20)
YEAR = TODAY.year
_FIRST = ("Adda", "Brembo", "Serio", "Lario", "Orobia", "Brianza", "Ticino", "Mella", "Oglio")
_SECOND = ("Cosmetici", "Beauty", "Pack", "Profumi", "Botanica", "Lab", "Derma", "Essenze")
_SIZES = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE)


def drafts(count: int) -> tuple[MemberDraft, ...]:
    """So many invented companies, each with its own code, the same on every run."""
    return tuple(_draft(number) for number in range(count))


def _draft(number: int) -> MemberDraft:
    digits = f"{number:07d}{number % 100 + 1:03d}"
    code = digits + check_digit_11(digits)
    name = f"{_FIRST[number % 9]} {_SECOND[number // 9 % 8]} {number} S.r.l."
    host = f"socio{number}"
    return MemberDraft(
        row=number + 2,
        name=name,
        kind=OrganisationKind.COMPANY,
        category=MemberCategory.ORDINARY,
        size=_SIZES[number % 4],
        joined_on=date(2026, 1, 20),
        tax_code=code,
        vat_number=code,
        address=f"Via dei Tigli {number % 90 + 1}",
        postal_code="26013",
        city="Crema",
        province="CR",
        pec=f"{host}@pec.esempio.it",
        email=f"info@{host}.esempio.it",
        phone=f"0373 {number % 900_000 + 100_000}",
        sector="Skincare",
        legal_representative=f"Anna Esempi{number}",
    )


def desk_at(path: Path) -> Desk:
    """The desk on the day of the measurements."""
    return Desk.open(path, clock=FixedClock.at(TODAY.isoformat()))


def founded(folder: Path) -> Path:
    """A desk with everything that stands before the first member; made once a folder."""
    path = folder / "founded.desk"
    if not path.exists():
        made = stage.build(path, members=0, seed=1)
        with made.desk:
            association.found(made)
    return path


def with_members(folder: Path, count: int) -> Path:
    """The same with members."""
    path = folder / f"members-{count}.desk"
    if not path.exists():
        shutil.copy(founded(folder), path)
        with desk_at(path) as desk:
            desk.write(import_members, ImportMembers(drafts=drafts(count)))
    return path


def with_fees(folder: Path, count: int) -> Path:
    """The same with the fees of the year."""
    path = folder / f"fees-{count}.desk"
    if not path.exists():
        shutil.copy(with_members(folder, count), path)
        with desk_at(path) as desk:
            desk.write(issue_fees, IssueFees(year=YEAR))
    return path


def a_copy(source: Path) -> Path:
    """A fresh copy, beside, for one lap to write to."""
    path = source.with_name(f"lap-{random.randrange(10**9)}.desk")
    shutil.copy(source, path)
    return path


def keep_written(before: Path, use_case: Callable[[Tx, Any], Any], command: Any) -> None:
    """Run a use-case on a copy, and keep that copy beside the desk."""
    path = a_copy(before)
    with desk_at(path) as desk:
        desk.write(use_case, command)
    path.replace(_written(before, use_case.__name__))


def _written(before: Path, name: str) -> Path:
    return before.with_suffix(f".{name}.desk")


def _inserted(before: Path, after: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows that only the later desk has, by table."""
    had = _highest_ids(before)
    bind = engine.make_engine(after, read_only=True)
    with Session(bind) as session:
        rows = {
            table.name: [
                dict(row)
                for row in session.execute(
                    select(table).where(table.c.id > had[table.name])
                ).mappings()
            ]
            for table in tracked_tables()
        }
    bind.dispose()
    return {name: found for name, found in rows.items() if found}


def _highest_ids(path: Path) -> dict[str, int]:
    bind = engine.make_engine(path)
    with Session(bind) as session:
        found = {
            table.name: session.scalar(select(func.max(table.c.id))) or 0
            for table in tracked_tables()
        }
    bind.dispose()
    return found


def bare(path: Path) -> Engine:
    """A writing engine on this desk after its triggers were dropped: no history, no guards."""
    bind = engine.make_engine(path).execution_options(**{engine.WRITE: True})
    with bind.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
        for name in names.scalars().all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    return bind


def add_all_again(before: Path, name: str) -> Callable[[], object]:
    """The rows that a use-case inserted, by `session.add_all` and without history."""
    rows = _inserted(before, _written(before, name))
    path = a_copy(before)
    bind = bare(path)
    classes = {str(mapper.class_.__tablename__): mapper.class_ for mapper in Base.registry.mappers}

    def work() -> None:
        with Session(bind) as session:
            for table, found in rows.items():
                session.add_all([classes[table](**row) for row in found])
                session.flush()
            session.commit()

    return work
